import { Agenda } from './agenda.ts'
import type { Due } from './agenda.ts'
import { seeded } from './random.ts'

/** Something that will happen; `cancel` takes it off the timeline. */
export interface Scheduled {
  readonly at: number
  cancel(): void
}

/**
 * The one event queue and the one clock of a world. Virtual time in milliseconds since 1970; it moves only when
 * somebody sleeps on it (`sleep`) or drives it (`runUntil`). Events of one instant happen in the order they were
 * scheduled, so the same seed gives the same history.
 */
export class Timeline {
  readonly random: () => number
  private readonly agenda = new Agenda()
  private order = 0
  private time: number
  private sleepers = 0
  private pumping = false

  constructor(start: number, seed: number) {
    this.time = start
    this.random = seeded(seed)
  }

  now(): number {
    return this.time
  }

  /** Schedules `happen` in `ms` milliseconds of virtual time. */
  after(ms: number, happen: () => void): Scheduled {
    const due: Due = { at: this.time + Math.max(0, ms), order: this.order++, happen, cancelled: false }
    this.agenda.add(due)
    return { at: due.at, cancel: () => this.agenda.cancel(due) }
  }

  /** Lets everything happen that is due up to and including `time`, and leaves the clock there. */
  runUntil(time: number): void {
    for (let next = this.agenda.first(); next && next.at <= time; next = this.agenda.first()) this.happen(next)
    this.time = Math.max(this.time, time)
  }

  /** Lets everything due within `ms` milliseconds happen. */
  advance(ms: number): void {
    this.runUntil(this.time + ms)
  }

  /**
   * Waits in virtual time. Several may sleep at once: time moves on only when all of them sleep and nothing else in
   * the process has work left, so concurrent waits do not make time run twice.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      if (signal?.aborted) {
        resolve()
        return
      }
      this.sleepers++
      const wake = (): void => {
        signal?.removeEventListener('abort', interrupt)
        this.sleepers--
        resolve()
      }
      const scheduled = this.after(ms, wake)
      const interrupt = (): void => {
        scheduled.cancel()
        wake()
      }
      signal?.addEventListener('abort', interrupt)
      this.pump()
    })
  }

  private pump(): void {
    if (this.pumping) return
    this.pumping = true
    const turn = (): void => {
      const asleep = this.sleepers
      // What wakes nobody needs no pause: only a sleeper that woke may act before the next thing happens.
      for (let next = this.agenda.first(); next && this.sleepers === asleep && asleep > 0; next = this.agenda.first()) {
        this.happen(next)
      }
      this.pumping = this.sleepers > 0 && this.agenda.first() !== undefined
      if (this.pumping) idle(turn)
    }
    idle(turn)
  }

  private happen(due: Due): void {
    this.agenda.cancel(due)
    this.time = Math.max(this.time, due.at)
    due.happen()
  }
}

/** Calls back once the promises that are ready, and those they make ready, have run, and no file is being read. */
function idle(callback: () => void): void {
  setImmediate(() => setImmediate(() => (isReading() ? idle(callback) : callback())))
}

/** A file takes longer to read than promises take to run; the world must not go on meanwhile. */
function isReading(): boolean {
  return process.getActiveResourcesInfo().some(name => name.startsWith('FSReq'))
}
