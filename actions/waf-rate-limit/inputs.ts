import { parse as parseYaml } from 'yaml'
import { oneOf } from '../../shared/core/choice.ts'
import type { Declared } from '../../shared/core/deploy-manifest/declared.ts'
import { longestPeriod } from '../../shared/core/metric.ts'
import {
  rateContradictions,
  rateFields,
  rateRuleOf,
  readRateName,
  readRateRules,
} from '../../shared/core/rate-rule-fields.ts'
import type { RateRule } from '../../shared/core/rate-rule.ts'
import { readShare } from '../../shared/core/rate-traffic.ts'
import { readResourceArn, readWebAclName } from '../../shared/core/waf-names.ts'
import { messageOf } from '../../shared/errors.ts'
import { duration, flag, lines, optional, otherwise, required } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { fromManifest } from '../../shared/manifest.ts'

export const inputs = {
  'web-acl': required(readWebAclName),
  scope: otherwise(oneOf(['REGIONAL', 'CLOUDFRONT']), 'REGIONAL'),
  mode: required(oneOf(['check', 'apply', 'promote'])),
  rule: optional(readRateName),
  limit: optional(rateFields.limit),
  window: optional(rateFields.window),
  'aggregate-by': optional(rateFields['aggregate-by']),
  header: optional(rateFields.header),
  fallback: optional(rateFields.fallback),
  paths: optional(rateFields.paths),
  methods: optional(rateFields.methods),
  action: optional(rateFields.action),
  'response-code': optional(rateFields['response-code']),
  rules: optional(readRules),
  'resource-arn': optional(readResourceArn),
  replace: required(flag),
  soak: required(duration),
  'max-would-block': required(readShare),
  watch: optional(duration),
  alarms: optional(lines),
  'show-addresses': required(flag),
  timeout: required(duration),
}

export type LimitInputs = Values<typeof inputs>

function readRules(raw: string): readonly RateRule[] {
  const reading = readRateRules(plainData(raw), 'rules')
  if (reading.is === 'read') return reading.rules
  throw new Error(`has mistakes: ${reading.mistakes.join('; ')}`)
}

/** YAML reads JSON, too. What is no plain data, such as a list within itself, has no JSON. */
function plainData(raw: string): unknown {
  try {
    return JSON.parse(JSON.stringify(parseYaml(raw, { maxAliasCount: 10 })))
  } catch (error) {
    const [line = ''] = messageOf(error).split('\n')
    throw new Error(`is not YAML: ${line}`, { cause: error })
  }
}

/** What the manifest says of an environment; its rules are those of `rate-limits`, unless a rule is given here. */
export function defaultsOf({ webAcl, rateLimits }: Declared): Partial<LimitInputs> {
  return {
    ...(webAcl && {
      'web-acl': fromManifest('web-acl', () => readWebAclName(webAcl.name)),
      ...(webAcl.scope && { scope: webAcl.scope }),
      ...(webAcl.resourceArn !== undefined && {
        'resource-arn': fromManifest('web-acl.resource-arn', () => readResourceArn(webAcl.resourceArn ?? '')),
      }),
    }),
    ...(rateLimits.length > 0 && { rules: rateLimits }),
  }
}

/** A rule that is given by its fields takes the place of those of the manifest. */
export function withOwnRule(given: LimitInputs, declared: Declared): LimitInputs {
  return given.rule !== undefined && given.rules === declared.rateLimits ? { ...given, rules: undefined } : given
}

/** The limits that are wanted; `checkInputs` has seen that there are some. */
export function rulesIn({ rules, rule = '', ...fields }: LimitInputs): readonly RateRule[] {
  return rules ?? [rateRuleOf(rule, fields)]
}

/** Mistakes that lie between inputs. */
export function checkInputs(given: LimitInputs): string[] {
  const found = mistakes.filter(({ is }) => is(given)).map(({ says }) => says)
  return [...found, ...(given.rules ? strayFields(given) : rateContradictions(given, name => `\`${name}\``))]
}

/** Milliseconds. */
const shortestWatch = 300_000

interface Mistake {
  is: (given: LimitInputs) => boolean
  says: string
}

const mistakes: readonly Mistake[] = [
  {
    is: ({ rule, rules }) => rule === undefined && rules === undefined,
    says: '`rule` or `rules` is required: they say which limits there are to be',
  },
  {
    is: ({ limit, rules }) => limit === undefined && rules === undefined,
    says: '`limit` is required: it says how many requests are allowed',
  },
  {
    is: ({ scope, 'web-acl': webAcl }) => webAcl.is === 'arn' && webAcl.scope !== scope,
    says: '`web-acl` and `scope` contradict each other: an ARN with `:global/` is of scope CLOUDFRONT, one with `:regional/` of scope REGIONAL',
  },
  {
    is: ({ scope, 'resource-arn': resource }) => scope === 'CLOUDFRONT' && resource !== undefined,
    says: '`resource-arn` is only for scope REGIONAL: a distribution names its web ACL itself, by `WebACLId` (Terraform: `web_acl_id`)',
  },
  {
    is: ({ replace, 'resource-arn': resource }) => replace && resource === undefined,
    says: '`replace` is only for `resource-arn`, which says what may change its web ACL',
  },
  {
    is: ({ alarms = [], watch }) => alarms.length > 0 && watch === undefined,
    says: '`alarms` is only for `watch`, which says for how long they are looked at',
  },
  {
    is: ({ watch = Infinity }) => watch < shortestWatch,
    says: '`watch` is shorter than 5m; WAF reports once a minute and later, so that would see next to nothing',
  },
  {
    is: ({ soak }) => soak > longestPeriod,
    says: '`soak` is longer than 1512h (63 days); CloudWatch does not keep what it needs for longer',
  },
]

function strayFields({ rule, ...given }: LimitInputs): string[] {
  const fields = (Object.keys(rateFields) as (keyof typeof rateFields)[]).filter(name => given[name] !== undefined)
  return [...(rule === undefined ? [] : ['rule']), ...fields].map(
    name => `\`${name}\` and \`rules\` exclude each other: \`rules\` says everything of each limit`,
  )
}
