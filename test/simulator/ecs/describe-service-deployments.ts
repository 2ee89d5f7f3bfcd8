import type { Operation } from '../operation.ts'
import { limited, missing } from './request.ts'
import { isOnRecord } from './service-deployment.ts'
import { serviceDeploymentReply } from './service-deployment-reply.ts'

/** Takes at most 20 ARNs; what is not there, or cannot be seen yet, is MISSING. */
export const describeServiceDeployments: Operation = (world, input) => {
  const arns = limited(input.serviceDeploymentArns, { name: 'ServiceDeploymentArns', most: 20 })
  const replica = world.ecs.replica()
  const services = world.ecs.services().flatMap(service => replica.of(service) ?? [])
  const found = arns.map(arn => {
    const service = services.find(({ serviceDeployments }) => serviceDeployments.some(one => one.arn === arn))
    const record = service?.serviceDeployments.find(one => one.arn === arn && isOnRecord(world.ecs, one))
    return { arn, reply: service && record && serviceDeploymentReply(world.ecs, service, record) }
  })
  return {
    serviceDeployments: found.flatMap(({ reply }) => (reply ? [reply] : [])),
    failures: found.filter(({ reply }) => !reply).map(({ arn }) => missing(arn)),
  }
}
