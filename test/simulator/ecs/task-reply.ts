import type { JsonObject } from '../operation.ts'
import { asObjects, asText, omit, pick } from './json.ts'
import type { Container, Task } from './model.ts'
import { overrideOf } from './overrides.ts'
import type { Ecs } from './state.ts'
import { containersOf } from './task-definitions.ts'
import { second } from './timing.ts'

const times = [
  'createdAt',
  'pullStartedAt',
  'pullStoppedAt',
  'startedAt',
  'stoppingAt',
  'executionStoppedAt',
  'stoppedAt',
] as const

/** A task as DescribeTasks and StopTask answer it. */
export function taskReply(ecs: Ecs, task: Task): JsonObject {
  const document = ecs.taskDefinition(task.taskDefinition)?.document ?? {}
  return {
    attachments: [attachmentReply(task)],
    attributes: [{ name: 'ecs.cpu-architecture', value: architecture(document) }],
    availabilityZone: task.availabilityZone,
    clusterArn: task.clusterArn,
    ...(task.connectedAt !== undefined && { connectivity: 'CONNECTED', connectivityAt: task.connectedAt / second }),
    containers: task.containers.map(container => containerReply(ecs, task, container)),
    ...pick({ ...document, ...task.overrides }, ['cpu', 'memory', 'ephemeralStorage']),
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: task.configuration.enableExecuteCommand === true,
    group: task.group,
    healthStatus: healthOf(ecs, task),
    lastStatus: task.lastStatus,
    ...pick(task.configuration, ['launchType', 'capacityProviderName', 'platformVersion']),
    platformFamily: 'Linux',
    overrides: overridesReply(ecs, task),
    ...(task.startedBy !== undefined && { startedBy: task.startedBy }),
    ...(task.stop && { stopCode: task.stop.code, stoppedReason: task.stop.reason }),
    taskArn: task.arn,
    taskDefinitionArn: task.taskDefinition,
    ...Object.fromEntries(times.flatMap(name => (task[name] === undefined ? [] : [[name, task[name] / second]]))),
    version: version(task),
  }
}

/** A task as RunTask answers it: of one that has just been made, nothing is known of its health. */
export function newTaskReply(ecs: Ecs, task: Task): JsonObject {
  const reply: JsonObject = { ...taskReply(ecs, task), tags: task.tags }
  if (isAttached(task)) return reply
  const containers = asObjects(reply.containers).map(container => omit(container, ['healthStatus']))
  return { ...omit(reply, ['healthStatus']), containers }
}

/** Every container is named, overridden or not. */
function overridesReply(ecs: Ecs, { overrides, taskDefinition }: Task): JsonObject {
  const containers = containersOf(ecs.taskDefinition(taskDefinition))
  return {
    ...overrides,
    containerOverrides: containers.map(({ name }) => ({ ...overrideOf(overrides, name), name })),
    inferenceAcceleratorOverrides: [],
  }
}

function architecture(document: JsonObject): string {
  const platform = document.runtimePlatform as JsonObject | undefined
  return asText(platform?.cpuArchitecture) === 'ARM64' ? 'arm64' : 'x86_64'
}

/** Counts the changes that a task has seen. */
function version(task: Task): number {
  const statuses = [
    'PROVISIONING',
    'PENDING',
    'ACTIVATING',
    'RUNNING',
    'DEACTIVATING',
    'STOPPING',
    'DEPROVISIONING',
    'STOPPED',
  ]
  return 1 + statuses.indexOf(task.lastStatus)
}

/** Whether its network interface has been made. */
function isAttached({ connectedAt }: Task): boolean {
  return connectedAt !== undefined
}

function attachmentReply(task: Task): JsonObject {
  const { attachment, eni, mac, subnet, ip } = task.networkInterface
  const host = `ip-${ip.replaceAll('.', '-')}.ec2.internal`
  const attached = isAttached(task) ? 'ATTACHED' : 'PRECREATED'
  const details = {
    subnetId: subnet,
    ...(isAttached(task) && {
      networkInterfaceId: eni,
      macAddress: mac,
      privateDnsName: host,
      privateIPv4Address: ip,
    }),
  }
  return {
    id: attachment,
    type: 'ElasticNetworkInterface',
    status: task.lastStatus === 'STOPPED' ? 'DELETED' : attached,
    details: Object.entries(details).map(([name, value]) => ({ name, value })),
  }
}

function containerReply(ecs: Ecs, task: Task, container: Container): JsonObject {
  const { size = {} } = ecs.plansOf(task).find(({ name }) => name === container.name) ?? {}
  const { attachment, ip } = task.networkInterface
  return {
    containerArn: container.arn,
    taskArn: task.arn,
    name: container.name,
    image: container.image,
    ...(container.imageDigest !== undefined && { imageDigest: container.imageDigest }),
    ...(container.startedAt !== undefined && { runtimeId: container.runtimeId }),
    lastStatus: container.lastStatus,
    ...(container.exitCode !== undefined && container.lastStatus === 'STOPPED' && { exitCode: container.exitCode }),
    ...(container.reason !== undefined && container.lastStatus === 'STOPPED' && { reason: container.reason }),
    ...(isAttached(task) && { networkBindings: [] }),
    networkInterfaces: isAttached(task) ? [{ attachmentId: attachment, privateIpv4Address: ip }] : [],
    healthStatus: container.health,
    ...Object.fromEntries(Object.entries(size).map(([name, value]) => [name, String(Number(value))])),
  }
}

/** A task is as healthy as its essential containers that have a health check. */
function healthOf(ecs: Ecs, task: Task): Container['health'] {
  const checked = ecs.plansOf(task).filter(({ healthCheck, essential }) => healthCheck && essential)
  const healths = checked.map(({ name }) => task.containers.find(container => container.name === name)?.health)
  if (healths.includes('UNHEALTHY')) return 'UNHEALTHY'
  return healths.length > 0 && healths.every(health => health === 'HEALTHY') ? 'HEALTHY' : 'UNKNOWN'
}
