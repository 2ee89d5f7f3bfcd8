import { revisionName } from './service.ts'
import { hasRun, lengthOf, staysOf, together } from './stay.ts'
import type { Run, Stay, WantedImages } from './stay.ts'
import { counted, dayAndTime, elapsed } from './wording.ts'

/** What has to be so before a release may go on: it was proved in another environment, for so long. */
export interface Requirement {
  environment: string
  /** Milliseconds. */
  soak: number
  /** Services of that environment that have images of the release. */
  services: readonly RequiredService[]
  /** What GitHub's deployments to that environment say of the release's commit. */
  record: RequiredRecord
  /** Images of the release that no service has there. */
  elsewhere: readonly string[]
}

/** A service there, and what it must have run. */
export interface RequiredService {
  service: string
  wanted: WantedImages
  seen: SeenService
}

export type SeenService =
  /** `runs` are its deployments, newest first. */
  | { is: 'read'; runs: readonly Run[]; desired: number; running: number }
  /** `why` continues a sentence that begins with the service's name. */
  | { is: 'absent'; why: string }
  | { is: 'unread'; why: string; next?: string | undefined }

export type RequiredRecord =
  /** `images` says whether it was recorded with the very images of the release. */
  | { is: 'success'; stay: Stay; images: 'same' | 'other' | 'unsaid' }
  /** It was deployed there and is no success; GitHub's word for what it is. */
  | { is: 'other'; state: string }
  | { is: 'none' }
  | { is: 'unread'; why: string }

/** `says` and `why` are sentences without a full stop. */
export type RequirementVerdict =
  | { is: 'met'; says: string }
  | { is: 'unmet'; why: string; next: string }
  | { is: 'unknown'; why: string; next: string }

/**
 * Whether the very images of a release ran there together for so long. ECS's own history of each service decides; the
 * record in GitHub may say that the release failed there, and stands in for services that may not be read, as in another
 * account.
 */
export function judgeRequirement(requirement: Requirement, now: number): RequirementVerdict {
  const { environment, record, services } = requirement
  if (record.is === 'other') return notRecorded(record.state, environment)
  if (services.length === 0) {
    const why = `${environment} has none of the services that are deployed here, so nothing can be proved there`
    return { is: 'unmet', why, next: 'Name another environment in `requires`, or leave it out.' }
  }
  const troubles = Map.groupBy(services, one => troubleWith(one))
  troubles.delete(undefined)
  if (troubles.size > 0) {
    const lines = [...troubles].map(([why = '', those]) => `${names(those)} ${why}`)
    const why = `it is not proved in ${environment}: ${lines.join('; ')}`
    return { is: 'unmet', why, next: `Bring the release to ${environment}, and let it be proved there.` }
  }
  const unread = services.filter(({ seen }) => seen.is === 'unread')
  if (unread.length > 0 && (record.is !== 'success' || record.images !== 'same')) return unknown(requirement, unread)
  const stays = services.flatMap(one => (one.seen.is === 'read' ? [staysOf(one.seen.runs, one.wanted).stays] : []))
  const recorded = unread.length > 0 && record.is === 'success' ? [[record.stay]] : []
  return judgeStays(together([...stays, ...recorded]), requirement, now)
}

function notRecorded(state: string, environment: string): RequirementVerdict {
  const goesOn = ['queued', 'pending', 'waiting', 'in_progress'].includes(state)
  const next = goesOn
    ? `Wait until the promotion to ${environment} is over. If its job was cut off, run it again: what is done is not done twice.`
    : `Bring the release to ${environment}, and let it be proved there.`
  return { is: 'unmet', why: `GitHub has its deployment to ${environment} recorded as ${state}`, next }
}

/** Why a service proves nothing; continues a sentence that begins with its name. Undefined also where it is not known. */
function troubleWith({ seen, wanted }: RequiredService): string | undefined {
  if (seen.is === 'absent') return seen.why
  if (seen.is === 'unread') return undefined
  const { runs, desired, running } = seen
  const { stays, wentBackTo } = staysOf(runs, wanted)
  const runsNow = stays.at(-1) !== undefined && stays.at(-1)?.until === undefined
  if (runsNow && desired === 0) return 'has a desired count of 0: no task runs, so nothing is proved'
  if (runsNow && running === 0) return `runs 0 of ${desired} tasks now`
  if (stays.length > 0) return undefined
  const newest = runs.find(run => hasRun(run, wanted))
  if (!newest) return 'did not run these images'
  if (newest.end === 'open') return 'is still being brought to these images'
  if (wentBackTo !== undefined) return `went back from these images to ${revisionName(wentBackTo)}`
  return `did not come to run these images: ECS has their deployment as ${newest.status}`
}

