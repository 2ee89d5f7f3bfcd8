import type { Result } from '../../action.ts'
import { together } from '../../core/outcome.ts'
import { counted } from '../../core/wording.ts'
import { conclude } from '../prove/conclude.ts'
import type { Conclusion } from '../prove/conclude.ts'
import type { State } from '../prove/path.ts'
import { lookPatience, servicesAlone } from '../prove/run.ts'
import type { Target } from '../prove/targets.ts'
import { begin, isUntouched } from './begin.ts'
import type { Begun, Going } from './begin.ts'
import type { Left } from './find.ts'
import { closeMarks, markLeft } from './mark.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import { planLines, warningsOf } from './plan-report.ts'
import { dryRun, resultOf } from './report.ts'
import type { Ended } from './report.ts'
import { servicesOf } from './run.ts'
import type { RollBackRun } from './run.ts'

export type RolledBack = Result<'deployments' | 'plan' | 'release' | 'sha'>

/**
 * Brings services back: finds the revision of each, looks whether all of them can go back, marks what is left, and
 * follows what was begun until it is proved. One service that cannot go back leaves all as they are.
 */
export async function rollBack(run: RollBackRun): Promise<RolledBack> {
  return run.dryRun ? dryRun(await findWays(run), run) : resultOf(await carryOut(run), run)
}

async function findWays(run: RollBackRun): Promise<Prepared> {
  const { step } = run.context
  const services = servicesOf(run.to)
  return step.group(`Find the way back of ${counted(services.length, 'service')}`, async () => {
    const found = await prepare(run)
    planLines(found, run).forEach(line => step.info(line))
    warningsOf(found).forEach(line => step.warning(line))
    return found
  })
}

/** Does it, whatever `dryRun` says. Throws an ActionError where nothing could be begun. */
export async function carryOut(run: RollBackRun): Promise<Ended> {
  const { step, stop } = run.context
  const { ways, left } = await findWays(run)
  const begun = await step.group('Go back', () => begin(ways, run))
  const going = begun.filter(one => one.is === 'going')
  const marked = await markLeft(
    going.map(({ way }) => way),
    run,
  )
  const conclusion = run.wait && going.length > 0 ? await proveAll(begun, left, run) : undefined
  // Whoever was told the end of a rollback asks for another one when he asks again; after a kill nobody was.
  if (!stop.aborted)
    await closeMarks(
      going.map(({ way, taskDefinition: arn }) => ({ way, arn })),
      run,
    )
  return { begun, left, marked, conclusion }
}

/** How every service stands at the end of a rollback that was followed. */
export function statesOf({ begun, left, conclusion }: Ended, now: number): readonly State[] {
  if (conclusion) return conclusion.states
  return [...begun.filter(one => one.is === 'not-going'), ...left].map(one => stateOf(one, now))
}

/** Milliseconds between two looks at most: whoever rolls back wants to know soon that it is over. */
const longestPause = 2_000

async function proveAll(begun: readonly Begun[], left: readonly Left[], run: RollBackRun): Promise<Conclusion> {
  const { context, until, cluster, allowZero, timeout } = run
  const going = begun.filter(one => one.is === 'going')
  const conclusion = await conclude({
    ...{ context, until, cluster, allowZero, timeout },
    targets: going.map(targetOf),
    ...servicesAlone,
    failFast: true,
    longestPause,
    aws: context.aws({ until, patience: lookPatience }),
  })
  const now = context.clock.now()
  const stayed = new Set(going.filter(isUntouched).map(({ way }) => way.service.name))
  const proved = conclusion.states.map(state => (stayed.has(state.service) ? asUnchanged(state) : state))
  const others = [...begun.filter(one => one.is === 'not-going'), ...left].map(one => stateOf(one, now))
  const states = [...proved, ...others]
  return { ...conclusion, states, outcome: together(states.map(({ outcome }) => outcome)) }
}

function targetOf({ way, taskDefinition, deploymentId, from }: Going): Target {
  const { name } = way.service
  if (!from) return { service: name, deploymentId, taskDefinition, purpose: 'rollback' }
  return {
    service: name,
    deploymentId: from.id,
    taskDefinition: from.taskDefinition,
    previousDeploymentId: deploymentId,
    previousTaskDefinition: taskDefinition,
    purpose: 'return',
  }
}

function asUnchanged(state: State): State {
  return state.outcome === 'succeeded' ? { ...state, outcome: 'unchanged' } : state
}

function stateOf({ service, outcome, why, next }: Left, at: number): State {
  return { service, outcome, why, next, at }
}
