import type { Ecs } from '../../aws/ecs.ts'
import { isDigest, parseImage, sameRepository } from '../../core/image.ts'
import type { ImageReference } from '../../core/image.ts'
import { launchOf } from '../../core/launch.ts'
import type { Launch } from '../../core/launch.ts'
import { clusterName, identityText, startedByMigration, startedByRehearsal, subjectName } from '../../core/migration.ts'
import { migrationContainer } from '../../core/migration-container.ts'
import { absence, obstacleLines, unclearImage } from '../../core/preflight.ts'
import type { Obstacle } from '../../core/preflight.ts'
import type { WantedImage } from '../../core/release-images.ts'
import type { Service } from '../../core/service.ts'
import type { TaskDefinition } from '../../core/task-definition.ts'
import { ActionError } from '../../errors.ts'
import { fingerprint } from '../../fingerprint.ts'
import { checkImages } from '../deploy/images.ts'
import { originOf } from '../deploy/prepare.ts'
import { draftOf, imagesOf, revise } from '../deploy/revise.ts'
import type { Draft, Origin, Revised } from '../deploy/revise.ts'
import type { RevisionRun } from '../deploy/run.ts'
import type { MigrationRun } from './run.ts'

/** What will be run, decided before anything is written. */
export interface MigrationPlan {
  revised: Revised
  /** The container whose exit code counts. */
  container: string
  /** The image that it runs. */
  image: string
  launch: Launch
  roles: { task: string | undefined; execution: string | undefined }
  /** What is migrated to, for people: `release v1.2.0`. */
  subject: string
  /** Stands for this migration among all others of this cluster. */
  key: string
  startedBy: string
  /** Whether the family has no service, so that whatever runs of it is a migration. */
  ownFamily: boolean
}

/**
 * Looks at the service, the task definition and the images, and decides what is to run and where. Everything that
 * speaks against it is named in one error, before the first write.
 */
export async function planMigration(run: MigrationRun): Promise<MigrationPlan> {
  const ecs = await run.aws.ecs()
  const service = await serviceOf(run, ecs)
  // ECS starts no task of a revision that was deregistered: like a forced deployment it needs an ACTIVE one.
  const revising: RevisionRun = { ...run, force: true }
  const origin = await originFor(run, { service, ecs })
  const draft = await draftOf(origin, base => wantedImages(base, { run, name: origin.name }), revising)
  const checked = await checkImages(imagesOf(draft), revising)
  const { container, launch, problems } = examine(draft, { run, service })
  refuse([...problems, ...checked.flatMap(({ obstacle }) => obstacle ?? [])], run)
  const revised = revise(draft, checked, revising)
  const image = revised.wanted.containerDefinitions.find(({ name }) => name === container)?.image ?? ''
  refuse(namelessRelease(image, { run, name: origin.name }), run)
  return { ...identify({ revised, container, image }, run), launch, roles: rolesOf(revised.wanted, run) }
}

async function serviceOf({ service: name, cluster, ...run }: MigrationRun, ecs: Ecs): Promise<Service | undefined> {
  if (name === undefined) return undefined
  const { services, absent } = await ecs.describeServices(cluster, [name])
  const [service] = services
  if (!service || service.status !== 'ACTIVE') {
    refuse([absence(name, absent.get(name) ?? service?.status ?? 'not shown', cluster)], run)
  }
  return service
}

async function originFor(
  { taskDefinition }: MigrationRun,
  { service, ecs }: { service: Service | undefined; ecs: Ecs },
): Promise<Origin> {
  if (service && taskDefinition === undefined) return originOf(service, ecs)
  const running = await ecs.describeTaskDefinition(taskDefinition ?? '')
  return { name: running.definition.family, running, previous: running.arn }
}

/**
 * The images for the containers. A service is given its images as deploy-ecs gives them to it, so that the revision is
 * the same; a task definition of its own gets those of the release that its containers run.
 */
