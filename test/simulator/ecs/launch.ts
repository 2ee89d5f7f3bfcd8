import type { JsonObject } from '../operation.ts'
import { asObject, asTexts } from './json.ts'
import type { Container, Deployment, Service, Task } from './model.ts'
import type { Ecs } from './state.ts'
import { containersOf } from './task-definitions.ts'

/** What a task is launched from. */
export interface Launch {
  cluster: { name: string; arn: string }
  taskDefinition: string
  group: string
  startedBy?: string
  configuration: JsonObject
  overrides?: JsonObject
  tags?: JsonObject[]
}

/** A new task, PROVISIONING; its life has still to begin. */
export function createTask(ecs: Ecs, launch: Launch): Task {
  const id = ecs.world.hex(32)
  const subnets = asTexts(asObject(asObject(launch.configuration.networkConfiguration).awsvpcConfiguration).subnets)
  const subnet = Math.floor(ecs.world.timeline.random() * Math.max(1, subnets.length))
  return {
    id,
    arn: ecs.world.arn('ecs', `task/${launch.cluster.name}/${id}`),
    clusterArn: launch.cluster.arn,
    taskDefinition: launch.taskDefinition,
    group: launch.group,
    ...(launch.startedBy !== undefined && { startedBy: launch.startedBy }),
    desiredStatus: 'RUNNING',
    lastStatus: 'PROVISIONING',
    createdAt: ecs.now(),
    containers: createContainers(ecs, { launch, taskId: id }),
    configuration: launch.configuration,
    availabilityZone: `${ecs.world.region}${'abc'.charAt(subnet % 3)}`,
    networkInterface: {
      attachment: uuid(ecs.world.hex(32)),
      eni: `eni-0${ecs.world.hex(16)}`,
      mac: `0a:${(ecs.world.hex(10).match(/../g) ?? []).join(':')}`,
      subnet: subnets[subnet] ?? 'subnet-0a1b2c3d4e5f67890',
      ip: ecs.address(),
    },
    registrations: [],
    wasHealthy: false,
    overrides: launch.overrides ?? {},
    tags: launch.tags ?? [],
  }
}

function createContainers(ecs: Ecs, { launch, taskId }: { launch: Launch; taskId: string }): Container[] {
  const definition = ecs.taskDefinition(launch.taskDefinition)
  return containersOf(definition).map(plan => ({
    name: plan.name,
    arn: ecs.world.arn('ecs', `container/${launch.cluster.name}/${taskId}/${uuid(ecs.world.hex(32))}`),
    image: plan.image,
    runtimeId: `${taskId}-${ecs.world.digits(10)}`,
    essential: plan.essential,
    lastStatus: 'PENDING',
    health: 'UNKNOWN',
  }))
}

/** A task of a service's deployment. */
export function createServiceTask(ecs: Ecs, service: Service, deployment: Deployment): Task {
  const task = createTask(ecs, {
    cluster: { name: service.cluster, arn: service.clusterArn },
    taskDefinition: deployment.taskDefinition,
    group: `service:${service.name}`,
    startedBy: deployment.id,
    configuration: deployment.configuration,
  })
  service.tasks.push(task)
  ecs.keepAddress(task)
  return task
}

export function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
