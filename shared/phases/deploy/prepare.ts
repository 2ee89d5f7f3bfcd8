import type { Ecs } from '../../aws/ecs.ts'
import { failedBefore } from '../../core/failed-release.ts'
import { absence, obstacleLines, obstacles, unclearImage } from '../../core/preflight.ts'
import type { Obstacle } from '../../core/preflight.ts'
import { readProvenance } from '../../core/provenance.ts'
import { knownRevision, markText, releaseName } from '../../core/known-revision.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import { returnPoint } from '../../core/return-point.ts'
import type { Before, ReturnPoint } from '../../core/return-point.ts'
import { primaryOf, revisionName } from '../../core/service.ts'
import type { Deployment, Service } from '../../core/service.ts'
import { counted } from '../../core/wording.ts'
import { ActionError } from '../../errors.ts'
import { checkImages } from './images.ts'
import { describeIfThere, draftOf, imagesOf, revise } from './revise.ts'
import type { Draft, Origin, Revised } from './revise.ts'
import type { DeployRun } from './run.ts'

/** What will be done to one service, decided before anything is written. */
export interface Plan extends Revised, ReturnPoint {
  service: Service
  before: Deployment | undefined
  force: boolean
}

/**
 * Looks at every service, revision and image and decides what to do. Everything that speaks against the deployment is
 * named in one error, before the first write.
 */
export async function prepare(deployment: DeployRun): Promise<Plan[]> {
  const plans = await planAll(deployment)
  refuse([...plans.flatMap(failedAlready), ...(await failedReleases(plans, deployment))], plans.length)
  plans.forEach(plan => warnOfOthers(plan, deployment))
  return plans
}

/** The same, but for what earlier deployments say of the release: whoever returns from one has to see it. */
export async function planAll(deployment: DeployRun): Promise<Plan[]> {
  const { cluster, services: names } = deployment
  const ecs = await deployment.aws.ecs()
  const { services, absent } = await ecs.describeServices(cluster, names)
  const problems = [
    ...[...absent].map(([name, reason]) => absence(name, reason, cluster)),
    ...services.flatMap(service => obstacles(service, { allowZero: deployment.allowZero })),
  ]
  const active = services.filter(({ status }) => status === 'ACTIVE')
  const drafts = await Promise.all(active.map(async service => ({ service, draft: await draft(service, deployment) })))
  problems.push(...drafts.flatMap(one => one.draft.assigned.unclear.map(why => unclearImage(one.service.name, why))))
  const checked = await checkImages(
    drafts.flatMap(one => imagesOf(one.draft)),
    deployment,
  )
  problems.push(...checked.flatMap(({ obstacle }) => obstacle ?? []))
  refuse(problems, names.length)
  return drafts.map(one => ({
    ...revise(one.draft, checked, deployment),
    ...returnPoint(one.service, deployment.previous),
    service: one.service,
    before: primaryOf(one.service),
    force: deployment.force,
  }))
}

async function draft(service: Service, deployment: DeployRun): Promise<Draft> {
  const images = deployment.images.filter(image => image.service === service.name)
  return draftOf(await originOf(service, await deployment.aws.ecs(), deployment.previous), () => images, deployment)
}

/** What a new revision for a service comes from. */
export async function originOf(service: Service, ecs: Ecs, before: Before = new Map()): Promise<Origin> {
  const running = await ecs.describeTaskDefinition(service.taskDefinition)
  return { name: service.name, running, previous: returnPoint(service, before).previous }
}

/** ECS starts no more tasks of a deployment that failed, whatever is mended since; only a new one does. */
function failedAlready({ service, before, revision, force }: Plan): Obstacle[] {
  if (force || revision.is !== 'keep' || before?.rollout !== 'FAILED') return []
  return [
    {
      service: service.name,
      why: `has ${revisionName(revision.arn)} already, and its deployment failed: ${before.rolloutReason ?? 'ECS gives no reason'}`,
      next: 'Mend the cause, then set `force-new-deployment: true` for one run, or deploy another release.',
    },
  ]
}

/** Every service that would get back a release which was rolled away from. */
export async function failedReleases(plans: readonly Plan[], deployment: DeployRun): Promise<Obstacle[]> {
  return (await Promise.all(plans.map(plan => bringsBackFailed(plan, deployment)))).flat()
}

/**
 * What was rolled away from is not brought back by whoever promotes without thinking of it. It is known by its mark:
 * on the newest revision, on the one that runs, and on the one from which the service was rolled back to that.
 */
async function bringsBackFailed(plan: Plan, { allowFailed, release, aws }: DeployRun): Promise<Obstacle[]> {
  const { service, running, newest, revision, wanted: definition, force } = plan
  if (allowFailed || (revision.is === 'keep' && !force)) return []
  const { rollback } = readProvenance(running.tags)
  const left = rollback && (await describeIfThere(rollback.from, await aws.ecs()))
  const known = [running, newest, left].flatMap(one => (one ? [knownRevision(one)] : []))
  const taskDefinition = 'arn' in revision ? revision.arn : undefined
  const failed = failedBefore({ taskDefinition, definition, release }, known)
  if (!failed) return []
  const next = 'Deploy a release that is mended, or bring it back on purpose, with `allow-failed: true` for one run.'
  return [{ service: service.name, why: `would get back ${releaseName(failed)}: ${nameOfMarked(failed)}`, next }]
}

function nameOfMarked(failed: KnownRevision): string {
  return `${revisionName(failed.arn)} ${markText(failed)}`
}

/** Somebody else's rollout that is still under way ends with ours; whoever reads the log should know. */
function warnOfOthers({ service, before, revision }: Plan, { context }: DeployRun): void {
  const ours = 'arn' in revision && before?.taskDefinition === revision.arn
  if (ours || before?.rollout !== 'IN_PROGRESS') return
  context.step.warning(
    `${service.name}: deployment ${before.id} of ${revisionName(before.taskDefinition)} is still under way and will be superseded by this one.`,
  )
}

/** One error for everything that stands against the deployment. */
function refuse(problems: readonly Obstacle[], services: number): void {
  if (problems.length === 0) return
  throw new ActionError(`nothing was deployed to ${counted(services, 'service')}:\n${obstacleLines(problems)}`, {
    outcome: 'failed-before-change',
  })
}
