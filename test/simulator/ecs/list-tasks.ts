import type { ListTasksRequest } from '@aws-sdk/client-ecs'
import type { JsonObject, Operation } from '../operation.ts'
import { page } from '../paging.ts'
import { pick } from './json.ts'
import type { Task } from './model.ts'
import { invalid } from './request.ts'
import type { Ecs } from './state.ts'
import { tasksOfCluster } from './tasks-of-cluster.ts'

/** Without `desiredStatus`, only tasks that are to run are listed. `startedBy` may not be combined with other filters. */
export const listTasks: Operation = (world, input) => {
  const request = input as unknown as ListTasksRequest
  const cluster = world.ecs.cluster(request.cluster)
  const filters = pick(input, ['family', 'serviceName', 'launchType', 'startedBy'])
  const others = ['family', 'serviceName', 'launchType', 'containerInstance', 'daemonName']
  if (world.ecs.assumptions.startedByFilter === 'alone') others.push('desiredStatus')
  if (request.startedBy !== undefined && others.some(name => input[name] !== undefined)) {
    throw invalid('cannot specify startedBy with other arguments')
  }
  if (request.serviceName !== undefined) world.ecs.service(cluster, request.serviceName)
  // Fargate has neither container instances nor daemons.
  if (request.containerInstance !== undefined || request.daemonName !== undefined) return { taskArns: [] }
  const tasks = tasksOfCluster(world.ecs, cluster, world.ecs.replica()).filter(
    task => task.desiredStatus === (request.desiredStatus ?? 'RUNNING') && passes(world.ecs, task, filters),
  )
  const { items, nextToken } = page(tasks, request, { usual: 100, most: 100 })
  return { taskArns: items.map(({ arn }) => arn), ...(nextToken !== undefined && { nextToken }) }
}

function passes(ecs: Ecs, task: Task, { family, serviceName, launchType, startedBy }: JsonObject): boolean {
  return (
    (typeof serviceName !== 'string' || task.group === `service:${serviceName.split('/').at(-1) ?? ''}`) &&
    (family === undefined || ecs.taskDefinition(task.taskDefinition)?.family === family) &&
    (launchType === undefined || task.configuration.launchType === launchType) &&
    (startedBy === undefined || task.startedBy === startedBy)
  )
}
