import { isIPv6 } from 'node:net'
import type { GetRateBasedStatementManagedKeysRequest } from '@aws-sdk/client-wafv2'
import type { JsonObject, Operation } from '../operation.ts'
import { refusal } from './faults.ts'
import { namedWebAcl } from './request.ts'
import { rulesOf } from './web-acl.ts'

/** The addresses that a rule limits now, whatever its action; of rules in rule groups there are none here. */
export const getRateBasedStatementManagedKeys: Operation = (world, input, sender) => {
  const request = input as unknown as GetRateBasedStatementManagedKeysRequest
  const { Scope = 'REGIONAL', WebACLName: Name = '', WebACLId: Id = '', RuleName = '', RuleGroupRuleName } = request
  const webAcl = namedWebAcl(world, { Name, Id, Scope }, sender)
  const rule = rulesOf(webAcl.document).find(each => each.Name === RuleName)
  const rate = rule?.Statement?.RateBasedStatement
  if (!rate || RuleGroupRuleName !== undefined) throw refusal('WAFNonexistentItemException')
  if (rate.AggregateKeyType !== 'IP' && rate.AggregateKeyType !== 'FORWARDED_IP') {
    throw refusal('WAFUnsupportedAggregateKeyTypeException')
  }
  const keys = [...webAcl.inspection.limited(RuleName)]
  return {
    ManagedKeysIPV4: addresses(
      'IPV4',
      keys.filter(key => !isIPv6(key)).map(key => `${key}/32`),
    ),
    ManagedKeysIPV6: addresses(
      'IPV6',
      keys.filter(isIPv6).map(key => `${key}/128`),
    ),
  }
}

function addresses(version: 'IPV4' | 'IPV6', Addresses: string[]): JsonObject {
  return { IPAddressVersion: version, Addresses }
}
