import { payloadOf } from '../deployment-record.ts'
import { outcomes } from '../outcome.ts'
import type { Outcome } from '../outcome.ts'
import { isOver, isUnderWay, readPayload } from '../promotion-record.ts'
import type { SeenRecord } from '../promotion-record.ts'
import type { Provenance } from '../provenance.ts'
import { revisionName } from '../service.ts'
import { isCommit, isSame } from './version.ts'
import type { Version } from './version.ts'

/** What GitHub's deployments to an environment tell of it. Times are milliseconds since 1970. */

/** A deployment that GitHub lists, whoever recorded it. */
export interface ListedDeployment {
  id: number
  ref: string
  sha: string
  creator: string
  createdAt: number
  payload: unknown
}

/** The same with its states, newest first; `description` is foreign text. */
export interface SeenDeployment extends ListedDeployment, SeenRecord {
  states: readonly { state: string; at: number; description: string }[]
}

/** How a promotion ended. `done` is a rollback of which only the marks on its revisions tell. */
export type Ended = Outcome | 'failed' | 'under-way' | 'cut-off' | 'inactive' | 'done'

/** Something that was brought to an environment, or back to it. */
export interface Promotion {
  is: 'promotion' | 'rollback'
  /** When it began. */
  at: number
  version: Version
  ended: Ended
  /** Login of whoever did it; empty where nobody is named. */
  by: string
  /** Page of the run, as it was written down: foreign text. */
  run: string | undefined
  /** What was said of it: foreign text. */
  says: string
}

/**
 * Those that tell something: GitHub makes a deployment of its own for a job with an environment, on the commit that the
 * workflow runs on, which need not be what was deployed. Where these actions record, only their records count.
 */
export function tellingOf<D extends ListedDeployment>(listed: readonly D[]): readonly D[] {
  const ours = listed.filter(({ payload }) => readPayload(payload) !== undefined)
  return (ours.length > 0 ? ours : listed).toSorted((a, b) => b.id - a.id)
}

/** The deployment that is in the environment, as it was recorded. */
export function currentOf(records: readonly SeenDeployment[]): SeenDeployment | undefined {
  return records.find(({ states: [last] }) => last?.state === 'success')
}

/** The promotion that goes on at the moment. */
export function underWayIn(records: readonly SeenDeployment[], now: number): SeenDeployment | undefined {
  return records.find(record => endOf(record, now) === 'under-way')
}

/** When the deployment was said to be a success. */
export function successAt({ states, createdAt }: SeenDeployment): number {
  return states.find(({ state }) => state === 'success')?.at ?? createdAt
}

/** What was deployed, by the record. A ref that reads like a version is the tag that was asked for; others are branches. */
export function recordedVersion({
  ref,
  sha,
  payload,
}: Pick<SeenRecord, 'sha' | 'payload'> & { ref?: string }): Version {
  const { release } = payloadOf(payload)
  const named = typeof release === 'string' && release !== '' ? release : undefined
  const tag = named ?? (ref !== undefined && /^v?\d+\.\d/.test(ref) ? ref : undefined)
  return { ...(tag !== undefined && { release: tag }), ...(isCommit(sha) && { commit: sha }) }
}

/** Whoever promoted: a workflow's own token hides who started it, so the record's word comes first. */
export function actorOf({ creator, payload }: Pick<ListedDeployment, 'creator' | 'payload'>): string {
  const { actor } = payloadOf(payload)
  return typeof actor === 'string' && actor !== '' ? actor : creator
}

/** The promotions and rollbacks of an environment, newest first. */
export function historyOf(
  records: readonly SeenDeployment[],
  rollbacks: readonly Promotion[],
  { now, most }: { now: number; most: number },
): Promotion[] {
  const known = records.map((record, index) => toPromotion(record, { older: records.slice(index + 1), rollbacks, now }))
  const runs = new Set(known.flatMap(({ run }) => (run === undefined ? [] : [runOf(run)])))
  const others = rollbacks.filter(({ run }) => run === undefined || !runs.has(runOf(run)))
  return [...known, ...others].toSorted((a, b) => b.at - a.at).slice(0, most)
}

