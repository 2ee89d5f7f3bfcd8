import { GetWebACLCommand, UpdateWebACLCommand } from '@aws-sdk/client-wafv2'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from '../clients.ts'
import type { JsonObject } from '../operation.ts'
import { blockRule, distribution, Edge, pathStartsWith, rateRule } from './edge.ts'

const login = blockRule('login', pathStartsWith('/login'))

// https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACL.html
describe('GetWebACL', () => {
  test('finds a web ACL by name, id and scope, and by its ARN', () => {
    const edge = new Edge()
    const { arn: ARN, id: Id, lockToken: LockToken } = edge.webAcl
    const answer = { WebACL: expect.objectContaining({ Name: 'edge', Id, ARN }), LockToken }
    expect(edge.ask('GetWebACL', edge.name)).toEqual(answer)
    expect(edge.ask('GetWebACL', { ARN })).toEqual(answer)
  })

  test('gives back what was sent, and says what WAF knows beside it', () => {
    const edge = new Edge({ rules: [login], more: { Description: 'Managed by Terraform' } })
    const { WebACL } = edge.ask('GetWebACL', edge.name)
    expect(WebACL).toEqual({
      Name: 'edge',
      Id: edge.webAcl.id,
      ARN: edge.webAcl.arn,
      ...edge.webAcl.document,
      Capacity: 2,
      ManagedByFirewallManager: false,
      RetrofittedByFirewallManager: false,
      LabelNamespace: 'awswaf:123456789012:webacl:edge:',
    })
    expect(WebACL).toMatchObject({ Rules: [login], Description: 'Managed by Terraform' })
  })

  test.each<{ what: string; wrong: JsonObject }>([
    { what: 'of another name', wrong: { Name: 'edge2' } },
    { what: 'of another id', wrong: { Id: '00000000-0000-0000-0000-000000000000' } },
  ])('finds none $what', ({ wrong }) => {
    const edge = new Edge()
    expect(edge.ask('GetWebACL', { ...edge.name, ...wrong }).__type).toBe('WAFNonexistentItemException')
  })

  test('finds none in another region', () => {
    const edge = new Edge()
    expect(edge.ask('GetWebACL', edge.name, { region: 'eu-west-1' }).__type).toBe('WAFNonexistentItemException')
  })

  test('must be told one or the other', () => {
    const edge = new Edge()
    expect(edge.ask('GetWebACL', { Name: 'edge' })).toMatchObject({ __type: 'WAFInvalidParameterException' })
  })
})

// https://docs.aws.amazon.com/waf/latest/APIReference/API_ListWebACLs.html
test('ListWebACLs gives summaries with lock tokens, page by page', () => {
  const edge = new Edge()
  for (const name of ['alpha', 'omega']) edge.world.waf.createWebAcl({ name, document: {}, settled: true })
  const first = edge.ask('ListWebACLs', { Scope: 'REGIONAL', Limit: 2 })
  expect(first).toMatchObject({
    WebACLs: [
      { Name: 'alpha' },
      { Name: 'edge', Id: edge.webAcl.id, ARN: edge.webAcl.arn, LockToken: edge.webAcl.lockToken },
    ],
  })
  const second = edge.ask('ListWebACLs', { Scope: 'REGIONAL', Limit: 2, NextMarker: first.NextMarker })
  expect(second).toEqual({ WebACLs: [expect.objectContaining({ Name: 'omega' })] })
})

test.each([
  ['ListWebACLs', { Scope: 'REGIONAL', Limit: 101 }, "'101' at 'limit'"],
  ['ListWebACLs', { Scope: 'REGIONAL', Limit: 0 }, "'0' at 'limit'"],
  ['ListWebACLs', {}, "null at 'Scope'"],
  ['ListWebACLs', { Scope: 'GLOBAL' }, "at 'Scope'"],
])('%s does not take %j', (operation, input, what) => {
  expect(new Edge().ask(operation, input)).toEqual({
    __type: 'ValidationException',
    message: expect.stringContaining(`1 validation error detected: Value ${what}`),
  })
})

