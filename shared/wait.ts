import { nextPause } from './core/pace.ts'
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
  { look, until }: Waiting<End>,
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
    await clock.sleep(Math.max(0, Math.min(pause, until - clock.now())), stop)
  }
}

/** A duration as people say it: `45s`, `3m 20s`, `1h 5m`. */
export function elapsed(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m ${seconds % 60}s`
  return minutes % 60 === 0 ? `${Math.floor(minutes / 60)}h` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`
}
