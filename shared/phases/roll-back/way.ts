import { difference } from '../../core/difference.ts'
import { copiedProvenance, mergeTags, provenanceTags } from '../../core/provenance.ts'
import type { RollbackMark } from '../../core/provenance.ts'
import { planRevision } from '../../core/revision-plan.ts'
import type { RevisionPlan } from '../../core/revision-plan.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import type { Basis } from '../../core/rollback-target.ts'
import { isDeploymentOf, lastCompleted, primaryOf, revisionName } from '../../core/service.ts'
import type { Deployment, Service } from '../../core/service.ts'
import { registrable, withImages } from '../../core/task-definition.ts'
import type { Plan } from '../deploy/prepare.ts'
import { describeIfThere } from '../deploy/revise.ts'
import { isRefusal } from '../prove/records.ts'
import type { Target } from './find.ts'
import type { CheckedImages } from './images.ts'
import type { RollBackRun } from './run.ts'

/** What will be done to one service, decided before anything is written. */
export interface Way {
  service: Service
  current: KnownRevision
  target: KnownRevision
  /** What people call the target. */
  name: string
  basis: Basis
  /** What people should know of it, a sentence each. */
  notes: readonly string[]
  /** What could not be made sure of. */
  warnings: readonly string[]
  /** Nothing; or ECS is told to return from the deployment that is under way; or a deployment is begun. */
  does: 'stays' | 'returns' | 'updates'
  /** The deployment to return from, and the one returned to. */
  stops?: Stop
  plan: Plan
  /** Why a copy of the target is what runs then. */
  copy?: 'inactive' | 'pinned'
  migrations: Migrations
  /** ARN of the revision that is to be marked as rolled away from. */
  leaves?: string
  /** What is written on the revision that is gone back to. */
  mark?: RollbackMark
}

export interface Stop {
  /** ARN of the service deployment. */
  arn: string
  from: Deployment
  to: Deployment
}

/** What migrations of later releases did, which stays as it is. */
export interface Migrations {
  known: readonly { release: string; what: string }[]
  /** Whether all later revisions could be asked. */
  complete: boolean
}

/** Where a service is to go back to, and all that was found out of that. */
export interface Heading {
  service: Service
  current: KnownRevision
  found: Target
  checked: CheckedImages
  migrations: Migrations
  /** ARN of what is left, where that is not simply the current revision. */
  leaves: string | undefined
  /** ARN of what an unfinished rollback to the current revision left and did not mark. */
  unmarked: string | undefined
  /** What is left is not to be marked as failed. */
  isBlameless: boolean
  /** When the rollback began, milliseconds since 1970. */
  at: number
}

/** Decides how a service gets where it is to be. */
export async function planWay(one: Heading, run: RollBackRun): Promise<Way> {
  const { service, current, found, checked, migrations } = one
  const { target, name, basis } = found
  const wanted = registrable(withImages(target.definition, checked.pins))
  const copy = copyOf(one)
  const newest = copy && (await describeIfThere(wanted.family, await run.aws.ecs()))
  const revision: RevisionPlan = copy
    ? planRevision({ wanted, running: current, newest, force: false })
    : { is: target.arn === current.arn ? 'keep' : 'reuse', arn: target.arn }
  const stops = revision.is === 'reuse' && !copy ? await stopOf(service, target, run) : undefined
  const does = revision.is === 'keep' ? 'stays' : stops ? 'returns' : 'updates'
  const leaves = one.isBlameless ? undefined : (one.leaves ?? (does === 'stays' ? one.unmarked : current.arn))
  const mark = markOf(one, does, run)
  return {
    ...{ service, current, target, name, basis, does, migrations },
    notes: found.notes,
    warnings: [...found.warnings, ...checked.warnings],
    plan: planOf(one, { wanted, revision, newest, mark }),
    ...(stops && { stops }),
    ...(copy && does === 'updates' && { copy }),
    ...(leaves !== undefined && { leaves }),
    ...(mark && { mark }),
  }
}

/** An INACTIVE revision starts no deployment, and a tag that was moved does not bring back what ran. */
function copyOf({ current, found: { target }, checked: { pins } }: Heading): Way['copy'] {
  if (target.arn === current.arn) return undefined
  if (pins.length > 0) return 'pinned'
  return target.active ? undefined : 'inactive'
}

/** A rollback that was not finished keeps its mark until it is. */
function markOf({ current, at }: Heading, does: Way['does'], { runUrl }: RollBackRun): RollbackMark | undefined {
  if (does !== 'stays')
    return { from: revisionName(current.arn), at, done: false, ...(runUrl !== undefined && { runUrl }) }
  const { rollback } = current.provenance
  return rollback && !rollback.done ? rollback : undefined
}

type Decided = Pick<Plan, 'wanted' | 'revision' | 'newest'> & { mark: RollbackMark | undefined }

function planOf({ service, current, found: { target } }: Heading, { wanted, revision, newest, mark }: Decided): Plan {
  const provenance = { ...copiedProvenance(target.provenance), ...(mark && { rollback: mark }) }
  return {
    name: service.name,
    service,
    running: current,
    newest,
    wanted,
    before: primaryOf(service),
    ...{ previous: current.arn, moved: false },
    revision,
    tags: mergeTags(target.tags, provenanceTags(provenance)),
    changes: difference(current.definition, wanted),
    force: false,
  }
}

/** One that is being rolled back already goes on with that. */
const stoppable: ReadonlySet<string> = new Set(['PENDING', 'IN_PROGRESS', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'])

/** Milliseconds. ECS lists a service deployment under a time a little before the deployment's. */
const listingSlack = 60_000

/**
 * Stopping is quicker than deploying, since the old tasks still run; but ECS then returns to the deployment that was
 * last completed, so it is told to stop only where that is the one that is wanted.
 */
async function stopOf(service: Service, target: KnownRevision, run: RollBackRun): Promise<Stop | undefined> {
  const [from, to] = [primaryOf(service), lastCompleted(service)]
  if (from?.rollout !== 'IN_PROGRESS' || !to || to.id === from.id || to.taskDefinition !== target.arn) return undefined
  try {
    const after = from.createdAt - listingSlack
    const ecs = await run.aws.ecs()
    const listed = await ecs.listServiceDeployments({ cluster: run.cluster, service: service.name, after })
    const record = listed.find(one => isDeploymentOf(one, from.id))
    return record && stoppable.has(record.status) ? { arn: record.arn, from, to } : undefined
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}
