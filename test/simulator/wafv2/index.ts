import type { Operation } from '../operation.ts'
import { associateWebAcl } from './associate-web-acl.ts'
import { checkCapacity } from './check-capacity.ts'
import { createWebAcl } from './create-web-acl.ts'
import { disassociateWebAcl } from './disassociate-web-acl.ts'
import { getRateBasedStatementManagedKeys } from './get-rate-based-statement-managed-keys.ts'
import { getSampledRequests } from './get-sampled-requests.ts'
import { getWebAclForResource } from './get-web-acl-for-resource.ts'
import { getWebAcl } from './get-web-acl.ts'
import { listResourcesForWebAcl } from './list-resources-for-web-acl.ts'
import { listWebAcls } from './list-web-acls.ts'
import { updateWebAcl } from './update-web-acl.ts'

/** What the simulator has of AWS WAF. */
export const operations: Readonly<Record<string, Operation>> = {
  AssociateWebACL: associateWebAcl,
  CheckCapacity: checkCapacity,
  CreateWebACL: createWebAcl,
  DisassociateWebACL: disassociateWebAcl,
  GetRateBasedStatementManagedKeys: getRateBasedStatementManagedKeys,
  GetSampledRequests: getSampledRequests,
  GetWebACL: getWebAcl,
  GetWebACLForResource: getWebAclForResource,
  ListResourcesForWebACL: listResourcesForWebAcl,
  ListWebACLs: listWebAcls,
  UpdateWebACL: updateWebAcl,
}
