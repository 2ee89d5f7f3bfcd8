import type { AssociateWebACLRequest } from '@aws-sdk/client-wafv2'
import type { Operation } from '../operation.ts'
import { invalidParameter } from './faults.ts'
import { webAclWithArn } from './request.ts'
import { ensureResource } from './resource.ts'

/** Regional resources alone: a distribution names its web ACL itself. */
export const associateWebAcl: Operation = (world, input, sender) => {
  const { WebACLArn = '', ResourceArn = '' } = input as unknown as AssociateWebACLRequest
  const webAcl = webAclWithArn(world, WebACLArn, sender)
  if (webAcl.scope !== 'REGIONAL') {
    throw invalidParameter({ field: 'WEB_ACL', parameter: WebACLArn, reason: 'The scope is not valid.' })
  }
  ensureResource(world, ResourceArn, sender)
  world.waf.ensureUsable(webAcl)
  world.waf.associate(ResourceArn, webAcl)
  return {}
}
