import { isSameRun } from '../../core/continued-rollback.ts'
import { sameDefinition } from '../../core/difference.ts'
import { releaseName } from '../../core/known-revision.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import { primaryOf, revisionName } from '../../core/service.ts'
import type { Service } from '../../core/service.ts'
import type { Target as Begun } from '../prove/targets.ts'
import { placeOf } from './displaced.ts'
import { missing, stays } from './find.ts'
import type { Finding, Target } from './find.ts'
import { pastOf } from './past.ts'
import type { Past } from './past.ts'
import { bringBack, doesNotExist } from './reasons.ts'
import type { Reason } from './reasons.ts'
import type { Revisions } from './revisions.ts'
import type { Destination, RollBackRun } from './run.ts'

interface Search {
  to: Extract<Destination, { is: 'deployments' }>
  run: RollBackRun
  revisions: Revisions
}

/**
 * What ran before a deployment of deploy-ecs, for exactly the services that still have it. One that ECS took back by
 * itself is where it is to be; one that somebody else deployed since is left alone.
 */
export async function findPrevious(seen: Service, { to, run, revisions }: Search): Promise<Finding> {
  const begun = to.deployments.find(({ service }) => service === seen.name) ?? { service: seen.name }
  const { service, isOurs } = await placeOf(seen, begun, run)
  const past = await pastOf(service, { run, revisions })
  if (begun.changed === false && !isOfThisRun(past, run)) return { is: 'headed', past, found: untouched(past) }
  const { previousTaskDefinition: previous } = begun
  if (previous === undefined) return missing(past, unknownPrevious)
  const target = await revisions.read(previous)
  if (target === 'gone') return missing(past, doesNotExist(previous))
  const isBack = !isOurs && sameDefinition(past.current.definition, target.definition)
  const isTakenBack = !isOurs && isAt(service, begun.previousDeploymentId)
  if (!isOurs && !isBack && !isTakenBack && !run.force) return overtaken(service, begun)
  if (past.current.provenance.rollback?.from === revisionName(previous)) return missing(past, toAndFro(past, previous))
  const leaves = await leftRevision(begun, { isBack, target, revisions })
  const found: Target = {
    is: 'target',
    target,
    name: releaseName(target),
    basis: 'deployments',
    digests: new Map(),
    notes: isBack ? ['ECS took it back by itself.'] : isTakenBack ? [takenBackHalfway(past)] : [],
    warnings: [],
  }
  const { isBlameless = false } = begun
  return { is: 'headed', past, found, isBlameless, ...(leaves !== undefined && { leaves }) }
}

function isAt(service: Service, deploymentId: string | undefined): boolean {
  return deploymentId !== undefined && primaryOf(service)?.id === deploymentId
}

/** ECS knows nothing of what ran before that. */
function takenBackHalfway({ current }: Past): string {
  return `ECS took it back to ${revisionName(current.arn)} by itself, which was deployed meanwhile; this goes further back.`
}

/**
 * What is marked as failed. Not what was only deployed anew, nor, where nothing else is to be done, what is marked
 * already.
 */
async function leftRevision(
  { taskDefinition }: Begun,
  { isBack, target, revisions }: { isBack: boolean; target: KnownRevision; revisions: Revisions },
): Promise<string | undefined> {
  if (taskDefinition === target.arn) return undefined
  if (taskDefinition === undefined || !isBack) return taskDefinition
  const left = await revisions.read(taskDefinition)
  return left === 'gone' || left.provenance.failed ? undefined : taskDefinition
}

/**
 * A service that deploy-ecs found as it was wanted is none of this promotion's, unless an earlier attempt of the same
 * run brought it there.
 */
function isOfThisRun({ current }: Past, { runUrl }: RollBackRun): boolean {
  return isSameRun(current.provenance.runUrl, runUrl)
}

function untouched(past: Past) {
  return { ...stays(past), basis: 'deployments', notes: ['It was not changed by that deployment.'] } as const
}

function overtaken(service: Service, { deploymentId = 'the deployment' }: Begun): Finding {
  const primary = primaryOf(service)
  const theirs = primary ? `${primary.id} of ${revisionName(primary.taskDefinition)}` : 'no deployment'
  return {
    is: 'left',
    left: {
      service: service.name,
      outcome: 'superseded',
      why: `has ${theirs} in place of ${deploymentId}, and was left alone`,
      next: 'Somebody else deployed it since; look at their deployment. `force: true` would overwrite it.',
    },
  }
}

const unknownPrevious: Reason = {
  why: 'cannot go back: `deployments` does not say what ran before',
  next: 'Name the release with `release`, or the revision with `task-definitions`.',
}

/** What a rollback gives as `deployments` leads back to what it left. */
function toAndFro({ current }: Past, previous: string): Reason {
  return {
    why: `cannot go back to ${revisionName(previous)}: it is what ${revisionName(current.arn)} was rolled back from`,
    next: `Name the release that is wanted with \`release\`; ${bringBack}`,
  }
}
