import { retryPause } from '../core/pace.ts'
import { Cancelled, messageOf } from '../errors.ts'
import type { Clock } from '../ports.ts'

/** How long and how patiently GitHub may be asked. */
export interface Patience {
  clock: Clock
  random: () => number
  stop: AbortSignal
  /** Milliseconds since 1970 after which nothing is tried again. */
  until: number
}

/** Milliseconds. `fetch` itself waits five minutes for an answer. */
const patience = 10_000

/** Reads of one repository, asked again as long as it takes. */
export interface Reader {
  repository: { owner: string; repo: string }
  read: <T>(ask: Ask<T>) => Promise<T>
}

export type Ask<T> = (request: { signal: AbortSignal }) => Promise<T>

/** Asks again on server errors, broken connections and rate limits, until the deadline. */
export function patiently<T>(ask: Ask<T>, settings: Patience): Promise<T> {
  return again(ask, settings, error => isThrottled(error) || isUnheard(error))
}

/** Sends a change again only where GitHub did not look at it, since it was asked too much. */
export function patientlyOnce<T>(ask: Ask<T>, settings: Patience): Promise<T> {
  return again(ask, settings, isThrottled)
}

async function again<T>(ask: Ask<T>, settings: Patience, heals: (error: unknown) => boolean): Promise<T> {
  const { clock, random, stop, until } = settings
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(ask, settings)
    } catch (error) {
      const pause = Math.max(retryPause({ attempt, throttled: isThrottled(error) }, random()), askedPause(error))
      if (stop.aborted) throw new Cancelled()
      if (!heals(error) || clock.now() + pause > until) throw error
      await clock.sleep(pause, stop)
    }
  }
}

/** Whether GitHub was asked too much, and did not look at the request. */
export function isThrottled(error: unknown): boolean {
  const status = statusOf(error)
  return status === 429 || (status === 403 && /rate limit/i.test(messageOf(error)))
}

/** Whether GitHub may have done what it was asked all the same. */
export function isUnheard(error: unknown): boolean {
  const status = statusOf(error)
  return status === undefined || status >= 500
}

/** Milliseconds that GitHub asks to wait after too many requests at once (its secondary limit). */
function askedPause(error: unknown): number {
  const { response } = Object(error) as { response?: { headers?: Readonly<Record<string, unknown>> } }
  const seconds = Number(response?.headers?.['retry-after'] ?? 0)
  return seconds > 0 ? seconds * 1_000 : 0
}

/** Asks once, and stops asking after `patience` of silence or when the job is stopped. */
async function once<T>(ask: Ask<T>, { clock, stop }: Patience): Promise<T> {
  if (stop.aborted) throw new Cancelled()
  const [silence, answer] = [new AbortController(), new AbortController()]
  void clock.sleep(patience, AbortSignal.any([stop, answer.signal])).then(() => silence.abort())
  try {
    return await ask({ signal: silence.signal })
  } finally {
    answer.abort()
  }
}

/** The HTTP status of a refusal; absent where GitHub could not be heard. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : undefined
}
