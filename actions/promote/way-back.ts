import { endOf } from '../../shared/action.ts'
import { isGreen } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { ActionError, Cancelled } from '../../shared/errors.ts'
import { readProvenance } from '../../shared/core/provenance.ts'
import type { State } from '../../shared/phases/prove/path.ts'
import type { Target } from '../../shared/phases/prove/targets.ts'
import { carryOut, statesOf } from '../../shared/phases/roll-back/roll-back.ts'
import type { RollBackRun } from '../../shared/phases/roll-back/run.ts'
import { markFailed } from '../../shared/phases/roll-back/mark.ts'
import { endOnce, standsOf } from './progress.ts'
import type { News, Progress } from './progress.ts'
import { nameOf, wayBack } from './promotion.ts'
import type { Promotion } from './promotion.ts'
import { targetOfDeployed } from './prove.ts'

/** Marks the release as failed on every revision of it that was deployed. */
export async function markAsFailed(promotion: Promotion, progress: Progress): Promise<News> {
  const marked = standsOf(progress, promotion).filter(({ ours }) => ours)
  const left = marked.flatMap(({ service }) => returnOf(service, progress) ?? [])
  const begun = progress.plans.flatMap(({ before }) => before?.createdAt ?? 0)
  const { context, ...run } = wayBack(promotion, progress)
  const reason = reasonOf(progress)
  const failed = {
    // ECS's clock counts: a mark from before the deployment would not be of it.
    at: Math.max(context.clock.now(), ...begun),
    why: `promotion of ${nameOf(promotion)} failed${reason === undefined ? '' : `: ${reason}`}`,
  }
  // Those that an earlier run left are marked, unless it was cut off right before.
  const unmarked = left.filter(({ service }) => !progress.leaving.has(service) || !isMarked(service, progress))
  await markFailed(
    unmarked.flatMap(({ taskDefinition }) => taskDefinition ?? []),
    failed,
    { ...run, context },
  )
  return { ended: endOnce(progress, 'mark as failed', 'succeeded') }
}

function isMarked(service: string, { plans }: Progress): boolean {
  const { newest } = plans.find(plan => plan.service.name === service) ?? {}
  return readProvenance(newest?.tags ?? []).failed !== undefined
}

function reasonOf({ troubles }: Progress): string | undefined {
  return troubles[0]?.why.split('\n')[0]?.replace(/[.:]$/, '')
}

/** Returns these services to the very revisions that they ran before, and proves that. */
export async function bringBack(services: readonly string[], promotion: Promotion, progress: Progress): Promise<News> {
  const { context, runUrl, limits } = promotion
  const known = services.flatMap(service => returnOf(service, progress) ?? [])
  const unknown = services.filter(service => !known.some(one => one.service === service))
  const states = await returnAll(known, {
    ...wayBack(promotion, progress),
    ...{ reason: reasonOf(progress), runUrl, dryRun: false, wait: true, force: false, allowZero: true },
    github: undefined,
    timeout: limits.rollbackTimeout,
    to: { is: 'deployments', deployments: known },
  })
  const lost = unknown.map(service => stateOf(service, { outcome: 'unknown', why: unknownBefore }, context.clock.now()))
  const all = [...states, ...lost]
  return {
    returned: new Map([...progress.returned, ...all.map(state => [state.service, state] as const)]),
    troubles: [
      ...progress.troubles,
      ...all.flatMap(({ service, outcome, why, next }) =>
        isGreen(outcome) ? [] : [{ why: `${service} ${why}`, next }],
      ),
    ],
  }
}

const unknownBefore = 'was not returned: what it ran before this release is not known'

async function returnAll(known: readonly Target[], run: RollBackRun): Promise<readonly State[]> {
  if (known.length === 0) return []
  try {
    return statesOf(await carryOut(run), run.context.clock.now())
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    const { outcome, message, next } = endOf(error, run.context.step)
    // Whatever kept it from being changed, it was to be returned and was not.
    const end = {
      outcome: outcome === 'unknown' ? outcome : 'rollback-failed',
      why: `was not returned: ${message}`,
      next,
    } as const
    return known.map(({ service }) => stateOf(service, end, run.context.clock.now()))
  }
}

function stateOf(
  service: string,
  end: { outcome: Outcome; why: string; next?: string | undefined },
  at: number,
): State {
  return { service, ...end, at }
}

/** What brings the service back; undefined where it is not known what it ran before. */
function returnOf(service: string, { updates, plans, leaving }: Progress): Target | undefined {
  const left = leaving.get(service)
  if (left) return left
  const update = updates.get(service)
  if (update?.is === 'deployed') {
    const target = targetOfDeployed(service, update)
    return target.previousTaskDefinition === undefined ? undefined : target
  }
  const plan = plans.find(one => one.service.name === service)
  if (update || !plan?.before) return undefined
  const { id: deploymentId, taskDefinition } = plan.before
  const target = targetOfDeployed(service, { is: 'deployed', plan, taskDefinition, deploymentId, changed: false })
  return target.previousTaskDefinition === undefined ? undefined : target
}
