import fc from 'fast-check'
import { rateRuleOf } from '../../shared/core/rate-rule-fields.ts'
import { statementOf, windows } from '../../shared/core/rate-rule.ts'
import type { RateRule, RateSettings } from '../../shared/core/rate-rule.ts'

/** A limit for logins; `fields` as an input or a manifest gives them. */
export function limit(name = 'login', fields: Parameters<typeof rateRuleOf>[1] = {}): RateRule {
  return rateRuleOf(name, { limit: 20, window: 60, paths: ['/v1/auth/login'], methods: ['POST'], ...fields })
}

/** Any settings that can be wanted. */
export const anySettings: fc.Arbitrary<RateSettings> = fc.record({
  limit: fc.integer({ min: 10, max: 2_000_000_000 }),
  window: fc.constantFrom(...windows),
  by: fc.oneof(
    fc.constant({ is: 'ip' as const }),
    fc.record({
      is: fc.constant('forwarded-ip' as const),
      header: fc.constantFrom('X-Forwarded-For', 'CF-Connecting-IP'),
      fallback: fc.constantFrom('match' as const, 'no-match' as const),
    }),
  ),
  paths: fc.uniqueArray(fc.stringMatching(/^(\/[a-zé0-9_.-]{1,8}){1,3}$/), { maxLength: 4 }),
  methods: fc.uniqueArray(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'), { maxLength: 3 }),
})

/** Any limit that can be wanted. */
export const anyLimit: fc.Arbitrary<RateRule> = fc
  .tuple(
    anySettings,
    fc.record({
      name: fc.stringMatching(/^[\w-]{1,12}$/),
      action: fc.constantFrom(undefined, 'count' as const, 'block' as const),
      responseCode: fc.constantFrom(403, 429, 503),
    }),
  )
  .map(([settings, rest]) => ({ ...settings, ...rest }))

/** A statement that WAF shows: members in another order, and empty ones beside them. */
export function asShown(settings: RateSettings): unknown {
  return JSON.parse(JSON.stringify(statementOf(settings)), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries([...Object.entries(value)].reverse())
  })
}
