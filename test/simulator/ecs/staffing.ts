import { usable } from './crew.ts'
import type { Ailment, Crew } from './crew.ts'
import { countThoseUnstarted, countUnplaced } from './failures.ts'
import { complain, tell } from './journal.ts'
import { createServiceTask, placesOf } from './launch.ts'
import type { Deployment, Service, Task } from './model.ts'
import type { Ecs } from './state.ts'
import { stop } from './task-end.ts'
import { begin } from './task-life.ts'
import { events, noCapacity, stopped } from './words.ts'

/*
 * How a service's tasks are started and stopped, and what is said of it. How many, others decide.
 */

/** A FAILED deployment starts no tasks, and failing starts are paused. */
export function mayStartTasks(ecs: Ecs, { rollout, failures }: Deployment): boolean {
  return rollout.is !== 'FAILED' && failures.pausedUntil <= ecs.now()
}

/** Of a deployment that was replaced before it completed, what is not healthy yet is of no use to anyone. */
export function dropUnfinished(ecs: Ecs, service: Service, crew: Crew): void {
  const { deployment } = crew
  if (deployment.rollout.is === 'COMPLETED') return
  dismissOrderly(ecs, service, { tasks: crew.starting.splice(0), deployment })
  deployment.desiredCount = usable(crew)
}

interface Surplus {
  tasks: Task[]
  deployment: Deployment
}

function dismissOrderly(ecs: Ecs, service: Service, { tasks, deployment }: Surplus): void {
  dismiss(ecs, service, { tasks, deployment, reason: stopped.scaling(deployment.id), failed: false })
}

interface Start {
  crew: Crew
  number: number
  replaced: number
}

/** Starts tasks of a crew's deployment. Where no capacity is left, the try counts as one failure. */
export function startTasks(ecs: Ecs, service: Service, { crew, number, replaced }: Start): void {
  if (number === 0) return
  const { deployment } = crew
  const obstacle = obstacleTo(ecs, deployment)
  if (obstacle) {
    if (!obstacle.silent) complain(ecs, service, events.notPlaced(service, obstacle.reason))
    countUnplaced(ecs, service, deployment)
    return
  }
  countThoseUnstarted(ecs, service, deployment)
  const oneByOne = ecs.assumptions.starts === 'one-by-one'
  const tasks = Array.from({ length: oneByOne ? 1 : number }, () => createServiceTask(ecs, service, deployment))
  if (number > tasks.length) deployment.failures.pausedUntil = ecs.now() + ecs.lasts('oneByOne')
  for (const task of tasks) begin(ecs, task)
  crew.starting.push(...tasks)
  crew.present = true
  tell(ecs, service, events.started(service, tasks, Math.min(replaced, number)))
}

/** Why no task of a deployment can be placed at the moment; zones without capacity matter once there is no other. */
function obstacleTo(ecs: Ecs, { configuration }: Deployment): { reason: string; silent: boolean } | undefined {
  if (ecs.capacity.is === 'gone') return ecs.capacity
  return placesOf(ecs, configuration).length === 0 ? { reason: noCapacity, silent: false } : undefined
}

/** Stops healthy tasks that are not needed any more, of what never completed first. */
export function stopStale(ecs: Ecs, service: Service, { stale, number }: { stale: Crew[]; number: number }): void {
  const unfinishedFirst = [...stale].sort((one, other) => finished(one) - finished(other))
  let left = number
  for (const crew of unfinishedFirst) {
    const { deployment } = crew
    const tasks = unprotected(ecs, service, { tasks: crew.healthy, deployment, wanted: left })
    left -= tasks.length
    dismissOrderly(ecs, service, { tasks, deployment })
    crew.healthy = crew.healthy.filter(task => !tasks.includes(task))
    deployment.desiredCount = Math.max(0, deployment.desiredCount - tasks.length)
  }
}

const finished = ({ deployment }: Crew): number => (deployment.rollout.is === 'COMPLETED' ? 1 : 0)

