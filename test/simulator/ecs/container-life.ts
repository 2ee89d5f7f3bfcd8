import { readinessOf } from './container-order.ts'
import type { Container, Stop, Task } from './model.ts'
import { print } from './printing.ts'
import { healthVerdict, restarts } from './program.ts'
import type { Ecs } from './state.ts'
import { collapse, whileWanted } from './task-end.ts'
import type { ContainerPlan } from './task-definitions.ts'
import { stopped } from './words.ts'

/** A container in its task. */
interface Member {
  task: Task
  container: Container
}

/** Starts the containers that wait for no other one. The task runs once none is left to be started. */
export function startContainers(ecs: Ecs, task: Task): void {
  if (task.stop || task.lastStatus !== 'ACTIVATING') return
  const plans = ecs.plansOf(task)
  for (const [index, plan] of plans.entries()) {
    const container = task.containers[index]
    if (container?.lastStatus !== 'PENDING') continue
    const readiness = readinessOf(plan, { plans, containers: task.containers, now: ecs.now() })
    if (readiness.is === 'waiting') continue
    if (readiness.is === 'ready') startContainer(ecs, { task, container, plan })
    else neverStart(ecs, { task, container, reason: readiness.reason, exitCode: neverStarted })
    // What has just changed may let another one start, or keep it from starting for ever.
    startContainers(ecs, task)
    return
  }
  if (task.containers.every(({ lastStatus }) => lastStatus !== 'PENDING')) run(ecs, task)
}

function run(ecs: Ecs, task: Task): void {
  task.lastStatus = 'RUNNING'
  task.startedAt = ecs.now()
  ecs.scheduler.started(task)
}

function startContainer(ecs: Ecs, { plan, ...member }: Member & { plan: ContainerPlan }): void {
  const { task, container } = member
  const behaviour = container.behaviour ?? {}
  if (behaviour.cannotStart !== undefined) {
    neverStart(ecs, { ...member, reason: behaviour.cannotStart })
    return
  }
  container.lastStatus = 'RUNNING'
  container.startedAt = ecs.now()
  container.starts.push(ecs.now())
  print(ecs, { task, container, plan })
  const { exits } = behaviour
  if (exits) whileRunning(ecs, member, { after: exits.after, then: () => exit(ecs, { ...member, ...exits }) })
  if (plan.healthCheck) {
    const { after, health } = healthVerdict(plan.healthCheck, behaviour)
    whileRunning(ecs, member, { after, then: () => findHealth(ecs, { ...member, health }) })
  }
  if (plan.startTimeout !== undefined) {
    whileWanted(ecs, task, { after: plan.startTimeout, then: () => startContainers(ecs, task) })
  }
}

/**
 * What the agent reports of a container that it never started because of another one, as if SIGTERM had ended it.
 * https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/task_manager.go
 */
const neverStarted = 143

interface Refusal extends Member {
  reason: string
  exitCode?: number
}

/** A container cannot be started; a task cannot do without an essential one. */
function neverStart(ecs: Ecs, { task, container, reason, ...rest }: Refusal): void {
  Object.assign(container, { lastStatus: 'STOPPED', reason, ...rest })
  if (!container.essential) return
  collapse(ecs, task, { code: 'TaskFailedToStart', reason: stopped.noStart, failed: true })
  ecs.scheduler.failedToStart(task, stopped.noStart)
}

interface Finding extends Member {
  health: Container['health']
}

function findHealth(ecs: Ecs, { task, container, health }: Finding): void {
  container.health = health
  startContainers(ecs, task)
  ecs.scheduler.noticed(task)
}

interface Exit extends Member {
  code: number
  outOfMemory?: boolean
}

/** A container's program ends by itself; an essential one takes the task with it. */
export function exit(ecs: Ecs, { task, container, code, outOfMemory = false }: Exit): void {
  const exitCode = outOfMemory ? 137 : code
  if (restart(ecs, { task, container }, exitCode)) return
  container.lastStatus = 'STOPPED'
  container.exitCode = exitCode
  if (outOfMemory) container.reason = 'OutOfMemoryError: Container killed due to memory usage'
  if (!container.essential) {
    startContainers(ecs, task)
    return
  }
  const stop: Stop = {
    code: 'EssentialContainerExited',
    reason: 'Essential container in task exited',
    failed: !task.wasHealthy,
  }
  collapse(ecs, task, stop)
}

/** Starts a container anew that has ended, if its restart policy wants that; says whether it did. */
function restart(ecs: Ecs, { task, container }: Member, exitCode: number): boolean {
  const plan = ecs.plansOf(task).find(({ name }) => name === container.name)
  if (!plan || !restarts(plan, { exitCode, ran: ecs.now() - (container.startedAt ?? 0) })) return false
  startContainer(ecs, { task, container, plan })
  return true
}

/** The task's programs go on, but pass no health check any more. */
export function sicken(ecs: Ecs, task: Task): void {
  for (const { name, healthCheck } of ecs.plansOf(task)) {
    const container = task.containers.find(one => one.name === name)
    if (container) container.sick = true
    if (container && healthCheck) {
      const find = (): void => findHealth(ecs, { task, container, health: 'UNHEALTHY' })
      whileWanted(ecs, task, { after: healthCheck.interval * healthCheck.retries, then: find })
    }
  }
}

/** Goes on with a container's life unless it or its task has ended meanwhile, or it was started anew. */
function whileRunning(
  ecs: Ecs,
  { task, container }: Member,
  { after, then }: { after: number; then: () => void },
): void {
  const start = container.starts.length
  whileWanted(ecs, task, {
    after,
    then: () => {
      if (container.lastStatus === 'RUNNING' && container.starts.length === start) then()
    },
  })
}
