import type { DescribeLogGroupsRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { Operation } from '../operation.ts'
import { page } from '../paging.ts'

/** By prefix, in the order of their names. */
export const describeLogGroups: Operation = (world, input) => {
  const request = input as unknown as DescribeLogGroupsRequest
  const groups = [...world.logs.groups.values()]
    .filter(group => group.name.startsWith(request.logGroupNamePrefix ?? ''))
    .sort((one, other) => one.name.localeCompare(other.name))
  const { items, nextToken } = page(
    groups,
    { maxResults: request.limit, nextToken: request.nextToken },
    { usual: 50, most: 50 },
  )
  return {
    logGroups: items.map(({ name, createdAt }) => ({
      logGroupName: name,
      creationTime: createdAt,
      metricFilterCount: 0,
      arn: world.arn('logs', `log-group:${name}:*`),
      logGroupArn: world.arn('logs', `log-group:${name}`),
      storedBytes: 0,
    })),
    ...(nextToken && { nextToken }),
  }
}