interface Choice {
  tasks: Task[]
  deployment: Deployment
  /** How many are to be stopped. */
  wanted: number
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html */
function unprotected(ecs: Ecs, service: Service, { tasks, deployment, wanted }: Choice): Task[] {
  const open = tasks.filter(({ protectedUntil = 0 }) => protectedUntil <= ecs.now())
  const kept = Math.min(wanted, tasks.length) - open.length
  if (kept > 0) complain(ecs, service, events.protectedTasks(service, deployment.id, kept))
  return open.slice(0, wanted)
}

/** Of more tasks than are wanted, those that work least go first, and of equals the newest. */
export function scaleIn(ecs: Ecs, service: Service, crew: Crew): void {
  const surplus = usable(crew) - service.desiredCount
  if (surplus <= 0) return
  const { deployment } = crew
  const candidates = [...[...crew.starting].reverse(), ...[...crew.healthy].reverse()]
  const tasks = unprotected(ecs, service, { tasks: candidates, deployment, wanted: surplus })
  dismissOrderly(ecs, service, { tasks, deployment })
  crew.starting = crew.starting.filter(task => !tasks.includes(task))
  crew.healthy = crew.healthy.filter(task => !tasks.includes(task))
}

/** Replaces tasks that a completed deployment lost while the next one is still on its way. */
export function refill(ecs: Ecs, service: Service, { stale, room }: { stale: Crew[]; room: number }): void {
  let left = room
  for (const crew of stale) {
    const lost = crew.deployment.desiredCount - usable(crew)
    const number = Math.max(0, Math.min(lost, left))
    if (number === 0 || !mayStartTasks(ecs, crew.deployment)) continue
    startTasks(ecs, service, { crew, number, replaced: 0 })
    left -= number
  }
}

/**
 * Stops the tasks that failed their health checks. Each counts as a failure once it is gone. One with sick targets works
 * on until its replacement runs, if there is room for that: four tasks of two were recorded, see `../golden`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function dismissAiling(ecs: Ecs, service: Service, crew: Crew): void {
  const isReplaced = usable(crew) < crew.deployment.desiredCount || crew.starting.every(runs)
  const leaving = crew.ailing.filter(({ ailment }) => ailment.is === 'containers' || isReplaced)
  crew.ailing = crew.ailing.filter(one => !leaving.includes(one))
  for (const { task, ailment } of leaving) {
    tell(ecs, service, describeAilment(service, task, ailment))
    const reason = ailment.is === 'target' ? stopped.unhealthyTarget(ailment.group) : stopped.unhealthyContainers
    dismiss(ecs, service, { tasks: [task], deployment: crew.deployment, reason, failed: true })
    crew.leaving++
  }
}

function describeAilment(service: Service, task: Task, ailment: Ailment): string {
  if (ailment.is === 'containers') return events.unhealthyContainers(service, task)
  return events.unhealthyTarget(service, task, ailment)
}

const runs = ({ lastStatus }: Task): boolean => lastStatus === 'RUNNING'

interface Dismissal {
  tasks: Task[]
  deployment: Deployment
  reason: string
  failed: boolean
}

function dismiss(ecs: Ecs, service: Service, { tasks, deployment, reason, failed }: Dismissal): void {
  if (tasks.length === 0) return
  const running = tasks.filter(runs)
  if (running.length > 0) tell(ecs, service, events.stoppedRunning(service, running))
  const pending = tasks.length - running.length
  if (pending > 0) tell(ecs, service, events.stoppedPending(service, pending))
  const deregistersAfter = ecs.lasts('deregister')
  for (const task of tasks) stop(ecs, task, { code: 'ServiceSchedulerInitiated', reason, failed }, deregistersAfter)
  ecs.after(service, deregistersAfter, () => tellOfDraining(ecs, service, { tasks, deployment }))
}

/** Tells which targets have begun to drain, if any. */
export function tellOfDraining(ecs: Ecs, service: Service, { tasks, deployment }: Surplus): void {
  const draining = tasks.filter(({ registrations }) => registrations.length > 0)
  if (draining.length === 0) return
  const groups = tasks.flatMap(({ registrations }) => registrations.map(({ group }) => group))
  for (const group of new Set(groups)) {
    const number = groups.filter(one => one === group).length
    tell(ecs, service, events.deregistered(service, number, group))
  }
  tell(ecs, service, events.draining(service, draining.length, deployment.id))
}
