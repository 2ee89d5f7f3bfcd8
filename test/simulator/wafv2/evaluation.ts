import type { RateBasedStatement, RateBasedStatementCustomKey, Rule, RuleAction } from '@aws-sdk/client-wafv2'
import type { JsonObject } from '../operation.ts'
import { forwardedIp, matches } from './matching.ts'
import type { Inspected } from './matching.ts'
import type { Entity } from './model.ts'
import { kindsOf } from './statements.ts'
import type { Flow } from './traffic.ts'
import { rulesOf } from './web-acl.ts'

/** What ends the inspection of a request. */
export type End = 'Allow' | 'Block' | 'Captcha' | 'Challenge' | 'Monetize'

/** What a web ACL does with the requests of a flow, as long as the same keys are over their limits. */
export interface Outcome {
  /** Rates that its requests count towards: rules by name, and the key within each. */
  readonly rates: ReadonlyMap<string, string>
  /** Rules that it matches without an end. */
  readonly counted: readonly Match[]
  /** Rules whose rule group found nothing. */
  readonly passed: readonly Rule[]
  readonly end: End
  /** The rule that made the end; none where the default action did. */
  readonly by?: Match
}

/** A rule that a request matches. `within`: the rule of its rule group, as GetSampledRequests names it. */
export interface Match {
  readonly rule: Rule
  readonly within?: string
}

/** The keys that are over the limit, by the rule's name. */
export type Limited = ReadonlyMap<string, ReadonlySet<string>>

interface Evaluation {
  document: JsonObject
  entities: ReadonlyMap<string, Entity>
  limited: Limited
  /** What labels of the web ACL begin with. */
  namespace: string
}

/** Evaluates a web ACL: its rules by their priority, until one ends it. */
export function evaluate(flow: Flow, { document, entities, limited, namespace }: Evaluation): Outcome {
  const labels = new Set<string>()
  const rates = new Map<string, string>()
  const counted: Match[] = []
  const passed: Rule[] = []
  const rules = rulesOf(document).toSorted((one, other) => (one.Priority ?? 0) - (other.Priority ?? 0))
  for (const rule of rules) {
    const found = evaluateRule(rule, { flow, labels, entities }, limited)
    if (found.key !== undefined) rates.set(rule.Name ?? '', found.key)
    if (found.passed) passed.push(rule)
    if (!found.match) continue
    for (const { Name = '' } of rule.RuleLabels ?? []) labels.add(`${namespace}${Name}`)
    const end = endOf(found.action)
    if (end !== undefined) return { rates, counted, passed, end, by: found.match }
    counted.push(found.match)
  }
  const { Block } = document.DefaultAction as RuleAction
  return { rates, counted, passed, end: Block ? 'Block' : 'Allow' }
}

interface Found {
  match?: Match
  action?: RuleAction | undefined
  /** The key whose rate the request adds to. */
  key?: string
  passed?: boolean
}

function evaluateRule(rule: Rule, request: Inspected, limited: Limited): Found {
  const { Statement = {}, Action } = rule
  if (Statement.RateBasedStatement) return evaluateRate(rule, Statement.RateBasedStatement, { request, limited })
  const group = Statement.ManagedRuleGroupStatement ?? Statement.RuleGroupReferenceStatement
  if (group) return evaluateGroup(rule, request)
  return matches(Statement, request) ? { match: { rule }, action: Action } : {}
}

interface Moment {
  request: Inspected
  limited: Limited
}

function evaluateRate(rule: Rule, rate: RateBasedStatement, { request, limited }: Moment): Found {
  const matched: Found = { match: { rule }, action: rule.Action }
  const key = rateKey(rate, request)
  if (key === undefined) return {}
  // Of an address that is none the fallback decides at once, and no rate does.
  if (key === 'invalid') return rate.ForwardedIPConfig?.FallbackBehavior === 'MATCH' ? matched : {}
  return { key, ...(limited.get(rule.Name ?? '')?.has(key) && matched) }
}

/** What the rules of a group do is not known here; which of them a request matches, its flow says. They block. */
function evaluateGroup(rule: Rule, request: Inspected): Found {
  const { ManagedRuleGroupStatement, RuleGroupReferenceStatement } = rule.Statement ?? {}
  const scope = ManagedRuleGroupStatement?.ScopeDownStatement
  if (scope && !matches(scope, request)) return {}
  const name = ManagedRuleGroupStatement?.Name ?? RuleGroupReferenceStatement?.ARN?.split('/').at(-2) ?? ''
  const violated = request.flow.violates.find(violation => violation.startsWith(`${name}#`))
  if (violated === undefined) return { passed: true }
  const within = ManagedRuleGroupStatement ? `${ManagedRuleGroupStatement.VendorName ?? ''}#${violated}` : violated
  const overrides = (ManagedRuleGroupStatement ?? RuleGroupReferenceStatement)?.RuleActionOverrides ?? []
  const override = overrides.find(({ Name }) => Name === violated.split('#')[1])
  const action = rule.OverrideAction?.Count ? { Count: {} } : (override?.ActionToUse ?? { Block: {} })
  return { match: { rule, within }, action }
}

/** The end that an action makes; none for Count. Of challenges it is assumed that no client has a token. */
function endOf(action: RuleAction = {}): End | undefined {
  const [kind] = kindsOf(action)
  return kind === undefined || kind === 'Count' ? undefined : kind
}

/**
 * The key that a request's rate is counted under; none if the rule does not apply to it: it is outside the scope, or
 * lacks a component of the key [SDK RateBasedStatement].
 */
function rateKey(rate: RateBasedStatement, request: Inspected): string | undefined {
  if (rate.ScopeDownStatement && !matches(rate.ScopeDownStatement, request)) return undefined
  switch (rate.AggregateKeyType) {
    case 'IP':
      return request.flow.ip
    case 'FORWARDED_IP':
      return forwardedIp(request.flow, rate.ForwardedIPConfig ?? { HeaderName: '' })
    case 'CUSTOM_KEYS': {
      const parts = (rate.CustomKeys ?? []).map(key => customKey(key, rate, request.flow))
      return parts.includes(undefined) ? undefined : parts.join(' ')
    }
    default:
      return 'all'
  }
}

function customKey(
  { IP, ForwardedIP, Header, HTTPMethod, UriPath, QueryString, QueryArgument }: RateBasedStatementCustomKey,
  { ForwardedIPConfig }: RateBasedStatement,
  flow: Flow,
): string | undefined {
  if (IP) return flow.ip
  if (ForwardedIP) return forwardedIp(flow, ForwardedIPConfig ?? { HeaderName: '' })
  if (Header) return flow.headers[Header.Name?.toLowerCase() ?? '']
  if (HTTPMethod) return flow.method
  if (UriPath) return flow.path
  if (QueryString) return flow.query
  if (QueryArgument) return new URLSearchParams(flow.query).get(QueryArgument.Name ?? '') ?? undefined
  return undefined
}