// https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateWebACL.html
describe('UpdateWebACL', () => {
  test('replaces the whole web ACL: what is left out is gone', () => {
    const edge = new Edge({ rules: [login], more: { Description: 'ours', TokenDomains: ['example.com'] } })
    const { DefaultAction, VisibilityConfig } = edge.webAcl.document
    const request = { ...edge.name, DefaultAction, VisibilityConfig, LockToken: edge.webAcl.lockToken }
    expect(edge.ask('UpdateWebACL', request)).toEqual({ NextLockToken: edge.webAcl.lockToken })
    expect(edge.webAcl.document).toEqual({ DefaultAction, VisibilityConfig })
  })

  test('keeps an application configuration that is left out, and lets nobody change it', () => {
    const config = (value: string) => ({ Attributes: [{ Name: 'framework', Values: [value] }] })
    const edge = new Edge({ more: { ApplicationConfig: config('rails') } })
    edge.update({ ApplicationConfig: undefined })
    expect(edge.webAcl.document.ApplicationConfig).toEqual(config('rails'))
    expect(edge.update({ ApplicationConfig: config('rails') })).toHaveProperty('NextLockToken')
    expect(edge.update({ ApplicationConfig: config('django') }).__type).toBe('WAFInvalidParameterException')
  })

  test('takes a lock token once', () => {
    const edge = new Edge()
    const request = { ...edge.webAcl.document, ...edge.name, LockToken: edge.webAcl.lockToken }
    const { NextLockToken } = edge.ask('UpdateWebACL', request)
    expect(edge.ask('UpdateWebACL', request)).toMatchObject({
      __type: 'WAFOptimisticLockException',
      Message:
        'AWS WAF couldn’t save your changes because someone changed the resource after you started to edit it. ' +
        'Reapply your changes.',
    })
    expect(edge.ask('UpdateWebACL', { ...request, LockToken: NextLockToken })).toHaveProperty('NextLockToken')
  })

  test.each([
    ['ARN'],
    ['Capacity'],
    ['LabelNamespace'],
    ['ManagedByFirewallManager'],
    ['RetrofittedByFirewallManager'],
    ['PreProcessFirewallManagerRuleGroups'],
    ['PostProcessFirewallManagerRuleGroups'],
  ])('does not know %s, which a web ACL only shows', member => {
    expect(new Edge().update({ [member]: 1 })).toMatchObject({ __type: 'SerializationException' })
  })

  test('leaves the rule groups of Firewall Manager as they are', () => {
    const group = { Name: 'first', Priority: 0, FirewallManagerStatement: {}, OverrideAction: { None: {} } }
    const before = [{ ...group, VisibilityConfig: rateRule('first').VisibilityConfig }] as JsonObject[]
    const edge = new Edge({ more: { ManagedByFirewallManager: true, PreProcessFirewallManagerRuleGroups: before } })
    edge.updateRules(login)
    const { WebACL } = edge.ask('GetWebACL', edge.name)
    expect(WebACL).toMatchObject({ ManagedByFirewallManager: true, PreProcessFirewallManagerRuleGroups: before })
  })

  // Seen in https://docs.aws.amazon.com/cli/latest/reference/wafv2/get-web-acl.html, where the description is empty.
  test.each([true, false])('may show an empty description, and takes none that is: %s', shows => {
    const edge = new Edge()
    edge.world.waf.assumptions.showsEmptyDescription = shows
    const { WebACL } = edge.ask('GetWebACL', edge.name)
    expect((WebACL as JsonObject).Description).toBe(shows ? '' : undefined)
    expect(edge.update({ Description: '' })).toEqual({
      __type: 'ValidationException',
      message:
        "1 validation error detected: Value '' at 'description' failed to satisfy constraint: Member must have length " +
        'greater than or equal to 1',
    })
  })

  test.each([true, false])('shows the usual window of a rate that was sent without one: %s', shows => {
    const edge = new Edge()
    edge.world.waf.assumptions.showsUsualWindow = shows
    edge.updateRules(rateRule('limit', { EvaluationWindowSec: undefined }))
    const { WebACL } = edge.ask('GetWebACL', edge.name)
    const [{ Statement }] = (WebACL as { Rules: [{ Statement: { RateBasedStatement: JsonObject } }] }).Rules
    expect(Statement.RateBasedStatement.EvaluationWindowSec).toBe(shows ? 300 : undefined)
  })
})

