import type { Behaviour } from './behaviour.ts'

/**
 * What the simulated ECS needs of the other services. They are separate so that each service is one folder that
 * knows nothing of the others' insides.
 */
export interface ImageRegistry {
  /** What a task that starts now gets for this image reference, on `platform` such as `linux/amd64`. */
  pull(reference: string, platform: string): Pulled
}

export type Pulled =
  | { is: 'pulled'; digest: string; behaviour: Behaviour }
  /** `reason` is the stopped reason in ECS's words, such as `CannotPullContainerError: …`. */
  | { is: 'failed'; reason: string }

export interface Target {
  ip: string
  port: number
}

/** What the program behind a target answers to a health check at this moment: an HTTP status, or nothing in time. */
export type Answer = number | 'timeout'

export interface TargetGroups {
  exists(arn: string): boolean
  register(arn: string, target: Target, answers: () => Answer): void
  /** Registers a target that has been healthy for long: for a world that begins in the middle of things. */
  adopt(arn: string, target: Target, answers: () => Answer): void
  /** Begins draining; the target is gone after the group's deregistration delay. */
  deregister(arn: string, target: Target): void
  /** `undefined` once the target is gone. */
  state(arn: string, target: Target): TargetState | undefined
  /** Calls back when a target's state has changed or the target is gone, so that nobody has to ask all the time. */
  onChange(listener: (arn: string, target: Target) => void): void
}

export interface TargetState {
  state: 'initial' | 'healthy' | 'unhealthy' | 'draining' | 'unused' | 'unavailable'
  /** As in ELB's `Target.ResponseCodeMismatch`. */
  reason?: string
  description?: string
}

export interface LogGroups {
  exists(group: string): boolean
  /** Makes the stream that a program will print to; one that prints nothing has an empty stream. */
  open(stream: { group: string; stream: string }): void
  write(line: { group: string; stream: string; message: string }): void
}

/** A time, in milliseconds since 1970; the end does not belong to it. */
export interface Span {
  from: number
  to: number
}

export interface Metric {
  namespace: string
  name: string
  dimensions: Readonly<Record<string, string>>
}

/** A service that tells CloudWatch how often something happened. */
export interface MetricSource {
  readonly namespace: string
  /** The metrics that a region's CloudWatch got from it in a time. */
  list(region: string, span: Span): Metric[]
  /** How often it happened in a time that is over. */
  sum(metric: Metric, region: string, span: Span): number
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

export interface Alarms {
  /** `undefined` for an alarm that does not exist. */
  state(name: string): AlarmState | undefined
  /** An alarm goes off or calms down; one that does not exist is made. */
  set(name: string, state: AlarmState): void
  /** Calls back whenever a state is set, also to what it was. */
  onChange(listener: (name: string, state: AlarmState) => void): void
}
