import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../simulator/operation.ts'
import { onTheWire } from '../stage/on-the-wire.ts'
import { foreignRule, LimitStage, login } from '../stage/limit-stage.ts'

const rateRule = (name: string, priority: number): JsonObject => ({
  Name: name,
  Priority: priority,
  Statement: { RateBasedStatement: { Limit: 100, AggregateKeyType: 'IP' } },
})

describe('check', () => {
  test('says what is not there, ends red, and changes nothing', async () => {
    const stage = new LimitStage()
    const { outcome, failure, outputs } = await stage.run()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('login is not there.')
    expect(failure).toContain('Run this action with `mode: apply`')
    expect(outputs).toMatchObject({ changed: 'false', 'would-block': '{}' })
    expect(stage.written()).toEqual([])
  })

  test('says every difference so that people can read it', async () => {
    const stage = new LimitStage()
    await stage.apply({ limit: '50', window: '300s' })
    const { outcome, failure, transcript } = await stage.run({
      paths: '/v1/auth/login /v1/auth/signup',
      action: 'block',
    })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(
      'login is not as wanted: limit is 50 requests, not 20 requests; window is 300s, not 60s; paths is /v1/auth/login, not /v1/auth/login, /v1/auth/signup; action is count, not block with 429.',
    )
    expect(transcript).toContain('login: ~ limit: 50 requests → 20 requests')
  })

  test('is green when all is as wanted, whoever made it so', async () => {
    const stage = new LimitStage()
    await stage.apply()
    stage.editRule({ RuleLabels: [] })
    expect(await stage.run({ 'resource-arn': stage.balancer })).toMatchObject({
      outcome: 'unchanged',
      outputs: { changed: 'false' },
    })
    expect(stage.written()).toEqual(['UpdateWebACL'])
  })

  test.each([
    ['no web ACL', {}, 'no web ACL does'],
    ['another web ACL', { other: { protects: ['production'] } }, 'web ACL other does'],
  ])('is red when the load balancer is protected by %s', async (_, others, why) => {
    const stage = new LimitStage({ edge: { protects: [] }, others })
    await stage.apply()
    const { outcome, failure } = await stage.run({ 'resource-arn': stage.balancer })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(`It does not protect ${stage.balancer.split('loadbalancer/')[1] ?? ''}: ${why}.`)
    expect(stage.written()).toEqual(['UpdateWebACL'])
  })
})

