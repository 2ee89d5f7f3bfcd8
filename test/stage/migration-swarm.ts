import type { FaultKind, PlannedFault } from '../simulator/faults.ts'
import type { BehaviourScenario } from '../simulator/scenario.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { indiscreet, secretive } from './canary.ts'
import { Dice } from './dice.ts'
import { migrationWorld, runMigration } from './migrations.ts'
import { lies, mortalRun, overruns, twins } from './migration-sweep.ts'

const programs: readonly [BehaviourScenario, ...BehaviourScenario[]] = [
  { exits: { code: 0, after: '5s' }, logs: indiscreet },
  { exits: { code: 0, after: '90s' }, logs: indiscreet, logsEvery: '3s' },
  { exits: { code: 3, after: '10s' }, logs: indiscreet },
  { exits: { code: 137, after: '10s', outOfMemory: true } },
  {
    cannotInitialize:
      'ResourceInitializationError: unable to retrieve secret from ssm: ThrottlingException: Rate exceeded',
  },
]

const troubles = [
  'lost',
  'applied-and-lost',
  'failed',
  'applied-and-failed',
  'hangs',
  'applied-and-hangs',
  'applied-and-empty',
  'applied-and-html',
  'throttled',
  'denied',
  'expired',
  'slow',
  'killed',
  'applied-and-killed',
] as const satisfies readonly FaultKind[]

/** Milliseconds after the world's beginning: then all goes well again. */
const troubleEnds = 420_000

function faultsOf(dice: Dice): PlannedFault[] {
  return Array.from({ length: dice.between(0, 5) }, () => {
    const is = dice.pick(troubles)
    const on = dice.pick([
      '*',
      'ecs:RunTask',
      'ecs:TagResource',
      'ecs:DescribeTasks',
      'ecs:ListTasks',
      'ecs:RegisterTaskDefinition',
      'logs:*',
    ])
    const lasts = (dice.happens(0.4) && !is.endsWith('killed')) || is === 'denied' || is === 'expired'
    return lasts
      ? { is, on, probability: dice.between(2, 30) / 100, until: troubleEnds }
      : { is, on, nth: dice.between(1, on === '*' ? 60 : 3) }
  })
}

/** Things that happen in an account by themselves, and pass. */
function happeningsOf({ world }: Simulation, dice: Dice): void {
  const { levers } = world.ecs
  const during = (begin: () => void, end: () => void): void => {
    const from = dice.between(0, 60) * 1_000
    world.timeline.after(from, begin)
    world.timeline.after(from + dice.between(5, 300) * 1_000, end)
  }
  if (dice.happens(0.4))
    during(
      () => levers.takeCapacity(),
      () => levers.giveCapacity(),
    )
  if (dice.happens(0.2))
    during(
      () => levers.takeNetwork(),
      () => levers.giveNetwork(),
    )
}

/**
 * A random world with random trouble, and one to three runs of the same migration, some of them killed or cancelled; at
 * the end one more, undisturbed, at once or hours later. Says everything that is wrong then.
 */
export async function migrateInTrouble(seed: number): Promise<string[]> {
  const dice = new Dice(seed, 0x4d16)
  const simulation = migrationWorld({
    migration: dice.pick(programs),
    service: { containerDefinition: { ...secretive, command: undefined } },
    more: {
      aws: { replicaLag: dice.pick(['0s', '0s', '10s', '30s']), taskVisibility: dice.pick(['0s', '2s', '45s']) },
    },
    seed,
  })
  Object.assign(simulation.world.ecs.assumptions, {
    tokenOfFailures: dice.pick(['remembered', 'forgotten']),
    startedByFilter: dice.pick(['with-desired-status', 'alone']),
    unstartedContainers: dice.pick(['listed', 'empty']),
  })
  simulation.faults.add(...faultsOf(dice))
  happeningsOf(simulation, dice)
  const jobs = Array.from({ length: dice.between(1, 3) }, async () => {
    const stop = new AbortController()
    if (dice.happens(0.2)) simulation.world.timeline.after(dice.between(0, 150) * 1_000, () => stop.abort())
    await simulation.world.timeline.sleep(dice.pick([0, 0, 500, 3_000, 40_000, 120_000]))
    return mortalRun(simulation, { stop: stop.signal })
  })
  const ends = await Promise.all(jobs)
  simulation.faults.clear()
  simulation.world.ecs.levers.giveCapacity()
  simulation.world.ecs.levers.giveNetwork()
  simulation.world.timeline.advance(dice.pick([0, 0, 60_000, 7_200_000]))
  const last = await runMigration(simulation)
  const told = [...ends, last].flatMap(end => (end === 'killed' ? [] : [end]))
  return [...overruns(simulation), ...twins(simulation), ...told.flatMap(one => lies(simulation, one))]
}
