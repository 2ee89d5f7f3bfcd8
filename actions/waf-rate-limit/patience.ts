import { AwsError } from '../../shared/aws/call.ts'
import { wait } from '../../shared/wait.ts'
import type { LimitRun } from './run.ts'

/** With these WAF refuses what it does not know yet: that takes "a few seconds to a number of minutes" [SDK]. */
export const notYetKnown = ['WAFUnavailableEntityException', 'WAFNonexistentItemException']

export interface Patience<T> {
  ask: () => Promise<T>
  /** What WAF may not know yet. */
  what: string
  /** Milliseconds since 1970. */
  until: number
}

/** Asks again while WAF does not know what it is asked about, and ends with its refusal if that goes on. */
export async function onceKnown<T>(
  { context }: Pick<LimitRun, 'context'>,
  { ask, what, until }: Patience<T>,
): Promise<T> {
  let refusal: unknown
  const waited = await wait<T>(
    {
      until,
      look: async () => {
        try {
          return { is: 'ended', end: await ask() }
        } catch (error) {
          if (!(error instanceof AwsError) || !error.is(...notYetKnown)) throw error
          refusal = error
          return { is: 'waiting', for: [`WAF does not know ${what} yet (${error.fault.code}); asking again`] }
        }
      },
    },
    context,
  )
  if (waited.is === 'ended') return waited.end
  throw refusal
}
