import type { CreateServiceRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { asObject, omit } from './json.ts'
import { invalid } from './request.ts'
import { serviceReply } from './service-reply.ts'
import { checkService } from './service-request.ts'
import { usualLaunch } from './setup.ts'

/** Its first tasks start now. A second service of the same name is refused, even if it is described in the same way. */
export const createService: Operation = (world, input) => {
  const request = input as unknown as CreateServiceRequest
  const cluster = world.ecs.cluster(request.cluster)
  const name = request.serviceName ?? ''
  if ((world.ecs.findService(cluster, name)?.status ?? 'INACTIVE') !== 'INACTIVE')
    throw invalid('Creation of service was not idempotent.')
  const definition = world.ecs.taskDefinition(request.taskDefinition ?? '')
  checkService(world.ecs, {
    input,
    configuration: { ...usualLaunch(input, definition?.document ?? {}), ...input },
    settings: input,
    deploymentConfiguration: asObject(input.deploymentConfiguration),
  })
  const service = world.ecs.createService({
    cluster: cluster.name,
    name,
    taskDefinition: request.taskDefinition ?? '',
    desiredCount: request.desiredCount ?? 1,
    controller: request.deploymentController?.type ?? 'ECS',
    more: omit(input, ['cluster', 'serviceName']),
    born: 'new',
  })
  return { service: serviceReply(world.ecs, service) }
}
