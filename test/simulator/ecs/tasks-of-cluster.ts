import type { Cluster, Task } from './model.ts'
import type { Replica } from './replicas.ts'
import type { Ecs } from './state.ts'
import { stoppedTasksKept } from './timing.ts'

/** The tasks of a cluster that a replica knows: those alive, and those stopped within the last hour. */
export function tasksOfCluster(ecs: Ecs, cluster: Cluster, replica: Replica): Task[] {
  const services = [...cluster.services.values()].map(service => replica.of(service)).filter(one => one !== undefined)
  return services
    .flatMap(({ tasks }) => tasks)
    .filter(({ stoppedAt = Infinity }) => ecs.now() < stoppedAt + stoppedTasksKept)
}
