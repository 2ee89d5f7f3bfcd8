import { obeyed } from '../core/runner-commands.ts'
import type { Task } from '../simulator/ecs/model.ts'
import type { FaultKind } from '../simulator/faults.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import { canary } from './canary.ts'
import { oneOffTasks, runMigration } from './migrations.ts'
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

/** The calls of an undisturbed run: `makeWorld` must make the same world each time. */
export async function callsOf(makeWorld: () => Simulation): Promise<readonly RequestRecord[]> {
  const simulation = makeWorld()
  await runMigration(simulation)
  return simulation.requests
}

/** A run with the crash, in company. Says everything that is wrong then. */
export async function crashInCompany(makeWorld: () => Simulation, crash: Crash, company: Company): Promise<string[]> {
  const simulation = makeWorld()
  simulation.faults.add({ is: crash.fate, index: crash.index })
  const first = mortalRun(simulation)
  const { delay } = companies[company]
  if (delay !== undefined) await simulation.world.timeline.sleep(delay)
  const second = delay === undefined ? undefined : mortalRun(simulation)
  const ends = [await first, await second]
  simulation.faults.clear()
  simulation.world.timeline.advance(companies[company].pause)
  const last = await runMigration(simulation)
  const told = [...ends, last].flatMap(end => (end && end !== 'killed' ? [end] : []))
  const wrong = [...overruns(simulation), ...told.flatMap(one => lies(simulation, one)), ...unsettled(last, company)]
  return wrong.map(sentence => `call ${crash.index} (${crash.operation}) ${crash.fate}, ${company}: ${sentence}`)
}

/** Milliseconds until a second run begins, and until the last one does once all others are over. */
const companies: Readonly<Record<Company, { delay?: number; pause: number }>> = {
  'rerun at once': { pause: 0 },
  'rerun two hours later': { pause: 7_200_000 },
  'a second run at the same moment': { delay: 0, pause: 0 },
  'a second run a little later': { delay: 1_500, pause: 0 },
}

/** A run on a runner that may be killed. */
export async function mortalRun(simulation: Simulation, stop?: AbortSignal): Promise<Performance | 'killed'> {
  const runner = new MortalRunner(simulation, `job ${++jobs}`)
  const run = runMigration(simulation, {}, { runner, ...(stop && { stop }) })
  return Promise.race([run, runner.died.then(() => 'killed' as const)])
}

let jobs = 0

const programOf = (task: Task) => task.containers.find(({ name }) => name === 'api')
const hasRun = (task: Task) => (programOf(task)?.starts.length ?? 0) > 0

/**
 * What is done once is not done twice: a program may run again only after the one before it had stopped, and had failed.
 * Nothing was forced here.
 */
export function overruns(simulation: Simulation): string[] {
  const ran = oneOffTasks(simulation).filter(hasRun)
  return ran.slice(1).flatMap((task, index) => {
    const before = ran[index]
    const hadFailed =
      (programOf(before ?? task)?.exitCode ?? 0) !== 0 && (before?.stoppedAt ?? Infinity) <= task.createdAt
    return hadFailed ? [] : [`task ${task.id} ran although ${before?.id ?? ''} had`]
  })
}

/** What a run says that is not so, or should not be said at all. */
export function lies(
  simulation: Simulation,
  { outcome, failure, outputs, transcript, summary }: Performance,
): string[] {
  const tasks = oneOffTasks(simulation)
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
