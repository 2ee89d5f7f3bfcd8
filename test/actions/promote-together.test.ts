import { describe, expect, test } from '@jest/globals'
import { isGreen } from '../../shared/core/outcome.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { runsIn } from '../stage/migrations.ts'
import type { Performance } from '../stage/perform.ts'
import { flawsOn } from '../stage/promotion-oracle.ts'
import {
  bySomebody,
  migration,
  once,
  promote,
  promotionWorld,
  runs,
  standsIn,
  threeServices,
} from '../stage/promotions.ts'
import type { Release } from '../stage/promotions.ts'
import { primaryOf, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

const three = ['api', 'worker', 'web']
const plain = workspace({
  '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
environments:
  production: { cluster: prod }
  baked: { cluster: prod, bake: 5m }
`,
})

/** A run of its own, some milliseconds from now. */
async function later(
  simulation: Simulation,
  release: Release,
  { delay, run, ...inputs }: { delay: number; run: string } & Record<string, string | number>,
): Promise<Performance> {
  await simulation.world.timeline.sleep(delay)
  return promote(simulation, { release, ...inputs }, { environment: { ...plain, GITHUB_RUN_ID: run } })
}

/** Seeds and how long after the first the second begins. `TOGETHER=1-200 npm test -- promote-together` tries more. */
const [first = 1, last = first] = (process.env['TOGETHER'] ?? '1-6').split('-').map(Number)
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index)

/** What runs, and whether all of it is of one release. */
function releasesOn(simulation: Simulation): string[] {
  return [...new Set(three.map(name => runs(simulation, name)))]
}

describe('two promotions at once', () => {
  test.each(seeds)('of different releases: each waits for its turn or changes nothing, seed %i', async seed => {
    const simulation = promotionWorld({ seed })
    const ends = await Promise.all([
      later(simulation, 'v2', { delay: 0, run: '7' }),
      later(simulation, 'v3', { delay: (seed * 977) % 4_000, run: '8' }),
    ])
    const outcomes = ends.map(({ outcome }) => outcome)
    expect(
      outcomes.filter(outcome => !isGreen(outcome) && outcome !== 'failed-before-change' && outcome !== 'superseded'),
    ).toEqual([])
    expect(outcomes.some(isGreen)).toBe(true)
    const [there] = releasesOn(simulation)
    expect(flawsOn({ simulation, services: three }, there as Release)).toEqual([])
  })

  test.each(seeds)('of the same release: it is deployed and migrated once, seed %i', async seed => {
    const simulation = promotionWorld({ seed })
    const ends = await Promise.all([
      later(simulation, 'v2', { delay: 0, run: '7' }),
      later(simulation, 'v2', { delay: (seed * 1_913) % 90_000, run: '8' }),
    ])
    expect(ends.some(({ outcome }) => isGreen(outcome))).toBe(true)
    expect(three.map(name => serviceOf(simulation.world, 'prod', name).deployments.length)).toEqual([2, 2, 2])
    expect(runsIn(simulation)).toBe(1)
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
  })

  test.each(seeds)('that cannot record anything in GitHub never say what is not so, seed %i', async seed => {
    const simulation = promotionWorld({ seed, more: { github: { permissions: { contents: 'read' } } } })
    const ends = await Promise.all([
      later(simulation, 'v2', { delay: 0, run: '7' }),
      later(simulation, 'v3', { delay: (seed * 977) % 4_000, run: '8' }),
    ])
    for (const end of ends) {
      expect(end.transcript).toContainEqual(expect.stringContaining('another one is not kept waiting for it'))
      if (isGreen(end.outcome)) continue
      expect(['superseded', 'mixed', 'failed-before-change', 'unknown', 'rolled-back']).toContain(end.outcome)
    }
    const there = releasesOn(simulation)
    if (there.length > 1) expect(ends.every(({ outcome }) => !isGreen(outcome))).toBe(true)
  })
})

describe('a deployment of somebody else', () => {
  const moments: [
    string,
    (call: { operation: string; input: Record<string, unknown> }) => boolean,
    Record<string, string>,
  ][] = [
    ['while the migration runs', ({ operation }) => operation === 'RunTask', {}],
    ['just before the update', ({ operation }) => operation === 'UpdateService', {}],
    ['while the services are proved', ({ operation }) => operation === 'ListTasks', {}],
  ]

  test.each(moments)('%s is left alone, and told', async (_, isIt, inputs) => {
    const simulation = promotionWorld()
    let theirs = ''
    once(simulation, isIt, () => simulation.world.timeline.after(1_000, () => (theirs = bySomebody(simulation, 'web'))))
    const performance = await promote(simulation, inputs, { environment: plain })
    expect(['superseded', 'mixed']).toContain(performance.outcome)
    expect(primaryOf(serviceOf(simulation.world, 'prod', 'web')).taskDefinition).toBe(theirs)
    const changed = ['api', 'worker'].some(name => runs(simulation, name) === 'v2')
    expect(performance.outcome).toBe(changed ? 'mixed' : 'superseded')
  })

  test('in the bake time is seen at its end', async () => {
    const simulation = promotionWorld()
    let theirs = ''
    const watch = async () => {
      while (three.some(name => runs(simulation, name) !== 'v2')) await simulation.world.timeline.sleep(5_000)
      await simulation.world.timeline.sleep(240_000)
      theirs = bySomebody(simulation, 'web')
    }
    const [performance] = await Promise.all([
      promote(simulation, { environment: 'baked' }, { environment: plain }),
      watch(),
    ])
    expect(performance.outcome).toBe('mixed')
    expect(standsIn(performance)).toEqual({ api: 'proved', worker: 'proved', web: 'superseded' })
    expect(primaryOf(serviceOf(simulation.world, 'prod', 'web')).taskDefinition).toBe(theirs)
  })
})
