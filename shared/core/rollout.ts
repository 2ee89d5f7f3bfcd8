import type { Deployment, Service, ServiceDeployment } from './service.ts'
import { primaryOf, revisionName } from './service.ts'

/** The one deployment that is followed, by id. A service says nothing: it is stable after a rollback, too. */
export interface Followed {
  deploymentId: string
  taskDefinition: string
  /** What ran before, so that a rollback is told from somebody else's deployment. */
  previousDeploymentId?: string | undefined
}

export type Rollout =
  /** ECS says it is done; now it has to be proved. */
  | { is: 'completed' }
  | { is: 'moving'; on: string; /** ECS gives no rollout state, so an end could not be recognised. */ opaque?: true }
  | { is: 'rolling-back'; why: string }
  /** What ran before is back, says ECS; now that has to be proved. */
  | { is: 'returned'; why: string }
  | { is: 'failed'; why: string }
  | { is: 'superseded'; why: string }
  | { is: 'paused'; why: string }
  /** ECS has never shown it. */
  | { is: 'unseen'; why: string }

/** What earlier looks have shown. Replicas of ECS's state lag by seconds and not in order, so one look proves little. */
export interface Memory {
  began: number
  /** When our deployment was created, by ECS's clock; absent until it was seen at least once. */
  createdAt?: number
  /** The newest time mentioned in any look; an older look is a stale replica. */
  newest: number
  /** Consecutive looks that contradict what we believe, and what they say. */
  contradictions: number
  doubt?: Rollout['is']
}

export function firstLook(now: number): Memory {
  return { began: now, newest: 0, contradictions: 0 }
}

/** Contradictions in a row before they are believed. */
const enough = 3
/** Milliseconds between the times that two of ECS's own records give one event. */
const clockSlack = 5_000
/** Milliseconds a deployment may stay invisible after its UpdateService reply named it. */
const visibilityLag = 60_000

export interface Seen {
  service: Service
  /** The service deployment of the followed deployment: absent when it is not listed yet, or may not be read. */
  record?: ServiceDeployment | undefined
  now: number
}

/**
 * Where the followed deployment stands. The service deployment decides where it can be read: it has an explicit end.
 * Otherwise the deployment's own rollout state does. Events decide nothing.
 */
export function judgeRollout(followed: Followed, seen: Seen, memory: Memory): { rollout: Rollout; memory: Memory } {
  const newest = newestTime(seen.service)
  // A look from before our deployment is old, too, even if it is the first.
  const known = Math.max(memory.newest, (seen.record?.createdAt ?? 0) - clockSlack)
  // A deleted service may have lost all its dates; what bears no date cannot be called an old look.
  const dated = newest > 0 || seen.service.status === 'ACTIVE'
  if (dated && newest < known)
    return { rollout: { is: 'moving', on: 'waiting for ECS to show its newest state' }, memory }
  const view = viewOf(followed, seen, memory)
  const reading = read(view)
  const again = memory.doubt === reading.rollout.is
  const contradictions = reading.sure ? 0 : again ? memory.contradictions + 1 : 1
  const believed = reading.sure || contradictions >= enough
  return {
    rollout: believed ? reading.rollout : { is: 'moving', on: 'looking again' },
    memory: {
      ...memory,
      ...createdAt(view),
      newest: Math.max(newest, memory.newest),
      contradictions,
      doubt: reading.rollout.is,
    },
  }
}

/** One look's reading. What is not sure is believed only when it repeats. */
interface Reading {
  rollout: Rollout
  sure: boolean
}

/** One look, seen from the followed deployment. */
interface View {
  service: Service
  record: ServiceDeployment | undefined
  own: Deployment | undefined
  primary: Deployment | undefined
  /** What the primary deployment is to ours. A rollback brings an older one back; anything newer is somebody else's. */
  primaryIs: 'own' | 'older' | 'newer' | 'absent'
  /** When ours was created, by ECS's clock; undefined if it was never seen. */
  born: number | undefined
  /** It was never seen, and is not overdue. */
  awaited: boolean
  /** It failed a moment ago, and the circuit breaker is there to roll it back. */
  mayReturn: boolean
}

