import { isDeepStrictEqual } from 'node:util'
import type { DefaultAction, Scope, UpdateWebACLRequest } from '@aws-sdk/client-wafv2'
import type { JsonObject } from '../operation.ts'
import type { World } from '../world.ts'
import { checkLimits, checkMetricName, checkRules } from './check-rules.ts'
import { checkConstraints } from './constraints.ts'
import { exactlyOne, invalidParameter } from './faults.ts'
import { kindsOf } from './statements.ts'
import { rulesOf } from './web-acl.ts'

interface Circumstances {
  scope: Scope
  /** What the web ACL was, if it is not new. */
  before?: JsonObject
}

/** Refuses what a web ACL cannot be. */
export function checkDocument(world: World, document: JsonObject, { scope, before }: Circumstances): void {
  const { DefaultAction, VisibilityConfig, ApplicationConfig, ...rest } = document as Partial<UpdateWebACLRequest>
  checkConstraints(document)
  checkDefaultAction(DefaultAction ?? {})
  checkMetricName(VisibilityConfig?.MetricName)
  checkRules(world, rulesOf(document), { scope, bodies: rest.CustomResponseBodies ?? {} })
  checkLimits(world, rulesOf(document))
  // "Any attempt to modify existing entries will result in an error" [SDK UpdateWebACLRequest].
  if (before && ApplicationConfig && !isDeepStrictEqual(ApplicationConfig, before.ApplicationConfig)) {
    const reason = 'The application configuration of a web ACL cannot be changed.'
    throw invalidParameter({ field: 'WEB_ACL', parameter: 'ApplicationConfig', reason })
  }
}

function checkDefaultAction(action: DefaultAction): void {
  if (kindsOf(action).length === 1) return
  throw invalidParameter({ field: 'DEFAULT_ACTION', parameter: 'DefaultAction', reason: exactlyOne })
}
