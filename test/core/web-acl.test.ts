import { describe, expect, test } from '@jest/globals'
import { findRule, metricSharers, ownRulesOf, rateRulesOf, updateRequest } from '../../shared/core/web-acl.ts'

describe('the request that replaces a web ACL', () => {
  const place = { scope: 'REGIONAL', lockToken: 'token' }
  const wanted = {
    Name: 'edge',
    Id: '1',
    DefaultAction: { Allow: {} },
    Rules: [],
    FutureConfig: { Deep: [{ A: null }] },
  }

  test('has everything that the web ACL shows, known or not, but what WAF takes from nobody', () => {
    const shown = {
      ...wanted,
      ARN: 'arn',
      Capacity: 700,
      LabelNamespace: 'awswaf:1:webacl:edge:',
      ManagedByFirewallManager: true,
      RetrofittedByFirewallManager: false,
      PreProcessFirewallManagerRuleGroups: [{ Name: 'first' }],
      PostProcessFirewallManagerRuleGroups: [],
    }
    expect(updateRequest(shown, place)).toEqual({ ...wanted, Scope: 'REGIONAL', LockToken: 'token' })
  })

  test('leaves out what is shown empty and refused empty', () => {
    const shown = { ...wanted, Description: '', CustomResponseBodies: {}, TokenDomains: [] }
    expect(updateRequest(shown, place)).toEqual({ ...wanted, Scope: 'REGIONAL', LockToken: 'token' })
  })

  test('keeps an empty member of which nobody knows what it means', () => {
    expect(updateRequest({ ...wanted, FutureSwitch: {} }, place)).toMatchObject({ FutureSwitch: {} })
  })
})

describe('the rules of a web ACL', () => {
  const rate = (Name: string, more: object = {}) => ({ Name, Statement: { RateBasedStatement: {} }, ...more })
  const document = {
    Rules: [rate('theirs'), rate('deploy-actions-login'), { Name: 'deploy-actions-odd', Statement: {} }, null],
  }

  test('are rate-based or not, and ours or not', () => {
    expect(rateRulesOf(document)).toEqual(['theirs', 'deploy-actions-login'])
    expect(ownRulesOf(document)).toEqual(['login', 'odd'])
    expect([{}, { Rules: null }].flatMap(rateRulesOf)).toEqual([])
  })

  test('may report under the metric name of ours', () => {
    const sharing = rate('copy', { VisibilityConfig: { MetricName: 'deploy-actions-login' } })
    expect(metricSharers({ Rules: [...document.Rules, sharing] }, 'login')).toEqual(['copy'])
    expect(metricSharers(document, 'login')).toEqual([])
  })

  test.each([
    [{ Count: {} }, 'count', 403],
    [{ Block: {} }, 'block', 403],
    [{ Block: { CustomResponse: { ResponseCode: 429 } } }, 'block', 429],
    [{ Captcha: {} }, 'other', 403],
    [undefined, 'other', 403],
  ])('do what their action says: %j', (Action, action, responseCode) => {
    expect(findRule({ Rules: [rate('deploy-actions-login', { Action })] }, 'login')).toMatchObject({
      action,
      responseCode,
    })
  })

  test('of another name are not the one that is looked for', () => {
    expect(findRule(document, 'theirs')).toBeUndefined()
  })
})
