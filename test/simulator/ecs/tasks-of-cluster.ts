import type { Cluster, Task } from './model.ts'
import type { Replica } from './replicas.ts'
import type { Ecs } from './state.ts'
import { stoppedTasksKept } from './timing.ts'

/** The tasks of a cluster that a replica knows: those alive, and those stopped within the last hour. */
export function tasksOfCluster(ecs: Ecs, cluster: Cluster, replica: Replica): Task[] {
  const services = [...cluster.services.values()].map(service => replica.of(service)).filter(one => one !== undefined)
  const oneOff = cluster.tasks.map(task => replica.of(task)).filter(task => task !== undefined)
  return [...services.flatMap(({ tasks }) => tasks), ...oneOff].filter(
    task => task.visibleFrom <= ecs.now() && !isForgotten(ecs, task),
  )
}

/** A task that stopped more than an hour ago is none that ECS would tell of. */
export function isForgotten(ecs: Ecs, { stoppedAt = Infinity }: Task): boolean {
  return ecs.now() >= stoppedAt + stoppedTasksKept
}
