import { describe, expect, test } from '@jest/globals'
import type { Assumptions } from '../simulator/ecs/assumptions.ts'
import { secretive } from '../stage/canary.ts'
import { fates } from '../stage/crash-sweep.ts'
import type { Crash } from '../stage/crash-sweep.ts'
import { callsOfRollBack, crashAndRollBackAgain } from '../stage/roll-back-sweep.ts'
import type { RollBackStage } from '../stage/roll-back-sweep.ts'
import { Shop } from '../stage/shop.ts'

interface Setting {
  services?: readonly string[]
  /** Of the reads, every how many-th suffers. */
  every: number
  /** Of the fates of a change, every how many-th it suffers; all of them, if not said. */
  everyFate?: number
  replicaLag?: string
  sameTaskDefinition?: Assumptions['sameTaskDefinition']
  /** What is so before the rollback, and how it is asked for. */
  stage?: (shop: Shop) => Partial<RollBackStage> | Promise<Partial<RollBackStage>>
  /** What runs before that stage; v4, if not said. */
  runs?: 'v2'
}

const three = ['api', 'web', 'worker']

/** Services that ran v1 and v2 before what they run now. */
async function stageOf(setting: Setting): Promise<RollBackStage> {
  const { services = ['api'], replicaLag = '0s', sameTaskDefinition, stage, runs = 'v4' } = setting
  const ran = { earlier: runs === 'v2' ? ['v1'] : ['v1', 'v2'], now: runs }
  const shop = new Shop({ services, ran, aws: { replicaLag }, service: { containerDefinition: secretive } })
  Object.assign(shop.simulation.world.ecs.assumptions, sameTaskDefinition && { sameTaskDefinition })
  const usual = { shop, inputs: {}, from: 'v4', to: 'v2', deployments: 1, revisions: 0 }
  return { ...usual, ...(await stage?.(shop)) }
}

/** A deployment that deploy-ecs began a moment ago. */
async function underWay(shop: Shop): Promise<Partial<RollBackStage>> {
  const { outputs } = await shop.deploy('v4')
  shop.simulation.world.timeline.advance(40_000)
  // Where the stop is not seen to be heeded, a deployment takes its place.
  return { inputs: { deployments: outputs['deployments'] ?? '' } }
}

function deregistered(shop: Shop): Partial<RollBackStage> {
  for (const name of shop.services) shop.somebodyDeregisters(`prod-${name}:2`)
  return { revisions: 1 }
}

function byName(): Partial<RollBackStage> {
  return { inputs: { release: 'v2' } }
}

/**
 * Calls that change something suffer every fate (in most settings several calls share them). Of the reads, which a rollback repeats by the dozen, every `every`-th
 * suffers one fate, in turns, so that the sweep takes seconds. `CRASH_SWEEP=all npm test -- rollback-task-def-crash`
 * spares nothing: minutes, and the same result.
 */
async function crashesOf(setting: Setting): Promise<Crash[]> {
  const calls = await callsOfRollBack(() => stageOf(setting))
  const spares = process.env['CRASH_SWEEP'] !== 'all'
  const { everyFate = 1 } = setting
  return calls.flatMap(({ index, operation }) => {
    const shared = fates.filter((_, position) => (position + index) % everyFate === 0)
    const changes = !/^(Describe|List|BatchGet|Get|git\/)/.test(operation)
    const turn = index % setting.every === 0 ? [fates[(index / setting.every) % fates.length] ?? 'lost'] : []
    return (!spares ? fates : changes ? shared : turn).map(fate => ({ index, operation, fate }))
  })
}

async function sweep(setting: Setting): Promise<string[]> {
  const wrong: string[] = []
  for (const crash of await crashesOf(setting))
    wrong.push(...(await crashAndRollBackAgain(() => stageOf(setting), crash)))
  return wrong
}

describe('a rollback that loses any one call, or is killed at it, and is then run again', () => {
  test.each<[string, Setting]>([
    ['one service', { every: 16 }],
    ['three services', { services: three, every: 120, everyFate: 8 }],
    ['a release by its name', { every: 24, everyFate: 4, stage: byName }],
    ['a deployment that is under way', { every: 12, everyFate: 2, runs: 'v2', stage: underWay }],
    ['a revision that was deregistered', { every: 32, everyFate: 4, stage: deregistered }],
    ['reads that lag up to 10 s', { every: 32, everyFate: 4, replicaLag: '10s' }],
    [
      'an ECS that makes a deployment of every update',
      { every: 48, everyFate: 4, sameTaskDefinition: 'new-deployment' },
    ],
  ])(
    'leaves the services on the release before, once, proved and marked: %s',
    async (_, setting) => {
      expect(await sweep(setting)).toEqual([])
    },
    600_000,
  )
})
