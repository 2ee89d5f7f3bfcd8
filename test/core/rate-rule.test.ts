import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  fingerprint,
  isLooser,
  ownName,
  readSettings,
  ruleNameOf,
  settingChanges,
  settingsText,
  statementOf,
} from '../../shared/core/rate-rule.ts'
import type { RateSettings } from '../../shared/core/rate-rule.ts'
import { anySettings, asShown, limit } from './rate-limits.ts'

const path = (text: string) => ({
  ByteMatchStatement: {
    SearchString: Buffer.from(text).toString('base64'),
    FieldToMatch: { UriPath: {} },
    PositionalConstraint: 'STARTS_WITH',
    TextTransformations: [
      { Priority: 0, Type: 'URL_DECODE' },
      { Priority: 1, Type: 'NORMALIZE_PATH' },
      { Priority: 2, Type: 'LOWERCASE' },
    ],
  },
})

const method = (text: string) => ({
  ByteMatchStatement: {
    SearchString: Buffer.from(text).toString('base64'),
    FieldToMatch: { Method: {} },
    PositionalConstraint: 'EXACTLY',
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
  },
})

function scopeOf(fields: Parameters<typeof limit>[1]): unknown {
  const { RateBasedStatement: rate } = statementOf(limit('login', fields)) as {
    RateBasedStatement: Record<string, unknown>
  }
  return rate['ScopeDownStatement']
}

describe('the statement of a limit', () => {
  test.each([
    ['all requests has no scope', { paths: [], methods: [] }, undefined],
    ['one path needs nothing around it', { paths: ['/a'], methods: [] }, path('/a')],
    ['one method, too', { paths: [], methods: ['POST'] }, method('POST')],
    [
      'several paths are joined by or',
      { paths: ['/a', '/b'], methods: [] },
      { OrStatement: { Statements: [path('/a'), path('/b')] } },
    ],
    [
      'a path and a method are joined by and',
      { paths: ['/a'], methods: ['PUT'] },
      { AndStatement: { Statements: [path('/a'), method('PUT')] } },
    ],
    [
      'several of both are joined by and of ors',
      { paths: ['/a', '/b'], methods: ['GET', 'HEAD'] },
      {
        AndStatement: {
          Statements: [
            { OrStatement: { Statements: [path('/a'), path('/b')] } },
            { OrStatement: { Statements: [method('GET'), method('HEAD')] } },
          ],
        },
      },
    ],
  ])('for %s', (_, fields, scope) => {
    expect(scopeOf(fields)).toEqual(scope)
  })

  test('counts by the address, or by the one in a header', () => {
    const by = (fields: Parameters<typeof limit>[1]) =>
      statementOf(limit('login', { paths: [], methods: [], ...fields }))
    expect(by({})).toEqual({ RateBasedStatement: { Limit: 20, EvaluationWindowSec: 60, AggregateKeyType: 'IP' } })
    expect(by({ 'aggregate-by': 'forwarded-ip', header: 'CF-Connecting-IP', fallback: 'match' })).toEqual({
      RateBasedStatement: {
        Limit: 20,
        EvaluationWindowSec: 60,
        AggregateKeyType: 'FORWARDED_IP',
        ForwardedIPConfig: { HeaderName: 'CF-Connecting-IP', FallbackBehavior: 'MATCH' },
      },
    })
  })

  test('says what its settings were, in whatever order WAF shows its members', () => {
    fc.assert(
      fc.property(anySettings, settings => {
        expect(readSettings(statementOf(settings))).toEqual(settings)
        expect(readSettings(asShown(settings))).toEqual(settings)
      }),
    )
  })
})

