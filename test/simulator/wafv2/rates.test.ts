import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../operation.ts'
import type { TrafficScenario } from '../scenario.ts'
import { blockRule, Edge, pathStartsWith, rateRule } from './edge.ts'

const minute = 60_000
const login = { path: '/v1/auth/login', method: 'POST' }
const guesser: TrafficScenario = { ip: '198.51.100.7', perMinute: 300, ...login }
const reader: TrafficScenario = { ip: '192.0.2.1', perMinute: 20, path: '/v1/users/me' }

/** A web ACL whose only rule limits each address to 100 requests a minute, and these clients. */
function limiting(traffic: readonly TrafficScenario[], statement: JsonObject = {}, seed = 1): Edge {
  return new Edge({ rules: [rateRule('limit', statement)], traffic, seed })
}

/** How often something happened in each minute of the first hour. */
function perMinute(edge: Edge, metric: string, rule: string): number {
  return Math.round(edge.count(metric, rule) / 60)
}

const block = { Action: { Block: {} } }

// https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-request-limiting.html and
// …/waf-rule-statement-type-rate-based-caveats.html
describe('a rate', () => {
  test('is counted for each key by itself', () => {
    expect(limiting([guesser, { ...reader, clients: 50 }]).limited('limit')).toEqual(['198.51.100.7/32'])
  })

  test('may be at the limit, and not above it', () => {
    const edge = limiting([
      { ...reader, perMinute: 100 },
      { ...reader, ip: '2001:db8::1', perMinute: 101 },
    ])
    expect(edge.limited('limit')).toEqual(['2001:db8::1/128'])
  })

  test.each([60, 120, 300, 600])('is that of the last %d seconds', window => {
    // Enough for one window, and for none that is shorter.
    const bound = { Limit: (300 * window) / 60 - 75, EvaluationWindowSec: window }
    const edge = limiting([{ ...guesser, from: 0 }], bound)
    edge.advance(window / 60 - 0.5)
    expect(edge.limited('limit')).toEqual([])
    edge.advance(1)
    expect(edge.limited('limit')).toEqual(['198.51.100.7/32'])
  })

  test.each(Array.from({ length: 8 }, (_, index) => index))('is noticed within half a minute (seed %i)', seed => {
    const edge = limiting([{ ...guesser, perMinute: 6_000, from: 0 }], {}, seed)
    expect(edge.limited('limit')).toEqual([])
    edge.advance(0.5)
    expect(edge.limited('limit')).toEqual(['198.51.100.7/32'])
  })

  test('is over once it has been below the limit for a window', () => {
    const edge = limiting([{ ...guesser, from: 0, until: '5m' }])
    edge.advance(5)
    expect(edge.limited('limit')).toHaveLength(1)
    edge.advance(1.6)
    expect(edge.limited('limit')).toEqual([])
  })

  test('counts what is within the scope alone', () => {
    const scope = { ScopeDownStatement: pathStartsWith('/v1/auth/') }
    const edge = limiting([{ ...reader, perMinute: 5_000 }, guesser], scope)
    expect(edge.limited('limit')).toEqual(['198.51.100.7/32'])
  })

  test('is limited for 10,000 keys, those with the highest rates', () => {
    const edge = limiting([
      { ip: '10.0.0.0', clients: 10_000, perMinute: 200, path: '/' },
      { ip: '192.0.2.1', perMinute: 150, path: '/' },
    ])
    const limited = edge.limited('limit')
    expect(limited).toHaveLength(10_000)
    expect(limited).not.toContain('192.0.2.1/32')
  })
})

