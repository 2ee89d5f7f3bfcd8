import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../operation.ts'
import { blockRule, Edge, pathStartsWith, rateRule, seen } from './edge.ts'

const path = pathStartsWith('/login')
const rate = (statement: JsonObject) => ({ RateBasedStatement: { Limit: 100, AggregateKeyType: 'IP', ...statement } })
const common = { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } }
const groupRule = { Name: 'common', Priority: 2, Statement: common, OverrideAction: { None: {} }, ...seen('common') }
const oneOnly = 'You have used none or multiple values for a field that requires exactly one value.'
const keys = (...names: string[]) => names.map(name => ({ [name]: {} }))

// https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html and …/API_Rule.html. Reasons that are
// named were seen in terraform-provider-aws#42217 and #34320; all else in the answers is an assumption.
describe('WAFInvalidParameterException', () => {
  test.each<{ what: string; rule: JsonObject; field: string; reason?: string }>([
    { what: 'a rule without a statement', rule: blockRule('r', {}), field: 'STATEMENT', reason: oneOnly },
    {
      what: 'a rule with two statements',
      rule: blockRule('r', { ...path, ...common }),
      field: 'STATEMENT',
      reason: oneOnly,
    },
    {
      what: 'an empty statement inside another',
      rule: blockRule('r', { NotStatement: { Statement: {} } }),
      field: 'STATEMENT',
      reason: oneOnly,
    },
    {
      what: 'an AND of one statement',
      rule: blockRule('r', { AndStatement: { Statements: [path] } }),
      field: 'AND_STATEMENT',
      reason: expect.stringContaining("You haven't met a minimum requirement") as unknown as string,
    },
    {
      what: 'an OR of one statement',
      rule: blockRule('r', { OrStatement: { Statements: [path] } }),
      field: 'OR_STATEMENT',
    },
    { what: 'a rule without an action', rule: { ...rateRule('r'), Action: undefined }, field: 'RULE', reason: oneOnly },
    { what: 'a rule with two actions', rule: { ...rateRule('r'), Action: { Count: {}, Block: {} } }, field: 'RULE' },
    { what: 'a rule that overrides itself', rule: { ...rateRule('r'), OverrideAction: { None: {} } }, field: 'RULE' },
    { what: 'a rule group with an action', rule: { ...groupRule, Action: { Block: {} } }, field: 'RULE' },
    { what: 'a rule group without an override', rule: { ...groupRule, OverrideAction: undefined }, field: 'RULE' },
    { what: 'a rate that allows', rule: rateRule('r', {}, { Action: { Allow: {} } }), field: 'RULE_ACTION' },
    { what: 'a rate that asks for money', rule: rateRule('r', {}, { Action: { Monetize: {} } }), field: 'RULE_ACTION' },
    { what: 'a window of 90 s', rule: rateRule('r', { EvaluationWindowSec: 90 }), field: 'RATE_BASED_STATEMENT' },
    {
      what: 'a forwarded address without its header',
      rule: rateRule('r', { AggregateKeyType: 'FORWARDED_IP' }),
      field: 'FORWARDED_IP_CONFIG',
    },
    {
      what: 'a constant key without a scope',
      rule: rateRule('r', { AggregateKeyType: 'CONSTANT' }),
      field: 'SCOPE_DOWN',
    },
    {
      what: 'custom keys that are none',
      rule: rateRule('r', { AggregateKeyType: 'CUSTOM_KEYS' }),
      field: 'CUSTOM_KEYS',
    },
    {
      what: 'custom keys beside an address',
      rule: rateRule('r', { CustomKeys: keys('HTTPMethod') }),
      field: 'CUSTOM_KEYS',
    },
    {
      what: 'an address as the only custom key',
      rule: rateRule('r', { AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: keys('IP') }),
      field: 'CUSTOM_KEYS',
    },
    {
      what: 'six custom keys',
      rule: rateRule('r', { AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: Array(6).fill({ HTTPMethod: {} }) as [] }),
      field: 'CUSTOM_KEYS',
    },
    {
      what: 'a rate inside a rate',
      rule: rateRule('r', { ScopeDownStatement: rate({}) }),
      field: 'RATE_BASED_STATEMENT',
    },
    {
      what: 'a rate inside another statement',
      rule: blockRule('r', { NotStatement: { Statement: rate({}) } }),
      field: 'RATE_BASED_STATEMENT',
    },
    {
      what: 'a rule group inside another statement',
      rule: blockRule('r', { NotStatement: { Statement: common } }),
      field: 'MANAGED_RULE_SET_STATEMENT',
    },
    { what: 'a metric with a space', rule: rateRule('r', {}, seen('rate limit')), field: 'METRIC_NAME' },
    { what: 'a metric that WAF uses itself', rule: rateRule('r', {}, seen('Default_Action')), field: 'METRIC_NAME' },
    {
      what: 'a response code of 99',
      rule: blockRule('r', path, { Action: { Block: { CustomResponse: { ResponseCode: 99 } } } }),
      field: 'CUSTOM_RESPONSE',
    },
    {
      what: 'a body that the web ACL does not have',
      rule: blockRule('r', path, {
        Action: { Block: { CustomResponse: { ResponseCode: 429, CustomResponseBodyKey: 'slow-down' } } },
      }),
      field: 'CUSTOM_RESPONSE_BODY',
    },
  ])('is for $what', ({ rule, field, reason = expect.any(String) }) => {
    const edge = new Edge()
    expect(edge.updateRules(rule)).toMatchObject({
      __type: 'WAFInvalidParameterException',
      Field: field,
      Reason: reason,
    })
    expect(edge.webAcl.document.Rules).toEqual([])
  })

  test('is for two rules of one priority', () => {
    const { __type } = new Edge().updateRules(rateRule('one'), rateRule('other'))
    expect(__type).toBe('WAFInvalidParameterException')
  })

  test('is for a default action that is none', () => {
    const { __type, Field } = new Edge().update({ DefaultAction: {} })
    expect([__type, Field]).toEqual(['WAFInvalidParameterException', 'DEFAULT_ACTION'])
  })

  test.each(['ValidationException', 'WAFInvalidParameterException'] as const)(
    'may be for a limit below 10 or above 2,000,000,000: %s',
    rangeRefusal => {
      const edge = new Edge()
      edge.world.waf.assumptions.rangeRefusal = rangeRefusal
      expect([9, 2_000_000_001].map(Limit => edge.updateRules(rateRule('r', { Limit })).__type)).toEqual([
        rangeRefusal,
        rangeRefusal,
      ])
      expect(edge.updateRules(rateRule('r', { Limit: 10 }))).toHaveProperty('NextLockToken')
    },
  )
})

