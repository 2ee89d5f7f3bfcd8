import { varyAssumptions } from '../simulator/assumptions.ts'
import type { Task } from '../simulator/ecs/model.ts'
import type { FaultKind, PlannedFault } from '../simulator/faults.ts'
import type { BehaviourScenario, DescribedService, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { canary, indiscreet, secretive } from './canary.ts'
import { Dice } from './dice.ts'
import { breaches, byItself } from './oracle.ts'
import { rollOut } from './roll-out.ts'
import type { Ending, Wanted } from './roll-out.ts'
import { runningTasks, serviceOf } from './truth.ts'

/** How a program may be; a release of several services has one of these each. */
const programs: Record<string, BehaviourScenario> = {
  good: { healthyAfter: '2s', logs: indiscreet },
  slow: { healthyAfter: '25s', logs: indiscreet },
  crashing: { exits: { code: 1, after: '3s' }, logs: indiscreet },
  sick: { healthyAfter: 'never', logs: indiscreet },
  uninitialized: {
    cannotInitialize: `ResourceInitializationError: unable to pull secrets or registry auth: password=${canary}`,
  },
}

const names = ['api', 'web', 'worker'] as const

export interface Outing {
  /** What is wrong; nothing, as it should be. */
  wrong: string[]
  /** How the jobs ended, for statistics. */
  outcomes: string[]
}

/**
 * One random world with random trouble: one or two jobs at once, faults until the third minute, things that happen by
 * themselves; at the end one more job, undisturbed. Every promise must hold for every job, and what works must then run.
 */
export async function goOut(seed: number): Promise<Outing> {
  const dice = new Dice(seed, 0x5747)
  const services = names.slice(0, dice.pick([1, 1, 2, 2, 3]))
  const release = services.map(() => dice.pick(['good', 'good', 'good', 'good', 'slow', ...Object.keys(programs)]))
  const simulation = simulate(scenarioOf(services, { dice, release }), { seed })
  varyAssumptions(simulation.world, seed)
  simulation.world.timeline.advance(60_000)
  simulation.faults.add(...faultsOf(dice))
  happeningsOf(simulation, services, dice)
  const wanted = (tag: string): Wanted => wantedOf(simulation, services, tag)
  const jobs = [
    job(simulation, wanted('v2'), dice),
    ...(dice.happens(0.3) ? [later(simulation, wanted('v3'), dice)] : []),
  ]
  const ended = await Promise.all(jobs)
  simulation.faults.clear()
  const last = await job(simulation, wanted('v2'))
  const works = release.every(program => program === 'good' || program === 'slow')
  const stuck = works && outcomeOf(last.ending) !== 'succeeded' ? [`the last job ended ${explained(last.ending)}`] : []
  return {
    wrong: [...ended, last].flatMap(({ wrong }) => wrong).concat(stuck),
    outcomes: [...ended, last].map(({ ending }) => outcomeOf(ending)),
  }
}

function scenarioOf(services: readonly string[], { dice, release }: { dice: Dice; release: string[] }): Scenario {
  const repositories = services.map((name, index) => {
    const behaviour = programs[release[index] ?? 'good'] ?? {}
    return [name, ['v1', { tags: ['v2'], behaviour, platforms: ['linux/amd64', 'linux/arm64'] }, 'v3']] as const
  })
  return {
    repositories: Object.fromEntries(repositories),
    clusters: { prod: Object.fromEntries(services.map(name => [name, serviceWith(name, dice)])) },
    aws: {
      replicaLag: dice.pick(['0s', '0s', '0s', '5s', '15s', '30s']),
      clockSkew: dice.pick(['0s', '0s', '0s', '10m', '-10m']),
    },
  }
}

function serviceWith(name: string, dice: Dice): DescribedService {
  const [minimumHealthyPercent, maximumPercent] = dice.pick([
    [100, 200],
    [50, 200],
    [0, 100],
  ])
  return {
    image: `${name}:v1`,
    desired: dice.between(1, 3),
    minimumHealthyPercent,
    maximumPercent,
    breaker: dice.pick([true, true, true, false, { enable: true, rollback: false }]),
    health: dice.pick(['/health', '/health', false]),
    ...(dice.happens(0.3) && { healthCheck: 'curl -f http://localhost:8080/health' }),
    gracePeriod: '60s',
    targetGroup: { deregistrationDelay: dice.pick(['5s', '30s', '60s']) },
    containerDefinition: secretive,
  }
}

const troubles = [
  'refused',
  'lost',
  'applied-and-lost',
  'failed',
  'applied-and-failed',
  'unavailable',
  'hangs',
  'applied-and-hangs',
  'applied-and-cut-off',
  'applied-and-empty',
  'applied-and-html',
  'throttled',
  'slow',
  'killed',
  'applied-and-killed',
] as const satisfies readonly FaultKind[]

/** Milliseconds after the world's beginning: then all goes well again. */
const troubleEnds = 240_000

function faultsOf(dice: Dice): PlannedFault[] {
  return Array.from({ length: dice.between(0, 4) }, () => {
    const is = dice.pick(troubles)
    const on = dice.pick(['*', '*', 'ecs:DescribeServices', 'ecs:UpdateService', 'ecs:RegisterTaskDefinition'])
    const lasting = dice.happens(0.4) && !is.endsWith('killed')
    return lasting
      ? { is, on, probability: dice.between(2, 20) / 100, until: troubleEnds }
      : { is, on, nth: dice.between(1, on === '*' ? 60 : 4) }
  })
}

interface Happening {
  what: string
  happen: (service: string) => void
}

/** Things that happen in a cluster by themselves. */
function happeningsOf(simulation: Simulation, services: readonly string[], dice: Dice): void {
  const { world } = simulation
  const { levers } = world.ecs
  const ofATask = (happen: (task: Task) => void) => (name: string) => {
    const [task] = runningTasks(serviceOf(world, 'prod', name))
    if (task) happen(task)
  }
  const happenings: [Happening, ...Happening[]] = [
    { what: 'autoscaling', happen: name => levers.autoscale(serviceOf(world, 'prod', name), dice.between(1, 4)) },
    { what: 'a crash', happen: ofATask(task => levers.crash(task)) },
    { what: 'a Spot interruption', happen: ofATask(task => levers.interruptSpot(task)) },
  ]
  for (let count = dice.between(0, 2); count > 0; count--) {
    const [{ what, happen }, name] = [dice.pick(happenings), services[dice.between(0, services.length - 1)] ?? 'api']
    world.timeline.after(dice.between(1, 150) * 1_000, () => {
      world.note(name, `${byItself}${what}`)
      happen(name)
    })
  }
}

function wantedOf({ world }: Simulation, services: readonly string[], tag: string): Wanted {
  const images = Object.fromEntries(services.map(name => [name, world.ecr.uri(`${name}:${tag}`)]))
  return { cluster: 'prod', images, wait: { timeout: '7m' } }
}

interface Done {
  ending: Ending
  wrong: string[]
}

/** A job, which is cancelled now and then where there are dice. */
async function job(simulation: Simulation, wanted: Wanted, dice?: Dice): Promise<Done> {
  const stop = new AbortController()
  if (dice?.happens(0.1)) simulation.world.timeline.after(dice.between(0, 150) * 1_000, () => stop.abort())
  const ending = await rollOut(wanted, { simulation, stop: stop.signal })
  const wrong = breaches(simulation, wanted, ending)
  return { ending, wrong }
}

async function later(simulation: Simulation, wanted: Wanted, dice: Dice): Promise<Done> {
  await simulation.world.timeline.sleep(dice.between(0, 150) * 1_000)
  return job(simulation, wanted)
}

function outcomeOf(ending: Ending): string {
  return ending.is === 'killed' ? 'killed' : ending.outcome
}

function explained(ending: Ending): string {
  return ending.is === 'killed' ? 'killed' : `${ending.outcome}: ${(ending.wait ?? ending.deploy).failure ?? ''}`
}
