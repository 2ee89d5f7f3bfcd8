import { describe, expect, test } from '@jest/globals'
import { rateFields, readRateName, readRateRules } from '../../shared/core/rate-rule-fields.ts'
import type { RateRule } from '../../shared/core/rate-rule.ts'

const usual: Omit<RateRule, 'name' | 'limit'> = {
  window: 300,
  by: { is: 'ip' },
  paths: [],
  methods: [],
  action: undefined,
  responseCode: 429,
}

function rulesIn(data: unknown): readonly RateRule[] {
  const reading = readRateRules(data, 'rules')
  if (reading.is === 'wrong') throw new Error(reading.mistakes.join('\n'))
  return reading.rules
}

function mistakesIn(data: unknown): readonly string[] {
  const reading = readRateRules(data, 'rate-limits')
  return reading.is === 'wrong' ? reading.mistakes : []
}

describe('limits by name', () => {
  test('need a limit and nothing else', () => {
    expect(rulesIn({ wide: { limit: 2000 }, login: { limit: '20' } })).toEqual([
      { name: 'wide', limit: 2000, ...usual },
      { name: 'login', limit: 20, ...usual },
    ])
  })

  test('may say everything', () => {
    const login = {
      limit: 20,
      window: 60,
      'aggregate-by': 'forwarded-ip',
      header: 'CF-Connecting-IP',
      fallback: 'match',
      paths: ['/v1/Auth/login', '/v1/auth/signup'],
      methods: ['post'],
      action: 'block',
      'response-code': 403,
    }
    expect(rulesIn({ login })).toEqual([
      {
        name: 'login',
        limit: 20,
        window: 60,
        by: { is: 'forwarded-ip', header: 'CF-Connecting-IP', fallback: 'match' },
        paths: ['/v1/auth/login', '/v1/auth/signup'],
        methods: ['POST'],
        action: 'block',
        responseCode: 403,
      },
    ])
  })

  test('take X-Forwarded-For and let a request with garbage in it pass, where nothing is said', () => {
    const [rule] = rulesIn({ a: { limit: 10, 'aggregate-by': 'forwarded-ip' } })
    expect(rule?.by).toEqual({ is: 'forwarded-ip', header: 'X-Forwarded-For', fallback: 'no-match' })
  })

  test('tell all their mistakes at once, each with its place', () => {
    expect(
      mistakesIn({
        login: { limit: 5, window: 90, burst: 3, header: 'X-Real-IP' },
        'a b': { limit: 10 },
        wide: 2000,
        __proto__2: { paths: ['login'] },
      }),
    ).toEqual([
      '`rate-limits.login.limit` is 5; it takes a whole number of requests, 10 or more',
      '`rate-limits.login.window` is 90; it takes 60s, 120s, 300s or 600s, the windows that WAF has',
      '`rate-limits.login.burst` is no setting of a rate limit; those are limit, window, aggregate-by, header, fallback, paths, methods, action, response-code',
      '`rate-limits.login.header` is only for `aggregate-by: forwarded-ip`',
      '`rate-limits.a b` is "a b"; it takes up to 113 letters, digits, - and _',
      '`rate-limits.wide` is 2000; it takes `limit` and other settings',
      '`rate-limits.__proto__2.paths` has "login", which does not begin with /; it takes beginnings of paths, such as /v1/auth/login',
      '`rate-limits.__proto__2.limit` is required',
    ])
  })

  test.each([[null], [[]], ['login'], [{}]])('are not %j', data => {
    expect(mistakesIn(data)).toEqual([expect.stringContaining('it takes rate limits by name')])
  })

  test('may be called like members of every object', () => {
    const data: unknown = JSON.parse('{"constructor": {"limit": 10}, "__proto__": {"limit": 11, "toString": 1}}')
    expect(mistakesIn(data)).toEqual([expect.stringContaining('`rate-limits.__proto__.toString` is no setting')])
  })
})

describe('a setting', () => {
  test.each([
    ['window', ['60', '60s', '1m', 60, '2m', '300', '5m', '10m'], [60, 60, 60, 60, 120, 300, 300, 600]],
    [
      'paths',
      ['/a,/b /a\n/c', ['/A', '/é/x.json']],
      [
        ['/a', '/b', '/c'],
        ['/a', '/é/x.json'],
      ],
    ],
    ['methods', ['get POST', ['Put']], [['GET', 'POST'], ['PUT']]],
    ['limit', ['10', 10, 2_000_000_000], [10, 10, 2_000_000_000]],
    ['response-code', ['429', 503], [429, 503]],
  ] satisfies [keyof typeof rateFields, unknown[], unknown[]][])(
    '%s is read in all its forms',
    (name, forms, values) => {
      expect(forms.map(form => rateFields[name](form))).toEqual(values)
    },
  )

  test.each<[keyof typeof rateFields, unknown, string]>([
    ['limit', 9, 'is 9;'],
    ['limit', '12.5', 'is "12.5";'],
    ['limit', '1e3', 'is "1e3";'],
    ['limit', null, 'is null;'],
    ['window', '1h', 'is "1h";'],
    ['aggregate-by', 'session', 'is "session"; it takes ip or forwarded-ip'],
    ['header', 'X Forwarded For', 'it takes the name of a header'],
    ['fallback', 'allow', 'it takes match or no-match'],
    ['paths', [], 'is []; it takes beginnings of paths'],
    ['paths', '/login?next=/', 'has "/login?next=/", which has a query or a fragment'],
    ['paths', '/v1/*', 'which has a *; every path that begins like this is meant anyway'],
    ['paths', '/caf%C3%A9', 'which has a %; write the character itself'],
    ['paths', '/v1//auth', 'which has an empty part, `.` or `..`'],
    ['paths', '/v1/../auth', 'which has an empty part, `.` or `..`'],
    ['paths', ['/a b'], 'which has a character that no path has'],
    ['paths', ['/a\u202e'], 'which has a character that no path has'],
    ['paths', `/${'é'.repeat(100)}`, 'which is longer than the 200 bytes that WAF compares'],
    ['paths', [7], 'is [7]; it takes beginnings of paths'],
    ['methods', 'PSOT', 'has "PSOT", which is no HTTP method; those are GET'],
    ['action', 'allow', 'is "allow"; it takes count or block'],
    ['response-code', 418, 'is 418; it takes a status that WAF can answer with, such as 429, 403 or 503'],
  ])('%s is not %j', (name, value, says) => {
    expect(() => rateFields[name](value)).toThrow(says)
  })

  test('that is a whole file is not printed whole', () => {
    expect(() => rateFields.limit('x'.repeat(10_000))).toThrow(/^is "x{76}\.\.\.;/)
  })
})

test.each(['', 'a b', 'a/b', 'é', 'x'.repeat(114), '::error::'])('a limit cannot be called %j', name => {
  expect(() => readRateName(name)).toThrow('it takes up to 113 letters, digits, - and _')
})
