/** A job as often as its matrix says. */
import { Cancellation } from './cancellation.ts'
import { interpolate, resolve } from './expressions.ts'
import type { Scope, Value } from './expressions.ts'
import type { Done, Flow } from './job-graph.ts'
import { runLeg } from './leg.ts'
import { combinations, suffix } from './matrix.ts'
import type { Combination } from './matrix.ts'
import type { PlannedJob } from './plan.ts'
import { together } from './records.ts'
import type { Result } from './records.ts'
import { asMapping } from './workflow.ts'

/** A job of a matrix, or the only one. */
export interface Leg {
  job: PlannedJob
  key: string
  name: string
  /** What its definition can name: also `strategy` and `matrix`. */
  scope: Scope
  cancellation: Cancellation
  again: boolean
}

export interface Ended {
  result: Result
  outputs: Record<string, string>
  ran: boolean
}

interface Wanted {
  scope: Scope
  wanted: boolean
  /** Asked again if the run is cancelled. */
  isWanted: () => boolean
  again: boolean
}

export async function runLegs(flow: Flow, job: PlannedJob, asked: Wanted): Promise<Omit<Done, 'line'>> {
  if (!asked.wanted) return flow.run.skip(flow, job)
  const strategy = asMapping(resolve(job.definition.strategy ?? {}, asked.scope))
  const matrix = (strategy['matrix'] ?? null) as Value
  const made = matrix === null ? [{}] : combinations(matrix)
  const cancellations = made.map(() => new Cancellation(flow.cancellation, asked.isWanted))
  const failFast = strategy['fail-fast'] !== false
  const most = Number(strategy['max-parallel'] ?? made.length)
  const legs = made.map((combination, index): Leg => {
    const cancellation = cancellations[index] ?? new Cancellation(flow.cancellation)
    const context = { 'fail-fast': failFast, 'job-index': index, 'job-total': made.length, 'max-parallel': most }
    const contexts = { ...asked.scope.contexts, strategy: context, matrix: matrix === null ? null : combination }
    const scope = { ...asked.scope, contexts }
    const key = `${flow.key}${job.id}#${index}`
    return {
      job,
      key,
      name: nameOf(flow, job, { scope, combination, matrix }),
      scope,
      cancellation,
      again: asked.again,
    }
  })
  const ended = await atMost(most, legs, async leg => {
    const end = await runLeg(flow, leg)
    if (end.result === 'failure' && failFast) {
      cancellations.forEach(one => one.cancel('The strategy configuration was canceled because another job failed'))
    }
    return end
  })
  return {
    result: together(ended.map(({ result }) => result)),
    // Of several jobs that set an output, the last one's counts; an empty one does not.
    outputs: Object.assign({}, ...ended.map(({ outputs }) => outputs)) as Record<string, string>,
    ran: ended.some(({ ran }) => ran),
  }
}

/** A name without an expression gets the values of the matrix behind it, as GitHub shows it. */
function nameOf(
  { prefix }: Flow,
  { id, definition }: PlannedJob,
  { scope, combination, matrix }: { scope: Scope; combination: Combination; matrix: Value },
): string {
  const name = definition.name ?? id
  if (name.includes('${{')) return prefix + interpolate(name, scope)
  return prefix + name + (matrix === null ? '' : suffix(combination, matrix))
}

/** Does the work of all, so many at a time. Answers in their order. */
async function atMost<Item, End>(
  most: number,
  items: readonly Item[],
  work: (item: Item) => Promise<End>,
): Promise<End[]> {
  const ends: End[] = []
  const waiting = [...items.entries()]
  const one = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) ends[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(most, items.length)) }, one))
  return ends
}