describe('a statement that somebody else wrote', () => {
  const rate = (members: object) => ({
    RateBasedStatement: { Limit: 100, AggregateKeyType: 'IP', ...members },
  })

  test.each([
    ['none at all', undefined],
    ['one of another kind', { GeoMatchStatement: { CountryCodes: ['DE'] } }],
    ['a limit by custom keys', rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ HTTPMethod: {} }] })],
    ['a limit that has them beside its kind', rate({ CustomKeys: [{ HTTPMethod: {} }] })],
    ['a limit for countries', rate({ ScopeDownStatement: { GeoMatchStatement: { CountryCodes: ['DE'] } } })],
    ['a limit for all but a path', rate({ ScopeDownStatement: { NotStatement: { Statement: path('/a') } } })],
    [
      'a path that is compared in another way',
      rate({
        ScopeDownStatement: {
          ByteMatchStatement: { ...path('/a').ByteMatchStatement, PositionalConstraint: 'EXACTLY' },
        },
      }),
    ],
    [
      'a path with one transformation more',
      rate({
        ScopeDownStatement: {
          ByteMatchStatement: {
            ...path('/a').ByteMatchStatement,
            TextTransformations: [{ Priority: 0, Type: 'NONE' }],
          },
        },
      }),
    ],
    ['a window that no limit of ours has', rate({ EvaluationWindowSec: 90 })],
    [
      'a path and something that we do not know',
      rate({ ScopeDownStatement: { AndStatement: { Statements: [path('/a'), { FutureStatement: { A: 1 } }] } } }),
    ],
  ])('is not taken for ours: %s', (_, statement) => {
    expect(readSettings(statement)).toBeUndefined()
  })

  test('is read where it says the same: without a window it is 300 seconds, and empty members mean nothing', () => {
    expect(readSettings(rate({ CustomKeys: [], ScopeDownStatement: null }))).toEqual({
      limit: 100,
      window: 300,
      by: { is: 'ip' },
      paths: [],
      methods: [],
    })
  })
})

describe('two limits', () => {
  const other = (fields: Partial<RateSettings>): RateSettings => ({ ...limit(), ...fields })

  test('differ in what people read', () => {
    const after = other({
      limit: 1_000,
      window: 300,
      paths: [],
      methods: [],
      by: { is: 'forwarded-ip', header: 'X-Real-IP', fallback: 'match' },
    })
    expect(settingChanges(limit(), after)).toEqual([
      { setting: 'limit', before: '20 requests', after: '1,000 requests' },
      { setting: 'window', before: '60s', after: '300s' },
      {
        setting: 'aggregate-by',
        before: 'each address',
        after: 'each address in X-Real-IP (match where it holds none)',
      },
      { setting: 'paths', before: '/v1/auth/login', after: 'all' },
      { setting: 'methods', before: 'POST', after: 'all' },
    ])
  })

  test.each([
    [
      'the order of paths and methods',
      { paths: ['/b', '/a'], methods: ['PUT', 'GET'] },
      { paths: ['/a', '/b'], methods: ['GET', 'PUT'] },
    ],
    [
      'the case of a header',
      { by: { is: 'forwarded-ip', header: 'X-Forwarded-For', fallback: 'match' } },
      { by: { is: 'forwarded-ip', header: 'x-forwarded-for', fallback: 'match' } },
    ],
  ] satisfies [string, Partial<RateSettings>, Partial<RateSettings>][])('do not differ in %s', (_, one, another) => {
    expect(settingChanges(other(one), other(another))).toEqual([])
    expect(fingerprint(other(one))).toBe(fingerprint(other(another)))
  })

  test('have different fingerprints where they differ', () => {
    fc.assert(
      fc.property(anySettings, anySettings, (one, another) => {
        expect(fingerprint(one) === fingerprint(another)).toBe(settingChanges(one, another).length === 0)
      }),
    )
  })

  test.each([
    ['a higher limit', { limit: 21 }, true],
    ['the same limit', {}, false],
    ['a lower limit', { limit: 19 }, false],
    ['a higher limit for more paths', { limit: 21, paths: [] }, false],
    ['a higher limit in a longer window', { limit: 21, window: 300 }, false],
  ] satisfies [string, Partial<RateSettings>, boolean][])('%s is looser: %s → %s', (_, fields, looser) => {
    expect(isLooser(other(fields), limit())).toBe(looser)
  })
})

test.each([
  [{}, 'at most 20 requests in 60s from each address, POST to /v1/auth/login'],
  [{ methods: [] }, 'at most 20 requests in 60s from each address, to /v1/auth/login'],
  [{ paths: [], methods: ['GET', 'HEAD'] }, 'at most 20 requests in 60s from each address, GET or HEAD'],
  [{ limit: 12_000, paths: [], methods: [] }, 'at most 12,000 requests in 60s from each address'],
])('people read %j as "%s"', (fields, text) => {
  expect(settingsText(limit('login', fields))).toBe(text)
})

test('our rules are known by their names', () => {
  expect(ownName(ruleNameOf('login'))).toBe('login')
  expect(['login', 'deploy-action-login', undefined, 7].map(ownName)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
