import type { Post } from '../../shared/ports.ts'
import type { Runner } from '../simulator/in-process.ts'
import { isPrivate } from './probe-pages.ts'

/** Posts to the pages of a world, where the real one resolves names and opens sockets. */
export function postPages(fetch: Runner['fetch'], clock: Runner['clock']): Post {
  return async function post(url, { headers, body }, { allowPrivate, timeoutMs, signal }) {
    if (!allowPrivate && isPrivate(url)) return { is: 'refused', why: `not asked, because ${url.hostname} is private` }
    const [silence, answered] = [new AbortController(), new AbortController()]
    void clock.sleep(timeoutMs, answered.signal).then(() => silence.abort())
    const until = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal
    try {
      const response = await fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal: until })
      const pause = Number(response.headers.get('retry-after')) * 1_000
      const said = { status: response.status, body: await response.text() }
      return { is: 'answered', ...said, ...(pause > 0 && { retryAfter: pause }) }
    } catch (error) {
      return { is: 'failed', why: String(error) }
    } finally {
      answered.abort()
    }
  }
}