function unknown({ environment, record }: Requirement, unread: readonly RequiredService[]): RequirementVerdict {
  const [first] = unread.flatMap(({ seen }) => (seen.is === 'unread' ? [seen] : []))
  const why = `what ${names(unread)} ran in ${environment} could not be read (${first?.why ?? ''}), and ${recordText(record)}`
  const read = first?.next ?? `Let the role read the services of ${environment}.`
  return { is: 'unknown', why, next: `${read} Or record the promotions to ${environment} with their images.` }
}

function recordText(record: RequiredRecord): string {
  if (record.is === 'none') return 'GitHub has no record of it there'
  if (record.is === 'unread') return `its record in GitHub could not be read either (${record.why})`
  const images = record.is === 'success' && record.images === 'other' ? 'other images' : 'no images'
  return `its record in GitHub names ${images}`
}

function judgeStays(stays: readonly Stay[], requirement: Requirement, now: number): RequirementVerdict {
  const { environment, soak } = requirement
  const long = stays.findLast(stay => lengthOf(stay, now) >= soak)
  if (long) return { is: 'met', says: metText(long, requirement, now) }
  const [longest] = stays.toSorted((a, b) => lengthOf(b, now) - lengthOf(a, now))
  if (!longest) {
    const why = `its services ran these images in ${environment} only one after the other, never all at the same time`
    return { is: 'unmet', why, next: `Bring the whole release to ${environment}, and let it be proved there.` }
  }
  const current = stays.find(({ until }) => until === undefined)
  if (!current) {
    const why = `it was in ${environment} for ${elapsed(lengthOf(longest, now))} of ${elapsed(soak)}, and then something else was deployed there`
    return { is: 'unmet', why, next: `Bring the release to ${environment} again, for ${elapsed(soak)}.` }
  }
  const possible = nextMinute(current.from + soak)
  return {
    is: 'unmet',
    why: `it has been in ${environment} for ${elapsed(lengthOf(current, now))} of ${elapsed(soak)}, since ${dayAndTime(current.from)}`,
    next: `Run the job again at ${dayAndTime(possible)}, in ${elapsed(possible - now)}: it will have been there long enough then.`,
  }
}

function metText(stay: Stay, { environment, services, elsewhere }: Requirement, now: number): string {
  const { from, until } = stay
  const when = until === undefined ? `since ${dayAndTime(from)}` : `from ${dayAndTime(from)} to ${dayAndTime(until)}`
  const recorded = services.filter(({ seen }) => seen.is === 'unread')
  return [
    `${counted(services.length, 'service')} of ${environment} ran these images for ${elapsed(lengthOf(stay, now))}, ${when}`,
    ...(recorded.length > 0 ? [`of ${names(recorded)} only GitHub's record says so, as ECS could not be read`] : []),
    ...(elsewhere.length > 0 ? [`${elsewhere.join(', ')} is not in ${environment} and was not proved there`] : []),
  ].join('; ')
}

function names(services: readonly RequiredService[]): string {
  return services.map(({ service }) => service).join(', ')
}

/** Times are told to the minute, and whoever comes at that time must not be too early. */
function nextMinute(at: number): number {
  return Math.ceil(at / 60_000) * 60_000
}

/**
 * What the states of a deployment, newest first, say of it. GitHub, and whoever writes records, sets a success inactive
 * when another deployment takes its place.
 */
export function readStates(
  states: readonly { state: string; at: number }[],
): { is: 'success'; stay: Stay } | { is: 'other'; state: string } {
  const index = states.findIndex(({ state }) => state !== 'inactive')
  const told = states[index]
  if (told?.state !== 'success') return { is: 'other', state: told?.state ?? states[0]?.state ?? 'without a state' }
  return { is: 'success', stay: { from: told.at, until: states[index - 1]?.at } }
}
