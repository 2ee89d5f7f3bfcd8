import { describe, expect, test } from '@jest/globals'
import { readText } from '../../scripts/repository.ts'
import { obeyed } from '../core/runner-commands.ts'
import { commands, tricks } from '../core/hostile-lines.ts'
import { canary } from '../stage/canary.ts'
import { fates } from '../stage/crash-sweep.ts'
import { LimitStage, traffic } from '../stage/limit-stage.ts'
import { callsOfLimits, crashLimits } from '../stage/limit-sweep.ts'
import type { LimitJob } from '../stage/limit-sweep.ts'

describe('an edit of somebody else between our read and our write', () => {
  test.each(['CheckCapacity', 'UpdateWebACL'])(
    'is kept: the newer web ACL is revised instead (before %s)',
    async moment => {
      const stage = new LimitStage()
      stage.before(moment, () => {
        stage.addRule('newcomer', 8)
        stage.edit(document => ({ ...document, FutureConfig: { A: [2] } }))
      })
      const { outcome, transcript } = await stage.apply()
      expect(outcome).toBe('succeeded')
      expect(transcript).toContain('somebody changed the web ACL meanwhile; reading it again')
      expect(stage.rules().map(({ Name, Priority }) => [Name, Priority])).toEqual([
        ['theirs', 7],
        ['newcomer', 8],
        ['deploy-actions-login', 9],
      ])
      expect(stage.webAcl().document.FutureConfig).toEqual({ A: [2] })
    },
  )

  test('may be the very change that is wanted: then nothing is left to do', async () => {
    const stage = new LimitStage()
    const [one, other] = await Promise.all([stage.apply(), stage.apply()])
    expect([one.outcome, other.outcome].sort()).toEqual(['succeeded', 'unchanged'])
    expect(stage.rules().filter(({ Name }) => Name === 'deploy-actions-login')).toHaveLength(1)
  })

  test('that never ends is given up on, with everything of theirs in place', async () => {
    const stage = new LimitStage()
    let edits = 0
    stage.before(
      'UpdateWebACL',
      () => stage.edit(document => ({ ...document, FutureConfig: { A: [++edits] } })),
      Infinity,
    )
    const { outcome, failure } = await stage.apply()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('others changed web ACL edge each of the 8 times that it was to be changed')
    expect(stage.webAcl().document.FutureConfig).toEqual({ A: [edits] })
  })

  test('that fills the web ACL is respected: what no longer fits is not written', async () => {
    const stage = new LimitStage()
    const rate = { Statement: { RateBasedStatement: { Limit: 10, AggregateKeyType: 'IP' } }, Action: { Count: {} } }
    const fill = () =>
      Array.from({ length: 10 }, (_, index) => ({
        ...rate,
        Name: `r${index}`,
        Priority: index,
        VisibilityConfig: { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: `r${index}` },
      }))
    stage.before('UpdateWebACL', () => stage.edit(document => ({ ...document, Rules: fill() })))
    const { outcome, failure } = await stage.apply()
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('has 10 rate-based rules')
  })

  test('right after it that takes our limit away is told, and not fought', async () => {
    const stage = new LimitStage()
    let gets = 0
    stage.before(
      'GetWebACL',
      () => {
        if (++gets === 2) stage.edit(document => ({ ...document, Rules: [] }))
      },
      Infinity,
    )
    const { outcome, outputs, failure } = await stage.apply()
    expect([outcome, outputs['changed']]).toEqual(['superseded', 'true'])
    expect(failure).toContain('somebody changed the limits in web ACL edge right after they were written')
    expect(stage.rules()).toEqual([])
  })
})

