import type { Cluster, Service, Task } from './model.ts'
import type { Replica } from './replicas.ts'
import type { Ecs } from './state.ts'
import { stoppedTasksKept } from './timing.ts'

/** A task, and the service that has it. */
export interface Seen {
  task: Task
  service?: Service
}

/** The tasks of a cluster that a replica knows: those alive, and those stopped within the last hour. */
export function tasksOfCluster(ecs: Ecs, cluster: Cluster, replica: Replica): Seen[] {
  const services = [...cluster.services.values()].map(service => replica.of(service)).filter(one => one !== undefined)
  const ofServices = services.flatMap(service => service.tasks.map(task => ({ task, service })))
  const alone = cluster.tasks.map(task => replica.of(task)).filter(task => task !== undefined)
  const remembered = ({ stoppedAt = Infinity }: Task): boolean => ecs.now() < stoppedAt + stoppedTasksKept
  return [...ofServices, ...alone.map(task => ({ task }))].filter(({ task }) => remembered(task))
}
