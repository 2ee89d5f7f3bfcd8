import { payloadOf } from '../deployment-record.ts'
import { dayAndTime } from '../wording.ts'
import { byVersion, driftOf, effectiveVersion, unread } from './drift.ts'
import type { Finding } from './drift.ts'
import { actorOf, currentOf, endOf, historyOf, recordedVersion, rollbacksOf, successAt, underWayIn } from './records.ts'
import type { Ended, Promotion, SeenDeployment } from './records.ts'
import type { RunningService, SeenEnvironment, SeenService } from './seen.ts'
import { versionText } from './version.ts'
import type { Version } from './version.ts'

/** Which version is where, as it was at one time. Times are milliseconds since 1970. */
export interface Board {
  at: number
  environments: readonly Environment[]
}

export interface Environment {
  name: string
  place: SeenEnvironment['place']
  requires: string | undefined
  /** How much is known of what is there. */
  stand: Stand
  /** How its newest promotion ended. */
  outcome: Ended | undefined
  services: readonly BoardService[]
  findings: readonly Finding[]
  history: readonly Promotion[]
  waiting: Waiting | undefined
}

export type Stand =
  /** All services are of it; `by` where it was recorded. */
  | { is: 'runs'; version: Version; since: number; by: string; run: string | undefined }
  /** ECS was not read: it is what was recorded. */
  | { is: 'recorded'; version: Version; since: number; by: string; run: string | undefined }
  | { is: 'mixed'; versions: readonly Version[] }
  /** Services run, but nothing says of which release they are. */
  | { is: 'unnamed' }
  | { is: 'never' }
  | { is: 'unknown' }

export type BoardService = SeenService & {
  /** What it is of, as far as that is known. */
  effective: Version
  findings: readonly Finding[]
}

/** What the environment that releases come from has, and this one has not. */
export type Waiting =
  | {
      is: 'compared'
      from: string
      base: string
      head: string
      /** How many wait, and how many are here that are not there. */
      ahead: number
      behind: number
      /** The oldest first; foreign text. */
      commits: readonly { sha: string; title: string; author: string }[]
    }
  | { is: 'unknown'; from: string; why: string }

/** What is seen of an environment, judged. `most` promotions are told. */
export function environmentOf(seen: SeenEnvironment, { now, most }: { now: number; most: number }): Environment {
  const records = seen.records.is === 'read' ? seen.records.records : []
  const services = seen.services.is === 'read' ? seen.services.services : []
  const recorded = currentOf(records)
  const underWay = underWayIn(records, now)
  const drift = driftOf({ environment: seen.name, services, recorded, underWay, now })
  const stand = standOf(seen, recorded)
  const [newest] = records
  return {
    name: seen.name,
    place: seen.place,
    requires: seen.requires,
    stand,
    outcome: newest && endOf(newest, now),
    services: services.map(service => ({
      ...service,
      effective: service.is === 'there' ? effectiveVersion(service, recorded) : {},
      findings: drift.filter(finding => finding.services.includes(service.name)),
    })),
    findings: [
      ...drift,
      ...recordFindings(seen, { underWay, records, now }),
      ...unreadFindings(seen),
      ...standFindings(seen, stand, recorded),
    ],
    history: historyOf(records, rollbacksOf(services.filter(one => one.is === 'there')), { now, most }),
    waiting: undefined,
  }
}

interface Records {
  records: readonly SeenDeployment[]
  underWay: SeenDeployment | undefined
  now: number
}

function standOf({ services, records }: SeenEnvironment, recorded: SeenDeployment | undefined): Stand {
  const there = services.is === 'read' ? services.services.filter(one => one.is === 'there') : []
  if (there.length > 0) return standOfServices(there, recorded)
  // What was recorded, and is not there, is somewhere else or nowhere.
  if (recorded) return services.is === 'read' ? { is: 'unknown' } : { is: 'recorded', ...standOfRecord(recorded) }
  if (records.is === 'unread' || services.is === 'unread') return { is: 'unknown' }
  return services.is === 'read' || records.records.length === 0 ? { is: 'never' } : { is: 'unknown' }
}

function standOfServices(services: readonly RunningService[], recorded: SeenDeployment | undefined): Stand {
  const groups = byVersion(services, recorded)
  const [first] = groups
  if (!first) return { is: 'unnamed' }
  if (groups.length > 1) return { is: 'mixed', versions: groups.map(({ version }) => version) }
  const { version } = first
  if (recorded && first.services.some(({ match }) => match === 'same'))
    return { is: 'runs', ...standOfRecord(recorded), version: { ...version, ...recordedVersion(recorded) } }
  const since = Math.max(...first.services.map(one => one.since))
  const run = first.services.find(({ provenance }) => provenance.runUrl !== undefined)?.provenance.runUrl
  return { is: 'runs', version, since, by: '', run }
}