// https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-aggregation-options.html
// and, of addresses in headers, https://docs.aws.amazon.com/waf/latest/APIReference/API_ForwardedIPConfig.html
describe('a key', () => {
  const forwarded = (FallbackBehavior: string) => ({
    AggregateKeyType: 'FORWARDED_IP',
    ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior },
  })

  test('may be the first address in a header', () => {
    const traffic = [{ ...guesser, forwardedFor: '203.0.113.5, 10.0.0.1' }]
    expect(limiting(traffic, forwarded('NO_MATCH')).limited('limit')).toEqual(['203.0.113.5/32'])
  })

  test.each(['MATCH', 'NO_MATCH'])('that lacks its header is no matter of the rule at all: %s', fallback => {
    const edge = limiting([guesser], forwarded(fallback))
    edge.advance(10)
    expect([edge.limited('limit'), edge.count('CountedRequests', 'limit')]).toEqual([[], 0])
  })

  test.each([
    ['MATCH', true],
    ['NO_MATCH', false],
  ])('that is no address is what the fallback says: %s', (fallback, matches) => {
    const edge = limiting([{ ...reader, forwardedFor: 'unknown' }], forwarded(fallback))
    edge.advance(10)
    expect(edge.count('CountedRequests', 'limit') > 0).toBe(matches)
  })

  test('may be made of several', () => {
    const CustomKeys = [{ IP: {} }, { HTTPMethod: {} }]
    const edge = limiting([guesser, { ...guesser, method: 'GET', perMinute: 90 }], {
      AggregateKeyType: 'CUSTOM_KEYS',
      CustomKeys,
    })
    edge.advance(60)
    expect(perMinute(edge, 'CountedRequests', 'limit')).toBe(300)
  })

  test('may be one for all', () => {
    const statement = { AggregateKeyType: 'CONSTANT', ScopeDownStatement: pathStartsWith('/v1/') }
    const edge = limiting([{ ...reader, clients: 10 }], statement)
    edge.advance(60)
    expect(perMinute(edge, 'CountedRequests', 'limit')).toBe(200)
  })

  test.each(['CUSTOM_KEYS', 'CONSTANT'])('is told of addresses alone, and not of %s', AggregateKeyType => {
    const CustomKeys = AggregateKeyType === 'CUSTOM_KEYS' ? [{ IP: {} }, { HTTPMethod: {} }] : undefined
    const edge = limiting([], { AggregateKeyType, CustomKeys, ScopeDownStatement: pathStartsWith('/') })
    const { name, id } = edge.webAcl
    const request = { WebACLName: name, WebACLId: id, Scope: 'REGIONAL', RuleName: 'limit' }
    const { __type } = edge.ask('GetRateBasedStatementManagedKeys', request)
    expect(__type).toBe('WAFUnsupportedAggregateKeyTypeException')
  })
})

// https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-processing-order.html and …/web-acl-rule-actions.html
describe('rules are evaluated by priority', () => {
  test('until one ends it: what is blocked before is not counted after', () => {
    const banned = blockRule('banned', { IPSetReferenceStatement: { ARN: 'banned' } })
    const waf = { ipSets: { banned: ['198.51.100.0/28'] } }
    const edge = new Edge({ rules: [rateRule('limit'), banned], traffic: [guesser], waf })
    edge.advance(60)
    expect(edge.limited('limit')).toEqual([])
    expect(perMinute(edge, 'BlockedRequests', 'banned')).toBe(300)
  })

  test('and Count ends nothing', () => {
    const rules = [rateRule('wide'), rateRule('strict', { Limit: 10 }, { Priority: 2, ...block })]
    const edge = new Edge({ rules, traffic: [guesser, { ...reader, perMinute: 50 }] })
    edge.advance(60)
    expect(perMinute(edge, 'CountedRequests', 'wide')).toBe(300)
    expect(perMinute(edge, 'BlockedRequests', 'strict')).toBe(350)
    expect(perMinute(edge, 'AllowedRequests', 'ALL')).toBe(0)
  })

  test('and a rate limit that blocks goes on counting what it blocks', () => {
    const edge = new Edge({ rules: [rateRule('limit', {}, block)], traffic: [guesser] })
    edge.advance(60)
    expect(edge.limited('limit')).toEqual(['198.51.100.7/32'])
    expect(perMinute(edge, 'BlockedRequests', 'limit')).toBe(300)
  })

  test('and rule groups before them may block, if that is not overridden', () => {
    const Statement = { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } }
    const group = (OverrideAction: JsonObject) => ({ Name: 'common', Priority: 0, Statement, OverrideAction })
    const traffic = [{ ...guesser, violates: ['AWSManagedRulesCommonRuleSet#NoUserAgent_HEADER'] }, reader]
    const limited = (override: JsonObject) =>
      new Edge({ rules: [group(override), rateRule('limit')], traffic }).limited('limit')
    expect([limited({ None: {} }), limited({ Count: {} })]).toEqual([[], ['198.51.100.7/32']])
  })
})