describe('apply', () => {
  test('adds the limit, which counts, proves it, and says until when it soaks', async () => {
    const stage = new LimitStage()
    const { outcome, outputs, transcript, summary } = await stage.apply()
    expect(outcome).toBe('succeeded')
    expect(outputs['changed']).toBe('true')
    expect(stage.action()).toBe('Count')
    expect(transcript.at(-1)).toBe('login was added and counts; its soak ends 2026-11-21 09:00Z.')
    expect(stage.asked().slice(-3)).toEqual(['wafv2:CheckCapacity', 'wafv2:UpdateWebACL', 'wafv2:GetWebACL'])
    expect(summary).toContain('✅ Limit request rates: succeeded')
  })

  test('leaves everything else in the web ACL as it was, known or not', async () => {
    const more = {
      Description: 'Managed by Terraform',
      FutureConfig: { Deep: [{ A: 1.5 }] },
      TokenDomains: ['example.com'],
    }
    const stage = new LimitStage({ edge: { more } })
    const before = structuredClone(stage.webAcl().document)
    await stage.apply()
    const { Rules, ...rest } = stage.webAcl().document
    expect({ ...rest, Rules: (Rules as JsonObject[]).filter(({ Name }) => Name !== 'deploy-actions-login') }).toEqual(
      before,
    )
  })

  test('sends none of what WAF shows and takes from nobody', async () => {
    const stage = new LimitStage({
      edge: { more: { ManagedByFirewallManager: true, PreProcessFirewallManagerRuleGroups: [], Description: '' } },
    })
    stage.simulation.world.waf.assumptions.showsEmptyDescription = true
    expect((await stage.apply()).outcome).toBe('succeeded')
    const update = stage.simulation.requests.find(({ operation }) => operation === 'UpdateWebACL')
    expect(Object.keys(update?.input ?? {}).sort()).toEqual([
      'DefaultAction',
      'Id',
      'LockToken',
      'Name',
      'Rules',
      'Scope',
      'VisibilityConfig',
    ])
  })

  test('a second time writes nothing', async () => {
    const stage = new LimitStage()
    await stage.apply({ 'resource-arn': stage.balancer })
    const { outcome, outputs } = await stage.apply({ 'resource-arn': stage.balancer })
    expect([outcome, outputs['changed']]).toEqual(['unchanged', 'false'])
    expect(stage.written()).toEqual(['UpdateWebACL'])
  })

  test.each([true, false])('is the same whether WAF shows the usual window (%p)', async shows => {
    const stage = new LimitStage()
    stage.simulation.world.waf.assumptions.showsUsualWindow = shows
    await stage.apply({ window: '300s' })
    expect((await stage.apply({ window: '300s' })).outcome).toBe('unchanged')
  })

  test('brings several limits in one run, a wide and a strict one, each with a priority of its own', async () => {
    const stage = new LimitStage()
    const strict = '{ limit: 20, window: 60, paths: [/v1/auth/login, /v1/auth/signup], methods: [POST], action: block }'
    const rules = `wide: { limit: 2000 }\nlogin: ${strict}`
    expect((await stage.apply({ rules })).outcome).toBe('succeeded')
    expect(stage.rules().map(({ Name, Priority }) => [Name, Priority])).toEqual([
      ['theirs', 7],
      ['deploy-actions-wide', 8],
      ['deploy-actions-login', 9],
    ])
    expect([stage.action('wide'), stage.action('login')]).toEqual(['Count', 'Block'])
    expect(stage.written()).toEqual(['UpdateWebACL'])
    expect((await stage.apply({ rules })).outcome).toBe('unchanged')
  })

  test('leaves the limits of other runs alone, and says that they are there', async () => {
    const stage = new LimitStage()
    await stage.apply({ rule: 'old' })
    const { transcript } = await stage.apply()
    expect(stage.rule('old')).toBeDefined()
    expect(transcript).toContain('Limits that are not of this run, and are left alone: old.')
  })

  test('changes what somebody made otherwise, in its place', async () => {
    const stage = new LimitStage()
    await stage.apply()
    stage.addRule('later', 30)
    const statement = stage.rule()?.Statement as { RateBasedStatement: JsonObject }
    stage.editRule({ Statement: { RateBasedStatement: { ...statement.RateBasedStatement, Limit: 500 } } })
    const { outcome, transcript } = await stage.apply()
    expect(outcome).toBe('succeeded')
    expect(transcript.at(-1)).toContain('login was changed (limit: 500 requests → 20 requests) and counts')
    expect(stage.rule()?.Priority).toBe(8)
  })

  test.each([
    ['a promotion stays', {}, 'Block', undefined],
    [
      '`action: count` ends it, with a warning',
      { action: 'count' },
      'Count',
      'warning: login: blocks, and goes back to Count, because of `action: count`',
    ],
    [
      'a lower limit ends it, with a warning',
      { limit: '10' },
      'Count',
      'warning: login: blocks, and goes back to Count, because what it watches is changed',
    ],
    ['a higher limit does not, as it blocks less', { limit: '30' }, 'Block', undefined],
  ])('where a limit blocks, %s', async (_, inputs, action, warning) => {
    const stage = new LimitStage()
    await stage.apply({ action: 'block' })
    const { transcript } = await stage.apply(inputs)
    expect(stage.action()).toBe(action)
    const warnings = transcript.filter(line => line.startsWith('warning: '))
    expect(warnings).toEqual(warning === undefined ? [] : [expect.stringContaining(warning)])
  })

  test('by forwarded address warns of what surprises people', async () => {
    const stage = new LimitStage()
    const { outcome, transcript } = await stage.apply({ 'aggregate-by': 'forwarded-ip' })
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain('warning: login: a request without X-Forwarded-For is not limited at all')
    expect(transcript.join('\n')).toContain('can write any address into X-Forwarded-For')
  })

  test('respects Firewall Manager, which puts its rule groups around ours', async () => {
    const groups = { PreProcessFirewallManagerRuleGroups: [], PostProcessFirewallManagerRuleGroups: [] }
    const stage = new LimitStage({ edge: { more: { ManagedByFirewallManager: true, ...groups } } })
    const { outcome, transcript } = await stage.apply()
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain(
      'Firewall Manager manages it, too: the rule groups that it puts first and last stay as they are.',
    )
  })

  test('waits until a web ACL can be used that was just made', async () => {
    const stage = new LimitStage({ edge: { born: 'new', protects: [] }, waf: { creationLag: '1m' } })
    stage.simulation.world.timeline.advance(40_000)
    const { outcome } = await stage.apply({ 'resource-arn': stage.balancer })
    expect(outcome).toBe('succeeded')
    expect(stage.simulation.world.waf.protecting(stage.balancer)?.name).toBe('edge')
  })
})

