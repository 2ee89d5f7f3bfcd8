import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { obeyed } from '../core/runner-commands.ts'
import { stopTask } from '../simulator/ecs/stop-task.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { DeploymentScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import { byHand } from '../stage/by-hand.ts'
import { manyServices } from '../stage/many-services.ts'
import { perform } from '../stage/perform.ts'
import type { Circumstances, Performance } from '../stage/perform.ts'
import { bySomebody, commits, crashes, once, promote, promotionWorld, threeServices } from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { runningTasks, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

// Several promotions each, though in virtual time.
jest.setTimeout(120_000)

const environment = workspace({
  '.github/deploy.yml': `${threeServices}
environments:
  staging: { cluster: stage }
  production: { cluster: prod, requires: staging }
`,
})
const alone = workspace({ '.github/deploy.yml': `${threeServices}\nenvironments: { production: { cluster: prod } }` })
const blocked = workspace({
  '.github/deploy.yml': `${threeServices}\nenvironments: { production: { cluster: prod } }`,
  folder: 'a file',
})
const apart = workspace({
  '.github/deploy.yml': `${threeServices}
environments:
  staging: { cluster: stage, region: eu-west-1 }
  production: { cluster: prod, requires: staging }
`,
})
const bare = workspace({ 'README.md': 'nothing' })
const hour = 3_600_000

interface VersionJson {
  basis: string
  release: string | null
  commit: string | null
  since: string | null
  by: string | null
  outcome: string | null
  services: Record<string, Record<string, unknown>>
  drift: { kind: string; services: string[]; says: string }[]
  notes: { kind: string; services: string[]; says: string }[]
  waiting: { from: string; commits: number | null; behind?: number } | null
}

function versionsOf({ outputs }: Performance): Record<string, VersionJson> {
  return JSON.parse(outputs['versions'] ?? '{}') as Record<string, VersionJson>
}

/** Looks, which must write nothing anywhere. */
async function look(
  simulation: Simulation,
  inputs: Record<string, string> = {},
  more: Partial<Circumstances> = {},
): Promise<Performance> {
  const before = simulation.requests.length
  const performance = await perform('which-version', inputs, { simulation, environment, ...more })
  expect(writes(simulation.requests.slice(before))).toEqual([])
  return performance
}

/** Whatever does more than read. */
function writes(requests: readonly RequestRecord[]): string[] {
  const reads = /^(Describe|List|BatchGet|Get)|^(git|repos)\/(get|list|compare)-/
  return requests.map(({ operation }) => operation).filter(operation => !reads.test(operation))
}

let run = 0

async function bring(simulation: Simulation, where: string, release: keyof typeof commits): Promise<void> {
  const what = where === 'production' ? { release } : { release: '', tag: commits[release] }
  const { outcome, failure } = await promote(
    simulation,
    { environment: where, ...what },
    { environment: { ...environment, GITHUB_RUN_ID: String(100 + run++) } },
  )
  if (outcome !== 'succeeded') throw new Error(failure)
  simulation.world.timeline.advance(hour)
}

/** A world where staging runs v3, and production v2. */
async function promoted(options: PromotionWorld = {}): Promise<Simulation> {
  const simulation = promotionWorld({ staging: true, ...options })
  await bring(simulation, 'staging', 'v2')
  await bring(simulation, 'production', 'v2')
  await bring(simulation, 'staging', 'v3')
  return simulation
}

/** One for all tests that only look. */
const settled = promoted()

afterEach(async () => {
  const simulation = await settled
  simulation.faults.clear()
  simulation.denied.length = 0
  simulation.world.github.permissions = undefined
})

const kinds = (findings: VersionJson['drift'] | undefined): string[] =>
  (findings ?? []).map(({ kind, services }) => `${kind}: ${services.join(', ')}`)

describe('both environments', () => {
  test('are told with what they run, since when, and what waits', async () => {
    const performance = await look(await settled, { page: 'site/index.html' })
    const { staging, production } = versionsOf(performance)
    expect(performance).toMatchObject({ outcome: 'succeeded', failure: undefined })
    expect(performance.outputs['drift']).toBe('false')
    expect(staging).toMatchObject({
      basis: 'runs',
      release: null,
      commit: commits.v3,
      outcome: 'succeeded',
      waiting: null,
    })
    expect(production).toMatchObject({
      ...{ basis: 'runs', release: 'v2', commit: commits.v2, by: 'github-actions[bot]', drift: [], notes: [] },
      waiting: { from: 'staging', commits: 1, behind: 0 },
    })
    expect(production?.services['worker']).toEqual({
      service: 'worker',
      release: 'v2',
      commit: commits.v2,
      taskDefinition: expect.stringMatching(/^arn:aws:ecs:.*\/prod-worker:2$/),
      digests: { app: [expect.stringMatching(/^sha256:[0-9a-f]{64}$/)] },
      since: expect.stringMatching(/^2026-.*Z$/),
      ...{ running: 2, desired: 2, rollout: 'completed', recorded: true },
    })
    expect(performance.transcript.at(-1)).toMatch(
      /^Staging runs 333333333333 since 2026-\S+ \S+Z\. Production runs v2 since 2026-\S+ \S+Z; 1 commit waits\.$/,
    )
    expect(performance.summary).toContain('Make v3')
    const page = readFileSync(join(environment.GITHUB_WORKSPACE, 'site/index.html'), 'utf8')
    expect(page).toContain('Make v3')
    expect(page).toContain('https://github.com/acme/specboard/actions/runs/7')
  })

  test('are the same when they are looked at again', async () => {
    const simulation = await settled
    const first = await look(simulation)
    expect((await look(simulation)).outputs).toEqual(first.outputs)
  })

  test('can be looked at one at a time', async () => {
    const simulation = await settled
    expect(Object.keys(versionsOf(await look(simulation, { environment: 'production' })))).toEqual(['production'])
    expect(Object.keys(versionsOf(await look(simulation, { environments: 'staging' })))).toEqual(['staging'])
  })

  test('are looked for in their own regions', async () => {
    const simulation = await settled
    const runner = simulation.runner()
    const { requestHandler } = runner
    const asked = new Set<string>()
    const watching = Object.create(runner, {
      requestHandler: {
        value: {
          handle: (request: Sent, ...rest: unknown[]) => {
            const { cluster } = JSON.parse(new TextDecoder().decode(request.body)) as { cluster?: string }
            if (cluster !== undefined) asked.add(`${cluster} in ${request.hostname}`)
            return (requestHandler as { handle: (...all: unknown[]) => unknown }).handle(request, ...rest)
          },
        },
      },
    }) as typeof runner
    const performance = await look(simulation, {}, { environment: apart, runner: watching })
    expect(versionsOf(performance)['staging']).toMatchObject({ basis: 'runs', region: 'eu-west-1' })
    expect([...asked].sort()).toEqual(['prod in ecs.us-west-2.amazonaws.com', 'stage in ecs.eu-west-1.amazonaws.com'])
  })

  test('of which one may not be read do not hide the other', async () => {
    const simulation = await settled
    simulation.denied.push({ action: 'ecs:*', resource: '*:service/stage/*' })
    const { staging, production } = versionsOf(await look(simulation))
    expect(staging).toMatchObject({ basis: 'recorded', commit: commits.v3 })
    expect(kinds(staging?.notes)).toEqual(['services-unread: '])
    expect(production).toMatchObject({ basis: 'runs', release: 'v2', notes: [] })
  })
})

interface Sent {
  hostname: string
  body: Uint8Array
}

describe('the history', () => {
  test('tells promotions, those that failed, and rollbacks, with their runs', async () => {
    const simulation = promotionWorld({ release: { 'shop/web': crashes } })
    await promote(simulation, { release: 'v3' }, { environment: { ...alone, GITHUB_RUN_ID: '199' } })
    simulation.world.timeline.advance(hour)
    await promote(simulation, {}, { environment: { ...alone, GITHUB_RUN_ID: '200' } })
    simulation.world.timeline.advance(hour)
    const inputs = { environment: 'production' }
    const back = await perform('rollback-task-def', inputs, {
      simulation,
      environment: { ...alone, GITHUB_RUN_ID: '201' },
    })
    expect(back.failure).toBeUndefined()
    simulation.world.timeline.advance(hour)
    const performance = await look(simulation, { ...inputs, page: 'history.html' }, { environment: alone })
    const { production } = versionsOf(performance)
    const page = readFileSync(join(alone.GITHUB_WORKSPACE, 'history.html'), 'utf8')
    const lines = performance.summary.split('\n').filter(line => /^- 2026-/.test(line))
    expect(lines.map(line => line.replace(/<wbr>/g, ''))).toEqual([
      expect.stringMatching(
        /^- \S+ \S+ back to \*\*111111111111\*\* · done · \[run\]\(\S+\/runs\/201\) · Went back: api from prod-api:\d/,
      ),
      expect.stringMatching(
        /^- \S+ \S+ \*\*v2\*\* · failed · by \S+ · \[run\]\(\S+\/runs\/200\) · Release v2 was not promoted/,
      ),
      expect.stringMatching(
        /^- \S+ \S+ \*\*v3\*\* · succeeded · by \S+ · \[run\]\(\S+\/runs\/\d+\) · Production runs release v3: 3 services proved/,
      ),
    ])
    expect(page).toMatch(/Back to <bdi>111111111111<\/bdi>/)
    // What was recorded is not what runs any more, and nobody recorded the rollback.
    expect(kinds(production?.drift)).toEqual(['not-recorded: api, worker, web'])
  })

  test('knows a rollback that was recorded', async () => {
    const simulation = await promoted()
    await bring(simulation, 'production', 'v3')
    const job = { simulation, environment: { ...environment, GITHUB_RUN_ID: '300' } }
    await perform('rollback-task-def', { environment: 'production', release: 'v2' }, job)
    const record = { environment: 'production', state: 'succeeded', release: 'v2' }
    expect((await perform('record-deployment', record, job)).failure).toBeUndefined()
    const performance = await look(simulation, { environment: 'production' })
    const { production } = versionsOf(performance)
    expect(production).toMatchObject({ basis: 'runs', release: 'v2', drift: [] })
    expect(performance.summary.match(/back to \*\*v2\*\*/g)).toHaveLength(1)
  })

  test('is as long as is asked for', async () => {
    const simulation = await settled
    const count = async (history: string) =>
      (await look(simulation, { environment: 'staging', history })).summary.match(/^- 2026-/gm)?.length ?? 0
    expect([await count('20'), await count('1'), await count('0')]).toEqual([2, 1, 0])
  })

  test('finds what is in the environment behind many failures', async () => {
    const failures = Array<DeploymentScenario>(30).fill({ ref: 'v2', environment: 'production', states: ['failure'] })
    const simulation = promotionWorld({
      more: { github: { deployments: [{ ref: 'v1', environment: 'production' }, ...failures] } },
    })
    const { production } = versionsOf(await look(simulation, { environment: 'production', history: '3' }))
    expect(production).toMatchObject({ commit: commits.v1, outcome: 'failed', drift: [] })
    expect(production?.services['api']).toMatchObject({ recorded: true })
  })
})

describe('drift', () => {
  /** Services whose names are not said are as they were. */
  test.each<[string, (simulation: Simulation) => unknown, string[]]>([
    [
      'is a service that somebody brought back',
      ({ world }) => byHand(world, updateService, { cluster: 'prod', service: 'web', taskDefinition: 'prod-web:1' }),
      ['not-recorded: web', 'mixed: web'],
    ],
    [
      'is a service without enough tasks',
      ({ world }) => {
        const image = world.ecr.find(`shop/web:${commits.v2}`)
        if (image) image.behaviour = { exits: { code: 1, after: 2_000 } }
        for (const { id } of runningTasks(serviceOf(world, 'prod', 'web')))
          byHand(world, stopTask, { cluster: 'prod', task: id })
      },
      ['too-few-tasks: web'],
    ],
  ])('%s', async (_, happen, expected) => {
    const simulation = await promoted()
    await happen(simulation)
    simulation.world.timeline.advance(hour)
    const performance = await look(simulation)
    const { production } = versionsOf(performance)
    expect(kinds(production?.drift)).toEqual(expected)
    expect(performance).toMatchObject({ outcome: 'succeeded', outputs: { drift: 'true' } })
    expect(performance.transcript.filter(line => line.startsWith('warning: Drift in production: '))).toHaveLength(
      expected.length,
    )
  })

  test('is not a revision of the same images that an infrastructure tool made', async () => {
    const simulation = await promoted()
    bySomebody(simulation, 'web')
    simulation.world.timeline.advance(hour)
    const performance = await look(simulation)
    expect(performance.outputs['drift']).toBe('false')
    expect(versionsOf(performance)['production']?.services['web']).toMatchObject({ release: 'v2', recorded: true })
  })

  test('is not a deployment that goes on', async () => {
    const simulation = await promoted()
    bySomebody(simulation, 'web')
    simulation.world.timeline.advance(5_000)
    const performance = await look(simulation)
    expect(performance.outputs['drift']).toBe('false')
    expect(kinds(versionsOf(performance)['production']?.notes)).toEqual(['in-progress: web'])
    expect(performance.summary).toContain('↻ under way')
  })

  test('is not what a promotion does while it goes on', async () => {
    const simulation = await promoted()
    const job = { simulation, environment: { ...environment, GITHUB_RUN_ID: '400' } }
    const record = { environment: 'production', state: 'in_progress', release: 'v3' }
    expect((await perform('record-deployment', record, job)).failure).toBeUndefined()
    byHand(simulation.world, updateService, { cluster: 'prod', service: 'web', taskDefinition: 'prod-web:1' })
    simulation.world.timeline.advance(hour / 2)
    const performance = await look(simulation)
    expect(performance.outputs['drift']).toBe('false')
    expect(versionsOf(performance)['production']?.notes).toMatchObject([
      {
        kind: 'in-progress',
        says: expect.stringMatching(/^a promotion of v3 to production has been going on since 2026-/),
      },
    ])
  })

  test('makes the step red where that is asked for', async () => {
    const simulation = await promoted()
    byHand(simulation.world, updateService, { cluster: 'prod', service: 'web', taskDefinition: 'prod-web:1' })
    simulation.world.timeline.advance(hour)
    const { outcome, failure, outputs } = await look(simulation, { 'fail-on-drift': 'true', page: 'red.html' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(/There is drift:\n {2}- production: v2 was recorded, but web runs 111111111111\n/)
    expect(outputs['drift']).toBe('true')
    expect(existsSync(join(environment.GITHUB_WORKSPACE, 'red.html'))).toBe(true)
  })

  test('that is nowhere leaves it green', async () => {
    expect(await look(await settled, { 'fail-on-drift': 'true' })).toMatchObject({ outcome: 'succeeded' })
  })
})

describe('a digest that ECS reports of a platform', () => {
  // What ECS reports is then none of the digests that were recorded.
  const platform = { more: { aws: { reportedDigest: 'platform' as const } } }
  const tagged = ({ world }: Simulation): void => {
    const { arn } = world.ecs.registerTaskDefinition({
      family: 'prod-web',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
      containerDefinitions: [
        {
          name: 'web',
          image: world.ecr.uri(`shop/web:${commits.v2}`),
          essential: true,
          portMappings: [{ containerPort: 8080 }],
        },
      ],
    })
    byHand(world, updateService, { cluster: 'prod', service: 'web', taskDefinition: arn })
  }

  test('is that of the recorded index, where the revision names but a tag', async () => {
    const simulation = await promoted(platform)
    tagged(simulation)
    simulation.world.timeline.advance(hour)
    const { production } = versionsOf(await look(simulation, { environment: 'production' }))
    expect(production?.services['web']).toMatchObject({ recorded: true })
    expect(production?.drift).toEqual([])
  })

  test('is not told apart where the index may not be read, which is said; the tag is the recorded commit', async () => {
    const simulation = await promoted(platform)
    tagged(simulation)
    simulation.world.timeline.advance(hour)
    simulation.denied.push({ action: 'ecr:*' })
    const { production } = versionsOf(await look(simulation, { environment: 'production' }))
    expect(production?.services['web']).toMatchObject({ recorded: true })
    expect(production?.drift).toEqual([])
    expect(production?.notes).toMatchObject([
      { kind: 'services-unread', says: expect.stringContaining('ecr:BatchGetImage') },
    ])
  })
})

describe('without permission', () => {
  test('in AWS it shows what GitHub’s records say, and says which permission is missing', async () => {
    const simulation = await settled
    simulation.denied.push({ action: 'ecs:*' })
    const { outcome, outputs, summary, transcript } = await look(simulation)
    const { production } = JSON.parse(outputs['versions'] ?? '{}') as Record<string, VersionJson>
    expect(outcome).toBe('succeeded')
    expect(outputs['drift']).toBe('unknown')
    expect(production).toMatchObject({
      basis: 'recorded',
      release: 'v2',
      commit: commits.v2,
      services: {},
      waiting: { commits: 1 },
    })
    expect(transcript.join('\n')).toMatch(
      /warning: ecs:DescribeServices for .* Allow the role of this job the action ecs:DescribeServices/,
    )
    expect(summary).toContain('by GitHub’s record alone')
  })

  test.each([
    ['ecs:DescribeTaskDefinition', { release: null, recorded: null, digests: { web: [expect.any(String)] } }],
    ['ecs:ListTasks', { release: 'v2', recorded: true, digests: null }],
  ])('for %s it shows the rest, and says so once', async (action, web) => {
    const simulation = await settled
    simulation.denied.push({ action })
    const performance = await look(simulation, { environment: 'production' })
    const { production } = versionsOf(performance)
    expect(production?.services['web']).toMatchObject(web)
    expect(production?.notes.filter(({ kind }) => kind === 'services-unread')).toHaveLength(1)
    expect(performance.outputs['drift']).toBe('unknown')
    expect(performance.transcript.filter(line => line.startsWith('warning') && line.includes(action))).toHaveLength(1)
  })

  test('and without credentials it says how to get them', async () => {
    const simulation = await settled
    simulation.faults.add({ is: 'expired', on: 'ecs:*' })
    const performance = await look(simulation)
    expect(versionsOf(performance)['production']).toMatchObject({ basis: 'recorded', release: 'v2' })
    expect(performance.transcript.join('\n')).toMatch(
      /warning: ecs:DescribeServices .*let aws-actions\/configure-aws-credentials run before/,
    )
  })

  test('in GitHub it shows what ECS runs, and says which permission is missing', async () => {
    const simulation = await settled
    simulation.world.github.permissions = { contents: 'read' }
    const performance = await look(simulation)
    const { production } = versionsOf(performance)
    expect(production).toMatchObject({
      basis: 'runs',
      release: 'v2',
      commit: commits.v2,
      by: null,
      outcome: null,
      waiting: { commits: 1 },
    })
    expect(performance.outputs['drift']).toBe('unknown')
    expect(performance.transcript.join('\n')).toContain('give the job the permission `deployments: read`')
  })

  test('to compare commits it says that it is not known what waits', async () => {
    const simulation = await settled
    simulation.world.github.permissions = { deployments: 'read' }
    const performance = await look(simulation)
    expect(versionsOf(performance)['production']?.waiting).toEqual({
      from: 'staging',
      commits: null,
      why: expect.stringMatching(/^GitHub did not compare the commits: .*`contents: read`/),
    })
    expect(performance).toMatchObject({ outcome: 'succeeded', outputs: { drift: 'false' } })
  })

  test('it is red where drift was to be looked for: what is unknown is no success', async () => {
    const simulation = await settled
    simulation.denied.push({ action: 'ecs:*' })
    const { outcome, failure } = await look(simulation, { 'fail-on-drift': 'true' })
    expect(outcome).toBe('unknown')
    expect(failure).toMatch(/Whether there is drift could not be seen:\n {2}- staging: ecs:DescribeServices/)
    expect(failure).toContain('Allow the role of this job the action ecs:DescribeServices')
  })
})

describe('where something is down', () => {
  test('it ends in its time, and shows the rest', async () => {
    const simulation = await settled
    simulation.faults.add(
      { is: 'unavailable', on: 'ecs:ListTasks', times: Infinity },
      { is: 'hangs', on: 'github:repos/compare-commits', times: Infinity },
    )
    const began = simulation.world.now()
    const performance = await look(simulation, { timeout: '2m' })
    expect(performance.outcome).toBe('succeeded')
    expect(versionsOf(performance)['production']).toMatchObject({ release: 'v2', waiting: { commits: null } })
    expect(simulation.world.now() - began).toBeLessThan(135_000)
  })

  test('it asks again, and misses nothing', async () => {
    const simulation = await settled
    const undisturbed = await look(simulation)
    simulation.faults.add(
      { is: 'throttled', on: 'ecs:*', probability: 0.3 },
      { is: 'applied-and-lost', on: 'github:*', probability: 0.3 },
    )
    const { outputs } = await look(simulation)
    expect(outputs).toEqual(undisturbed.outputs)
  })

  test('it ends within seconds of being cancelled', async () => {
    const simulation = await settled
    const stop = new AbortController()
    const began = simulation.world.now()
    once(
      simulation,
      call => call.service === 'ecs',
      () => stop.abort(),
    )
    simulation.faults.add({ is: 'hangs', on: 'ecs:*', times: Infinity })
    const { outcome } = await look(simulation, {}, { stop: stop.signal })
    expect(outcome).toBe('cancelled')
    expect(simulation.world.now() - began).toBeLessThan(5_000)
  })
})

describe('without a manifest', () => {
  const deployments: DeploymentScenario[] = [
    { ref: 'v1', environment: 'staging' },
    { ref: 'v1', environment: 'production', creator: 'octocat' },
    { ref: 'v2', environment: 'production', creator: 'octocat' },
  ]

  test('it shows the environments that GitHub has recorded, and asks AWS for nothing', async () => {
    const simulation = simulate({ github: { repository: 'acme/specboard', tags: commits, deployments } })
    const performance = await look(simulation, {}, { environment: bare })
    expect(versionsOf(performance)).toMatchObject({
      production: { basis: 'recorded', commit: commits.v2, by: 'octocat', services: {}, outcome: 'succeeded' },
      staging: { basis: 'recorded', commit: commits.v1 },
    })
    expect(performance).toMatchObject({ outcome: 'succeeded', outputs: { drift: 'unknown' } })
    expect(simulation.requests.filter(({ service }) => service !== 'github')).toEqual([])
  })

  test('it shows one that is named', async () => {
    const simulation = simulate({ github: { repository: 'acme/specboard', tags: commits, deployments } })
    const { outputs } = await look(simulation, { environment: 'staging' }, { environment: bare })
    expect(JSON.parse(outputs['versions'] ?? '')).toMatchObject({ staging: { commit: commits.v1 } })
  })

  test('and without any record it says so', async () => {
    const performance = await look(simulate({ github: { repository: 'acme/specboard' } }), {}, { environment: bare })
    expect(performance.transcript.at(-1)).toContain('No environment is known')
    expect(performance.outputs).toEqual({ versions: '{}', drift: 'unknown' })
  })

  test('and without permission in GitHub it is red, with what to do', async () => {
    const simulation = simulate({ github: { repository: 'acme/specboard', permissions: { contents: 'read' } } })
    const { outcome, failure } = await look(simulation, {}, { environment: bare })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('there is no manifest, and GitHub did not list the deployments to any environment')
    expect(failure).toContain('`deployments: read`')
  })

  test('it cannot look for drift', async () => {
    const { failure } = await look(simulate({}), { 'fail-on-drift': 'true' }, { environment: bare })
    expect(failure).toContain('`fail-on-drift` needs a manifest')
  })
})

test('an environment that nothing was ever deployed to is told so', async () => {
  const performance = await look(promotionWorld({ services: {}, staging: true }))
  const { staging } = versionsOf(performance)
  expect(staging).toMatchObject({ basis: 'never', release: null, drift: [] })
  expect(kinds(staging?.notes)).toEqual(['never-deployed: '])
  expect(performance.transcript.at(-1)).toContain('Staging was never deployed to.')
})

describe('many services', () => {
  const names = Array.from({ length: 50 }, (_, index) => `service-${index + 1}`)
  const three = workspace({
    '.github/deploy.yml': manyServices(names).replace(
      'production: { cluster: prod }',
      ['test', 'staging', 'production'].map(name => `${name}: { cluster: prod }`).join('\n  '),
    ),
  })
  const ten = workspace({
    '.github/deploy.yml': manyServices(names).replace(
      'production: { cluster: prod }',
      Array.from({ length: 10 }, (_, index) => `environment-${index}: { cluster: prod }`).join('\n  '),
    ),
  })
  const world = (): Simulation => {
    const services = Object.fromEntries(
      names.map(name => [name, { image: `shop/api:${commits.v1}`, container: 'app', health: false as const }]),
    )
    const deployments = Array.from({ length: 100 }, (_, index) => ({
      ref: 'v1',
      environment: `environment-${index % 10}`,
      description: 'x'.repeat(140),
    }))
    return promotionWorld({ services, more: { github: { deployments } } })
  }

  test('in three environments are read within half a minute, and shown within what GitHub shows', async () => {
    const simulation = world()
    const began = simulation.world.now()
    const { outcome, summary, outputs } = await look(simulation, { page: 'many.html' }, { environment: three })
    expect(outcome).toBe('succeeded')
    expect(simulation.world.now() - began).toBeLessThan(30_000)
    expect(summary).not.toContain('Cut here')
    expect(JSON.parse(outputs['versions'] ?? '')).toMatchObject({ production: { commit: commits.v1 } })
  })

  test('in ten environments are shown within what GitHub shows', async () => {
    const { outcome, summary, outputs } = await look(world(), {}, { environment: ten })
    expect(outcome).toBe('succeeded')
    expect(summary).not.toContain('Cut here')
    expect(Buffer.byteLength(summary)).toBeLessThan(1_048_576)
    expect(Buffer.byteLength(outputs['versions'] ?? '')).toBeLessThan(1_048_576)
  })
})

test('what others wrote does nothing', async () => {
  const hostile = '</table><script>alert(1)</script> [x](javascript:y) | \u202e::error::gotcha ##[error]x @octocat'
  const simulation = promotionWorld({
    staging: true,
    more: {
      github: {
        commits: [{ sha: commits.v1 }, { sha: commits.v2, message: hostile, author: hostile }, { sha: commits.v3 }],
        deployments: [
          {
            ref: commits.v2,
            environment: 'staging',
            creator: hostile,
            payload: { release: hostile, run: 'javascript:alert(1)', until: 1, images: {} },
          },
          {
            ref: commits.v1,
            environment: 'production',
            creator: hostile,
            description: hostile,
            payload: { release: hostile, actor: hostile },
          },
        ],
      },
    },
  })
  for (const { statuses } of simulation.world.github.deployments.all)
    for (const status of statuses) status.description = hostile
  simulation.denied.push({ action: 'ecs:*' })
  const { outcome, summary, transcript } = await look(simulation, { page: 'hostile.html' })
  const page = readFileSync(join(environment.GITHUB_WORKSPACE, 'hostile.html'), 'utf8')
  expect(outcome).toBe('succeeded')
  expect(summary).not.toMatch(/<script|<\/table|\]\(javascript|\u202e/)
  expect(page).not.toMatch(/<script|javascript:alert\(1\)"|\u202e/)
  expect(transcript.filter(line => obeyed(line) !== undefined)).toEqual([])
})

describe('the inputs', () => {
  test('are wrong all at once, before anything is asked', async () => {
    const simulation = promotionWorld()
    const inputs = { history: '101', page: 'src/index.ts', 'fail-on-drift': 'yes', timeout: 'soon' }
    const { failure, outcome } = await look(simulation, inputs)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('4 inputs need a change')
    expect(failure).toContain('`history` is "101"; it takes a whole number from 0 to 100')
    expect(failure).toContain('`page` is "src/index.ts"; it takes the path of a file that ends in .html')
    expect(simulation.requests).toEqual([])
  })

  test.each([
    [{ environment: 'staging', environments: 'production' }, '`environment` and `environments` exclude each other'],
    [
      { environments: 'staging, moon, mars' },
      '`environments` names moon, mars, which .github/deploy.yml does not have; it has staging, production',
    ],
    [{ environment: 'moon' }, 'which .github/deploy.yml does not have'],
    [{ page: '../page.html' }, 'the file ../page.html lies outside of the workspace'],
  ])('%j are refused', async (inputs, says) => {
    const simulation = promotionWorld()
    expect((await look(simulation, inputs)).failure).toContain(says)
    expect(simulation.requests).toEqual([])
  })

  test('name a page that cannot be written: that is red, and all else is shown', async () => {
    const { outcome, failure, outputs, summary } = await look(
      promotionWorld(),
      { page: 'folder/page.html' },
      { environment: blocked },
    )
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('the page folder/page.html could not be written')
    expect(JSON.parse(outputs['versions'] ?? '')).toHaveProperty('production')
    expect(summary).toContain('#### production')
  })
})
