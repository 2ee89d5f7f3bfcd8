import { Readable } from 'node:stream'
import type { WireReply } from './protocol/call.ts'

/** What a process sees when its connection fails, in the words of Node or of the client that uses it. */
export interface SocketErrors {
  reset(): Error
  refused(): Error
  /** Nothing came for `ms` milliseconds. */
  silent(ms: number): Error
  aborted(signal: AbortSignal): unknown
  /** The connection breaks while the answer arrives. */
  cutOff(): Error
}

const system = (message: string, members: object): Error => Object.assign(new Error(message), members)

const reset = (): Error => system('socket hang up', { code: 'ECONNRESET' })
const refused = (): Error =>
  system('connect ECONNREFUSED 127.0.0.1:443', {
    errno: -111,
    code: 'ECONNREFUSED',
    syscall: 'connect',
    address: '127.0.0.1',
    port: 443,
  })

/** As the SDK's own handler passes them on: it renames what Node says of a broken connection to TimeoutError. */
export const sdkErrors: SocketErrors = {
  reset: () => Object.assign(reset(), { name: 'TimeoutError' }),
  refused,
  silent: ms => Object.assign(new Error(`the request was not answered within ${ms} ms`), { name: 'TimeoutError' }),
  aborted: () => Object.assign(new Error('Request aborted'), { name: 'AbortError' }),
  cutOff: () => system('aborted', { code: 'ECONNRESET' }),
}

const failed = (cause: Error): Error => new TypeError('fetch failed', { cause })

/** As Node's `fetch` passes them on. */
export const fetchErrors: SocketErrors = {
  reset: () => failed(reset()),
  refused: () => failed(refused()),
  silent: () =>
    failed(system('Headers Timeout Error', { name: 'HeadersTimeoutError', code: 'UND_ERR_HEADERS_TIMEOUT' })),
  aborted: signal => signal.reason as unknown,
  cutOff: () => new TypeError('terminated', { cause: reset() }),
}

/** The first half of an answer, and then a broken connection. */
export function half({ body }: WireReply, errors: SocketErrors): Readable {
  return Readable.from(
    (function* () {
      yield Buffer.from(body.slice(0, Math.ceil(body.length / 2)))
      throw errors.cutOff()
    })(),
  )
}
