import { describe, expect, test } from '@jest/globals'
import type { TrafficScenario } from '../simulator/scenario.ts'
import { LimitStage, traffic } from '../stage/limit-stage.ts'
import type { Performance } from '../stage/perform.ts'

const guesses: TrafficScenario = { ip: '192.0.2.66', perMinute: 25, path: '/v1/auth/login', method: 'POST' }

/** A limit that has counted these hours, among this traffic. */
async function counting(hours: number, members: ConstructorParameters<typeof LimitStage>[0] = {}): Promise<LimitStage> {
  const stage = new LimitStage({ traffic, alarms: { 'api 5xx': 'OK', slow: 'OK' }, ...members })
  await stage.apply()
  stage.pass(hours)
  return stage
}

interface WouldBlock {
  action: string
  since: string | null
  from: string
  until: string
  requests: number
  of: number
  share: number
  addresses: number
  addressesOverLimitNow: number
}

function wouldBlock({ outputs }: Performance, name = 'login'): WouldBlock | undefined {
  return (JSON.parse(outputs['would-block'] ?? '{}') as Record<string, WouldBlock>)[name]
}

describe('the evidence', () => {
  test('is told in sentences: how many requests of whom would have been blocked, of how many, and where they went', async () => {
    const stage = await counting(2)
    const { transcript } = await stage.run()
    const text = transcript.join('\n')
    expect(text).toMatch(
      /login: in the last 2h \d{3} requests of at least 1 address would have been blocked, of 5\d,\d{3} \(\d\.?\d* %\)/,
    )
    expect(text).toMatch(/login: top paths of \d+ sampled requests: POST \/v1\/auth\/login \d+$/m)
    expect(text).toMatch(/login: they came from 192\.0\.2\.x \d+$/m)
    expect(transcript).toContain('login: over the limit now: nobody')
  })

  test('tells who is over the limit now', async () => {
    const stage = await counting(0.25)
    expect((await stage.run()).transcript).toContain('login: over the limit now: 1 address')
  })

  test('is an output in numbers alone', async () => {
    const stage = await counting(2)
    const found = wouldBlock(await stage.run())
    expect(found).toMatchObject({
      action: 'count',
      since: '2026-11-20T09:00:00.000Z',
      addresses: 1,
      addressesOverLimitNow: 0,
    })
    expect((found?.requests ?? 0) / (found?.of ?? 0)).toBe(found?.share)
    expect(JSON.stringify(found)).not.toMatch(/192\.0|login/)
  })

  test('is that of what the simulated traffic really did', async () => {
    const stage = await counting(2)
    const [passed, sent] = [120, 2 * 60 * 430 + 30 * 25]
    const found = wouldBlock(await stage.run())
    expect(found?.of).toBeGreaterThan(sent * ((passed - 4) / passed))
    expect(found?.of).toBeLessThanOrEqual(sent)
  })

  test.each([
    ['as networks', {}, '192.0.2.x'],
    ['whole, where that is asked for', { 'show-addresses': 'true' }, '192.0.2.66'],
  ])('shows addresses %s', async (_, inputs, shown) => {
    const stage = await counting(1)
    const performance = await stage.run(inputs)
    const text = [...performance.transcript, performance.summary].join('\n')
    expect(text).toContain(shown)
    expect(text.includes('192.0.2.66')).toBe(shown === '192.0.2.66')
  })

  test('by forwarded address is of the clients, not of the proxy', async () => {
    const by = { 'aggregate-by': 'forwarded-ip', 'show-addresses': 'true' }
    const stage = new LimitStage({ traffic: [{ ...guesses, ip: '10.0.0.1', forwardedFor: '198.51.100.9, 10.0.0.7' }] })
    await stage.apply(by)
    stage.pass(0.5)
    expect((await stage.run(by)).transcript.join('\n')).toMatch(/login: they came from 198\.51\.100\.9 \d+$/m)
  })

  test('of a rule that blocks tells what it blocked', async () => {
    const stage = new LimitStage({ traffic })
    await stage.apply({ action: 'block' })
    stage.pass(1)
    const performance = await stage.run({ action: 'block' })
    expect(performance.transcript.join('\n')).toMatch(
      /login: in the last 1h \d+ requests of at least 1 address were blocked, of/,
    )
  })

  test('of CloudFront is found in us-east-1, under metrics without a region', async () => {
    const distribution = 'arn:aws:cloudfront::123456789012:distribution/EDFDVBD6EXAMPLE'
    const stage = new LimitStage({
      edge: { scope: 'CLOUDFRONT', protects: [distribution] },
      traffic: [{ ...guesses, to: distribution }],
    })
    await stage.apply({ scope: 'CLOUDFRONT' })
    stage.pass(1)
    expect(wouldBlock(await stage.run({ scope: 'CLOUDFRONT' }))?.requests).toBeGreaterThan(0)
  })

  test('does not trust a zero where Firewall Manager hides what is counted', async () => {
    const stage = await counting(4, {
      edge: { more: { ManagedByFirewallManager: true } },
      traffic: traffic.slice(0, 2),
    })
    const { outcome, failure } = await stage.promote()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('what it would have blocked is not known: Firewall Manager manages this web ACL')
  })

  test('is none where another rule reports under the same name', async () => {
    const stage = await counting(4)
    stage.addRule('copy', 40)
    const visible = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'deploy-actions-login' }
    stage.edit(document => ({
      ...document,
      Rules: stage.rules().map(rule => (rule.Name === 'copy' ? { ...rule, VisibilityConfig: visible } : rule)),
    }))
    expect((await stage.promote()).failure).toContain('copy reports under the same metric name')
  })
})

