import { describe, expect, test } from '@jest/globals'
import type { Outcome } from '../../shared/core/outcome.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { crashes, deletesImage, migration, promote, promotionWorld, runs, threeServices } from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { stepByStep } from '../stage/promotion-steps.ts'
import { workspace } from '../stage/workspace.ts'

const plain = workspace({
  '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
environments:
  production: { cluster: prod }
`,
})
const three = ['api', 'worker', 'web']

const oneByOne = (simulation: Simulation): Promise<Outcome> => stepByStep({ simulation, environment: plain })

async function atOnce(simulation: Simulation): Promise<Outcome> {
  return (await promote(simulation, { timeout: '10m' }, { environment: plain })).outcome
}

describe('the root action and the separate actions end alike', () => {
  test.each<[string, PromotionWorld, (simulation: Simulation) => void]>([
    ['a good release', {}, () => undefined],
    ['a service that crashes, with a circuit breaker', { release: { 'shop/web': crashes } }, () => undefined],
    [
      'a service that crashes, without one',
      { each: { breaker: false }, release: { 'shop/web': crashes } },
      () => undefined,
    ],
    ['a migration that fails', { migrating: { exits: { code: 3, after: '5s' } } }, () => undefined],
    ['an image that is missing', {}, simulation => deletesImage(simulation, 'shop/web', 'v2')],
    ['a service that is not there', { services: { api: {}, worker: {} } }, () => undefined],
  ])('%s', async (_, world, prepare) => {
    const ends = await Promise.all(
      [atOnce, oneByOne].map(async way => {
        const simulation = promotionWorld(world)
        prepare(simulation)
        const outcome = await way(simulation)
        const services = three.filter(name => name in (world.services ?? { api: 1, worker: 1, web: 1 }))
        return [outcome, ...services.map(name => runs(simulation, name))]
      }),
    )
    expect(ends[0]).toEqual(ends[1])
  })
})
