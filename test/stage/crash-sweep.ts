import { isGreen } from '../../shared/core/outcome.ts'
import type { FaultKind } from '../simulator/faults.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import { breaches } from './oracle.ts'
import { rollOut } from './roll-out.ts'
import type { Ending, Wanted } from './roll-out.ts'
import { footprint, serviceOf } from './truth.ts'

/** What can become of one call. */
export const fates = [
  'lost',
  'applied-and-lost',
  'applied-and-failed',
  'applied-and-hangs',
  'applied-and-empty',
  'applied-and-html',
  'killed',
  'applied-and-killed',
] as const satisfies readonly FaultKind[]

/** One call of a job, by its running number, and what becomes of it. */
export interface Crash {
  index: number
  operation: string
  fate: FaultKind
}

export interface Stage {
  simulation: Simulation
  wanted: Wanted
}

/** The calls of an undisturbed job: `makeStage` must make the same world each time. */
export async function callsOf(makeStage: () => Stage): Promise<readonly RequestRecord[]> {
  const { simulation, wanted } = makeStage()
  await rollOut(wanted, { simulation })
  return simulation.requests
}

/**
 * Runs the job with the crash, and once more if it was killed or not green. Says everything that is wrong then: a
 * promise that was broken on the way, and a world that is not as one undisturbed job would have left it.
 */
export async function crashAndRepeat(makeStage: () => Stage, crash: Crash): Promise<string[]> {
  const stage = makeStage()
  const { simulation, wanted } = stage
  simulation.faults.add({ is: crash.fate, index: crash.index })
  const first = await rollOut(wanted, { simulation })
  const wrong = breaches(simulation, wanted, first)
  simulation.faults.clear()
  const repeated = first.is === 'killed' || !isGreen(first.outcome)
  const last = repeated ? await rollOut(wanted, { simulation }) : first
  if (repeated) wrong.push(...breaches(simulation, wanted, last))
  return [...wrong, ...unsettled(stage, last)].map(
    sentence => `call ${crash.index} (${crash.operation}) ${crash.fate}: ${sentence}`,
  )
}

function unsettled({ simulation: { world }, wanted }: Stage, last: Ending): string[] {
  const services = new Set(Object.keys(wanted.images).map(key => key.split('/')[0] ?? ''))
  const marks = [...services].flatMap(name => {
    const { deployments, revisions } = footprint(world, serviceOf(world, wanted.cluster, name))
    return deployments === 2 && revisions <= 2
      ? []
      : [`${name} had ${deployments} deployments and ${revisions} revisions`]
  })
  if (last.is === 'killed') return [...marks, 'killed twice']
  const reason = (last.wait ?? last.deploy).failure ?? ''
  return last.outcome === 'succeeded' ? marks : [...marks, `ended ${last.outcome}: ${reason}`]
}
