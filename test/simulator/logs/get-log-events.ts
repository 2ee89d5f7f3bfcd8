import type { GetLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { groupNamed } from './identifier.ts'
import type { LogEvent } from './state.ts'

/** A page holds this many events, and this many bytes; every event counts 26 bytes beside its message. */
const most = { events: 10_000, bytes: 1_048_576, overhead: 26 }

/**
 * A window into a stream. Both tokens are always given: whoever reads on knows the end by getting back the token that
 * was passed. A page may be empty although more follows.
 */
export const getLogEvents: Operation = (world, input) => {
  const request = input as unknown as GetLogEventsRequest
  const stream = world.logs.stream(groupNamed(request), request.logStreamName ?? '')
  const events = world.logs.readable(stream)
  const token = readToken(request)
  const more = token?.direction === 'f' && token.fresh && token.position < events.length
  if (more && world.logs.emptyPages > world.logs.chance()) {
    return { events: [], ...tokens({ start: token.position, end: token.position, fresh: false }) }
  }
  const range = window(events, token ?? firstLook(request, events), request)
  return {
    events: events
      .slice(range.start, range.end)
      .filter(event => wanted(event, request))
      .map(event => ({ ...event })),
    ...tokens({ ...range, fresh: true }),
  }
}

interface Position {
  direction: 'f' | 'b'
  /** How many events of the stream are before it. */
  position: number
  /** Not the token of an empty page: that page is followed by a full one. */
  fresh: boolean
}

function readToken({ nextToken, startFromHead }: GetLogEventsRequest): Position | undefined {
  if (nextToken === undefined) return undefined
  const [, direction, position, kind] = /^([fb])\/(\d+)\/([se])$/.exec(nextToken) ?? []
  if (direction === undefined || position === undefined) {
    throw new AwsFault('InvalidParameterException', 'The specified nextToken is invalid.')
  }
  if (direction === 'f' && startFromHead !== true) {
    throw new AwsFault('InvalidParameterException', 'startFromHead must be true when nextToken is a nextForwardToken.')
  }
  return { direction: direction === 'f' ? 'f' : 'b', position: Number(position), fresh: kind === 's' }
}

function firstLook({ startFromHead }: GetLogEventsRequest, events: readonly LogEvent[]): Position {
  return startFromHead === true
    ? { direction: 'f', position: 0, fresh: true }
    : { direction: 'b', position: events.length, fresh: true }
}

interface Range {
  start: number
  end: number
}

/** Takes events from a position in its direction, as many as a page may hold. Others than those asked for are skipped. */
function window(events: readonly LogEvent[], from: Position, request: GetLogEventsRequest): Range {
  const step = from.direction === 'f' ? 1 : -1
  const limit = Math.min(request.limit ?? most.events, most.events)
  let { position } = from
  let taken = 0
  let bytes = 0
  for (;;) {
    const event = events[step > 0 ? position : position - 1]
    if (!event || taken === limit) break
    const size = wanted(event, request) ? Buffer.byteLength(event.message) + most.overhead : 0
    if (taken > 0 && bytes + size > most.bytes) break
    bytes += size
    taken += size > 0 ? 1 : 0
    position += step
  }
  return { start: Math.min(from.position, position), end: Math.max(from.position, position) }
}

function wanted({ timestamp }: LogEvent, { startTime = 0, endTime = Infinity }: GetLogEventsRequest): boolean {
  return timestamp >= startTime && timestamp < endTime
}

function tokens({ start, end, fresh }: Range & { fresh: boolean }): {
  nextForwardToken: string
  nextBackwardToken: string
} {
  const digits = (position: number): string => String(position).padStart(56, '0')
  const kind = fresh ? 's' : 'e'
  return { nextForwardToken: `f/${digits(end)}/${kind}`, nextBackwardToken: `b/${digits(start)}/s` }
}
