import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import { continueServiceDeployment } from '../simulator/ecs/continue-service-deployment.ts'
import type { Service } from '../simulator/ecs/model.ts'
import type { JsonObject } from '../simulator/operation.ts'
import { byHand } from '../stage/by-hand.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import {
  approved,
  deploymentsIn,
  ended,
  flawsIn,
  migrationsIn,
  records,
  revisions,
  running,
} from '../stage/pipeline-truth.ts'
import { serviceOf } from '../stage/truth.ts'
import { callers } from './callers.ts'

/*
 * promote.yml where it is cut off, waits for another run, or does everything in one step. One commit fails the smoke test
 * of staging, and production has waves. Each test goes on from the one before.
 */

const manifest = `
services:
  api: { image: shop/api, build: ./api, health: /health }
  worker: { image: shop/api }
migration: { service: api, command: [npm, run, migrate] }
environments:
  staging:
    cluster: staging
    url: https://staging.example.com
    smoke-test-command: test $DEPLOY_COMMIT != ${shaOf('failing')}
  production: { cluster: production, waves: [[worker], [api]] }
  careful: { cluster: careful, migration: false, services: { worker: false } }
`
const names = ['one', 'failing'] as const
type Name = (typeof names)[number]
const toStaging = 'promote / commit to staging'
const everywhere = (name: string): Record<string, string> => ({ api: name, worker: name })

let pipeline: Pipeline

beforeAll(async () => {
  pipeline = await Pipeline.start({
    repository: 'test/workflows/shop',
    commits: { one: {}, failing: {} },
    files: { ...callers, '.github/deploy.yml': manifest },
    speed: 100,
  })
})

afterAll(() => pipeline.close())

/** Gives a service of the world what moving traffic between two target groups needs. */
function withSecondGroup({ name, configuration }: Service): void {
  const { elb } = pipeline.simulation.world
  const group = { name: `${name}-green`, loadBalancer: 'careful', port: 8080, deregistrationDelay: 30_000 }
  const [balancer] = configuration['loadBalancers'] as JsonObject[]
  Object.assign(balancer ?? {}, {
    advancedConfiguration: { alternateTargetGroupArn: elb.createTargetGroup(group).arn },
  })
}

/** Promotes a commit that is built, and becomes the newest of the branch. */
function promote(name: Name, environment = 'staging', inputs: Readonly<Record<string, string>> = {}): Run {
  pipeline.alreadyBuilt(name, ['shop/api'])
  pipeline.push(name)
  return pipeline.github.dispatch('promote.yml', { inputs: { environment, ...inputs } })
}

function outcomes(run: Run, job: string): Record<string, string | undefined> {
  return Object.fromEntries(run.job(job).steps.map(({ name, outcome }) => [name, outcome]))
}

const separate = ['Record the deployment', 'Migrate', 'Deploy', 'Wait until it is proved', 'Record how it ended']

