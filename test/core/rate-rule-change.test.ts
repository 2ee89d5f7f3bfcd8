import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { withRules } from '../../shared/core/rate-rule-change.ts'
import type { RateRule } from '../../shared/core/rate-rule.ts'
import { findRule, ownRulesOf } from '../../shared/core/web-acl.ts'
import type { WebAclDocument } from '../../shared/core/web-acl.ts'
import { anyLimit, limit } from './rate-limits.ts'

const then = Date.parse('2026-11-20T09:00:00Z')
const now = Date.parse('2026-11-21T12:00:00Z')

/** A rule of somebody else. */
const foreign = (priority: number) => ({ Name: `theirs-${priority}`, Priority: priority, Statement: { Future: 1 } })

/** A web ACL in which these limits have been since yesterday. */
function webAcl(rules: readonly RateRule[], ...others: readonly object[]): WebAclDocument {
  return withRules({ Name: 'edge', Rules: others }, rules, then).document
}

/** The web ACL with something of our rule made otherwise by hand. */
function byHand(document: WebAclDocument, members: object, name = 'login'): WebAclDocument {
  const rules = document['Rules'] as object[]
  return {
    ...document,
    Rules: rules.map(rule =>
      'Name' in rule && rule.Name === `deploy-actions-${name}` ? { ...rule, ...members } : rule,
    ),
  }
}

function differences(document: WebAclDocument, wanted: RateRule): string[] {
  return withRules(document, [wanted], now).changes.flatMap(({ is, settings }) =>
    settings.length === 0 ? [is] : settings.map(({ setting, before, after }) => `${setting}: ${before} → ${after}`),
  )
}

function actionAfter(document: WebAclDocument, wanted: RateRule): unknown {
  return findRule(withRules(document, [wanted], now).document, wanted.name)?.raw['Action']
}

describe('a limit that is not there', () => {
  test('is added with its metrics and samples, and counts', () => {
    const { document, changes } = withRules({ Rules: [foreign(3)] }, [limit()], now)
    expect(changes).toMatchObject([{ name: 'login', is: 'added', settings: [], before: undefined }])
    expect(findRule(document, 'login')?.raw).toMatchObject({
      Name: 'deploy-actions-login',
      Action: { Count: {} },
      VisibilityConfig: {
        SampledRequestsEnabled: true,
        CloudWatchMetricsEnabled: true,
        MetricName: 'deploy-actions-login',
      },
      RuleLabels: [{ Name: expect.stringMatching(/^deploy-actions:count:.*:20261121T120000Z$/) }],
    })
  })

  test.each([
    [403, { Block: {} }],
    [429, { Block: { CustomResponse: { ResponseCode: 429 } } }],
  ])('may block from the beginning, with %d', (code, action) => {
    expect(actionAfter({}, limit('login', { action: 'block', 'response-code': code }))).toEqual(action)
  })

  test.each([
    ['the first where there is none', [], 0],
    ['after all others, wherever they are', [foreign(10), foreign(2)], 11],
    ['below the last that there can be', [foreign(2_147_483_647), foreign(2_147_483_646), foreign(4)], 2_147_483_645],
  ])('gets a priority that nobody has: %s', (_, others, priority) => {
    expect(findRule(withRules({ Rules: others }, [limit()], now).document, 'login')?.raw['Priority']).toBe(priority)
  })
})

