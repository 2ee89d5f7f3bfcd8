import type { GetWebACLRequest } from '@aws-sdk/client-wafv2'
import type { Operation } from '../operation.ts'
import { invalidParameter } from './faults.ts'
import { namedWebAcl, webAclWithArn } from './request.ts'
import { described } from './web-acl.ts'

/** By name, id and scope, or by ARN. */
export const getWebAcl: Operation = (world, input, sender) => {
  const { ARN, Name, Id, Scope } = input as GetWebACLRequest
  if (ARN !== undefined) {
    const webAcl = webAclWithArn(world, ARN, sender)
    return { WebACL: described(world, webAcl), LockToken: webAcl.lockToken }
  }
  if (Name === undefined || Id === undefined || Scope === undefined) {
    throw invalidParameter({
      field: 'WEB_ACL',
      parameter: 'WebACL',
      reason: 'Specify either the ARN, or the name, the ID and the scope.',
    })
  }
  const webAcl = namedWebAcl(world, { Name, Id, Scope }, sender)
  return { WebACL: described(world, webAcl), LockToken: webAcl.lockToken }
}
