import { markText } from '../known-revision.ts'
import { revisionName } from '../service.ts'
import { age, counted, dayAndTime } from '../wording.ts'
import { recordedVersion } from './records.ts'
import type { SeenDeployment } from './records.ts'
import type { Lack, RunningService, SeenService } from './seen.ts'
import { isKnown, isSame, versionText } from './version.ts'
import type { Version } from './version.ts'

/** What is to be said of an environment besides its version. */
export interface Finding {
  /** `drift` is not as it should be, `unknown` could not be seen, a `note` is as it may be. */
  is: 'drift' | 'unknown' | 'note'
  kind: FindingKind
  /** By their names in the manifest. */
  services: readonly string[]
  /** A sentence without a full stop. */
  says: string
  next?: string | undefined
}

export type FindingKind =
  | 'not-recorded'
  | 'mixed'
  | 'missing'
  | 'failed-deployment'
  | 'too-few-tasks'
  | 'marked-failed'
  | 'stuck'
  | 'in-progress'
  | 'other-revision'
  | 'cut-off'
  | 'never-deployed'
  | 'no-record'
  | 'services-unread'
  | 'records-unread'
  | 'not-compared'

export interface Compared {
  environment: string
  services: readonly SeenService[]
  /** What is recorded to be there. */
  recorded: SeenDeployment | undefined
  /** The promotion that goes on. While it does, nothing is as it was recorded. */
  underWay: SeenDeployment | undefined
  now: number
}

/** Milliseconds after which a deployment that still goes on is no longer one that goes on: ECS bakes for a day at most. */
const longest = 86_400_000

/** What does not fit together in an environment whose services were read. Each kind is told once, of all services. */
export function driftOf(compared: Compared): Finding[] {
  const { services, recorded, underWay, now } = compared
  const there = services.filter(one => one.is === 'there')
  const settled = underWay ? [] : there.filter(({ rollout }) => rollout !== 'in-progress')
  return [
    ...missing(services, underWay !== undefined),
    ...each(there, now),
    ...notRecorded(settled, recorded),
    ...mixed(settled, recorded),
    ...otherRevision(settled),
  ]
}

/** What stands in the way of seeing. */
export function unread(kind: FindingKind, { why, next }: Lack): Finding {
  return { is: 'unknown', kind, services: [], says: why, next }
}

function missing(services: readonly SeenService[], expected: boolean): Finding[] {
  const absent = services.filter(one => one.is === 'absent')
  if (absent.length === 0 || absent.length === services.length) return []
  const says = `${absent.map(({ service, reason }) => `${service} is ${reason}`).join(', ')} in ECS, though the manifest has it here`
  return [{ is: expected ? 'note' : 'drift', kind: 'missing', services: absent.map(({ name }) => name), says }]
}

type Verdict = Pick<Finding, 'is' | 'kind' | 'next'> & { says: string }

/** What each service shows by itself; those that show the same kind of thing are told together. */
function each(services: readonly RunningService[], now: number): Finding[] {
  const verdicts = services.flatMap(service => {
    const verdict = standing(service, now)
    return verdict ? [{ ...verdict, service }] : []
  })
  return [...Map.groupBy(verdicts, ({ kind }) => kind)].flatMap(([kind, those]) => {
    const [first] = those
    if (!first) return []
    const services = those.map(({ service }) => service.name)
    return [{ is: first.is, kind, services, says: those.map(({ says }) => says).join('; '), next: first.next }]
  })
}

function standing(service: RunningService, now: number): Verdict | undefined {
  const { name, rollout, running, desired, taskDefinition, since } = service
  const revision = revisionName(taskDefinition)
  const { failed } = service.provenance
  if (rollout === 'in-progress' && now - since > longest)
    return {
      is: 'drift',
      kind: 'stuck',
      says: `${name} has been on its way to ${revision} for ${age(now - since)}`,
      next: lookAtIt,
    }
  if (rollout === 'in-progress')
    return {
      is: 'note',
      kind: 'in-progress',
      says: `${name} has been on its way to ${revision} since ${dayAndTime(since)}; ${running} of ${counted(desired, 'task')} run`,
    }
  if (rollout === 'failed')
    return {
      is: 'drift',
      kind: 'failed-deployment',
      says: `the deployment of ${revision} to ${name} failed`,
      next: lookAtIt,
    }
  if (failed)
    return { is: 'drift', kind: 'marked-failed', says: `${name} runs ${revision}, which ${markText(service)}` }
  if (running < desired)
    return {
      is: 'drift',
      kind: 'too-few-tasks',
      says: `${name} runs ${running} of ${counted(desired, 'task')}`,
      next: lookAtIt,
    }
  return undefined
}

