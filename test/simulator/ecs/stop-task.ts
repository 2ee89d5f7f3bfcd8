import type { StopTaskRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { invalid } from './request.ts'
import { stop } from './task-end.ts'
import { taskReply } from './task-reply.ts'
import { isForgotten } from './tasks-of-cluster.ts'
import { stopped } from './words.ts'

/** Stopping a task that stops or has stopped changes nothing, and is no error. */
export const stopTask: Operation = (world, input) => {
  const { cluster: name, task: reference = '', reason = stopped.byUser } = input as unknown as StopTaskRequest
  const cluster = world.ecs.cluster(name)
  const id = reference.split('/').at(-1)
  const task = world.ecs.tasks().find(one => one.id === id && one.clusterArn === cluster.arn)
  if (!task || isForgotten(world.ecs, task)) throw invalid('The referenced task was not found.')
  // Its target drains once the scheduler sees it, as was recorded, see `../golden`.
  const seen = world.ecs.lasts('loss')
  world.ecs.change(task, () => stop(world.ecs, task, { code: 'UserInitiated', reason, failed: false }, seen))
  world.ecs.scheduler.lost(task, seen)
  return { task: taskReply(world.ecs, task) }
}
