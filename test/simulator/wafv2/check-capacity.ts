import type { CheckCapacityRequest } from '@aws-sdk/client-wafv2'
import type { Operation } from '../operation.ts'
import { capacityOf } from './capacity.ts'
import { checkLimits, checkRules } from './check-rules.ts'
import { ensureScope } from './request.ts'
import { rulesOf } from './web-acl.ts'

/** What rules would need; of more than there is, whether it says how much is not known. */
export const checkCapacity: Operation = (world, input, sender) => {
  const { Scope: scope = 'REGIONAL' } = input as unknown as CheckCapacityRequest
  ensureScope(scope, sender)
  checkRules(world, rulesOf(input), { scope })
  if (world.waf.assumptions.capacityCheckRefuses) checkLimits(world, rulesOf(input))
  return { Capacity: capacityOf(world, rulesOf(input)) }
}
