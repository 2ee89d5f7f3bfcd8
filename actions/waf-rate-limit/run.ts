import type { Context } from '../../shared/action.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import type { Waf } from '../../shared/aws/waf.ts'
import type { RateRule } from '../../shared/core/rate-rule.ts'
import type { WebAclAsked } from '../../shared/core/waf-names.ts'
import type { Scope } from '../../shared/core/web-acl.ts'

/** What this run is to bring about, and what it may use for that. */
export interface LimitRun {
  webAcl: WebAclAsked
  scope: Scope
  /** Where the web ACL is; absent for the region of the environment. */
  region: string | undefined
  rules: readonly RateRule[]
  /** ARN of what the web ACL is to protect. */
  resource: string | undefined
  /** Whether the resource may be taken from another web ACL. */
  replace: boolean
  /** How long a rule must have counted, in milliseconds. */
  soak: number
  /** The largest share of all requests that a rule may block, from 0 to 1. */
  maxShare: number
  /** How long to look on after a switch to Block, in milliseconds. */
  watch: number | undefined
  /** Names of alarms that must stay silent meanwhile. */
  alarms: readonly string[]
  showAddresses: boolean
  /** Milliseconds since 1970. */
  until: number
  context: Context
  waf: Waf
  /** The same services, for what is only looked at: one look that fails must not hold up the others. */
  evidence: AwsServices
}
