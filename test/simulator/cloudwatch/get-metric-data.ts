import type { GetMetricDataInput, MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { JsonObject, Operation, Sender } from '../operation.ts'
import type { World } from '../world.ts'
import { notSimulated, unacceptable } from './faults.ts'
import { positionOf, tokenAt } from './paging.ts'
import { ensureSum, metricOf, pointsOf, timeProblem } from './points.ts'
import type { Point } from './points.ts'

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const most = { queries: 500, points: 100_800 }

/** The newest points first, if not said. Math is not simulated. */
export const getMetricData: Operation = (world, input, sender) => {
  const request = input as unknown as Wire
  const { MetricDataQueries: queries = [], MaxDatapoints = most.points } = request
  if (queries.length > most.queries) throw unacceptable(`There are more than ${most.queries} queries`)
  const found = queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .map(query => ({ query, points: pointsFor(world, query, { request, sender }) }))
  const start = positionOf('points', request.NextToken)
  const end = start + Math.min(MaxDatapoints, most.points)
  const total = found.reduce((sum, { points }) => sum + points.length, 0)
  return {
    MetricDataResults: cut(found, { start, end }),
    Messages: [],
    ...(end < total && { NextToken: tokenAt('points', end) }),
  }
}

/** Times are seconds since 1970 in JSON. */
type Wire = Omit<GetMetricDataInput, 'StartTime' | 'EndTime'> & { StartTime: number; EndTime: number }

interface Question {
  request: Wire
  sender: Sender
}

function pointsFor(world: World, { MetricStat, Expression }: MetricDataQuery, { request, sender }: Question): Point[] {
  if (Expression !== undefined || !MetricStat) throw notSimulated('expressions in GetMetricData')
  ensureSum([MetricStat.Stat])
  const times = { from: request.StartTime * 1000, to: request.EndTime * 1000, period: MetricStat.Period ?? 0 }
  const problem = timeProblem(times)
  if (problem !== undefined) throw unacceptable(problem)
  const points = pointsOf(world, { metric: metricOf(MetricStat.Metric ?? {}), region: sender.region, ...times })
  return request.ScanBy === 'TimestampAscending' ? points : points.reverse()
}

interface Answered {
  query: MetricDataQuery
  points: Point[]
}

/** The points from `start` to `end` of all of them in a row, each under its query. */
function cut(found: readonly Answered[], { start, end }: { start: number; end: number }): JsonObject[] {
  let before = 0
  return found.map(({ query: { Id = '', Label, MetricStat }, points }) => {
    const page = points.slice(Math.max(0, start - before), Math.max(0, end - before))
    before += points.length
    return {
      Id,
      Label: Label ?? MetricStat?.Metric?.MetricName ?? Id,
      Timestamps: page.map(({ at }) => at / 1000),
      Values: page.map(({ sum }) => sum),
      StatusCode: before > end ? 'PartialData' : 'Complete',
    }
  })
}
