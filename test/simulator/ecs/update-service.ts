import type { UpdateServiceRequest } from '@aws-sdk/client-ecs'
import { AwsFault } from '../fault.ts'
import type { JsonObject, Operation } from '../operation.ts'
import { isInactive } from './inactive-revision.ts'
import { asNumber, asObject, pick, same } from './json.ts'
import { launchMembers, revisionMembers, settingMembers } from './members.ts'
import type { Service } from './model.ts'
import { beginDeployment } from './rollout.ts'
import { serviceReply } from './service-reply.ts'
import { checkController, checkService } from './service-request.ts'
import type { Ecs } from './state.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html */
export const updateService: Operation = (world, input) => {
  const request = input as unknown as UpdateServiceRequest
  const { ecs } = world
  const service = ecs.service(ecs.cluster(request.cluster), request.service ?? '')
  if (service.status !== 'ACTIVE') throw new AwsFault('ServiceNotActiveException', 'Service was not ACTIVE.')
  checkController(service, input)
  const wanted = wantedConfiguration(ecs, input)
  const deploymentConfiguration = { ...service.deploymentConfiguration, ...asObject(input.deploymentConfiguration) }
  const settings = { ...service.settings, ...pick(input, settingMembers) }
  const configuration = { ...service.configuration, ...wanted, ...pick(input, launchMembers) }
  checkService(ecs, { input, configuration, settings, deploymentConfiguration })
  ecs.change(service, () => {
    const deploys = startsDeployment(ecs, service, { wanted, forced: request.forceNewDeployment === true })
    Object.assign(service, { settings, configuration })
    if (input.capacityProviderStrategy !== undefined) delete service.configuration.launchType
    service.deploymentConfiguration = deploymentConfiguration
    service.desiredCount = asNumber(input.desiredCount) ?? service.desiredCount
    if (deploys) beginDeployment(ecs, service)
    else ecs.scheduler.wake(service)
  })
  return { service: serviceReply(ecs, service) }
}

/** What the request wants of the next revision, with the task definition as a full ARN. */
function wantedConfiguration(ecs: Ecs, input: JsonObject): JsonObject {
  const wanted = pick(input, revisionMembers)
  if (typeof wanted.taskDefinition !== 'string') return wanted
  const definition = ecs.taskDefinition(wanted.taskDefinition)
  if (!definition) throw new AwsFault('ClientException', 'TaskDefinition not found.')
  if (isInactive(ecs, definition)) throw new AwsFault('ClientException', 'TaskDefinition is inactive')
  return { ...wanted, taskDefinition: definition.arn }
}

/** A new deployment comes of force, or of a change to what belongs to a revision; nothing else starts one. */
function startsDeployment(
  ecs: Ecs,
  service: Service,
  { wanted, forced }: { wanted: JsonObject; forced: boolean },
): boolean {
  const changed = Object.keys(wanted).some(name => !same(wanted[name], service.configuration[name]))
  const repeated = wanted.taskDefinition !== undefined && ecs.assumptions.sameTaskDefinition === 'new-deployment'
  return forced || changed || repeated
}
