import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import {
  approved,
  deploymentsIn,
  digests,
  ended,
  errorsOf,
  flawsIn,
  oneOffsIn,
  only,
  records,
  revisions,
  running,
  summaryOf,
} from '../stage/pipeline-truth.ts'
import { primaryOf, serviceOf } from '../stage/truth.ts'

/*
 * The life of Power PTO's pipeline: each test goes on where the one before has ended. One run goes from the merge through
 * staging to production; the worker is a single task behind no load balancer; and no circuit breaker ends a deployment.
 */

const upgrade = 'uv run alembic upgrade head'
const downgrade = (revision: string): string => `uv run alembic downgrade ${revision}`

const commits = {
  one: {},
  two: {
    'power-pto/api': {
      behaviour: {
        commands: {
          [downgrade('1f7ab2c04d11')]: { exits: { code: 0, after: '15s' } },
          [downgrade('base')]: { exits: { code: 1, after: '5s' }, logs: ['NotImplementedError: irreversible'] },
        },
      },
    },
  },
  crashing: {
    'power-pto/worker': { behaviour: { exits: { code: 1, after: '2s' }, logs: ['ValueError: accruals of 25 hours'] } },
  },
  'half-migrated': {
    'power-pto/api': {
      behaviour: { commands: { [upgrade]: { exits: { code: 1, after: '5s' }, logs: ['DuplicateTable: accruals'] } } },
    },
  },
  'not-built': { 'power-pto/frontend': 'does not build' },
} as const
const names = Object.keys(commits)

const [staging, production] = ['power-pto-staging', 'power-pto']
const everywhere = (name: string): Record<string, string> => ({ api: name, worker: name, frontend: name })
const toStaging = 'staging / commit to staging'
const toProduction = 'production / commit to production'

/** Seconds of the world in one of ours; without a circuit breaker half an hour passes until a deployment is given up. */
const [usual, fast] = [60, 120]

let pipeline: Pipeline
let first: string[]

beforeAll(async () => {
  pipeline = await Pipeline.start({ repository: 'examples/power-pto', commits, speed: usual })
})

afterAll(() => pipeline.close())

/** What is so in both environments. */
const state = (): unknown =>
  [staging, production].map(cluster => [revisions(pipeline, cluster), oneOffsIn(pipeline, cluster)])

const rollBack = (inputs: Record<string, string>): Run =>
  pipeline.github.dispatch('rollback.yml', { inputs: { reason: 'Balances are wrong', ...inputs } })

