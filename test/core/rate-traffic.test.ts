import { describe, expect, test } from '@jest/globals'
import { added, bySpan, most, resolutionFor, total, wholeSpans } from '../../shared/core/metric.ts'
import type { Point } from '../../shared/core/metric.ts'
import { readShare, readTraffic, shareOf, shareText, summed, trafficMetrics } from '../../shared/core/rate-traffic.ts'

const minute = 60_000
const hour = 60 * minute
const at = (...values: number[]): Point[] => values.map((value, index) => ({ at: index * minute, value }))

describe('points', () => {
  test('are added up by their time, and by spans', () => {
    expect(added([at(1, 2), at(10)])).toEqual(at(11, 2))
    expect(bySpan(at(1, 2, 3, 4, 5, 6), 5 * minute)).toEqual([
      { at: 0, value: 15 },
      { at: 5 * minute, value: 6 },
    ])
    expect([total(at(1, 2, 3)), total([]), most(at(1, 9, 3)), most([])]).toEqual([6, 0, 9, 0])
  })

  test.each([
    [3 * hour, 60],
    [3 * hour + 1, 300],
    [63 * 24 * hour, 300],
  ])('of %d ms are asked for every %d s', (length, seconds) => {
    expect(resolutionFor({ from: 0, until: length })).toBe(seconds)
  })

  test('of a span that began before the period are not asked for', () => {
    expect(wholeSpans({ from: 1, until: 3 * minute }, 60)).toEqual({ from: minute, until: 3 * minute })
    expect(wholeSpans({ from: minute, until: 3 * minute }, 60)).toEqual({ from: minute, until: 3 * minute })
    expect(wholeSpans({ from: 1, until: 2 * minute - 1 }, 60)).toBeUndefined()
  })
})

describe('the metrics of a rule', () => {
  const metered = { webAcl: 'edge', rule: 'deploy-actions-login', region: 'us-west-2' }

  test('are named as WAF does: by metric names, and with a region unless they are of CloudFront', () => {
    const { 'ALL AllowedRequests': all } = trafficMetrics(metered)
    expect(all).toEqual({
      namespace: 'AWS/WAFV2',
      metric: 'AllowedRequests',
      dimensions: { WebACL: 'edge', Rule: 'ALL', Region: 'us-west-2' },
    })
    const global = Object.values(trafficMetrics({ ...metered, region: undefined }))
    expect(global.filter(({ dimensions }) => 'Region' in dimensions)).toEqual([])
  })

  const points = {
    'deploy-actions-login CountedRequests': at(4, 0, 6),
    'deploy-actions-login BlockedRequests': at(1),
    'ALL AllowedRequests': at(50, 0, 40),
    'ALL BlockedRequests': at(10),
  }

  test.each([
    ['count', 10],
    ['block', 1],
  ] as const)('say what it did while it was to %s', (action, over) => {
    const traffic = readTraffic(points, { rule: 'deploy-actions-login', action })
    expect(summed(traffic, { from: 0, until: hour })).toMatchObject({ over, all: 100 })
  })

  test.each([
    ['where ALL has those of the default action, they are not counted twice', at(20), 60 + 0 + 40],
    ['where ALL is without them, the share is too large rather than too small', at(200, 0, 10), 200 + 0 + 40],
  ])('%s', (_, byDefault, all) => {
    const traffic = readTraffic(
      { ...points, 'Default_Action AllowedRequests': byDefault },
      { rule: 'r', action: 'count' },
    )
    expect(total(traffic.all)).toBe(all)
  })

  test('know the most of five minutes', () => {
    const traffic = readTraffic({ 'r CountedRequests': at(1, 1, 1, 1, 1, 9, 9) }, { rule: 'r', action: 'count' })
    expect(summed(traffic, { from: 0, until: hour }).peak).toBe(18)
  })
})

describe('a share', () => {
  test('of no requests is none', () => {
    expect(shareOf({ over: 0, all: 0 })).toBeUndefined()
    expect(shareOf({ over: 412, all: 81_000 })).toBeCloseTo(0.005086)
  })

  test.each([
    [0, '0 %'],
    [0.00001, 'less than 0.01 %'],
    [0.005086, '0.51 %'],
    [0.0773, '7.73 %'],
    [1, '100 %'],
  ])('%d reads "%s"', (share, text) => {
    expect(shareText(share)).toBe(text)
  })

  test.each([
    ['1%', 0.01],
    ['0.5 %', 0.005],
    ['0%', 0],
    ['100%', 1],
  ])('is written %s', (text, share) => {
    expect(readShare(text)).toBeCloseTo(share)
  })

  test.each(['1', '0.01', '101%', '-1%', 'all', '1.%'])('is not written %j', text => {
    expect(() => readShare(text)).toThrow('it takes a share of all requests, such as 1% or 0.05%')
  })
})
