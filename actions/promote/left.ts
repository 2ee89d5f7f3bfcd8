import { isSameRun } from '../../shared/core/continued-rollback.ts'
import { readProvenance } from '../../shared/core/provenance.ts'
import type { Provenance } from '../../shared/core/provenance.ts'
import { deploymentIdOf, revisionName } from '../../shared/core/service.ts'
import type { ServiceDeployment } from '../../shared/core/service.ts'
import type { Revision } from '../../shared/aws/ecs.ts'
import { dayAndTime } from '../../shared/core/wording.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import { describeIfThere } from '../../shared/phases/deploy/revise.ts'
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
  const all = await Promise.all(plans.map(async plan => ({ plan, left: await leftBy(plan, promotion, run) })))
  const onTheWay = all.filter(({ plan, left }) => isMarked(plan) || (left && isReturning(plan)))
  if (onTheWay.length === 0) {
    return promotion.dryRun && updates.size > 0 ? willGoBack([...updates.keys()], plans, promotion) : { updates }
  }
  const [failed] = onTheWay.flatMap(({ plan, left }) => readProvenance((left ?? plan.running).tags).failed ?? [])
  const why = `An earlier run was cut off on its way back${since(failed)}`
  return {
    updates,
    abandoned: true,
    leaving: new Map(
      all.flatMap(({ plan, left }) => (left ? [[plan.service.name, targetOf(plan, left, promotion)]] : [])),
    ),
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

/** It was returned, and nobody came to prove that. */
function isReturning({ running }: Plan): boolean {
  return readProvenance(running.tags).rollback?.done === false
}

/**
 * What the service was returned from: a revision of this release that is marked as failed, or about to be, while another
 * one runs; or what an earlier attempt of this run had brought beside the release.
 */
async function leftBy(plan: Plan, { commit, runUrl }: Promotion, run: DeployRun): Promise<Revision | undefined> {
  const { revision, running, newest } = plan
  const { rollback } = readProvenance(running.tags)
  const isOpen = rollback?.done === false
  if (newest && newest.arn !== running.arn && (isOpen || revision.is === 'reuse')) {
    const { failed, commit: its } = readProvenance(newest.tags)
    // A rollback marks what it goes back to before it begins, and what it left once it has begun.
    const isLeft = failed !== undefined || (isOpen && rollback.from === revisionName(newest.arn))
    if (isLeft && its === commit) return newest
  }
  if (!isOpen || !isSameRun(rollback.runUrl, runUrl) || rollback.from === revisionName(running.arn)) return undefined
  return describeIfThere(rollback.from, await run.aws.ecs())
}

function targetOf({ service, running }: Plan, left: Revision, { commit }: Promotion): Target {
  const { failed, commit: its } = readProvenance(left.tags)
  return {
    service: service.name,
    taskDefinition: left.arn,
    previousTaskDefinition: running.arn,
    // It is marked already, or it is not the release.
    isBlameless: failed !== undefined || its !== commit,
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
