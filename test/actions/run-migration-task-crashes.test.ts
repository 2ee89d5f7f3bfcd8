import { describe, expect, test } from '@jest/globals'
import type { FaultKind } from '../simulator/faults.ts'
import type { AwsScenario, BehaviourScenario } from '../simulator/scenario.ts'
import { indiscreet, secretive } from '../stage/canary.ts'
import { migrationWorld, oneOffTasks, releasedWorld, runMigration } from '../stage/migrations.ts'
import type { MigrationWorld } from '../stage/migrations.ts'
import { callsOf, crashAndRelease, crashInCompany, overruns } from '../stage/migration-sweep.ts'
import type { Company, Crash, Scene } from '../stage/migration-sweep.ts'

/** What can become of a call that changes something; one that only reads is killed at. */
const fates = [
  'killed',
  'applied-and-killed',
  'lost',
  'applied-and-lost',
  'applied-and-failed',
  'applied-and-hangs',
  'applied-and-empty',
  'applied-and-html',
] as const

/** A migration that is soon over: killing a run at every call takes as many runs as it makes calls. */
const short: BehaviourScenario = { exits: { code: 0, after: '4s' }, logs: indiscreet }

interface Circumstances {
  aws?: AwsScenario
  program?: BehaviourScenario
}

function worldOf({ aws = {}, program = short }: Circumstances = {}): MigrationWorld {
  const containerDefinition = { ...secretive, command: undefined }
  return { migration: program, service: { containerDefinition }, more: { aws } }
}

function wayUp(circumstances?: Circumstances): Scene {
  return { make: () => Promise.resolve(migrationWorld(worldOf(circumstances))), way: 'up' }
}

/** The release was migrated and deployed, and is taken back. */
function wayDown({ aws = {}, program = short }: Circumstances = {}): Scene {
  return { make: () => releasedWorld({ ...worldOf({ aws }), down: program }), way: 'down' }
}

interface Sparing {
  /** Of the calls that only read, every how many-th is killed at. */
  every: number
  /** Of the fates of a change, every how many-th it suffers. */
  everyFate?: number
}

/** `CRASH_SWEEP=all npm test -- crashes` spares nothing: minutes, and the same result. */
const isSpared = process.env['CRASH_SWEEP'] !== 'all'

async function crashesOf(scene: Scene, { every, everyFate = 1 }: Sparing): Promise<Crash[]> {
  const calls = await callsOf(scene)
  return calls.flatMap(({ index, operation }) => {
    const isChange = /^(Register|Tag|RunTask)/.test(operation)
    const ofChange = fates.filter((_, position) => !isSpared || (position + index) % everyFate === 0)
    const ofRead: readonly FaultKind[] = !isSpared || index % every === 0 ? ['killed'] : []
    return (isChange ? ofChange : ofRead).map(fate => ({ index, operation, fate }))
  })
}

async function sweep(scene: Scene, company: Company, sparing: Sparing): Promise<string[]> {
  const wrong: string[] = []
  for (const crash of await crashesOf(scene, sparing)) wrong.push(...(await crashInCompany(scene, crash, company)))
  return wrong
}

describe('a run that is killed at any of its calls, or loses the reply to a change', () => {
  test.each<[Company, Sparing]>([
    ['rerun at once', { every: 1 }],
    ['rerun two hours later', { every: 2 }],
    ['a second run at the same moment', { every: 4 }],
    ['a second run a little later', { every: 1 }],
  ])(
    'lets the migration run once: %s',
    async (company, sparing) => {
      expect(await sweep(wayUp(), company, sparing)).toEqual([])
    },
    600_000,
  )

  test.each<[Company]>([
    ['rerun at once'],
    ['rerun two hours later'],
    ['a second run at the same moment'],
    ['a second run a little later'],
  ])(
    'lets it run once where reads lag and tasks show late: %s',
    async company => {
      const scene = wayUp({ aws: { replicaLag: '20s', taskVisibility: '40s' } })
      expect(await sweep(scene, company, { every: 12, everyFate: 2 })).toEqual([])
    },
    600_000,
  )

  test('lets one that fails run again only after it was seen to have failed', async () => {
    const scene = wayUp({ program: { exits: { code: 3, after: '4s' } } })
    const wrong: string[] = []
    for (const { index, fate } of await crashesOf(scene, { every: 12, everyFate: 2 })) {
      const simulation = await scene.make()
      simulation.faults.add({ is: fate, index })
      const runner = simulation.runner()
      void runMigration(simulation, {}, { runner })
      await simulation.world.timeline.sleep(120_000)
      runner.kill()
      await Promise.all([runMigration(simulation), runMigration(simulation)])
      wrong.push(...overruns(simulation).map(sentence => `call ${index} ${fate}: ${sentence}`))
      expect(oneOffTasks(simulation).length).toBeGreaterThan(0)
    }
    expect(wrong).toEqual([])
  }, 600_000)
})

describe('a way back that is killed at any of its calls, or loses the reply to a change', () => {
  test.each<[Company, Sparing]>([
    ['rerun at once', { every: 6, everyFate: 4 }],
    ['rerun two hours later', { every: 12, everyFate: 5 }],
    ['a second run at the same moment', { every: 16, everyFate: 5 }],
    ['a second run a little later', { every: 12, everyFate: 5 }],
  ])(
    'takes back once, and the release can come and go again: %s',
    async (company, sparing) => {
      expect(await sweep(wayDown(), company, sparing)).toEqual([])
    },
    600_000,
  )

  test.each<[Company]>([['rerun at once'], ['a second run a little later']])(
    'takes back once where reads lag and tasks show late: %s',
    async company => {
      const scene = wayDown({ aws: { replicaLag: '20s', taskVisibility: '40s' } })
      expect(await sweep(scene, company, { every: 24, everyFate: 6 })).toEqual([])
    },
    600_000,
  )

  test.each<[number, Sparing]>([
    [0, { every: 10, everyFate: 5 }],
    [20_000, { every: 16, everyFate: 6 }],
    [7_200_000, { every: 16, everyFate: 5 }],
  ])(
    'leaves the release that comes %d ms later neither skipped nor migrated beside it',
    async (pause, sparing) => {
      const scene = wayDown()
      const wrong: string[] = []
      for (const crash of await crashesOf(scene, sparing)) wrong.push(...(await crashAndRelease(scene, crash, pause)))
      expect(wrong).toEqual([])
    },
    600_000,
  )
})