describe('a reply that is lost', () => {
  test.each([
    'applied-and-lost',
    'lost',
    'applied-and-failed',
    'applied-and-hangs',
    'applied-and-empty',
    'applied-and-html',
    'throttled',
  ] as const)('(%s) is made up for by reading: the limit is there once', async is => {
    const stage = new LimitStage({ edge: { protects: [] } })
    stage.simulation.faults.add({ is, on: 'wafv2:UpdateWebACL' }, { is, on: 'wafv2:AssociateWebACL' })
    const { outcome, outputs } = await stage.apply({ 'resource-arn': stage.balancer })
    expect([outcome, outputs['changed']]).toEqual(['succeeded', 'true'])
    expect(stage.written()).toEqual(['UpdateWebACL', 'AssociateWebACL'])
    expect(stage.simulation.world.waf.protecting(stage.balancer)?.name).toBe('edge')
  })

  test('and then nothing but silence leaves it unknown, and the careful answer is that it was changed', async () => {
    const stage = new LimitStage()
    stage.before('UpdateWebACL', () =>
      stage.simulation.faults.add({ is: 'unavailable', on: 'wafv2:GetWebACL', times: Infinity }),
    )
    stage.simulation.faults.add({ is: 'applied-and-lost', on: 'wafv2:UpdateWebACL' })
    const began = stage.simulation.world.now()
    const { outcome, outputs, failure } = await stage.apply({ timeout: '2m' })
    expect([outcome, outputs['changed']]).toEqual(['unknown', 'true'])
    expect(failure).toContain('whether the change was made is not known: its reply was lost')
    expect((stage.simulation.world.now() - began) / 1_000).toBeLessThan(135)
  })

  test('of a look at the resource is not taken for "no web ACL": it stays with the other one', async () => {
    const stage = new LimitStage({ edge: { protects: [] }, others: { other: { protects: ['production'] } } })
    stage.simulation.faults.add({ is: 'applied-and-empty', on: 'wafv2:GetWebACLForResource', times: 3 })
    const { outcome } = await stage.apply({ 'resource-arn': stage.balancer })
    expect(outcome).toBe('failed-before-change')
    expect(stage.simulation.world.waf.protecting(stage.balancer)?.name).toBe('other')
  })

  test('of the metrics is no evidence of nothing', async () => {
    const stage = new LimitStage({
      traffic: [...traffic, { ip: '192.0.2.66', perMinute: 90, path: '/v1/auth/login', method: 'POST' }],
    })
    await stage.apply()
    stage.pass(4)
    stage.simulation.faults.add({ is: 'applied-and-empty', on: 'cloudwatch:GetMetricData', times: Infinity })
    const { outcome, failure } = await stage.promote()
    expect([outcome, stage.action()]).toEqual(['failed-before-change', 'Count'])
    expect(failure).toContain('what it would have blocked is not known')
  })
})

describe('a job that loses any one call, or is killed at it, while somebody edits the web ACL, and is then run again', () => {
  /** A call that changes something suffers every fate, a read one of them, in turns; with CRASH_SWEEP=all all of them. */
  const fatesOf = (operation: string, index: number) => {
    const changes = /^(Update|Associate)/.test(operation)
    const isSpared = !changes && process.env['CRASH_SWEEP'] !== 'all'
    return fates.filter((_, position) => !isSpared || position === index % fates.length)
  }
  const apply = (): Promise<LimitJob> => {
    const stage = new LimitStage({ edge: { protects: [] } })
    return Promise.resolve({ stage, inputs: { mode: 'apply', 'resource-arn': stage.balancer } })
  }
  const change = async (): Promise<LimitJob> => {
    const stage = new LimitStage()
    await stage.apply({ limit: '50' })
    stage.pass(1)
    return { stage, inputs: { mode: 'apply' } }
  }
  const promote = async (): Promise<LimitJob> => {
    const stage = new LimitStage({ traffic: traffic.slice(0, 1) })
    await stage.apply()
    stage.pass(4)
    return { stage, inputs: { mode: 'promote', soak: '3h' } }
  }

  test.each<[string, () => Promise<LimitJob>]>([
    ['a limit that is added', apply],
    ['a limit that is changed', change],
    ['a limit that is promoted', promote],
  ])(
    'leaves the limit there once, and everything of others: %s',
    async (_, makeJob) => {
      const wrong: string[] = []
      for (const [index, operation] of (await callsOfLimits(makeJob)).entries()) {
        for (const fate of fatesOf(operation, index)) {
          wrong.push(...(await crashLimits(makeJob, { index, operation, fate })))
        }
      }
      expect(wrong).toEqual([])
    },
    120_000,
  )
})

