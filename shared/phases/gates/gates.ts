import { revisionName } from '../../core/service.ts'
import type { Plan } from '../deploy/prepare.ts'
import type { PhaseRun } from '../run.ts'
import { lookAtAlarms } from '../watch/watch.ts'
import { orRefused } from './gate.ts'
import type { Gate } from './gate.ts'
import { proofGate } from './proof.ts'
import type { RequirementRun } from './requirement.ts'
import { wayBackGate } from './way-back.ts'

export type { Gate } from './gate.ts'

/** What must be so before a promotion changes anything. */
export interface GatesRun extends PhaseRun {
  plans: readonly Plan[]
  alarms: readonly string[]
  /** Whether what runs now must be there to return to; else its absence is only told. */
  requireRollback: boolean
  /** Where the release must have been proved; absent where nothing is required. */
  requirement: Omit<RequirementRun, keyof PhaseRun> | undefined
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
  return requirement ? [await proofGate({ ...run, ...requirement })] : []
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
