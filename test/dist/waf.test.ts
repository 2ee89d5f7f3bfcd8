import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { join } from 'node:path'
import { root } from '../../scripts/repository.ts'
import type { PlannedFault } from '../simulator/faults.ts'
import type { JsonObject } from '../simulator/operation.ts'
import { createServer } from '../simulator/server.ts'
import type { Server } from '../simulator/server.ts'
import { awsAt, startAction } from '../stage/built-action.ts'
import type { BuiltRun, StartedAction } from '../stage/built-action.ts'
import { LimitStage, login, traffic } from '../stage/limit-stage.ts'
import { sampled } from '../stage/sampled.ts'

// Real processes in real time, some of which see it pass faster.
jest.setTimeout(60_000)

/** The built action as a process of its own, over HTTP, in front of a web ACL. */

const hour = 3_600_000

/** How many times as fast as ours the time of the world and of the action goes, where it must pass. */
const fast = 20

/** Somebody guesses passwords, in the third hour before now. */
const guesser = { ip: '192.0.2.66', perMinute: 25, path: '/v1/auth/login', method: 'POST', from: '90m', until: '2h' }

class BuiltStage extends LimitStage {
  private server: Server | undefined
  private running: StartedAction | undefined
  private speed = 1

  /** The world's past ends now, by the clock of this machine, as the action has no other. */
  constructor(members: ConstructorParameters<typeof LimitStage>[0] = {}) {
    super({ start: new Date(Date.now() - 4 * hour).toISOString(), ...members })
  }

  async open(speed: number): Promise<void> {
    this.speed = speed
    const past = Date.now() - this.simulation.world.now()
    this.simulation.world.timeline.advance(past)
    this.server = await createServer(this.simulation, { speed, kill: () => this.running?.process.kill('SIGKILL') })
  }

  start(inputs: Record<string, string> = {}): StartedAction {
    const environment = { ...awsAt(this.server?.url ?? ''), CLOCK_SPEED: String(this.speed) }
    const preload = join(root, 'test/peers/faster-clock.ts')
    this.running = startAction('waf-rate-limit', {
      inputs: { 'web-acl': 'edge', ...login, ...inputs },
      environment,
      preload,
    })
    return this.running
  }

  built(inputs: Record<string, string> = {}): Promise<BuiltRun> {
    return this.start(inputs).ended
  }

  async close(): Promise<void> {
    this.running?.process.kill('SIGKILL')
    await this.server?.close()
  }
}

let stage: BuiltStage

async function open(members: ConstructorParameters<typeof LimitStage>[0] = {}): Promise<BuiltStage> {
  stage = new BuiltStage(members)
  await stage.open(1)
  return stage
}

/** A limit that has counted for four hours. */
async function openCounting(): Promise<BuiltStage> {
  stage = new BuiltStage({ traffic: [...traffic.slice(0, 2), guesser], alarms: { slow: 'OK' } })
  await stage.apply()
  await stage.open(fast)
  return stage
}

afterEach(() => stage.close())

const rateRules = Array.from({ length: 10 }, (_, index): JsonObject => ({
  Name: `rate-${index}`,
  Priority: index,
  Statement: { RateBasedStatement: { Limit: 100, AggregateKeyType: 'IP' } },
}))

describe('a limit', () => {
  test('is missed, brought, found, and the second time nothing is written', async () => {
    await open({ edge: { protects: [] } })
    const inputs = { 'resource-arn': stage.balancer }
    const runs = [
      await stage.built(inputs),
      await stage.built({ ...inputs, mode: 'apply' }),
      await stage.built(inputs),
      await stage.built({ ...inputs, mode: 'apply' }),
    ]
    expect(runs.map(({ code, outputs }) => [code, outputs['outcome'], outputs['changed']])).toEqual([
      [1, 'failed-before-change', 'false'],
      [0, 'succeeded', 'true'],
      [0, 'unchanged', 'false'],
      [0, 'unchanged', 'false'],
    ])
    expect(stage.written()).toEqual(['UpdateWebACL', 'AssociateWebACL'])
    expect(runs[0]?.log).toContain('login is not there.')
    expect(runs[1]?.summary).toContain('✅ Limit request rates: succeeded')
  })

  test('shows what it would have blocked, and is promoted and watched', async () => {
    await openCounting()
    const { log, outputs } = await stage.built()
    expect(log).toMatch(/login: in the last 4h \d+ requests of at least 1 address would have been blocked, of \d+,\d+/)
    expect(JSON.parse(outputs['would-block'] ?? '')).toMatchObject({ login: { action: 'count', addresses: 1 } })
    const early = await stage.built({ mode: 'promote', soak: '5h' })
    expect(early.log).toContain('login is not promoted yet: that is possible from')
    const promoted = await stage.built({ mode: 'promote', soak: '3h', watch: '5m', alarms: 'slow' })
    expect([promoted.code, promoted.outputs['outcome'], stage.action()]).toEqual([0, 'succeeded', 'Block'])
    expect(promoted.log).toContain('nothing spoke against it while it was watched')
    expect((await stage.built({ mode: 'promote', soak: '3h' })).outputs['outcome']).toBe('unchanged')
  })

  test('returns to Count when an alarm goes off', async () => {
    await openCounting()
    stage.before('UpdateWebACL', () => {
      stage.simulation.world.timeline.after(60_000, () => stage.simulation.world.cloudwatch.set('slow', 'ALARM'))
    })
    const { code, outputs, log } = await stage.built({ mode: 'promote', soak: '3h', watch: '10m', alarms: 'slow' })
    expect([code, outputs['outcome'], stage.action()]).toEqual([1, 'rolled-back', 'Count'])
    expect(log).toContain('login counts again, because alarm slow is in ALARM')
  })

  test('stays as it is when its watch is cancelled, and the run ends in time', async () => {
    await openCounting()
    const started = stage.start({ mode: 'promote', soak: '3h', watch: '10m' })
    await new Promise<void>(resolve =>
      started.process.stdout?.on('data', (text: Buffer) => text.includes('Watch login') && resolve()),
    )
    started.process.kill('SIGTERM')
    const { code, outputs, log } = await started.ended
    expect([code, outputs['outcome'], outputs['changed'], stage.action()]).toEqual([1, 'cancelled', 'true', 'Block'])
    expect(log).toContain('was not watched to the end')
  })
})

