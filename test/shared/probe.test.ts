import type { RequestListener } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { pipeline } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { type HttpProbeOptions, probe } from '../../shared/probe.ts'
import { closeServers, closeServersAfterEach, serveOnLoopback } from './loopback.ts'

closeServersAfterEach()

const serve = (answer: RequestListener): Promise<URL> => serveOnLoopback(answer, '/health')

const options = (rest: Partial<HttpProbeOptions> = {}): HttpProbeOptions => ({
  timeoutMs: 5_000,
  allowPrivate: true,
  follow: true,
  ...rest,
})
const named = (url: URL, host: string): URL => new URL(url.href.replace('127.0.0.1', host))
const loopback = [{ address: '127.0.0.1', family: 4 }]

describe('a probe', () => {
  test('tells status and body, and says who asks', async () => {
    const url = await serve((request, response) =>
      response.writeHead(503).end(JSON.stringify([request.url, request.headers['user-agent']])),
    )
    expect(await probe(url, options())).toEqual({ is: 'answered', status: 503, body: '["/health","deploy-actions"]' })
  })

  test('reads no more than 64 KiB of a body', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(1_000_000)))
    const answer = await probe(url, options())
    expect(answer).toEqual({ is: 'answered', status: 200, body: 'x'.repeat(64 * 1024) })
  })

  test('reads the beginning of a body that never ends', async () => {
    const endless = function* (): Generator<string> {
      for (;;) yield 'x'.repeat(10_000)
    }
    const url = await serve((_, response) => pipeline(endless, response, () => undefined))
    expect(await probe(url, options())).toMatchObject({ is: 'answered', status: 200 })
  })
})

describe('redirects', () => {
  test('to the same host are followed', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/health') response.writeHead(301, { location: '/healthy' }).end()
      else response.end(request.url)
    })
    expect(await probe(url, options())).toEqual({ is: 'answered', status: 200, body: '/healthy' })
  })

  test('are not followed where the redirect itself is wanted', async () => {
    const url = await serve((_, response) => response.writeHead(301, { location: '/healthy' }).end())
    expect(await probe(url, options({ follow: false }))).toEqual({
      is: 'answered',
      status: 301,
      location: '/healthy',
      body: '',
    })
  })

  test('are followed three times', async () => {
    let asked = 0
    const url = await serve((_, response) => response.writeHead(302, { location: `/${++asked}` }).end())
    expect(await probe(url, options())).toEqual({ is: 'answered', status: 302, location: '/4', body: '' })
    expect(asked).toBe(4)
  })

  test.each([
    ['another host', (url: URL) => named(url, 'localhost').href],
    ['another port', (url: URL) => `http://127.0.0.1:${Number(url.port) === 1 ? 2 : 1}/`],
    ['another scheme', () => 'file:///etc/passwd'],
    ['a login', (url: URL) => url.href.replace('//', '//user:password@')],
    ['nowhere', () => 'http://['],
  ])('to %s are told, not followed', async (_, target) => {
    const asked: string[] = []
    const url = await serve((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(302, { location: target(url) }).end()
    })
    expect(await probe(url, options())).toEqual({ is: 'answered', status: 302, location: target(url), body: '' })
    expect(asked).toEqual(['/health'])
  })
})

