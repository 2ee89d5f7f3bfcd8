import type { FieldToMatch, Rule, Statement, TextTransformation } from '@aws-sdk/client-wafv2'
import type { World } from '../world.ts'
import { kindsOf } from './statements.ts'

/** The web ACL capacity units that rules need. */
export function capacityOf(world: World, rules: readonly Rule[]): number {
  return sum(rules.map(({ Statement }) => (Statement ? cost(world, Statement) : 0)))
}

/** What a web ACL may need at most. https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
export const mostCapacity = 5_000

type Costs = { readonly [Kind in keyof Statement]-?: (statement: NonNullable<Statement[Kind]>, world: World) => number }

/**
 * Units by kind of statement. https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-match.html,
 * …/waf-rule-statements-logical.html and …/waf-rule-statement-type-rate-based.html
 */
const costs: Costs = {
  ByteMatchStatement: statement =>
    inspection(statement, /^CONTAINS/.test(statement.PositionalConstraint ?? '') ? 10 : 2),
  SqliMatchStatement: statement => inspection(statement, 20),
  XssMatchStatement: statement => inspection(statement, 40),
  SizeConstraintStatement: statement => inspection(statement, 1),
  RegexMatchStatement: statement => inspection(statement, 3),
  RegexPatternSetReferenceStatement: statement => inspection(statement, 25),
  GeoMatchStatement: () => 1,
  AsnMatchStatement: () => 1,
  LabelMatchStatement: () => 1,
  IPSetReferenceStatement: ({ IPSetForwardedIPConfig }) => (IPSetForwardedIPConfig?.Position === 'ANY' ? 5 : 1),
  RuleGroupReferenceStatement: ({ ARN = '' }, { waf }) => {
    const group = waf.entities.get(ARN)
    return group?.is === 'rule-group' ? group.capacity : 0
  },
  ManagedRuleGroupStatement: ({ Name = '', ScopeDownStatement }, world) =>
    (managedGroups[Name] ?? 0) + optional(world, ScopeDownStatement),
  RateBasedStatement: ({ CustomKeys = [], ScopeDownStatement }, world) =>
    2 + 30 * CustomKeys.length + optional(world, ScopeDownStatement),
  AndStatement: ({ Statements = [] }, world) => sum(Statements.map(nested => cost(world, nested))),
  OrStatement: ({ Statements = [] }, world) => sum(Statements.map(nested => cost(world, nested))),
  NotStatement: ({ Statement }, world) => optional(world, Statement),
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
export const managedGroups: Readonly<Record<string, number>> = {
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesWordPressRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesBotControlRuleSet: 50,
  AWSManagedRulesATPRuleSet: 50,
  AWSManagedRulesACFPRuleSet: 50,
  AWSManagedRulesAntiDDoSRuleSet: 50,
}

/** A kind that this SDK does not know counts one unit: some number it must be. */
function cost(world: World, statement: Statement): number {
  const [kind] = kindsOf(statement)
  if (kind === undefined || !Object.hasOwn(costs, kind)) return 1
  const costOf = costs[kind] as (value: unknown, world: World) => number
  return costOf(statement[kind], world)
}

function optional(world: World, statement: Statement | undefined): number {
  return statement ? cost(world, statement) : 0
}

interface Inspection {
  FieldToMatch?: FieldToMatch | undefined
  TextTransformations?: TextTransformation[] | undefined
}

/** What looks into a component of the request: the transformation NONE transforms nothing, and costs nothing. */
function inspection({ FieldToMatch = {}, TextTransformations = [] }: Inspection, base: number): number {
  const transformations = TextTransformations.filter(({ Type }) => Type !== 'NONE').length
  const where = FieldToMatch.AllQueryArguments ? 10 : 0
  return base * (FieldToMatch.JsonBody ? 2 : 1) + where + 10 * transformations
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