function viewOf(followed: Followed, { service, record, now }: Seen, memory: Memory): View {
  const own = service.deployments.find(({ id }) => id === followed.deploymentId)
  const primary = primaryOf(service)
  const born = own?.createdAt ?? memory.createdAt ?? record?.createdAt
  const older =
    primary !== undefined &&
    (primary.id === followed.previousDeploymentId || (born !== undefined && primary.createdAt < born))
  return {
    service,
    record,
    own,
    primary,
    primaryIs: !primary ? 'absent' : primary.id === followed.deploymentId ? 'own' : older ? 'older' : 'newer',
    born,
    awaited: born === undefined && now - memory.began < visibilityLag,
    mayReturn: service.circuitBreaker.rollback && now - (own?.updatedAt ?? 0) < visibilityLag,
  }
}

function createdAt({ own }: View): { createdAt?: number } {
  return own ? { createdAt: own.createdAt } : {}
}

function read(view: View): Reading {
  const { service, record } = view
  if (service.status !== 'ACTIVE')
    return unsure({ is: 'superseded', why: `The service is ${service.status}: it is being deleted.` })
  return record ? readRecord(view, record) : readDeployments(view)
}

function readRecord(view: View, record: ServiceDeployment): Reading {
  switch (record.status) {
    case 'SUCCESSFUL':
      if (view.primaryIs === 'newer') return unsure({ is: 'superseded', why: supersededBy(view) })
      // A successful deployment gives way only to a newer one: an older primary is a stale look.
      if (view.primaryIs === 'older')
        return sure({ is: 'moving', on: 'ECS calls it successful; waiting for the service to show it' })
      return sure({ is: 'completed' })
    case 'ROLLBACK_REQUESTED':
    case 'ROLLBACK_IN_PROGRESS':
      return sure({ is: 'rolling-back', why: causeOf(record) })
    case 'ROLLBACK_SUCCESSFUL':
      return readReturned(view, record)
    case 'ROLLBACK_FAILED':
      return sure({ is: 'failed', why: `${causeOf(record)} The rollback failed too.` })
    case 'STOPPED':
      return readStopped(view, record)
    case 'STOP_REQUESTED':
      return sure({ is: 'moving', on: 'ECS is stopping it' })
    default:
      return readProgress(view, record)
  }
}

function readReturned(view: View, record: ServiceDeployment): Reading {
  const why = causeOf(record)
  if (view.primaryIs === 'newer')
    return unsure({ is: 'superseded', why: `${why} It was rolled back, then ${supersededBy(view)}` })
  // What was rolled back is not the primary any more: this look at the service is older than the one at its deployment.
  return sure({ is: view.primaryIs === 'own' ? 'rolling-back' : 'returned', why })
}

function readStopped(view: View, record: ServiceDeployment): Reading {
  if (view.primaryIs === 'newer') return unsure({ is: 'superseded', why: supersededBy(view) })
  if (view.primaryIs === 'older') return unsure({ is: 'returned', why: causeOf(record) })
  const failed: Rollout = {
    is: 'failed',
    why: `${sentence(view.own?.rolloutReason ?? causeOf(record))} ECS did not roll it back.`,
  }
  if (view.own?.rollout === 'FAILED') return sure(failed)
  // A look at the service that shows it going on is older than the one at its deployment.
  if (view.own?.rollout) return sure({ is: 'moving', on: 'ECS stopped it; waiting for the service to show it' })
  return unsure(failed)
}

