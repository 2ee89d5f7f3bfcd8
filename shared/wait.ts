import { nextPause } from './core/pace.ts'
import { elapsed } from './core/wording.ts'
import { Cancelled } from './errors.ts'
import type { Clock, Step } from './ports.ts'

/** What one look found: an end, or what is still being waited for, one line a thing. */
export type Look<End> = { is: 'ended'; end: End } | { is: 'waiting'; for: readonly string[] }

export type Waited<End> = { is: 'ended'; end: End } | { is: 'timed-out'; for: readonly string[] }

export interface Waiting<End> {
  /** Reads the world and judges it. Told the time, so that decisions need no clock. */
  look: (now: number) => Promise<Look<End>>
  /** Milliseconds since 1970. */
  until: number
  /** The longest pause between two looks, in milliseconds, where it matters to see the end soon. */
  longestPause?: number | undefined
}

export interface Waiter {
  clock: Clock
  random: () => number
  stop: AbortSignal
  step: Pick<Step, 'info'>
}

const minute = 60_000

/**
 * The one loop that waits: look, judge, sleep. It logs changes, not polls, and a sign of life every minute; it looks
 * once more at the deadline; it throws `Cancelled` as soon as the job is stopped.
 */
export async function wait<End>(
  { look, until, longestPause = Infinity }: Waiting<End>,
  { clock, random, stop, step }: Waiter,
): Promise<Waited<End>> {
  const began = clock.now()
  let known: readonly string[] = []
  let spokeAt = began
  let pause: number | undefined
  for (;;) {
    if (stop.aborted) throw new Cancelled()
    const seen = await look(clock.now())
    if (seen.is === 'ended') return seen
    if (clock.now() >= until) return { is: 'timed-out', for: seen.for }
    const news = seen.for.filter(line => !known.includes(line))
    news.forEach(line => step.info(line))
    if (news.length === 0 && clock.now() - spokeAt >= minute) {
      step.info(`still waiting after ${elapsed(clock.now() - began)}`)
      spokeAt = clock.now()
    }
    if (news.length > 0) spokeAt = clock.now()
    pause = nextPause({ last: pause, changed: news.length > 0 }, random())
    known = seen.for
    await clock.sleep(Math.max(0, Math.min(pause, longestPause, until - clock.now())), stop)
  }
}
