import type { Result } from '../../shared/action.ts'
import { changeText } from '../../shared/core/change-text.ts'
import { shortImage } from '../../shared/core/image.ts'
import { together } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { revisionName } from '../../shared/core/service.ts'
import { codeSpan, serviceTable } from '../../shared/core/summary.ts'
import type { Cell } from '../../shared/core/summary.ts'
import { capital, counted } from '../../shared/core/wording.ts'
import type { ActionError } from '../../shared/errors.ts'
import { deploymentsOf } from '../../shared/phases/deploy/deployments.ts'
import type { DeploymentOf } from '../../shared/phases/deploy/deployments.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import type { DeployRun } from '../../shared/phases/deploy/run.ts'
import type { Deployed, Updated } from '../../shared/phases/deploy/update.ts'

export type DeployResult = Result<'deployments' | 'changed'>

/** What will be done to a service, as one line of the log. */
export function planLine(plan: Plan): string {
  return [`${plan.service.name}: ${planText(plan)}`, ...plan.changes.map(changeText)].join('; ')
}

function planText({ revision, before, force }: Plan): string {
  if (revision.is === 'register') return 'a new revision'
  if (revision.is === 'reuse') return `revision ${revisionName(revision.arn)}, which exists already`
  if (force) return 'a new deployment of the revision it has'
  return before?.rollout === 'IN_PROGRESS'
    ? `nothing; deployment ${before.id} of this revision is under way`
    : 'nothing; it has this revision'
}

/** What would be done, and nothing is. */
export function dryRun(plans: readonly Plan[], run: DeployRun): DeployResult {
  const rows = plans.map((plan): Cell[] => [
    plan.service.name,
    { code: revisionName(plan.running.arn) },
    planText(plan),
    { lines: plan.changes.length > 0 ? plan.changes.map(changeText) : ['none'] },
  ])
  const changing = plans.filter(({ revision, force }) => force || revision.is !== 'keep').length
  return {
    outcome: 'unchanged',
    heading: 'plan',
    message: `Dry run: ${changing} of ${counted(plans.length, 'service')} would change. Nothing was written.`,
    outputs: { deployments: '{}', changed: 'false' },
    summary: `${whereTo(run)}\n\n${serviceTable(['Service', 'Has', 'Would be done', 'Difference'], rows)}`,
  }
}

/** Nothing was deployed, and yet services are not on what they ran before. */
export function failedResult(error: ActionError, moved: Readonly<Record<string, DeploymentOf>>): DeployResult {
  const names = Object.keys(moved).join(', ')
  const { outcome, message, next } = error
  return {
    outcome,
    message: `${message}\n${names}: deployed by an earlier step, and not on what ran before.`,
    next: [next, 'rollback-task-def returns that: give it the output `deployments`.'].filter(Boolean).join(' '),
    outputs: { deployments: JSON.stringify(moved), changed: 'false' },
  }
}

/** What was done, for the next step and for the reader. */
export function resultOf(updates: readonly Updated[], run: DeployRun): DeployResult {
  const outcome = together(updates.map(outcomeOf))
  const failed = updates.flatMap(update => (update.is === 'deployed' ? [] : [update]))
  // Where it is not known whether a deployment was begun, the careful answer is that one was.
  const changed = updates.some(update => (update.is === 'deployed' ? isChanged(update) : update.mayHaveBegun))
  return {
    outcome,
    message: sentenceFor(outcome, updates),
    next: failed.flatMap(({ next }) => next ?? [])[0],
    outputs: { deployments: JSON.stringify(deploymentsOf(updates)), changed: String(changed) },
    summary: `${whereTo(run)}\n\n${serviceTable(['Service', 'From', 'To', 'Image', 'Deployment', 'Result'], updates.map(rowOf))}`,
  }
}

function whereTo({ cluster, release }: DeployRun): string {
  return `${release === undefined ? '' : `Release ${codeSpan(release)} to cluster `}${release === undefined ? 'Cluster ' : ''}${codeSpan(cluster)}.`
}

function outcomeOf(update: Updated): Outcome {
  if (update.is === 'deployed') return isChanged(update) ? 'succeeded' : 'unchanged'
  return update.outcome
}

/** By this step, or by an earlier one since `previous` ran. */
function isChanged({ changed, plan }: Deployed): boolean {
  return changed || plan.moved
}

function sentenceFor(outcome: Outcome, updates: readonly Updated[]): string {
  const begun = updates.flatMap(update =>
    update.is === 'deployed' && update.changed ? [update.plan.service.name] : [],
  )
  const failures = updates.flatMap(update =>
    update.is === 'deployed' ? [] : [`${update.plan.service.name}: ${update.why}`],
  )
  if (failures.length > 0)
    return [
      ...(begun.length > 0 ? [`Begun: ${begun.join(', ')}. Not begun, or not known to be:`] : []),
      ...failures,
    ].join('\n')
  if (outcome !== 'unchanged') {
    const earlier = updates.filter(isEarlier).length
    const parts = [
      ...(begun.length > 0 ? [`ECS has begun ${counted(begun.length, 'deployment')}`] : []),
      ...(earlier > 0 ? [`an earlier step has deployed exactly this to ${counted(earlier, 'service')}`] : []),
    ]
    return `${capital(parts.join(', and '))}. Whether that works is for wait-healthy to prove.`
  }
  const underWay = updates.filter(isUnderWay).length
  const still =
    underWay > 0
      ? ` ${counted(underWay, 'deployment')} of them, begun earlier, still under way; wait-healthy follows that.`
      : ''
  return `${counted(updates.length, 'service')} had the wanted revision already; nothing was written.${still}`
}

function isEarlier(update: Updated): boolean {
  return update.is === 'deployed' && !update.changed && update.plan.moved
}

function isUnderWay(update: Updated): boolean {
  return update.is === 'deployed' && !update.changed && update.plan.before?.rollout === 'IN_PROGRESS'
}

function rowOf(update: Updated): Cell[] {
  const { plan } = update
  const [service, from] = [plan.service.name, { code: revisionName(plan.running.arn) }]
  const images = {
    lines: plan.changes.filter(({ path }) => path.endsWith('.image')).map(({ after }) => shortImage(after)),
  }
  if (update.is !== 'deployed') return [service, from, '', images, '', update.outcome]
  const result = update.changed
    ? 'begun'
    : isUnderWay(update)
      ? 'under way'
      : isEarlier(update)
        ? 'deployed before'
        : 'unchanged'
  return [service, from, { code: revisionName(update.taskDefinition) }, images, { code: update.deploymentId }, result]
}
