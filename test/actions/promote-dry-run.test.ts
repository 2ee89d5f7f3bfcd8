import { describe, expect, test } from '@jest/globals'
import { isGreen } from '../../shared/core/outcome.ts'
import type { PlannedFault } from '../simulator/faults.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { runsIn } from '../stage/migrations.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { flawsOn } from '../stage/promotion-oracle.ts'
import { stepByStep } from '../stage/promotion-steps.ts'
import {
  commits,
  crashes,
  markOn,
  migration,
  promote,
  promotionWorld,
  runs,
  threeServices,
} from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { MortalRunner } from '../stage/roll-out.ts'
import { serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

const three = ['api', 'worker', 'web']
const plain = workspace({
  '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
environments:
  production: { cluster: prod }
  staging: { cluster: stage }
  gated: { cluster: prod, requires: staging, soak: 1h }
`,
})
/** The next attempt of the workflow run, as its page is called then. */
const next = { ...plain, GITHUB_RUN_ATTEMPT: '2' }

/** Looks, and is held to have changed nothing, in AWS or in GitHub. */
async function dryRun(
  simulation: Simulation,
  inputs: Record<string, string> = {},
  environment: Readonly<Record<string, string>> = next,
): Promise<Performance> {
  const before = simulation.requests.length
  const performance = await promote(simulation, { 'dry-run': 'true', ...inputs }, { environment })
  const reads = /^(Describe|List|BatchGet|Get|git\/get|repos\/(get|list|compare))/
  const made = simulation.requests.slice(before).filter(({ operation }) => !reads.test(operation))
  expect(made.map(({ service, operation }) => `${service} ${operation}`)).toEqual([])
  return performance
}

/** Lets a job begin that dies at a request. */
async function killedAt(simulation: Simulation, fault: PlannedFault, job: (runner: MortalRunner) => Promise<unknown>) {
  const runner = new MortalRunner(simulation, 'first attempt')
  simulation.faults.add(fault)
  const end = await Promise.race([job(runner).then(() => 'its end'), runner.died.then(() => 'its death')])
  simulation.faults.clear()
  expect(end).toBe('its death')
}

const inSteps = (simulation: Simulation) => (runner: MortalRunner) =>
  stepByStep({ simulation, environment: plain, runner }, { timeout: '3m' })
const atOnce = (simulation: Simulation) => (runner: MortalRunner) =>
  promote(simulation, { timeout: '3m' }, { environment: plain, runner })

describe('a dry run as the first step of a job that was killed and is run again', () => {
  test.each<[string, PlannedFault]>([
    ['the migration had been started', { is: 'applied-and-killed', on: 'RunTask' }],
    ['the migration was under way', { is: 'killed', on: 'DescribeTasks', nth: 3 }],
    ['a revision had been registered', { is: 'applied-and-killed', on: 'RegisterTaskDefinition', nth: 2 }],
    ['one service was on its way', { is: 'applied-and-killed', on: 'UpdateService' }],
    ['two services were on their way', { is: 'applied-and-killed', on: 'UpdateService', nth: 2 }],
    ['all services were on their way', { is: 'killed', on: 'ListServiceDeployments', nth: 2 }],
  ])('passes where %s, and the job goes on', async (_, fault) => {
    const simulation = promotionWorld()
    await killedAt(simulation, fault, inSteps(simulation))
    const { outcome, failure, outputs } = await dryRun(simulation)
    expect([outcome, failure]).toEqual(['unchanged', undefined])
    const { services } = JSON.parse(outputs['plan'] ?? '') as { services: Record<string, { from: string }> }
    expect(Object.entries(services).map(([name, { from }]) => [name, from === 'v2'])).toEqual(
      three.map(name => [name, runs(simulation, name) === 'v2']),
    )
    expect(isGreen(await stepByStep({ simulation, environment: next }))).toBe(true)
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
    expect(runsIn(simulation)).toBe(1)
    expect(three.map(name => serviceOf(simulation.world, 'prod', name).deployments.length)).toEqual([2, 2, 2])
  })

  test('says so where ECS took the release back meanwhile: that is not deployed a second time', async () => {
    const simulation = promotionWorld({ release: { 'shop/web': crashes } })
    await promote(simulation, { release: 'v1' }, { environment: { ...plain, GITHUB_RUN_ID: '6' } })
    await killedAt(simulation, { is: 'killed', on: 'DescribeServices', nth: 12 }, runner =>
      stepByStep({ simulation, environment: next, runner }),
    )
    simulation.world.timeline.advance(1_200_000)
    expect(three.map(name => runs(simulation, name))).toEqual(['v2', 'v2', 'v1'])
    for (const attempt of ['2', '3']) {
      const { outcome, failure } = await dryRun(simulation, {}, { ...plain, GITHUB_RUN_ATTEMPT: attempt })
      expect([outcome, failure]).toEqual([
        'mixed',
        expect.stringContaining('web: an earlier attempt of this run deployed v2, and ECS took it back'),
      ])
      expect(failure).toMatch(
        /Run this action for v2 once without `dry-run`.*, or `rollback-task-def` with `release: v1`/,
      )
    }
    expect((await dryRun(simulation, {}, { ...plain, GITHUB_RUN_ID: '9' })).outcome).toBe('unchanged')
    expect((await dryRun(simulation, { 'allow-failed': 'true' })).outcome).toBe('unchanged')
    const { outcome } = await promote(simulation, {}, { environment: next })
    expect([outcome, three.map(name => runs(simulation, name))]).toEqual(['rolled-back', ['v1', 'v1', 'v1']])
  })
})

type Job = (simulation: Simulation) => (runner: MortalRunner) => Promise<unknown>

/** Where a way back is cut off; the services have no circuit breaker, so that nothing but the job returns them. */
const cuts: [string, Job, PlannedFault][] = [
  ['the root action, before the first service returned', atOnce, { is: 'killed', on: 'TagResource', nth: 6 }],
  ['the root action, in the middle', atOnce, { is: 'applied-and-killed', on: 'StopServiceDeployment' }],
  ['the root action, before it was proved', atOnce, { is: 'killed', on: 'TagResource', nth: 9 }],
  ['rollback-task-def, in the middle', inSteps, { is: 'applied-and-killed', on: 'UpdateService', nth: 4 }],
  ['rollback-task-def, before it marked what it left', inSteps, { is: 'killed', on: 'TagResource', nth: 6 }],
]

describe('a dry run after a way back that was cut off', () => {
  const world: PromotionWorld = { each: { breaker: false }, release: { 'shop/web': crashes } }

  async function cutOff(job: Job, fault: PlannedFault): Promise<Simulation> {
    const simulation = promotionWorld(world)
    await promote(simulation, { release: 'v1' }, { environment: { ...plain, GITHUB_RUN_ID: '6' } })
    await killedAt(simulation, fault, job(simulation))
    return simulation
  }

  test.each(cuts)(
    'of %s: is red, and the root action without `dry-run` finishes it, as it says',
    async (_, job, fault) => {
      const simulation = await cutOff(job, fault)
      const { outcome, failure, outputs } = await dryRun(simulation)
      expect(['mixed', 'failed-before-change']).toContain(outcome)
      expect(failure).toContain('Dry run: release v2 would not go to production. Nothing was written.')
      expect(failure).toContain('An earlier run was cut off on its way back')
      expect(failure).toContain('First finish the way back: run this action for v2 once without `dry-run`')
      expect(failure).not.toContain('somebody else')
      expect(JSON.parse(outputs['plan'] ?? '')).toMatchObject({ unfinished: true, 'in-one-step': true })

      await promote(simulation, {}, { environment: next })
      expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
      expect(three.filter(name => markOn(simulation, `prod-${name}:3`, 'failed') === undefined)).toEqual([])
      const after = await dryRun(simulation)
      expect([after.outcome, after.failure]).toEqual([
        'failed-before-change',
        expect.stringContaining('was rolled away from'),
      ])
    },
  )

  test.each(cuts)('of %s: rollback-task-def finishes it, too, as it says', async (_, job, fault) => {
    const simulation = await cutOff(job, fault)
    const { failure } = await dryRun(simulation)
    const [, release = 'v1'] = /`rollback-task-def` with `release: (v\d)`/.exec(failure ?? '') ?? []
    const inputs = { environment: 'production', release }
    const { outcome } = await perform('rollback-task-def', inputs, { simulation, environment: next })
    expect(isGreen(outcome)).toBe(true)
    expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
  })
})

describe('a dry run needs to read, and nothing else', () => {
  test.each([
    ['the deployments, too', { contents: 'read', deployments: 'read' }],
    ['the repository alone', { contents: 'read' }],
  ] as const)('in GitHub %s', async (_, permissions) => {
    const simulation = promotionWorld({ staging: true, more: { github: { permissions } } })
    await promote(simulation, { environment: 'staging', tag: commits.v2 }, { environment: plain })
    simulation.world.timeline.advance(7_200_000)
    const { outcome, failure, transcript } = await dryRun(simulation, { environment: 'gated' }, plain)
    expect([outcome, failure]).toEqual(['unchanged', undefined])
    expect(transcript.filter(line => line.startsWith('warning'))).toEqual([])
  })
})
