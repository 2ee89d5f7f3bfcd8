import { AwsFault } from '../fault.ts'
import type { Json, JsonObject } from '../operation.ts'
import { checkOrder } from './container-order.ts'
import { asNumber, asObject, asObjects, asText, asTexts, omit, pick } from './json.ts'
import { second } from './timing.ts'
import type { TaskDefinition } from './model.ts'

/** What AWS adds to a task definition; none of it may be registered again. */
export interface Registration {
  arn: string
  revision: number
  registeredAt: number
  registeredBy: string
}

/** The document that DescribeTaskDefinition answers: what was registered, unknown members and all, with defaults. */
export function registered(request: JsonObject, registration: Registration): JsonObject {
  const document = omit(structuredClone(request), ['tags'])
  const awsvpc = document.networkMode === 'awsvpc'
  return {
    ...document,
    taskDefinitionArn: registration.arn,
    containerDefinitions: asObjects(document.containerDefinitions).map(container => withDefaults(container, awsvpc)),
    revision: registration.revision,
    volumes: document.volumes ?? [],
    status: 'ACTIVE',
    requiresAttributes: requiredAttributes(document),
    placementConstraints: document.placementConstraints ?? [],
    compatibilities: awsvpc ? ['EC2', 'FARGATE'] : ['EXTERNAL', 'EC2'],
    registeredAt: registration.registeredAt / second,
    registeredBy: registration.registeredBy,
  }
}

function withDefaults(container: JsonObject, awsvpc: boolean): JsonObject {
  return {
    cpu: 0,
    portMappings: [],
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...container,
    ...(container.portMappings !== undefined && {
      portMappings: asObjects(container.portMappings).map(mapping => portWithDefaults(mapping, awsvpc)),
    }),
    ...(container.healthCheck !== undefined && {
      healthCheck: { interval: 30, timeout: 5, retries: 3, ...asObject(container.healthCheck) },
    }),
  }
}

/** With awsvpc every container port is a port of the task's own network interface. */
function portWithDefaults(mapping: JsonObject, awsvpc: boolean): JsonObject {
  const hostPort = awsvpc ? mapping.containerPort : 0
  return { protocol: 'tcp', ...(hostPort !== undefined && { hostPort }), ...mapping }
}

interface Trait {
  attribute: string
  required: (document: JsonObject, containers: JsonObject[]) => boolean
}

const capability = 'com.amazonaws.ecs.capability'

/** What an instance must be able to do; on Fargate it is information only. */
const traits: readonly Trait[] = [
  { attribute: `${capability}.docker-remote-api.1.18`, required: () => true },
  { attribute: 'ecs.capability.task-eni', required: document => document.networkMode === 'awsvpc' },
  { attribute: `${capability}.task-iam-role`, required: document => document.taskRoleArn !== undefined },
  {
    attribute: `${capability}.logging-driver.awslogs`,
    required: (_, containers) =>
      containers.some(container => asObject(container.logConfiguration).logDriver === 'awslogs'),
  },
  {
    attribute: 'ecs.capability.execution-role-awslogs',
    required: (document, containers) =>
      document.executionRoleArn !== undefined && containers.some(container => container.logConfiguration !== undefined),
  },
  {
    attribute: `${capability}.ecr-auth`,
    required: (_, containers) => containers.some(({ image }) => asText(image)?.includes('.dkr.ecr.') === true),
  },
  {
    attribute: 'ecs.capability.execution-role-ecr-pull',
    required: (document, containers) =>
      document.executionRoleArn !== undefined &&
      containers.some(({ image }) => asText(image)?.includes('.dkr.ecr.') === true),
  },
  {
    attribute: 'ecs.capability.container-health-check',
    required: (_, containers) => containers.some(container => container.healthCheck !== undefined),
  },
]

function requiredAttributes(document: JsonObject): Json {
  const containers = asObjects(document.containerDefinitions)
  return traits.filter(({ required }) => required(document, containers)).map(({ attribute }) => ({ name: attribute }))
}

const families = /^[A-Za-z0-9_-]{1,255}$/

/** Refuses what RegisterTaskDefinition refuses. */
export function checkTaskDefinition(document: JsonObject): void {
  if (!families.test(asText(document.family) ?? '')) {
    throw new AwsFault(
      'ClientException',
      'Family should only contain alphanumeric characters, dashes, and underscores, at most 255 of them.',
    )
  }
  const containers = asObjects(document.containerDefinitions)
  if (containers.length === 0) throw new AwsFault('ClientException', 'Container list cannot be empty.')
  for (const container of containers) checkContainer(container)
  checkOrder(readContainers(document))
  if (containers.every(({ essential }) => essential === false)) {
    throw new AwsFault('ClientException', 'At least one container in the task definition must be marked as essential.')
  }
  if (asTexts(document.requiresCompatibilities).includes('FARGATE')) checkFargate(document)
  if (JSON.stringify(document).length > 64 * 1024) {
    throw new AwsFault('ClientException', 'Task definition is too large: at most 64 KiB are allowed.')
  }
}

