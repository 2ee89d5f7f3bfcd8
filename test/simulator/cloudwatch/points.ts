import type { Dimension, Metric as SdkMetric } from '@aws-sdk/client-cloudwatch'
import type { Metric, Span } from '../neighbours.ts'
import type { World } from '../world.ts'
import { notSimulated } from './faults.ts'

export interface Point {
  /** When its period begins, in milliseconds since 1970. */
  at: number
  sum: number
}

interface Asked extends Span {
  metric: Metric
  region: string
  /** Seconds. */
  period: number
}

const minute = 60_000

/** A metric as requests write it. */
export function metricOf({ Namespace = '', MetricName = '', Dimensions = [] }: SdkMetric): Metric {
  const dimensions = Dimensions.map(({ Name = '', Value = '' }: Dimension) => [Name, Value] as const)
  return { namespace: Namespace, name: MetricName, dimensions: Object.fromEntries(dimensions) }
}

/**
 * The data points of a metric, the oldest first. The start is rounded down to the minute; a period in which nothing
 * happened has none.
 */
export function pointsOf(world: World, { metric, region, from, to, period }: Asked): Point[] {
  const points: Point[] = []
  for (let at = Math.floor(from / minute) * minute; at < to; at += period * 1000) {
    const sum = world.cloudwatch.sum(metric, region, { from: at, to: Math.min(at + period * 1000, to) })
    if (sum > 0) points.push({ at, sum })
  }
  return points
}

/** What is wrong with the times of a question, if anything. */
export function timeProblem({ from, to, period }: Pick<Asked, 'from' | 'to' | 'period'>): string | undefined {
  if (from >= to) return 'The parameter StartTime must be less than the parameter EndTime.'
  return period < 60 || period % 60 !== 0 ? 'The parameter Period must be a multiple of 60.' : undefined
}

/** WAF's metrics are sums, and no others are here. */
export function ensureSum(statistics: readonly (string | undefined)[]): void {
  const other = statistics.find(statistic => statistic !== 'Sum')
  if (other !== undefined) throw notSimulated(`the statistic ${other}, only Sum`)
}
