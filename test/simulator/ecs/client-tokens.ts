import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import { omit, same } from './json.ts'
import type { Cluster, Launch, Task } from './model.ts'
import type { Ecs } from './state.ts'
import { newTaskReply } from './task-reply.ts'
import { isForgotten } from './tasks-of-cluster.ts'
import { hour } from './timing.ts'

/*
 * A client token stands for one RunTask request in one cluster.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
 */

/** What a request's token says about it: what it came to the first time. Refuses the token of another request. */
export function recall(ecs: Ecs, cluster: Cluster, input: JsonObject): JsonObject | undefined {
  const launch = typeof input.clientToken === 'string' ? cluster.launches.get(input.clientToken) : undefined
  if (!launch || isExpired(ecs, launch)) return undefined
  if (!same(launch.parameters, parametersOf(input))) throw conflict(launch)
  return {
    tasks: launch.tasks.filter(task => !isForgotten(ecs, task)).map(task => recalledTask(ecs, task)),
    failures: ecs.now() < launch.at + hour ? launch.failures : launch.failures.map(() => ({})),
  }
}

/** From now on the token, if there is one, stands for this. */
export function remember(
  ecs: Ecs,
  cluster: Cluster,
  done: Omit<Launch, 'at' | 'parameters'> & { input: JsonObject },
): void {
  const { input, tasks, failures } = done
  if (typeof input.clientToken !== 'string') return
  if (tasks.length === 0 && ecs.assumptions.tokenOfFailures === 'forgotten') return
  cluster.launches.set(input.clientToken, { at: ecs.now(), parameters: parametersOf(input), tasks, failures })
}

function parametersOf(input: JsonObject): JsonObject {
  return structuredClone(omit(input, ['clientToken', 'cluster']))
}

/** A token lives for a day, and not longer than an hour after the last of its tasks has stopped. */
function isExpired(ecs: Ecs, { at, tasks }: Launch): boolean {
  const stops = tasks.map(({ stoppedAt = Infinity }) => stoppedAt)
  const lasts = stops.length === 0 ? Infinity : Math.max(...stops) + hour
  return ecs.now() >= Math.min(at + 24 * hour, lasts)
}

/** Of a task that has stopped, only this much is told again. */
function recalledTask(ecs: Ecs, task: Task): JsonObject {
  if (task.lastStatus !== 'STOPPED') return newTaskReply(ecs, task)
  return { taskArn: task.arn, lastStatus: task.lastStatus, desiredStatus: task.desiredStatus }
}

function conflict({ tasks }: Launch): AwsFault {
  const text = 'The provided clientToken is already in use with a different RunTask request.'
  return new AwsFault('ConflictException', text, 400, { resourceIds: tasks.map(({ arn }) => arn) })
}
