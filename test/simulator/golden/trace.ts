import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { effects } from '../faults.ts'
import type { FaultKind } from '../faults.ts'
import type { Json, JsonObject } from '../operation.ts'
import { scenario } from '../scenario-file.ts'
import type { Scenario } from '../scenario.ts'
import { anyOf, document, duration, listOf, mapOf, object, oneOf, text, that, whole } from '../shape.ts'
import type { Duration } from '../shape.ts'

/**
 * What somebody recorded of AWS and published, as data: the world it was in, what was done there, and what AWS said.
 * `{name}` stands for an id, the same wherever it is written; `<text>`, `<number>`, `<flag>`, `<list>` and `<map>`
 * stand for any value of that type, `<nothing>` for a member that is not there.
 */
export interface Trace {
  /** Where it is published. */
  source: string
  /** When it was recorded, or written. */
  date: string
  observed: string
  /** What the recording has and the trace has not, or the other way round. */
  leftOut: string
  /** Where the simulator differs from it, and why that is right: path (`*` for any index) to reason. */
  differs?: Record<string, string>
  /** Chance as it fell then; else several are tried. */
  seed?: number
  /** What was so then of what is assumed otherwise. */
  assumptions?: JsonObject
  world: Scenario
  /** What goes wrong on the way to AWS. */
  faults?: readonly TracedFault[]
  steps: readonly Step[]
}

interface TracedFault {
  is: FaultKind
  on: string
  /** What the service says, where that was recorded. */
  message?: string
}

export type Step = Ask | Until | Pass | Happening | Told | Watch

interface Question {
  with?: JsonObject
}

/** A request as `service:Operation`, and the whole reply, a part of it, or the refusal. */
export interface Ask extends Question {
  ask: string
  reply?: Json
  part?: Json
  refused?: Refusal
}

export interface Refusal {
  code: string
  message: string
}

/** A request that is repeated until the reply has the part: `at` is when it had in the recording. */
export interface Until extends Question {
  until: string
  part: Json
  at?: Duration
}

export interface Pass {
  pass: Duration
}

/** Something happens without a request: a lever of the world, with what it takes. */
export interface Happening {
  happens: string
  to?: string
  value?: Json
}

/**
 * The events of a service (`cluster/service`) since the trace began or was told of them, the oldest first: all that
 * there were, or those that were recorded `among` others.
 */
export interface Told {
  told: string
  events: readonly string[]
  among?: 'others'
}

/** All that a service's deployments go through until they are as in the last line, as `STATUS ROLLOUT family:revision`. */
export interface Watch {
  watch: string
  sees: readonly (readonly string[])[]
}

const url = that('a public address', value => typeof value === 'string' && value.startsWith('https://'))
const anything = that('a value', value => value !== undefined)
const moment = that(
  'a date, or unknown',
  value => typeof value === 'string' && /^(\d{4}-\d\d(-\d\d)?|unknown)$/.test(value),
)

const step = anyOf(
  object<Ask>(
    {
      ask: text,
      with: document,
      reply: anything,
      part: anything,
      refused: object<Refusal>({ code: text, message: text }, ['code', 'message']),
    },
    ['ask'],
  ),
  object<Until>({ until: text, with: document, part: anything, at: duration }, ['until', 'part']),
  object<Pass>({ pass: duration }, ['pass']),
  object<Happening>({ happens: text, to: text, value: anything }, ['happens']),
  object<Told>({ told: text, events: listOf(text), among: oneOf('others') }, ['told', 'events']),
  object<Watch>({ watch: text, sees: listOf(listOf(text)) }, ['watch', 'sees']),
)

const trace = object<Trace>(
  {
    source: url,
    date: moment,
    observed: text,
    leftOut: text,
    differs: mapOf(text),
    seed: whole,
    assumptions: document,
    world: scenario,
    faults: listOf(object<TracedFault>({ is: oneOf(...Object.keys(effects)), on: text, message: text }, ['is', 'on'])),
    steps: listOf(step),
  },
  ['source', 'date', 'observed', 'leftOut', 'world', 'steps'],
)

/** Reads a trace. All its mistakes are reported together, each with its place. */
export function readTrace(file: string): Trace {
  const value: unknown = parse(readFileSync(file, 'utf8'), { merge: true })
  const complaints = trace(value, '')
  if (complaints.length > 0) throw new Error([`${file} is no trace:`, ...complaints].join('\n  '))
  return value as Trace
}
