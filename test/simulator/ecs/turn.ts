import { muster, usable } from './crew.ts'
import type { Crew, Crews } from './crew.ts'
import { atWork, currentRules } from './deployment.ts'
import { countHealthy } from './failures.ts'
import { finish, retire } from './finish.ts'
import { complain } from './journal.ts'
import type { Service } from './model.ts'
import { count, nextShiftStep, nextStep } from './rolling.ts'
import type { Step } from './rolling.ts'
import { bounds, cleanupFrom } from './rules.ts'
import { isShifting, underWay } from './service-deployment.ts'
import { stanceOf } from './shift-stance.ts'
import { dismissAiling, dropUnfinished, mayStartTasks, refill, scaleIn, startTasks, stopStale } from './staffing.ts'
import type { Ecs } from './state.ts'
import { missTargetGroups, registerTargets } from './targets.ts'
import { stoppedTasksKept } from './timing.ts'
import { events } from './words.ts'

/** One look of the scheduler at a service, and what it does about what it sees. */
export function takeTurn(ecs: Ecs, service: Service): void {
  forgetStopped(ecs, service)
  missTargetGroups(ecs, service)
  registerTargets(ecs, service)
  const crews = atWork(service).map(deployment => muster(ecs, service, deployment))
  const fresh = crews.find(({ deployment }) => deployment.status === 'PRIMARY')
  if (!fresh) return
  const stale = crews.filter(crew => crew !== fresh)
  for (const crew of crews) meet(service, crew)
  if (ecs.schedulerIsThrottled) {
    complain(ecs, service, events.throttled(service))
    return
  }
  const replaced = crews.reduce((sum, { ailing }) => sum + ailing.length, 0)
  proceed(ecs, service, { fresh, stale, replaced })
  for (const crew of crews) dismissAiling(ecs, service, crew)
  retire(ecs, service, stale)
  finish(ecs, service, { fresh, stale })
  planNext(ecs, service, crews)
}

function forgetStopped(ecs: Ecs, service: Service): void {
  service.tasks = service.tasks.filter(({ stoppedAt = Infinity }) => ecs.now() < stoppedAt + stoppedTasksKept)
}

function meet(service: Service, { deployment, healthy }: Crew): void {
  for (const task of healthy) if (!task.wasHealthy) countHealthy(service, deployment, task)
}

/** Starts and stops what the deployment configuration allows at this moment. */
function proceed(ecs: Ecs, service: Service, { fresh, stale, replaced }: Crews & { replaced: number }): void {
  for (const crew of stale) dropUnfinished(ecs, service, crew)
  const plan = planStep(ecs, service, { fresh, stale })
  if (plan.stuck) complain(ecs, service, events.deadlock(service))
  startTasks(ecs, service, { crew: fresh, number: plan.start, replaced })
  stopStale(ecs, service, { stale, number: plan.stop })
  scaleIn(ecs, service, fresh)
  fresh.deployment.desiredCount = fresh.deployment.rollout.is === 'FAILED' ? usable(fresh) : plan.goal
  refill(ecs, service, { stale, room: plan.roomFor(stale) })
}

interface Plan extends Step {
  /** How many tasks the fresh deployment is to have for now. */
  goal: number
  /** How many tasks may still be started, beside those of the step. */
  roomFor: (stale: Crew[]) => number
}

function planStep(ecs: Ecs, service: Service, { fresh, stale }: Crews): Plan {
  const desired = service.desiredCount
  const limits = bounds(desired, currentRules(service))
  const mayStart = mayStartTasks(ecs, fresh.deployment)
  const enough = cleanupFrom(desired, currentRules(service))
  const situation = { desired, bounds: limits, fresh: count([fresh]), stale: count(stale), mayStart, enough }
  const current = underWay(service)
  if (current && isShifting(current)) {
    const stance = stanceOf(current)
    return { ...nextShiftStep(situation, stance), goal: stance.scales ? desired : 0, roomFor: () => desired }
  }
  const step = nextStep(situation)
  const taken = situation.fresh.places + step.start
  const room = Math.max(0, limits.upper - situation.stale.places)
  const goal = Math.min(desired, Math.max(room, situation.fresh.places))
  return { ...step, goal, roomFor: left => limits.upper - count(left).places - taken }
}

function planNext(ecs: Ecs, service: Service, crews: Crew[]): void {
  const pauses = crews.map(({ deployment }) => deployment.failures.pausedUntil).filter(until => until > ecs.now())
  const next = Math.min(...crews.map(({ changesAt }) => changesAt), ...pauses)
  if (next < Infinity) ecs.scheduler.wake(service, next - ecs.now())
}
