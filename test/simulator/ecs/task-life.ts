import type { Container, Stop, Task } from './model.ts'
import { prepare } from './preparation.ts'
import { healthVerdict, termination } from './program.ts'
import type { Ecs } from './state.ts'
import type { ContainerPlan } from './task-definitions.ts'
import { minute } from './timing.ts'
import type { Duration } from './timing.ts'
import { stopped } from './words.ts'

/*
 * A task's life: PROVISIONING, PENDING, ACTIVATING, RUNNING, and, once something ends it, DEACTIVATING (its targets
 * drain), STOPPING (its containers end), DEPROVISIONING, STOPPED.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */

/** Begins the life of a task that is PROVISIONING. */
export function begin(ecs: Ecs, task: Task): void {
  whileWanted(ecs, task, {
    after: 'provision',
    then: () => {
      task.lastStatus = 'PENDING'
      whileWanted(ecs, task, { after: 'prepare', then: () => fetchImages(ecs, task) })
    },
  })
}

function fetchImages(ecs: Ecs, task: Task): void {
  task.pullStartedAt = ecs.now()
  const obstacle = prepare(ecs, task)
  if (obstacle) {
    whileWanted(ecs, task, { after: obstacle.takes, then: () => failToStart(ecs, task, obstacle.reason) })
  } else {
    whileWanted(ecs, task, { after: 'pull', then: () => activate(ecs, task) })
  }
}

function failToStart(ecs: Ecs, task: Task, reason: string): void {
  for (const container of task.containers) container.lastStatus = 'STOPPED'
  if (ecs.assumptions.unstartedContainers === 'empty') task.containers = []
  leave(task, { at: ecs.now(), stop: { code: 'TaskFailedToStart', reason, failed: true } })
  deprovision(ecs, task)
}

function activate(ecs: Ecs, task: Task): void {
  task.pullStoppedAt = ecs.now()
  task.lastStatus = 'ACTIVATING'
  whileWanted(ecs, task, { after: 'activate', then: () => run(ecs, task) })
}

function run(ecs: Ecs, task: Task): void {
  task.lastStatus = 'RUNNING'
  task.startedAt = ecs.now()
  for (const [index, plan] of ecs.plansOf(task).entries()) {
    const container = task.containers[index]
    if (container) startContainer(ecs, { task, container, plan })
  }
  ecs.scheduler.started(task)
}

function startContainer(
  ecs: Ecs,
  { task, container, plan }: { task: Task; container: Container; plan: ContainerPlan },
): void {
  const behaviour = container.behaviour ?? {}
  container.lastStatus = 'RUNNING'
  container.startedAt = ecs.now()
  writeLogs(ecs, { task, container, plan })
  const { exits } = behaviour
  if (exits) whileWanted(ecs, task, { after: exits.after, then: () => exit(ecs, { task, container, ...exits }) })
  if (plan.healthCheck) {
    const { after, health } = healthVerdict(plan.healthCheck, behaviour)
    whileWanted(ecs, task, { after, then: () => findHealth(ecs, { task, container, health }) })
  }
}

interface Finding {
  task: Task
  container: Container
  health: Container['health']
}

function findHealth(ecs: Ecs, { task, container, health }: Finding): void {
  container.health = health
  ecs.scheduler.noticed(task)
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
function writeLogs(
  ecs: Ecs,
  { task, container, plan }: { task: Task; container: Container; plan: ContainerPlan },
): void {
  if (!plan.logs) return
  const stream = `${plan.logs.prefix}/${container.name}/${task.id}`
  for (const message of container.behaviour?.logs ?? []) {
    ecs.world.logs.write({ group: plan.logs.group, stream, message })
  }
}

interface Exit {
  task: Task
  container: Container
  code: number
  outOfMemory?: boolean
}

/** A container's program ends by itself; an essential one takes the task with it. */
export function exit(ecs: Ecs, { task, container, code, outOfMemory = false }: Exit): void {
  container.lastStatus = 'STOPPED'
  container.exitCode = outOfMemory ? 137 : code
  if (outOfMemory) container.reason = 'OutOfMemoryError: Container killed due to memory usage'
  if (!container.essential) return
  const stop: Stop = {
    code: 'EssentialContainerExited',
    reason: 'Essential container in task exited',
    failed: !task.wasHealthy,
  }
  leave(task, { at: ecs.now(), stop })
  deregister(ecs, task)
  endContainers(ecs, task)
}

/** Ends a task in good order: its targets drain, then its containers get SIGTERM. Does nothing to one that ends. */
export function stop(ecs: Ecs, task: Task, why: Stop): void {
  if (task.stop) return
  const started = task.startedAt !== undefined
  leave(task, { at: ecs.now(), stop: why })
  if (!started) {
    for (const container of task.containers) container.lastStatus = 'STOPPED'
    deprovision(ecs, task)
    return
  }
  task.lastStatus = 'DEACTIVATING'
  deregister(ecs, task)
  targetsChanged(ecs, task)
}

const spotWarning = 2 * minute

/** Fargate Spot takes the task's capacity back after a warning, whether or not its targets have drained by then. */
export function interrupt(ecs: Ecs, task: Task): void {
  stop(ecs, task, { code: 'SpotInterruption', reason: stopped.spot, failed: false })
  ecs.after(task, spotWarning, () => {
    if (task.lastStatus === 'DEACTIVATING') endContainers(ecs, task)
  })
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

function leave(task: Task, { at, stop }: { at: number; stop: Stop }): void {
  task.stop = stop
  task.desiredStatus = 'STOPPED'
  task.stoppingAt = at
}

function deregister(ecs: Ecs, task: Task): void {
  for (const { group, target } of task.registrations) ecs.world.elb.deregister(group, target)
}

/** Goes on with the end of a task once none of its targets is left. */
export function targetsChanged(ecs: Ecs, task: Task): void {
  const drained = task.registrations.every(({ group, target }) => ecs.world.elb.state(group, target) === undefined)
  if (task.lastStatus === 'DEACTIVATING' && drained) endContainers(ecs, task)
}

function endContainers(ecs: Ecs, task: Task): void {
  task.lastStatus = 'STOPPING'
  const plans = ecs.plansOf(task)
  let longest = 0
  for (const container of task.containers.filter(({ lastStatus }) => lastStatus === 'RUNNING')) {
    const stopTimeout = plans.find(({ name }) => name === container.name)?.stopTimeout ?? 0
    const { exitCode, killedAfter = ecs.lasts('terminate') } = termination(container, stopTimeout)
    longest = Math.max(longest, killedAfter)
    container.exitCode = exitCode
  }
  ecs.after(task, longest, () => {
    for (const container of task.containers) container.lastStatus = 'STOPPED'
    deprovision(ecs, task)
  })
}

function deprovision(ecs: Ecs, task: Task): void {
  task.executionStoppedAt = ecs.now()
  task.lastStatus = 'DEPROVISIONING'
  ecs.after(task, 'deprovision', () => {
    task.lastStatus = 'STOPPED'
    task.stoppedAt = ecs.now()
    ecs.world.note(`task ${task.id}`, task.stop?.reason ?? 'stopped')
    ecs.scheduler.ended(task)
  })
}

/** Goes on with a task's life unless something has begun to end it meanwhile. */
function whileWanted(ecs: Ecs, task: Task, { after, then }: { after: Duration | number; then: () => void }): void {
  ecs.after(task, after, () => {
    if (!task.stop) then()
  })
}
