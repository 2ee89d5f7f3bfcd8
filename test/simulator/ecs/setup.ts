import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import { asObject, asObjects, asText, asTexts, pick } from './json.ts'
import { createDeployment } from './deployment.ts'
import { createServiceTask, uuid } from './launch.ts'
import { launchMembers, revisionMembers, settingMembers } from './members.ts'
import type { Cluster, Deployment, Service, Task, TaskDefinition } from './model.ts'
import { beginDeployment } from './rollout.ts'
import { withDefaults } from './rules.ts'
import { createServiceDeployment } from './service-deployment.ts'
import type { Ecs } from './state.ts'
import { checkTaskDefinition, containersOf, platformOf, registered } from './task-definitions.ts'
import { hour, minute, second } from './timing.ts'
import { registerTarget } from './targets.ts'
import { events, rollout } from './words.ts'

/** A service of a world, in the words of the CreateService request where they are the same. */
export interface ServiceSetup {
  cluster: string
  name: string
  /** `family:revision`, an ARN, or a document that is registered first. */
  taskDefinition: string | JsonObject
  /** 2, if not said. */
  desiredCount?: number
  loadBalancers?: JsonObject[]
  deploymentConfiguration?: JsonObject
  networkConfiguration?: JsonObject
  healthCheckGracePeriodSeconds?: number
  controller?: Service['controller']
  tags?: JsonObject[]
  /** Any other member of CreateService, such as `launchType`, `capacityProviderStrategy` or `schedulingStrategy`. */
  more?: JsonObject
  /** Whether it has long been running, or starts its first tasks now. Long, if not said. */
  born?: 'steady' | 'new'
  /** Task definitions that it ran successfully before, the oldest first; only for one that is born steady. */
  earlier?: string[]
}

/** Adds an empty cluster. */
export function createCluster(ecs: Ecs, name: string, tags: JsonObject[]): Cluster {
  const arn = ecs.world.arn('ecs', `cluster/${name}`)
  const cluster: Cluster = { name, arn, services: new Map(), tasks: [], launches: new Map(), tags }
  ecs.clusters.set(name, cluster)
  return cluster
}

/** Adds the next revision of the family that the document names. Throws the `AwsFault` with which ECS refuses it. */
export function registerTaskDefinition(ecs: Ecs, document: JsonObject): TaskDefinition {
  checkTaskDefinition(document)
  const family = asText(document.family) ?? ''
  const revisions = ecs.families.get(family) ?? []
  const revision = (revisions.at(-1)?.revision ?? 0) + 1
  const arn = ecs.world.arn('ecs', `task-definition/${family}:${revision}`)
  const registration = {
    arn,
    revision,
    registeredAt: ecs.now(),
    registeredBy: `arn:aws:iam::${ecs.world.account}:role/deploy`,
  }
  const definition: TaskDefinition = {
    arn,
    family,
    revision,
    document: registered(document, registration),
    tags: asObjects(document.tags),
    registeredAt: ecs.now(),
  }
  ecs.families.set(family, [...revisions, definition])
  ecs.world.note(family, `registered revision ${revision}`)
  return definition
}

/** Adds a service and what it stands on. Throws when its cluster or task definition is not there. */
export function createService(ecs: Ecs, given: ServiceSetup): Service {
  const {
    cluster,
    name,
    taskDefinition,
    controller = 'ECS',
    born = 'steady',
    earlier = [],
    more = {},
    ...members
  } = given
  const definition = definitionOf(ecs, taskDefinition)
  const request = { ...usualLaunch(more, definition.document), ...more, ...members }
  const service = emptyService(ecs, { cluster: ecs.cluster(cluster), request, name })
  service.desiredCount = given.desiredCount ?? 2
  service.controller = controller
  service.configuration.taskDefinition = definition.arn
  ecs.cluster(cluster).services.set(name, service)
  ecs.change(service, () => {
    if (born === 'new') beginDeployment(ecs, service)
    else settle(ecs, service, earlier)
  })
  return service
}

/** In this account, whoever says nothing of it means Fargate, if that is possible. */
export function usualLaunch({ launchType, capacityProviderStrategy }: JsonObject, definition: JsonObject): JsonObject {
  if (launchType === 'EC2') return {}
  if (capacityProviderStrategy !== undefined) return { platformVersion: 'LATEST' }
  const canUseFargate = asTexts(definition.compatibilities).includes('FARGATE')
  return canUseFargate ? { launchType: 'FARGATE', platformVersion: 'LATEST' } : { launchType: 'EC2' }
}

function definitionOf(ecs: Ecs, given: string | JsonObject): TaskDefinition {
  if (typeof given !== 'string') return registerTaskDefinition(ecs, given)
  const definition = ecs.taskDefinition(given)
  if (!definition) throw new AwsFault('ClientException', 'TaskDefinition not found.')
  return definition
}

