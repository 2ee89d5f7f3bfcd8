import type { Rule, VisibilityConfig } from '@aws-sdk/client-wafv2'
import type { Json, JsonObject } from '../operation.ts'
import type { World } from '../world.ts'
import { capacityOf } from './capacity.ts'
import type { WebAcl } from './model.ts'

/** A web ACL as GetWebACL shows it. What a request set is given back as it was sent. */
export function described(world: World, webAcl: WebAcl): JsonObject {
  const { name, id, arn, document, foreign } = webAcl
  const { showsEmptyDescription } = world.waf.assumptions
  return {
    Name: name,
    Id: id,
    ARN: arn,
    ...(showsEmptyDescription && { Description: '' }),
    ...document,
    Capacity: capacityOf(world, rulesOf(document)),
    ManagedByFirewallManager: false,
    RetrofittedByFirewallManager: false,
    LabelNamespace: `awswaf:${world.account}:webacl:${name}:`,
    ...foreign,
  }
}

/** What a request says of the web ACL itself: all but its name, its token and its tags. */
export function documentOf(input: JsonObject): JsonObject {
  const beside = ['Name', 'Id', 'Scope', 'LockToken', 'Tags']
  return Object.fromEntries(Object.entries(input).filter(([member]) => !beside.includes(member)))
}

/** A web ACL as lists show it. */
export function summary({ waf }: World, { name, id, arn, document, lockToken }: WebAcl): JsonObject {
  const Description = document.Description ?? (waf.assumptions.showsEmptyDescription ? '' : undefined)
  return { Name: name, Id: id, Description, LockToken: lockToken, ARN: arn }
}

/** A document in which rate-based statements say their window even where they were sent without one. */
export function withUsualWindow(document: JsonObject): JsonObject {
  const rules = rulesOf(document).map(rule => {
    const rate = rule.Statement?.RateBasedStatement
    if (!rate || rate.EvaluationWindowSec !== undefined) return rule
    return { ...rule, Statement: { RateBasedStatement: { ...rate, EvaluationWindowSec: 300 } } }
  })
  return document.Rules === undefined ? document : { ...document, Rules: rules as unknown as Json }
}

/** The rules of a raw document; those that this SDK does not know are among them. */
export function rulesOf({ Rules = [] }: JsonObject): readonly Rule[] {
  return Rules as unknown as readonly Rule[]
}

/** How a raw document is to be seen; settings that are not there are off. */
export function visibilityOf({ VisibilityConfig = {} }: JsonObject): Partial<VisibilityConfig> {
  return VisibilityConfig as Partial<VisibilityConfig>
}
