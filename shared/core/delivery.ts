/** What an answer to a posted message says of it. `after` is how long the server wants to be left alone, in milliseconds. */
export type Delivery =
  | { is: 'delivered' }
  | { is: 'again'; why: string; after?: number }
  /** Sending it again would change nothing. */
  | { is: 'refused'; why: string }

/** What webhooks mean by a status; of Slack's and Discord's, what their documentation says. */
const meanings: Readonly<Record<number, string>> = {
  400: 'the message is not as it takes them',
  401: 'its token is not valid; make a new webhook',
  403: 'it is not allowed to post there',
  404: 'there is no such webhook, or its channel is gone; make a new one',
  405: 'nothing takes messages at this address',
  410: 'the webhook or its channel was closed; make a new one',
}

/** Slack says in one word what is wrong, such as `channel_is_archived`. Any other text could be anything. */
const word = /^[a-z_]{3,40}$/

/** Judges the answer to a message. `body` is foreign text. */
export function judgeDelivery(answer: { status: number; retryAfter?: number; body: string }): Delivery {
  const { status, retryAfter, body } = answer
  if (status >= 200 && status < 300) return { is: 'delivered' }
  const said = `answered ${status}${word.test(body) ? ` (${body})` : ''}`
  if (status === 429 || status === 408 || status >= 500) {
    return { is: 'again', why: said, ...(retryAfter !== undefined && { after: retryAfter }) }
  }
  if (status >= 300 && status < 400) return { is: 'refused', why: `${said}: it leads elsewhere, which is not followed` }
  const meaning = meanings[status]
  return { is: 'refused', why: meaning === undefined ? said : `${said}: ${meaning}` }
}
