import type { GetWebACLForResourceRequest } from '@aws-sdk/client-wafv2'
import type { Operation } from '../operation.ts'
import { ensureResource } from './resource.ts'
import { described } from './web-acl.ts'

/** A resource without a web ACL gets an answer with nothing in it. */
export const getWebAclForResource: Operation = (world, input, sender) => {
  const { ResourceArn = '' } = input as unknown as GetWebACLForResourceRequest
  ensureResource(world, ResourceArn, sender)
  const webAcl = world.waf.protecting(ResourceArn)
  return webAcl ? { WebACL: described(world, webAcl) } : {}
}
