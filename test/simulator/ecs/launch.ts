import { asObject, asTexts } from './json.ts'
import type { Container, Deployment, Service, Task } from './model.ts'
import type { Ecs } from './state.ts'
import { containersOf } from './task-definitions.ts'

/** A new task of a service's deployment, PROVISIONING; its life has still to begin. */
export function createServiceTask(ecs: Ecs, service: Service, deployment: Deployment): Task {
  const task = newTask(ecs, service, deployment)
  service.tasks.push(task)
  ecs.keepAddress(task)
  return task
}

function newTask(ecs: Ecs, service: Service, { id: startedBy, taskDefinition, configuration }: Deployment): Task {
  const id = ecs.world.hex(32)
  const subnets = asTexts(asObject(asObject(configuration.networkConfiguration).awsvpcConfiguration).subnets)
  const subnet = Math.floor(ecs.world.timeline.random() * Math.max(1, subnets.length))
  return {
    id,
    arn: ecs.world.arn('ecs', `task/${service.cluster}/${id}`),
    clusterArn: service.clusterArn,
    taskDefinition,
    group: `service:${service.name}`,
    startedBy,
    desiredStatus: 'RUNNING',
    lastStatus: 'PROVISIONING',
    createdAt: ecs.now(),
    containers: createContainers(ecs, { cluster: service.cluster, taskDefinition, taskId: id }),
    configuration,
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
    tags: [],
  }
}

interface Shipment {
  /** The cluster's name. */
  cluster: string
  taskDefinition: string
  taskId: string
}

function createContainers(ecs: Ecs, { cluster, taskDefinition, taskId }: Shipment): Container[] {
  return containersOf(ecs.taskDefinition(taskDefinition)).map(plan => ({
    name: plan.name,
    arn: ecs.world.arn('ecs', `container/${cluster}/${taskId}/${uuid(ecs.world.hex(32))}`),
    image: plan.image,
    runtimeId: `${taskId}-${ecs.world.digits(10)}`,
    essential: plan.essential,
    lastStatus: 'PENDING',
    health: 'UNKNOWN',
  }))
}

/** Groups 32 hexadecimal digits as a UUID's are. */
export function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