// "It can take from a few seconds to a number of minutes for changes to propagate" [SDK WAFNonexistentItemException]
describe('a change', () => {
  test('reaches traffic some time after it was made', () => {
    const edge = new Edge({ traffic: [guesser], waf: { propagation: ['2m', '4m'] } })
    edge.updateRules(rateRule('limit'))
    expect(edge.ask('GetWebACL', edge.name).WebACL).toMatchObject({ Rules: [{ Name: 'limit' }] })
    edge.advance(2)
    expect(edge.limited('limit')).toEqual([])
    // Two minutes until the last of it is there, one minute of pause, and the rate's window.
    edge.advance(5)
    expect(edge.limited('limit')).toEqual(['198.51.100.7/32'])
  })

  test('of a rate’s settings makes it count anew', () => {
    const edge = new Edge({ rules: [rateRule('limit')], traffic: [guesser], waf: { propagation: [0, 0] } })
    edge.updateRules(rateRule('limit', { Limit: 150 }))
    edge.world.timeline.advance(1)
    expect(edge.limited('limit')).toEqual([])
    edge.advance(3)
    expect(edge.limited('limit')).toHaveLength(1)
  })

  test('of its action does not', () => {
    const edge = new Edge({ rules: [rateRule('limit')], traffic: [guesser], waf: { propagation: [0, 0] } })
    edge.updateRules(rateRule('limit', {}, block))
    edge.world.timeline.advance(1)
    expect(edge.limited('limit')).toHaveLength(1)
    edge.advance(60)
    expect(perMinute(edge, 'BlockedRequests', 'limit')).toBe(300)
  })

  test('of the association reaches traffic late, too', () => {
    const edge = new Edge({ rules: [rateRule('limit')], traffic: [guesser], waf: { propagation: ['1m', '1m'] } })
    edge.ask('DisassociateWebACL', { ResourceArn: edge.balancer })
    edge.advance(60)
    const counted = edge.count('CountedRequests', 'limit')
    expect(counted).toBeGreaterThanOrEqual(300)
    expect(counted).toBeLessThan(310)
  })
})

describe('traffic', () => {
  test('may begin and end while the world goes on', () => {
    const edge = limiting([])
    const { ip, perMinute, path } = guesser
    const flows = edge.world.waf.addTraffic({ ip, perMinute, path, to: edge.balancer })
    edge.advance(2)
    expect(edge.limited('limit')).toEqual(['198.51.100.7/32'])
    edge.world.waf.endTraffic(flows)
    edge.advance(2)
    expect(edge.limited('limit')).toEqual([])
  })

  test('is the same for the same seed', () => {
    const hour = (seed: number) => {
      const edge = limiting(
        [
          { ...guesser, from: 0 },
          { ...reader, clients: 20, from: '1s' },
        ],
        {},
        seed,
      )
      edge.advance(60)
      return ['CountedRequests', 'AllowedRequests'].map(metric => edge.count(metric, 'ALL'))
    }
    expect(hour(7)).toEqual(hour(7))
    expect(hour(8)).not.toEqual(hour(7))
  })

  test('is worked out in stretches, of which a quiet day needs few', () => {
    const edge = limiting([
      guesser,
      { ...reader, clients: 20 },
      { ...guesser, ip: '203.0.113.9', from: '6h', until: '7h' },
    ])
    edge.advance(24 * 60)
    expect(edge.limited('limit')).toHaveLength(1)
    expect(edge.webAcl.inspection.between(0, Infinity).length).toBeLessThan(10)
  })

  test('of a minute is in the metrics two minutes later', () => {
    const edge = limiting([{ ...guesser, from: 0, until: '1m' }])
    edge.world.cloudwatch.metricLag = 2 * minute
    edge.advance(0.9)
    expect(edge.count('AllowedRequests', 'ALL')).toBe(0)
    edge.advance(2.1)
    expect(edge.count('AllowedRequests', 'ALL')).toBeGreaterThan(0)
  })
})