describe('what this SDK does not know', () => {
  const tomorrow = { Name: 'tomorrow', Priority: 9, Statement: { QuantumMatchStatement: { Spin: 1 } } }
  const more = { EntanglementConfig: { Pairs: 2 } }

  test('is given back as it is, and survives when it is sent back', () => {
    const edge = new Edge({ rules: [{ ...tomorrow, Colour: 'blue' }], more })
    const before = edge.ask('GetWebACL', edge.name).WebACL
    expect(before).toMatchObject({ Rules: [{ ...tomorrow, Colour: 'blue' }], ...more })
    expect(edge.update({})).toHaveProperty('NextLockToken')
    expect(edge.ask('GetWebACL', edge.name).WebACL).toEqual(before)
  })

  test('is lost on its way through the SDK, and then the statement is refused', async () => {
    const edge = new Edge({ rules: [tomorrow], more })
    const { waf } = clientsOf(edge.simulation.runner())
    const { WebACL, LockToken } = await waf.send(new GetWebACLCommand({ ARN: edge.webAcl.arn }))
    const { Name, Id, DefaultAction, VisibilityConfig, Rules } = WebACL ?? {}
    const request = { Name, Id, Scope: 'REGIONAL' as const, DefaultAction, VisibilityConfig, Rules, LockToken }
    await expect(waf.send(new UpdateWebACLCommand(request))).rejects.toMatchObject({
      name: 'WAFInvalidParameterException',
      Field: 'STATEMENT',
      Parameter: 'Statement',
      Reason: 'You have used none or multiple values for a field that requires exactly one value.',
    })
  })

  test('is refused where AWS does not know it either', () => {
    const edge = new Edge({ aws: { throttles: false, acceptsUnknownWebAclMembers: false } })
    expect(edge.update(more)).toMatchObject({ __type: 'SerializationException' })
  })
})

