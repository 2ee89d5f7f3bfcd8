import type { ParameterExceptionField, RateBasedStatement } from '@aws-sdk/client-wafv2'
import type { AwsFault } from '../fault.ts'
import type { World } from '../world.ts'
import { violation } from './constraints.ts'
import { invalidParameter } from './faults.ts'

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
const limits = { least: 10, most: 2_000_000_000 }
const windows = [60, 120, 300, 600]

interface Rule {
  holds: (statement: RateBasedStatement) => boolean
  field: ParameterExceptionField
  parameter: string
  reason: string
}

/** What a rate-based statement must be [SDK RateBasedStatement]; field, parameter and reason are assumptions. */
const rules: readonly Rule[] = [
  {
    holds: ({ EvaluationWindowSec = 300 }) => windows.includes(EvaluationWindowSec),
    field: 'RATE_BASED_STATEMENT',
    parameter: 'EvaluationWindowSec',
    reason: `The evaluation window must be one of ${windows.join(', ')} seconds.`,
  },
  {
    holds: statement => !usesForwardedIp(statement) || statement.ForwardedIPConfig !== undefined,
    field: 'FORWARDED_IP_CONFIG',
    parameter: 'ForwardedIPConfig',
    reason: 'A forwarded IP configuration is required for this aggregate key.',
  },
  {
    holds: ({ AggregateKeyType, ScopeDownStatement }) =>
      AggregateKeyType !== 'CONSTANT' || ScopeDownStatement !== undefined,
    field: 'SCOPE_DOWN',
    parameter: 'ScopeDownStatement',
    reason: 'A scope-down statement is required for the aggregate key type CONSTANT.',
  },
  {
    holds: ({ AggregateKeyType, CustomKeys = [] }) => (AggregateKeyType === 'CUSTOM_KEYS') === CustomKeys.length > 0,
    field: 'CUSTOM_KEYS',
    parameter: 'CustomKeys',
    reason: 'Custom keys are required for the aggregate key type CUSTOM_KEYS, and for no other.',
  },
  {
    holds: ({ CustomKeys = [] }) => CustomKeys.length <= 5,
    field: 'CUSTOM_KEYS',
    parameter: 'CustomKeys',
    reason: 'There are too many custom keys.',
  },
  {
    // "To aggregate on only the IP address or only the forwarded IP address, don't use custom keys" [SDK].
    holds: ({ CustomKeys = [] }) => CustomKeys.length !== 1 || !(CustomKeys[0]?.IP ?? CustomKeys[0]?.ForwardedIP),
    field: 'CUSTOM_KEYS',
    parameter: 'CustomKeys',
    reason: 'An IP address cannot be the only custom key.',
  },
]

/** Refuses a rate-based statement that WAF does not take. */
export function checkRate(world: World, statement: RateBasedStatement): void {
  const { Limit = 0 } = statement
  if (Limit < limits.least || Limit > limits.most) throw outOfRange(world, Limit)
  const broken = rules.find(({ holds }) => !holds(statement))
  if (broken) throw invalidParameter(broken)
}

function usesForwardedIp({ AggregateKeyType, CustomKeys = [] }: RateBasedStatement): boolean {
  return AggregateKeyType === 'FORWARDED_IP' || CustomKeys.some(({ ForwardedIP }) => ForwardedIP)
}

/** Whether the framework refuses it, as it does members that are missing, or WAF itself, was not seen. */
function outOfRange({ waf }: World, limit: number): AwsFault {
  if (waf.assumptions.rangeRefusal === 'WAFInvalidParameterException') {
    const reason = `The limit must be between ${limits.least} and ${limits.most}.`
    return invalidParameter({ field: 'RATE_BASED_STATEMENT', parameter: String(limit), reason })
  }
  const bound =
    limit < limits.least ? `greater than or equal to ${limits.least}` : `less than or equal to ${limits.most}`
  return violation('limit', String(limit), `Member must have value ${bound}`)
}
