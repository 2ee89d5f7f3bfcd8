import type { ListResourcesForWebACLRequest } from '@aws-sdk/client-wafv2'
import type { Operation } from '../operation.ts'
import { invalidParameter } from './faults.ts'
import { webAclWithArn } from './request.ts'
import { resourceType } from './resource.ts'

/** Of one kind, load balancers if not said; CloudFront's distributions are listed by CloudFront. */
export const listResourcesForWebAcl: Operation = (world, input, sender) => {
  const request = input as unknown as ListResourcesForWebACLRequest
  const { WebACLArn = '', ResourceType = 'APPLICATION_LOAD_BALANCER' } = request
  const webAcl = webAclWithArn(world, WebACLArn, sender)
  if (webAcl.scope !== 'REGIONAL') {
    throw invalidParameter({ field: 'WEB_ACL', parameter: WebACLArn, reason: 'The scope is not valid.' })
  }
  return { ResourceArns: world.waf.protectedBy(webAcl).filter(arn => resourceType(arn) === ResourceType) }
}
