import type { JsonObject } from './operation.ts'
import type { DescribedService, SidecarScenario } from './scenario.ts'
import type { World } from './world.ts'

type Described = 'image' | 'sidecars' | 'healthCheck' | 'taskDefinition' | 'containerDefinition'

/** What a task definition is made of, whether a service runs it or RunTask alone. */
interface Blueprint extends Pick<DescribedService, Described> {
  /** Where the world's description has it, for messages. */
  place: string
  family: string
  /** What the names of its roles begin with. */
  owner: string
  /** The main container's name. */
  container: string
  /** The main container's, if it listens. */
  port?: number
  environment?: JsonObject[]
  logGroup: string
  logPrefix: string
}

/** A task definition for Fargate, as small teams write it. */
export function buildTaskDefinition(world: World, blueprint: Blueprint): JsonObject {
  const sidecars = Object.entries(blueprint.sidecars ?? {})
  return {
    family: blueprint.family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    cpu: '256',
    memory: '512',
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
    executionRoleArn: role(world, blueprint, 'execution'),
    taskRoleArn: role(world, blueprint, 'task'),
    containerDefinitions: [
      mainContainer(world, blueprint),
      ...sidecars.map(([name, given]) => sidecar(world, blueprint, { name, given })),
    ],
    ...blueprint.taskDefinition,
  }
}

function mainContainer(world: World, blueprint: Blueprint): JsonObject {
  const { container, port, environment, healthCheck: check } = blueprint
  return {
    name: container,
    image: imageOf(world, blueprint, blueprint.image),
    essential: true,
    ...(port !== undefined && { portMappings: [{ containerPort: port, protocol: 'tcp' }] }),
    ...(environment && { environment }),
    logConfiguration: logConfiguration(world, blueprint),
    ...(check !== undefined && { healthCheck: healthCheck(check) }),
    ...blueprint.containerDefinition,
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

function sidecar(world: World, blueprint: Blueprint, { name, given }: NamedSidecar): JsonObject {
  const { image, essential = true } = typeof given === 'string' ? { image: given } : given
  const logs = logConfiguration(world, blueprint)
  return { name, image: imageOf(world, blueprint, image), essential, logConfiguration: logs }
}

function logConfiguration(world: World, { logGroup, logPrefix }: Blueprint): JsonObject {
  return {
    logDriver: 'awslogs',
    options: { 'awslogs-group': logGroup, 'awslogs-region': world.region, 'awslogs-stream-prefix': logPrefix },
  }
}

function role({ account }: World, { owner }: Blueprint, kind: string): string {
  return `arn:aws:iam::${account}:role/${owner}-${kind}`
}

/**
 * How the task definition names an image: with the registry's host, if it is in one of the account's repositories. Any
 * other must be declared, or name its registry.
 */
function imageOf({ ecr }: World, { place }: Blueprint, image: string): string {
  if (ecr.find(image)) return ecr.uri(image)
  const repository = ecr.repositories.get(image.replace(/[:@].*$/, ''))
  if (!repository && (ecr.elsewhere.has(image) || image.includes('.'))) return image
  const known = repository ? [...repository.tags.keys()] : [...ecr.repositories.keys()]
  throw new Error(`${place}: there is no image ${image}; there are: ${known.join(', ') || 'none'}`)
}
