import type { Operation } from '../operation.ts'
import { describeAlarms } from './describe-alarms.ts'
import { getMetricData } from './get-metric-data.ts'
import { getMetricStatistics } from './get-metric-statistics.ts'
import { listMetrics } from './list-metrics.ts'
import { setAlarmState } from './set-alarm-state.ts'

/** What the simulator has of Amazon CloudWatch. */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeAlarms: describeAlarms,
  GetMetricData: getMetricData,
  GetMetricStatistics: getMetricStatistics,
  ListMetrics: listMetrics,
  SetAlarmState: setAlarmState,
}
