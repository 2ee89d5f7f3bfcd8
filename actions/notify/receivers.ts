import { discordMessage } from '../../shared/core/discord-message.ts'
import type { Notice } from '../../shared/core/notice.ts'
import { slackMessage } from '../../shared/core/slack-message.ts'
import { webhookMessage } from '../../shared/core/webhook-message.ts'
import { fingerprint } from '../../shared/fingerprint.ts'
import type { Message } from '../../shared/ports.ts'
import { webhookHeaders } from '../../shared/webhook-headers.ts'
import type { NotifyInputs } from './inputs.ts'

/** Somebody who is told. */
export interface Receiver {
  who: string
  address: string
  /** Writes the message, which is made at a time and then sent at one or several: a signature holds when. */
  write: (notice: Notice, madeAt: number) => (now: number) => Message
}

/** Those whose addresses are given. */
export function receiversOf(given: NotifyInputs): Receiver[] {
  const secret = given['webhook-secret']
  const all = [
    { who: 'Slack', address: given['slack-webhook'], write: plain(slackMessage) },
    { who: 'Discord', address: given['discord-webhook'], write: plain(discordMessage) },
    { who: 'The webhook', address: given.webhook, write: signed(secret) },
  ]
  return all.flatMap(({ address, ...rest }) => (address === undefined ? [] : [{ address, ...rest }]))
}

const headers = { 'content-type': 'application/json' }

function plain(write: (notice: Notice) => object): Receiver['write'] {
  return notice => {
    const body = JSON.stringify(write(notice))
    return () => ({ headers, body })
  }
}

function signed(secret: string | undefined): Receiver['write'] {
  return (notice, madeAt) => {
    const id = `msg_${fingerprint(JSON.stringify(notice)).slice(0, 32)}`
    const body = JSON.stringify(webhookMessage(notice, madeAt))
    return at => ({ headers: { ...headers, ...webhookHeaders({ id, at, body, secret }) }, body })
  }
}
