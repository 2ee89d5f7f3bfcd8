import { describe, expect, jest, test } from '@jest/globals'
import { isGreen } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { perform } from '../stage/perform.ts'
import { crashes, deletesImage, migration, promote, promotionWorld, runs, threeServices } from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { workspace } from '../stage/workspace.ts'

// Hours, though in virtual time.
jest.setTimeout(120_000)

const plain = workspace({
  '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
environments:
  production: { cluster: prod }
`,
})
const three = ['api', 'worker', 'web']
const inputs = { environment: 'production' }

/** The steps of a workflow that does it with the actions one by one, each with what the one before gave it. */
async function stepByStep(simulation: Simulation): Promise<Outcome> {
  const run = (
    name: 'verify-image' | 'run-migration-task' | 'deploy-ecs' | 'wait-healthy' | 'rollback-task-def',
    given: Record<string, string>,
  ) => perform(name, { ...inputs, ...given }, { simulation, environment: plain })
  const verified = await run('verify-image', { release: 'v2' })
  if (!isGreen(verified.outcome)) return verified.outcome
  const { images = '', sha: commit = '' } = verified.outputs
  const migrated = await run('run-migration-task', { images, commit, release: 'v2' })
  if (!isGreen(migrated.outcome)) return migrated.outcome
  const deployed = await run('deploy-ecs', { images, commit, release: 'v2' })
  if (!isGreen(deployed.outcome)) return deployed.outcome
  const { deployments = '' } = deployed.outputs
  const waited = await run('wait-healthy', { deployments, timeout: '10m' })
  if (isGreen(waited.outcome)) return deployed.outcome
  const { outcome } = await run('rollback-task-def', { deployments })
  return isGreen(outcome) ? 'rolled-back' : outcome
}

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
      [atOnce, stepByStep].map(async way => {
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
