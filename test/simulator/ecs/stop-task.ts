import type { StopTaskRequest } from '@aws-sdk/client-ecs'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { stop } from './task-life.ts'
import { taskReply } from './task-reply.ts'

/** Stopping a task that stops or has stopped changes nothing, and is no error. */
export const stopTask: Operation = (world, input) => {
  const { cluster, task: name = '', reason = 'Task stopped by user' } = input as unknown as StopTaskRequest
  const services = [...world.ecs.cluster(cluster).services.values()]
  const task = services.flatMap(({ tasks }) => tasks).find(({ id }) => id === name.split('/').at(-1))
  if (!task) throw new AwsFault('InvalidParameterException', 'The referenced task was not found.')
  world.ecs.change(task, () => stop(world.ecs, task, { code: 'UserInitiated', reason, failed: false }))
  world.ecs.scheduler.noticed(task)
  return { task: taskReply(world.ecs, task) }
}
