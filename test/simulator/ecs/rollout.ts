import { atWork, createDeployment, primary } from './deployment.ts'
import { tell } from './journal.ts'
import type { Deployment, Service } from './model.ts'
import { close, createServiceDeployment, enter, isShifting, requestStop, underWay } from './service-deployment.ts'
import type { Replacement } from './service-deployment.ts'
import type { Ecs } from './state.ts'
import { beginShift } from './traffic-shift.ts'
import { events, rollout } from './words.ts'

/** Makes a deployment of what the service's configuration now says, in the place of the current one. */
export function beginDeployment(ecs: Ecs, service: Service): Deployment {
  supersede(ecs, service)
  const sources = atWork(service)
  const deployment = createDeployment(ecs, service)
  const before = primary(service)
  if (before) Object.assign(before, { status: 'ACTIVE', updatedAt: ecs.now() })
  service.deployments.unshift(deployment)
  record(ecs, service, { deployment, sources })
  service.steady = false
  service.complaints.clear()
  ecs.world.note(service.name, `deployment ${deployment.id} of ${deployment.taskDefinition.split('/').at(-1) ?? ''}`)
  ecs.scheduler.wake(service, 'firstTurn')
  return deployment
}

/**
 * A new deployment stops the one that is under way; one that is being rolled back has then failed to return. One that
 * had succeeded, but was not called completed yet, now is.
 */
function supersede(ecs: Ecs, service: Service): void {
  const current = underWay(service)
  const before = primary(service)
  if (current?.rollback) enter(ecs, current, { status: 'ROLLBACK_FAILED', reason: superseded })
  else if (current) requestStop(ecs, service, { current, reason: superseded })
  else if (before) complete(ecs, service, before)
}

const superseded = 'Service deployment was stopped because a new service deployment was started.'

function record(ecs: Ecs, service: Service, replacement: Replacement): void {
  const serviceDeployment = createServiceDeployment(ecs, service, replacement)
  service.serviceDeployments.unshift(serviceDeployment)
  ecs.after(service, 'pending', () => {
    if (serviceDeployment.status !== 'PENDING') return
    enter(ecs, serviceDeployment, { status: 'IN_PROGRESS' })
    serviceDeployment.startedAt = ecs.now()
    if (isShifting(serviceDeployment)) beginShift(ecs, service, serviceDeployment)
  })
}

/**
 * The service runs what was wanted of it. Which of the two, service deployment or deployment, says so first is known
 * from a single recording.
 */
export function succeed(ecs: Ecs, service: Service, deployment: Deployment): void {
  const current = underWay(service)
  const steps = [() => current && close(ecs, current), () => complete(ecs, service, deployment)]
  const { successComes } = ecs.assumptions
  const [first, second] = successComes === 'after-completed' ? steps.reverse() : steps
  first?.()
  ecs.after(service, successComes === 'with-completed' ? 0 : 'completion', () => second?.())
}

function complete(ecs: Ecs, service: Service, deployment: Deployment): void {
  if (deployment.status !== 'PRIMARY' || deployment.rollout.is !== 'IN_PROGRESS') return
  deployment.rollout = { is: 'COMPLETED', reason: rollout.completed(deployment) }
  deployment.updatedAt = ecs.now()
  tell(ecs, service, events.completed(service, deployment))
  ecs.scheduler.wake(service, 0)
}
