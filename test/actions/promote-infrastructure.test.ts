import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../shared/core/outcome.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { byHand } from '../stage/by-hand.ts'
import { deploysBeside, revisionOf } from '../stage/infrastructure.ts'
import type { Change } from '../stage/infrastructure.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { flawsOn } from '../stage/promotion-oracle.ts'
import { stepByStep } from '../stage/promotion-steps.ts'
import {
  bySomebody,
  commits,
  crashes,
  markOn,
  migration,
  promote,
  promotionWorld,
  runs,
  standsIn,
  threeServices,
} from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import type { ScriptedCommand } from '../stage/scripted-commands.ts'
import { serviceOf, tagsOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

/*
 * The infrastructure command of a promotion deploys services by itself, as CDK and Terraform do. What ran before it is
 * what a failure returns to.
 */

const three = ['api', 'worker', 'web']
const checkout = workspace({
  '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
environments:
  production: { cluster: prod, infrastructure-command: cdk deploy, smoke-test-command: npm run smoke }
  waves: { cluster: prod, infrastructure-command: cdk deploy, smoke-test-command: npm run smoke, waves: [[api], [web]] }
  plain: { cluster: prod }
`,
})

interface Deploying extends Change {
  names?: readonly string[]
  /** Milliseconds. */
  takes?: number
}

const deployings: [string, Deploying][] = [
  ['the release by its tag', { release: 'tag' }],
  ['exactly the release, by digest', { release: 'digest' }],
  ['the release and a changed variable', { release: 'tag', mode: 'new' }],
  ['a changed variable to one service', { names: ['web'], mode: 'new' }],
  ['the release, and does not wait for it', { release: 'tag', takes: 1_000 }],
  ['exactly the release, and does not wait for it', { release: 'digest', takes: 1_000 }],
]
const failures = [
  { failure: 'the smoke test fails', smoke: 1, world: {} },
  { failure: 'one service crashes', smoke: 0, world: { release: { 'shop/web': crashes } } },
] as const
const cases = deployings.flatMap(([command, deploying]) =>
  failures.map(({ failure, smoke, world }) => ({ command, deploying, failure, smoke, world })),
)

const before = three.map(name => `prod-${name}:1`)

function revisions(simulation: Simulation): string[] {
  return three.map(name => revisionOf(simulation, name))
}

function commandsOf(
  simulation: Simulation,
  { names = three, takes = 600_000, ...change }: Deploying,
  { code = 0, smoke = 0 }: { code?: number; smoke?: number } = {},
): Record<string, ScriptedCommand> {
  return {
    'cdk deploy': { takes, code, sees: () => deploysBeside(simulation, names, change) },
    'npm run smoke': { takes: 5_000, code: smoke },
  }
}

interface Asked {
  world?: PromotionWorld
  code?: number
  smoke?: number
  inputs?: Record<string, string>
}

async function promoted(deploying: Deploying, { world, inputs = {}, ...codes }: Asked) {
  const simulation = promotionWorld(world)
  const commands = commandsOf(simulation, deploying, codes)
  return { simulation, performance: await promote(simulation, inputs, { environment: checkout, commands }) }
}

function arnOf(revision: string): string {
  return `arn:aws:ecs:us-west-2:123456789012:task-definition/${revision}`
}

/** Service → what it is to return to, as the output `deployments` says it. */
function returnsIn({ outputs }: Performance): Record<string, unknown> {
  const all = JSON.parse(outputs['deployments'] ?? '') as Record<string, { previousTaskDefinition: unknown }>
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, one.previousTaskDefinition]))
}

/** The tags `previous` of all revisions that bear the commit of v2. */
function previousOfRelease({ world }: Simulation): string[] {
  const tags = three.flatMap(name =>
    (world.ecs.families.get(`prod-${name}`) ?? []).map(({ arn }) => ({ name, ...tagsOf(world, arn) })),
  )
  const own = tags.filter(one => (one as Record<string, string>)['deploy-actions:commit'] === commits.v2)
  return [...new Set(own.map(one => (one as Record<string, string>)['deploy-actions:previous'] ?? 'none'))].sort()
}

/** The variable MODE in the newest revision of web, which is that of the release. */
function modeOfRelease({ world }: Simulation): string | undefined {
  const { document = {} } = world.ecs.families.get('prod-web')?.at(-1) ?? {}
  const [web] = document['containerDefinitions'] as unknown as { environment?: { name: string; value: string }[] }[]
  return web?.environment?.find(({ name }) => name === 'MODE')?.value
}

const everyBefore = Object.fromEntries(three.map((name, index) => [name, arnOf(before[index] ?? '')]))

describe('a command that deploys', () => {
  test.each(cases)(
    '$command: where $failure, all return to what ran before the command, proved',
    async ({ deploying, smoke, world }) => {
      const { simulation, performance } = await promoted(deploying, { world, smoke })
      expect([performance.outcome, performance.failure]).toEqual([
        'rolled-back',
        expect.stringContaining('Every service runs again what it ran before, and that is proved.'),
      ])
      expect([revisions(simulation), flawsOn({ simulation, services: three }, 'v1')]).toEqual([before, []])
      expect(Object.values(standsIn(performance))).toEqual(['returned', 'returned', 'returned'])
      expect(returnsIn(performance)).toEqual(everyBefore)
      expect(JSON.parse(performance.outputs['previous'] ?? '')).toEqual(everyBefore)
      expect(previousOfRelease(simulation)).toEqual(before.map(arnOf).sort())
      const rows = performance.summary.split('\n').filter(line => /^\| (api|worker|web) /.test(line))
      expect(rows.map(row => row.split('|')[2]?.replaceAll('<wbr>', '').trim())).toEqual(before)
    },
  )

  test.each(deployings)('%s: the release is what runs in the end, and is called a change', async (_, deploying) => {
    const { simulation, performance } = await promoted(deploying, {})
    expect([performance.outcome, performance.failure]).toEqual(['succeeded', undefined])
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
    expect([performance.outputs['changed'], returnsIn(performance)]).toEqual(['true', everyBefore])
    expect(previousOfRelease(simulation)).toEqual(before.map(arnOf).sort())
    const running = revisions(simulation).map(name => markOn(simulation, name, 'release'))
    expect(running).toEqual(['v2', 'v2', 'v2'])
  })

  test('what it deployed is told, and what becomes of it', async () => {
    const { performance } = await promoted({ names: ['web'], mode: 'new' }, {})
    const told = performance.transcript.filter(line => line.includes('while the infrastructure command ran'))
    expect(told).toEqual([
      expect.stringMatching(
        /^web: was brought from prod-web:1 to prod-web:2 \(ecs-svc\/\d+\) while .* counts as its work, and is returned/,
      ),
    ])
  })

  test.each(deployings)('%s: `on-failure: leave` leaves it, and says so', async (_, deploying) => {
    const { simulation, performance } = await promoted(deploying, { smoke: 1, inputs: { 'on-failure': 'leave' } })
    expect([performance.outcome, performance.failure]).toEqual([
      'rollback-failed',
      expect.stringContaining('Every service was left as it is: api, worker, web proved.'),
    ])
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
  })

  test('in waves: the last one that was not deployed yet returns as well', async () => {
    const world = { release: { 'shop/api': crashes } }
    const { simulation, performance } = await promoted({ mode: 'new' }, { world, inputs: { environment: 'waves' } })
    expect([performance.outcome, revisions(simulation)]).toEqual(['rolled-back', before])
    expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
    expect(markOn(simulation, 'prod-web:2', 'failed')).toBeUndefined()
  })

  test('what ECS has taken back by itself is where it is to be', async () => {
    const simulation = promotionWorld({ release: { 'shop/web': crashes } })
    const commands = commandsOf(simulation, { names: ['web', 'api'], release: 'tag', takes: 1_800_000 })
    const { outcome } = await promote(simulation, {}, { environment: checkout, commands })
    expect([outcome, revisions(simulation)]).toEqual(['rolled-back', before])
    expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
  })

  test.each([0, 1])('that ends with %i before replicas of ECS’s state know of it', async code => {
    const world = { more: { aws: { replicaLag: '10s' } } }
    const deploying = { mode: 'new', takes: 500 }
    for (const seed of [1, 2, 3, 4, 5]) {
      const { simulation, performance } = await promoted(deploying, { world: { ...world, seed }, code, smoke: 1 })
      expect([performance.outcome, revisions(simulation)]).toEqual(['rolled-back', before])
      expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
      expect(code === 1 || modeOfRelease(simulation) === 'new').toBe(true)
    }
  })

  test('and after which nothing can be planned: what it changed returns', async () => {
    const simulation = promotionWorld()
    const commands = {
      'cdk deploy': {
        takes: 600_000,
        sees: () => {
          deploysBeside(simulation, ['api'], { mode: 'new' })
          byHand(simulation.world, updateService, { cluster: 'prod', service: 'worker', desiredCount: 0 })
        },
      },
    }
    const { outcome, failure } = await promote(simulation, {}, { environment: checkout, commands })
    expect([outcome, failure]).toEqual(['rolled-back', expect.stringMatching(/worker/)])
    expect(revisions(simulation)).toEqual(before)
  })
})

describe('a command that fails', () => {
  test.each<[string, Deploying]>([
    ['after it has deployed all', { release: 'tag' }],
    ['after it has deployed one', { names: ['api'], mode: 'new' }],
    ['after it has deployed exactly the release', { release: 'digest', takes: 1_000 }],
  ])('%s: what it changed returns, proved, and that is no mark against its revisions', async (_, deploying) => {
    const { simulation, performance } = await promoted(deploying, { code: 1 })
    expect([performance.outcome, performance.failure]).toEqual([
      'rolled-back',
      expect.stringContaining('The infrastructure command ended with code 1'),
    ])
    expect([revisions(simulation), flawsOn({ simulation, services: three }, 'v1')]).toEqual([before, []])
    const { names = three, release } = deploying
    const stands = three.map(name => (names.includes(name) ? 'returned' : 'behind'))
    expect(Object.values(standsIn(performance))).toEqual(stands)
    if (release === 'digest') return
    const again = await promote(simulation, {}, { environment: checkout, commands: commandsOf(simulation, deploying) })
    expect([again.outcome, again.failure]).toEqual(['succeeded', undefined])
  })

  test('is told where it is left: which services it changed, and which it did not', async () => {
    const inputs = { 'on-failure': 'leave' }
    const { simulation, performance } = await promoted({ names: ['api'], mode: 'new' }, { code: 1, inputs })
    expect([performance.outcome, performance.failure]).toEqual([
      'mixed',
      expect.stringContaining('api on what the infrastructure command brought; worker, web not touched'),
    ])
    expect(revisions(simulation)).toEqual(['prod-api:3', 'prod-worker:1', 'prod-web:1'])
  })

  test('and changed services that cannot be seen then: unknown, not unchanged', async () => {
    const simulation = promotionWorld()
    const sees = () => {
      deploysBeside(simulation, ['api'], { mode: 'new' })
      simulation.faults.add({ is: 'denied', on: 'ecs:DescribeServices' })
    }
    const commands = { 'cdk deploy': { code: 1, sees } }
    const { outcome, failure } = await promote(simulation, {}, { environment: checkout, commands })
    expect([outcome, failure]).toEqual(['unknown', expect.stringContaining('could not be seen')])
  })
})

describe('what somebody deploys while the command runs', () => {
  test('by a rollback of another run is theirs, and stays', async () => {
    const simulation = promotionWorld()
    await promote(simulation, { release: 'v3', environment: 'plain' }, { environment: checkout })
    const [run7, run8] = ['7', '8'].map(id => ({ ...checkout, GITHUB_RUN_ID: id }))
    let rolledBack: Promise<Performance> | undefined
    const sees = () => {
      const services = { cluster: 'prod', services: 'api worker web', release: '', reason: 'v3 is bad' }
      rolledBack = perform('rollback-task-def', services, { simulation, environment: run8 ?? {} })
    }
    const commands = { 'cdk deploy': { takes: 900_000, sees } }
    const { outcome, failure } = await promote(simulation, {}, { environment: run7 ?? {}, commands })
    expect((await rolledBack)?.outcome).toBe('succeeded')
    expect([outcome, failure]).toEqual(['superseded', expect.stringContaining('another run deployed it while')])
    expect([revisions(simulation), flawsOn({ simulation, services: three }, 'v1')]).toEqual([before, []])
  })

  test('by hand cannot be told from it: the release is built on it, and a failure returns to what ran before', async () => {
    const simulation = promotionWorld()
    const commands = commandsOf(simulation, { names: [] }, { smoke: 1 })
    const sees = () => void simulation.world.timeline.after(120_000, () => bySomebody(simulation, 'web'))
    const hand = { ...commands, 'cdk deploy': { takes: 600_000, sees } }
    const { outcome, transcript } = await promote(simulation, {}, { environment: checkout, commands: hand })
    expect([outcome, revisions(simulation)]).toEqual(['rolled-back', before])
    expect(transcript).toContainEqual(expect.stringMatching(/^web: was brought .* That counts as its work/))
  })

  test('after it has ended is not overwritten', async () => {
    const simulation = promotionWorld()
    const commands = commandsOf(simulation, { mode: 'new', takes: 600_000 })
    const { world } = simulation
    let done = false
    simulation.faults.add({
      is: 'slow',
      on: ({ operation }) => {
        if (done || operation !== 'RegisterTaskDefinition' || runs(simulation, 'api') !== 'v1') return false
        if (serviceOf(world, 'prod', 'web').deployments.length < 2) return false
        done = true
        bySomebody(simulation, 'web')
        return false
      },
    })
    const performance = await promote(simulation, {}, { environment: checkout, commands })
    expect([done, performance.outcome]).toEqual([true, 'mixed'])
    expect(performance.failure).toContain('somebody else deployed web')
    expect(revisions(simulation)).toEqual(['prod-api:1', 'prod-worker:1', 'prod-web:3'])
    expect(standsIn(performance)).toEqual({ api: 'returned', worker: 'returned', web: 'superseded' })
  })
})

describe('the separate actions', () => {
  interface Steps extends Asked {
    deploying: Deploying
  }

  async function stepped({ deploying, world, code = 0, smoke = 0 }: Steps): Promise<[Outcome, Simulation]> {
    const simulation = promotionWorld(world)
    const { names = three, takes = 600_000, ...change } = deploying
    const infrastructure = () => {
      deploysBeside(simulation, names, change)
      return code === 0
    }
    const steps = { infrastructure, takes, smokeTest: () => smoke === 0 }
    return [await stepByStep({ simulation, environment: checkout }, steps), simulation]
  }

  test.each(cases)('$command: where $failure, all return as well', async ({ deploying, smoke, world }) => {
    const [outcome, simulation] = await stepped({ deploying, smoke, world })
    expect([outcome, revisions(simulation)]).toEqual(['rolled-back', before])
    expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
    expect(previousOfRelease(simulation)).toEqual(before.map(arnOf).sort())
  })

  test.each(deployings)('%s: the release is what runs in the end', async (_, deploying) => {
    const [, simulation] = await stepped({ deploying })
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
  })

  test('the command fails: `previous` is what rollback-task-def goes back to', async () => {
    const [outcome, simulation] = await stepped({ deploying: { names: ['api', 'web'], mode: 'new' }, code: 1 })
    expect([outcome, revisions(simulation)]).toEqual(['rolled-back', before])
  })
})
