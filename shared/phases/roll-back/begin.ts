import { endOf } from '../../action.ts'
import { revisionName } from '../../core/service.ts'
import type { Deployment } from '../../core/service.ts'
import { ActionError } from '../../errors.ts'
import type { Plan } from '../deploy/prepare.ts'
import { registerRevisions } from '../deploy/register.ts'
import type { Registered } from '../deploy/register.ts'
import { beginUpdates, lookAgain } from '../deploy/update.ts'
import type { LookedAgain, Updated } from '../deploy/update.ts'
import type { Left } from './find.ts'
import type { RollBackRun } from './run.ts'
import { markTargets } from './mark.ts'
import { stop } from './stop.ts'
import type { Stop, Way } from './way.ts'

/** What became of a service when its rollback was begun. */
export type Begun = Going | NotGoing

/** On its way back, or there. */
export interface Going {
  is: 'going'
  way: Way
  taskDefinition: string
  /** The deployment that brings the service there, or that it returns to. */
  deploymentId: string
  /** Whether anything was done to the service. */
  changed: boolean
  /** The deployment that was told to stop, where that is how it goes back. */
  from?: Deployment
}

/** Whether neither the service nor anything that is written on its revisions was changed. */
export function isUntouched({ changed, way }: Going): boolean {
  return !changed && way.leaves === undefined && way.mark === undefined
}

export interface NotGoing extends Left {
  is: 'not-going'
  way: Way
}

interface Ready {
  way: Way
  registered: Registered<Plan>
}

/** Begins all rollbacks side by side: by returning from what is under way, or by a deployment. */
export async function begin(ways: readonly Way[], run: RollBackRun): Promise<Begun[]> {
  const plans = ways.map(({ plan }) => plan)
  const registered = await registerRevisions(plans, run)
  const ready = registered.flatMap((one, index): Ready[] => {
    const way = ways[index]
    return way ? [{ way, registered: one }] : []
  })
  const looked = await lookAgain(registered, run)
  const taken = takenByOthers(ready, looked, run)
  const mine = ready.filter(({ way }) => !taken.some(one => one.way === way))
  await markTargets(
    mine.map(({ way }) => way),
    run,
  )
  const isReturning = ({ way }: Ready): boolean => way.stops !== undefined && !looked.ours.has(way.service.name)
  const [returned, updated] = await Promise.all([
    Promise.all(mine.filter(isReturning).map(one => returnOrExplain(one, { looked, run }))),
    updateAll(
      mine.filter(one => !isReturning(one)),
      { looked, run },
    ),
  ])
  return [...taken, ...returned, ...updated]
}

interface Outlook {
  looked: LookedAgain
  run: RollBackRun
}

/**
 * What somebody else began since the first look is not overwritten. Where exactly the services of one deployment are
 * to go back, the others still do; else no service is changed, so that all stay on one release.
 */
function takenByOthers(ready: readonly Ready[], { foreign }: LookedAgain, { to, force }: RollBackRun): NotGoing[] {
  if (force || foreign.size === 0) return []
  if (to.is !== 'deployments') throw overtaken([...foreign.keys()])
  return ready.flatMap(({ way }) => {
    const theirs = foreign.get(way.service.name)
    return theirs ? [leftTo(theirs, way)] : []
  })
}

const lookAtTheirs = 'Look at their deployment. Run this again to roll that back, or set `force: true` to overwrite it.'

function overtaken(services: readonly string[]): ActionError {
  return new ActionError(
    `somebody else deployed ${services.join(', ')} while this rollback was prepared; no service was changed`,
    { outcome: 'superseded', next: lookAtTheirs },
  )
}

function leftTo({ id, taskDefinition }: Deployment, way: Way): NotGoing {
  const why = `was deployed by somebody else meanwhile (${id} of ${revisionName(taskDefinition)}), and was left alone`
  return { is: 'not-going', way, service: way.service.name, outcome: 'superseded', why, next: lookAtTheirs }
}

async function returnOrExplain(one: Ready, outlook: Outlook): Promise<Begun> {
  const { way } = one
  try {
    return way.stops ? await returnOrUpdate(one, way.stops, outlook) : await update(one, outlook)
  } catch (error) {
    const { outcome, message: why, next } = endOf(error, outlook.run.context.step)
    return { is: 'not-going', way, service: way.service.name, outcome, why, next }
  }
}

/** Where ECS does not return, a deployment of the wanted revision takes the place of what is under way. */
async function returnOrUpdate(one: Ready, { from, to, arn }: Stop, { run }: Outlook): Promise<Begun> {
  const { way, registered } = one
  const { step } = run.context
  const stopped = await stop(way, { from, to, arn }, run)
  if (stopped.is === 'returning') {
    const where = `${to.id} of ${revisionName(to.taskDefinition)}`
    step.info(`${way.service.name}: ECS returns from deployment ${from.id} to ${where}`)
    return { is: 'going', way, taskDefinition: to.taskDefinition, deploymentId: to.id, changed: true, from }
  }
  step.info(`${way.service.name}: ECS does not return from deployment ${from.id}: ${stopped.why}`)
  const looked = await lookAgain([registered], run)
  const [theirs] = run.force ? [] : looked.foreign.values()
  return theirs ? leftTo(theirs, way) : update(one, { looked, run })
}

async function update(one: Ready, outlook: Outlook): Promise<Begun> {
  const [updated] = await updateAll([one], outlook)
  return (
    updated ?? { is: 'not-going', way: one.way, service: one.way.service.name, outcome: 'unknown', why: 'was lost' }
  )
}

async function updateAll(ready: readonly Ready[], { looked, run }: Outlook): Promise<Begun[]> {
  const overwriting = ready.map(({ registered }) => {
    const theirs = looked.foreign.get(registered.plan.service.name)
    return theirs ? { ...registered, plan: { ...registered.plan, before: theirs } } : registered
  })
  const updates = await beginUpdates(overwriting, looked, run)
  return updates.flatMap((updated, index) => {
    const way = ready[index]?.way
    return way ? [begunOf(way, updated)] : []
  })
}

function begunOf(way: Way, updated: Updated): Begun {
  if (updated.is === 'deployed') {
    const { taskDefinition, deploymentId, changed } = updated
    return { is: 'going', way, taskDefinition, deploymentId, changed }
  }
  const { outcome, why, next } = updated
  return { is: 'not-going', way, service: way.service.name, outcome, why, next }
}
