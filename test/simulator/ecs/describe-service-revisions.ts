import type { Operation } from '../operation.ts'
import { limited, missing } from './request.ts'
import { serviceRevisionReply } from './service-deployment-reply.ts'

/** Takes at most 20 ARNs; what is not there, or what a replica does not know yet, is MISSING. */
export const describeServiceRevisions: Operation = (world, input) => {
  const arns = limited(input.serviceRevisionArns, { name: 'ServiceRevisionArns', most: 20 })
  const replica = world.ecs.replica()
  const services = world.ecs.services().flatMap(service => replica.of(service) ?? [])
  const found = arns.map(arn => {
    const [service, deployment] = services
      .flatMap(one => one.deployments.map(candidate => [one, candidate] as const))
      .find(([, { revisionArn }]) => revisionArn === arn) ?? [undefined, undefined]
    return { arn, reply: service && serviceRevisionReply(world.ecs, service, deployment) }
  })
  return {
    serviceRevisions: found.flatMap(({ reply }) => (reply ? [reply] : [])),
    failures: found.filter(({ reply }) => !reply).map(({ arn }) => missing(arn)),
  }
}