describe('the association', () => {
  const unprotected = () => new LimitStage({ edge: { protects: [] } })

  test('is made where there is none, after the limits', async () => {
    const stage = unprotected()
    const { outcome, transcript } = await stage.apply({ 'resource-arn': stage.balancer })
    expect(outcome).toBe('succeeded')
    expect(stage.written()).toEqual(['UpdateWebACL', 'AssociateWebACL'])
    expect(stage.simulation.world.waf.protecting(stage.balancer)?.name).toBe('edge')
    expect(transcript.at(-1)).toContain('It protects app/production/')
  })

  test('is not taken from another web ACL unasked, and then nothing at all is changed', async () => {
    const stage = new LimitStage({ edge: { protects: [] }, others: { other: { protects: ['production'] } } })
    const { outcome, failure } = await stage.apply({ 'resource-arn': stage.balancer })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('is protected by another web ACL, other, and was left with it')
    expect(failure).toContain('set `replace: true` to take the place of other')
    expect(stage.written()).toEqual([])
  })

  test('is taken with `replace`, which is said', async () => {
    const stage = new LimitStage({ edge: { protects: [] }, others: { other: { protects: ['production'] } } })
    const { outcome, transcript } = await stage.apply({ 'resource-arn': stage.balancer, replace: 'true' })
    expect(outcome).toBe('succeeded')
    expect(stage.simulation.world.waf.protecting(stage.balancer)?.name).toBe('edge')
    expect(transcript.join('\n')).toContain('is taken from web ACL other: `replace` allows it.')
  })

  test('with another web ACL that came in between is left alone, though the limits were written', async () => {
    const stage = new LimitStage({ edge: { protects: [] }, others: { other: {} } })
    stage.before('UpdateWebACL', () => stage.simulation.world.waf.associate(stage.balancer, stage.webAcl('other')))
    const { outcome, outputs, failure } = await stage.apply({ 'resource-arn': stage.balancer })
    expect([outcome, outputs['changed']]).toEqual(['mixed', 'true'])
    expect(failure).toContain('is protected by another web ACL, other')
    expect(stage.simulation.world.waf.protecting(stage.balancer)?.name).toBe('other')
  })

  test('without a resource is only shown', async () => {
    const { transcript } = await new LimitStage().run()
    expect(transcript.join('\n')).toMatch(/^It protects app\/production\/[0-9a-f]{16}\.$/m)
  })

  test('of CloudFront is made on the distribution, and how is said', async () => {
    const stage = new LimitStage({ edge: { scope: 'CLOUDFRONT', protects: [] } })
    const { outcome, transcript } = await stage.apply({ scope: 'CLOUDFRONT' })
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain('What belongs to CloudFront is in us-east-1, whatever the region of this job.')
    expect(transcript).toContain(
      `A distribution names its web ACL itself: its \`WebACLId\` (Terraform: \`web_acl_id\`) is ${stage.webAcl().arn}.`,
    )
    expect((await stage.apply({ scope: 'CLOUDFRONT' })).outcome).toBe('unchanged')
  })
})