/** By default a service is spread over Fargate, and nobody has tagged it. */
const usualSettings: JsonObject = {
  placementConstraints: [],
  placementStrategy: [],
  healthCheckGracePeriodSeconds: 0,
  schedulingStrategy: 'REPLICA',
  enableECSManagedTags: false,
  propagateTags: 'NONE',
  enableExecuteCommand: false,
  availabilityZoneRebalancing: 'ENABLED',
}

interface Birth {
  cluster: Cluster
  name: string
  request: JsonObject
}

function emptyService(ecs: Ecs, { cluster, name, request }: Birth): Service {
  return {
    name,
    arn: ecs.world.arn('ecs', `service/${cluster.name}/${name}`),
    cluster: cluster.name,
    clusterArn: cluster.arn,
    status: 'ACTIVE',
    createdAt: ecs.now(),
    desiredCount: 0,
    controller: 'ECS',
    settings: { ...usualSettings, ...pick(request, settingMembers) },
    configuration: {
      loadBalancers: [],
      serviceRegistries: [],
      ...pick(request, [...revisionMembers, ...launchMembers]),
    },
    deploymentConfiguration: withDefaults(asObject(request.deploymentConfiguration)),
    deployments: [],
    serviceDeployments: [],
    tasks: [],
    events: [],
    complaints: new Map(),
    steady: false,
    tags: asObjects(request.tags),
  }
}

const day = 24 * hour

/** Makes a service that has been running for a day, after a history of successful deployments. */
function settle(ecs: Ecs, service: Service, earlier: string[]): void {
  const current = service.configuration.taskDefinition
  service.createdAt = ecs.now() - 90 * day
  for (const [index, taskDefinition] of earlier.entries()) {
    service.configuration.taskDefinition = definitionOf(ecs, taskDefinition).arn
    pastDeployment(ecs, service, ecs.now() - (earlier.length - index + 1) * day).status = 'INACTIVE'
  }
  service.configuration.taskDefinition = current
  const deployment = pastDeployment(ecs, service, ecs.now() - day)
  deployment.desiredCount = service.desiredCount
  for (let count = 0; count < service.desiredCount; count++) settledTask(ecs, service, deployment)
  service.steady = true
  service.events = [{ id: uuid(ecs.world.hex(32)), createdAt: ecs.now() - hour, message: events.steady(service) }]
}

function pastDeployment(ecs: Ecs, service: Service, at: number): Deployment {
  const deployment = createDeployment(ecs, service)
  const serviceDeployment = createServiceDeployment(ecs, service, { deployment, sources: [] })
  const times = { createdAt: at, updatedAt: at + 3 * minute }
  Object.assign(deployment, times)
  deployment.rollout = { is: 'COMPLETED', reason: rollout.completed(deployment) }
  Object.assign(serviceDeployment, times, {
    startedAt: at + 2 * second,
    finishedAt: at + 3 * minute,
    visibleFrom: at,
    status: 'SUCCESSFUL',
    breaker: serviceDeployment.breaker === 'DISABLED' ? 'DISABLED' : 'MONITORING_COMPLETE',
    traffic: { test: 0, production: 100 },
  })
  service.deployments.unshift(deployment)
  if (service.controller === 'ECS') service.serviceDeployments.unshift(serviceDeployment)
  return deployment
}

function settledTask(ecs: Ecs, service: Service, deployment: Deployment): void {
  const task = createServiceTask(ecs, service, deployment)
  const at = deployment.createdAt + 15 * second
  const times = {
    createdAt: at,
    connectedAt: at + 9 * second,
    pullStartedAt: at + 12 * second,
    pullStoppedAt: at + 24 * second,
    startedAt: at + 26 * second,
  }
  Object.assign(task, times, { lastStatus: 'RUNNING', wasHealthy: true })
  runContainers(ecs, task, deployment)
  for (const { arn, container, port } of deployment.targetGroups) {
    registerTarget(ecs, task, { group: arn, container, port, settled: true })
  }
}

function runContainers(ecs: Ecs, task: Task, deployment: Deployment): void {
  const definition = definitionOf(ecs, task.taskDefinition)
  const platform = platformOf(definition)
  for (const [index, { name, image, healthCheck }] of containersOf(definition).entries()) {
    const container = task.containers[index]
    const pulled = ecs.world.ecr.pull(image, platform)
    if (pulled.is === 'failed') throw new Error(`a steady service needs an image that can be pulled: ${pulled.reason}`)
    if (!container) continue
    deployment.images[name] = pulled.digest
    Object.assign(container, {
      imageDigest: pulled.digest,
      behaviour: pulled.behaviour,
      lastStatus: 'RUNNING',
      startedAt: task.startedAt,
      starts: task.startedAt === undefined ? [] : [task.startedAt],
      health: healthCheck ? 'HEALTHY' : 'UNKNOWN',
    })
  }
}
