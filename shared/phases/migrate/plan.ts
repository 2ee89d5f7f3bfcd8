import type { Ecs } from '../../aws/ecs.ts'
import { isDigest, parseImage, sameRepository } from '../../core/image.ts'
import type { ImageReference } from '../../core/image.ts'
import { launchOf } from '../../core/launch.ts'
import type { Launch } from '../../core/launch.ts'
import {
  clusterName,
  downText,
  identityText,
  startedByMigration,
  startedByRehearsal,
  subjectName,
} from '../../core/migration.ts'
import type { MigrationName } from '../../core/migration.ts'
import { migrationContainer } from '../../core/migration-container.ts'
import { hasRoom, leavingRoom } from '../../core/migration-record.ts'
import { absence, obstacleLines, unclearImage } from '../../core/preflight.ts'
import type { Obstacle } from '../../core/preflight.ts'
import { copiedProvenance, mergeTags, provenanceTags, readProvenance, tagValue } from '../../core/provenance.ts'
import type { WantedImage } from '../../core/release-images.ts'
import type { Service } from '../../core/service.ts'
import type { TaskDefinition } from '../../core/task-definition.ts'
import { sameDefinition } from '../../core/difference.ts'
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
  /** What is migrated to, for people: `release v1.2.0`, `down to v1.1.0`. */
  subject: string
  /** Stands for this migration among all others of its family. */
  name: MigrationName
  /** What its record says of it: going up its image, going down what is gone back to. */
  about: string
  /** With what the keys of all migrations of this cluster begin. */
  scope: string
  startedBy: string
  /** Why it must not be started now, though one that runs or has ended is told. */
  bar: { why: string; next: string } | undefined
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
  const wanted = revise(draft, checked, revising)
  const image = wanted.wanted.containerDefinitions.find(({ name }) => name === container)?.image ?? ''
  refuse(namelessRelease(image, { run, name: origin.name }), run)
  const identity = identify({ wanted, container, image }, run)
  const revised = withRoom(run.direction === 'down' ? ofItsRelease(wanted) : wanted, identity.name)
  refuse(run.rehearsal ? [] : tooManyTags(revised, identity.name), run)
  const { bar, roles } = { bar: barOf(revised, run), roles: rolesOf(revised.wanted, run) }
  return { revised, container, image, launch, roles, bar, ...identity, ownFamily: run.taskDefinition !== undefined }
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

/** Which migration it is, whoever runs it. */
function identify(
  { wanted: { wanted }, container, image }: { wanted: Revised; container: string; image: string },
  run: MigrationRun,
): Pick<MigrationPlan, 'subject' | 'name' | 'about' | 'scope' | 'startedBy'> {
  const { direction = 'up', release, commit, command, variables, taskRole, executionRole } = run
  const to = release ?? commit ?? image
  const isUp = direction === 'up'
  const cluster = clusterName(run.cluster)
  const subject = isUp ? to : `down to ${to}`
  const scope = scopeOf(run.cluster)
  const identity = { cluster, family: wanted.family, subject, container, command, variables, taskRole, executionRole }
  const key = scope + fingerprint(identityText(identity)).slice(0, 24)
  return {
    subject: isUp ? subjectName({ release, commit, image }) : downText(to),
    name: { direction, key },
    about: isUp ? image : to,
    scope,
    startedBy: run.rehearsal ? startedByRehearsal(key) : startedByMigration(key, direction),
  }
}

/** With what the keys of all migrations of a cluster begin: a family may be that of several. */
export function scopeOf(cluster: string): string {
  return fingerprint(clusterName(cluster)).slice(0, 8)
}

/** What goes down runs what is there. A copy of that, where ECS starts no more of it, is of the same release. */
function ofItsRelease(revised: Revised): Revised {
  const { tags } = revised.running
  return { ...revised, tags: mergeTags(tags, provenanceTags(copiedProvenance(readProvenance(tags)))) }
}

/**
 * The revision, or an equal one that can take one more record. A task definition that stays the same over many releases
 * has the records of all of them, and AWS allows 50 tags.
 */
function withRoom(revised: Revised, name: MigrationName): Revised {
  const { wanted, running, newest, revision } = revised
  const tags = leavingRoom(revised.tags)
  const planned = revision.is === 'keep' ? running : newest
  if (revision.is === 'register' || (planned && hasRoom(planned.tags, name))) return { ...revised, tags }
  if (newest && hasRoom(newest.tags, name) && sameDefinition(wanted, newest.definition))
    return { ...revised, revision: { is: 'reuse', arn: newest.arn } }
  return { ...revised, revision: { is: 'register', definition: wanted }, tags }
}

/** Tags of others are nobody's to take away. */
function tooManyTags({ name, revision, tags }: Revised, migration: MigrationName): Obstacle[] {
  if (revision.is !== 'register' || hasRoom(tags, migration)) return []
  return [
    {
      service: name,
      why: `has a task definition with ${tags.length} tags, which leaves no room for the record of a migration: AWS allows 50`,
      next: 'Take tags away from it that nobody needs, for 3 more.',
    },
  ]
}

/** Only what is newer knows what it added. */
function barOf({ name, running }: Revised, run: MigrationRun): MigrationPlan['bar'] {
  const { direction, release, commit } = run
  if (direction !== 'down') return undefined
  const runs = readProvenance(running.tags)
  const isThere = release === undefined ? runs.commit === commit : runs.release === tagValue(release)
  if (!isThere) return undefined
  return {
    why: `${name} runs ${release ?? commit} already, whose image does not know the migrations that are to be taken back`,
    next: 'Name the revision of the newer release by `task-definition`, such as `my-app-api:42`: its image knows them.',
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
