import type { UpdateServiceRequest } from '@aws-sdk/client-ecs'
import { AwsFault } from '../fault.ts'
import type { JsonObject, Operation } from '../operation.ts'
import { asNumber, asObject, pick, same } from './json.ts'
import type { Service } from './model.ts'
import { invalid } from './request.ts'
import { beginDeployment } from './rollout.ts'
import { rulesOf } from './rules.ts'
import { serviceReply } from './service-reply.ts'
import { launchMembers, revisionMembers, settingMembers } from './members.ts'
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
  checkConfiguration(deploymentConfiguration)
  ecs.change(service, () => {
    const deploys = startsDeployment(ecs, service, { wanted, forced: request.forceNewDeployment === true })
    Object.assign(service.settings, pick(input, settingMembers))
    Object.assign(service.configuration, wanted, pick(input, launchMembers))
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
  if (definition.deregisteredAt !== undefined) throw new AwsFault('ClientException', 'TaskDefinition is inactive')
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

/** With another controller than ECS, only these members may be sent. */
const allowed: Record<Service['controller'], readonly string[] | 'all'> = {
  ECS: 'all',
  CODE_DEPLOY: [
    'desiredCount',
    'deploymentConfiguration',
    'healthCheckGracePeriodSeconds',
    'placementConstraints',
    'placementStrategy',
    'enableECSManagedTags',
    'propagateTags',
  ],
  EXTERNAL: [
    'desiredCount',
    'placementConstraints',
    'placementStrategy',
    'healthCheckGracePeriodSeconds',
    'enableECSManagedTags',
    'propagateTags',
  ],
}

function checkController({ controller }: Service, input: JsonObject): void {
  const may = allowed[controller]
  const asked = Object.keys(input).filter(name => name !== 'cluster' && name !== 'service')
  const refused = may === 'all' ? undefined : asked.find(name => !may.includes(name))
  if (refused === undefined) return
  const what = words[refused] ?? refused
  const instead = controller === 'CODE_DEPLOY' ? ' Use AWS CodeDeploy to trigger a new deployment.' : ''
  throw invalid(`Unable to update ${what} on services with a ${controller} deployment controller.${instead}`)
}

const words: Readonly<Record<string, string>> = {
  taskDefinition: 'task definition',
  networkConfiguration: 'network parameters',
  platformVersion: 'platform version',
  forceNewDeployment: 'with force new deployment',
  loadBalancers: 'load balancers',
}

function checkConfiguration(configuration: JsonObject): void {
  const { early, minimumHealthyPercent, maximumPercent, strategy } = rulesOf(configuration)
  if (strategy === 'ROLLING' && minimumHealthyPercent >= 100 && maximumPercent === 100) {
    throw invalid('Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.')
  }
  if (maximumPercent < minimumHealthyPercent) {
    throw invalid('maximumPercent must not be less than minimumHealthyPercent.')
  }
  if (early && strategy !== 'ROLLING') throw invalid('earlySuccessCriteria can be used only with the ROLLING strategy.')
  if (early && early.healthyPercent < minimumHealthyPercent) {
    throw invalid('earlySuccessCriteria.healthyPercent cannot be less than minimumHealthyPercent.')
  }
}