describe('addresses inside the network', () => {
  test.each([
    '127.0.0.1',
    '[::1]',
    '169.254.169.254',
    '169.254.170.2',
    '10.0.0.1',
    '2130706433',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
  ])('%s is never asked unless allowed', async host => {
    const answer = await probe(new URL(`http://${host}/latest/meta-data`), options({ allowPrivate: false }))
    expect(answer).toEqual({ is: 'refused', why: expect.stringMatching(/^not asked, because [\d.:a-f]+ is /) })
  })

  test('are not asked by a name either, even when only one of its addresses is inside', async () => {
    let asked = 0
    const url = await serve((_, response) => response.end(String(++asked)))
    const lookup = (): Promise<typeof loopback> => Promise.resolve([{ address: '8.8.8.8', family: 4 }, ...loopback])
    const answer = await probe(named(url, 'innocent.example'), options({ allowPrivate: false, lookup }))
    expect(answer).toEqual({
      is: 'refused',
      why: expect.stringContaining('not asked, because 127.0.0.1 is a loopback address'),
    })
    expect(asked).toBe(0)
  })

  test('cannot be reached by a name that changes its mind, since the address found first is used throughout', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/health') response.writeHead(302, { location: '/again' }).end()
      else response.end('first')
    })
    const answers = [loopback, [{ address: '169.254.169.254', family: 4 }]]
    const lookup = (): Promise<typeof loopback> => Promise.resolve(answers.shift() ?? [])
    const answer = await probe(named(url, 'rebinding.example'), options({ lookup }))
    expect(answer).toEqual({ is: 'answered', status: 200, body: 'first' })
    expect(answers).toHaveLength(1)
  })
})

describe('a probe that fails says why', () => {
  const why = (reason: RegExp): object => ({ is: 'failed', why: expect.stringMatching(reason) })

  test('when nothing listens', async () => {
    const url = await serve((_, response) => response.end())
    await closeServers()
    expect(await probe(url, options())).toEqual(why(/^the connection was refused/))
  })

  test('when no answer comes', async () => {
    const url = await serve(() => undefined)
    expect(await probe(url, options({ timeoutMs: 50 }))).toEqual(why(/no answer within 0\.05 s/))
  })

  test('when the body does not come to its end', async () => {
    const url = await serve((_, response) => response.write('half'))
    expect(await probe(url, options({ timeoutMs: 50 }))).toEqual(why(/no answer within 0\.05 s/))
  })

  test('when the connection is closed', async () => {
    const url = await serve(request => request.socket.destroy())
    expect(await probe(url, options())).toEqual(why(/closed before an answer came/))
  })

  test('when https meets plain http', async () => {
    const url = await serve((_, response) => response.end())
    expect(await probe(new URL(url.href.replace('http:', 'https:')), options())).toEqual(why(/TLS handshake failed/))
  })

  test('when the answer is not HTTP', async () => {
    const server = createSocketServer(socket => socket.resume().end('SSH-2.0-OpenSSH_9.6\r\n'))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    expect(await probe(url, options())).toEqual(why(/\(HPE_/))
    await new Promise(resolve => server.close(resolve))
  })

  test.each([
    ['ENOTFOUND', /there is no such host name/],
    ['EAI_AGAIN', /could not be resolved just now/],
    ['ESOMETHING', /lookup failed \(ESOMETHING\)/],
  ])('when the name does not resolve: %s', async (code, reason) => {
    const lookup = (): Promise<never> => Promise.reject(Object.assign(new Error('lookup failed'), { code }))
    expect(await probe(new URL('https://name.example/'), options({ lookup }))).toEqual(why(reason))
  })

  test('when the name has no address', async () => {
    expect(await probe(new URL('https://name.example/'), options({ lookup: () => Promise.resolve([]) }))).toEqual(
      why(/has no address/),
    )
  })

  test('when the resolver never answers', async () => {
    const lookup = (): Promise<never> => new Promise(() => undefined)
    expect(await probe(new URL('https://name.example/'), options({ lookup, timeoutMs: 20 }))).toEqual(
      why(/no answer within 0\.02 s/),
    )
  })

  test('when it is cancelled, before it begins or while it waits', async () => {
    const url = await serve(() => cancel.abort())
    const cancel = new AbortController()
    expect(await probe(url, options({ signal: AbortSignal.abort() }))).toEqual(why(/cancelled/))
    expect(await probe(url, options({ signal: cancel.signal }))).toEqual(why(/cancelled/))
  })

  test('without the query of the address', async () => {
    const lookup = (): Promise<never> => Promise.reject(new Error('x'))
    expect(await probe(new URL('https://name.example/a?key=secret'), options({ lookup }))).toEqual({
      is: 'failed',
      why: 'x',
    })
  })
})