describe('a web ACL', () => {
  test.each(['name', 'id', 'arn'] as const)('is found by its %s', async what => {
    const stage = new LimitStage({ others: { other: {} } })
    const { outcome } = await stage.apply({ 'web-acl': stage.webAcl()[what] })
    expect([outcome, stage.action()]).toEqual(['succeeded', 'Count'])
  })

  test('whose ARN leads nowhere is answered with those that are there', async () => {
    const stage = new LimitStage()
    const { failure } = await stage.apply({ 'web-acl': stage.webAcl().arn.replace('/edge/', '/edgy/') })
    expect(failure).toMatch(
      /there is no web ACL arn:aws:wafv2:\S+\/edgy\/\S+ of scope REGIONAL in us-west-2\. There are edge\./,
    )
  })

  test('that is not there is answered with those that are, the most alike first', async () => {
    const stage = new LimitStage({ others: { 'shop-eu': {}, 'edge-admin': {} } })
    const { outcome, failure, summary } = await stage.apply({ 'web-acl': 'edgy' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('there is no web ACL edgy of scope REGIONAL. There are edge, edge-admin, shop-eu.')
    expect(summary).toContain('No web ACL was changed.')
  })

  test.each([
    ['REGIONAL', 'CLOUDFRONT'],
    ['CLOUDFRONT', 'REGIONAL'],
  ] as const)('of the other scope is found there (%s, not %s)', async (scope, other) => {
    const stage = new LimitStage({ edge: { scope: other, protects: [] } })
    const { failure } = await stage.apply({ scope })
    expect(failure).toContain(`Scope ${other} has a web ACL of that name: set \`scope: ${other}\` if that is meant.`)
    expect(stage.written()).toEqual([])
  })

  test('with ten rate-based rules has no room, which is said before anything is asked for', async () => {
    const rules = Array.from({ length: 10 }, (_, index) => rateRule(`rate-${index}`, index))
    const stage = new LimitStage({ edge: { rules } })
    const { outcome, failure } = await stage.apply()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('web ACL edge has 10 rate-based rules (rate-0, rate-1,')
    expect(failure).toContain('and 10 are the most: there is no room for login')
    expect(stage.asked()).not.toContain('wafv2:UpdateWebACL')
  })

  test('with ten rate-based rules of which one is ours may still be changed', async () => {
    const rules = Array.from({ length: 9 }, (_, index) => rateRule(`rate-${index}`, index))
    const stage = new LimitStage({ edge: { rules } })
    await stage.apply()
    expect((await stage.apply({ limit: '30' })).outcome).toBe('succeeded')
  })

  const heavy = (capacity: number) => ({
    edge: { rules: [{ Name: 'heavy', Priority: 0, Statement: { RuleGroupReferenceStatement: { ARN: 'group' } } }] },
    waf: { ruleGroups: { group: capacity } },
  })

  test('whose capacity does not suffice is told by how much, before anything is asked for', async () => {
    const stage = new LimitStage(heavy(4_980))
    const { outcome, failure } = await stage.apply()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('the limits need 36 WCU; web ACL edge uses 4980 of 5000')
    expect(stage.asked()).not.toContain('wafv2:UpdateWebACL')
  })

  test('counts what becomes free by a change', async () => {
    const stage = new LimitStage(heavy(4_960))
    await stage.apply()
    expect((await stage.apply({ paths: '/v1/auth/signup' })).outcome).toBe('succeeded')
  })

  test('that would cost extra is warned of', async () => {
    const { transcript } = await new LimitStage(heavy(1_490)).apply()
    expect(transcript).toContain('warning: Web ACL edge will use 1526 WCU; more than 1500 cost extra.')
  })

  test('keeps numbers that JavaScript cannot hold', async () => {
    const stage = new LimitStage({ edge: { more: { FutureNumber: 1 } } })
    let sent = ''
    onTheWire(stage.simulation, ({ operation, request, reply }) => {
      if (operation === 'UpdateWebACL') sent = request
      return reply.replace('"FutureNumber":1', '"FutureNumber":12345678901234567890')
    })
    await stage.apply()
    expect(sent).toContain('"FutureNumber":12345678901234567890')
  })
})

describe('a resource that WAF does not know', () => {
  test('is answered with what the web ACL protects', async () => {
    const stage = new LimitStage()
    const wrong = stage.balancer.replace(/\w{16}$/, '0123456789abcdef')
    const { outcome, failure } = await stage.run({ 'resource-arn': wrong })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(`WAF does not know ${wrong}. Web ACL edge protects ${stage.balancer}.`)
    expect(failure).toContain('Check the ARN in `resource-arn`')
  })
})

describe('mistakes in the inputs', () => {
  test('are all told in one run, before anything is asked', async () => {
    const stage = new LimitStage()
    const inputs = {
      'web-acl': 'a b',
      scope: 'GLOBAL',
      mode: 'aply',
      limit: '5',
      window: '90',
      methods: 'PSOT',
      soak: '1d',
      'max-would-block': '2',
      'resource-arn': 'api',
    }
    const { outcome, failure } = await stage.run(inputs)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(`${Object.keys(inputs).length} inputs need a change`)
    for (const name of Object.keys(inputs)) expect(failure).toContain(`\`${name}\` `)
    expect(stage.asked()).toEqual([])
  })

  const arn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/8043e7e0-ffd1-4149-309a-d0275435dbea'

  test.each<[string, Record<string, string>, string[]]>([
    ['no limit at all', { rule: '', limit: '' }, ['`rule` or `rules` is required', '`limit` is required']],
    [
      'one limit and several',
      { rules: 'a: { limit: 10 }' },
      [
        '`rule` and `rules` exclude each other',
        '`limit` and `rules`',
        '`window` and `rules`',
        '`paths` and `rules`',
        '`methods` and `rules`',
      ],
    ],
    [
      'a header for plain addresses',
      { header: 'X-Real-IP', fallback: 'match' },
      ['`header` is only for `aggregate-by: forwarded-ip`', '`fallback` is only for'],
    ],
    ['an ARN of the other scope', { 'web-acl': arn }, ['`web-acl` and `scope` contradict each other']],
    [
      'a distribution',
      {
        scope: 'CLOUDFRONT',
        'resource-arn': 'arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/a/b',
      },
      ['`resource-arn` is only for scope REGIONAL'],
    ],
    [
      'alarms without a watch, and a soak beyond memory',
      { alarms: 'a', soak: '1513h', replace: 'true' },
      ['`alarms` is only for `watch`', '`soak` is longer than 1512h', '`replace` is only for `resource-arn`'],
    ],
    ['a watch that sees nothing', { watch: '4m' }, ['`watch` is shorter than 5m']],
  ])('lie between them, too: %s', async (_, inputs, says) => {
    const { failure } = await new LimitStage().run({ ...login, ...inputs })
    for (const text of says) expect(failure).toContain(text)
  })

  test('in several limits come with their places', async () => {
    const { failure } = await new LimitStage().run({
      rules: '{"login": {"limit": 5}, "wide": {"window": "7m", "limit": 10}}',
    })
    expect(failure).toContain(
      '`rules` has mistakes: `rules.login.limit` is 5; it takes a whole number of requests, 10 or more; `rules.wide.window` is "7m"',
    )
  })

  test.each(['a: b: c', '&a [*a, *a]', '- login'])('in YAML are told as such: %s', async rules => {
    expect((await new LimitStage().run({ rules })).failure).toMatch(/`rules` (is not YAML|has mistakes)/)
  })
})

test('what is foreign in a web ACL is not ours to judge: its rules may be anything', async () => {
  const rules = [
    foreignRule,
    {
      Name: 'odd',
      Priority: 1,
      Statement: { FutureStatement: { Nested: [{ RateBasedStatement: 1 }] } },
      Action: { FutureAction: {} },
    },
  ]
  const stage = new LimitStage({ edge: { rules } })
  const before = JSON.stringify(stage.rules())
  expect((await stage.apply()).outcome).toBe('succeeded')
  expect(JSON.stringify(stage.rules().slice(0, 2))).toBe(before)
})
