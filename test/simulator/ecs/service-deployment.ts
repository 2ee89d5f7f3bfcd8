import type { Deployment, Service, ServiceDeployment, ServiceDeploymentStatus } from './model.ts'
import { rulesOf } from './rules.ts'
import type { Ecs } from './state.ts'
import { recordsKept } from './timing.ts'

const open: ReadonlySet<ServiceDeploymentStatus> = new Set([
  'PENDING',
  'IN_PROGRESS',
  'STOP_REQUESTED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
])

/** Whether it has still to come to an end, and so can be stopped. */
export function isOpen({ status }: ServiceDeployment): boolean {
  return open.has(status)
}

/**
 * Whether reads know it: not in its first seconds, and not after 90 days.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html
 */
export function isOnRecord(ecs: Ecs, { visibleFrom, createdAt }: ServiceDeployment): boolean {
  return visibleFrom <= ecs.now() && createdAt > ecs.now() - recordsKept
}

/** The service deployment that is under way. */
export function underWay(service: Service): ServiceDeployment | undefined {
  return service.serviceDeployments.find(isOpen)
}

/** Whether it moves traffic between two complete revisions, rather than replacing task by task. */
export function isShifting({ deploymentConfiguration }: ServiceDeployment): boolean {
  return rulesOf(deploymentConfiguration).strategy !== 'ROLLING'
}

/** What a service deployment replaces, and by what. */
export interface Replacement {
  deployment: Deployment
  sources: readonly Deployment[]
}

/** A PENDING service deployment. It is not in the service's list yet, and can be listed and described only some seconds later. */
export function createServiceDeployment(
  ecs: Ecs,
  service: Service,
  { deployment, sources }: Replacement,
): ServiceDeployment {
  const { breaker, alarms } = rulesOf(service.deploymentConfiguration)
  const watched = alarms.enabled ? alarms.names : []
  return {
    arn: ecs.world.arn('ecs', `service-deployment/${service.cluster}/${service.name}/${ecs.world.hex(21)}`),
    status: 'PENDING',
    target: deployment.number,
    sources: sources.map(({ number }) => number),
    createdAt: ecs.now(),
    updatedAt: ecs.now(),
    visibleFrom: ecs.now() + ecs.lasts('visible'),
    deploymentConfiguration: structuredClone(service.deploymentConfiguration),
    breaker: breaker.enabled ? 'MONITORING' : 'DISABLED',
    alarms: {
      names: watched,
      rollback: alarms.rollback,
      ignored: watched.filter(name => ecs.world.cloudwatch.state(name) === 'ALARM'),
      triggered: [],
    },
    hooks: [],
    traffic: { test: 0, production: 0 },
  }
}

interface Turning {
  status: ServiceDeploymentStatus
  reason?: string
}

/** Brings a service deployment into another status; one that is final also finishes it. */
export function enter(ecs: Ecs, serviceDeployment: ServiceDeployment, { status, reason }: Turning): void {
  serviceDeployment.status = status
  serviceDeployment.updatedAt = ecs.now()
  if (reason !== undefined) serviceDeployment.statusReason = reason
  if (status === 'STOPPED') serviceDeployment.stoppedAt = ecs.now()
  if (!isOpen(serviceDeployment)) serviceDeployment.finishedAt = ecs.now()
}

/** Stops a service deployment, which takes a moment. */
export function requestStop(
  ecs: Ecs,
  service: Service,
  { current, reason }: { current: ServiceDeployment; reason: string },
): void {
  enter(ecs, current, { status: 'STOP_REQUESTED', reason })
  ecs.after(service, 'request', () => {
    if (current.status === 'STOP_REQUESTED') enter(ecs, current, { status: 'STOPPED' })
  })
}

/** The service runs what it brings, or, after a rollback, what it returned to. */
export function close(ecs: Ecs, current: ServiceDeployment): void {
  if (!isOpen(current)) return
  if (current.breaker === 'MONITORING') current.breaker = 'MONITORING_COMPLETE'
  enter(ecs, current, { status: current.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL' })
}
