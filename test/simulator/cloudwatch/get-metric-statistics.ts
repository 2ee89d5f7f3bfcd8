import type { GetMetricStatisticsInput } from '@aws-sdk/client-cloudwatch'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { notSimulated } from './faults.ts'
import { ensureSum, metricOf, pointsOf, timeProblem } from './points.ts'

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
const mostPoints = 1_440

/** The data points come in no order. */
export const getMetricStatistics: Operation = (world, input, { region }) => {
  const request = input as unknown as Wire
  if (request.ExtendedStatistics) throw notSimulated('extended statistics')
  ensureSum(request.Statistics ?? [])
  const times = { from: request.StartTime * 1000, to: request.EndTime * 1000, period: request.Period ?? 0 }
  const problem = timeProblem(times)
  if (problem !== undefined) throw new AwsFault('InvalidParameterValueException', problem)
  const wanted = Math.ceil((times.to - times.from) / times.period / 1000)
  if (wanted > mostPoints) throw new AwsFault('InvalidParameterCombinationException', tooMany(wanted))
  const points = pointsOf(world, { metric: metricOf(request), region, ...times })
  const halves = [points.filter((_, index) => index % 2 === 1), points.filter((_, index) => index % 2 === 0)]
  return {
    Label: request.MetricName ?? '',
    Datapoints: halves.flat().map(({ at, sum }) => ({ Timestamp: at / 1000, Sum: sum, Unit: 'None' })),
  }
}

/** Times are seconds since 1970 in JSON. */
type Wire = Omit<GetMetricStatisticsInput, 'StartTime' | 'EndTime'> & { StartTime: number; EndTime: number }

/** Seen in https://github.com/cloud-custodian/cloud-custodian/issues/7683. */
function tooMany(wanted: number): string {
  return (
    `You have requested up to ${wanted} datapoints, which exceeds the limit of ${mostPoints}. You may reduce the ` +
    'datapoints requested by increasing Period, or decreasing the time range.'
  )
}
