import { isSameRun } from '../../shared/core/continued-rollback.ts'
import { readProvenance } from '../../shared/core/provenance.ts'
import type { Provenance } from '../../shared/core/provenance.ts'
import { deploymentIdOf, revisionName } from '../../shared/core/service.ts'
import type { ServiceDeployment } from '../../shared/core/service.ts'
import { dayAndTime } from '../../shared/core/wording.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import type { DeployRun } from '../../shared/phases/deploy/run.ts'
import type { Deployed } from '../../shared/phases/deploy/update.ts'
import { isRefusal } from '../../shared/phases/prove/records.ts'
import type { Target } from '../../shared/phases/prove/targets.ts'
import type { News } from './progress.ts'
import { nameOf } from './promotion.ts'
import type { Promotion } from './promotion.ts'

/**
 * What an earlier run of this release left when it was cut off: on its way back, which is gone on, or with services that
 * ECS took back by itself, which are not deployed once more.
 */
export async function whatWasLeft(plans: readonly Plan[], promotion: Promotion, run: DeployRun): Promise<News> {
  if (promotion.allowFailed) return {}
  const taken = await Promise.all(plans.map(plan => takenBack(plan, promotion, run)))
  const updates = new Map(taken.flatMap(one => (one ? [[one.plan.service.name, one] as const] : [])))
  const onTheWay = plans.filter(plan => isMarked(plan) || isReturning(plan, promotion))
  if (onTheWay.length === 0) {
    return promotion.dryRun && updates.size > 0 ? willGoBack([...updates.keys()], plans, promotion) : { updates }
  }
  const { failed } = onTheWay.map(plan => readProvenance(wantedTags(plan)))[0] ?? {}
  const why = `An earlier run was cut off on its way back${since(failed)}`
  return {
    updates,
    abandoned: true,
    leaving: new Map(plans.filter(plan => wasLeft(plan, promotion)).map(plan => [plan.service.name, targetOf(plan)])),
    troubles: [{ why, next: promotion.dryRun ? howToFinish(plans, promotion) : undefined }],
  }
}

/** A run proves the services that ECS took back, finds it out and returns the others; a dry run can only say so. */
function willGoBack(taken: readonly string[], plans: readonly Plan[], promotion: Promotion): News {
  const name = nameOf(promotion)
  const why = `${taken.join(', ')}: an earlier attempt of this run deployed ${name}, and ECS took it back`
  const next = `Run this action for ${name} once without \`dry-run\`, which returns every service then${orByHand(plans, promotion)}. To deploy it once more all the same, set \`allow-failed: true\`.`
  return { abandoned: true, troubles: [{ why, next }] }
}

function howToFinish(plans: readonly Plan[], promotion: Promotion): string {
  return `First finish the way back: run this action for ${nameOf(promotion)} once without \`dry-run\`, which does that and nothing else${orByHand(plans, promotion)}.`
}

/** Where those that are not on the release run one that has a name. */
function orByHand(plans: readonly Plan[], { commit }: Promotion): string {
  const others = plans.map(({ running }) => readProvenance(running.tags)).filter(one => one.commit !== commit)
  const [before, ...more] = new Set(others.flatMap(({ release }) => release ?? []))
  return before === undefined || more.length > 0 ? '' : `, or \`rollback-task-def\` with \`release: ${before}\``
}

function since(failed: Provenance['failed']): string {
  if (!failed) return ''
  return `${failed.at === undefined ? '' : `, which began ${dayAndTime(failed.at)}`}: ${failed.why}`
}

/**
 * It runs what was marked as failed since it was deployed: the mark is set before the first service is returned. What
 * somebody brought back on purpose was marked before.
 */
function isMarked({ revision, running, before }: Plan): boolean {
  const { failed } = readProvenance(running.tags)
  return revision.is === 'keep' && failed !== undefined && (failed.at ?? 0) >= (before?.createdAt ?? 0)
}

/** It was returned from this release, and nobody came to prove that. */
function isReturning(plan: Plan, promotion: Promotion): boolean {
  const { rollback } = readProvenance(plan.running.tags)
  return wasLeft(plan, promotion) && rollback !== undefined && !rollback.done
}

/** The newest revision is of this release and marked as failed, or about to be, and another one runs. */
function wasLeft({ revision, running, newest }: Plan, { commit }: Promotion): boolean {
  if (revision.is !== 'reuse' || !newest) return false
  const { failed, commit: its } = readProvenance(newest.tags)
  const { rollback } = readProvenance(running.tags)
  // A rollback marks what it goes back to before it begins, and what it left once it has begun.
  const isLeft = failed !== undefined || (rollback?.done === false && rollback.from === revisionName(newest.arn))
  return isLeft && its === commit
}

function wantedTags({ revision, running, newest }: Plan): Plan['running']['tags'] {
  return (revision.is === 'keep' ? running : newest)?.tags ?? []
}

function targetOf({ service, running, newest }: Plan): Target {
  return {
    service: service.name,
    ...(newest && { taskDefinition: newest.arn }),
    previousTaskDefinition: running.arn,
  }
}

/** Milliseconds. ECS lists a service deployment under a time a little before the deployment's. */
const listingSlack = 60_000

/** The deployment of this release that an earlier attempt of this run began, where ECS has returned from it. */
async function takenBack(plan: Plan, { commit, runUrl }: Promotion, run: DeployRun): Promise<Deployed | undefined> {
  const { revision, newest, service } = plan
  if (revision.is !== 'reuse' || !newest) return undefined
  const { commit: its, runUrl: by, failed } = readProvenance(newest.tags)
  if (its !== commit || !isSameRun(by, runUrl) || failed) return undefined
  const last = await lastDeployment(plan, run)
  if (last?.taskDefinition !== revision.arn || !last.status.startsWith('ROLLBACK')) return undefined
  const deploymentId = deploymentIdOf(last)
  run.context.step.info(`${service.name}: an earlier attempt began deployment ${deploymentId}, and ECS took it back`)
  return { is: 'deployed', plan, taskDefinition: revision.arn, deploymentId, changed: false }
}

type Listed = Pick<ServiceDeployment, 'status' | 'targetRevision'> & { taskDefinition: string | undefined }

/** The service's newest deployment since the revision was registered; undefined where that may not be read. */
async function lastDeployment({ service, newest }: Plan, { aws, cluster }: DeployRun): Promise<Listed | undefined> {
  const registeredAt = newest?.definition['registeredAt']
  const after = typeof registeredAt === 'number' ? registeredAt * 1_000 - listingSlack : 0
  try {
    const ecs = await aws.ecs()
    const listed = await ecs.listServiceDeployments({ cluster, service: service.name, after })
    const last = listed.toSorted((a, b) => b.createdAt - a.createdAt)[0]
    if (!last) return undefined
    const [revision] = await ecs.describeServiceRevisions([last.targetRevision])
    return { ...last, taskDefinition: revision?.taskDefinition }
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}
