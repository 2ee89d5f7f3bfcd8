import { added, bySpan, most, total } from './metric.ts'
import type { Metric, Period, Point } from './metric.ts'
import type { RateAction } from './rate-rule.ts'

/** A rule in the metrics of its web ACL. */
export interface MeteredRule {
  /** Metric names, which are the values of the dimensions (developer guide, "AWS WAF metrics and dimensions"). */
  webAcl: string
  rule: string
  /** Absent for CloudFront, whose metrics have no such dimension. */
  region: string | undefined
}

/** Every request ends by one of these. */
const ends = ['AllowedRequests', 'BlockedRequests', 'CaptchaRequests', 'ChallengeRequests', 'MonetizeRequests']
const endsByDefault = ['AllowedRequests', 'BlockedRequests']

/** The metrics that tell what a rule did, and to how many of all requests. */
export function trafficMetrics({ webAcl, rule, region }: MeteredRule): Record<string, Metric> {
  const metric = (of: string, name: string): [string, Metric] => [
    `${of} ${name}`,
    {
      namespace: 'AWS/WAFV2',
      metric: name,
      dimensions: { WebACL: webAcl, Rule: of, ...(region !== undefined && { Region: region }) },
    },
  ]
  return Object.fromEntries([
    metric(rule, 'CountedRequests'),
    metric(rule, 'BlockedRequests'),
    ...ends.map(name => metric('ALL', name)),
    ...endsByDefault.map(name => metric('Default_Action', name)),
  ])
}

/** Requests over time. */
export interface Traffic {
  /** Over the limit of the rule: counted or blocked, whichever it does. */
  over: readonly Point[]
  all: readonly Point[]
}

type Points = Readonly<Record<string, readonly Point[]>>

/**
 * Reads what `trafficMetrics` asked for. Whether `ALL` includes requests that only met the default action is not said
 * clearly: where it does, that number is all of them, and where it does not, the larger of both is too few. So a share
 * of all requests is never made too small.
 */
export function readTraffic(points: Points, { rule, action }: { rule: string; action: RateAction }): Traffic {
  const of = (part: string, names: readonly string[]): Point[] =>
    added(names.map(name => points[`${part} ${name}`] ?? []))
  const byDefault = new Map(of('Default_Action', endsByDefault).map(({ at, value }) => [at, value]))
  const ended = new Map(of('ALL', ends).map(({ at, value }) => [at, value]))
  const times = new Set([...ended.keys(), ...byDefault.keys()])
  return {
    over: of(rule, [action === 'count' ? 'CountedRequests' : 'BlockedRequests']),
    all: [...times].map(at => ({ at, value: Math.max(ended.get(at) ?? 0, byDefault.get(at) ?? 0) })),
  }
}

/** What was seen of a rule in a period. */
export interface TrafficSum {
  period: Period
  over: number
  all: number
  /** The most over the limit in five minutes. */
  peak: number
}

/** Milliseconds; a peak is one of so long. */
const peakSpan = 300_000

export function summed({ over, all }: Traffic, period: Period): TrafficSum {
  return { period, over: total(over), all: total(all), peak: most(bySpan(over, peakSpan)) }
}

/** From 0 to 1; undefined where there was no request, so that nothing can be said of a share. */
export function shareOf({ over, all }: Pick<TrafficSum, 'over' | 'all'>): number | undefined {
  return all > 0 ? over / all : undefined
}

/** `0.51 %`; what is less than can be told so is not called nothing. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.0001) return 'less than 0.01 %'
  return `${(share * 100).toLocaleString('en-US', { maximumSignificantDigits: share < 0.01 ? 2 : 3 })} %`
}

/** Reads a share as people write it. Throws an Error whose message continues the name of the input. */
export function readShare(text: string): number {
  const [, number] = /^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(text) ?? []
  if (number !== undefined && Number(number) <= 100) return Number(number) / 100
  throw new Error(`is ${JSON.stringify(text.slice(0, 80))}; it takes a share of all requests, such as 1% or 0.05%`)
}

/** `81,000`. */
export function numberText(number: number): string {
  return number.toLocaleString('en-US')
}
