import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../shared/core/outcome.ts'
import type { State } from '../../shared/phases/prove/path.ts'
import { summaryOf } from '../../shared/phases/prove/report.ts'
import { healthy } from '../simulator/behaviour.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { PlannedFault } from '../simulator/faults.ts'
import type { JsonObject } from '../simulator/operation.ts'
import type { DescribedService, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { canary } from '../stage/canary.ts'
import { byHand } from '../stage/by-hand.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { primaryOf, runningTasks, serviceOf, tagsOf } from '../stage/truth.ts'

const images: NonNullable<Scenario['repositories']>[string] = [
  'v1',
  'v2',
  'v3',
  { tags: ['crashes'], behaviour: { exits: { code: 3, after: '2s' } } },
  { tags: ['slow'], behaviour: { healthyAfter: '45s' } },
  { tags: ['sick'], behaviour: { healthyAfter: 'never' } },
  {
    tags: ['secretless'],
    behaviour: {
      cannotInitialize:
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ' +
        'unable to retrieve secret from asm: service call has been retried 1 time(s): secrets manager: ' +
        'ResourceNotFoundException: arn:aws:secretsmanager:us-west-2:123456789012:secret:prod/db',
    },
  },
]

/** One cluster `prod`, whose services all run v1 of the image `app`. */
function worldOf(services: Record<string, Partial<DescribedService>>, more: Scenario = {}): Simulation {
  const described = Object.entries(services).map(([name, given]) => [name, { image: 'app:v1', ...given }] as const)
  return simulate({
    ...more,
    repositories: { app: images, ...more.repositories },
    clusters: { prod: Object.fromEntries(described) },
  })
}

/** Deploys images of the account's registry, given as `repository:tag`: one for all services, or one for each. */
function deploy(
  simulation: Simulation,
  wanted: string | Record<string, string>,
  more: Record<string, string> = {},
): Promise<Performance> {
  const { world } = simulation
  const services = [...world.ecs.cluster('prod').services.keys()]
  const each = typeof wanted === 'string' ? Object.fromEntries(services.map(name => [name, wanted])) : wanted
  const references = Object.entries(each).map(([key, image]) => [key, world.ecr.uri(image)])
  const given = { cluster: 'prod', images: JSON.stringify(Object.fromEntries(references)), ...more }
  return perform('deploy-ecs', given, { simulation })
}

/** Waits for what a run of deploy-ecs began. */
function follow(
  simulation: Simulation,
  { outputs }: Performance,
  more: Record<string, string> = {},
): Promise<Performance> {
  return perform(
    'wait-healthy',
    { cluster: 'prod', deployments: outputs['deployments'] ?? '', ...more },
    { simulation },
  )
}

/** Which requests a fault is for. */
type On = NonNullable<PlannedFault['on']>

/** What is reported of each service. */
function reported({ outputs }: Performance): Record<string, Outcome> {
  const { services } = JSON.parse(outputs['report'] ?? '') as { services: Record<string, { outcome: Outcome }> }
  return Object.fromEntries(Object.entries(services).map(([name, { outcome }]) => [name, outcome]))
}

function shownBy({ transcript, summary, failure = '' }: Performance): string {
  return [...transcript, summary, failure].join('\n')
}

function service({ world }: Simulation, name = 'api') {
  return serviceOf(world, 'prod', name)
}

/** Lets so many seconds of virtual time go by. */
function pass(simulation: Simulation, seconds: number): Promise<void> {
  return simulation.runner().clock.sleep(seconds * 1_000)
}

/** Somebody else's deployment, of a revision of their own. */
function somebodyDeploys({ world }: Simulation, name = 'api'): string {
  const { taskDefinition } = primaryOf(serviceOf(world, 'prod', name))
  const document = { ...world.ecs.taskDefinition(taskDefinition)?.document, family: 'theirs' } as JsonObject
  const { arn } = world.ecs.registerTaskDefinition(document)
  byHand(world, updateService, { cluster: 'prod', service: name, taskDefinition: arn })
  return arn
}

describe('what is reported as succeeded is so when it is reported', () => {
  test('a deployment by somebody else while a health URL is still asked supersedes', async () => {
    const url = 'https://app.example.com/health'
    const simulation = worldOf({ api: {} }, { urls: { [url]: { statuses: [503, 503, 503, 503, 200] } } })
    const deployed = await deploy(simulation, 'app:v2')
    let theirs: string | undefined
    const interfere: On = call => {
      if (call.service === 'web') theirs ??= somebodyDeploys(simulation)
      return false
    }
    simulation.faults.add({ is: 'slow', on: interfere })
    const waited = await follow(simulation, deployed, { 'health-urls': url })
    expect(waited.outcome).toBe('superseded')
    expect(reported(waited)).toEqual({ api: 'superseded' })
    expect(primaryOf(service(simulation)).taskDefinition).toBe(theirs)
  })

  // The other service is done after about 158 s: a deadline then leaves no time for more than one look.
  test.each(['158s', '159s', '4m'])(
    'a release is not, of which a service was proved and has crashed since (timeout %s)',
    async timeout => {
      const simulation = worldOf({
        early: { health: false, breaker: false },
        late: { breaker: false, gracePeriod: '120s' },
      })
      const deployed = await deploy(simulation, { early: 'app:v2', late: 'app:slow' })
      crashAgainAndAgain(simulation, 'early', { from: 135 })
      const waited = await follow(simulation, deployed, { timeout })
      expect(waited.transcript.join('\n')).toContain('succeeded: early')
      expect(waited.outcome).not.toBe('succeeded')
      expect(reported(waited)).not.toEqual({ early: 'succeeded', late: 'succeeded' })
    },
  )
})

/** From so many seconds on, no task of the service lives longer than two. */
function crashAgainAndAgain(simulation: Simulation, name: string, { from }: { from: number }): void {
  const { ecs, timeline } = simulation.world
  const crash = (): void => {
    runningTasks(service(simulation, name)).forEach(task => ecs.levers.crash(task))
    timeline.after(2_000, crash)
  }
  timeline.after(from * 1_000, crash)
}

test('an image that ECR has but does not give out is unknown, by the code that ECR gives', async () => {
  const commit = '969282d285abcaf2c8392f0a8351c9334090427d'
  const simulation = worldOf({}, { repositories: { api: [{ tags: [commit] }] } })
  const runner = simulation.runner()
  const { requestHandler } = runner
  const honest = requestHandler.handle
  requestHandler.handle = async (request, options) => {
    const answer = await honest(request, options)
    if (request.headers['x-amz-target']?.endsWith('BatchGetImage')) answer.response.body = Buffer.from(withheld)
    return answer
  }
  const { outcome, outputs, failure } = await perform(
    'verify-image',
    { images: 'api', tag: commit },
    { simulation, runner },
  )
  expect(outcome).toBe('unknown')
  expect(failure).toContain('KmsError')
  expect(JSON.parse(outputs['images'] ?? '')).toEqual({})
})

const withheld = JSON.stringify({
  images: [],
  failures: [{ imageId: {}, failureCode: 'KmsError', failureReason: 'The KMS key is disabled' }],
})

describe('a revision whose deployment failed', () => {
  const failed = async (): Promise<Simulation> => {
    const simulation = worldOf({ api: { breaker: { enable: true, rollback: false } } })
    await follow(simulation, await deploy(simulation, 'app:crashes'))
    expect(primaryOf(service(simulation)).rollout.is).toBe('FAILED')
    return simulation
  }

  test('is not taken for deployed, and the way out is told', async () => {
    const { outcome, failure } = await deploy(await failed(), 'app:crashes')
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('prod-api:2')
    expect(failure).toContain('force-new-deployment')
  })

  test('gets a new deployment with force', async () => {
    const simulation = await failed()
    const before = primaryOf(service(simulation))
    const { outcome } = await deploy(simulation, 'app:crashes', { 'force-new-deployment': 'true' })
    expect(outcome).toBe('succeeded')
    expect(primaryOf(service(simulation))).toMatchObject({ taskDefinition: before.taskDefinition, status: 'PRIMARY' })
    expect(primaryOf(service(simulation)).id).not.toBe(before.id)
  })
})

describe('a credential in a container’s log', () => {
  /** Enough of it to be worth something. */
  const fragment = canary.slice(0, 4)
  const address = `postgres://app:${canary}@db.internal:5432/app`
  const at = (position: number): string => `${'x'.repeat(position)} ${address} failed`

  test.each([270, 278])('at character %d of its line is in no summary and no log', async position => {
    const leaky = [{ tags: ['v2'], behaviour: { exits: { code: 3, after: '2s' }, logs: [at(position)] } }]
    const simulation = worldOf({ api: {} }, { repositories: { leaky } })
    const waited = await follow(simulation, await deploy(simulation, { 'api/api': 'leaky:v2' }))
    expect(waited.summary).toContain(' postgres://app')
    expect(shownBy(waited)).not.toContain(fragment)
  })

  test('is in no summary wherever the line is cut', () => {
    const shown = range(230, 320).map(position => summaryWith([at(position)]))
    expect(shown.filter(summary => summary.includes(fragment))).toEqual([])
    expect(shown.filter(summary => summary.includes('xxx'))).toHaveLength(shown.length)
  })

  test('is in no summary wherever the tail of the log begins', () => {
    const key = (lines: number): string[] => [
      '-----BEGIN RSA PRIVATE KEY-----',
      ...Array.from({ length: lines }, () => fragment.repeat(16)),
    ]
    const complete = [...key(8), '-----END RSA PRIVATE KEY-----']
    const shown = [
      ...range(0, 10).map(after => summaryWith([...complete, ...Array.from({ length: after }, () => 'goes on')])),
      ...range(1, 19).map(lines => summaryWith(key(lines))),
    ]
    expect(shown.filter(summary => summary.includes(fragment))).toEqual([])
  })
})

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

/** The summary of a service that failed and whose container printed this. */
function summaryWith(lines: readonly string[]): string {
  const state: State = { service: 'api', outcome: 'rolled-back', why: 'was rolled back', at: 0 }
  const log = { container: 'api', task: '1', lines }
  const finding = { seen: 'It stopped.', means: 'It failed.', next: 'Mend it.', log }
  const diagnoses = new Map([['api', { findings: [finding], unread: [], next: [] }]])
  return summaryOf({
    outcome: state.outcome,
    states: [state],
    urls: [],
    baked: undefined,
    diagnoses,
    began: 0,
    ended: 0,
  })
}

describe('after a refusal', () => {
  const changes = (simulation: Simulation, name: string) =>
    simulation.requests.filter(({ operation }) => operation === name)

  test('no further of sixty services is updated, and the table says which were', async () => {
    const names = range(0, 60).map(number => `s${number}`)
    const simulation = worldOf(Object.fromEntries(names.map(name => [name, { desired: 1, health: false }])))
    const isFirst: On = ({ operation, input }) => operation === 'UpdateService' && input.service === 's0'
    simulation.faults.add({ is: 'denied', on: isFirst })
    const before = new Map(names.map(name => [name, primaryOf(service(simulation, name)).id]))
    const { outcome, summary } = await deploy(simulation, 'app:v2')
    const updates = changes(simulation, 'UpdateService')
    const deniedAt = updates.find(({ fault }) => fault === 'denied')?.at ?? 0
    expect(updates.filter(({ at }) => at > deniedAt + 1_000)).toEqual([])

    const begun = names.filter(name => primaryOf(service(simulation, name)).id !== before.get(name))
    expect(begun.length).toBeLessThan(59)
    expect(outcome).toBe(begun.length > 0 ? 'mixed' : 'failed-before-change')
    const rows = summary.split('\n').filter(line => /^\| s\d/.test(line))
    expect(rows).toHaveLength(60)
    expect(rows.filter(row => row.includes('begun')).map(row => /s\d+/.exec(row)?.[0])).toEqual(begun)
  })

  test('to register one of three revisions none is deployed, those there are told, and none follows', async () => {
    const simulation = worldOf({ api: {}, web: {}, worker: {} })
    const registering =
      (family: string): On =>
      ({ operation, input }) =>
        operation === 'RegisterTaskDefinition' && input.family === family
    simulation.faults.add(
      { is: 'slow', delay: 3_000, on: registering('prod-api') },
      { is: 'denied', on: registering('prod-web') },
      { is: 'throttled', on: registering('prod-worker') },
    )
    const { outcome, failure } = await deploy(simulation, 'app:v2')
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('No service was changed')
    expect(failure).toContain('ecs:RegisterTaskDefinition')
    expect(failure).toContain('prod-api:2')
    await pass(simulation, 60)
    expect(changes(simulation, 'UpdateService')).toEqual([])
    expect(simulation.world.ecs.families.get('prod-api')).toHaveLength(2)
    expect(simulation.world.ecs.families.get('prod-worker')).toHaveLength(1)
  })
})

describe('the timeout', () => {
  /** Seconds that something takes in virtual time. */
  const seconds = async (simulation: Simulation, work: () => Promise<unknown>): Promise<number> => {
    const began = simulation.world.now()
    await work()
    return (simulation.world.now() - began) / 1_000
  }

  test.each<{ what: string; fault: PlannedFault }>([
    { what: 'ECS does not answer', fault: { is: 'hangs', on: 'ecs:*', from: 0 } },
    { what: 'every reply is 9 s late', fault: { is: 'slow', delay: 9_000, probability: 1 } },
  ])('of wait-healthy is kept where $what', async ({ fault }) => {
    const simulation = worldOf({ api: {} })
    const deployed = await deploy(simulation, 'app:v2')
    simulation.faults.add(fault)
    expect(await seconds(simulation, () => follow(simulation, deployed, { timeout: '2m' }))).toBeLessThan(135)
  })

  test.each([20, 30, 40, 50])('of deploy-ecs, %d s, is the end of changes where replies are late', async timeout => {
    const simulation = worldOf({ api: {}, web: {} })
    simulation.faults.add({ is: 'slow', delay: 9_000, probability: 1 })
    const began = simulation.world.now()
    const took = await seconds(simulation, () => deploy(simulation, 'app:v2', { timeout: `${timeout}s` }))
    expect(took).toBeLessThan(timeout + 15)
    await pass(simulation, 60)
    const late = simulation.requests.filter(
      ({ at, operation }) => at > began + timeout * 1_000 && /^(Register|Update)/.test(operation),
    )
    expect(late).toEqual([])
  })

  test('is not outlasted by that of the health URLs', async () => {
    const url = 'https://app.example.com/health'
    const simulation = worldOf({ api: {} }, { urls: { [url]: { statuses: [503] } } })
    const deployed = await deploy(simulation, 'app:v2')
    const more = { 'health-urls': url, 'health-timeout': '20m', timeout: '5m' }
    expect(await seconds(simulation, () => follow(simulation, deployed, more))).toBeLessThan(315)
    expect(simulation.requests.filter(({ service: of }) => of === 'web')).not.toEqual([])
  })
})

test.each(['unavailable', 'denied'] as const)(
  'a target group that cannot be read (%s) leaves its own service unknown, and no other',
  async is => {
    const simulation = worldOf({ api: {}, web: {}, broken: { health: false } })
    const deployed = await deploy(simulation, { api: 'app:v2', web: 'app:v2', broken: 'app:crashes' })
    const [group = ''] = primaryOf(service(simulation)).targetGroups.map(({ arn }) => arn)
    const isOfApi: On = ({ operation, input }) =>
      operation === 'DescribeTargetHealth' && JSON.stringify(input).includes(group)
    simulation.faults.add({ is, on: isOfApi, times: Infinity })
    const waited = await follow(simulation, deployed, { timeout: '8m' })
    expect(reported(waited)).toEqual({ api: 'unknown', web: 'succeeded', broken: 'rolled-back' })
    expect(waited.outcome).toBe('unknown')
  },
)

describe('fail-fast', () => {
  test('is not about failures from before the wait: what was mended since may succeed', async () => {
    const simulation = worldOf({ api: { breaker: false } })
    const deployed = await deploy(simulation, 'app:secretless')
    expect((await follow(simulation, deployed)).outcome).toBe('rollback-failed')
    const image = simulation.world.ecr.find('app:secretless')
    if (image) image.behaviour = healthy
    expect((await follow(simulation, deployed)).outcome).toBe('succeeded')
  })

  test('says that ECS will restore what ran before, where it will', async () => {
    const simulation = worldOf({ api: {} })
    const before = primaryOf(service(simulation)).id
    const { outcome, failure } = await follow(simulation, await deploy(simulation, 'app:secretless'))
    expect(outcome).toBe('rollback-failed')
    expect(failure).toContain('ECS will do that when its circuit breaker trips')
    await pass(simulation, 600)
    expect(primaryOf(service(simulation)).id).toBe(before)
  })
})

describe('the stopped tasks of the failed deployment', () => {
  /** A service with so many tasks of other deployments that stopped a moment ago, and what follows of a bad release. */
  const failAmong = async (others: number): Promise<Performance> => {
    const simulation = worldOf({ api: { desired: 1, health: false } })
    await follow(simulation, await deploy(simulation, 'app:v2'))
    const { tasks } = service(simulation)
    const [stopped] = tasks.filter(({ lastStatus }) => lastStatus === 'STOPPED')
    if (!stopped) throw new Error('no task has stopped')
    const copies = range(0, others).map(number => {
      const id = number.toString(16).padStart(32, '0')
      return { ...stopped, id, arn: stopped.arn.replace(stopped.id, id) }
    })
    tasks.unshift(...copies)
    return follow(simulation, await deploy(simulation, 'app:crashes'), { timeout: '75s' })
  }

  test('are found among 700 of others', async () => {
    expect(shownBy(await failAmong(700))).toMatch(/[12] tasks? of prod-api:3 stopped: Container api exited with code 3/)
  })

  test('may be more than can be looked at, and then it is said how many were not', async () => {
    const { transcript } = await failAmong(2_100)
    expect(transcript.join('\n')).toMatch(/api: not seen: 1\d\d of the stopped tasks of the service/)
  }, 20_000)
})

describe('where tasks report the digest of their platform’s image', () => {
  const platform: Scenario = { aws: { reportedDigest: 'platform' } }

  test('a registry that may not be read leaves it unknown, not late', async () => {
    const simulation = worldOf({ api: {} }, platform)
    const deployed = await deploy(simulation, 'app:v2')
    simulation.faults.add({ is: 'denied', on: 'ecr:*' })
    const { outcome, failure } = await follow(simulation, deployed, { timeout: '10m' })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('ecr:BatchGetImage')
  })

  test('an image of another registry is not compared, which is said', async () => {
    const image = `public.ecr.aws/nginx/nginx@sha256:${'a'.repeat(64)}`
    const simulation = worldOf({ api: { sidecars: { proxy: image } } }, platform)
    const { ecr } = simulation.world
    const pull = ecr.pull.bind(ecr)
    ecr.pull = (reference, on) => {
      const pulled = pull(reference, on)
      return reference === image && pulled.is === 'pulled' ? { ...pulled, digest: `sha256:${'b'.repeat(64)}` } : pulled
    }
    const waited = await follow(simulation, await deploy(simulation, { 'api/api': 'app:v2' }))
    expect(waited.outcome).toBe('succeeded')
    expect(waited.transcript.filter(line => line.startsWith('warning: ') && line.includes(image))).toHaveLength(1)
  })
})

test('somebody else’s deployment that is under way is named, and is not what to return to', async () => {
  const simulation = worldOf({ api: {} })
  const completed = primaryOf(service(simulation))
  somebodyDeploys(simulation)
  const theirs = primaryOf(service(simulation))
  const { transcript, outputs } = await deploy(simulation, 'app:v2')
  const warnings = transcript.filter(line => line.startsWith('warning: api'))
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toContain(theirs.id)
  const deployments = JSON.parse(outputs['deployments'] ?? '') as Record<string, JsonObject>
  expect(deployments['api']).toMatchObject({
    previousTaskDefinition: completed.taskDefinition,
    previousDeploymentId: completed.id,
  })
  const { taskDefinition } = primaryOf(service(simulation))
  expect(tagsOf(simulation.world, taskDefinition)['deploy-actions:previous']).toBe(completed.taskDefinition)
})
