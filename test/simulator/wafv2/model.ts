import type { Scope } from '@aws-sdk/client-wafv2'
import type { JsonObject } from '../operation.ts'
import type { Inspection } from './inspection.ts'

export interface WebAcl {
  readonly name: string
  readonly id: string
  readonly arn: string
  readonly scope: Scope
  /** What UpdateWebACL replaces as a whole, in raw JSON: it may hold members that no SDK knows yet. */
  document: JsonObject
  /** What a web ACL shows and no request can change, such as Firewall Manager's rule groups. */
  readonly foreign: JsonObject
  lockToken: string
  /** Until then it is not found, and until the second instant nothing can be done with it. */
  readonly knownFrom: number
  readonly usableFrom: number
  /** What it did with the traffic. */
  readonly inspection: Inspection
  /** The rules that traffic meets, the oldest first: a change reaches it some time after it was made. */
  readonly inForce: Configuration[]
}

/** What a web ACL does from an instant on, until the next one's. */
export interface Configuration {
  readonly from: number
  /** Milliseconds for which rates are not counted after it, where it changed their settings. */
  readonly pause: number
  readonly document: JsonObject
}

/** A resource that is or was protected. */
export interface Association {
  readonly resource: string
  /** `undefined` for one that was taken away. */
  readonly webAcl: string | undefined
  /** Traffic meets it from this instant on. */
  readonly from: number
}

/** What statements refer to by ARN. */
export type Entity =
  | { is: 'ip-set'; addresses: readonly string[] }
  /** `capacity` in WCU. */
  | { is: 'rule-group'; capacity: number }
  | { is: 'regex-pattern-set'; patterns: readonly string[] }
