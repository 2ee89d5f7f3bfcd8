import { endOf } from '../../shared/action.ts'
import { isGreen } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { ActionError, Cancelled } from '../../shared/errors.ts'
import type { Deployment } from '../../shared/core/service.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import type { State } from '../../shared/phases/prove/path.ts'
import type { Target } from '../../shared/phases/prove/targets.ts'
import { carryOut, statesOf } from '../../shared/phases/roll-back/roll-back.ts'
import type { RollBackRun } from '../../shared/phases/roll-back/run.ts'
import { markFailed } from '../../shared/phases/roll-back/mark.ts'
import type { Before } from './before.ts'
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
  await markFailed(
    left.filter(({ isBlameless }) => isBlameless !== true).flatMap(({ taskDefinition }) => taskDefinition ?? []),
    failed,
    { ...run, context },
  )
  return { ended: endOnce(progress, 'mark as failed', 'succeeded') }
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
  const lost = unknown.map(service =>
    stateOf(service, { outcome: 'unknown', ...unknownBefore(service, progress) }, context.clock.now()),
  )
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

function unknownBefore(service: string, { before }: Progress): { why: string; next: string } {
  const one = before.get(service)
  const because = one?.is === 'unknown' ? `: ${one.why}` : ''
  const why = `was not returned: what it ran before this release is not known${because}`
  return { why, next: 'Name the release that it is to run with `rollback-task-def` and `release`.' }
}

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
function returnOf(service: string, { updates, plans, leaving, before, moved }: Progress): Target | undefined {
  const left = leaving.get(service)
  if (left) return left
  const beside = moved.get(service)
  const update = updates.get(service)
  if (update?.is === 'deployed') {
    const target = targetOfDeployed(service, update)
    return target.previousTaskDefinition === undefined ? undefined : target
  }
  const plan = plans.find(one => one.service.name === service)
  if (plan && beside && update?.mayHaveBegun !== true) return returnOfMoved(plan, beside, before.get(service))
  if (update || !plan?.before) return undefined
  const { id: deploymentId, taskDefinition } = plan.before
  const target = targetOfDeployed(service, { is: 'deployed', plan, taskDefinition, deploymentId, changed: false })
  return target.previousTaskDefinition === undefined ? undefined : target
}

/** What the infrastructure command deployed is what failed only where it is the release. */
function returnOfMoved(
  { service, revision, running }: Plan,
  { id: deploymentId, taskDefinition }: Deployment,
  before: Before | undefined,
): Target | undefined {
  if (before?.is !== 'known') return undefined
  const isRelease = revision.is === 'keep' && running.arn === taskDefinition
  const previousTaskDefinition = before.returnsTo
  return { service: service.name, deploymentId, taskDefinition, previousTaskDefinition, isBlameless: !isRelease }
}
