import type { DisassociateWebACLRequest } from '@aws-sdk/client-wafv2'
import type { Operation } from '../operation.ts'
import { ensureResource } from './resource.ts'

export const disassociateWebAcl: Operation = (world, input, sender) => {
  const { ResourceArn = '' } = input as unknown as DisassociateWebACLRequest
  ensureResource(world, ResourceArn, sender)
  world.waf.associate(ResourceArn, undefined)
  return {}
}
