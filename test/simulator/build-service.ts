import type { JsonObject } from './operation.ts'
import type { DescribedService, SidecarScenario } from './scenario.ts'
import { milliseconds } from './shape.ts'
import type { World } from './world.ts'

interface NamedService extends DescribedService {
  cluster: string
  name: string
}

/** Adds a service with all it stands on, and gives its target group if it has one. */
export function addService(world: World, service: NamedService): string | undefined {
  const { cluster, name, desired, gracePeriod, controller, more, born } = service
  world.logs.createGroup(logGroup(service))
  const targetGroup = service.health === false ? undefined : addTargetGroup(world, service)
  const earlier = (service.earlier ?? []).map(
    image => world.ecs.registerTaskDefinition(taskDefinition(world, { ...service, image })).arn,
  )
  world.ecs.createService({
    cluster,
    name,
    taskDefinition: taskDefinition(world, service),
    deploymentConfiguration: deploymentConfiguration(service),
    networkConfiguration,
    ...(targetGroup !== undefined && { loadBalancers: [loadBalancer(service, targetGroup)] }),
    ...(desired !== undefined && { desiredCount: desired }),
    ...(gracePeriod !== undefined && { healthCheckGracePeriodSeconds: milliseconds(gracePeriod) / 1000 }),
    ...(controller && { controller }),
    ...(more && { more }),
    ...(born && { born }),
    earlier,
  })
  return targetGroup
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

function loadBalancer(service: NamedService, targetGroupArn: string): JsonObject {
  return { targetGroupArn, containerName: containerOf(service), containerPort: portOf(service) }
}

/** As small teams set it: a target is judged within half a minute, and an old one drains for as long. */
function addTargetGroup(world: World, service: NamedService): string {
  const { interval = '10s', timeout = '5s', deregistrationDelay = '30s', ...rest } = service.targetGroup ?? {}
  const group = world.elb.createTargetGroup({
    name: `${service.cluster}-${service.name}`,
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
  const sidecars = Object.entries(service.sidecars ?? {})
  return {
    family: service.family ?? `${service.cluster}-${service.name}`,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
    executionRoleArn: role(world, service, 'execution'),
    taskRoleArn: role(world, service, 'task'),
    containerDefinitions: [
      mainContainer(world, service),
      ...sidecars.map(([name, given]) => sidecar(world, service, { name, given })),
    ],
    ...service.taskDefinition,
  }
}

function mainContainer(world: World, service: NamedService): JsonObject {
  return {
    name: containerOf(service),
    image: imageOf(world, service, service.image),
    essential: true,
    portMappings: [{ containerPort: portOf(service), protocol: 'tcp' }],
    environment: [{ name: 'APP_ENV', value: service.cluster }],
    logConfiguration: logConfiguration(world, service),
    ...(service.healthCheck !== undefined && { healthCheck: healthCheck(service.healthCheck) }),
    ...service.containerDefinition,
  }
}

function healthCheck(given: string | JsonObject): JsonObject {
  if (typeof given !== 'string') return given
  return { command: ['CMD-SHELL', given], interval: 10, timeout: 5, retries: 3, startPeriod: 10 }
}

interface NamedSidecar {
  name: string
  given: string | SidecarScenario
}

function sidecar(world: World, service: NamedService, { name, given }: NamedSidecar): JsonObject {
  const { image, essential = true } = typeof given === 'string' ? { image: given } : given
  return { name, image: imageOf(world, service, image), essential, logConfiguration: logConfiguration(world, service) }
}

function logConfiguration(world: World, service: NamedService): JsonObject {
  return {
    logDriver: 'awslogs',
    options: {
      'awslogs-group': logGroup(service),
      'awslogs-region': world.region,
      'awslogs-stream-prefix': service.name,
    },
  }
}

function role({ account }: World, { cluster, name }: NamedService, kind: string): string {
  return `arn:aws:iam::${account}:role/${cluster}-${name}-${kind}`
}

/**
 * How the task definition names an image: with the registry's host, if it is in one of the account's repositories. Any
 * other must be declared, or name its registry.
 */
function imageOf({ ecr }: World, { cluster, name }: NamedService, image: string): string {
  if (ecr.find(image)) return ecr.uri(image)
  const repository = ecr.repositories.get(image.replace(/[:@].*$/, ''))
  if (!repository && (ecr.elsewhere.has(image) || image.includes('.'))) return image
  const known = repository ? [...repository.tags.keys()] : [...ecr.repositories.keys()]
  throw new Error(`clusters.${cluster}.${name}: there is no image ${image}; there are: ${known.join(', ') || 'none'}`)
}