function wantedImages(base: TaskDefinition, { run, name }: { run: MigrationRun; name: string }): WantedImage[] {
  const { image, images, container, taskDefinition } = run
  if (image) {
    const chosen = migrationContainer(base, container)
    return chosen.is === 'container' ? [{ service: name, container: chosen.name, image }] : []
  }
  if (taskDefinition === undefined) return images.filter(({ service }) => service === name)
  return base.containerDefinitions.flatMap(({ name: own, image: runs = '' }) => {
    const [fitting] = images.filter(one => isOfRepository(runs, one.image))
    return fitting ? [{ service: name, container: own, image: fitting.image }] : []
  })
}

/** The same repository, also where it was replicated to another region or account. */
function isOfRepository(text: string, image: ImageReference): boolean {
  try {
    const runs = parseImage(text)
    return sameRepository(runs, image) || runs.repository === image.repository
  } catch {
    return false
  }
}

interface Examined {
  container: string
  launch: Launch
  problems: Obstacle[]
}

function examine(draft: Draft, { run, service }: { run: MigrationRun; service: Service | undefined }): Examined {
  const { name, base, assigned } = draft
  const container = migrationContainer(base, run.container)
  const { capacity, network } = run
  const launch = launchOf({ definition: base, service, network, capacity })
  const unfit = [container, launch].flatMap(one => (one.is === 'problem' ? [{ service: name, ...one }] : []))
  const unused = run.images.length > 0 && assigned.changes.length + assigned.unclear.length === 0
  return {
    container: container.is === 'container' ? container.name : '',
    launch: launch.is === 'launch' ? launch.launch : {},
    problems: [
      ...unfit,
      ...assigned.unclear.map(why => unclearImage(name, why)),
      ...(unused ? [withoutImage(name, run)] : []),
    ],
  }
}

function withoutImage(name: string, { images }: MigrationRun): Obstacle {
  const given = images.map(({ service, container }) => (container === undefined ? service : `${service}/${container}`))
  return {
    service: name,
    why: `gets none of the images, which are for ${given.join(', ')}`,
    next: 'Add the one it is to run, or give `image` instead of `images`.',
  }
}

/** What tells one release from the next must not be a tag that is moved. */
function namelessRelease(image: string, { run, name }: { run: MigrationRun; name: string }): Obstacle[] {
  if (run.release || run.commit || run.rehearsal || isDigest(image.split('@')[1] ?? '')) return []
  return [
    {
      service: name,
      why: `runs ${image}, and neither a release nor a commit nor a digest tells one migration from the next`,
      next: 'Give `release` or `commit`, or the image with its digest.',
    },
  ]
}

function identify(
  { revised, container, image }: Pick<MigrationPlan, 'revised' | 'container' | 'image'>,
  run: MigrationRun,
): Omit<MigrationPlan, 'launch' | 'roles'> {
  const { release, commit, command, variables, taskRole, executionRole } = run
  const { family } = revised.wanted
  const subject = subjectName({ release, commit, image })
  const cluster = clusterName(run.cluster)
  const identity = { cluster, family, subject: release ?? commit ?? image, container, command, variables }
  const key = fingerprint(identityText({ ...identity, taskRole, executionRole })).slice(0, 32)
  return {
    revised,
    container,
    image,
    subject,
    key,
    startedBy: run.rehearsal ? startedByRehearsal(key) : startedByMigration(key),
    ownFamily: run.taskDefinition !== undefined,
  }
}

function rolesOf({ taskRoleArn, executionRoleArn }: TaskDefinition, run: MigrationRun): MigrationPlan['roles'] {
  const named = (role: unknown): string | undefined => (typeof role === 'string' ? role : undefined)
  return { task: run.taskRole ?? named(taskRoleArn), execution: run.executionRole ?? named(executionRoleArn) }
}

/** One error for everything that stands against the migration. */
function refuse(problems: readonly Obstacle[], { rehearsal }: Pick<MigrationRun, 'rehearsal'>): void {
  if (problems.length === 0) return
  const what = rehearsal ? 'the dry-run command' : 'the migration'
  throw new ActionError(`${what} was not started:\n${obstacleLines(problems)}`, { outcome: 'failed-before-change' })
}