describe('promote', () => {
  test('lets a rule block that counted long enough and little enough, and changes nothing else', async () => {
    const stage = await counting(4)
    const before = stage.rule()
    const { outcome, outputs, transcript } = await stage.promote()
    expect([outcome, outputs['changed']]).toEqual(['succeeded', 'true'])
    expect(transcript.at(-1)).toBe('login blocks with 429 now.')
    expect(stage.rule()).toEqual({
      ...before,
      Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
      RuleLabels: [{ Name: expect.stringMatching(/^deploy-actions:block:/) }],
    })
    expect(stage.rules()).toHaveLength(2)
  })

  test('a second time changes nothing', async () => {
    const stage = await counting(4)
    await stage.promote()
    const { outcome, transcript } = await stage.promote()
    expect([outcome, transcript.at(-1)]).toEqual(['unchanged', 'login blocks with 429 already.'])
    expect(stage.written()).toEqual(['UpdateWebACL', 'UpdateWebACL'])
  })

  test('does not before the soak has ended, and says when it will be possible', async () => {
    const stage = await counting(2)
    const { outcome, failure } = await stage.promote()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(
      'login is not promoted yet: that is possible from 2026-11-20 12:00Z, the end of its soak.',
    )
    expect(stage.action()).toBe('Count')
    stage.pass(1)
    expect((await stage.promote()).outcome).toBe('succeeded')
  })

  test('does not where too much would be blocked, and says how much', async () => {
    const stage = await counting(4, { traffic: [...traffic, guesses] })
    const { outcome, failure } = await stage.promote()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(
      /login is not promoted, because it would have blocked [\d,]+ of [\d,]+ requests \([5-6]\.\d+ %\), and max-would-block allows 1 %\./,
    )
    expect((await stage.promote({ 'max-would-block': '10%' })).outcome).toBe('succeeded')
  })

  test('forgets what was before the soak', async () => {
    const stage = await counting(2.9)
    expect(wouldBlock(await stage.run({ soak: '3h' }))?.requests).toBeGreaterThan(0)
    stage.pass(1)
    expect(wouldBlock(await stage.run({ soak: '3h' }))?.requests).toBe(0)
  })

  test.each<[string, (stage: LimitStage) => void, string]>([
    [
      'whose settings somebody changed',
      stage => stage.editRule({ Statement: { RateBasedStatement: { Limit: 21, AggregateKeyType: 'IP' } } }),
      'its settings are not those that are wanted',
    ],
    [
      'of which nobody knows since when it counts',
      stage => stage.editRule({ RuleLabels: [] }),
      'since when it counts with these settings is not known',
    ],
    [
      'that neither counts nor blocks',
      stage => stage.editRule({ Action: { Captcha: {} } }),
      'it neither counts nor blocks',
    ],
    ['that is not there any more', stage => stage.edit(document => ({ ...document, Rules: [] })), 'it is not there'],
  ])('leaves a rule alone %s', async (_, happen, why) => {
    const stage = await counting(4)
    happen(stage)
    const before = JSON.stringify(stage.webAcl().document)
    const { outcome, failure } = await stage.promote()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(`login is not promoted, because ${why}`)
    expect(failure).toContain('Run this action with `mode: apply`')
    expect(JSON.stringify(stage.webAcl().document)).toBe(before)
  })

  test('takes settings that were tuned by hand for new ones: their soak begins when they are adopted', async () => {
    const stage = await counting(4)
    const { Statement } = stage.rule() as { Statement: { RateBasedStatement: object } }
    stage.editRule({ Statement: { RateBasedStatement: { ...Statement.RateBasedStatement, Limit: 30 } } })
    expect((await stage.promote({ limit: '30' })).failure).toContain(
      'since when it counts with these settings is not known',
    )
    await stage.apply({ limit: '30' })
    expect((await stage.promote({ limit: '30' })).failure).toContain('that is possible from 2026-11-20 16:01Z')
  })

  test('without any request there is no evidence', async () => {
    const stage = await counting(4, { traffic: [] })
    const { failure } = await stage.promote()
    expect(failure).toContain('login is not promoted, because no request at all was seen in the last 3h.')
  })

  test('does nothing where the load balancer is not protected at all', async () => {
    const stage = await counting(4)
    stage.simulation.world.waf.associate(stage.balancer, undefined)
    const { outcome, failure } = await stage.promote({ 'resource-arn': stage.balancer })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('web ACL edge does not protect app/production/')
    expect(stage.action()).toBe('Count')
  })

  test('of several limits promotes those that are ready, and ends red for the others', async () => {
    const stage = new LimitStage({ traffic })
    const rules = 'wide: { limit: 2000 }\nlogin: { limit: 20, window: 60, paths: [/v1/auth/login] }'
    await stage.apply({ rules: rules.split('\n')[0] ?? '' })
    stage.pass(2)
    await stage.apply({ rules })
    stage.pass(2)
    const { outcome, failure } = await stage.promote({ rules })
    expect(outcome).toBe('mixed')
    expect(failure).toContain('wide blocks with 429 now.\nlogin is not promoted yet')
    expect([stage.action('wide'), stage.action('login')]).toEqual(['Block', 'Count'])
  })

  test('does not overwrite what somebody changes in the moment of the switch: the evidence was of another rule', async () => {
    const stage = await counting(4)
    const { Statement } = stage.rule() as { Statement: { RateBasedStatement: object } }
    const other = { RateBasedStatement: { ...Statement.RateBasedStatement, Limit: 10 } }
    stage.before('UpdateWebACL', () => stage.editRule({ Statement: other }))
    const { outcome, outputs, failure } = await stage.promote()
    expect([outcome, outputs['changed']]).toEqual(['superseded', 'false'])
    expect(failure).toContain('somebody changed login while it was judged, so nothing was promoted')
    expect(stage.rule()).toMatchObject({ Statement: other, Action: { Count: {} } })
  })
})

