import { describe, expect, jest, test } from '@jest/globals'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { PlannedFault } from '../simulator/faults.ts'
import type { Scenario } from '../simulator/scenario.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { byHand } from '../stage/by-hand.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { commits, crashes, promote, promotionWorld, threeServices, written } from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

// Hours with many services, though in virtual time.
jest.setTimeout(60_000)

const hour = 3_600_000
const environment = workspace({
  '.github/deploy.yml': `${threeServices}
environments:
  staging: { cluster: stage }
  production: { cluster: prod, requires: staging, soak: 1h }
  watched: { cluster: prod, alarms: [api-5xx, latency] }
  open: { cluster: prod }
  half: { cluster: stage, services: { web: false } }
  apart: { cluster: prod, services: { api: false, worker: false }, requires: half }
  more: { cluster: prod, requires: half }
  fewer: { cluster: prod, services: { web: false }, requires: staging, soak: 1h }
`,
})

function toStaging(
  simulation: Simulation,
  { release = 'v2', inputs = {} }: { release?: keyof typeof commits; inputs?: Record<string, string> } = {},
): Promise<Performance> {
  return promote(simulation, { environment: 'staging', tag: commits[release], ...inputs }, { environment })
}

/** Everything up to the first change, which there must not be. */
async function dryRun(simulation: Simulation, inputs: Record<string, string> = {}): Promise<Performance> {
  const before = simulation.requests.length
  const performance = await promote(simulation, { 'dry-run': 'true', ...inputs }, { environment })
  expect(written(simulation.requests.slice(before))).toEqual([])
  return performance
}

interface Gate {
  name: string
  is: string
  says: string
}

/** What the report says of a gate. */
function gate({ outputs }: Performance, name: string): Gate | undefined {
  const { gates } = JSON.parse(outputs['report'] ?? '{}') as { gates?: Gate[] }
  return gates?.find(one => one.name === name)
}

/** A world where v2 was proved in staging so many hours ago. */
async function soaked(hours = 2, options: PromotionWorld = {}): Promise<Simulation> {
  const simulation = promotionWorld({ staging: true, ...options })
  const { outcome, failure } = await toStaging(simulation)
  if (outcome !== 'succeeded') throw new Error(failure)
  simulation.world.timeline.advance(hours * hour)
  return simulation
}

async function proofAfter(
  happen: (simulation: Simulation) => unknown,
  { inputs, ...options }: PromotionWorld & { inputs?: Record<string, string> } = {},
): Promise<Gate | undefined> {
  const simulation = await soaked(2, options)
  await happen(simulation)
  return gate(await dryRun(simulation, inputs), 'proof in staging')
}

