import { describe, expect, jest, test } from '@jest/globals'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { PlannedFault } from '../simulator/faults.ts'
import type { Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { byHand } from '../stage/by-hand.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { runningTasks, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

// Half an hour of watching, though in virtual time.
jest.setTimeout(30_000)

const commit = '969282d285abcaf2c8392f0a8351c9334090427d'
const another = '1'.repeat(40)

function world(more: Scenario = {}): Simulation {
  const simulation = simulate({ clusters: { prod: { api: { image: 'api:v1' } } }, ...more })
  simulation.world.timeline.advance(60_000)
  return simulation
}

interface Waited extends Performance {
  /** Of virtual time. */
  seconds: number
  log: string
}

/** Follows the service `api`, which is well unless something happens. */
async function wait(simulation: Simulation, inputs: Record<string, string> = {}, stop?: AbortSignal): Promise<Waited> {
  const began = simulation.world.now()
  const given = { cluster: 'prod', services: 'api', ...inputs }
  const performance = await perform('wait-healthy', given, { simulation, ...(stop && { stop }) })
  const seconds = (simulation.world.now() - began) / 1_000
  return { ...performance, seconds, log: performance.transcript.join('\n') }
}

/** Does something so many seconds of virtual time from now. */
function after({ world: { timeline } }: Simulation, seconds: number, happen: () => void): void {
  timeline.after(seconds * 1_000, happen)
}

describe('alarms', () => {
  const names = { alarms: 'api-5xx latency' }
  const quiet = { alarms: { 'api-5xx': 'OK', latency: 'INSUFFICIENT_DATA' } } as const

  test('that are quiet are told, without a bake time after one look', async () => {
    const { outcome, seconds, log, summary } = await wait(world(quiet), names)
    expect(outcome).toBe('succeeded')
    expect(seconds).toBeLessThan(30)
    expect(log).toContain('quiet: api-5xx OK; latency INSUFFICIENT_DATA')
    expect(summary).toContain('Watched: quiet: api-5xx OK; latency INSUFFICIENT')
  })

  test('are watched for the whole bake time', async () => {
    const { outcome, seconds, summary } = await wait(world(quiet), { ...names, bake: '5m' })
    expect(outcome).toBe('succeeded')
    expect(seconds).toBeGreaterThan(300)
    expect(seconds).toBeLessThan(330)
    expect(summary).toContain('Watched: quiet for 5m: api-5xx OK; latency INSUFFICIENT')
  })

  test.each([
    ['goes off and stays', 0],
    // CloudWatch evaluates an alarm once a minute.
    ['goes off and is quiet again a minute later', 60],
  ])('of which one %s fail the bake time', async (_, calm) => {
    const simulation = world(quiet)
    after(simulation, 100, () => simulation.world.cloudwatch.set('api-5xx', 'ALARM'))
    if (calm > 0) after(simulation, 100 + calm, () => simulation.world.cloudwatch.set('api-5xx', 'OK'))
    const { outcome, failure, seconds, outputs } = await wait(simulation, { ...names, bake: '10m' })
    expect(outcome).toBe('rollback-failed')
    expect(seconds).toBeLessThan(130)
    expect(failure).toMatch(
      /Only this is not as wanted: 1m \d+s into the bake time alarm api-5xx is in ALARM: Threshold/,
    )
    expect(failure).toContain('Look at what the alarm watches before anything else is deployed.')
    expect(outputs['report']).toContain('"bake":{"is":"ringing"')
  })

  test('made of others fail it, too', async () => {
    const simulation = world({ alarms: { child: 'OK', all: { anyOf: ['child'] } } })
    after(simulation, 60, () => simulation.world.cloudwatch.set('child', 'ALARM'))
    const { outcome, failure } = await wait(simulation, { alarms: 'all', bake: '5m' })
    expect(outcome).toBe('rollback-failed')
    expect(failure).toContain('alarm all is in ALARM')
  })

  test('in ALARM from the start are warned of, and may calm down until the services are proved', async () => {
    const simulation = world({ alarms: { 'api-5xx': 'ALARM', latency: 'OK' } })
    after(simulation, 1, () => simulation.world.cloudwatch.set('api-5xx', 'OK'))
    const { outcome, log } = await wait(simulation, names)
    expect(log).toMatch(
      /warning: Alarm api-5xx is in ALARM: .* Whether the release did that cannot be told; it has to be/,
    )
    expect(outcome).toBe('succeeded')
  })

  test('in ALARM from the start to the end are not rounded to success', async () => {
    const { outcome, seconds } = await wait(world({ alarms: { 'api-5xx': 'ALARM', latency: 'OK' } }), names)
    expect(outcome).toBe('rollback-failed')
    expect(seconds).toBeLessThan(30)
  })

  test('that do not exist are a mistake, told from the start with those that are alike', async () => {
    const { outcome, log, failure } = await wait(world({ alarms: { 'latency-p99': 'OK' } }), { alarms: 'latency' })
    const says = 'CloudWatch has no alarm latency in this region; there are latency-p99'
    expect(log).toContain(`warning: ${says}. Correct the names in \`alarms\`, or the region. A composite alarm`)
    expect(outcome).toBe('unknown')
    expect(failure).toContain(says)
  })

  describe.each<[string, PlannedFault, string]>([
    ['denied', { is: 'denied', on: 'cloudwatch:DescribeAlarms' }, 'unknown'],
    ['away to the end', { is: 'unavailable', on: 'cloudwatch:DescribeAlarms', probability: 1 }, 'unknown'],
    [
      'away for a while',
      { is: 'unavailable', on: 'cloudwatch:DescribeAlarms', from: 60_000, until: 180_000 },
      'succeeded',
    ],
    ['throttled for a while', { is: 'throttled', on: 'cloudwatch:DescribeAlarms', times: 20 }, 'succeeded'],
  ])('whose reading is %s', (_, fault, expected) => {
    test(`are ${expected}`, async () => {
      const simulation = world(quiet)
      simulation.faults.add(fault)
      const { outcome, failure = '', seconds } = await wait(simulation, { ...names, bake: '5m' })
      expect(outcome).toBe(expected)
      expect(seconds).toBeLessThan(380)
      if (fault.is === 'denied') expect(failure).toContain('cloudwatch:DescribeAlarms')
      if (expected === 'unknown' && fault.is !== 'denied')
        expect(failure).toContain('the alarms cannot be read just now')
    })
  })

  test('are not watched where the services failed', async () => {
    const simulation = world({ ...quiet, clusters: { prod: { api: { image: 'api:v1', desired: 0 } } } })
    const { log, summary } = await wait(simulation, { ...names, bake: '5m' })
    expect(log).not.toContain('# Bake')
    expect(summary).not.toContain('Watched')
  })
})

describe('the bake time', () => {
  test('needs no alarm', async () => {
    const { outcome, seconds, summary } = await wait(world(), { bake: '5m' })
    expect(outcome).toBe('succeeded')
    expect(seconds).toBeGreaterThan(300)
    expect(summary).toContain('Watched: quiet for 5m: no alarm is named.')
  })

  test('comes on top of the timeout, and what is proved is looked at again then', async () => {
    const { outcome, seconds } = await wait(world(), { bake: '30m', timeout: '1m' })
    expect([outcome, seconds > 1_800]).toEqual(['succeeded', true])
  })

  test('in which AWS was away at the very end does not undo a proof', async () => {
    const simulation = world()
    simulation.faults.add({ is: 'unavailable', on: 'ecs:DescribeServices', from: 90_000, until: 60_000 + 330_000 })
    expect((await wait(simulation, { bake: '5m', timeout: '1m' })).outcome).toBe('succeeded')
  })

  test('in which somebody else deploys ends as superseded', async () => {
    const simulation = world()
    const theirs = { cluster: 'prod', service: 'api', forceNewDeployment: true }
    after(simulation, 120, () => byHand(simulation.world, updateService, theirs))
    const { outcome, failure } = await wait(simulation, { bake: '5m' })
    expect(outcome).toBe('superseded')
    expect(failure).toContain('api')
  })

  test('in which the tasks die is not a success', async () => {
    const simulation = world()
    after(simulation, 290, () => {
      const image = simulation.world.ecr.find('api:v1')
      if (image) image.behaviour = { ...image.behaviour, exits: { code: 1, after: 1_000 } }
      const { ecs } = simulation.world
      runningTasks(serviceOf(simulation.world, 'prod', 'api')).forEach(task => ecs.levers.crash(task))
    })
    const { outcome, failure } = await wait(simulation, { bake: '5m', timeout: '3m' })
    expect(outcome).toBe('timed-out')
    expect(failure).toContain('api was not done after 3m')
  })

  test('ends within seconds of a cancellation, and says so', async () => {
    const simulation = world()
    const job = new AbortController()
    after(simulation, 120, () => job.abort())
    const { outcome, failure, seconds } = await wait(simulation, { bake: '30m' }, job.signal)
    expect(outcome).toBe('cancelled')
    expect(seconds).toBeLessThan(125)
    expect(failure).toContain('the job was cancelled in the bake time')
  })
})

describe('health URLs that say their version', () => {
  const url = 'https://app.example.com/version'
  const wanted = { 'health-urls': url, 'health-json': 'version', 'health-value': commit, 'health-timeout': '60s' }

  function ask(bodies: readonly string[], inputs: Record<string, string> = {}): Promise<Waited> {
    return wait(world({ urls: { [url]: { statuses: [200], bodies } } }), { ...wanted, ...inputs })
  }

  const version = (value: unknown) => JSON.stringify({ version: value })

  test.each<[string, string[], Record<string, string>]>([
    ['the commit', [version(commit)], {}],
    ['its first digits', [version(commit.slice(0, 7))], {}],
    ['it further down', [JSON.stringify({ build: { commits: [commit] } })], { 'health-json': 'build.commits.0' }],
    ['a number', [version(42)], { 'health-value': '42' }],
    ['another version first, as while tasks are replaced', [version(another), version(another), version(commit)], {}],
    ['nothing that is JSON at first', ['starting', version(commit)], {}],
  ])('are healthy where they say %s', async (_, bodies, inputs) => {
    const { outcome, failure, log } = await ask(bodies, inputs)
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    expect(log).toContain(`succeeded: ${url} answered 200, and \``)
  })

  test.each<[string, string, Record<string, string>, string]>([
    [
      'another version',
      version(another),
      {},
      `says "${another}" in \`version\`, not ${commit}: another version answers`,
    ],
    ['fewer digits than tell commits apart', version(commit.slice(0, 6)), {}, 'another version answers'],
    ['nothing of it', '{}', {}, 'answered JSON in which `version` is not there'],
    ['nothing on that path', version(commit), { 'health-json': 'version.commit' }, '`version.commit` is not there'],
    ['nothing of their own', '{}', { 'health-json': 'constructor' }, '`constructor` is not there'],
    ['an object', version({ commit }), {}, 'answered JSON in which `version` is neither text nor number'],
    ['null', version(null), {}, '`version` is neither text nor number'],
    ['a page', '<html></html>', {}, 'answered something that is not JSON'],
    ['nothing', '', {}, 'answered something that is not JSON'],
    ['too much', `${' '.repeat(64 * 1_024)}${version(commit)}`, {}, 'answered more than 64 KiB'],
    ['a secret', version('AKIAIOSFODNN7EXAMPLE'), {}, 'another version answers'],
    ['a command of the runner', version('\n::error::boo'), {}, 'another version answers'],
  ])('are not healthy where they say %s', async (_, body, inputs, says) => {
    const { outcome, failure, transcript } = await ask([body], inputs)
    expect(outcome).toBe('timed-out')
    expect(failure).toContain(says)
    expect(transcript.join('\n')).not.toMatch(/AKIAIOSFODNN7EXAMPLE|^::/m)
  })

  test('all have to, of several', async () => {
    const other = 'https://other.example.com/version'
    const urls = {
      [url]: { statuses: [200], bodies: [version(commit)] },
      [other]: { statuses: [200], bodies: [version(another)] },
    }
    const { outcome, failure } = await wait(world({ urls }), { ...wanted, 'health-urls': `${url} ${other}` })
    expect(outcome).toBe('timed-out')
    expect(failure).toContain(`${other}: `)
    expect(failure).not.toContain(`${url}: `)
  })

  test('have to answer with the wanted status before', async () => {
    const simulation = world({ urls: { [url]: { statuses: [503], bodies: [version(commit)] } } })
    expect((await wait(simulation, wanted)).failure).toContain('answered 503')
  })

  test.each<[string, Record<string, string>, string]>([
    [
      '`health-json` without a value',
      { 'health-urls': url, 'health-json': 'version' },
      '`health-json` needs `health-value`',
    ],
    [
      'a value without `health-json`',
      { 'health-urls': url, 'health-value': commit },
      '`health-value` needs `health-json`',
    ],
    [
      '`health-json` without URLs',
      { 'health-json': 'version', 'health-value': commit },
      '`health-json` needs `health-urls`',
    ],
    ['no path', { ...wanted, 'health-json': 'a..b' }, '`health-json` is "a..b"; it takes a member of the JSON'],
  ])('are a mistake with %s', async (_, inputs, says) => {
    const simulation = world()
    const before = simulation.requests.length
    const { outcome, failure } = await wait(simulation, inputs)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(says)
    expect(simulation.requests).toHaveLength(before)
  })
})

describe('a manifest', () => {
  const checkout = workspace({
    '.github/deploy.yml': `
services:
  api: { image: api, health: /version, health-json: version }
  web: { image: api, health: / }
environments:
  production: { cluster: prod, url: "https://app.example.com", alarms: [api-5xx], bake: 2m, services: { web: { service: api-web } } }
`,
  })

  function follow(inputs: Record<string, string>): Promise<Performance> {
    const simulation = world({
      clusters: { prod: { api: 'api:v1', 'api-web': 'api:v1' } },
      alarms: { 'api-5xx': 'OK' },
      urls: {
        'https://app.example.com/version': { statuses: [200], bodies: [JSON.stringify({ version: commit })] },
        'https://app.example.com/': { statuses: [200], bodies: ['<html>'] },
      },
    })
    return perform('wait-healthy', { environment: 'production', ...inputs }, { simulation, environment: checkout })
  }

  test('says which services tell their version, and what is watched for how long', async () => {
    const { outcome, summary, transcript } = await follow({ 'health-value': commit })
    expect(outcome).toBe('succeeded')
    expect(summary).toContain('Watched: quiet for 2m: api-5xx OK.')
    expect(transcript).toContain(
      `succeeded: https://app.example.com/version answered 200, and \`version\` is ${commit}`,
    )
    expect(transcript).toContain('succeeded: https://app.example.com/ answered 200')
  })

  test('that wants a version needs to be told which', async () => {
    const { failure } = await follow({})
    expect(failure).toContain('`health-json` of the manifest needs `health-value`: what that member has to be')
  })
})
