import type { Crew, Crews } from './crew.ts'
import { currentRules } from './deployment.ts'
import { tell } from './journal.ts'
import type { Service } from './model.ts'
import { succeed } from './rollout.ts'
import { healthyEnough } from './rules.ts'
import { isShifting, underWay } from './service-deployment.ts'
import { stanceOf } from './shift-stance.ts'
import type { Ecs } from './state.ts'
import { scaledUp } from './traffic-shift.ts'
import { events } from './words.ts'

/** A replaced deployment of which no task is left leaves the list some time later. */
export function retire(ecs: Ecs, service: Service, stale: Crew[]): void {
  for (const { deployment, present } of stale) {
    if (present) delete deployment.leavesAt
    if (present) continue
    deployment.leavesAt ??= ecs.now() + ecs.lasts('retire')
    if (ecs.now() < deployment.leavesAt) ecs.scheduler.wake(service, deployment.leavesAt - ecs.now())
    else Object.assign(deployment, { status: 'INACTIVE', desiredCount: 0, updatedAt: ecs.now() })
  }
}

/** Whether none of those that are replaced is left. */
function areGone(stale: Crew[]): boolean {
  return stale.every(({ deployment }) => deployment.status === 'INACTIVE')
}

/** Sees whether the deployment under way is done, and whether the service has become steady. */
export function finish(ecs: Ecs, service: Service, { fresh, stale }: Crews): void {
  const { deployment } = fresh
  const current = underWay(service)
  if (current && isFull(service, fresh)) scaledUp(ecs, service, current)
  const going = deployment.rollout.is === 'IN_PROGRESS' && current !== undefined
  if (going && isDone(service, { fresh, stale }) && hasBaked(ecs, service)) succeed(ecs, service, deployment)
  settle(ecs, service, { fresh, stale })
}

/**
 * By default a deployment is done when all its tasks are healthy and none of the others is left; early success criteria
 * may ask for less.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentEarlySuccessCriteria.html
 */
function isDone(service: Service, { fresh, stale }: Crews): boolean {
  const current = underWay(service)
  if (current && isShifting(current) && !stanceOf(current).cleansUp) return false
  const { early } = currentRules(service)
  if (!early) return areGone(stale) && isFull(service, fresh)
  return (
    fresh.healthy.length >= healthyEnough(service.desiredCount, currentRules(service)) &&
    (areGone(stale) || early.cleanup === 'DEFERRED')
  )
}

function isFull(service: Service, { healthy, starting }: Crew): boolean {
  return healthy.length === service.desiredCount && starting.length === 0
}

/** With alarms, a deployment that looks done is watched for a while longer. */
function hasBaked(ecs: Ecs, service: Service): boolean {
  const current = underWay(service)
  if (!current || current.rollback || isShifting(current)) return true
  if (current.bakesUntil === undefined) {
    const { bake, alarms } = currentRules(service)
    const time = bake ?? (alarms.enabled ? ecs.lasts('computedBake') : 0)
    current.bakesUntil = ecs.now() + time
    if (time > 0) ecs.after(service, time, () => ecs.scheduler.wake(service, 0))
  }
  return ecs.now() >= current.bakesUntil
}

/** Says once that the service is steady, until something disturbs it. */
function settle(ecs: Ecs, service: Service, { fresh, stale }: Crews): void {
  const alone = areGone(stale)
  const steady = fresh.deployment.rollout.is === 'COMPLETED' && alone && isFull(service, fresh)
  if (steady && !service.steady) {
    service.complaints.clear()
    tell(ecs, service, events.steady(service))
  }
  service.steady = steady
  if (service.status === 'DRAINING' && alone && !fresh.present) {
    Object.assign(service, { status: 'INACTIVE', serviceDeployments: [] })
  }
}
