import type { Stop, Task } from './model.ts'
import { termination } from './program.ts'
import type { Ecs } from './state.ts'
import { minute } from './timing.ts'
import type { Duration } from './timing.ts'
import { stopped } from './words.ts'

/**
 * Ends a task in good order: its targets drain, after `deregistersAfter` milliseconds, then its containers get SIGTERM.
 * Does nothing to one that ends.
 */
export function stop(ecs: Ecs, task: Task, why: Stop, deregistersAfter = ecs.lasts('deregister')): void {
  if (task.stop) return
  if (task.containers.every(({ lastStatus }) => lastStatus !== 'RUNNING')) {
    abandon(ecs, task, why)
    return
  }
  leave(ecs, task, why)
  if (isOneOff(task)) {
    deactivate(ecs, task)
    return
  }
  task.lastStatus = 'DEACTIVATING'
  if (task.registrations.length === 0) {
    endContainers(ecs, task)
    return
  }
  ecs.after(task, deregistersAfter, () => {
    deregister(ecs, task)
    targetsChanged(ecs, task)
  })
}

/** Ends a task that lacks an essential container: what is left of it gets SIGTERM at once. */
export function collapse(ecs: Ecs, task: Task, why: Stop): void {
  leave(ecs, task, why)
  deregister(ecs, task)
  if (isOneOff(task)) deactivate(ecs, task)
  else endContainers(ecs, task)
}

/** Ends a task none of whose containers runs, or can be told. */
export function abandon(ecs: Ecs, task: Task, why: Stop): void {
  leave(ecs, task, why)
  deregister(ecs, task)
  for (const container of task.containers) container.lastStatus = 'STOPPED'
  deprovision(ecs, task)
}

/** A task that belongs to no service has nothing to take leave of, and yet passes through the state. */
function deactivate(ecs: Ecs, task: Task): void {
  task.lastStatus = 'DEACTIVATING'
  ecs.after(task, 'deactivate', () => {
    if (task.lastStatus === 'DEACTIVATING') endContainers(ecs, task)
  })
}

function isOneOff({ group }: Task): boolean {
  return !group.startsWith('service:')
}

/** What a task runs on breaks: no program is told, and nobody learns how they ended. */
export function breakDown(ecs: Ecs, task: Task): void {
  if (task.stop) return
  abandon(ecs, task, { code: 'InfrastructureHealth', reason: stopped.infrastructure, failed: false })
}

const spotWarning = 2 * minute

/** Fargate Spot takes the task's capacity back after a warning, whether or not its targets have drained by then. */
export function interrupt(ecs: Ecs, task: Task): void {
  stop(ecs, task, { code: ecs.assumptions.spotStopCode, reason: stopped.spot, failed: false })
  ecs.after(task, spotWarning, () => {
    if (task.lastStatus === 'DEACTIVATING') endContainers(ecs, task)
  })
}

function leave(ecs: Ecs, task: Task, why: Stop): void {
  task.stop = why
  task.desiredStatus = 'STOPPED'
  task.stoppingAt = ecs.now()
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
export function whileWanted(
  ecs: Ecs,
  task: Task,
  { after, then }: { after: Duration | number; then: () => void },
): void {
  ecs.after(task, after, () => {
    if (!task.stop) then()
  })
}
