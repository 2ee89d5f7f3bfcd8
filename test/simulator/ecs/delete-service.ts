import type { DeleteServiceRequest } from '@aws-sdk/client-ecs'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { invalid } from './request.ts'
import { serviceReply } from './service-reply.ts'

/**
 * The service drains, and is INACTIVE once its tasks are gone; with them goes its history of deployments.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html
 */
export const deleteService: Operation = (world, input) => {
  const { cluster, service: name = '', force = false } = input as unknown as DeleteServiceRequest
  const service = world.ecs.service(world.ecs.cluster(cluster), name)
  if (service.status !== 'ACTIVE') throw new AwsFault('ServiceNotActiveException', 'Service was not ACTIVE.')
  if (service.desiredCount > 0 && !force) {
    throw invalid('The service cannot be stopped while it is scaled above 0.')
  }
  world.ecs.levers.deleteService(service)
  return { service: serviceReply(world.ecs, service) }
}
