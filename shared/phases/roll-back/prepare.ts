import { isContinued } from '../../core/continued-rollback.ts'
import { absence, obstacleLines, obstacles } from '../../core/preflight.ts'
import type { Obstacle } from '../../core/preflight.ts'
import type { RollbackMark } from '../../core/provenance.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import type { Service } from '../../core/service.ts'
import { counted } from '../../core/wording.ts'
import { ActionError } from '../../errors.ts'
import { findLastGood, findNamed, findRelease } from './find.ts'
import type { Finding, Found, Headed, Left } from './find.ts'
import { findPrevious } from './find-previous.ts'
import { Identity } from './identity.ts'
import { ImageCheck } from './images.ts'
import { laterMigrations } from './migrations.ts'
import { pastOf } from './past.ts'
import type { Past } from './past.ts'
import { Revisions } from './revisions.ts'
import { servicesOf } from './run.ts'
import type { RollBackRun } from './run.ts'
import { planWay } from './way.ts'
import type { Way } from './way.ts'

/** All that is known before anything is written. */
export interface Prepared {
  ways: readonly Way[]
  /** Services that are left alone. */
  left: readonly Left[]
}

/**
 * Looks at every service, finds where it is to go back to, and whether it can. What speaks against the rollback of any
 * service is named in one error, before the first write.
 */
export async function prepare(run: RollBackRun): Promise<Prepared> {
  const { to } = run
  const identity = to.is === 'release' || to.is === 'tag' ? new Identity(to, run) : undefined
  const { problems, findings } = await findAll({ run, identity, revisions: new Revisions(run.aws), marks: [] })
  const headed = findings.flatMap(finding => (finding.is === 'headed' ? [finding] : []))
  const images = new ImageCheck(run)
  const checked = await Promise.all(headed.map(async one => ({ ...one, checked: await checkedImages(one, images) })))
  const all = [
    ...problems,
    ...findings.flatMap(finding => (finding.is === 'missing' ? [finding.obstacle] : [])),
    ...(to.is === 'last-good' ? splits(headed) : []),
    ...checked.flatMap(one => one.checked.obstacles),
  ]
  refuse(all, { services: servicesOf(to).length, notes: identity?.notes })
  const at = run.context.clock.now()
  const ways = await Promise.all(
    checked.map(async one => {
      const { past, found, leaves, isBlameless = false, checked: own } = one
      const { service, current } = past
      const migrations = await laterMigrations(one, run.cluster)
      const unmarked = await leftUnmarked(past)
      const heading = { service, current, found, checked: own, migrations, leaves, isBlameless, unmarked, at }
      return planWay(heading, run)
    }),
  )
  return { ways, left: findings.flatMap(finding => (finding.is === 'left' ? [finding.left] : [])) }
}

interface Search {
  run: RollBackRun
  revisions: Revisions
  /** Where a release is looked for. */
  identity: Identity | undefined
  /** What rollbacks wrote on the revisions that run now. */
  marks: readonly (RollbackMark | undefined)[]
}

async function findAll(search: Search): Promise<{ problems: Obstacle[]; findings: Finding[] }> {
  const { cluster, to, aws, allowZero } = search.run
  const { services, absent } = await (await aws.ecs()).describeServices(cluster, servicesOf(to))
  const active = services.filter(({ status }) => status === 'ACTIVE')
  const running = await Promise.all(active.map(({ taskDefinition }) => search.revisions.read(taskDefinition)))
  const marks = running.map(current => (current === 'gone' ? undefined : current.provenance.rollback))
  return {
    problems: [
      ...[...absent].map(([name, reason]) => absence(name, reason, cluster)),
      ...services.flatMap(service => obstacles(service, { allowZero })),
    ],
    findings: await Promise.all(active.map(service => find(service, { ...search, marks }))),
  }
}

async function find(service: Service, search: Search): Promise<Finding> {
  const { run, revisions } = search
  const { to } = run
  if (to.is === 'deployments') return findPrevious(service, { to, run, revisions })
  const past = await pastOf(service, { run, revisions })
  const found = await findIn(past, search)
  return found.is === 'missing' ? found : { is: 'headed', past, found }
}

function findIn(past: Past, { run: { to, runUrl }, revisions, identity, marks }: Search): Promise<Found> {
  if (identity) return findRelease(past, identity)
  const mark = past.current.provenance.rollback
  if (to.is !== 'revisions') return findLastGood(past, isContinued(mark, { others: marks, runUrl }))
  return findNamed(past, { name: to.revisions.get(past.service.name) ?? '', revisions })
}

/** What an unfinished rollback left and had no time to mark. */
async function leftUnmarked(past: Past): Promise<string | undefined> {
  const { rollback } = past.current.provenance
  const left = rollback && !rollback.done ? await past.revision(rollback.from) : 'gone'
  return left === 'gone' || left.provenance.failed ? undefined : left.arn
}

/** What runs already needs no image. */
async function checkedImages({ past, found }: Headed, images: ImageCheck) {
  return found.target.arn === past.current.arn
    ? { obstacles: [], pins: [], warnings: [] }
    : images.of(past.service.name, found)
}

/** Services that are on one release now would not be afterwards: then a person has to say which one is wanted. */
function splits(headed: readonly Headed[]): Obstacle[] {
  const releases = (of: (one: Headed) => KnownRevision) =>
    new Set(headed.flatMap(one => of(one).provenance.release ?? []))
  const [now, then] = [releases(({ past }) => past.current), releases(({ found }) => found.target)]
  if (now.size > 1 || then.size < 2) return []
  return headed.map(({ past, found: { name } }) => ({
    service: past.service.name,
    why: `would go back to ${name}, and not all others with it`,
    next: 'Name the release that all are to go back to with `release`.',
  }))
}

/** One error for everything that stands against the rollback. `notes` is what is so of all services. */
function refuse(
  problems: readonly Obstacle[],
  { services, notes = new Set() }: { services: number; notes: ReadonlySet<string> | undefined },
): void {
  if (problems.length === 0) return
  const barred = new Set(problems.map(({ service }) => service)).size
  const heading = `no service was changed, because ${barred} of ${counted(services, 'service')} cannot go back:`
  throw new ActionError(`${heading}\n${obstacleLines(problems)}`, {
    outcome: 'failed-before-change',
    ...(notes.size > 0 && { next: [...notes].join(' ') }),
  })
}
