import type { Operation } from '../operation.ts'
import { limited, missing } from './request.ts'
import { serviceDeploymentReply } from './service-deployment-reply.ts'

export const describeServiceDeployments: Operation = (world, input) => {
  const arns = limited(input.serviceDeploymentArns, { name: 'ServiceDeploymentArns', most: 20 })
  const replica = world.ecs.replica()
  const services = world.ecs.services().flatMap(service => replica.of(service) ?? [])
  const found = arns.map(arn => {
    const service = services.find(({ serviceDeployments }) => serviceDeployments.some(one => one.arn === arn))
    const record = service?.serviceDeployments.find(one => one.arn === arn && one.visibleFrom <= world.now())
    return { arn, reply: service && record && serviceDeploymentReply(world.ecs, service, record) }
  })
  return {
    serviceDeployments: found.flatMap(({ reply }) => (reply ? [reply] : [])),
    failures: found.filter(({ reply }) => !reply).map(({ arn }) => missing(arn)),
  }
}
