import type { Container, Task } from './model.ts'
import type { Ecs } from './state.ts'
import type { ContainerPlan } from './task-definitions.ts'

interface Printer {
  task: Task
  container: Container
  plan: ContainerPlan
}

/**
 * Lets a container that has just started print its lines, for as long as it runs.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function print(ecs: Ecs, { task, container, plan }: Printer): void {
  if (!plan.logs) return
  const { logs: lines = [], logsEvery = 0 } = container.behaviour ?? {}
  const { group, prefix } = plan.logs
  const stream = { group, stream: `${prefix}/${container.name}/${task.id}` }
  ecs.world.logs.open(stream)
  if (logsEvery === 0) {
    for (const message of lines) ecs.world.logs.write({ ...stream, message })
    return
  }
  const { startedAt } = container
  const printFrom = (index: number): void => {
    const message = lines[index]
    if (message === undefined || container.lastStatus !== 'RUNNING' || container.startedAt !== startedAt) return
    ecs.world.logs.write({ ...stream, message })
    ecs.world.timeline.after(logsEvery, () => printFrom(index + 1))
  }
  printFrom(0)
}