function standOfRecord(recorded: SeenDeployment) {
  const { run } = payloadOf(recorded.payload)
  return {
    version: recordedVersion(recorded),
    since: successAt(recorded),
    by: actorOf(recorded),
    run: typeof run === 'string' ? run : undefined,
  }
}

function recordFindings({ name }: SeenEnvironment, { records, underWay, now }: Records): Finding[] {
  if (underWay) {
    const by = actorOf(underWay)
    const says = `a promotion of ${versionText(recordedVersion(underWay))} to ${name} has been going on since ${dayAndTime(underWay.createdAt)}${by && `, by ${by}`}`
    return [{ is: 'note', kind: 'in-progress', services: [], says }]
  }
  const [newest] = records
  if (!newest || endOf(newest, now) !== 'cut-off') return []
  const says = `the promotion of ${versionText(recordedVersion(newest))} that began at ${dayAndTime(newest.createdAt)} never said how it ended`
  const next = 'Run its job again: it goes on where it was cut off.'
  return [{ is: 'note', kind: 'cut-off', services: [], says, next }]
}

function unreadFindings({ services, records }: SeenEnvironment): Finding[] {
  return [
    ...(services.is === 'unread' ? [unread('services-unread', services.lack)] : []),
    ...(services.is === 'read' ? services.lacks.map(lack => unread('services-unread', lack)) : []),
    ...(records.is === 'unread' ? [unread('records-unread', records.lack)] : []),
  ]
}

function standFindings(seen: SeenEnvironment, stand: Stand, recorded: SeenDeployment | undefined): Finding[] {
  const { name, services, records } = seen
  const there = services.is === 'read' ? services.services.filter(one => one.is === 'there') : []
  if (stand.is === 'never')
    return [{ is: 'note', kind: 'never-deployed', services: [], says: `nothing was ever deployed to ${name}` }]
  if (recorded && services.is === 'read' && there.length === 0) {
    const says = `${versionText(recordedVersion(recorded))} was recorded, but cluster ${seen.place?.cluster ?? ''} has none of the services`
    return [{ is: 'drift', kind: 'missing', services: services.services.map(one => one.name), says }]
  }
  if (there.length === 0) return []
  if (records.is === 'read' && !recorded)
    return [
      {
        is: 'note',
        kind: 'no-record',
        services: [],
        says: `GitHub has no record of what is in ${name}, so what runs is compared with nothing`,
      },
    ]
  const silent = there.filter(({ match, rollout }) => match === 'unsaid' && rollout !== 'in-progress')
  if (!recorded || silent.length === 0) return []
  const says = `nothing says whether ${silent.map(one => one.name).join(', ')} is what was recorded: neither the record nor the revision names a release or an image that could be compared`
  return [{ is: 'note', kind: 'not-compared', services: silent.map(one => one.name), says }]
}

/** Whether something is not as it should be; `unknown` where nothing of that was seen, but not everything either. */
export type Verdict = 'drift' | 'none' | 'unknown'

export function verdictOf({ findings, services, place }: Environment): Verdict {
  if (findings.some(({ is }) => is === 'drift')) return 'drift'
  if (findings.some(({ is }) => is === 'unknown') || place === undefined) return 'unknown'
  return services.length === 0 ? 'unknown' : 'none'
}

export function verdictOfAll(environments: readonly Environment[]): Verdict {
  const verdicts = new Set(environments.map(verdictOf))
  if (verdicts.has('drift')) return 'drift'
  return verdicts.has('unknown') || environments.length === 0 ? 'unknown' : 'none'
}

/** The commit that an environment is at, by which it is compared with others. */
export function commitOf({ stand }: Environment): string | undefined {
  return stand.is === 'runs' || stand.is === 'recorded' ? stand.version.commit : undefined
}

/** What people read of where an environment stands. */
export function standText({ stand }: Environment): string {
  if (stand.is === 'runs' || stand.is === 'recorded') return versionText(stand.version)
  if (stand.is === 'mixed') return stand.versions.map(versionText).join(', ')
  return { unnamed: 'an unknown version', never: 'nothing yet', unknown: 'unknown' }[stand.is]
}