// https://docs.aws.amazon.com/waf/latest/APIReference/API_UpdateWebACL.html; the text was seen in
// https://github.com/aws-solutions/aws-waf-security-automations/issues/300
describe('the scope CLOUDFRONT', () => {
  test('is at home in us-east-1', () => {
    const edge = new Edge({ scope: 'CLOUDFRONT' })
    expect(edge.webAcl.arn).toMatch(/^arn:aws:wafv2:us-east-1:123456789012:global\/webacl\/edge\//)
    const { WebACL } = edge.ask('GetWebACL', edge.name, { region: 'us-east-1' })
    expect(WebACL).toMatchObject({ Name: 'edge' })
  })

  test.each([['GetWebACL'], ['ListWebACLs'], ['UpdateWebACL']])('is not valid anywhere else: %s', operation => {
    const edge = new Edge({ scope: 'CLOUDFRONT' })
    const { DefaultAction, VisibilityConfig } = edge.webAcl.document
    const inputs: Record<string, JsonObject> = {
      GetWebACL: edge.name,
      ListWebACLs: { Scope: 'CLOUDFRONT' },
      UpdateWebACL: { ...edge.name, DefaultAction, VisibilityConfig, LockToken: edge.webAcl.lockToken },
    }
    expect(edge.ask(operation, inputs[operation] ?? {})).toEqual({
      __type: 'WAFInvalidParameterException',
      message: 'Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT',
      Field: 'SCOPE_VALUE',
      Parameter: 'CLOUDFRONT',
      Reason: 'The scope is not valid.',
    })
  })

  test('is not for load balancers', () => {
    const edge = new Edge({ scope: 'CLOUDFRONT' })
    const request = { WebACLArn: edge.webAcl.arn, ResourceArn: edge.balancer }
    const { __type } = edge.ask('AssociateWebACL', request, { region: 'us-east-1' })
    expect(__type).toBe('WAFInvalidParameterException')
    expect(edge.world.waf.protecting(distribution)).toBe(edge.webAcl)
  })

  test('is read from the signature that the SDK makes', async () => {
    const edge = new Edge({ scope: 'CLOUDFRONT' })
    const get = (region: string) =>
      clientsOf(edge.simulation.runner(), region).waf.send(
        new GetWebACLCommand({ Name: 'edge', Id: edge.webAcl.id, Scope: 'CLOUDFRONT' }),
      )
    await expect(get('us-east-1')).resolves.toMatchObject({ WebACL: { Name: 'edge' } })
    await expect(get('us-west-2')).rejects.toMatchObject({ Field: 'SCOPE_VALUE' })
  })
})

// "It can take from a few seconds to a number of minutes for changes to propagate" [SDK WAFNonexistentItemException].
describe('a new web ACL', () => {
  test('is not found at first, then cannot be used, and then can', () => {
    const edge = new Edge({ waf: { creationLag: '10m' } })
    const document = { DefaultAction: { Allow: {} }, VisibilityConfig: rateRule('new').VisibilityConfig }
    const { Summary } = edge.ask('CreateWebACL', { Name: 'new', Scope: 'REGIONAL', ...document })
    const { ARN, Id } = Summary as JsonObject
    const read = () => edge.ask('GetWebACL', { Name: 'new', Id, Scope: 'REGIONAL' }).__type
    const associate = () => edge.ask('AssociateWebACL', { WebACLArn: ARN, ResourceArn: edge.balancer })
    const seen: unknown[] = []
    for (let second = 0; second < 600; second++) {
      seen.push(read() ?? associate().__type)
      edge.advance(1 / 60)
    }
    expect([...new Set(seen)]).toEqual(['WAFNonexistentItemException', 'WAFUnavailableEntityException', undefined])
  })

  test('may not have the name of another', () => {
    const edge = new Edge()
    const request = { ...edge.webAcl.document, Name: 'edge', Scope: 'REGIONAL' }
    expect(edge.ask('CreateWebACL', request).__type).toBe('WAFDuplicateItemException')
  })
})

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awswafv2.html
test.each<{ scope: 'REGIONAL' | 'CLOUDFRONT'; operation: string; resource: string }>([
  { scope: 'REGIONAL', operation: 'GetWebACL', resource: 'arn:aws:wafv2:us-west-2:123456789012:regional/webacl/edge/' },
  {
    scope: 'CLOUDFRONT',
    operation: 'UpdateWebACL',
    resource: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/',
  },
  { scope: 'REGIONAL', operation: 'ListWebACLs', resource: 'resource: * because' },
])('$operation that is denied names its resource', ({ scope, operation, resource }) => {
  const edge = new Edge({ scope })
  edge.simulation.faults.add({ is: 'denied' })
  const { __type, message } = edge.ask(operation, edge.name)
  expect([__type, message]).toEqual(['AccessDeniedException', expect.stringContaining(resource)])
})

// https://docs.aws.amazon.com/waf/latest/developerguide/limits.html
test.each([
  ['GetWebACL', 5],
  ['ListWebACLs', 5],
  ['UpdateWebACL', 1],
  ['GetWebACLForResource', 1],
  ['ListResourcesForWebACL', 1],
  ['AssociateWebACL', 0.5],
  ['DisassociateWebACL', 0.5],
])('%s is taken %d times a second', (operation, perSecond) => {
  const edge = new Edge({ aws: { throttles: true } })
  const call = () => edge.ask(operation, {})
  const throttled = { __type: 'ThrottlingException', message: 'Rate exceeded' }
  for (let index = 0; index < Math.ceil(perSecond); index++) expect(call()).not.toEqual(throttled)
  expect(call()).toEqual(throttled)
  edge.world.timeline.advance(1_000 / perSecond)
  expect(call()).not.toEqual(throttled)
})
