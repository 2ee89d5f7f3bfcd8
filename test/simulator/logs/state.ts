import { AwsFault } from '../fault.ts'
import type { LogGroups } from '../neighbours.ts'
import { seeded } from '../random.ts'
import type { World } from '../world.ts'

export interface LogEvent {
  /** When the program printed it, milliseconds since 1970. */
  timestamp: number
  message: string
  /** From when on it can be read. */
  ingestionTime: number
}

export interface LogStream {
  readonly name: string
  readonly createdAt: number
  /** From when on the API knows it. */
  readonly visibleFrom: number
  readonly events: LogEvent[]
}

interface LogGroup {
  readonly name: string
  readonly createdAt: number
  readonly streams: Map<string, LogStream>
}

/** Amazon CloudWatch Logs. What is printed can be read later only, and its stream appears later still. */
export class Logs implements LogGroups {
  readonly groups = new Map<string, LogGroup>()
  /** Milliseconds, at most, until a printed line can be read. */
  ingestionLag = 2_000
  /** Milliseconds until a new stream exists for the API. */
  streamLag = 1_000
  /** Chance that a page is empty although more follows, as GetLogEvents is documented to do. */
  emptyPages = 0
  /** A chance of its own, so that asking does not change what happens. */
  readonly chance: () => number
  readonly world: World

  constructor(world: World) {
    this.world = world
    this.chance = seeded(world.seed ^ 0x6c6f6773)
  }

  createGroup(name: string): LogGroup {
    const group: LogGroup = { name, createdAt: this.world.now(), streams: new Map() }
    this.groups.set(name, group)
    return group
  }

  exists(group: string): boolean {
    return this.groups.has(group)
  }

  open({ group, stream }: { group: string; stream: string }): void {
    this.streamToWrite(group, stream)
  }

  write({ group, stream: name, message }: { group: string; stream: string; message: string }): void {
    const stream = this.streamToWrite(group, name)
    // Logs knows whole milliseconds only.
    const now = Math.floor(this.world.now())
    const earliest = Math.max(Math.ceil(stream.visibleFrom), stream.events.at(-1)?.ingestionTime ?? 0)
    const ingestionTime = Math.max(earliest, now + Math.floor(this.world.timeline.random() * this.ingestionLag))
    stream.events.push({ timestamp: now, message, ingestionTime })
  }

  /** Finds a group as every operation does. */
  group(name: string): LogGroup {
    const group = this.groups.get(name)
    if (group) return group
    throw new AwsFault('ResourceNotFoundException', 'The specified log group does not exist.')
  }

  /** Finds a stream as every operation does: one that just came to be does not exist yet. */
  stream(group: string, name: string): LogStream {
    const stream = this.group(group).streams.get(name)
    if (stream && stream.visibleFrom <= this.world.now()) return stream
    throw new AwsFault('ResourceNotFoundException', 'The specified log stream does not exist.')
  }

  /** What can be read of a stream by now. */
  readable({ events }: LogStream): LogEvent[] {
    return events.filter(event => event.ingestionTime <= this.world.now())
  }

  private streamToWrite(groupName: string, name: string): LogStream {
    const group = this.groups.get(groupName) ?? this.createGroup(groupName)
    const known = group.streams.get(name)
    if (known) return known
    const now = this.world.now()
    const stream: LogStream = { name, createdAt: now, visibleFrom: now + this.streamLag, events: [] }
    group.streams.set(name, stream)
    return stream
  }
}
