import { revisionName } from '../../core/service.ts'
import { capital } from '../../core/wording.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import type { Plan } from '../deploy/prepare.ts'
import type { PhaseRun } from '../run.ts'
import { lookAtAlarms } from '../watch/watch.ts'
import { lookAtRequirement } from './requirement.ts'
import type { RequirementRun } from './requirement.ts'
import { wayBackGate } from './way-back.ts'

/** What must be so before a promotion changes anything. */
export interface GatesRun extends PhaseRun {
  plans: readonly Plan[]
  alarms: readonly string[]
  /** Whether what runs now must be there to return to; else its absence is only told. */
  requireRollback: boolean
  /** Where the release must have been proved; absent where nothing is required. */
  requirement: Omit<RequirementRun, keyof PhaseRun> | undefined
}

/** `says` is a sentence without a full stop. */
export interface Gate {
  name: string
  is: 'passed' | 'warned' | 'refused'
  says: string
  next?: string
}

/** Looks at everything at once, so that all that stands in the way is told together. What cannot be seen refuses. */
export async function lookAtGates(run: GatesRun): Promise<Gate[]> {
  const { step } = run.context
  return step.group('Check the gates', async () => {
    const looks = await Promise.all([requirementGate(run), alarmsGate(run), wayBackGate(run)])
    const gates = [othersGate(run), ...looks.flat()]
    for (const { name, is, says } of gates)
      if (is === 'warned') step.warning(`${name}: ${says}.`)
      else step.info(`${is}: ${name}: ${says}`)
    return gates
  })
}

async function requirementGate({ requirement, ...run }: GatesRun): Promise<Gate[]> {
  if (!requirement) return []
  const name = `proof in ${requirement.required.environment}`
  const verdict = await orRefused(name, () => lookAtRequirement({ ...run, ...requirement }))
  if (verdict.is === 'refused') return [verdict]
  if (verdict.is === 'met') return [{ name, is: 'passed', says: verdict.says }]
  return [{ name, is: 'refused', says: verdict.why, next: verdict.next }]
}

/** A deployment of the very revision that is wanted is ours, of a run that was cut off. */
function othersGate({ plans }: GatesRun): Gate {
  const name = 'other deployments'
  const others = plans.flatMap(({ service, before, revision }) => {
    const ours = 'arn' in revision && before?.taskDefinition === revision.arn
    return before?.rollout === 'IN_PROGRESS' && !ours
      ? [`${service.name} is on its way to ${revisionName(before.taskDefinition)} (${before.id})`]
      : []
  })
  if (others.length === 0) return { name, is: 'passed', says: 'none is under way' }
  const next = 'Wait until it is over, or stop it, and run the job again.'
  return { name, is: 'refused', says: `somebody else deploys: ${others.join('; ')}`, next }
}

/**
 * ECS ignores an alarm that is in ALARM when a deployment begins ("How CloudWatch alarms detect deployment failures"), so
 * such a deployment would be watched by nobody.
 */
async function alarmsGate({ alarms, aws }: GatesRun): Promise<Gate[]> {
  if (alarms.length === 0) return []
  const name = 'alarms'
  const seen = await orRefused(name, () => lookAtAlarms(alarms, aws))
  if (seen.is === 'refused') return [seen]
  if (seen.is === 'quiet') return [{ name, is: 'passed', says: seen.says }]
  return [{ name, is: 'refused', says: seen.why, next: seen.next }]
}

/** What cannot be seen does not let anything pass. */
async function orRefused<T extends { is: string }>(
  name: string,
  look: () => Promise<T>,
): Promise<T | (Gate & { is: 'refused' })> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    const says = `it could not be seen: ${error.message}`
    return { name, is: 'refused', says, ...(error.next !== undefined && { next: capital(error.next) }) }
  }
}