function readProgress(view: View, record: ServiceDeployment): Reading {
  const hook = record.pausedAt[0]
  if (!hook) return sure({ is: 'moving', on: progressOf(view) })
  const until = hook.expiresAt === undefined ? '' : ` until ${new Date(hook.expiresAt).toISOString()}`
  // Somebody may have continued it a moment ago, and a replica not know it yet.
  return unsure({
    is: 'paused',
    why: `It is paused at ${record.stage ?? 'a stage'} by hook ${hook.hook} and waits${until} for somebody to continue it.`,
  })
}

/** Without the service deployment: what the deployment says of itself. */
function readDeployments(view: View): Reading {
  const { own, primary, primaryIs } = view
  if (own?.rollout === 'FAILED') return readFailed(view, own)
  if (primaryIs === 'own') {
    if (own?.rollout === 'COMPLETED') return sure({ is: 'completed' })
    const on = progressOf(view)
    return sure(
      own?.rollout === undefined
        ? { is: 'moving', on: `${on} · ECS gives no rollout state`, opaque: true }
        : { is: 'moving', on },
    )
  }
  if (view.awaited) return sure({ is: 'moving', on: 'waiting for ECS to show the new deployment' })
  if (primary && primaryIs === 'older') return unsure(readReturn(primary, 'ECS returned to the deployment before it.'))
  if (view.born === undefined)
    return unsure({ is: 'unseen', why: `ECS shows no such deployment; it runs ${runningNow(view)}.` })
  return unsure({ is: 'superseded', why: supersededBy(view) })
}

function readFailed(view: View, own: Deployment): Reading {
  const why = sentence(own.rolloutReason ?? 'ECS calls the deployment failed')
  if (view.primary && view.primaryIs === 'older') return sure(readReturn(view.primary, why))
  if (view.primaryIs === 'newer') return unsure({ is: 'superseded', why: `${why} Then ${supersededBy(view)}` })
  if (view.mayReturn) return sure({ is: 'moving', on: `${why} Waiting for ECS to roll it back` })
  return unsure({ is: 'failed', why: `${why} ECS did not roll it back.` })
}

function readReturn(previous: Deployment, why: string): Rollout {
  return previous.rollout === 'COMPLETED' ? { is: 'returned', why } : { is: 'rolling-back', why }
}

function runningNow({ primary }: View): string {
  return primary ? revisionName(primary.taskDefinition) : 'nothing'
}

function supersededBy({ primary }: View): string {
  if (!primary) return 'it is no longer among the deployments of the service.'
  return `deployment ${primary.id} of ${revisionName(primary.taskDefinition)} took its place.`
}

function causeOf({ statusReason, rollbackReason, triggeredAlarms }: ServiceDeployment): string {
  const alarms = triggeredAlarms.length > 0 ? ` Alarms: ${triggeredAlarms.join(', ')}.` : ''
  return `${sentence(rollbackReason ?? statusReason ?? 'ECS gave no reason')}${alarms}`
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** One line that changes only when something moved: it is logged when it changes. */
function progressOf({ service, own, record }: View): string {
  const others = service.deployments
    .filter(deployment => deployment !== own)
    .reduce((sum, { running }) => sum + running, 0)
  const breaker = record?.breaker
  const parts = [
    own && `${own.running} of ${service.desired} new tasks running`,
    own && own.pending > 0 && `${own.pending} starting`,
    others > 0 && `${others} old`,
    own && own.failed > 0 && `${own.failed} failed`,
    breaker && breaker.failures > 0 && `circuit breaker ${breaker.failures}/${breaker.threshold}`,
    record?.stage && `stage ${record.stage}`,
  ]
  return parts.filter(Boolean).join(' · ') || 'waiting for ECS to begin'
}

/** The newest time a look mentions. ECS moves `updatedAt` with every change of a deployment. */
function newestTime(service: Service): number {
  return Math.max(
    0,
    ...service.deployments.map(({ updatedAt }) => updatedAt),
    ...service.events.slice(0, 1).map(({ at }) => at),
  )
}

function sure(rollout: Rollout): Reading {
  return { rollout, sure: true }
}

function unsure(rollout: Rollout): Reading {
  return { rollout, sure: false }
}