describe('everything else in the web ACL', () => {
  const others = () =>
    stage
      .rules()
      .filter(({ Name }) => Name !== 'deploy-actions-login')
      .map(rule => JSON.stringify(rule))

  test('survives, and so does what somebody adds between our read and our write', async () => {
    await open()
    const before = others()
    stage.before('UpdateWebACL', () => stage.addRule('newcomer', 30))
    const { code, log } = await stage.built({ mode: 'apply' })
    expect(code).toBe(0)
    expect(log).toContain('somebody changed the web ACL meanwhile; reading it again')
    expect(others()).toEqual([...before, expect.stringContaining('newcomer')])
    expect(stage.webAcl().document.FutureConfig).toEqual({ A: [1] })
  })

  const calls = [0, 1, 2, 3, 4, 5]
  const fates = ['applied-and-lost', 'killed', 'applied-and-killed'] as const
  test.each(
    sampled(
      calls.flatMap(index => fates.map(is => ({ index, is }))),
      5,
    ),
  )('survives a run that suffers "$is" at request $index, and the limit is there once', async ({ index, is }) => {
    await open()
    const before = others()
    stage.simulation.faults.add({ is, index })
    await stage.built({ mode: 'apply' })
    stage.simulation.faults.clear()
    expect((await stage.built({ mode: 'apply' })).code).toBe(0)
    expect(others()).toEqual(before)
    expect(stage.rules()).toHaveLength(before.length + 1)
    expect(stage.written()).toEqual(['UpdateWebACL'])
  })
})

describe('what cannot be done is refused before anything is changed', () => {
  const heavy = {
    edge: { rules: [{ Name: 'heavy', Priority: 0, Statement: { RuleGroupReferenceStatement: { ARN: 'group' } } }] },
    waf: { ruleGroups: { group: 4_990 } },
  }

  test.each<[string, ConstructorParameters<typeof LimitStage>[0], Record<string, string>, string]>([
    ['an eleventh rate-based rule', { edge: { rules: rateRules } }, {}, 'has 10 rate-based rules'],
    ['more than the capacity', heavy, {}, 'the limits need 36 WCU; web ACL edge uses 4990 of 5000'],
    [
      'a web ACL that is not there',
      { others: { 'edge-admin': {} } },
      { 'web-acl': 'egde' },
      'There are edge, edge-admin.',
    ],
    ['a web ACL of the other scope', {}, { scope: 'CLOUDFRONT' }, 'set `scope: REGIONAL` if that is meant'],
  ])('%s', async (_, members, inputs, says) => {
    await open(members)
    const { code, outputs, log } = await stage.built({ mode: 'apply', ...inputs })
    expect([code, outputs['outcome']]).toEqual([1, 'failed-before-change'])
    expect(log).toContain(says)
    expect(stage.written()).toEqual([])
  })

  test('a load balancer of another web ACL, unless `replace` says so', async () => {
    await open({ edge: { protects: [] }, others: { other: { protects: ['production'] } } })
    const inputs = { mode: 'apply', 'resource-arn': stage.balancer }
    const refused = await stage.built(inputs)
    expect([refused.code, stage.written()]).toEqual([1, []])
    expect(refused.log).toContain('is protected by another web ACL, other')
    expect((await stage.built({ ...inputs, replace: 'true' })).code).toBe(0)
    expect(stage.simulation.world.waf.protecting(stage.balancer)?.name).toBe('edge')
  })

  test('mistakes in the inputs, all told in one run', async () => {
    await open()
    const inputs = { scope: 'GLOBAL', mode: 'aply', limit: '5', window: '90', paths: 'login', 'max-would-block': 'few' }
    const { code, log } = await stage.built(inputs)
    expect(code).toBe(1)
    for (const name of Object.keys(inputs)) expect(log).toContain(`\`${name}\` `)
    expect(stage.asked()).toEqual([])
  })

  test.each<PlannedFault>([
    { is: 'denied', on: 'wafv2:UpdateWebACL' },
    { is: 'denied', on: 'wafv2:GetWebACL' },
  ])('what is not allowed: $on', async fault => {
    await open()
    stage.simulation.faults.add(fault)
    const { code, log } = await stage.built({ mode: 'apply' })
    expect(code).toBe(1)
    expect(log).toContain(`Allow the role of this job the action ${String(fault.on)}`)
    expect(stage.written()).toEqual([])
  })
})
