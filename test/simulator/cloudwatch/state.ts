import type { JsonObject } from '../operation.ts'
import type { Alarms, AlarmState, Metric, MetricSource, Span } from '../neighbours.ts'
import { seeded } from '../random.ts'
import type { World } from '../world.ts'
import { composedReason, reasonOf } from './reasons.ts'

export interface Alarm {
  readonly name: string
  readonly arn: string
  state: AlarmState
  reason: string
  /** Milliseconds since 1970: when the state was last set, and when it last became another. */
  updatedAt: number
  transitionedAt: number
  readonly configuredAt: number
  /** Of a composite alarm: it is in ALARM when any of these is. A metric alarm has none. */
  readonly children: readonly string[] | undefined
  /** Other members that DescribeAlarms shows. */
  readonly document: JsonObject
}

interface NewAlarm {
  name: string
  state?: AlarmState
  children?: readonly string[]
  document?: JsonObject
}

const minute = 60_000

/** Amazon CloudWatch: alarms that tests flip, and the metrics that other services tell it. */
export class CloudWatch implements Alarms {
  readonly alarms = new Map<string, Alarm>()
  readonly sources: MetricSource[] = []
  /** Milliseconds, at most, until a minute that is over can be read. */
  metricLag = 2 * minute
  private readonly world: World
  private readonly listeners: ((name: string, state: AlarmState) => void)[] = []

  constructor(world: World) {
    this.world = world
  }

  addAlarm({ name, state = 'OK', children, document = {} }: NewAlarm): Alarm {
    const now = this.world.now()
    const alarm: Alarm = {
      name,
      arn: this.world.arn('cloudwatch', `alarm:${name}`),
      state,
      reason: reasonOf(state, now, document),
      updatedAt: now,
      transitionedAt: now,
      configuredAt: now,
      children,
      document,
    }
    this.alarms.set(name, alarm)
    return alarm
  }

  state(name: string): AlarmState | undefined {
    return this.alarms.get(name)?.state
  }

  /** An alarm goes off, or calms down; one that is not there is made. Composite alarms follow. */
  set(name: string, state: AlarmState, reason?: string): void {
    const alarm = this.alarms.get(name) ?? this.addAlarm({ name })
    const now = this.world.now()
    if (alarm.state !== state) alarm.transitionedAt = now
    Object.assign(alarm, { state, updatedAt: now, reason: reason ?? reasonOf(state, now, alarm.document) })
    this.world.note(name, state)
    for (const listener of this.listeners) listener(name, state)
    for (const parent of this.parentsOf(name)) this.follow(parent, alarm)
  }

  onChange(listener: (name: string, state: AlarmState) => void): void {
    this.listeners.push(listener)
  }

  parentsOf(name: string): Alarm[] {
    return [...this.alarms.values()].filter(({ children }) => children?.includes(name))
  }

  /** The sum of a metric over a time, of those minutes that can be read by now. */
  sum(metric: Metric, region: string, { from, to }: Span): number {
    const source = this.sources.find(({ namespace }) => namespace === metric.namespace)
    return source?.sum(metric, region, { from, to: Math.min(to, this.readableUntil()) }) ?? 0
  }

  list(region: string, span: Span): Metric[] {
    const until = Math.min(span.to, this.readableUntil())
    return this.sources.flatMap(source => source.list(region, { ...span, to: until }))
  }

  /** The end of the last minute that can be read. How late it is differs from minute to minute. */
  private readableUntil(): number {
    const now = this.world.now()
    let until = Math.floor(now / minute) * minute
    while (until + this.metricLag * seeded(this.world.seed ^ (until / minute))() > now) until -= minute
    return until
  }

  private follow(parent: Alarm, child: Alarm): void {
    const state = parent.children?.some(name => this.state(name) === 'ALARM') ? 'ALARM' : 'OK'
    if (state !== parent.state) this.set(parent.name, state, composedReason(child))
  }
}