describe('the watch', () => {
  const watch = { watch: '10m', alarms: 'api 5xx\nslow' }

  /** Lets something happen so many minutes after the switch. */
  function minutesLater(stage: LimitStage, minutes: number, happen: () => void): void {
    stage.before('UpdateWebACL', () => stage.simulation.world.timeline.after(minutes * 60_000, happen))
  }

  test('looks on until its end, and then the promotion holds', async () => {
    const stage = await counting(4)
    const began = stage.simulation.world.now()
    const { outcome, transcript } = await stage.promote(watch)
    expect(outcome).toBe('succeeded')
    expect(transcript.at(-1)).toBe('login blocks with 429 now; nothing spoke against it while it was watched.')
    expect(transcript.join('\n')).toContain('it goes back to Count if it blocks more than')
    const minutes = (stage.simulation.world.now() - began) / 60_000
    expect(minutes).toBeGreaterThan(10)
    expect(minutes).toBeLessThan(10.5)
  })

  test('returns the rule to Count when an alarm goes off, and says so', async () => {
    const stage = await counting(4)
    minutesLater(stage, 3, () =>
      stage.simulation.world.cloudwatch.set('slow', 'ALARM', 'Threshold Crossed: 1 datapoint'),
    )
    const { outcome, outputs, failure, transcript } = await stage.promote(watch)
    expect([outcome, outputs['changed'], stage.action()]).toEqual(['rolled-back', 'true', 'Count'])
    expect(failure).toContain('login counts again, because alarm slow is in ALARM (Threshold Crossed: 1 datapoint).')
    expect(transcript).toContain('Read back: what was switched counts again.')
    expect((await stage.promote()).failure).toContain('that is possible from 2026-11-20 16:04Z')
  })

  test('returns the rule to Count when it blocks more than was foretold', async () => {
    const stage = await counting(4)
    const rush = {
      ip: '203.0.113.99',
      clients: 20,
      perMinute: 60,
      path: '/v1/auth/login',
      method: 'POST',
      to: stage.balancer,
    }
    minutesLater(stage, 2, () => stage.simulation.world.waf.addTraffic({ ...rush, from: stage.simulation.world.now() }))
    const { outcome, failure } = await stage.promote(watch)
    expect([outcome, stage.action()]).toEqual(['rolled-back', 'Count'])
    expect(failure).toMatch(
      /login counts again, because login blocked [\d,]+ requests in 5m and [\d.]+ % of all, where in Count at most 0 of any 5m were over the limit/,
    )
  })

  test('lets pass what was foretold', async () => {
    const stage = await counting(4, { traffic: [...traffic, guesses] })
    const { outcome } = await stage.promote({ ...watch, 'max-would-block': '10%' })
    expect([outcome, stage.action()]).toEqual(['succeeded', 'Block'])
  })

  test('is continued by the next run where one was killed', async () => {
    const stage = await counting(4)
    const runner = stage.simulation.runner()
    stage.simulation.world.timeline.after(240_000, () => runner.kill())
    void stage.run({ mode: 'promote', soak: '3h', ...watch }, { runner })
    await stage.simulation.runner().clock.sleep(300_000)
    expect(stage.action()).toBe('Block')
    stage.simulation.world.timeline.after(60_000, () => stage.simulation.world.cloudwatch.set('slow', 'ALARM'))
    const { outcome } = await stage.promote(watch)
    expect([outcome, stage.action()]).toEqual(['rolled-back', 'Count'])
  })

  test('that is over is not begun again', async () => {
    const stage = await counting(4)
    await stage.promote(watch)
    const began = stage.simulation.world.now()
    expect((await stage.promote(watch)).outcome).toBe('unchanged')
    expect(stage.simulation.world.now() - began).toBeLessThan(10_000)
  })

  test.each(['applied-and-lost', 'lost', 'throttled'] as const)('returns it though a reply suffers (%s)', async is => {
    const stage = await counting(4)
    minutesLater(stage, 3, () => {
      stage.simulation.world.cloudwatch.set('slow', 'ALARM')
      stage.simulation.faults.add({ is, on: 'wafv2:UpdateWebACL' })
    })
    const { outcome } = await stage.promote(watch)
    expect([outcome, stage.action()]).toEqual(['rolled-back', 'Count'])
    expect(stage.written()).toEqual(['UpdateWebACL', 'UpdateWebACL', 'UpdateWebACL'])
  })

  test('leaves alone what somebody else made of the rule meanwhile', async () => {
    const stage = await counting(4)
    minutesLater(stage, 2, () => stage.editRule({ Action: { Captcha: {} } }))
    minutesLater(stage, 3, () => stage.simulation.world.cloudwatch.set('slow', 'ALARM'))
    const { outcome, failure } = await stage.promote(watch)
    expect([outcome, stage.action()]).toEqual(['superseded', 'Captcha'])
    expect(failure).toContain('somebody else has changed login, and that was left alone')
  })

  test('that cannot return the rule says so, and what to do', async () => {
    const stage = await counting(4)
    minutesLater(stage, 3, () => {
      stage.simulation.world.cloudwatch.set('slow', 'ALARM')
      stage.simulation.faults.add({ is: 'denied', on: 'wafv2:UpdateWebACL' })
    })
    const { outcome, failure } = await stage.promote(watch)
    expect([outcome, stage.action()]).toEqual(['rollback-failed', 'Block'])
    expect(failure).toContain('login was to count again, because alarm slow is in ALARM')
    expect(failure).toContain('Allow the role of this job the action wafv2:UpdateWebACL')
  })

  test('that could not see at its end leaves it unknown', async () => {
    const stage = await counting(4)
    minutesLater(stage, 3, () => stage.simulation.faults.add({ is: 'denied', on: 'cloudwatch:GetMetricData' }))
    const { outcome, failure } = await stage.promote(watch)
    expect([outcome, stage.action()]).toEqual(['unknown', 'Block'])
    expect(failure).toContain('login blocks with 429 now, but how that goes was not seen')
    expect(failure).toContain('cloudwatch:GetMetricData')
  })

  test('that is cancelled leaves the rule as it is, and says that it was not watched to the end', async () => {
    const stage = await counting(4)
    const stop = new AbortController()
    stage.simulation.world.timeline.after(240_000, () => stop.abort())
    const { outcome, outputs, failure } = await stage.run(
      { mode: 'promote', soak: '3h', ...watch },
      { stop: stop.signal },
    )
    expect([outcome, outputs['changed'], stage.action()]).toEqual(['cancelled', 'true', 'Block'])
    expect(failure).toContain('login blocks with 429 now, and was not watched to the end')
    expect(stage.written()).toEqual(['UpdateWebACL', 'UpdateWebACL'])
  })

  test('is not begun with an alarm that is on already', async () => {
    const stage = await counting(4, { alarms: { 'api 5xx': 'ALARM', slow: 'OK' } })
    const { outcome, failure } = await stage.promote(watch)
    expect([outcome, stage.action()]).toEqual(['failed-before-change', 'Count'])
    expect(failure).toContain('nothing was promoted, because alarm api 5xx is in ALARM')
  })

  test('is not begun with an alarm that is not there, and those that are are named', async () => {
    const stage = await counting(4)
    const { outcome, failure } = await stage.promote({ watch: '10m', alarms: 'api 5XX\nslow' })
    expect([outcome, stage.action()]).toEqual(['failed-before-change', 'Count'])
    expect(failure).toContain('CloudWatch has no alarm api 5XX. There are api 5xx, slow.')
  })

  test('knows composite alarms', async () => {
    const stage = await counting(4, { alarms: { deep: 'OK', any: { anyOf: ['deep'] } } })
    minutesLater(stage, 3, () => stage.simulation.world.cloudwatch.set('deep', 'ALARM'))
    expect((await stage.promote({ watch: '10m', alarms: 'any' })).outcome).toBe('rolled-back')
  })
})