describe('the proof in another environment', () => {
  test('is there once a release has soaked', async () => {
    const performance = await dryRun(await soaked())
    expect(performance.outcome).toBe('unchanged')
    expect(gate(performance, 'proof in staging')).toMatchObject({
      is: 'passed',
      says: expect.stringMatching(/^3 services of staging ran these images for 2h( \d+s)?, since 2026-/),
    })
  })

  test('is made by deploy-ecs and wait-healthy as well, without any record', async () => {
    const simulation = promotionWorld({ staging: true })
    const { outputs } = await perform(
      'verify-image',
      { environment: 'staging', tag: commits.v2 },
      { simulation, environment },
    )
    const deploy = await perform(
      'deploy-ecs',
      { environment: 'staging', images: outputs['images'] ?? '' },
      { simulation, environment },
    )
    const { deployments = '' } = deploy.outputs
    await perform('wait-healthy', { environment: 'staging', deployments }, { simulation, environment })
    simulation.world.timeline.advance(2 * hour)
    expect(gate(await dryRun(simulation), 'proof in staging')?.is).toBe('passed')
  })

  test('is not there before, and the run says when it will be', async () => {
    const simulation = await soaked(0.2)
    const { outcome, failure, summary } = await dryRun(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(/Proof in staging: it has been in staging for 12m.* of 1h, since \S+ \S+Z/)
    const [, at = ''] = /Run the job again at (\S+ \S+)Z, in 4\dm/.exec(failure ?? '') ?? []
    expect(summary).toContain('Proof in staging')
    simulation.world.timeline.advance(Date.parse(`${at.replace(' ', 'T')}Z`) - simulation.world.now())
    expect(gate(await dryRun(simulation), 'proof in staging')?.is).toBe('passed')
  })

  test('is gone where the release failed there, as GitHub’s record says', async () => {
    const simulation = promotionWorld({ staging: true, release: { 'shop/web': crashes } })
    expect((await toStaging(simulation)).outcome).toBe('rolled-back')
    simulation.world.timeline.advance(2 * hour)
    expect(gate(await dryRun(simulation), 'proof in staging')).toMatchObject({
      is: 'refused',
      says: 'GitHub has its deployment to staging recorded as failure',
    })
    const unasked = gate(
      await dryRun(simulation, { 'github-token': '', release: '', tag: commits.v2 }),
      'proof in staging',
    )
    expect(unasked?.is).toBe('refused')
  })

  test('stays where a newer release came after the soak', async () => {
    const proof = await proofAfter(simulation => toStaging(simulation, { release: 'v3' }))
    expect(proof).toMatchObject({ is: 'passed', says: expect.stringMatching(/from \S+ \S+Z to \S+ \S+Z$/) })
  })

  test('is gone where somebody rolled it back there', async () => {
    const proof = await proofAfter(async simulation => {
      const inputs = { cluster: 'stage', services: 'api worker web' }
      const { outcome, failure } = await perform('rollback-task-def', inputs, { simulation })
      expect([outcome, failure]).toEqual(['succeeded', undefined])
    })
    expect(proof).toMatchObject({
      is: 'refused',
      says: expect.stringContaining('api went back from these images to stage-api:1'),
    })
  })

  test('is not there where a service was scaled to 0', async () => {
    const proof = await proofAfter(({ world, ...simulation }) => {
      byHand(world, updateService, { cluster: 'stage', service: 'web', desiredCount: 0 })
      world.timeline.advance(600_000)
      return simulation
    })
    expect(proof).toMatchObject({
      is: 'refused',
      says: 'it is not proved in staging: web has a desired count of 0: no task runs, so nothing is proved',
    })
  })

  test('holds where ECS reports the digests of platforms’ images', async () => {
    const proof = await proofAfter(() => undefined, { more: { aws: { reportedDigest: 'platform' } } })
    expect(proof?.is).toBe('passed')
  })

  test('holds where nothing was deployed for longer than ECS keeps its history', async () => {
    // Without load balancers a hundred days are short.
    const simulation = await soaked(100 * 24, { each: { health: false, desired: 1 } })
    expect(gate(await dryRun(simulation), 'proof in staging')).toMatchObject({
      is: 'passed',
      says: expect.stringContaining('for 2136h'),
    })
  })

  test('of another build with the same tag is none', async () => {
    const proof = await proofAfter(({ world }) => {
      world.ecr.push({ repository: 'shop/web', tags: [commits.v2], content: 'built again' })
    })
    expect(proof).toMatchObject({ is: 'refused', says: 'it is not proved in staging: web did not run these images' })
  })
})

describe('twenty services that were deployed a hundred times each', () => {
  const names = Array.from({ length: 20 }, (_, index) => `service-${index + 1}`)
  const many = workspace({
    '.github/deploy.yml': `
services: { ${names.map(name => `${name}: { image: shop/api, container: app }`).join(', ')} }
environments: { staging: { cluster: stage }, production: { cluster: prod, requires: staging, soak: 1h } }
`,
  })
  const earlier = Array.from({ length: 100 }, (_, index) => `shop/api:${index % 2 === 0 ? commits.v1 : commits.v3}`)
  const service = { image: `shop/api:${commits.v1}`, container: 'app', health: false, desired: 1, earlier } as const

  function proofOf(simulation: Simulation): Promise<Performance> {
    return promote(simulation, { 'dry-run': 'true' }, { environment: many })
  }

  function reads(simulation: Simulation, from: number): Record<string, number> {
    const asked = simulation.requests.slice(from).map(({ operation }) => operation)
    const kinds = ['ListServiceDeployments', 'DescribeServiceRevisions']
    return Object.fromEntries(kinds.map(kind => [kind, asked.filter(operation => operation === kind).length]))
  }

  test('are read as far as it takes, within the buckets of AWS', async () => {
    const services = Object.fromEntries(names.map(name => [name, service]))
    const simulation = promotionWorld({ staging: true, services })
    const before = simulation.requests.length
    expect(gate(await proofOf(simulation), 'proof in staging')).toMatchObject({
      is: 'refused',
      says: expect.stringMatching(/service-20 did not run these images$/),
    })
    expect(reads(simulation, before)).toEqual({ ListServiceDeployments: 20, DescribeServiceRevisions: 100 })
    await promote(simulation, { environment: 'staging', tag: commits.v2 }, { environment: many })
    simulation.world.timeline.advance(2 * hour)
    const soaked = simulation.requests.length
    const began = simulation.world.now()
    expect(gate(await proofOf(simulation), 'proof in staging')?.is).toBe('passed')
    expect(reads(simulation, soaked)['DescribeServiceRevisions']).toBe(20)
    expect(simulation.world.now() - began).toBeLessThan(20_000)
    expect(simulation.requests.filter(({ fault }) => fault !== undefined)).toEqual([])
  })
})

describe('services of one of the two environments', () => {
  test('that are only there have no part in it', async () => {
    const simulation = await soaked()
    const { taskDefinition } = serviceOf(simulation.world, 'stage', 'web').deployments[0] ?? { taskDefinition: '' }
    byHand(simulation.world, updateService, {
      cluster: 'stage',
      service: 'web',
      taskDefinition: taskDefinition.replace(/\d+$/, '1'),
    })
    simulation.world.timeline.advance(600_000)
    expect(gate(await dryRun(simulation, { environment: 'fewer' }), 'proof in staging')).toMatchObject({
      is: 'passed',
      says: expect.stringContaining('2 services of staging'),
    })
  })

  test('that are only here are not proved, which is said', async () => {
    const simulation = await soaked()
    expect(gate(await dryRun(simulation, { environment: 'more' }), 'proof in half')).toMatchObject({
      is: 'passed',
      says: expect.stringContaining('web is not in half and was not proved there'),
    })
  })

  test('and none of both leave nothing that could be proved', async () => {
    const simulation = await soaked()
    const { failure } = await dryRun(simulation, { environment: 'apart' })
    expect(failure).toContain('half has none of the services that are deployed here, so nothing can be proved there')
    expect(failure).toContain('Name another environment in `requires`, or leave it out.')
  })
})

describe('what cannot be read', () => {
  const list = 'ecs:ListServiceDeployments'

  async function proofWith(faults: readonly PlannedFault[], inputs: Record<string, string> = {}) {
    const simulation = await soaked()
    for (const fault of faults) simulation.faults.add(fault)
    const began = simulation.world.now()
    const performance = await dryRun(simulation, inputs)
    const seconds = (simulation.world.now() - began) / 1_000
    return { ...gate(performance, 'proof in staging'), failure: performance.failure, seconds }
  }

  test('of ECS is taken from GitHub’s record, which has the images', async () => {
    expect(await proofWith([{ is: 'denied', on: list }])).toMatchObject({
      is: 'passed',
      says: expect.stringContaining("of api, worker, web only GitHub's record says so, as ECS could not be read"),
    })
  })

  test('of ECS and GitHub refuses, and the permissions are named', async () => {
    const { is, failure } = await proofWith([
      { is: 'denied', on: list },
      { is: 'denied', on: 'github:repos/list-deployments' },
    ])
    expect(is).toBe('refused')
    expect(failure).toContain('what api, worker, web ran in staging could not be read')
    expect(failure).toContain(list)
    expect(failure).toContain('deployments: read')
  })

  test('of ECS refuses where GitHub is not asked', async () => {
    const { is, says } = await proofWith([{ is: 'denied', on: 'ecs:DescribeServiceRevisions' }], {
      'github-token': '',
      release: '',
      tag: commits.v2,
    })
    expect(is).toBe('refused')
    expect(says).toContain('ecs:DescribeServiceRevisions')
    expect(says).toContain('GitHub is not asked without `github-token`')
  })

  test('of GitHub leaves ECS to decide', async () => {
    expect(await proofWith([{ is: 'denied', on: 'github:repos/list-deployments' }])).toMatchObject({ is: 'passed' })
  })

  test('for a while is read again', async () => {
    expect(await proofWith([{ is: 'throttled', on: list, times: 10 }])).toMatchObject({ is: 'passed' })
  })

  test('at all refuses in about a minute', async () => {
    const { is, seconds } = await proofWith([
      { is: 'throttled', on: list, probability: 1 },
      { is: 'denied', on: 'github:repos/list-deployments' },
    ])
    expect(is).toBe('refused')
    expect(seconds).toBeLessThan(120)
  })
})

describe('somebody else’s deployment', () => {
  test('that is under way refuses, and is named', async () => {
    const simulation = promotionWorld()
    byHand(simulation.world, updateService, { cluster: 'prod', service: 'web', forceNewDeployment: true })
    simulation.world.timeline.advance(5_000)
    const { outcome, failure } = await dryRun(simulation, { environment: 'open' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(
      /Other deployments: somebody else deploys: web is on its way to prod-web:1 \(ecs-svc\/\d+\)/,
    )
    expect(failure).toContain('Wait until it is over, or stop it, and run the job again.')
  })
})

describe('alarms', () => {
  async function alarmGate(alarms: NonNullable<Scenario['alarms']>, faults: readonly PlannedFault[] = []) {
    const simulation = promotionWorld({ more: { alarms } })
    for (const fault of faults) simulation.faults.add(fault)
    const performance = await dryRun(simulation, { environment: 'watched' })
    return { ...gate(performance, 'alarms'), outcome: performance.outcome, failure: performance.failure }
  }

  test('that are quiet pass, also without enough data, which is said', async () => {
    expect(await alarmGate({ 'api-5xx': 'OK', latency: 'INSUFFICIENT_DATA' })).toMatchObject({
      outcome: 'unchanged',
      is: 'passed',
      says: 'api-5xx OK; latency INSUFFICIENT_DATA',
    })
  })

  test('that are in ALARM refuse, with CloudWatch’s reason', async () => {
    const { outcome, failure } = await alarmGate({ 'api-5xx': 'ALARM', latency: 'OK' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(/Alarms: alarm api-5xx is in ALARM: Threshold Crossed/)
    expect(failure).toContain('Look at what the alarm watches before anything else is deployed.')
  })

  test('that are made of others refuse with one of them', async () => {
    const { is } = await alarmGate({ child: 'ALARM', 'api-5xx': { state: 'ALARM', anyOf: ['child'] }, latency: 'OK' })
    expect(is).toBe('refused')
  })

  test('that do not exist refuse, and those that do are named', async () => {
    const { is, failure } = await alarmGate({ 'api-5xx': 'OK', 'latency-p99': 'OK' })
    expect(is).toBe('refused')
    expect(failure).toContain('CloudWatch has no alarm latency in this region; there are latency-p99, api-5xx')
  })

  test('that may not be read refuse, and the permission is named', async () => {
    const { is, failure } = await alarmGate({}, [{ is: 'denied', on: 'cloudwatch:DescribeAlarms' }])
    expect(is).toBe('refused')
    expect(failure).toContain('cloudwatch:DescribeAlarms')
  })

  test('that cannot be read for a while are read again', async () => {
    const faults = [{ is: 'unavailable', on: 'cloudwatch:DescribeAlarms', times: 3 }] as const
    expect(await alarmGate({ 'api-5xx': 'OK', latency: 'OK' }, faults)).toMatchObject({ is: 'passed' })
  })
})

describe('the way back', () => {
  const image = `shop/web:${commits.v1}`

  async function wayBack(
    happen: (simulation: Simulation) => void,
    { inputs = {}, ...options }: PromotionWorld & { inputs?: Record<string, string> } = {},
  ) {
    const simulation = promotionWorld(options)
    happen(simulation)
    const performance = await dryRun(simulation, { environment: 'open', ...inputs })
    return { ...gate(performance, 'way back'), ...performance, log: performance.transcript.join('\n') }
  }

  function expire({ world }: Simulation): void {
    world.ecr.deleteImage(`shop/web@${world.ecr.find(image)?.digest ?? ''}`)
  }

  test('is open where what runs can be pulled', async () => {
    expect(await wayBack(() => undefined)).toMatchObject({ is: 'passed', says: 'what runs now can be pulled again' })
  })

  test('is warned of where an image is gone', async () => {
    const { outcome, log } = await wayBack(expire)
    expect(outcome).toBe('unchanged')
    expect(log).toMatch(/warning: way back: web cannot go back to prod-web:1: no image of shop\/web/)
  })

  test('refuses where an image is gone and `require-rollback` is set', async () => {
    const { outcome, failure } = await wayBack(expire, { inputs: { 'require-rollback': 'true' } })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('Way back: web cannot go back to prod-web:1')
    expect(failure).toContain('keep the images of what runs out of lifecycle policies')
  })

  test('is warned of where an image is archived', async () => {
    const { says } = await wayBack(({ world }) => world.ecr.archive(image))
    expect(says).toContain('is archived and cannot be pulled')
  })

  test('says which images of other registries it cannot see', async () => {
    const { is, says } = await wayBack(() => undefined, {
      services: { api: { sidecars: { agent: 'public.ecr.aws/datadog/agent:7' } }, worker: {}, web: {} },
    })
    expect(is).toBe('passed')
    expect(says).toContain('api: Whether datadog/agent:7 can be pulled is not known: it is not in Amazon ECR')
  })

  test('says where a tag leads to another image by now', async () => {
    const { is, says } = await wayBack(({ world }) => {
      world.ecr.push({ repository: 'shop/web', tags: [commits.v1], content: 'moved' })
    })
    expect(is).toBe('passed')
    expect(says).toContain('leads to another image by now; web gets the one it ran')
  })
})

describe('everything that stands in the way', () => {
  test('is told at once', async () => {
    const simulation = promotionWorld({ staging: true, more: { alarms: { 'api-5xx': 'ALARM', latency: 'OK' } } })
    byHand(simulation.world, updateService, { cluster: 'prod', service: 'web', forceNewDeployment: true })
    simulation.world.timeline.advance(5_000)
    const { failure } = await dryRun(simulation, { environment: 'watched' })
    expect(failure).toContain('Alarms: ')
    expect(failure).toContain('Other deployments: ')
  })
})
