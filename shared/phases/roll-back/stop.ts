import { AwsError } from '../../aws/call.ts'
import type { Change } from '../../aws/call.ts'
import type { Ecs } from '../../aws/ecs.ts'
import { surelyNotApplied } from '../../core/lost-update.ts'
import { isDeploymentOf, revisionName } from '../../core/service.ts'
import type { ServiceDeployment } from '../../core/service.ts'
import { wait } from '../../wait.ts'
import { isRefusal } from '../prove/records.ts'
import type { RollBackRun } from './run.ts'
import type { Stop, Way } from './way.ts'

/** What came of the stop: ECS returns to where the service is to be, or a deployment has to bring it there. */
export type Stopped = { is: 'returning' } | { is: 'not-returning'; why: string }

/** Tells ECS to return from the deployment that is under way, and looks whether it does. */
export async function stop({ service }: Way, stops: Stop, run: RollBackRun): Promise<Stopped> {
  const { step, clock } = run.context
  const ecs = await run.aws.ecs()
  const sentAt = clock.now()
  const change = await tell(ecs, stops)
  if (change.is === 'barred') return { is: 'not-returning', why: change.why }
  if (change.is === 'lost') {
    const lost = `the reply to StopServiceDeployment was lost (${change.fault.fault.code})`
    step.info(`${service.name}: ${lost}; looking whether it was done`)
  }
  let looks = 0
  const waited = await wait<Stopped>(
    {
      until: run.until,
      look: async now => {
        const [record] = await ecs.describeServiceDeployments([stops.arn])
        const seen = record && read(record, stops)
        if (seen) return { is: 'ended', end: seen }
        const isIgnored = surelyNotApplied({ looks: ++looks, sentAt, now })
        return isIgnored ? { is: 'ended', end: notHeeded } : { is: 'waiting', for: [] }
      },
    },
    run.context,
  )
  return waited.is === 'ended' ? waited.end : notHeeded
}

const notHeeded: Stopped = { is: 'not-returning', why: 'ECS did not stop it' }

type Told = Change<string> | { is: 'over' } | { is: 'barred'; why: string }

/** A deployment that has come to its end meanwhile cannot be stopped; nor may every role do it. */
async function tell(ecs: Ecs, { arn }: Stop): Promise<Told> {
  try {
    return await ecs.stopServiceDeployment({ arn })
  } catch (error) {
    if (isRefusal(error)) return { is: 'barred', why: [error.message, error.next].filter(Boolean).join(' ') }
    if (error instanceof AwsError && error.is('ConflictException', 'ServiceDeploymentNotFoundException'))
      return { is: 'over' }
    throw error
  }
}

/** What ECS's record of the deployment says; undefined while it says nothing yet. */
function read({ status, returnsTo }: ServiceDeployment, { to }: Stop): Stopped | undefined {
  if (status === 'PENDING' || status === 'IN_PROGRESS' || status === 'ROLLBACK_REQUESTED') return undefined
  const isBack = returnsTo !== undefined && isDeploymentOf({ targetRevision: returnsTo }, to.id)
  if (isBack && (status === 'ROLLBACK_IN_PROGRESS' || status === 'ROLLBACK_SUCCESSFUL')) return { is: 'returning' }
  return {
    is: 'not-returning',
    why: `ECS calls it ${status}, and does not return to ${revisionName(to.taskDefinition)}`,
  }
}
