import type { CreateWebACLRequest } from '@aws-sdk/client-wafv2'
import type { Operation } from '../operation.ts'
import { checkDocument } from './check-document.ts'
import { refusal } from './faults.ts'
import { ensureScope } from './request.ts'
import { documentOf, summary } from './web-acl.ts'

/** What it makes cannot be used for a while. */
export const createWebAcl: Operation = (world, input, sender) => {
  const { Name: name = '', Scope: scope = 'REGIONAL' } = input as unknown as CreateWebACLRequest
  const document = documentOf(input)
  ensureScope(scope, sender)
  checkDocument(world, document, { scope })
  const others = [...world.waf.webAcls.values()].filter(other => other.scope === scope)
  if (others.some(other => other.name === name)) throw refusal('WAFDuplicateItemException')
  if (others.length >= 100) throw refusal('WAFLimitsExceededException')
  return { Summary: summary(world, world.waf.createWebAcl({ name, scope, document })) }
}
