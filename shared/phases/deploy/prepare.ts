import { AwsError } from '../../aws/call.ts'
import type { Ecs, Revision } from '../../aws/ecs.ts'
import { difference } from '../../core/difference.ts'
import type { Change } from '../../core/difference.ts'
import { pin } from '../../core/image.ts'
import { obstacles } from '../../core/preflight.ts'
import type { Obstacle } from '../../core/preflight.ts'
import { mergeTags, provenanceTags } from '../../core/provenance.ts'
import type { Tag } from '../../core/provenance.ts'
import { assignImages } from '../../core/release-images.ts'
import type { Assigned } from '../../core/release-images.ts'
import { planRevision } from '../../core/revision-plan.ts'
import type { RevisionPlan } from '../../core/revision-plan.ts'
import { lastCompleted, primaryOf, revisionName } from '../../core/service.ts'
import type { Deployment, Service } from '../../core/service.ts'
import { registrable, wantedPlatform, withImages } from '../../core/task-definition.ts'
import type { TaskDefinition } from '../../core/task-definition.ts'
import { counted } from '../../core/wording.ts'
import { ActionError } from '../../errors.ts'
import { readBaseFile } from './base-file.ts'
import { checkImages } from './images.ts'
import type { CheckedImage, ImageOfService } from './images.ts'
import type { DeployRun } from './run.ts'

/** What will be done to one service, decided before anything is written. */
export interface Plan {
  service: Service
  running: Revision
  /** The newest ACTIVE revision of the family, so that a lost reply can be told from it. */
  newest: Revision | undefined
  before: Deployment | undefined
  revision: RevisionPlan
  tags: readonly Tag[]
  changes: readonly Change[]
  force: boolean
}

/** A service with the definition its new revision is made of. */
interface Draft {
  service: Service
  running: Revision
  newest: Revision | undefined
  base: TaskDefinition
  baseTags: readonly Tag[]
  assigned: Assigned
}

/**
 * Looks at every service, revision and image and decides what to do. Everything that speaks against the deployment is
 * named in one error, before the first write.
 */
export async function prepare(deployment: DeployRun): Promise<Plan[]> {
  const { cluster, services: names } = deployment
  const ecs = await deployment.aws.ecs()
  const { services, absent } = await ecs.describeServices(cluster, names)
  const problems = [
    ...[...absent].map(([name, reason]) => absence(name, reason, cluster)),
    ...services.flatMap(service => obstacles(service, { allowZero: deployment.allowZero })),
  ]
  const drafts = await Promise.all(
    services.filter(({ status }) => status === 'ACTIVE').map(service => draft(service, ecs, deployment)),
  )
  problems.push(...drafts.flatMap(({ service, assigned }) => assigned.unclear.map(why => unclearImage(service, why))))
  const images = drafts.flatMap(imagesOf)
  const checked = await checkImages(images, deployment)
  problems.push(...checked.flatMap(({ obstacle }) => obstacle ?? []))
  refuse(problems, names.length)
  const plans = drafts.map(one => planOf(one, checked, deployment))
  refuse(plans.flatMap(failedAlready), names.length)
  plans.forEach(plan => warnOfOthers(plan, deployment))
  return plans
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

/** Somebody else's rollout that is still under way ends with ours; whoever reads the log should know. */
function warnOfOthers({ service, before, revision }: Plan, { context }: DeployRun): void {
  const ours = 'arn' in revision && before?.taskDefinition === revision.arn
  if (ours || before?.rollout !== 'IN_PROGRESS') return
  context.step.warning(
    `${service.name}: deployment ${before.id} of ${revisionName(before.taskDefinition)} is still under way and will be superseded by this one.`,
  )
}

async function draft(service: Service, ecs: Ecs, deployment: DeployRun): Promise<Draft> {
  const running = await ecs.describeTaskDefinition(service.taskDefinition)
  const family = running.definition.family
  const file = await readBaseFile(service.name, deployment)
  const newest = await newestOf(file?.definition.family ?? family, ecs)
  const base = file?.definition ?? (deployment.base === 'latest' && newest ? newest.definition : running.definition)
  const baseTags = file?.tags ?? (deployment.base === 'latest' && newest ? newest.tags : running.tags)
  const wanted = deployment.images.filter(image => image.service === service.name)
  return { service, running, newest, base, baseTags, assigned: assignImages(base, wanted) }
}

/** Absent for a family without an ACTIVE revision, which ECS refuses to describe. */
async function newestOf(family: string, ecs: Ecs): Promise<Revision | undefined> {
  try {
    return await ecs.describeTaskDefinition(family)
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'refused') return undefined
    throw error
  }
}

function imagesOf({ service, base, assigned }: Draft): ImageOfService[] {
  return assigned.changes.map(change => ({ service: service.name, ...change, platform: wantedPlatform(base) }))
}

function planOf(one: Draft, checked: readonly CheckedImage[], deployment: DeployRun): Plan {
  const own = checked.filter(({ service }) => service === one.service.name)
  const images = own.map(({ container, image, digest }) => ({ container, image: pin(image, digest) }))
  const { force } = deployment
  const wanted = registrable(withImages(one.base, images))
  return {
    service: one.service,
    running: one.running,
    newest: one.newest,
    before: primaryOf(one.service),
    revision: planRevision({ wanted, running: one.running, newest: one.newest, force }),
    tags: mergeTags(one.baseTags, provenanceTags(provenanceOf(one, own, deployment))),
    changes: difference(one.running.definition, wanted),
    force,
  }
}

function provenanceOf(
  { service, running }: Draft,
  images: readonly CheckedImage[],
  { release, commit, runUrl }: DeployRun,
) {
  const imageTags = Object.fromEntries(
    images.flatMap(({ container, tag }) => (tag === undefined ? [] : [[container, tag]])),
  )
  return {
    ...(release && { release }),
    ...(commit && { commit }),
    ...(runUrl && { runUrl }),
    imageTags,
    previous: lastCompleted(service)?.taskDefinition ?? running.arn,
  }
}

function absence(service: string, reason: string, cluster: string): Obstacle {
  return {
    service,
    why: `is ${reason} in cluster ${cluster}`,
    next: 'Check the name, the cluster and the region; `aws ecs list-services` shows what is there.',
  }
}

function unclearImage(service: Service, why: string): Obstacle {
  return {
    service: service.name,
    why: `cannot take the image: ${why}`,
    next: 'Name the container: `service/container=image`.',
  }
}

/** One error for everything that stands against the deployment. */
function refuse(problems: readonly Obstacle[], services: number): void {
  if (problems.length === 0) return
  const lines = problems.map(({ service, why, next }) => `  - ${service} ${why}. ${next}`)
  throw new ActionError(`nothing was deployed to ${counted(services, 'service')}:\n${lines.join('\n')}`, {
    outcome: 'failed-before-change',
  })
}
