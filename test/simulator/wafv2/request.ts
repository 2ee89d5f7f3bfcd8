import type { Scope } from '@aws-sdk/client-wafv2'
import type { Sender } from '../operation.ts'
import type { World } from '../world.ts'
import { invalidArn, invalidParameter, refusal } from './faults.ts'
import type { WebAcl } from './model.ts'

/** How most requests name a web ACL. */
export interface NamedWebAcl {
  Name: string
  Id: string
  Scope: Scope
}

/** Finds a web ACL by what names it. Only with both its name and its id is it the one. */
export function namedWebAcl(world: World, { Name, Id, Scope }: NamedWebAcl, sender: Sender): WebAcl {
  ensureScope(Scope, sender)
  const found = [...world.waf.webAcls.values()].find(
    ({ name, id, scope }) => name === Name && id === Id && scope === Scope,
  )
  if (!found || !isHere(world, found, sender)) throw refusal('WAFNonexistentItemException')
  return world.waf.webAcl(found.arn)
}

/** Finds a web ACL by its ARN. */
export function webAclWithArn(world: World, arn: string, sender: Sender): WebAcl {
  ensureArn(arn, 'WEB_ACL')
  const found = world.waf.webAcl(arn)
  if (!isHere(world, found, sender)) throw refusal('WAFNonexistentItemException')
  return found
}

/** Whether a region's endpoint knows a web ACL. */
export function isHere(world: World, { scope }: WebAcl, { region }: Sender): boolean {
  return region === (scope === 'CLOUDFRONT' ? 'us-east-1' : world.region)
}

/**
 * Web ACLs of CloudFront are at home in us-east-1. The text was seen in
 * https://github.com/aws-solutions/aws-waf-security-automations/issues/300.
 */
export function ensureScope(scope: Scope, { region }: Sender): void {
  if (scope !== 'CLOUDFRONT' || region === 'us-east-1') return
  throw invalidParameter({ field: 'SCOPE_VALUE', parameter: scope, reason: 'The scope is not valid.' })
}

/** Refuses what has not the form of an ARN. */
export function ensureArn(arn: string, field: 'WEB_ACL' | 'RESOURCE_ARN'): void {
  if (/^arn:[\w-]+:[\w-]+:[\w-]*:\d*:.+/.test(arn)) return
  throw invalidArn(arn, field)
}