const lookAtIt = 'The events of the service in the ECS console say why.'

function notRecorded(services: readonly RunningService[], recorded: SeenDeployment | undefined): Finding[] {
  const others = services.filter(({ match }) => match === 'other')
  if (!recorded || others.length === 0) return []
  const groups = Map.groupBy(others, ({ version, taskDefinition }) =>
    isKnown(version) ? versionText(version) : revisionName(taskDefinition),
  )
  const runs = [...groups].map(([what, those]) => `${names(those)} run${those.length === 1 ? 's' : ''} ${what}`)
  const was = versionText(recordedVersion(recorded))
  // The same release by name, of other images: a tag was moved, or somebody deployed by hand.
  const other = groups.has(was) ? ', with other images than were recorded' : ''
  return [
    {
      is: 'drift',
      kind: 'not-recorded',
      services: others.map(({ name }) => name),
      says: `${was} was recorded, but ${runs.join('; ')}${other}`,
      next: 'Promote the release that is wanted, or record what was deployed.',
    },
  ]
}

/** A service that runs what was recorded is of that release, though its revision may be older: nothing changed in it. */
export function effectiveVersion({ match, version }: RunningService, recorded: SeenDeployment | undefined): Version {
  return match === 'same' && recorded ? recordedVersion(recorded) : version
}

/** The services by what they run, as far as that is known. */
export function byVersion(
  services: readonly RunningService[],
  recorded: SeenDeployment | undefined,
): { version: Version; services: RunningService[] }[] {
  const groups: { version: Version; services: RunningService[] }[] = []
  for (const service of services) {
    const version = effectiveVersion(service, recorded)
    if (!isKnown(version)) continue
    const group = groups.find(one => isSame(one.version, version) ?? false)
    if (!group) groups.push({ version, services: [service] })
    else {
      group.services.push(service)
      // One may know the release, the other the commit.
      group.version = { ...version, ...group.version }
    }
  }
  return groups
}

function mixed(services: readonly RunningService[], recorded: SeenDeployment | undefined): Finding[] {
  const groups = byVersion(services, recorded)
  if (groups.length < 2) return []
  const says = groups.map(({ version, services: those }) => `${versionText(version)}: ${names(those)}`).join('; ')
  // Those that are to move: all that are not of what was recorded, or else of what most are.
  const goal = recorded && groups.find(({ version }) => isSame(version, recordedVersion(recorded)) === true)
  const [largest] = groups.toSorted((a, b) => b.services.length - a.services.length)
  const strays = groups.filter(group => group !== (goal ?? largest))
  return [
    {
      is: 'drift',
      kind: 'mixed',
      services: strays.flatMap(group => group.services.map(({ name }) => name)),
      says: `the services are on ${groups.length} releases: ${says}`,
      next: 'Promote one release to all of them.',
    },
  ]
}

/** The images are those of the record: something else made a revision with them, such as an infrastructure tool. */
function otherRevision(services: readonly RunningService[]): Finding[] {
  const others = services.flatMap(({ name, match, taskDefinition, recordedRevision }) =>
    match === 'same' && recordedRevision !== undefined
      ? [
          {
            name,
            says: `${name} runs ${revisionName(taskDefinition)}, and ${revisionName(recordedRevision)} was recorded`,
          },
        ]
      : [],
  )
  if (others.length === 0) return []
  const says = `the images are those that were recorded, in other revisions: ${others.map(one => one.says).join('; ')}`
  return [{ is: 'note', kind: 'other-revision', services: others.map(({ name }) => name), says }]
}

function names(services: readonly RunningService[]): string {
  return services.map(({ name }) => name).join(', ')
}
