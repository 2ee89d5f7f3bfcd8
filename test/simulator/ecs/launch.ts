import type { JsonObject } from '../operation.ts'
import { asObject, asTexts } from './json.ts'
import type { Cluster, Container, Deployment, Service, Task } from './model.ts'
import { overrideOf } from './overrides.ts'
import { withPlatform } from './platform.ts'
import type { Ecs } from './state.ts'
import { containersOf } from './task-definitions.ts'
import type { ContainerPlan } from './task-definitions.ts'

/** A new task of a service's deployment, PROVISIONING; its life has still to begin. */
export function createServiceTask(ecs: Ecs, service: Service, deployment: Deployment): Task {
  const { id: startedBy, taskDefinition } = deployment
  const configuration = withPlatform(deployment.configuration)
  const cluster = ecs.cluster(service.clusterArn)
  const task = newTask(ecs, { cluster, taskDefinition, group: `service:${service.name}`, startedBy, configuration })
  service.tasks.push(task)
  ecs.keepAddress(task)
  return task
}

interface TaskOrder {
  cluster: Cluster
  taskDefinition: string
  group: string
  startedBy?: string
  clientToken?: string
  configuration: JsonObject
  overrides?: JsonObject
}

/** A task that is PROVISIONING, and that nobody knows of yet. */
export function newTask(ecs: Ecs, order: TaskOrder): Task {
  const { cluster, overrides = {}, configuration, ...members } = order
  const id = ecs.world.hex(32)
  const open = placesOf(ecs, configuration)
  const { zone, subnet } = open[Math.floor(ecs.world.timeline.random() * open.length)] ?? nowhere
  return {
    id,
    arn: ecs.world.arn('ecs', `task/${cluster.name}/${id}`),
    clusterArn: cluster.arn,
    ...members,
    desiredStatus: 'RUNNING',
    lastStatus: 'PROVISIONING',
    createdAt: ecs.now(),
    visibleFrom: ecs.now(),
    containers: createContainers(ecs, { ...order, taskId: id }),
    configuration,
    overrides,
    availabilityZone: zone,
    networkInterface: {
      attachment: uuid(ecs.world.hex(32)),
      eni: `eni-0${ecs.world.hex(16)}`,
      mac: `0a:${(ecs.world.hex(10).match(/../g) ?? []).join(':')}`,
      subnet,
      ip: ecs.address(),
    },
    registrations: [],
    wasHealthy: false,
    tags: [],
  }
}

interface Place {
  subnet: string
  zone: string
}

const nowhere: Place = { subnet: 'subnet-0a1b2c3d4e5f67890', zone: '' }

/** The subnets of a network configuration, each in a zone of its own, where there is capacity. */
export function placesOf(ecs: Ecs, { networkConfiguration }: JsonObject): Place[] {
  const { subnets } = asObject(asObject(networkConfiguration).awsvpcConfiguration)
  const named = subnets === undefined ? [nowhere.subnet] : asTexts(subnets)
  return named
    .map((subnet, index) => ({ subnet, zone: `${ecs.world.region}${'abc'.charAt(index % 3)}` }))
    .filter(({ zone }) => !ecs.fullZones.has(zone))
}

function createContainers(
  ecs: Ecs,
  { cluster, taskDefinition, overrides = {}, taskId }: TaskOrder & { taskId: string },
): Container[] {
  return containersOf(ecs.taskDefinition(taskDefinition)).map(plan => ({
    name: plan.name,
    arn: ecs.world.arn('ecs', `container/${cluster.name}/${taskId}/${uuid(ecs.world.hex(32))}`),
    image: plan.image,
    runtimeId: `${taskId}-${ecs.world.digits(10)}`,
    command: commandOf(plan, overrides),
    essential: plan.essential,
    lastStatus: 'PENDING',
    starts: [],
    health: 'UNKNOWN',
  }))
}

function commandOf({ name, command }: ContainerPlan, overrides: JsonObject): string[] {
  const override = overrideOf(overrides, name).command
  return override === undefined ? command : asTexts(override)
}

/** Groups 32 hexadecimal digits as a UUID's are. */
export function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
