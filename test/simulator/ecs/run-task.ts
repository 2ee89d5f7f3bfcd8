import type { RunTaskRequest } from '@aws-sdk/client-ecs'
import type { JsonObject, Operation } from '../operation.ts'
import { spread } from './capacity-providers.ts'
import { recall, remember } from './client-tokens.ts'
import { asNumber, asObject, asObjects, asText, pick } from './json.ts'
import { newTask, placesOf } from './launch.ts'
import type { Cluster, Task, TaskDefinition } from './model.ts'
import { withPlatform } from './platform.ts'
import { checkDefinition, checkRequest } from './run-task-request.ts'
import type { Ecs } from './state.ts'
import { begin } from './task-life.ts'
import { newTaskReply } from './task-reply.ts'
import { noCapacity } from './words.ts'

/**
 * Starts tasks that belong to no service. What cannot be placed is no error: it is in `failures`, and `tasks` may be
 * empty. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export const runTask: Operation = ({ ecs }, input) => {
  const cluster = ecs.cluster(asText(input.cluster))
  checkRequest(input)
  const before = recall(ecs, cluster, input)
  if (before) return before
  const definition = checkDefinition(ecs, input)
  const count = asNumber(input.count) ?? 1
  const room = takeRoom(ecs, input, count)
  const tasks = providersOf(input, count)
    .slice(0, room)
    .map(provider => start(ecs, { cluster, definition, provider, input }))
  const failures = unplaced(ecs, count - room)
  remember(ecs, cluster, { input, tasks, failures })
  return { tasks: tasks.map(task => newTaskReply(ecs, task)), failures }
}

/** Takes what capacity there is for so many tasks, and gives for how many that is enough. */
function takeRoom(ecs: Ecs, input: JsonObject, count: number): number {
  if (placesOf(ecs, input).length === 0) return 0
  if (ecs.capacity.is === 'there') return count
  const room = Math.min(count, ecs.capacity.left)
  ecs.capacity.left -= room
  return room
}

/** The capacity provider of each task; none where a launch type was asked for. */
function providersOf(input: JsonObject, count: number): (string | undefined)[] {
  const strategy = asObjects(input.capacityProviderStrategy)
  return strategy.length > 0 ? spread(strategy, count) : Array<undefined>(count).fill(undefined)
}

/** RunTask gives the reason without the full stop that it has in the events of services. */
function unplaced(ecs: Ecs, count: number): JsonObject[] {
  const reason = ecs.capacity.is === 'gone' ? ecs.capacity.reason : noCapacity
  return Array.from({ length: count }, () => ({ reason: reason.replace(/\.$/, '') }))
}

interface Start {
  cluster: Cluster
  definition: TaskDefinition
  provider: string | undefined
  input: JsonObject
}

function start(ecs: Ecs, { cluster, definition, provider, input }: Start): Task {
  const { startedBy, clientToken } = input as unknown as RunTaskRequest
  const task = newTask(ecs, {
    cluster,
    taskDefinition: definition.arn,
    group: asText(input.group) ?? `family:${definition.family}`,
    configuration: configurationOf(input, provider),
    overrides: asObject(input.overrides),
    ...(startedBy !== undefined && { startedBy }),
    ...(clientToken !== undefined && { clientToken }),
  })
  task.tags = tagsOf(input, { definition, cluster })
  task.visibleFrom = ecs.now() + Math.round(ecs.world.timeline.random() * ecs.taskVisibility)
  ecs.admit(cluster, task)
  ecs.world.note(`task ${task.id}`, `started from ${definition.family}:${definition.revision}`)
  begin(ecs, task)
  return task
}

function configurationOf(input: JsonObject, provider: string | undefined): JsonObject {
  return withPlatform({
    platformVersion: 'LATEST',
    ...pick(input, ['networkConfiguration', 'enableExecuteCommand', 'platformVersion']),
    launchType: 'FARGATE',
    ...(provider !== undefined && { capacityProviderName: provider }),
  })
}

/** Those of the request come before those of the task definition, which come over only if that is asked for. */
function tagsOf(input: JsonObject, { definition, cluster }: Pick<Start, 'definition' | 'cluster'>): JsonObject[] {
  const managed = input.enableECSManagedTags === true ? [{ key: 'aws:ecs:clusterName', value: cluster.name }] : []
  const own = asObjects(input.tags)
  const keys = new Set(own.map(({ key }) => key))
  const handed = input.propagateTags === 'TASK_DEFINITION' ? definition.tags.filter(({ key }) => !keys.has(key)) : []
  return [...own, ...handed, ...managed]
}