function checkContainer(container: JsonObject): void {
  const name = asText(container.name)
  if (name === undefined || name === '')
    throw new AwsFault('ClientException', 'Container.name should not be null or empty.')
  if ((asText(container.image) ?? '') === '') {
    throw new AwsFault('ClientException', 'Container.image should not be null or empty.')
  }
  const { period, ignored } = restartOf(asObject(container.restartPolicy)) ?? { period: 60 * second, ignored: [] }
  if (period < 60 * second || period > 1800 * second || ignored.length > 50) {
    throw new AwsFault(
      'ClientException',
      'A restart policy can have a restartAttemptPeriod of 60 to 1800 seconds and at most 50 ignoredExitCodes.',
    )
  }
}

function checkFargate(document: JsonObject): void {
  if (document.networkMode !== 'awsvpc') {
    throw new AwsFault('ClientException', "Fargate only supports network mode 'awsvpc'.")
  }
  if (document.cpu === undefined || document.memory === undefined) {
    throw new AwsFault('ClientException', "Fargate requires that 'cpu' be defined at the task level.")
  }
}

/** The members of a container definition that make a difference to how its task lives. */
export interface ContainerPlan {
  name: string
  image: string
  essential: boolean
  /** Milliseconds between SIGTERM and SIGKILL. */
  stopTimeout: number
  /** Whether a tag is resolved once per deployment. */
  consistent: boolean
  healthCheck: HealthCheck | undefined
  logs: { group: string; prefix: string; createsGroup: boolean } | undefined
  /** What of its size is told of a container, as numbers. */
  size: JsonObject
  /** Instead of the image's own; empty where that stays. */
  command: string[]
  dependsOn: Dependency[]
  /** Milliseconds after its start that others wait for it to complete or be healthy. */
  startTimeout: number | undefined
  /** Started anew when it ends by itself after `period` milliseconds or more, unless its exit code is ignored. */
  restart: { period: number; ignored: number[] } | undefined
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html */
export interface Dependency {
  container: string
  /** One that the simulator does not know is as good as START. */
  condition: (typeof conditions)[number]
}

const conditions = ['START', 'COMPLETE', 'SUCCESS', 'HEALTHY'] as const

/** Milliseconds, but for `retries`. */
export interface HealthCheck {
  interval: number
  retries: number
  startPeriod: number
}

/** A revision never changes, so what was read of it once stays right. */
const read = new WeakMap<TaskDefinition, ContainerPlan[]>()

/** The containers of a task definition; none of one that is not there. */
export function containersOf(definition: TaskDefinition | undefined): ContainerPlan[] {
  if (!definition) return []
  const plans = read.get(definition) ?? readContainers(definition.document)
  read.set(definition, plans)
  return plans
}

function readContainers(document: JsonObject): ContainerPlan[] {
  return asObjects(document.containerDefinitions).map(container => ({
    name: asText(container.name) ?? '',
    image: asText(container.image) ?? '',
    essential: container.essential !== false,
    stopTimeout: Math.min(120, asNumber(container.stopTimeout) ?? 30) * second,
    consistent: container.versionConsistency !== 'disabled',
    healthCheck: container.healthCheck === undefined ? undefined : healthCheckOf(asObject(container.healthCheck)),
    logs: logsOf(asObject(container.logConfiguration)),
    size: pick({ cpu: 0, ...container }, ['cpu', 'memory', 'memoryReservation']),
    command: asTexts(container.command),
    dependsOn: asObjects(container.dependsOn).map(({ containerName, condition }) => ({
      container: asText(containerName) ?? '',
      condition: conditions.find(one => one === condition) ?? 'START',
    })),
    startTimeout: container.startTimeout === undefined ? undefined : (asNumber(container.startTimeout) ?? 0) * second,
    restart: restartOf(asObject(container.restartPolicy)),
  }))
}

function healthCheckOf(check: JsonObject): HealthCheck {
  return {
    interval: (asNumber(check.interval) ?? 30) * second,
    retries: asNumber(check.retries) ?? 3,
    startPeriod: (asNumber(check.startPeriod) ?? 0) * second,
  }
}

function restartOf({ enabled, restartAttemptPeriod, ignoredExitCodes }: JsonObject): ContainerPlan['restart'] {
  if (enabled !== true) return undefined
  const ignored = Array.isArray(ignoredExitCodes) ? ignoredExitCodes.filter(code => typeof code === 'number') : []
  return { period: (asNumber(restartAttemptPeriod) ?? 300) * second, ignored }
}

function logsOf(configuration: JsonObject): ContainerPlan['logs'] {
  const options = asObject(configuration.options)
  const group = asText(options['awslogs-group'])
  if (configuration.logDriver !== 'awslogs' || group === undefined) return undefined
  return {
    group,
    prefix: asText(options['awslogs-stream-prefix']) ?? '',
    createsGroup: options['awslogs-create-group'] === 'true',
  }
}

/** As registries name it, such as `linux/amd64`. */
export function platformOf(definition: TaskDefinition | undefined): string {
  const arm = asObject(definition?.document.runtimePlatform).cpuArchitecture === 'ARM64'
  return arm ? 'linux/arm64' : 'linux/amd64'
}
