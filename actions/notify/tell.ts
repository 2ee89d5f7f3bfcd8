import type { Context } from '../../shared/action.ts'
import { judgeDelivery } from '../../shared/core/delivery.ts'
import type { Delivery } from '../../shared/core/delivery.ts'
import { retryPause } from '../../shared/core/pace.ts'
import { Cancelled } from '../../shared/errors.ts'
import type { Message, Posted } from '../../shared/ports.ts'

interface Telling {
  address: string
  message: (now: number) => Message
  /** Milliseconds since 1970. */
  until: number
  allowPrivate: boolean
}

/** Milliseconds for one answer. */
const answerTime = 10_000
const mostSends = 4

/**
 * Sends a message until it is taken, refused for good, or too late. One whose answer was lost is sent again: to read
 * twice that a deployment failed is better than never. Answers why it did not arrive, as the end of a sentence.
 */
export async function tell(telling: Telling, context: Context): Promise<string | undefined> {
  const { address, message, until, allowPrivate } = telling
  const { post, clock, random, stop } = context
  const url = URL.parse(address)
  if (url?.protocol !== 'https:') return 'was not told: its address does not begin with https://'
  for (let sends = 1; ; sends++) {
    const timeoutMs = Math.max(1_000, Math.min(answerTime, until - clock.now()))
    const posted = await post(url, message(clock.now()), { timeoutMs, allowPrivate, signal: stop })
    if (stop.aborted) throw new Cancelled()
    const delivery = deliveryOf(posted)
    if (delivery.is === 'delivered') return undefined
    if (delivery.is === 'refused') return `was not told: ${delivery.why}`
    const pause = delivery.after ?? retryPause({ attempt: sends, throttled: true }, random())
    if (sends === mostSends || clock.now() + pause > until) return `may not have been told: ${delivery.why}`
    await clock.sleep(pause, stop)
  }
}

function deliveryOf(posted: Posted): Delivery {
  if (posted.is === 'answered') return judgeDelivery(posted)
  if (posted.is === 'failed') return { is: 'again', why: posted.why }
  return { is: 'refused', why: `${posted.why}; only \`allow-private-urls: true\` lets that be asked` }
}
