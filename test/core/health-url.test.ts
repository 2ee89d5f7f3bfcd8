import { describe, expect, test } from '@jest/globals'
import {
  addressProblem,
  judgeAnswer,
  parseHealthUrl,
  parseStatusRanges,
  shownUrl,
} from '../../shared/core/health-url.ts'

describe('a health URL', () => {
  test.each([
    ['https://example.com/health', 'https://example.com/health'],
    ['example.com/health', 'https://example.com/health'],
    ['example.com:8443', 'https://example.com:8443/'],
    ['http://example.com', 'http://example.com/'],
    ['HTTPS://Example.com/Health?full=1#top', 'https://example.com/Health?full=1'],
    ['  https://example.com  ', 'https://example.com/'],
    ['localhost:3000/health', 'https://localhost:3000/health'],
    ['https://[::1]/', 'https://[::1]/'],
  ])('%j is %s', (text, href) => {
    expect(parseHealthUrl(text).href).toBe(href)
  })

  test.each([
    ['', /^has "", which is no address; it takes addresses such as https:\/\/example\.com\/health$/],
    ['https://', /which is no address/],
    ['https://a b.example', /which is no address/],
    ['https://{environment}.example.com', /which is no address/],
    ['https://${{ vars.HOST }}/health', /which is no address/],
    ['https://example.com:99999', /which is no address/],
    ['ftp://example.com', /^has "ftp:\/\/example\.com", which is neither https nor http; it takes addresses such as/],
    ['file:///etc/passwd', /neither https nor http/],
    [
      'https://user:hunter2@example.com',
      /^has "https:\/\/user:\[redacted\]@example\.com", which has a user or a password/,
    ],
    [`https://example.com/${'x'.repeat(2_000)}`, /longer than 2,000 characters$/],
  ])('%j is refused', (text, message) => {
    expect(() => parseHealthUrl(text)).toThrow(message)
  })
})

describe('wanted statuses', () => {
  test.each([
    ['200', [{ from: 200, to: 200 }]],
    ['200-299', [{ from: 200, to: 299 }]],
    [
      '2xx,301',
      [
        { from: 200, to: 299 },
        { from: 301, to: 301 },
      ],
    ],
    [
      '2XX 3xx',
      [
        { from: 200, to: 299 },
        { from: 300, to: 399 },
      ],
    ],
    [
      '200,\n204',
      [
        { from: 200, to: 200 },
        { from: 204, to: 204 },
      ],
    ],
  ])('%j', (text, ranges) => {
    expect(parseStatusRanges(text)).toEqual(ranges)
  })

  test.each([
    ['', /^is empty; it takes statuses such as 200, 200-299 or 2xx$/],
    ['ok', /^has "ok"; it takes statuses from 100 to 599, such as 200, 200-299 or 2xx$/],
    ['20', /has "20"/],
    ['6xx', /has "6xx"/],
    ['299-200', /has "299-200"/],
    ['200-600', /has "200-600"/],
    ['099', /has "099"/],
    ['200,2x', /has "2x"/],
    ['200-', /has "200-"/],
  ])('%j is refused', (text, message) => {
    expect(() => parseStatusRanges(text)).toThrow(message)
  })
})

describe('an answer', () => {
  const wanted = parseStatusRanges('2xx,301')

  test.each([200, 204, 299, 301])('%i is healthy when it is wanted', status => {
    expect(judgeAnswer({ status }, wanted)).toEqual({ is: 'healthy' })
  })

  test.each([
    [
      { status: 404 },
      'answered 404, not 2xx or 301: nothing is at this path; check the path, and that a rule of the load balancer sends it to this service',
    ],
    [
      { status: 503 },
      'answered 503, not 2xx or 301: the load balancer has no healthy task for it, or the program says that it is not ready',
    ],
    [{ status: 418 }, 'answered 418, not 2xx or 301'],
    [
      { status: 302, location: '/login' },
      'answered 302, not 2xx or 301: it redirects to /login; name the address that answers itself, or accept the redirect in `health-status`',
    ],
    [{ status: 304 }, 'answered 304, not 2xx or 301'],
  ])('%j is not', (answer, why) => {
    expect(judgeAnswer(answer, wanted)).toEqual({ is: 'unhealthy', why })
  })

  test.each([
    ['200', '200'],
    ['200-299', '2xx'],
    ['200-204', '200-204'],
  ])('is compared with %s, said as %s', (text, said) => {
    expect(judgeAnswer({ status: 500 }, parseStatusRanges(text))).toMatchObject({
      why: expect.stringContaining(`not ${said}: `),
    })
  })

  test('redirects to no command and shows no password', () => {
    const location = 'https://user:hunter2@evil.example/##[add-mask]x'
    expect(judgeAnswer({ status: 302, location }, parseStatusRanges('200'))).toMatchObject({
      why: expect.stringContaining('redirects to https://user:[redacted]@evil.example/## [add-mask]x;'),
    })
  })
})

test('a URL is shown without its query, which may hold a key', () => {
  expect(shownUrl(new URL('https://example.com/health?key=secret'))).toBe('https://example.com/health?…')
})

describe('an address', () => {
  test.each([
    ['8.8.8.8', undefined],
    ['2606:4700:4700::1111', undefined],
    ['100.63.255.255', undefined],
    ['172.32.0.1', undefined],
    ['127.0.0.1', /loopback/],
    ['127.8.8.8', /loopback/],
    ['::1', /loopback/],
    ['0.0.0.0', /unspecified/],
    ['0.1.2.3', /unspecified/],
    ['::', /unspecified/],
    ['10.1.2.3', /private/],
    ['172.16.0.1', /private/],
    ['192.168.1.1', /private/],
    ['fd12:3456::1', /private/],
    ['100.64.0.1', /100\.64\.0\.0\/10/],
    ['169.254.1.1', /link-local/],
    ['fe80::1', /link-local/],
    ['fe80::1%eth0', /link-local/],
    ['169.254.169.254', /instance metadata/],
    ['169.254.170.2', /credentials service of ECS/],
    ['169.254.170.23', /credentials service of EKS/],
    ['fd00:ec2::254', /instance metadata/],
    ['224.0.0.1', /multicast/],
    ['ff02::1', /multicast/],
    ['255.255.255.255', /broadcast/],
    ['240.0.0.1', /reserved/],
    ['192.0.2.1', /reserved/],
    ['2001:db8::1', /reserved/],
    ['64:ff9b::a9fe:a9fe', /reserved/],
    ['2002:a9fe:a9fe::1', /reserved/],
    ['::ffff:8.8.8.8', /written as IPv6/],
    ['::ffff:10.0.0.1', /private/],
    ['::ffff:169.254.169.254', /instance metadata/],
    ['::ffff:7f00:1', /loopback/],
    ['example.com', /not an IP address/],
    ['', /not an IP address/],
  ])('%s', (ip, problem) => {
    if (problem) expect(addressProblem(ip)).toMatch(problem)
    else expect(addressProblem(ip)).toBeUndefined()
  })
})
