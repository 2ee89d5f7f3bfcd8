import { describe, expect, test } from '@jest/globals'
import { isGreen } from '../../shared/core/outcome.ts'
import { runsIn } from '../stage/migrations.ts'
import type { ScriptedCommand } from '../stage/scripted-commands.ts'
import { breachesOf, flawsOn } from '../stage/promotion-oracle.ts'
import {
  bySomebody,
  commits,
  deletesImage,
  crashes,
  markOn,
  migration,
  once,
  promote,
  promotionWorld,
  recordsOf,
  runs,
  standsIn,
  threeServices,
  written,
} from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { primaryOf, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

const three = ['api', 'worker', 'web']
const oneByOne = `
services:
  api: { image: shop/api }
  worker: { image: shop/jobs, container: app }
  web: { image: shop/web }
`
const each = workspace({
  '.github/deploy.yml': `${oneByOne}
environments:
  production: { cluster: prod }
  waves: { cluster: prod, waves: [[api], [worker], [web]] }
`,
})
const whole = workspace({
  '.github/deploy.yml': `${threeServices.replace('shop/api }', 'shop/api, health: /health }')}
migration: { service: api, command: ${migration}, timeout: 10m }
infrastructure-command: cdk deploy
smoke-test-command: npm run smoke
environments:
  production: { cluster: prod, url: "https://shop.example.com", bake: 5m, alarms: [errors] }
`,
})

const images = { api: 'shop/api', worker: 'shop/jobs', web: 'shop/web' } as const
const jobs = { api: {}, worker: { image: `shop/jobs:${commits.v1}` }, web: {} }
const breakers = { on: true, 'on without rollback': { enable: true, rollback: false }, off: false } as const

const cases = Object.entries(images).flatMap(([failing, image]) =>
  Object.keys(breakers).flatMap(breaker =>
    ['production', 'waves'].map(environment => ({ failing, image, breaker, environment })),
  ),
)

describe('a service that fails', () => {
  test.each(cases)(
    '$failing, circuit breaker $breaker, $environment: all return, proved',
    async ({ image, breaker, environment }) => {
      const simulation = promotionWorld({
        services: jobs,
        each: { breaker: breakers[breaker as keyof typeof breakers] },
        release: { [image]: crashes },
      })
      const performance = await promote(simulation, { environment, timeout: '10m' }, { environment: each })
      expect([performance.outcome, performance.failure]).toEqual([
        'rolled-back',
        expect.stringContaining('runs again what it ran before'),
      ])
      const { requests } = simulation
      expect(
        breachesOf({
          simulation,
          services: three,
          release: 'v2',
          before: 'v1',
          migrates: false,
          performance,
          requests,
        }),
      ).toEqual([])
      expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
      expect(recordsOf(simulation)[0]?.states).toEqual(['in_progress', 'failure'])
    },
  )

  test('is not brought back by running the job again, unless that is asked for', async () => {
    const simulation = promotionWorld({ release: { 'shop/web': crashes } })
    await promote(simulation, {}, { environment: each })
    const before = simulation.requests.length
    const again = await promote(simulation, {}, { environment: each })
    expect([again.outcome, again.failure]).toEqual([
      'failed-before-change',
      expect.stringContaining('web would get back v2'),
    ])
    expect(written(simulation.requests.slice(before))).toEqual([])
    const onPurpose = await promote(simulation, { 'allow-failed': 'true' }, { environment: each })
    expect([onPurpose.outcome, onPurpose.failure]).toEqual(['rolled-back', expect.anything()])
  })

  test('stays with all the others where failures are left: `on-failure: leave`', async () => {
    const simulation = promotionWorld({ services: jobs, each: { breaker: false }, release: { 'shop/web': crashes } })
    const performance = await promote(simulation, { 'on-failure': 'leave', timeout: '10m' }, { environment: each })
    expect(performance.outcome).toBe('rollback-failed')
    expect(three.map(name => runs(simulation, name))).toEqual(['v2', 'v2', 'v2'])
    expect(standsIn(performance)).toEqual({ api: 'proved', worker: 'proved', web: 'late' })
    expect(markOn(simulation, 'prod-web:2', 'failed')).toBeUndefined()
  })

  test('whose image of before is gone leaves all on the release, and the table says so', async () => {
    const simulation = promotionWorld({ services: jobs, each: { breaker: false }, release: { 'shop/web': crashes } })
    deletesImage(simulation, 'shop/api', 'v1')
    const performance = await promote(simulation, { timeout: '10m' }, { environment: each })
    expect(performance.outcome).toBe('rollback-failed')
    expect(standsIn(performance)).toEqual({ api: 'stuck', worker: 'stuck', web: 'stuck' })
    expect(three.map(name => runs(simulation, name))).toEqual(['v2', 'v2', 'v2'])
    expect(performance.summary).toContain('not returned')
  })
})

describe('a migration', () => {
  test.each<[string, PromotionWorld['migrating'], string]>([
    ['that fails', { exits: { code: 1, after: '5s' }, logs: ['column exists'] }, 'failed-before-change'],
    [
      'that never starts',
      { cannotInitialize: 'ResourceInitializationError: unable to pull secrets' },
      'failed-before-change',
    ],
    ['that takes too long', { exits: { code: 0, after: '2h' } }, 'timed-out'],
  ])('%s keeps every service as it was', async (_, migrating, outcome) => {
    const simulation = promotionWorld({ migrating: migrating ?? {}, more: quiet })
    const performance = await promote(simulation, {}, { environment: whole })
    expect([performance.outcome, performance.failure]).toEqual([outcome, expect.stringContaining('migration')])
    expect(
      three.map(name => [runs(simulation, name), serviceOf(simulation.world, 'prod', name).deployments.length]),
    ).toEqual(three.map(() => ['v1', 1]))
  })

  test('whose end nobody saw is not taken for one that ended well', async () => {
    const simulation = promotionWorld({ more: quiet })
    once(
      simulation,
      ({ operation }) => operation === 'RunTask',
      () => simulation.faults.add({ is: 'denied', on: 'ecs:DescribeTasks' }),
    )
    const performance = await promote(simulation, {}, { environment: whole })
    expect(performance.outcome).toBe('unknown')
    expect(three.map(name => runs(simulation, name))).toEqual(['v1', 'v1', 'v1'])
  })
})

const quiet = { alarms: { errors: 'OK' }, urls: { 'https://shop.example.com/health': 'prod/api' } } as const
const fine: Record<string, ScriptedCommand> = { 'cdk deploy': { takes: 60_000 }, 'npm run smoke': { takes: 5_000 } }

describe('what fails beside the services', () => {
  test('nothing: all is proved once more at the end', async () => {
    const simulation = promotionWorld({ more: quiet })
    const { outcome, failure, transcript } = await promote(simulation, {}, { environment: whole, commands: fine })
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    expect(transcript.findLastIndex(line => line.startsWith('# Wait for'))).toBeGreaterThan(
      transcript.indexOf('# Run the smoke test'),
    )
  })

  test('an infrastructure command: no service was touched', async () => {
    const simulation = promotionWorld({ more: quiet })
    const commands = { ...fine, 'cdk deploy': { code: 2, lines: ['no such stack', '::error::gotcha'] } }
    const { outcome, failure, transcript } = await promote(simulation, {}, { environment: whole, commands })
    expect([outcome, failure]).toEqual([
      'failed-before-change',
      expect.stringContaining('infrastructure command ended with code 2'),
    ])
    expect(failure).toContain('The database is at v2, the code at what ran before')
    expect(transcript).toContain('│ no such stack')
    expect(three.map(name => runs(simulation, name))).toEqual(['v1', 'v1', 'v1'])
  })

  test('an infrastructure command that deploys by itself: the release is built on what it brought', async () => {
    const simulation = promotionWorld({ more: quiet })
    const { world } = simulation
    const commands = {
      ...fine,
      'cdk deploy': { takes: 300_000, sees: () => bySomebody(simulation, 'web', { cpu: '512', memory: '1024' }) },
    }
    const { outcome, failure } = await promote(simulation, {}, { environment: whole, commands })
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    const { document } = world.ecs.taskDefinition(primaryOf(serviceOf(world, 'prod', 'web')).taskDefinition) ?? {}
    expect([document?.['cpu'], runs(simulation, 'web')]).toEqual(['512', 'v2'])
  })

  test('a command is told the release, and neither inputs nor outputs of the action', async () => {
    const simulation = promotionWorld({ more: quiet })
    let seen: Readonly<Record<string, string>> = {}
    const commands = { ...fine, 'cdk deploy': { sees: (environment: typeof seen) => (seen = environment) } }
    await promote(simulation, {}, { environment: { ...whole, INPUT_TAG: 'x', GITHUB_OUTPUT: '/out' }, commands })
    expect(seen).toMatchObject({ DEPLOY_RELEASE: 'v2', DEPLOY_COMMIT: commits.v2, DEPLOY_ENVIRONMENT: 'production' })
    expect(seen['DEPLOY_IMAGE_API']).toContain('/shop/api@sha256:')
    expect([seen['INPUT_TAG'], seen['GITHUB_OUTPUT']]).toEqual([undefined, undefined])
  })

  test.each<[string, () => [ReturnType<typeof promotionWorld>, Record<string, ScriptedCommand>], string]>([
    [
      'a smoke test',
      () => [promotionWorld({ more: quiet }), { ...fine, 'npm run smoke': { code: 1 } }],
      'The smoke test ended with code 1',
    ],
    [
      'a health URL',
      () => [
        promotionWorld({ more: { ...quiet, urls: { 'https://shop.example.com/health': { statuses: [502] } } } }),
        fine,
      ],
      'https://shop.example.com/health',
    ],
    ['an alarm in the bake time', () => [withLateAlarm(), fine], 'alarm errors is in ALARM'],
  ])('%s: everything returns, and the database does not', async (_, make, reason) => {
    const [simulation, commands] = make()
    const { outcome, failure, outputs } = await promote(simulation, {}, { environment: whole, commands })
    expect([outcome, failure]).toEqual(['rolled-back', expect.stringContaining(reason)])
    expect(failure).toContain('The database is at v2, the code at what ran before: the migration stays applied')
    expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
    expect([runsIn(simulation), isGreen(outcome), outputs['restore-point']]).toEqual([
      1,
      false,
      expect.stringMatching(/^2026-/),
    ])
  })
})

describe('a smoke test that fails on an environment that had the release before', () => {
  const commands = { ...fine, 'npm run smoke': { code: 1 } }

  test('brings everything back to what ran before the release, whoever brought it there', async () => {
    const simulation = promotionWorld({ more: quiet })
    await promote(simulation, {}, { environment: whole, commands: fine })
    const { outcome, failure } = await promote(
      simulation,
      {},
      { environment: { ...whole, GITHUB_RUN_ID: '8' }, commands },
    )
    expect([outcome, failure]).toEqual(['rolled-back', expect.stringContaining('The smoke test ended with code 1')])
    expect(failure).toContain('The database is at v2, the code at what ran before: the migration stays applied')
    expect(flawsOn({ simulation, services: three }, 'v1')).toEqual([])
  })

  test('leaves it where failures are left', async () => {
    const simulation = promotionWorld({ more: quiet })
    await promote(simulation, {}, { environment: whole, commands: fine })
    const { outcome } = await promote(simulation, { 'on-failure': 'leave' }, { environment: whole, commands })
    expect(outcome).toBe('rollback-failed')
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
  })
})

/** The alarm goes off while the proved services are watched. */
function withLateAlarm() {
  const simulation = promotionWorld({ more: quiet })
  const { world } = simulation
  once(
    simulation,
    ({ service }) => service === 'web',
    () => {
      world.timeline.after(90_000, () => world.ecs.levers.alarm('errors', 'ALARM'))
    },
  )
  return simulation
}
