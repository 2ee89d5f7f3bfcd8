import { describe, expect, test } from '@jest/globals'
import { networkOf, plainPath, sampleParts, summarizeSample } from '../../shared/core/rate-sample.ts'
import type { Sample, SampledRequest } from '../../shared/core/rate-sample.ts'

function request(members: Partial<SampledRequest> = {}): SampledRequest {
  return {
    action: 'COUNT',
    address: '203.0.113.7',
    method: 'POST',
    path: '/v1/auth/login',
    headers: new Map(),
    ...members,
  }
}

const sample = (...requests: SampledRequest[]): Sample => ({ requests, population: requests.length })
const view = { by: { is: 'ip' }, action: 'count', reachesBack: true, showAddresses: false } as const

describe('samples', () => {
  test('of several periods are taken together, the most frequent first', () => {
    const samples = [
      sample(request(), request({ address: '203.0.113.8' }), request({ method: 'GET', path: '/' })),
      sample(request({ address: '2001:db8:1:2::3' })),
    ]
    expect(summarizeSample(samples, view)).toEqual({
      requests: 4,
      isWhole: true,
      addresses: 3,
      origins: [
        ['203.0.113.x', 3],
        ['2001:db8:1::/48', 1],
      ],
      paths: [
        ['POST /v1/auth/login', 3],
        ['GET /', 1],
      ],
    })
  })

  test('of what the rule did before are left out', () => {
    const samples = [sample(request({ action: 'BLOCK', address: '192.0.2.1' }), request())]
    expect(summarizeSample(samples, view)).toMatchObject({ requests: 1, addresses: 1 })
    expect(summarizeSample(samples, { ...view, action: 'block' })).toMatchObject({ origins: [['192.0.2.x', 1]] })
  })

  test.each([
    ['WAF chose among more', [{ ...sample(request()), population: 2 }], view],
    ['one of them is not', [sample(request()), { ...sample(request()), population: 900 }], view],
    ['they are not of all the time', [sample(request())], { ...view, reachesBack: false }],
  ])('are not whole where %s', (_, samples, how) => {
    expect(summarizeSample(samples, how).isWhole).toBe(false)
  })

  test('by forwarded address are of the first in the header', () => {
    const by = { is: 'forwarded-ip', header: 'X-Forwarded-For', fallback: 'match' } as const
    const from = (value: string) => request({ address: '10.0.0.1', headers: new Map([['x-forwarded-for', value]]) })
    const samples = [
      sample(from('198.51.100.1, 10.0.0.9'), from(' 198.51.100.2'), from('unknown'), request({ address: '10.0.0.1' })),
    ]
    expect(summarizeSample(samples, { ...view, by }).origins).toEqual([
      ['198.51.100.x', 2],
      ['no address', 2],
    ])
  })

  test('show whole addresses only where that is asked for', () => {
    expect(summarizeSample([sample(request())], { ...view, showAddresses: true }).origins).toEqual([['203.0.113.7', 1]])
  })

  test('are asked for in half hours of the last three hours, in whole minutes', () => {
    const [hour, until] = [3_600_000, 100 * 3_600_000 + 1_234]
    const long = sampleParts({ from: 0, until })
    expect(long).toHaveLength(7)
    expect([long[0]?.from, long.at(-1)?.until]).toEqual([97 * hour, until])
    expect(sampleParts({ from: 100 * hour - 90_500, until })).toEqual([{ from: 100 * hour - 120_000, until }])
  })
})

test.each([
  ['203.0.113.7', '203.0.113.x'],
  ['::ffff:203.0.113.7', '203.0.113.x'],
  ['2001:db8:aaaa:bbbb::1', '2001:db8:aaaa::/48'],
  ['', 'no address'],
  ['evil.example', 'no address'],
])('of %j the network is shown: %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

describe('a path', () => {
  test.each([
    ['/v1/auth/login', '/v1/auth/login'],
    ['/v1/users/1234/orders/7', '/v1/users/*/orders/*'],
    ['/reset/Zm9vYmFyMTIzNDU2Nzg5MA', '/reset/*'],
    ['/o/550e8400-e29b-41d4-a716-446655440000', '/o/*'],
    ['/u/jane@example.com', '/u/*'],
    ['/caf%C3%A9', '/*'],
    ['/oauth2/callback', '/oauth2/callback'],
    ['/key/AKIAIOSFODNN7EXAMPLE', '/key/[redacted]'],
    ['/a/b/c/d/e/f/g/h', '/a/b/c/d/e/f/…'],
    ['', ''],
  ])('%j is told as %j: what is only in this one is left out', (path, told) => {
    expect(plainPath(path)).toBe(told)
  })

  test.each(['/\n::error::x', '/\u001b[31mred', '/##[set-output name=x]y', '/\u2028::stop-commands::x'])(
    'of an attacker is one line: %j',
    path => {
      expect(plainPath(path)).not.toMatch(/[\p{Cc}\p{Zl}]/u)
    },
  )
})