describe('a limit that is there', () => {
  test('as wanted is left as it is, the document too', () => {
    const document = webAcl([limit('wide', { limit: 2_000 }), limit()], foreign(3))
    expect(withRules(document, [limit(), limit('wide', { limit: 2_000 })], now)).toEqual({ document, changes: [] })
  })

  test('keeps its priority and its place, whatever else changes', () => {
    const document = webAcl([limit('login'), limit('wide')], foreign(3))
    const { document: after } = withRules(document, [limit('login', { limit: 50 }), limit('new')], now)
    const priorities = (after['Rules'] as { Name: string; Priority: number }[]).map(({ Name, Priority }) => [
      Name,
      Priority,
    ])
    expect(priorities).toEqual([
      ['theirs-3', 3],
      ['deploy-actions-login', 4],
      ['deploy-actions-wide', 5],
      ['deploy-actions-new', 6],
    ])
  })

  test('says each difference, and since when it does what it does begins anew', () => {
    const document = webAcl([limit()])
    const wanted = limit('login', { limit: 10, window: 300, action: 'block' })
    expect(differences(document, wanted)).toEqual([
      'limit: 20 requests → 10 requests',
      'window: 60s → 300s',
      'action: count → block with 429',
    ])
    expect(findRule(withRules(document, [wanted], now).document, 'login')).toMatchObject({
      action: 'block',
      since: now,
    })
  })

  test('keeps what others added to it', () => {
    const document = byHand(webAcl([limit()]), {
      CaptchaConfig: { Future: 1 },
      VisibilityConfig: {
        MetricName: 'deploy-actions-login',
        SampledRequestsEnabled: false,
        CloudWatchMetricsEnabled: true,
        Future: 2,
      },
    })
    const { document: after } = withRules(document, [limit('login', { limit: 50 })], now)
    expect(findRule(after, 'login')?.raw).toMatchObject({
      CaptchaConfig: { Future: 1 },
      VisibilityConfig: { SampledRequestsEnabled: true, Future: 2 },
    })
  })

  test.each<[string, object, string[]]>([
    [
      'by another name of its metric',
      { VisibilityConfig: { MetricName: 'x', SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true } },
      ['metrics and samples: off, or under another name → on'],
    ],
    ['without its mark', { RuleLabels: [] }, ['marked']],
    [
      'with a limit that somebody changed',
      { Statement: { RateBasedStatement: { Limit: 21, EvaluationWindowSec: 60, AggregateKeyType: 'IP' } } },
      ['limit: 21 requests → 20 requests', 'paths: all → /v1/auth/login', 'methods: all → POST'],
    ],
    [
      'as something else altogether',
      { Statement: { ManagedRuleGroupStatement: {} }, Action: undefined, OverrideAction: { None: {} } },
      [
        'statement: something else → at most 20 requests in 60s from each address, POST to /v1/auth/login',
        'action: something else → count',
      ],
    ],
  ])('is made as wanted where it is there %s', (_, members, expected) => {
    const document = byHand(webAcl([limit()]), members)
    expect(differences(document, limit())).toEqual(expected)
    const { document: after } = withRules(document, [limit()], now)
    expect(findRule(after, 'login')?.raw).not.toHaveProperty('OverrideAction')
    expect(findRule(after, 'login')).toMatchObject({ action: 'count', since: now })
    expect(differences(after, limit())).toEqual([])
  })

  test('begins its time anew where its metrics were off: what was not measured is no evidence', () => {
    const off = {
      VisibilityConfig: {
        MetricName: 'deploy-actions-login',
        SampledRequestsEnabled: true,
        CloudWatchMetricsEnabled: false,
      },
    }
    const { document } = withRules(byHand(webAcl([limit()]), off), [limit()], now)
    expect(findRule(document, 'login')?.since).toBe(now)
  })
})

describe('where no action is asked for', () => {
  const blocking = webAcl([limit('login', { action: 'block' })])

  test.each<[string, Parameters<typeof limit>[1], string]>([
    ['a promotion stays', {}, 'Block'],
    ['a promotion stays with a higher limit, which blocks less', { limit: 21 }, 'Block'],
    ['a lower limit counts again, of which nothing is known', { limit: 19 }, 'Count'],
    ['other paths count again', { paths: ['/'] }, 'Count'],
  ])('%s', (_, fields, action) => {
    expect(Object.keys(actionAfter(blocking, limit('login', fields)) as object)).toEqual([action])
  })

  test('an action that somebody gave it stays, and no time is told of it', () => {
    const captcha = byHand(webAcl([limit()]), { Action: { Captcha: {} } })
    expect(differences(captcha, limit())).toEqual([])
    expect(findRule(captcha, 'login')?.since).toBeUndefined()
  })
})

