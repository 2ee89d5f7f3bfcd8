import { obeyed } from '../core/runner-commands.ts'
import type { Task } from '../simulator/ecs/model.ts'
import type { FaultKind } from '../simulator/faults.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import { canary } from './canary.ts'
import { goBack, oneOffTasks, runDown, runMigration, wayOf, ways } from './migrations.ts'
import type { Way } from './migrations.ts'
import type { Performance } from './perform.ts'
import { MortalRunner } from './roll-out.ts'

/** One call of a simulation, by its running number, and what becomes of it. */
export interface Crash {
  index: number
  operation: string
  fate: FaultKind
}

/** Who else comes, and when. */
export type Company =
  'rerun at once' | 'rerun two hours later' | 'a second run at the same moment' | 'a second run a little later'

/** A migration that is wanted in a world, which is made the same each time. */
export interface Scene {
  make: () => Promise<Simulation>
  way: Way
}

const runs = { up: runMigration, down: runDown } as const

/** The calls of an undisturbed run, counted from its first. */
export async function callsOf({ make, way }: Scene): Promise<readonly RequestRecord[]> {
  const simulation = await make()
  const before = simulation.requests.length
  await runs[way](simulation)
  return simulation.requests.slice(before).map((request, index) => ({ ...request, index }))
}

/** A run with the crash, in company. Says everything that is wrong then. */
export async function crashInCompany(scene: Scene, crash: Crash, company: Company): Promise<string[]> {
  const simulation = await scene.make()
  simulation.faults.add({ is: crash.fate, index: simulation.requests.length + crash.index })
  const { way } = scene
  const first = mortalRun(simulation, { way })
  const { delay } = companies[company]
  if (delay !== undefined) await simulation.world.timeline.sleep(delay)
  const second = delay === undefined ? undefined : mortalRun(simulation, { way })
  const ends = [await first, await second]
  simulation.faults.clear()
  simulation.world.timeline.advance(companies[company].pause)
  const last = await runs[way](simulation)
  const told = [...ends, last].flatMap(end => (end && end !== 'killed' ? [end] : []))
  const wrong = [
    ...overruns(simulation),
    ...told.flatMap(one => lies(simulation, one, way)),
    ...unsettled(last, company),
  ]
  const after = way === 'down' ? await thereAndBack(simulation, last) : []
  return [...wrong, ...after].map(sentence => `${nameOf(crash)}, ${company}: ${sentence}`)
}

function nameOf({ index, operation, fate }: Crash): string {
  return `call ${index} (${operation}) ${fate}`
}

/**
 * What a way back has come to is what the next release goes by: it is migrated again, and taken back again. Only where
 * the end of the way back is unknown, all is.
 */
async function thereAndBack(simulation: Simulation, last: Performance): Promise<string[]> {
  const before = ways(simulation)
  goBack(simulation)
  const up = await runMigration(simulation)
  if (last.outcome === 'unknown') return up.outcome === 'unknown' ? [] : [`then the release said ${up.outcome}`]
  // Until every replica shows that it has ended.
  simulation.world.timeline.advance(120_000)
  const down = await runDown(simulation, { 'task-definition': 'prod-api:2' })
  const added = ways(simulation).slice(before.length).join()
  const ends = [up, down].map(({ outcome, failure }) => failure ?? outcome).join()
  return added === 'up,down' && ends === 'succeeded,succeeded' ? [] : [`then ran ${added}, which said ${ends}`]
}

/**
 * A way back with the crash, and then not that again, but the release. Whatever became of the way back, the release must
 * not be told as migrated where it is not, and must not be migrated while it is taken back.
 */
export async function crashAndRelease(scene: Scene, crash: Crash, pause: number): Promise<string[]> {
  const simulation = await scene.make()
  simulation.faults.add({ is: crash.fate, index: simulation.requests.length + crash.index })
  await mortalRun(simulation, { way: 'down' })
  simulation.faults.clear()
  simulation.world.timeline.advance(pause)
  const { outcome, failure } = await runMigration(simulation)
  const [last] = ways(simulation).slice(-1)
  const isUp = last === 'up'
  const claim = outcome === 'succeeded' || outcome === 'unchanged'
  return [
    ...overruns(simulation),
    ...twins(simulation),
    ...(claim && !isUp ? [`it said ${outcome}, while the last that ran was ${last ?? 'nothing'}`] : []),
    ...(claim || /another migration is running|its end was not seen/.test(failure ?? '')
      ? []
      : [`it said ${failure ?? outcome}`]),
  ].map(sentence => `${nameOf(crash)}, the release ${pause / 1_000}s later: ${sentence}`)
}

