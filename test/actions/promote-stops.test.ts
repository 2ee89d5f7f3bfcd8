import { describe, expect, test } from '@jest/globals'
import { isGreen } from '../../shared/core/outcome.ts'
import { runsIn } from '../stage/migrations.ts'
import { flawsOn } from '../stage/promotion-oracle.ts'
import {
  bySomebody,
  crashes,
  migration,
  once,
  promote,
  promotionWorld,
  recordsOf,
  threeServices,
  written,
} from '../stage/promotions.ts'
import { workspace } from '../stage/workspace.ts'

const three = ['api', 'worker', 'web']
const plain = workspace({
  '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
smoke-test-command: npm run smoke
environments:
  production: { cluster: prod, bake: 2m }
`,
})
const commands = { 'npm run smoke': { takes: 60_000 } }

/** A call at which the job is cancelled, and its number among those of its kind. */
const moments: [string, string, number][] = [
  ['while it looks for images', 'BatchGetImage', 1],
  ['while it looks at the services', 'DescribeServices', 1],
  ['while it writes its record', 'create-deployment', 1],
  ['while the migration is started', 'RunTask', 1],
  ['while the migration runs', 'DescribeTasks', 4],
  ['while revisions are registered', 'RegisterTaskDefinition', 2],
  ['while the services are updated', 'UpdateService', 2],
  ['while they are proved', 'ListTasks', 2],
  ['at some later time', 'DescribeServices', 40],
]

describe('a job that is cancelled', () => {
  test.each(moments)(
    '%s ends within 4 seconds, begins nothing more, and the next one finishes it',
    async (_, operation, nth) => {
      const simulation = promotionWorld()
      const stop = new AbortController()
      let cancelled = 0
      let count = 0
      once(
        simulation,
        call => call.operation.toLowerCase().includes(operation.toLowerCase()) && ++count === nth,
        () => {
          cancelled = simulation.world.now()
          stop.abort()
        },
      )
      const performance = await promote(simulation, {}, { environment: plain, commands, stop: stop.signal })
      if (cancelled === 0) throw new Error(`there was no call ${nth} of ${operation}`)
      expect(performance.outcome).toBe('cancelled')
      expect(simulation.world.now() - cancelled).toBeLessThanOrEqual(4_000)
      // What was sent at that moment had been begun.
      expect(written(simulation.requests).filter(({ at }) => at > cancelled + 100)).toEqual([])
      const next = await promote(simulation, {}, { environment: { ...plain, GITHUB_RUN_ATTEMPT: '2' }, commands })
      expect([isGreen(next.outcome), next.failure]).toEqual([true, undefined])
      expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
      expect(runsIn(simulation)).toBe(1)
    },
  )
})

const minute = 60_000

describe('a promotion that takes too long', () => {
  test.each<[string, number]>([
    ['production', 5],
    ['production', 20],
  ])('is over within its timeout and that of its way back: %s, %i minutes', async (environment, timeout) => {
    const simulation = promotionWorld({ each: { breaker: false }, release: { 'shop/web': crashes } })
    const began = simulation.world.now()
    const { outcome } = await promote(
      simulation,
      { environment, timeout: `${timeout}m`, 'rollback-timeout': '15m' },
      { environment: plain, commands },
    )
    expect(outcome).toBe('rolled-back')
    expect(simulation.world.now() - began).toBeLessThanOrEqual((timeout + 15) * minute + 15_000)
  })

  test('says so where even its way back does not end in time', async () => {
    const simulation = promotionWorld({
      each: { breaker: false, targetGroup: { deregistrationDelay: '1h' } },
      release: { 'shop/web': crashes },
    })
    const began = simulation.world.now()
    const { outcome } = await promote(
      simulation,
      { timeout: '5m', 'rollback-timeout': '2m' },
      { environment: plain, commands },
    )
    expect(outcome).toBe('rollback-failed')
    expect(simulation.world.now() - began).toBeLessThanOrEqual(7 * minute + 15_000)
  })
})

test('a promotion that is refused closes the record of an attempt that was cut off, for which others would wait', async () => {
  const simulation = promotionWorld()
  const stop = new AbortController()
  once(
    simulation,
    ({ operation }) => operation === 'RegisterTaskDefinition',
    () => stop.abort(),
  )
  await promote(simulation, {}, { environment: plain, commands, stop: stop.signal })
  expect(recordsOf(simulation).map(({ states }) => states.at(-1))).toEqual(['in_progress'])
  bySomebody(simulation, 'web')
  const { outcome } = await promote(simulation, {}, { environment: plain, commands })
  expect(outcome).toBe('failed-before-change')
  expect(recordsOf(simulation).map(({ states }) => states.at(-1))).toEqual(['failure'])
})