test.each<[RateRule['action'], string]>([
  ['count', 'Count'],
  ['block', 'Block'],
])('an action that is asked for holds: %s', (action, expected) => {
  for (const document of [
    webAcl([limit()]),
    webAcl([limit('login', { action: 'block' })]),
    byHand(webAcl([limit()]), { Action: { Captcha: {} } }),
  ]) {
    expect(Object.keys(actionAfter(document, limit('login', { action })) as object)).toEqual([expected])
  }
})

test('another response code is a difference only of a rule that blocks', () => {
  expect(differences(webAcl([limit()]), limit('login', { 'response-code': 503 }))).toEqual([])
  const blocking = webAcl([limit('login', { action: 'block' })])
  expect(differences(blocking, limit('login', { 'response-code': 503 }))).toEqual([
    'action: block with 429 → block with 503',
  ])
})

describe('whatever a web ACL holds', () => {
  /** Rules of others: any JSON at all, but for names and priorities, which WAF insists on. */
  const others = fc
    .uniqueArray(
      fc.record({
        Priority: fc.integer({ min: 0, max: 2_147_483_647 }),
        rest: fc.dictionary(fc.string(), fc.jsonValue()),
      }),
      {
        selector: ({ Priority }) => Priority,
        maxLength: 6,
      },
    )
    .map(rules => rules.map(({ Priority, rest }) => ({ ...rest, Name: `theirs-${Priority}`, Priority })))
  const documents = fc.record({
    rest: fc.dictionary(
      fc.string().filter(name => name !== 'Rules'),
      fc.jsonValue(),
    ),
    before: fc.uniqueArray(anyLimit, { selector: ({ name }) => name, maxLength: 3 }),
    others,
  })
  const wantedLimits = fc.uniqueArray(anyLimit, { selector: ({ name }) => name, minLength: 1, maxLength: 3 })

  const property = (holds: (before: WebAclDocument, wanted: RateRule[]) => void): void => {
    fc.assert(
      fc.property(documents, wantedLimits, ({ rest, before, others: theirs }, wanted) => {
        holds(withRules({ ...rest, Rules: theirs }, before, then).document, wanted)
      }),
    )
  }
  const rules = (document: WebAclDocument) => document['Rules'] as { Name: string; Priority: number }[]

  test('nothing that is not ours is changed, moved or lost', () => {
    property((before, wanted) => {
      const names = new Set(wanted.map(({ name }) => `deploy-actions-${name}`))
      const others = (document: WebAclDocument) => rules(document).filter(({ Name }) => !names.has(Name))
      const frozen = JSON.stringify(before)
      const { document } = withRules(before, wanted, now)
      expect(JSON.stringify(before)).toBe(frozen)
      expect({ ...document, Rules: others(document) }).toEqual({ ...before, Rules: others(before) })
      expect(JSON.stringify(others(document))).toBe(JSON.stringify(others(before)))
    })
  })

  test('the second time nothing is left to do', () => {
    property((before, wanted) => {
      const { document } = withRules(before, wanted, now)
      expect(withRules(document, wanted, now + 60_000).changes).toEqual([])
    })
  })

  test('every limit is there once, and every priority is one rule’s', () => {
    property((before, wanted) => {
      const { document } = withRules(before, wanted, now)
      const own = ownRulesOf(document)
      expect(new Set(own).size).toBe(own.length)
      expect(own).toEqual(expect.arrayContaining(wanted.map(({ name }) => name)))
      expect(new Set(rules(document).map(({ Priority }) => Priority)).size).toBe(rules(document).length)
    })
  })

  test('what was there keeps its priority', () => {
    property((before, wanted) => {
      const after = new Map(
        rules(withRules(before, wanted, now).document).map(({ Name, Priority }) => [Name, Priority]),
      )
      for (const { Name, Priority } of rules(before)) expect(after.get(Name)).toBe(Priority)
    })
  })
})
