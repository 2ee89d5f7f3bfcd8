import type { Statement } from '@aws-sdk/client-wafv2'

/**
 * Which of its members a union of WAF has: a statement, an action. It must be exactly one, and may be one that this SDK
 * does not know.
 */
export function kindsOf<T extends object>(union: T): (keyof T)[] {
  return Object.entries(union)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([kind]) => kind as keyof T)
}

/** The statements right inside a statement. */
export function nestedIn(statement: Statement): readonly Statement[] {
  const { AndStatement, OrStatement, NotStatement, RateBasedStatement, ManagedRuleGroupStatement } = statement
  return [
    ...(AndStatement?.Statements ?? []),
    ...(OrStatement?.Statements ?? []),
    ...[NotStatement?.Statement, RateBasedStatement?.ScopeDownStatement, ManagedRuleGroupStatement?.ScopeDownStatement],
  ].filter(nested => nested !== undefined)
}

/** A statement and all that is inside it, at any depth. */
export function withNested(statement: Statement): readonly Statement[] {
  return [statement, ...nestedIn(statement).flatMap(withNested)]
}
