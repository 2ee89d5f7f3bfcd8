import type { Operation } from '../operation.ts'
import { limited, missing, wantsTags } from './request.ts'
import { taskReply } from './task-reply.ts'
import { tasksOfCluster } from './tasks-of-cluster.ts'

/** Tasks that stopped more than an hour ago, and those a replica does not know yet, are MISSING. */
export const describeTasks: Operation = (world, input) => {
  const names = limited(input.tasks, { name: 'Tasks', most: 100 })
  const cluster = world.ecs.cluster(typeof input.cluster === 'string' ? input.cluster : undefined)
  const tasks = tasksOfCluster(world.ecs, cluster, world.ecs.replica())
  const found = names.map(name => {
    const id = name.split('/').at(-1) ?? name
    return { id, task: tasks.find(task => task.id === id) }
  })
  return {
    tasks: found.flatMap(({ task }) =>
      task ? [{ ...taskReply(world.ecs, task), ...(wantsTags(input.include) && { tags: task.tags }) }] : [],
    ),
    failures: found
      .filter(({ task }) => !task)
      .map(({ id }) => missing(world.arn('ecs', `task/${cluster.name}/${id}`))),
  }
}