interface Around {
  older: readonly SeenDeployment[]
  rollbacks: readonly Promotion[]
  now: number
}

function toPromotion(record: SeenDeployment, { older, rollbacks, now }: Around): Promotion {
  const run = runIn(record)
  const marked = run !== undefined && rollbacks.some(one => one.run !== undefined && runOf(one.run) === runOf(run))
  const [ended, says] = [endOf(record, now), toldOf(record)?.description ?? '']
  // A promotion that failed bears the same marks where it brought everything back itself.
  const wentBack = marked && wasSuccess(record)
  const named = record.states.some(({ description }) => /^rollback\b/i.test(description))
  return {
    is: wentBack || named || isReturn(record, older) ? 'rollback' : 'promotion',
    at: record.createdAt,
    version: recordedVersion(record),
    ended,
    by: actorOf(record),
    run,
    // The outcome stands before it already.
    says: says.startsWith(`${ended}: `) ? says.slice(ended.length + 2) : says,
  }
}

/** Attempts of a run are one run. */
function runOf(url: string): string {
  return url.replace(/\/attempts\/\d+$/, '')
}

function runIn({ payload }: ListedDeployment): string | undefined {
  const { run } = payloadOf(payload)
  return typeof run === 'string' ? run : undefined
}

/** Whether it brought back what had been there before something else. */
function isReturn(record: SeenDeployment, older: readonly SeenDeployment[]): boolean {
  if (!wasSuccess(record)) return false
  const [before, ...earlier] = older.filter(wasSuccess).map(recordedVersion)
  const own = recordedVersion(record)
  return before !== undefined && isSame(before, own) === false && earlier.some(one => isSame(one, own) === true)
}

function wasSuccess(record: SeenDeployment): boolean {
  return toldOf(record)?.state === 'success'
}

/** The last state that tells how it ended: a success is set inactive when the next one comes. */
function toldOf({ states }: SeenDeployment): SeenDeployment['states'][number] | undefined {
  return states.find(({ state }) => state !== 'inactive')
}

/** GitHub has few words; what record-deployment says begins with the outcome. */
export function endOf(record: SeenDeployment, now: number): Ended {
  const told = toldOf(record)
  if (told?.state === 'success') return 'succeeded'
  if (told && isOver(told.state))
    return outcomeIn(told.description) ?? (told.state === 'failure' ? 'failed' : 'unknown')
  if (record.states[0]?.state === 'inactive') return told ? 'cut-off' : 'inactive'
  const ours = readPayload(record.payload) !== undefined
  if (ours) return isUnderWay(record, now) ? 'under-way' : 'cut-off'
  return told ? 'under-way' : 'unknown'
}

function outcomeIn(description: string): Outcome | undefined {
  const [word = ''] = /^[a-z-]+(?=:|$)/.exec(description) ?? []
  return Object.hasOwn(outcomes, word) ? (word as Outcome) : undefined
}

/** What of a revision tells of a rollback to it. */
export interface Returned {
  service: string
  provenance: Provenance
  version: Version
}

/** Rollbacks as the revisions that run now were marked by them: services that went back together share the time. */
export function rollbacksOf(services: readonly Returned[]): Promotion[] {
  const marked = services.filter(({ provenance: { rollback } }) => rollback !== undefined)
  const together = Map.groupBy(marked, ({ provenance: { rollback } }) => rollback?.at ?? 0)
  return [...together].flatMap(([at, those]) => {
    const [first] = those
    if (!first) return []
    const from = those.map(
      ({ service, provenance }) => `${service} from ${revisionName(provenance.rollback?.from ?? '')}`,
    )
    return [
      {
        is: 'rollback' as const,
        at,
        version: first.version,
        ended: those.every(({ provenance }) => provenance.rollback?.done === true)
          ? ('done' as const)
          : ('cut-off' as const),
        by: '',
        run: first.provenance.rollback?.runUrl,
        says: `Went back: ${from.join(', ')}`,
      },
    ]
  })
}
