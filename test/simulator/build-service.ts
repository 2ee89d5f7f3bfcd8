import { buildTaskDefinition } from './build-task-definition.ts'
import type { JsonObject } from './operation.ts'
import type { DescribedService } from './scenario.ts'
import { milliseconds } from './shape.ts'
import type { World } from './world.ts'

interface NamedService extends DescribedService {
  cluster: string
  name: string
}

/** Adds a service with all it stands on, and gives its target groups: none, one, or two between which traffic moves. */
export function addService(world: World, service: NamedService): string[] {
  const { cluster, name, desired, gracePeriod, controller, more, born } = service
  world.logs.createGroup(logGroup(service))
  const targetGroups = addTargetGroups(world, service)
  const earlier = (service.earlier ?? []).map(
    image => world.ecs.registerTaskDefinition(taskDefinition(world, { ...service, image })).arn,
  )
  world.ecs.createService({
    cluster,
    name,
    taskDefinition: taskDefinition(world, service),
    deploymentConfiguration: deploymentConfiguration(service),
    networkConfiguration,
    ...(targetGroups.length > 0 && { loadBalancers: [loadBalancer(world, service, targetGroups)] }),
    ...(desired !== undefined && { desiredCount: desired }),
    ...(gracePeriod !== undefined && { healthCheckGracePeriodSeconds: milliseconds(gracePeriod) / 1000 }),
    ...(controller && { controller }),
    ...(more && { more }),
    ...(born && { born }),
    earlier,
  })
  return targetGroups
}

const networkConfiguration: JsonObject = {
  awsvpcConfiguration: {
    subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-0b1c2d3e4f5061728'],
    securityGroups: ['sg-0a1b2c3d4e5f60718'],
    assignPublicIp: 'DISABLED',
  },
}

const portOf = ({ port = 8080 }: NamedService): number => port
const containerOf = ({ container, name }: NamedService): string => container ?? name
const logGroup = ({ cluster, name }: NamedService): string => `/ecs/${cluster}/${name}`

function loadBalancer(world: World, service: NamedService, [targetGroupArn, green]: readonly string[]): JsonObject {
  const rule = `listener-rule/app/${service.cluster}/${'1'.repeat(16)}/${'2'.repeat(16)}/${'3'.repeat(16)}`
  const advancedConfiguration = green !== undefined && {
    alternateTargetGroupArn: green,
    productionListenerRule: world.arn('elasticloadbalancing', rule),
    roleArn: `arn:aws:iam::${world.account}:role/ecsInfrastructureRole`,
  }
  return {
    targetGroupArn,
    containerName: containerOf(service),
    containerPort: portOf(service),
    ...(advancedConfiguration && { advancedConfiguration }),
  }
}

/** Blue/green deployments and their kin move traffic between two groups. */
function addTargetGroups(world: World, service: NamedService): string[] {
  if (service.health === false) return []
  const shifts = ['BLUE_GREEN', 'LINEAR', 'CANARY'].some(strategy => strategy === service.deployment?.strategy)
  const name = `${service.cluster}-${service.name}`
  return (shifts ? [name, `${name}-green`] : [name]).map(each => addTargetGroup(world, service, each))
}

/** As small teams set it: a target is judged within half a minute, and an old one drains for as long. */
function addTargetGroup(world: World, service: NamedService, name: string): string {
  const { interval = '10s', timeout = '5s', deregistrationDelay = '30s', ...rest } = service.targetGroup ?? {}
  const group = world.elb.createTargetGroup({
    name,
    loadBalancer: service.cluster,
    port: portOf(service),
    deregistrationDelay: milliseconds(deregistrationDelay),
    check: {
      path: service.health === undefined || service.health === false ? '/health' : service.health,
      interval: milliseconds(interval),
      timeout: milliseconds(timeout),
      healthyThreshold: 2,
      unhealthyThreshold: 2,
      ...rest,
    },
  })
  return group.arn
}

function deploymentConfiguration(service: NamedService): JsonObject {
  const { minimumHealthyPercent = 100, maximumPercent = 200, breaker = true, deployment } = service
  return {
    minimumHealthyPercent,
    maximumPercent,
    deploymentCircuitBreaker: typeof breaker === 'boolean' ? { enable: breaker, rollback: breaker } : { ...breaker },
    ...deployment,
  }
}

function taskDefinition(world: World, service: NamedService): JsonObject {
  const { cluster, name } = service
  return buildTaskDefinition(world, {
    ...service,
    place: `clusters.${cluster}.${name}`,
    family: service.family ?? `${cluster}-${name}`,
    owner: `${cluster}-${name}`,
    container: containerOf(service),
    port: portOf(service),
    environment: [{ name: 'APP_ENV', value: cluster }],
    logGroup: logGroup(service),
    logPrefix: name,
  })
}
