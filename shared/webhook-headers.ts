import { createHmac } from 'node:crypto'

interface Signed {
  /** The same however often the message is sent, so that a receiver can tell one that comes twice. */
  id: string
  /** Milliseconds since 1970. */
  at: number
  body: string
  /** Base64 after `whsec_`, or any text; without one the message is not signed. */
  secret: string | undefined
}

/**
 * The headers of a message by which its receiver knows it, and that nobody else sent it, as Standard Webhooks 1.0.0 has
 * them: HMAC-SHA256 of `id.timestamp.body`.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function webhookHeaders({ id, at, body, secret }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000))
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp }
  if (secret === undefined) return headers
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { ...headers, 'webhook-signature': `v1,${signature}` }
}

function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)
}
