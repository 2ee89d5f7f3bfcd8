import type { Refused } from '../../shared/ports.ts'

/** What a text says from now on; undefined where there is nothing to change. */
export type Change = (body: string) => string | undefined

/** A text on GitHub that others may write, too, as it is now. */
export interface Seen {
  is: 'seen'
  /** Empty where there is none yet. */
  body: string
  write: (body: string) => Promise<{ is: 'written' } | Refused>
  /** Waits until a look shows what became of a change whose reply was lost; false where none does. */
  settle: () => Promise<boolean>
}

/** `absent`: there is no such place. */
export type Revised = { is: 'written' } | { is: 'known' } | { is: 'absent' } | Refused

/** A change is sent again only where a look shows that it was not made, and no more often than this. */
const mostSends = 3

/** Changes a text unless it says so already. Each attempt goes by what is there then. */
export async function revise(look: () => Promise<Seen | { is: 'absent' } | Refused>, change: Change): Promise<Revised> {
  for (let sends = 1; ; sends++) {
    const seen = await look()
    if (seen.is !== 'seen') return seen
    const body = change(seen.body)
    if (body === undefined) return { is: sends > 1 ? 'written' : 'known' }
    const sent = await seen.write(body)
    if (sent.is === 'written' || !sent.lost || sends === mostSends || !(await seen.settle())) return sent
  }
}