describe('permissions', () => {
  /** Everything that the action can do in one world. */
  async function everything(): Promise<LimitStage> {
    const stage = new LimitStage({ edge: { protects: [] }, traffic, alarms: { slow: 'OK' } })
    await stage.run()
    await stage.apply({ 'resource-arn': stage.balancer })
    stage.pass(4)
    await stage.promote({ watch: '5m', alarms: 'slow' })
    return stage
  }

  test('that the README lists are those that are asked for', async () => {
    const asked = new Set((await everything()).asked())
    const chapter = readText('waf-rate-limit/README.md').split('## Permissions')[1] ?? ''
    const listed = [...chapter.matchAll(/`((?:wafv2|cloudwatch):\w+)`/g)].map(([, name]) => name)
    expect(listed.toSorted()).toEqual([...asked].toSorted())
  })

  test.each(['wafv2:ListWebACLs', 'wafv2:GetWebACL', 'wafv2:UpdateWebACL', 'wafv2:GetWebACLForResource'])(
    'without %s nothing is changed, and it is named',
    async permission => {
      const stage = new LimitStage()
      stage.simulation.faults.add({ is: 'denied', on: permission })
      const { outcome, failure } = await stage.apply({ 'resource-arn': stage.balancer })
      expect(outcome).toBe('failed-before-change')
      expect(failure).toContain(`Allow the role of this job the action ${permission}`)
      expect(stage.written()).toEqual([])
    },
  )

  test('without wafv2:AssociateWebACL the limits are there and the resource is not protected, which is said', async () => {
    const stage = new LimitStage({ edge: { protects: [] } })
    stage.simulation.faults.add({ is: 'denied', on: 'wafv2:AssociateWebACL' })
    const { outcome, outputs, failure } = await stage.apply({ 'resource-arn': stage.balancer })
    expect([outcome, outputs['changed']]).toEqual(['mixed', 'true'])
    expect(failure).toContain('Allow the role of this job the action wafv2:AssociateWebACL')
  })

  test.each([
    ['wafv2:CheckCapacity', 'warning: Whether there is room for the limits could not be asked: that is denied.'],
    ['wafv2:ListResourcesForWebACL', 'Which load balancers it protects is not known: that is denied.'],
  ])('without %s all is done, and what is not known is said', async (permission, said) => {
    const stage = new LimitStage()
    stage.simulation.faults.add({ is: 'denied', on: permission })
    const { outcome, transcript } = await stage.apply()
    expect(outcome).toBe('succeeded')
    const line = transcript.find(text => text.startsWith(said))
    expect(line).toContain(`Allow the role of this job the action ${permission}`)
  })

  test.each([
    ['wafv2:GetSampledRequests', 'login: no sampled requests: that is denied.'],
    ['wafv2:GetRateBasedStatementManagedKeys', 'login: who is over the limit now is not known: that is denied.'],
  ])('without %s a rule is promoted by its metrics, and what is not known is said', async (permission, said) => {
    const stage = new LimitStage({ traffic })
    await stage.apply()
    stage.pass(4)
    stage.simulation.faults.add({ is: 'denied', on: permission })
    const { outcome, transcript } = await stage.promote()
    expect(outcome).toBe('succeeded')
    expect(transcript.find(text => text.startsWith(said))).toContain(permission)
  })

  test.each(['cloudwatch:GetMetricData', 'cloudwatch:DescribeAlarms'])(
    'without %s nothing is promoted',
    async permission => {
      const stage = new LimitStage({ traffic, alarms: { slow: 'OK' } })
      await stage.apply()
      stage.pass(4)
      stage.simulation.faults.add({ is: 'denied', on: permission })
      const { outcome, failure } = await stage.promote({ watch: '5m', alarms: 'slow' })
      expect([outcome, stage.action()]).toEqual(['failed-before-change', 'Count'])
      expect(failure).toContain(permission)
    },
  )
})