describe('power-pto', () => {
  test('a merge is built once, goes to staging, waits, and goes on to production in the same run', async () => {
    const run = only(pipeline.push('one'))
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    expect(running(pipeline, staging, names)).toEqual(everywhere('one'))
    expect([flawsIn(pipeline, staging), oneOffsIn(pipeline, staging)]).toEqual([[], [`${upgrade}: 0`]])
    expect(running(pipeline, production, names)).toEqual(everywhere('bootstrap'))
    expect(await approved(run)).toEqual({
      'build / What is missing': 'success',
      'build / api': 'success',
      'build / worker': 'success',
      'build / frontend': 'success',
      'build / All images are there': 'success',
      [toStaging]: 'success',
      [toProduction]: 'success',
    })
    expect(digests(pipeline, production)).toEqual(digests(pipeline, staging))
    expect([flawsIn(pipeline, production), oneOffsIn(pipeline, production)]).toEqual([[], [`${upgrade}: 0`]])
    expect(records(pipeline, names)).toEqual(['one to staging: success', 'one to production: success'])
    first = revisions(pipeline, production)
  })

  test('every image is told its commit when it is built', () => {
    expect(pipeline.builds.map(({ buildArgs }) => buildArgs)).toEqual(Array(3).fill({ APP_VERSION: shaOf('one') }))
  })

  test('an image that cannot be built stops before staging', async () => {
    const before = state()
    const run = only(pipeline.push('not-built'))
    expect(await ended(run)).toMatchObject({
      'build / frontend': 'failure',
      'build / All images are there': 'skipped',
      staging: 'skipped',
      production: 'skipped',
    })
    expect(state()).toEqual(before)
  })

  test('a migration that fails on staging leaves every service as it is, and nobody is asked to approve', async () => {
    const before = [revisions(pipeline, staging), revisions(pipeline, production)]
    const run = only(pipeline.push('half-migrated'))
    expect(await ended(run)).toMatchObject({ [toStaging]: 'failure', production: 'skipped' })
    expect([revisions(pipeline, staging), revisions(pipeline, production)]).toEqual(before)
    expect(oneOffsIn(pipeline, staging).at(-1)).toBe(`${upgrade}: 1`)
    expect(errorsOf(run).join('\n')).toContain('exited with code 1')
    expect(summaryOf(run, toStaging)).toContain('DuplicateTable: accruals')
  })

  test('a worker that crashes is waited for no longer than half an hour, and all three services return', async () => {
    const before = revisions(pipeline, staging)
    await pipeline.pace(fast)
    const run = only(pipeline.push('crashing'))
    expect(await ended(run)).toMatchObject({ [toStaging]: 'failure', production: 'skipped' })
    await pipeline.pace(usual)
    expect([revisions(pipeline, staging), flawsIn(pipeline, staging)]).toEqual([before, []])
    expect(errorsOf(run).join('\n')).toContain('timed-out: worker was not done after 30m')
    expect(summaryOf(run, toStaging)).toContain('exited with code 1')
    expect(records(pipeline, names).at(-1)).toBe('crashing to staging: failure')
  })

  test('an image that is gone when production is approved stops there', async () => {
    const run = only(pipeline.push('two'))
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    const before = state()
    pipeline.simulation.world.ecr.deleteImage(`power-pto/worker:${shaOf('two')}`)
    expect(await approved(run)).toMatchObject({ [toStaging]: 'success', [toProduction]: 'failure' })
    expect(errorsOf(run).join('\n')).toMatch(/worker: .*carries the tag/)
    expect(state()).toEqual(before)
  })

  test('the run started again builds that image alone, migrates staging no more, and goes on to production', async () => {
    const [run] = pipeline.github.runs.slice(-1)
    const [builds, deployments] = [pipeline.builds.length, deploymentsIn(pipeline, staging)]
    const again = run?.rerun()
    expect(await approved(again)).toMatchObject({ 'build / worker': 'success', [toProduction]: 'success' })
    expect(pipeline.builds.slice(builds).map(({ job }) => job)).toEqual(['build / worker'])
    expect(oneOffsIn(pipeline, staging).filter(ran => ran === `${upgrade}: 0`)).toHaveLength(3)
    expect(deploymentsIn(pipeline, staging)).toBe(deployments + 1)
    expect(running(pipeline, production, names)).toEqual(everywhere('two'))
    expect([digests(pipeline, production), flawsIn(pipeline, production)]).toEqual([digests(pipeline, staging), []])
  })

  test('a downgrade that fails keeps the code where it is', async () => {
    const before = revisions(pipeline, production)
    const run = rollBack({ downgrade_to: 'base' })
    expect(Object.values(await approved(run))).toEqual(['skipped', 'failure'])
    expect(revisions(pipeline, production)).toEqual(before)
    expect(oneOffsIn(pipeline, production).at(-1)).toBe(`${downgrade('base')}: 1`)
    expect(summaryOf(run, 'rollback / production back to the last good release')).toContain('irreversible')
  })

  test('the rollback to a tag downgrades on the image that runs, and then goes back to the exact revisions', async () => {
    expect(pipeline.tag('before-carryover', 'one')).toEqual([])
    const run = rollBack({ tag: 'before-carryover', downgrade_to: '1f7ab2c04d11' })
    expect(Object.values(await approved(run))).toEqual(['skipped', 'success'])
    expect([revisions(pipeline, production), flawsIn(pipeline, production)]).toEqual([first, []])
    expect(oneOffsIn(pipeline, production).at(-1)).toBe(`${downgrade('1f7ab2c04d11')}: 0`)
    const { world } = pipeline.simulation
    const { containers, stoppedAt = Infinity } = world.ecs.cluster(production).tasks.at(-1) ?? { containers: [] }
    expect(containers[0]?.imageDigest).toBe(world.ecr.find(`power-pto/api:${shaOf('two')}`)?.digest)
    expect(primaryOf(serviceOf(world, production, 'api')).createdAt).toBeGreaterThan(stoppedAt)
    expect(records(pipeline, names).at(-1)).toBe('one to production: success')
  })
})
