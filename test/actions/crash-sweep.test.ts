import { describe, expect, test } from '@jest/globals'
import type { Assumptions } from '../simulator/ecs/assumptions.ts'
import { simulate } from '../simulator/simulation.ts'
import { secretive } from '../stage/canary.ts'
import { callsOf, crashAndRepeat, fates } from '../stage/crash-sweep.ts'
import type { Crash, Stage } from '../stage/crash-sweep.ts'

interface Setting {
  services: readonly string[]
  /** Of the reads, every how many-th suffers. */
  every: number
  /** Of the fates of a change, every how many-th it suffers; all of them, if not said. */
  everyFate?: number
  replicaLag?: string
  sameTaskDefinition?: Assumptions['sameTaskDefinition']
}

/** A job that brings v2 to services that run v1. */
function stageOf({ services, replicaLag = '0s', sameTaskDefinition = 'keeps-deployment' }: Setting): Stage {
  const simulation = simulate(
    {
      repositories: Object.fromEntries(services.map(name => [name, ['v1', 'v2']])),
      clusters: {
        prod: Object.fromEntries(
          services.map(name => [
            name,
            { image: `${name}:v1`, containerDefinition: secretive, targetGroup: { deregistrationDelay: '5s' } },
          ]),
        ),
      },
      aws: { replicaLag },
    },
    { seed: 7 },
  )
  simulation.world.ecs.assumptions.sameTaskDefinition = sameTaskDefinition
  // Every replica knows the services before the job begins.
  simulation.world.timeline.advance(60_000)
  const images = Object.fromEntries(services.map(name => [name, simulation.world.ecr.uri(`${name}:v2`)]))
  return { simulation, wanted: { cluster: 'prod', images } }
}

/**
 * Calls that change something suffer every fate (with three services two calls of a kind share them). Of the reads,
 * which a job repeats by the dozen, every `every`-th suffers one fate, in turns, so that the sweep takes seconds.
 * `CRASH_SWEEP=all npm test -- crash-sweep` spares nothing: minutes, and the same result.
 */
async function crashesOf(setting: Setting): Promise<Crash[]> {
  const calls = await callsOf(() => stageOf(setting))
  const all = process.env['CRASH_SWEEP'] === 'all'
  const { every, everyFate = 1 } = setting
  return calls.flatMap(({ index, operation }) => {
    const changes = !/^(Describe|List|BatchGet|Get)/.test(operation)
    const ofChange = fates.filter((_, position) => (position + index) % everyFate === 0)
    const ofRead = index % every === 0 ? [turn(index / every)] : []
    return (all ? fates : changes ? ofChange : ofRead).map(fate => ({ index, operation, fate }))
  })
}

function turn(count: number): (typeof fates)[number] {
  return fates[count % fates.length] ?? 'lost'
}

/** What goes wrong by the crash of one call, in all of them. */
async function sweep(setting: Setting): Promise<string[]> {
  const wrong: string[] = []
  for (const crash of await crashesOf(setting)) wrong.push(...(await crashAndRepeat(() => stageOf(setting), crash)))
  return wrong
}

const three = ['api', 'web', 'worker']

describe('a job that loses any one call, or is killed at it, and is then run again', () => {
  test.each<[string, Setting]>([
    ['one service', { services: ['api'], every: 4 }],
    ['three services', { services: three, every: 24, everyFate: 2 }],
    ['reads that lag up to 10 s', { services: ['api'], every: 12, replicaLag: '10s' }],
    [
      'an ECS that makes a deployment of every update',
      { services: ['api'], every: 12, sameTaskDefinition: 'new-deployment' },
    ],
    ['both of it', { services: ['api'], every: 24, replicaLag: '10s', sameTaskDefinition: 'new-deployment' }],
  ])(
    'leaves one deployment and one new revision each, proved: %s',
    async (_, setting) => {
      expect(await sweep(setting)).toEqual([])
    },
    600_000,
  )
})
