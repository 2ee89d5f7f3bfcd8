import type { Operation } from '../operation.ts'
import { describeLogGroups } from './describe-log-groups.ts'
import { describeLogStreams } from './describe-log-streams.ts'
import { getLogEvents } from './get-log-events.ts'

/** What the simulator has of CloudWatch Logs. */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  GetLogEvents: getLogEvents,
}
