import { GetSampledRequestsCommand } from '@aws-sdk/client-wafv2'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from '../clients.ts'
import type { JsonObject } from '../operation.ts'
import type { TrafficScenario } from '../scenario.ts'
import type { Assumptions } from './assumptions.ts'
import { blockRule, distribution, Edge, pathStartsWith, rateRule, seen } from './edge.ts'

const guesser: TrafficScenario = { ip: '198.51.100.7', perMinute: 10, path: '/v1/auth/login?next=%2F', method: 'POST' }
const reader: TrafficScenario = { ip: '192.0.2.1', perMinute: 20, path: '/v1/users/me' }
const auth = blockRule('auth', pathStartsWith('/v1/auth/'))

interface Sample {
  SampledRequests: (JsonObject & { Request: { URI: string }; Action: string; Weight: number; Timestamp: number })[]
  PopulationSize: number
  TimeWindow: { StartTime: number; EndTime: number }
}

interface Asked {
  metric?: string
  items?: number
  /** Minutes before now. */
  from?: number
  to?: number
}

function sample(edge: Edge, { metric = 'auth', items = 500, from = 60, to = 0 }: Asked = {}): Sample {
  const now = edge.world.now() / 1000
  const answer = edge.ask('GetSampledRequests', {
    WebAclArn: edge.webAcl.arn,
    RuleMetricName: metric,
    Scope: 'REGIONAL',
    MaxItems: items,
    TimeWindow: { StartTime: now - from * 60, EndTime: now - to * 60 },
  })
  return answer as unknown as Sample
}

function sampled(traffic: readonly TrafficScenario[], assumptions: Partial<Assumptions> = {}, rules = [auth]): Edge {
  const edge = new Edge({ rules, traffic })
  Object.assign(edge.world.waf.assumptions, { sampledFrom: 'matched', samplesWholeMinutes: false, ...assumptions })
  return edge
}

