import { isGreen, together } from '../../core/outcome.ts'
import type { Outcome } from '../../core/outcome.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import { wait } from '../../wait.ts'
import { bake, warnOfAlarms } from '../watch/watch.ts'
import type { BakeEnd } from '../watch/watch.ts'
import { diagnose } from './diagnose.ts'
import type { Diagnosis } from './diagnose.ts'
import { Follower } from './follow.ts'
import { checkHealthUrls } from './health-urls.ts'
import type { UrlState } from './health-urls.ts'
import type { State } from './path.ts'
import { sentenceFor } from './report.ts'
import type { WaitRun } from './run.ts'

/** All that is known at the end of a wait. Times are milliseconds since 1970. */
export interface Conclusion {
  outcome: Outcome
  states: readonly State[]
  urls: readonly UrlState[]
  /** How the time was in which the proved services were watched; absent where they were not. */
  baked: BakeEnd | undefined
  /** Why services failed, by their names. */
  diagnoses: ReadonlyMap<string, Diagnosis>
  began: number
  ended: number
}

/** Follows the deployments to their end, proves what runs then, asks the health URLs, and explains what failed. */
export async function conclude(waiting: WaitRun): Promise<Conclusion> {
  const { context, targets } = waiting
  const began = context.clock.now()
  await warnOfAlarms(waiting.alarms, waiting)
  const follower = new Follower(waiting)
  await context.step.group(`Wait for ${targets.map(({ service }) => service).join(', ')}`, () =>
    follow(follower, waiting),
  )
  const urls = follower.allProved() ? await checkHealthUrls(waiting) : []
  const answered = urls.every(url => isGreen(url.outcome))
  const baked = follower.allProved() && answered && isWatched(waiting) ? await bake(waiting) : undefined
  // That takes minutes, and somebody may have deployed since: what is reported is looked at again.
  if (urls.length > 0 || baked) await follow(follower, { ...waiting, until: waiting.until + waiting.bake })
  const diagnoses = await explain(follower, waiting)
  const states = follower.states()
  const outcome = outcomeOf(states, { urls, baked })
  return { outcome, states, urls, baked, diagnoses, began, ended: context.clock.now() }
}

function isWatched({ alarms, bake: length }: WaitRun): boolean {
  return alarms.length > 0 || length > 0
}

/** An alarm tells of all services: none of them is as it was wanted, and none was returned. */
const ofBake: Readonly<Record<Exclude<BakeEnd['is'], 'quiet'>, Outcome>> = {
  ringing: 'rollback-failed',
  unknown: 'unknown',
  cancelled: 'cancelled',
}

/** A URL that answers is no service: beside one that was superseded it would make the run `mixed`. */
function outcomeOf(states: readonly State[], { urls, baked }: Pick<Conclusion, 'urls' | 'baked'>): Outcome {
  const proved = states.every(({ outcome }) => isGreen(outcome))
  if (proved && baked && baked.is !== 'quiet') return ofBake[baked.is]
  return together([...states, ...urls.filter(url => !isGreen(url.outcome))].map(one => one.outcome))
}

/** A cancelled wait is written down as what it is, with what was seen so far. */
async function follow(follower: Follower, { until, longestPause, context }: WaitRun): Promise<void> {
  try {
    const waited = await wait({ look: now => follower.look(now), until, longestPause }, context)
    if (waited.is === 'timed-out') follower.timeOut()
  } catch (error) {
    if (error instanceof Cancelled) follower.cancel()
    else if (error instanceof ActionError) follower.giveUp(error)
    else throw error
  }
}

/** Failures are explained by what stopped; there is no time for that once the job is being cancelled. */
async function explain(follower: Follower, waiting: WaitRun): Promise<ReadonlyMap<string, Diagnosis>> {
  const failed = follower.failures()
  if (failed.length === 0 || waiting.context.stop.aborted) return new Map()
  return waiting.context.step.group('Why it failed', () => diagnose(failed, waiting))
}

const mixedAdvice =
  'Bring all services to one release again: deploy this one once it is mended, or the one before it to those that have the new one.'

/** The conclusion as an action says it: one sentence, and what to do where something is to be done. */
export function wordsOf(
  conclusion: Conclusion,
  adviceOnMixed: string = mixedAdvice,
): { message: string; next: string | undefined } {
  const { outcome, states, diagnoses, baked } = conclusion
  const alarmed = baked && 'next' in baked ? baked.next : undefined
  const cause =
    alarmed ?? [...diagnoses.values()].flatMap(({ next }) => next)[0] ?? states.flatMap(({ next }) => next ?? [])[0]
  const advice = [cause, outcome === 'mixed' ? adviceOnMixed : undefined].filter(Boolean).join(' ')
  return { message: sentenceFor(conclusion), next: isGreen(outcome) || advice === '' ? undefined : advice }
}
