import type { JsonObject } from '../operation.ts'
import type { Task } from './model.ts'
import { limited, missing } from './request.ts'
import type { Ecs } from './state.ts'
import { second } from './timing.ts'

/*
 * Task scale-in protection, which is for tasks of services alone.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
 */

/** Answers for each task that a request names what `of` says, or why it cannot. */
export function protection(ecs: Ecs, input: JsonObject, of: (task: Task) => void): JsonObject {
  const cluster = ecs.cluster(typeof input.cluster === 'string' ? input.cluster : undefined)
  const found = limited(input.tasks, { name: 'Tasks', most: 10 }).map(name => {
    const id = name.split('/').at(-1) ?? name
    const task = ecs.tasks().find(one => one.id === id && one.clusterArn === cluster.arn)
    return { arn: ecs.world.arn('ecs', `task/${cluster.name}/${id}`), task }
  })
  const tasks = found.flatMap(({ task }) => (task && ecs.owner(task) ? [task] : []))
  for (const task of tasks) of(task)
  return {
    protectedTasks: tasks.map(task => protectionReply(ecs, task)),
    failures: found.flatMap(({ arn, task }) => {
      if (!task) return [missing(arn)]
      return ecs.owner(task) ? [] : [{ arn, reason: 'TASK_NOT_VALID' }]
    }),
  }
}

function protectionReply(ecs: Ecs, { arn, protectedUntil = 0 }: Task): JsonObject {
  const protectionEnabled = protectedUntil > ecs.now()
  return { taskArn: arn, protectionEnabled, ...(protectionEnabled && { expirationDate: protectedUntil / second }) }
}
