import { describe, expect, test } from '@jest/globals'
import type { FaultKind } from '../simulator/faults.ts'
import type { AwsScenario, BehaviourScenario } from '../simulator/scenario.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { indiscreet, secretive } from '../stage/canary.ts'
import { migrationWorld, oneOffTasks, runMigration } from '../stage/migrations.ts'
import { callsOf, crashInCompany, overruns } from '../stage/migration-sweep.ts'
import type { Company, Crash } from '../stage/migration-sweep.ts'

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

function worldOf({ aws = {}, migration = short }: { aws?: AwsScenario; migration?: BehaviourScenario } = {}) {
  const containerDefinition = { ...secretive, command: undefined }
  return () => migrationWorld({ migration, service: { containerDefinition }, more: { aws } })
}

interface Sparing {
  /** Of the calls that only read, every how many-th is killed at. */
  every: number
  /** Of the fates of a change, every how many-th it suffers. */
  everyFate?: number
}

/** `CRASH_SWEEP=all npm test -- crashes` spares nothing: minutes, and the same result. */
const isSpared = process.env['CRASH_SWEEP'] !== 'all'

async function crashesOf(makeWorld: () => Simulation, { every, everyFate = 1 }: Sparing): Promise<Crash[]> {
  const calls = await callsOf(makeWorld)
  return calls.flatMap(({ index, operation }) => {
    const isChange = /^(Register|Tag|RunTask)/.test(operation)
    const ofChange = fates.filter((_, position) => !isSpared || (position + index) % everyFate === 0)
    const ofRead: readonly FaultKind[] = !isSpared || index % every === 0 ? ['killed'] : []
    return (isChange ? ofChange : ofRead).map(fate => ({ index, operation, fate }))
  })
}

async function sweep(makeWorld: () => Simulation, company: Company, sparing: Sparing): Promise<string[]> {
  const wrong: string[] = []
  for (const crash of await crashesOf(makeWorld, sparing))
    wrong.push(...(await crashInCompany(makeWorld, crash, company)))
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
      expect(await sweep(worldOf(), company, sparing)).toEqual([])
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
      const makeWorld = worldOf({ aws: { replicaLag: '20s', taskVisibility: '40s' } })
      expect(await sweep(makeWorld, company, { every: 12, everyFate: 2 })).toEqual([])
    },
    600_000,
  )

  test('lets one that fails run again only after it was seen to have failed', async () => {
    const makeWorld = worldOf({ migration: { exits: { code: 3, after: '4s' } } })
    const wrong: string[] = []
    for (const { index, fate } of await crashesOf(makeWorld, { every: 12, everyFate: 2 })) {
      const simulation = makeWorld()
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
