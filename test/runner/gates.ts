/** What stands before a job: its turn in a concurrency group, and the rules of its environment. */
import type { Cancellation } from './cancellation.ts'
import type { ConcurrencyGroups, Place } from './concurrency.ts'
import { matchesPatterns } from './events.ts'
import { asText, resolve } from './expressions.ts'
import type { Scope } from './expressions.ts'
import type { Wait } from './records.ts'

/** An environment of the repository's settings. */
export interface Environment {
  vars?: Readonly<Record<string, string>>
  secrets?: Readonly<Record<string, string>>
  /** Somebody has to approve. */
  reviewers?: boolean
  /** Minutes that pass before the job starts. */
  waitTimer?: number
  /** Branches and tags that may deploy: `main`, `v*`. All, if left out. */
  refs?: readonly string[]
}

/** Whoever waits; `waits` is told of each wait and returns what ends it. */
export interface Waiting {
  cancellation: Cancellation
  waits: (wait: Wait) => () => void
}

/** Groups this is already inside of: its run's, or its calling job's. */
export type Held = readonly string[]

interface TurnOf extends Waiting {
  groups: ConcurrencyGroups
  held: Held
  job: string | undefined
}

export interface Turned {
  leave: () => void
  held: Held
}

/** Waits for the turn that a `concurrency:` asks for. Answers why it did not come. */
export async function takeTurn(
  concurrency: unknown,
  scope: Scope,
  { groups, held, job, cancellation, waits }: TurnOf,
): Promise<Turned | string> {
  if (concurrency === undefined) return { leave: () => undefined, held }
  const { group, ...rest } = readConcurrency(concurrency, scope)
  if (held.includes(group.toLowerCase())) {
    throw new Error(`Canceling since a deadlock was detected for concurrency group: '${group}'`)
  }
  const place = groups.enter({ group, ...rest, cancel: reason => cancellation.cancel(reason) })
  const granted = await waitFor(place, { group, job, cancellation, waits })
  if (granted) return { leave: place.leave, held: [...held, group.toLowerCase()] }
  return cancellation.reason ?? `Canceling since a higher priority waiting request for '${group}' exists`
}

async function waitFor(
  place: Place,
  { group, job, cancellation, waits }: Waiting & { group: string; job: string | undefined },
): Promise<boolean> {
  if (place.isRunning()) return true
  const done = waits({ for: 'concurrency', group, ...(job !== undefined && { job }) })
  const stopListening = cancellation.onCancel(() => place.leave())
  try {
    return await place.granted
  } finally {
    stopListening()
    done()
  }
}

interface Asked {
  group: string
  cancelInProgress: boolean
  queue: 'single' | 'max'
}

function readConcurrency(given: unknown, scope: Scope): Asked {
  const read = resolve(given, scope)
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    return { group: asText(read), cancelInProgress: false, queue: 'single' }
  }
  const queue = read['queue'] === 'max' ? 'max' : 'single'
  const cancelInProgress = read['cancel-in-progress'] === true
  if (queue === 'max' && cancelInProgress) {
    throw new Error(`'queue: max' cannot be combined with 'cancel-in-progress: true'`)
  }
  return { group: asText(read['group'] ?? ''), cancelInProgress, queue }
}

export interface Approvals {
  /** Settles once somebody approved or rejected. */
  ask: (environment: string) => Promise<boolean>
}

/** Waits until an environment lets a job in. Answers why it does not, or `undefined`. */
export async function passEnvironment(
  {
    name,
    rules,
    job,
    refName,
    speed,
  }: { name: string; rules: Environment; job: string; refName: string; speed: number },
  { cancellation, waits, ask }: Waiting & Approvals,
): Promise<string | undefined> {
  if (rules.refs && !matchesPatterns(rules.refs, refName, `environment ${name}`)) {
    return `Branch or tag "${refName}" is not allowed to deploy to ${name} due to environment protection rules.`
  }
  if (rules.waitTimer !== undefined) {
    const done = waits({ for: 'timer', environment: name, job })
    await pause((rules.waitTimer * 60_000) / speed, cancellation)
    done()
  }
  if (rules.reviewers !== true || cancellation.cancelled) return undefined
  const done = waits({ for: 'approval', environment: name, job })
  const cancelled = new Promise<true>(resolved => cancellation.onCancel(() => resolved(true)))
  const approved = await Promise.race([ask(name), cancelled])
  done()
  return approved ? undefined : "The deployment was rejected or didn't satisfy other protection rules."
}

function pause(ms: number, cancellation: Cancellation): Promise<void> {
  return new Promise(resolved => {
    const timer = setTimeout(end, ms)
    const stopListening = cancellation.onCancel(end)
    function end(): void {
      clearTimeout(timer)
      stopListening()
      resolved()
    }
  })
}
