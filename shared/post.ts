import { addressesOf, bodyOf, inTime, send } from './exchange.ts'
import type { ExchangeOptions } from './exchange.ts'
import type { Message, Posted, PostOptions } from './ports.ts'

export type HttpPostOptions = PostOptions & Pick<ExchangeOptions, 'lookup'>

/** Sends a message to a URL once, over HTTP. Redirects are told and not followed: the message is for nobody else. */
export function post(url: URL, message: Message, options: HttpPostOptions): Promise<Posted> {
  return inTime(options, async (signal): Promise<Posted> => {
    const addresses = await addressesOf(url, options, signal)
    const headers = { ...message.headers, 'content-length': Buffer.byteLength(message.body) }
    const response = await send(url, { addresses, signal, headers, body: message.body })
    const pause = Number(response.headers['retry-after'])
    return {
      is: 'answered',
      status: response.statusCode ?? 0,
      ...(pause > 0 && { retryAfter: Math.ceil(pause * 1_000) }),
      // The status says whether it was taken, whatever becomes of the rest.
      body: await bodyOf(response).catch(() => ''),
    }
  })
}
