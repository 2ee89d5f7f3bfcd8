import { payloadOf } from './deployment-record.ts'
import { plainLine } from './foreign-text.ts'
import { isJsonObject } from './json.ts'
import type { Outcome } from './outcome.ts'
import type { Evidence } from './proof.ts'
import { shortened } from './wording.ts'

/*
 * A promotion as GitHub's deployments keep it. The record also keeps the turn: of two promotions to one environment the
 * one whose record is older goes first, since GitHub numbers deployments in the order in which they were made.
 */

/** What is written with a deployment, and never changed again. `deployment-record.ts` reads what a rollback needs of it. */
export interface RecordPayload {
  release: string | null
  /** The page of the run that promotes, whichever attempt; running it again continues the same record. */
  run: string
  /** Who started the run: GitHub shows the token's own name as the deployment's creator. */
  actor?: string
  /** Milliseconds since 1970 until which the run may take at most: a record of a killed run blocks nobody for longer. */
  until: number
  /** Image name → `registry/repository@sha256:…`. */
  images: Readonly<Record<string, string>>
  /** Service → the revisions it is brought to and from, where they were known when the record was made. */
  deployments?: Readonly<Record<string, RecordedRevisions>>
  /** Service → what was observed of it, where the record was made at the end. */
  proof?: Readonly<Record<string, Evidence>>
}

export interface RecordedRevisions {
  taskDefinition: string
  previousTaskDefinition?: string
}

/** A deployment to the environment, whoever made it. */
export interface ListedRecord {
  id: number
  sha: string
  /** Milliseconds since 1970. */
  createdAt: number
  payload: unknown
}

/** The same with its states, newest first. */
export interface SeenRecord extends ListedRecord {
  states: readonly { state: string; at: number }[]
}

/** How a deployment stands, in GitHub's words. */
export const deploymentStates = ['queued', 'pending', 'in_progress', 'success', 'failure', 'error', 'inactive'] as const

export type DeploymentState = (typeof deploymentStates)[number]

const over: readonly string[] = ['success', 'failure', 'error', 'inactive'] satisfies readonly DeploymentState[]

/** Whether a deployment in this state has ended. */
export function isOver(state: string): boolean {
  return over.includes(state)
}

/** The payload, if a promotion of ours wrote it. */
export function readPayload(payload: unknown): RecordPayload | undefined {
  const { release, run, until, images } = payloadOf(payload)
  if (typeof run !== 'string' || typeof until !== 'number' || !isJsonObject(images)) return undefined
  const texts = Object.entries(images).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return { release: typeof release === 'string' ? release : null, run, until, images: Object.fromEntries(texts) }
}

/** The newest record that this run, or an earlier attempt of it, made; for this commit, where one is named. */
export function ownRecord<R extends ListedRecord>(
  records: readonly R[],
  { run, sha }: { run: string; sha: string | undefined },
): R | undefined {
  const own = records.filter(one => (sha === undefined || one.sha === sha) && readPayload(one.payload)?.run === run)
  return own.toSorted((a, b) => b.id - a.id)[0]
}

/**
 * Whether a promotion of ours goes on. A killed one never says that it ended, so its time counts, from when it last
 * began: a run that is run again begins again.
 */
export function isUnderWay({ payload, createdAt, states: [last] }: SeenRecord, now: number): boolean {
  const until = readPayload(payload)?.until
  if (until === undefined || (last && isOver(last.state))) return false
  return now < (last?.at ?? createdAt) + (until - createdAt)
}

/**
 * Whether a run that is run again may go on with its record. One that is over, while others came after it, has had its
 * turn: to bring its release over theirs is a promotion of its own.
 */
export function keepsTurn(own: SeenRecord, records: readonly ListedRecord[], now: number): boolean {
  return isUnderWay(own, now) || !records.some(({ id, payload }) => id > own.id && readPayload(payload) !== undefined)
}

/** Promotions of ours that may have to go before this one, the oldest first: their states tell. */
export function elders<R extends ListedRecord>(records: readonly R[], own: number): R[] {
  const older = records.filter(({ id, payload }) => id < own && readPayload(payload) !== undefined)
  return older.toSorted((a, b) => a.id - b.id)
}

/**
 * Records that a success takes the place of: what was a success until now, whoever wrote it, and what a killed run of
 * ours left as if it went on.
 */
export function displaced(records: readonly SeenRecord[], own: number, now: number): SeenRecord[] {
  return records.filter(record => {
    const { id, payload, states } = record
    const state = states[0]?.state ?? ''
    const isAbandoned = readPayload(payload) !== undefined && !isOver(state) && !isUnderWay(record, now)
    return id !== own && (state === 'success' || isAbandoned)
  })
}

/** GitHub's word for how a promotion ended. What is not known is an error there, neither success nor failure. */
export function stateOf(outcome: Outcome): 'success' | 'failure' | 'error' {
  if (outcome === 'succeeded' || outcome === 'unchanged') return 'success'
  const errors: readonly Outcome[] = ['unknown', 'timed-out', 'cancelled', 'awaiting-approval', 'superseded']
  return errors.includes(outcome) ? 'error' : 'failure'
}

/** GitHub takes 140 characters. The text may be others': it becomes one line without credentials. */
export function shortDescription(text: string): string {
  return shortened(plainLine(text), 140)
}
