import { primary } from './deployment.ts'
import { complain, tell } from './journal.ts'
import type { Service, Task } from './model.ts'
import { answer } from './program.ts'
import type { Ecs } from './state.ts'
import { events } from './words.ts'

/** A target group that somebody deleted keeps the service's tasks from ever being healthy. */
export function missTargetGroups(ecs: Ecs, service: Service): void {
  const deployment = primary(service)
  const missing = deployment?.targetGroups.some(({ arn }) => !ecs.world.elb.exists(arn))
  if (deployment && missing) complain(ecs, service, events.noTargetGroup(service, deployment.id))
}

/** Registers the tasks that have come to run with the target groups of their deployment. */
export function registerTargets(ecs: Ecs, service: Service): void {
  const registered = new Map<string, number>()
  for (const task of service.tasks) {
    if (task.lastStatus !== 'RUNNING' || task.registrations.length > 0) continue
    for (const { arn, container, port } of ecs.deploymentOf(task)?.targetGroups ?? []) {
      registerTarget(ecs, task, { group: arn, container, port })
      registered.set(arn, (registered.get(arn) ?? 0) + 1)
    }
  }
  for (const [group, number] of registered) tell(ecs, service, events.registered(service, number, group))
}

interface Registration {
  group: string
  container: string
  port: number
  /** It has been healthy for long. */
  settled?: boolean
}

/** Registers a task with a group; from then on its container's program answers the group's health checks. */
export function registerTarget(ecs: Ecs, task: Task, { group, container, port, settled = false }: Registration): void {
  const target = { ip: task.networkInterface.ip, port }
  const program = task.containers.find(({ name }) => name === container)
  const answers = () => answer(program, ecs.now())
  task.registrations.push({ group, target })
  if (settled) ecs.world.elb.adopt(group, target, answers)
  else ecs.world.elb.register(group, target, answers)
}