describe('other refusals', () => {
  // Seen in https://github.com/awsdocs/aws-cloudformation-user-guide/pull/589.
  test.each(['Name', 'Priority', 'Statement', 'VisibilityConfig'])('a rule without its %s', member => {
    expect(new Edge().updateRules({ ...rateRule('r'), [member]: undefined })).toMatchObject({
      __type: 'ValidationException',
      message: expect.stringContaining('1 validation error detected: Value null at'),
    })
  })

  test.each<{ what: string; changes: JsonObject }>([
    { what: 'a name with a space', changes: { Rules: [rateRule('rate limit', {}, seen('r'))] } },
    { what: 'a name of 129 letters', changes: { Rules: [rateRule('r'.repeat(129), {}, seen('r'))] } },
    { what: 'a priority below 0', changes: { Rules: [rateRule('r', {}, { Priority: -1 })] } },
    { what: 'a description of two letters', changes: { Description: 'ab' } },
    { what: 'custom response bodies that are none', changes: { CustomResponseBodies: {} } },
  ])('$what', ({ changes }) => {
    expect(new Edge().update(changes)).toMatchObject({
      __type: 'ValidationException',
      message: expect.stringContaining('1 validation error detected: Value '),
    })
  })

  test('a rule of another scope than what it refers to', () => {
    const edge = new Edge({ scope: 'CLOUDFRONT', waf: { ipSets: { banned: ['192.0.2.0/24'] } } })
    const [regional = ''] = edge.world.waf.entities.keys()
    const rule = blockRule('r', { IPSetReferenceStatement: { ARN: regional } })
    const request = { ...edge.webAcl.document, ...edge.name, Rules: [rule], LockToken: edge.webAcl.lockToken }
    expect(edge.ask('UpdateWebACL', request, { region: 'us-east-1' })).toMatchObject({
      __type: 'WAFInvalidParameterException',
      Reason: 'A reference in your rule statement is not valid.',
    })
  })

  test('two rules of one name', () => {
    const { __type } = new Edge().updateRules(rateRule('r'), rateRule('r', {}, { Priority: 2 }))
    expect(__type).toBe('WAFDuplicateItemException')
  })

  test.each<{ what: string; rule: JsonObject }>([
    {
      what: 'a set that is not there',
      rule: blockRule('r', {
        IPSetReferenceStatement: { ARN: 'arn:aws:wafv2:us-west-2:123456789012:regional/ipset/gone/1' },
      }),
    },
    {
      what: 'a managed rule group that is not there',
      rule: { ...groupRule, Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRules' } } },
    },
  ])('a rule that refers to $what', ({ rule }) => {
    expect(new Edge().updateRules(rule).__type).toBe('WAFNonexistentItemException')
  })

  test('an eleventh rate-based rule', () => {
    const rules = Array.from({ length: 11 }, (_, index) => rateRule(`r${index}`, {}, { Priority: index }))
    const edge = new Edge()
    expect(edge.updateRules(...rules.slice(0, 10))).toHaveProperty('NextLockToken')
    expect(edge.updateRules(...rules).__type).toBe('WAFLimitsExceededException')
  })

  test('more than 5,000 units of capacity', () => {
    const rules = Array.from({ length: 8 }, (_, index) => ({ ...groupRule, Name: `g${index}`, Priority: index }))
    const edge = new Edge()
    expect(edge.updateRules(...rules.slice(0, 7))).toHaveProperty('NextLockToken')
    expect(edge.updateRules(...rules).__type).toBe('WAFLimitsExceededException')
  })
})

describe('CheckCapacity', () => {
  test.each([true, false])('may refuse what is too much: %s', refuses => {
    const edge = new Edge()
    edge.world.waf.assumptions.capacityCheckRefuses = refuses
    const Rules = Array.from({ length: 8 }, (_, index) => ({ ...groupRule, Name: `g${index}`, Priority: index }))
    expect(edge.ask('CheckCapacity', { Scope: 'REGIONAL', Rules })).toMatchObject(
      refuses ? { __type: 'WAFLimitsExceededException' } : { Capacity: 5_600 },
    )
  })

  test('does not ask for the bodies of custom responses, which it is not given', () => {
    const Action = { Block: { CustomResponse: { ResponseCode: 429, CustomResponseBodyKey: 'slow-down' } } }
    const Rules = [blockRule('r', path, { Action })]
    expect(new Edge().ask('CheckCapacity', { Scope: 'REGIONAL', Rules })).toEqual({ Capacity: 2 })
  })
})

const inspecting = (name: string, statement: JsonObject = {}) => ({
  [name]: { ...(path.ByteMatchStatement as JsonObject), ...statement },
})
const lowerCase = {
  TextTransformations: [
    { Priority: 0, Type: 'LOWERCASE' },
    { Priority: 1, Type: 'URL_DECODE' },
  ],
}

// https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-match.html,
// …/waf-rule-statement-type-rate-based.html, …/waf-rule-statements-logical.html and …/aws-managed-rule-groups-list.html
test.each<{ what: string; rule: JsonObject; capacity: number }>([
  { what: 'a rate by address', rule: rateRule('r'), capacity: 2 },
  {
    what: 'a rate by two custom keys',
    rule: rateRule('r', { AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: keys('IP', 'HTTPMethod') }),
    capacity: 62,
  },
  { what: 'a rate within a path', rule: rateRule('r', { ScopeDownStatement: path }), capacity: 4 },
  {
    what: 'a rate within one of two paths',
    rule: rateRule('r', { ScopeDownStatement: { OrStatement: { Statements: [path, path] } } }),
    capacity: 6,
  },
  { what: 'the beginning of a path', rule: blockRule('r', path), capacity: 2 },
  {
    what: 'a text anywhere in it',
    rule: blockRule('r', inspecting('ByteMatchStatement', { PositionalConstraint: 'CONTAINS' })),
    capacity: 10,
  },
  { what: 'two transformations', rule: blockRule('r', inspecting('ByteMatchStatement', lowerCase)), capacity: 22 },
  {
    what: 'all query arguments',
    rule: blockRule('r', inspecting('ByteMatchStatement', { FieldToMatch: { AllQueryArguments: {} } })),
    capacity: 12,
  },
  { what: 'a country', rule: blockRule('r', { GeoMatchStatement: { CountryCodes: ['AQ'] } }), capacity: 1 },
  { what: 'a set of addresses', rule: blockRule('r', { IPSetReferenceStatement: { ARN: 'banned' } }), capacity: 1 },
  {
    what: 'what is not in a path',
    rule: blockRule('r', { NotStatement: { Statement: path } }),
    capacity: 2,
  },
  { what: 'a managed rule group', rule: groupRule, capacity: 700 },
  {
    what: 'a rule group',
    rule: { ...groupRule, Statement: { RuleGroupReferenceStatement: { ARN: 'ours' } } },
    capacity: 123,
  },
])('the capacity of $what is $capacity', ({ rule, capacity }) => {
  const edge = new Edge({ rules: [rule], waf: { ipSets: { banned: ['192.0.2.0/24'] }, ruleGroups: { ours: 123 } } })
  expect(edge.ask('GetWebACL', edge.name)).toMatchObject({ WebACL: { Capacity: capacity } })
  const { Rules } = edge.webAcl.document
  expect(edge.ask('CheckCapacity', { Scope: 'REGIONAL', Rules })).toEqual({ Capacity: capacity })
})
