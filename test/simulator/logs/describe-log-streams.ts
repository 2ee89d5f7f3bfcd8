import type { DescribeLogStreamsRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { JsonObject, Operation } from '../operation.ts'
import { page } from '../paging.ts'
import type { World } from '../world.ts'
import { groupNamed } from './identifier.ts'
import type { LogStream } from './state.ts'

/** Streams that just came to be are not there yet; those that are may still lack their newest lines. */
export const describeLogStreams: Operation = (world, input) => {
  const request = input as unknown as DescribeLogStreamsRequest
  const group = world.logs.group(groupNamed(request))
  const visible = [...group.streams.values()]
    .filter(stream => stream.visibleFrom <= world.now() && stream.name.startsWith(request.logStreamNamePrefix ?? ''))
    .sort(order(request))
  const { items, nextToken } = page(
    visible,
    { maxResults: request.limit, nextToken: request.nextToken },
    { usual: 50, most: 50 },
  )
  return { logStreams: items.map(stream => described(world, group.name, stream)), ...(nextToken && { nextToken }) }
}

function order({ orderBy, descending }: DescribeLogStreamsRequest): (one: LogStream, other: LogStream) => number {
  const direction = descending === true ? -1 : 1
  const last = ({ events }: LogStream): number => events.at(-1)?.timestamp ?? 0
  return (one, other) =>
    direction * (orderBy === 'LastEventTime' ? last(one) - last(other) : one.name.localeCompare(other.name))
}

function described(world: World, group: string, stream: LogStream): JsonObject {
  const events = world.logs.readable(stream)
  const [first, last] = [events.at(0), events.at(-1)]
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first && { firstEventTimestamp: first.timestamp }),
    ...(last && { lastEventTimestamp: last.timestamp, lastIngestionTime: last.ingestionTime }),
    arn: world.arn('logs', `log-group:${group}:log-stream:${stream.name}`),
    storedBytes: 0,
  }
}
