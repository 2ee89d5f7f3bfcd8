import type { Rule, RuleAction, Scope, Statement } from '@aws-sdk/client-wafv2'
import type { World } from '../world.ts'
import { capacityOf, managedGroups, mostCapacity } from './capacity.ts'
import { checkRate } from './check-rate.ts'
import { exactlyOne, invalidParameter, refusal } from './faults.ts'
import { kindsOf, nestedIn, withNested } from './statements.ts'

/** A web ACL holds so many rate-based rules. https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
const mostRateRules = 10

interface Place {
  scope: Scope
  /** The bodies that blocked requests may be answered with, by their keys; any, where only capacity is asked for. */
  bodies?: object
}

/** Refuses rules that a web ACL cannot have. */
export function checkRules(world: World, rules: readonly Rule[], place: Place): void {
  for (const rule of rules) checkRule(world, rule, place)
  checkDuplicates(rules)
}

/** Refuses more than a web ACL can have. */
export function checkLimits(world: World, rules: readonly Rule[]): void {
  const rates = rules.filter(({ Statement }) => Statement?.RateBasedStatement)
  if (rates.length > mostRateRules || capacityOf(world, rules) > mostCapacity) {
    throw refusal('WAFLimitsExceededException')
  }
}

function checkRule(world: World, rule: Rule, { scope, bodies }: Place): void {
  const { Statement = {}, VisibilityConfig } = rule
  checkStatement(world, Statement, scope)
  checkAction(rule)
  for (const action of [rule.Action, ...overridesIn(Statement)]) checkResponse(action ?? {}, bodies)
  checkMetricName(VisibilityConfig?.MetricName)
}

/** The names and the priorities of a web ACL's rules are all different. */
function checkDuplicates(rules: readonly Rule[]): void {
  if (new Set(rules.map(({ Name }) => Name)).size < rules.length) throw refusal('WAFDuplicateItemException')
  const priorities = rules.map(({ Priority }) => Priority)
  const twice = priorities.find((priority, index) => priorities.indexOf(priority) < index)
  if (twice === undefined) return
  const reason = 'You have used the same priority for more than one rule.'
  throw invalidParameter({ field: 'RULE', parameter: String(twice), reason })
}

/** Rule groups take `OverrideAction`, all other statements `Action` [SDK Rule]. */
function checkAction({ Statement = {}, Action, OverrideAction }: Rule): void {
  const isGroup = Statement.ManagedRuleGroupStatement ?? Statement.RuleGroupReferenceStatement
  const [wanted, other] = isGroup ? [OverrideAction, Action] : [Action, OverrideAction]
  if (!wanted || other || kindsOf(wanted).length !== 1) {
    throw invalidParameter({ field: 'RULE', parameter: 'Rule', reason: exactlyOne })
  }
  // "The action … can be any valid rule action except for Allow" [SDK], nor may it be Monetize.
  if (Statement.RateBasedStatement && (Action?.Allow ?? Action?.Monetize)) {
    const parameter = Action.Allow ? 'Allow' : 'Monetize'
    const reason = 'The rule action is not valid for a rate-based rule.'
    throw invalidParameter({ field: 'RULE_ACTION', parameter, reason })
  }
}

function overridesIn({ ManagedRuleGroupStatement, RuleGroupReferenceStatement }: Statement): readonly RuleAction[] {
  const group = ManagedRuleGroupStatement ?? RuleGroupReferenceStatement
  return (group?.RuleActionOverrides ?? []).map(({ ActionToUse }) => ActionToUse ?? {})
}

/** What a blocked request is answered: a status, and a body that the web ACL has under its key. */
function checkResponse({ Block }: RuleAction, bodies: object | undefined): void {
  const { ResponseCode = 403, CustomResponseBodyKey: key } = Block?.CustomResponse ?? {}
  if (ResponseCode < 200 || ResponseCode > 599) {
    const reason = 'The response code is not valid.'
    throw invalidParameter({ field: 'CUSTOM_RESPONSE', parameter: String(ResponseCode), reason })
  }
  if (key !== undefined && bodies && !Object.hasOwn(bodies, key)) {
    const reason = 'The custom response body key is not defined in the web ACL.'
    throw invalidParameter({ field: 'CUSTOM_RESPONSE_BODY', parameter: key, reason })
  }
}

/** Letters, digits, hyphens and underscores, and none of the names that WAF uses itself [SDK VisibilityConfig]. */
export function checkMetricName(name = ''): void {
  if (/^[\w-]{1,128}$/.test(name) && !['All', 'Default_Action'].includes(name)) return
  throw invalidParameter({ field: 'METRIC_NAME', parameter: name, reason: 'The metric name is not valid.' })
}

function checkStatement(world: World, statement: Statement, scope: Scope): void {
  for (const each of withNested(statement)) {
    if (kindsOf(each).length !== 1) {
      throw invalidParameter({ field: 'STATEMENT', parameter: 'Statement', reason: exactlyOne })
    }
    checkNesting(each)
    checkReference(world, each, scope)
    if (each.RateBasedStatement) checkRate(world, each.RateBasedStatement)
  }
}

/** Kinds that stand in a rule by themselves, and how WAF calls them. */
const topmost = {
  RateBasedStatement: 'RATE_BASED_STATEMENT',
  ManagedRuleGroupStatement: 'MANAGED_RULE_SET_STATEMENT',
  RuleGroupReferenceStatement: 'RULE_GROUP_REFERENCE_STATEMENT',
} as const

function checkNesting(statement: Statement): void {
  for (const nested of nestedIn(statement)) {
    for (const [kind, field] of Object.entries(topmost)) {
      if (!(kind in nested)) continue
      const reason = 'Your nested statement isn’t valid. You can’t nest this statement inside another.'
      throw invalidParameter({ field, parameter: kind, reason })
    }
  }
  const { AndStatement, OrStatement } = statement
  if ((AndStatement ?? OrStatement) && nestedIn(statement).length < 2) {
    const field = AndStatement ? 'AND_STATEMENT' : 'OR_STATEMENT'
    throw invalidParameter({ field, parameter: AndStatement ? 'AndStatement' : 'OrStatement', reason: tooFew })
  }
}

/** https://github.com/hashicorp/terraform-provider-aws/issues/34320 */
const tooFew =
  "You haven't met a minimum requirement for a threshold setting. Examples include a rule group capacity setting " +
  "that's too low and an OR statement with only one nested statement."

/** What a statement refers to is there, and in the same scope. */
function checkReference(world: World, statement: Statement, scope: Scope): void {
  const { IPSetReferenceStatement, RegexPatternSetReferenceStatement, RuleGroupReferenceStatement } = statement
  const { ARN } = IPSetReferenceStatement ?? RegexPatternSetReferenceStatement ?? RuleGroupReferenceStatement ?? {}
  const managed = statement.ManagedRuleGroupStatement
  const unknownGroup = managed?.VendorName === 'AWS' && !Object.hasOwn(managedGroups, managed.Name ?? '')
  if (unknownGroup || (ARN !== undefined && !world.waf.entities.has(ARN))) {
    throw refusal('WAFNonexistentItemException')
  }
  // Seen in https://github.com/hashicorp/terraform-provider-aws/issues/14120.
  if (ARN?.includes(scope === 'CLOUDFRONT' ? ':regional/' : ':global/')) {
    const reason = 'A reference in your rule statement is not valid.'
    throw invalidParameter({ field: 'RULE', parameter: 'Statement', reason })
  }
}
