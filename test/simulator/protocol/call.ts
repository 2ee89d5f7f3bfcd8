import type { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'

/** An HTTP request as a service reads it, whichever way it came. */
export interface WireRequest {
  /** The request id that the service answers with. */
  id: string
  method: string
  url: URL
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: string
}

export interface WireReply {
  status: number
  headers: Record<string, string>
  body: string
}

/** The account and region whose resources a call is about. */
interface Place {
  readonly account: string
  readonly region: string
}

/** A request that was understood, before anything has happened. */
export interface Call {
  /** As IAM writes it: `ecs`, `ecr`, `elasticloadbalancing`, `logs`, `sts`; or `github`, or `web` for other addresses. */
  readonly service: string
  /** `UpdateService`; for GitHub, OpenAPI's operation id such as `git/get-ref`. */
  readonly operation: string
  readonly input: JsonObject
  readonly place: Place
  readonly dialect: Dialect
  /** Does what was asked and gives the reply's members. Refuses by throwing an `AwsFault`. */
  perform(): JsonObject
}

/** How a protocol words its answers. */
export interface Dialect {
  reply(output: JsonObject): WireReply
  refuse(fault: AwsFault): WireReply
  /** The refusals that any operation may give, in this protocol's codes. */
  trouble(trouble: Trouble, call: Call): AwsFault
}

export type Trouble = 'throttled' | 'throttled-secondary' | 'denied' | 'expired' | 'skewed' | 'failed' | 'unavailable'