describe('time and patience', () => {
  test('throttled calls are asked again, and the limit is brought', async () => {
    const stage = new LimitStage()
    stage.simulation.faults.add({ is: 'throttled', probability: 0.5, until: 60_000 })
    expect((await stage.apply()).outcome).toBe('succeeded')
  })

  test('a WAF that does not answer is given up on within the timeout', async () => {
    const stage = new LimitStage()
    stage.simulation.faults.add({ is: 'unavailable', on: 'wafv2:*', times: Infinity })
    const began = stage.simulation.world.now()
    const { outcome } = await stage.apply({ timeout: '1m' })
    expect(outcome).toBe('unknown')
    expect((stage.simulation.world.now() - began) / 1_000).toBeLessThanOrEqual(75)
  })

  test('evidence that cannot be had does not hold up what is to be done', async () => {
    const stage = new LimitStage({ traffic })
    await stage.apply()
    stage.simulation.faults.add({
      is: 'unavailable',
      on: ['cloudwatch:*', 'wafv2:GetSampledRequests'],
      times: Infinity,
    })
    const { outcome } = await stage.apply({ limit: '30', timeout: '2m' })
    expect(outcome).toBe('succeeded')
  })

  test('a job that is cancelled before its write begins none', async () => {
    const stage = new LimitStage()
    const stop = new AbortController()
    stage.before('CheckCapacity', () => stop.abort())
    const { outcome } = await stage.run({ mode: 'apply' }, { stop: stop.signal })
    expect(outcome).toBe('cancelled')
    expect(stage.written()).toEqual([])
  })

  test('a job that is cancelled in the middle of its write says that it does not know', async () => {
    const stage = new LimitStage()
    const stop = new AbortController()
    stage.before('UpdateWebACL', () => stop.abort())
    stage.simulation.faults.add({ is: 'applied-and-hangs', on: 'wafv2:UpdateWebACL' })
    const { outcome, outputs, failure } = await stage.run({ mode: 'apply' }, { stop: stop.signal })
    expect([outcome, outputs['changed']]).toEqual(['cancelled', 'true'])
    expect(failure).toContain('cancelled while WAF was asked for the change: whether it was made is not known')
  })
})

describe('what others send', () => {
  test('commands nobody when it is sampled', async () => {
    const paths = [...commands, ...tricks].map(line => `/v1/auth/login/${line.replaceAll('?', '')}`)
    const flows = paths.map((path, index) => ({ ip: `192.0.2.${index + 1}`, perMinute: 40, path, method: 'POST' }))
    const stage = new LimitStage({ traffic: flows })
    stage.simulation.world.waf.assumptions.sampledFrom = 'matched'
    await stage.apply()
    stage.pass(0.1)
    const { transcript, summary } = await stage.run()
    expect(transcript.join('\n')).toContain('top paths of')
    expect(transcript.filter(text => obeyed(text) !== undefined)).toEqual([])
    expect(summary.split('\n').filter(text => obeyed(text) !== undefined)).toEqual([])
  })

  test('is not passed on: a token in a path stays out of log, outputs and summary', async () => {
    const path = `/v1/auth/login/${canary}`
    const stage = new LimitStage({
      traffic: [{ ip: '192.0.2.66', perMinute: 90, path, method: 'POST', headers: { authorization: canary } }],
    })
    await stage.apply()
    stage.pass(0.5)
    const { transcript, outputs, summary } = await stage.run()
    expect(transcript.join('\n')).toContain('POST /v1/auth/login/*')
    expect(JSON.stringify([transcript, outputs, summary])).not.toContain(canary)
  })

  test('shows as it is in the summary, and acts as nothing', async () => {
    const path = '/v1/auth/login/<img/@team|**x**'
    const stage = new LimitStage({ traffic: [{ ip: '192.0.2.66', perMinute: 90, path, method: 'POST' }] })
    await stage.apply()
    stage.pass(0.5)
    const { summary } = await stage.run()
    expect(summary).toContain('&#60;img')
    expect(summary).not.toMatch(/<img|\*\*x/)
  })
})