// https://docs.aws.amazon.com/waf/latest/APIReference/API_GetSampledRequests.html and, of the form of an answer,
// https://docs.aws.amazon.com/cli/latest/reference/wafv2/get-sampled-requests.html
describe('GetSampledRequests', () => {
  test('tells the requests that a rule matched', () => {
    const edge = sampled([{ ...guesser, forwardedFor: '203.0.113.5' }, reader])
    const { SampledRequests, PopulationSize, TimeWindow } = sample(edge, { from: 10 })
    expect(PopulationSize).toBe(100)
    expect(SampledRequests).toHaveLength(100)
    expect(SampledRequests[0]).toEqual({
      Request: {
        ClientIP: '198.51.100.7',
        Country: 'US',
        URI: '/v1/auth/login',
        Method: 'POST',
        HTTPVersion: 'HTTP/1.1',
        Headers: expect.arrayContaining([{ Name: 'x-forwarded-for', Value: '203.0.113.5' }]),
      },
      Weight: 1,
      Timestamp: expect.any(Number),
      Action: 'BLOCK',
    })
    for (const { Timestamp } of SampledRequests) {
      expect(Timestamp).toBeGreaterThanOrEqual(TimeWindow.StartTime)
      expect(Timestamp).toBeLessThan(TimeWindow.EndTime)
    }
  })

  test('gives as many as are asked for, each with its weight, in no order', () => {
    const { SampledRequests } = sample(sampled([guesser]), { items: 60, from: 60 })
    expect(SampledRequests).toHaveLength(60)
    expect(SampledRequests.map(({ Weight }) => Weight)).toEqual(Array(60).fill(10))
    const times = SampledRequests.map(({ Timestamp }) => Timestamp)
    expect(times).not.toEqual(times.toSorted())
  })

  test.each<{ sampledFrom: Assumptions['sampledFrom']; minutes: number }>([
    { sampledFrom: 'matched', minutes: 5 },
    { sampledFrom: 'received', minutes: 2.5 },
  ])('looks at the first 5,000 requests that were $sampledFrom, and says until when', ({ sampledFrom, minutes }) => {
    const edge = sampled(
      [
        { ...guesser, perMinute: 1_000 },
        { ...reader, perMinute: 1_000 },
      ],
      { sampledFrom },
    )
    const { SampledRequests, PopulationSize, TimeWindow } = sample(edge, { from: 60 })
    expect([SampledRequests.length, PopulationSize]).toEqual([500, 5_000])
    expect((TimeWindow.EndTime - TimeWindow.StartTime) / 60).toBeCloseTo(minutes, 1)
  })

  test('knows the last three hours', () => {
    const edge = sampled([guesser])
    const { TimeWindow } = sample(edge, { from: 1_000 })
    expect(TimeWindow).toEqual({ StartTime: edge.world.now() / 1000 - 10_800, EndTime: edge.world.now() / 1000 })
  })

  test.each([
    [true, 60],
    [false, 84],
  ])('may know whole minutes alone: %s', (samplesWholeMinutes, seconds) => {
    const edge = sampled([guesser], { samplesWholeMinutes })
    const { TimeWindow } = sample(edge, { from: 1.9, to: 0.5 })
    expect(TimeWindow.EndTime - TimeWindow.StartTime).toBe(seconds)
  })

  test('tells what a rule in Count and the default action did', () => {
    const edge = sampled([guesser, reader], {}, [{ ...auth, Action: { Count: {} } }])
    const actions = (metric: string) => [
      ...new Set(sample(edge, { metric }).SampledRequests.map(({ Action, Request }) => `${Action} ${Request.URI}`)),
    ]
    expect(actions('auth')).toEqual(['COUNT /v1/auth/login'])
    expect(actions('Default_Action').sort()).toEqual(['ALLOW /v1/auth/login', 'ALLOW /v1/users/me'])
  })

  test('tells the response code that a rule sends, and the rule of a rule group', () => {
    const slowDown = { Action: { Block: { CustomResponse: { ResponseCode: 429 } } } }
    const Statement = { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } }
    const group = { Name: 'common', Priority: 2, Statement, OverrideAction: { None: {} }, ...seen('common') }
    const violates = ['AWSManagedRulesCommonRuleSet#NoUserAgent_HEADER']
    const edge = sampled([guesser, { ...reader, violates }], {}, [{ ...auth, ...slowDown }, group])
    expect(sample(edge).SampledRequests[0]).toMatchObject({ Action: 'BLOCK', ResponseCodeSent: 429 })
    expect(sample(edge, { metric: 'common' }).SampledRequests[0]).toMatchObject({
      Action: 'BLOCK',
      RuleNameWithinRuleGroup: 'AWS#AWSManagedRulesCommonRuleSet#NoUserAgent_HEADER',
    })
  })

  test('has nothing of a rule that is not sampled, and does not know one that is not there', () => {
    const VisibilityConfig = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: true, MetricName: 'auth' }
    const edge = sampled([guesser], {}, [{ ...auth, VisibilityConfig }])
    expect(sample(edge)).toMatchObject({ SampledRequests: [], PopulationSize: 0 })
    expect(sample(edge, { metric: 'gone' })).toMatchObject({ __type: 'WAFNonexistentItemException' })
  })

  test('gives 500 items at most', () => {
    expect(sample(sampled([guesser]), { items: 501 })).toMatchObject({ __type: 'ValidationException' })
  })

  test('is read by the SDK', async () => {
    const edge = sampled([guesser])
    const { waf } = clientsOf(edge.simulation.runner())
    const EndTime = new Date(edge.world.now())
    const StartTime = new Date(edge.world.now() - 60_000)
    const request = { WebAclArn: edge.webAcl.arn, RuleMetricName: 'auth', Scope: 'REGIONAL' as const, MaxItems: 10 }
    const answer = await waf.send(new GetSampledRequestsCommand({ ...request, TimeWindow: { StartTime, EndTime } }))
    expect(answer.TimeWindow).toEqual({ StartTime, EndTime: expect.any(Date) })
    expect(answer.SampledRequests?.[0]?.Timestamp).toBeInstanceOf(Date)
  })
})

// https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
describe('metrics', () => {
  const rules = [rateRule('limit', { Limit: 10 }), { ...auth, Priority: 2 }]

  test.each([
    ['CountedRequests', 'limit', 20],
    ['BlockedRequests', 'auth', 10],
    ['AllowedRequests', 'Default_Action', 20],
    ['BlockedRequests', 'Default_Action', 0],
    ['AllowedRequests', 'ALL', 20],
    ['BlockedRequests', 'ALL', 10],
  ])('%s of %s are %d a minute', (metric, rule, perMinute) => {
    const edge = new Edge({ rules, traffic: [guesser, reader] })
    edge.advance(60)
    expect(Math.round(edge.count(metric, rule) / 60)).toBe(perMinute)
  })

  test('PassedRequests are those in which a rule group finds nothing', () => {
    const Statement = { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } }
    const edge = new Edge({ rules: [{ Name: 'common', Priority: 0, Statement }], traffic: [reader] })
    edge.advance(60)
    expect(edge.count('PassedRequests', 'common')).toBe(1_200)
  })

  test('those of a distribution are in us-east-1 and name no region', () => {
    const edge = new Edge({ scope: 'CLOUDFRONT', rules: [auth], traffic: [{ ...guesser, to: distribution }] })
    edge.advance(60)
    expect(edge.count('BlockedRequests', 'auth')).toBe(600)
  })

  test('there are none of a rule that has them switched off', () => {
    const VisibilityConfig = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: false, MetricName: 'auth' }
    const edge = new Edge({ rules: [{ ...auth, VisibilityConfig }], traffic: [guesser] })
    edge.advance(60)
    expect(edge.count('BlockedRequests', 'auth')).toBe(0)
  })
})
