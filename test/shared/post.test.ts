import type { RequestListener } from 'node:http'
import { describe, expect, test } from '@jest/globals'
import { type HttpPostOptions, post } from '../../shared/post.ts'
import { closeServersAfterEach, serveOnLoopback } from './loopback.ts'

closeServersAfterEach()

const serve = (answer: RequestListener): Promise<URL> => serveOnLoopback(answer, '/hook?key=1')

const options = (rest: Partial<HttpPostOptions> = {}): HttpPostOptions => ({
  timeoutMs: 5_000,
  allowPrivate: true,
  ...rest,
})
const message = { headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' }, body: '{"text":"Größe 🚀"}' }

describe('a message', () => {
  test('arrives as it was given, with its length', async () => {
    const url = await serve((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text))
      request.on('end', () => response.end(JSON.stringify([request.method, request.url, request.headers, body])))
    })
    const answer = await post(url, message, options())
    expect(answer).toEqual({ is: 'answered', status: 200, body: expect.any(String) })
    const [method, path, headers, body] = JSON.parse('body' in answer ? answer.body : '') as unknown[]
    expect([method, path, body]).toEqual(['POST', '/hook?key=1', message.body])
    expect(headers).toMatchObject({ ...message.headers, 'content-length': '23', 'user-agent': 'deploy-actions' })
  })

  test.each([
    ['0.5', 500],
    ['30', 30_000],
    ['Fri, 20 Nov 2026 10:00:00 GMT', undefined],
    ['-1', undefined],
  ])('may be refused for a while: %s', async (pause, retryAfter) => {
    const url = await serve((_, response) => response.writeHead(429, { 'retry-after': pause }).end('slow down'))
    expect(await post(url, message, options())).toEqual({
      ...{ is: 'answered', status: 429, body: 'slow down' },
      ...(retryAfter !== undefined && { retryAfter }),
    })
  })

  test('is not carried on to where an answer leads', async () => {
    const asked: string[] = []
    const url = await serve((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect(await post(url, message, options())).toEqual({ is: 'answered', status: 307, body: '' })
    expect(asked).toEqual(['/hook?key=1'])
  })

  test('has arrived where the status says so, whatever becomes of the rest of the answer', async () => {
    const url = await serve((_, response) => response.writeHead(200).write('half'))
    expect(await post(url, message, options({ timeoutMs: 200 }))).toEqual({ is: 'answered', status: 200, body: '' })
  })

  test('is not sent inside the network unless that is allowed, whatever the name says', async () => {
    let asked = 0
    const url = await serve((_, response) => response.end(String(++asked)))
    const lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }])
    const named = new URL(url.href.replace('127.0.0.1', 'hooks.example'))
    const refused = { is: 'refused', why: expect.stringContaining('127.0.0.1 is a loopback address') }
    expect(await post(url, message, options({ allowPrivate: false }))).toEqual(refused)
    expect(await post(named, message, options({ allowPrivate: false, lookup }))).toEqual(refused)
    expect(asked).toBe(0)
    expect(await post(named, message, options({ lookup }))).toMatchObject({ is: 'answered', body: '1' })
  })

  test('that nobody answers is given up in time', async () => {
    const url = await serve(() => undefined)
    expect(await post(url, message, options({ timeoutMs: 50 }))).toEqual({
      is: 'failed',
      why: 'no answer within 0.05 s',
    })
  })

  test('that is not wanted any more is given up at once', async () => {
    const url = await serve(() => undefined)
    const signal = AbortSignal.abort()
    expect(await post(url, message, options({ signal }))).toEqual({ is: 'failed', why: 'it was cancelled' })
  })
})
