import type { Task } from './model.ts'
import type { Ecs } from './state.ts'

/** A program of a task that belongs to no service came to run. */
interface Run {
  task: Task
  container: string
  command: string[]
  /** Milliseconds since 1970. */
  at: number
}

interface Which {
  startedBy?: string
  clientToken?: string
  family?: string
}

/**
 * How often programs really ran, the earliest first: for those who must know that one did not run twice. ECS forgets
 * a stopped task after an hour; this does not. Each container counts, and each time that a restart policy started it.
 */
export function runsOf(ecs: Ecs, which: Which = {}): Run[] {
  return [...ecs.clusters.values()]
    .flatMap(({ tasks }) => tasks)
    .filter(task => isMeant(ecs, task, which))
    .flatMap(task =>
      task.containers.flatMap(({ name, command, starts }) =>
        starts.map(at => ({ task, container: name, command, at })),
      ),
    )
    .sort((one, other) => one.at - other.at)
}

function isMeant(ecs: Ecs, task: Task, { startedBy, clientToken, family }: Which): boolean {
  return (
    (startedBy === undefined || task.startedBy === startedBy) &&
    (clientToken === undefined || task.clientToken === clientToken) &&
    (family === undefined || ecs.taskDefinition(task.taskDefinition)?.family === family)
  )
}
