import type { DimensionFilter, ListMetricsInput } from '@aws-sdk/client-cloudwatch'
import type { Metric } from '../neighbours.ts'
import type { Operation } from '../operation.ts'
import { positionOf, tokenAt } from './paging.ts'

const hour = 3_600_000
/** A page has so many. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html */
const most = 500

/** Metrics that had data within two weeks, or within three hours. */
export const listMetrics: Operation = (world, input, { region }) => {
  const { Namespace, MetricName, Dimensions = [], NextToken, RecentlyActive } = input as ListMetricsInput
  const now = world.now()
  const from = now - (RecentlyActive === 'PT3H' ? 3 : 336) * hour
  const metrics = world.cloudwatch
    .list(region, { from, to: now })
    .filter(({ namespace }) => Namespace === undefined || namespace === Namespace)
    .filter(({ name }) => MetricName === undefined || name === MetricName)
    .filter(metric => Dimensions.every(filter => has(metric, filter)))
  const start = positionOf('metrics', NextToken, 'InvalidParameterValueException')
  const end = start + most
  return {
    Metrics: metrics.slice(start, end).map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    })),
    ...(end < metrics.length && { NextToken: tokenAt('metrics', end) }),
  }
}

function has({ dimensions }: Metric, { Name = '', Value }: DimensionFilter): boolean {
  return Value === undefined ? Name in dimensions : dimensions[Name] === Value
}