/** Two that run at the same moment. */
export function twins(simulation: Simulation): string[] {
  const ran = oneOffTasks(simulation).filter(({ startedAt }) => startedAt !== undefined)
  return ran.flatMap((one, index) =>
    ran
      .slice(index + 1)
      .filter(other => (other.startedAt ?? 0) < (one.executionStoppedAt ?? Infinity))
      .map(other => `task ${other.id} ran beside ${one.id}`),
  )
}

/** Milliseconds until a second run begins, and until the last one does once all others are over. */
const companies: Readonly<Record<Company, { delay?: number; pause: number }>> = {
  'rerun at once': { pause: 0 },
  'rerun two hours later': { pause: 7_200_000 },
  'a second run at the same moment': { delay: 0, pause: 0 },
  'a second run a little later': { delay: 1_500, pause: 0 },
}

interface Job {
  way?: Way
  stop?: AbortSignal
}

/** A run on a runner that may be killed. */
export async function mortalRun(
  simulation: Simulation,
  { way = 'up', stop }: Job = {},
): Promise<Performance | 'killed'> {
  const runner = new MortalRunner(simulation, `job ${++jobs}`)
  const run = runs[way](simulation, {}, { runner, ...(stop && { stop }) })
  return Promise.race([run, runner.died.then(() => 'killed' as const)])
}

let jobs = 0

const programOf = (task: Task) => task.containers.find(({ name }) => name === 'api')
const hasRun = (task: Task) => (programOf(task)?.starts.length ?? 0) > 0

/**
 * What is done once is not done twice: after a program had run another may only go the other way, unless it was seen to
 * have failed. Nothing was forced here.
 */
export function overruns(simulation: Simulation): string[] {
  const ran = oneOffTasks(simulation).filter(hasRun)
  return ran.slice(1).flatMap((task, index) => {
    const before = ran[index] ?? task
    const hadStopped = (before.stoppedAt ?? Infinity) <= task.createdAt
    const mayFollow = wayOf(before) !== wayOf(task) || (programOf(before)?.exitCode ?? 0) !== 0
    return hadStopped && mayFollow ? [] : [`task ${task.id} (${wayOf(task)}) ran although ${before.id} had`]
  })
}

/** What a run says that is not so, or should not be said at all. */
export function lies(
  simulation: Simulation,
  { outcome, failure, outputs, transcript, summary }: Performance,
  way: Way = 'up',
): string[] {
  const tasks = oneOffTasks(simulation).filter(task => wayOf(task) === way)
  const codes = tasks.filter(hasRun).map(task => programOf(task)?.exitCode)
  const truths: Partial<Record<string, boolean>> = {
    succeeded: codes.includes(0),
    unchanged: codes.includes(0),
    'ran and failed': codes.some(code => code !== undefined && code !== 0),
    'never started': tasks.some(task => !hasRun(task)),
  }
  const [claim = outcome] = /ran and failed|never started/.exec(failure ?? '') ?? []
  const shown = JSON.stringify([failure, outputs, transcript, summary])
  return [
    ...(truths[claim] === false ? [`it said ${failure ?? outcome}, while the exit codes are ${codes.join()}`] : []),
    ...(shown.includes(canary) ? ['it showed a secret'] : []),
    ...(transcript.some(line => obeyed(line) !== undefined) ? ['it let a foreign line command the runner'] : []),
  ]
}

/** Whoever comes last knows; only what ECS has forgotten by then may be unknown. */
function unsettled({ outcome, failure }: Performance, company: Company): string[] {
  const fine = ['succeeded', 'unchanged', ...(company === 'rerun two hours later' ? ['unknown'] : [])]
  return fine.includes(outcome) ? [] : [`in the end it said ${failure ?? ''}`]
}
