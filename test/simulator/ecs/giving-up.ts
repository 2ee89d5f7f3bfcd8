import { primary } from './deployment.ts'
import { tell } from './journal.ts'
import { noFailures } from './model.ts'
import type { Deployment, Service, ServiceDeployment } from './model.ts'
import { enter, isShifting, requestStop, underWay } from './service-deployment.ts'
import { shiftBack } from './shift-stance.ts'
import type { Ecs } from './state.ts'
import { events, verdict } from './words.ts'
import type { Why } from './words.ts'

/** Gives the deployment under way up: for good, or by going back to the last one that completed. */
export function giveUp(ecs: Ecs, service: Service, { why, rollback }: { why: Why; rollback: boolean }): void {
  const broken = primary(service)
  const current = underWay(service)
  if (broken?.rollout.is !== 'IN_PROGRESS' || !current) return
  broken.rollout = { is: 'FAILED', reason: verdict(why).rolloutStateReason }
  broken.updatedAt = ecs.now()
  tell(ecs, service, events.failed(service, broken, why))
  const haven = service.deployments.find(deployment => deployment.rollout.is === 'COMPLETED')
  if (current.rollback) enter(ecs, current, { status: 'ROLLBACK_FAILED', reason: verdict(why).rollbackFailed })
  else {
    if (why.is === 'breaker') current.breaker = 'TRIGGERED'
    if (!rollback) requestStop(ecs, service, { current, reason: verdict(why).stopped })
    else if (haven) returnTo(ecs, service, { haven, broken, current, why })
    else stall(ecs, current)
  }
  ecs.scheduler.wake(service)
}

/** No deployment ever completed: ECS starts no more tasks, and the deployment stalls. */
function stall(ecs: Ecs, current: ServiceDeployment): void {
  const status = ecs.assumptions.nothingToReturnTo
  // The reason is one that https://github.com/hashicorp/terraform-provider-aws tests for.
  const reason = 'No rollback candidate was found to run the rollback.'
  if (status !== 'IN_PROGRESS') enter(ecs, current, { status, reason })
}

interface Return {
  haven: Deployment
  broken: Deployment
  current: ServiceDeployment
  why: Why
}

/** The old deployment becomes PRIMARY again under its old id, with what it ran then; no new one is made. */
function returnTo(ecs: Ecs, service: Service, { haven, broken, current, why }: Return): void {
  const { returning, rolledBack } = verdict(why)
  broken.status = 'ACTIVE'
  haven.status = 'PRIMARY'
  haven.rollout = { is: 'IN_PROGRESS', reason: `${returning} ${haven.id}.` }
  haven.updatedAt = ecs.now()
  haven.failures = { ...noFailures }
  delete haven.leavesAt
  service.configuration = structuredClone(haven.configuration)
  service.steady = false
  enter(ecs, current, { status: 'ROLLBACK_IN_PROGRESS', reason: rolledBack })
  current.rollback = { reason: rolledBack, startedAt: ecs.now(), to: haven.revisionArn }
  tell(ecs, service, events.rollingBack(service, haven))
  if (isShifting(current)) shiftBack(ecs, service, current)
}

/** Somebody wants the deployment rolled back, whatever its configuration says of automatic rollbacks. */
export function requestRollback(ecs: Ecs, service: Service, current: ServiceDeployment): void {
  if (current.status !== 'PENDING' && current.status !== 'IN_PROGRESS') return
  enter(ecs, current, { status: 'ROLLBACK_REQUESTED' })
  ecs.after(service, 'request', () => {
    if (current.status === 'ROLLBACK_REQUESTED') giveUp(ecs, service, { why: { is: 'request' }, rollback: true })
  })
}