describe('promote.yml', () => {
  test('does all of it in one step where the manifest has waves', async () => {
    const run = promote('one', 'production')
    const job = 'promote / commit to production'
    expect(await approved(run)).toEqual({ [job]: 'success' })
    expect(outcomes(run, job)).toMatchObject({
      'Promote in one step': 'success',
      ...Object.fromEntries(separate.map(name => [name, 'skipped'])),
    })
    expect(run.job(job).outputs).toMatchObject({ outcome: 'succeeded', commit: shaOf('one') })
    expect(Object.keys(JSON.parse(run.job(job).outputs['deployments'] ?? '') as object).sort()).toEqual([
      'api',
      'worker',
    ])
    expect([running(pipeline, 'production', names), flawsIn(pipeline, 'production')]).toEqual([everywhere('one'), []])
    expect([migrationsIn(pipeline, 'production'), records(pipeline, names)]).toEqual([
      1,
      ['one to production: success'],
    ])
  })

  test('lets promotions and rollbacks of an environment wait for each other; cancelled, it begins no way back', async () => {
    const began: string[] = []
    const first = promote('one')
    const waiting = [
      pipeline.github.dispatch('promote.yml', {
        inputs: { environment: 'staging', commit: shaOf('nobody has built') },
      }),
      pipeline.github.dispatch('rollback.yml', { inputs: { environment: 'staging', 'dry-run': true } }),
    ]
    const cancelled = pipeline.said(/^api: \d of 1 new tasks running/).then(() => {
      began.push(
        ...waiting.flatMap(run => run.jobs.flatMap(({ status, name }) => (status === 'pending' ? [] : [name]))),
      )
      const before = deploymentsIn(pipeline, 'staging')
      first.cancel()
      return before
    })
    expect(await ended(first)).toEqual({ [toStaging]: 'cancelled' })
    expect(began).toEqual(['rollback / Plan'])
    expect(first.job(toStaging).outputs).toMatchObject({ outcome: 'cancelled' })
    expect(outcomes(first, toStaging)).toMatchObject({ 'Bring back what was changed': 'skipped' })
    const [refused, rollback] = await Promise.all(waiting.map(ended))
    expect([refused, rollback]).toEqual([
      { [toStaging]: 'failure' },
      { 'rollback / Plan': 'skipped', 'rollback / staging back to the last good release': 'success' },
    ])
    expect(deploymentsIn(pipeline, 'staging')).toBe(await cancelled)
  })

  test('goes on when it is run again: no second migration, no second deployment, the same record', async () => {
    const [before, migrations] = [deploymentsIn(pipeline, 'staging'), migrationsIn(pipeline, 'staging')]
    const first = pipeline.github.runs.find(({ conclusion }) => conclusion === 'cancelled')
    expect(await ended(first?.rerun({ failedOnly: true }))).toEqual({ [toStaging]: 'success' })
    expect([running(pipeline, 'staging', names), flawsIn(pipeline, 'staging')]).toEqual([everywhere('one'), []])
    expect([deploymentsIn(pipeline, 'staging'), migrationsIn(pipeline, 'staging')]).toEqual([before, migrations])
    expect(migrations).toBe(1)
    expect(records(pipeline, names).filter(record => record.includes('staging'))).toEqual(['one to staging: success'])
  })

  test('finishes a way back that was cut off in one step, and does nothing else', async () => {
    const before = revisions(pipeline, 'staging')
    const run = promote('failing')
    void pipeline.said(/^worker: deployment .* of staging-worker:2 has begun/).then(() => run.cancel())
    expect(await ended(run)).toEqual({ [toStaging]: 'cancelled' })
    const again = run.rerun({ failedOnly: true })
    expect(await ended(again)).toEqual({ [toStaging]: 'failure' })
    expect(outcomes(again, toStaging)).toMatchObject({
      'Promote in one step': 'failure',
      Migrate: 'skipped',
      Deploy: 'skipped',
    })
    expect(again.job(toStaging).outputs).toMatchObject({ outcome: 'rolled-back' })
    expect([revisions(pipeline, 'staging'), flawsIn(pipeline, 'staging')]).toEqual([before, []])
    expect(records(pipeline, names).filter(record => record.startsWith('failing'))).toEqual([
      'failing to staging: failure',
    ])
  })

  test('does not bring back what waits for somebody, and goes on once they continued it', async () => {
    const { world } = pipeline.simulation
    const service = serviceOf(world, 'careful', 'api')
    withSecondGroup(service)
    const inputs = { role: 'arn:aws:iam::123456789012:role/careful', region: 'us-west-2' }
    const job = 'promote / commit to careful'
    const run = promote('one', 'careful', inputs)
    expect(await ended(run)).toEqual({ [job]: 'failure' })
    expect(outcomes(run, job)).toMatchObject({ 'Bring back what was changed': 'skipped' })
    expect(run.job(job).outputs).toMatchObject({ outcome: 'awaiting-approval' })
    const [paused] = service.serviceDeployments
    const hook = { serviceDeploymentArn: paused?.arn, hookId: paused?.hooks[0]?.id }
    byHand(world, continueServiceDeployment, { ...hook, action: 'CONTINUE' })
    expect(await ended(run.rerun({ failedOnly: true }))).toEqual({ [job]: 'success' })
    expect([flawsIn(pipeline, 'careful'), deploymentsIn(pipeline, 'careful')]).toEqual([[], 2])
  })
})
