import type { AwsServices } from '../../aws/services.ts'
import { batches } from '../../aws/pages.ts'
import type { Ecs, ListedDeployment } from '../../aws/ecs.ts'
import { lookInRegistry } from '../../aws/registry.ts'
import type { Declared } from '../../core/deploy-manifest/declared.ts'
import { endOfDeployment, historyLasts } from '../../core/history.ts'
import { parseImage } from '../../core/image.ts'
import { digestsOf, readManifest } from '../../core/manifest.ts'
import { judgeRequirement } from '../../core/requirement.ts'
import type { RequiredService, RequirementVerdict, SeenService } from '../../core/requirement.ts'
import { primaryOf } from '../../core/service.ts'
import type { Service } from '../../core/service.ts'
import { hasStayed } from '../../core/stay.ts'
import type { Run, WantedImages } from '../../core/stay.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import type { GitHub } from '../../ports.ts'
import type { PhaseRun } from '../run.ts'
import { recordOf } from './recorded.ts'

/** A release that must have been proved in another environment. */
export interface RequirementRun extends PhaseRun {
  /** That environment. */
  required: Declared
  /** Milliseconds. */
  soak: number
  /** Image name → `registry/repository@sha256:…`, as they will be deployed. */
  images: Readonly<Record<string, string>>
  /** The commit of the release. */
  sha: string
  /** Absent where GitHub may not be asked. */
  github: GitHub | undefined
}

/**
 * Reads what ran there and what is recorded of it, and judges. A service that is in that environment alone has nothing of
 * this release; an image that is here alone cannot be proved there, which is said.
 */
export async function lookAtRequirement(run: RequirementRun): Promise<RequirementVerdict> {
  const { required, soak, images, context } = run
  const shared = required.services.flatMap(({ service, images: declared }): Shared[] => {
    const references = declared.flatMap(({ name }) => images[name] ?? [])
    return references.length > 0 ? [{ service, references }] : []
  })
  const names = required.services.flatMap(one => one.images.map(({ name }) => name))
  const search = { ...run, environment: required.environment, names }
  const [services, record] = await Promise.all([seeServices(shared, run), recordOf(search)])
  const there = new Set(shared.flatMap(({ references }) => references))
  const elsewhere = Object.keys(images).filter(name => !there.has(images[name] ?? ''))
  const requirement = { environment: required.environment, soak, services, record, elsewhere }
  return judgeRequirement(requirement, context.clock.now())
}

/** A service of both environments, with the images that it is to run. */
interface Shared {
  service: string
  references: readonly string[]
}

/** Milliseconds for which a read there is tried again: it may be another account, and what is not seen is told soon. */
const patience = 60_000

async function seeServices(shared: readonly Shared[], run: RequirementRun): Promise<RequiredService[]> {
  const { required, until, context } = run
  const aws = context.aws({ until, patience, ...(required.region !== undefined && { region: required.region }) })
  const wanted = await wantedOf(shared, run.aws)
  const ecs = await aws.ecs()
  try {
    const names = shared.map(({ service }) => service)
    const { services, absent } = await ecs.describeServices(required.cluster, names)
    return await Promise.all(
      shared.map(async ({ service: name, references }) => {
        const images = references.map(image => wanted.get(image) ?? [])
        const service = services.find(one => one.name === name)
        const there = service?.status === 'ACTIVE' ? service : undefined
        const reason = service?.status ?? absent.get(name) ?? 'MISSING'
        const seen: SeenService = there
          ? await seeService(there, { wanted: images, ecs, run })
          : { is: 'absent', why: `is ${reason} in cluster ${required.cluster}` }
        return { service: name, wanted: images, seen }
      }),
    )
  } catch (error) {
    const seen = unread(error)
    return shared.map(({ service }) => ({ service, wanted: [], seen }))
  }
}

interface Sight {
  wanted: WantedImages
  ecs: Ecs
  run: RequirementRun
}

async function seeService(service: Service, sight: Sight): Promise<SeenService> {
  try {
    const { desired } = service
    const running = service.deployments.reduce((sum, one) => sum + one.running, 0)
    return { is: 'read', runs: await runsOf(service, sight), desired, running }
  } catch (error) {
    return unread(error)
  }
}

/** Cancellation and bugs go on; whatever else AWS says keeps from seeing. */
function unread(error: unknown): Extract<SeenService, { is: 'unread' }> {
  if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
  return { is: 'unread', why: error.message, next: error.next }
}

/** Deployments of which DescribeServiceRevisions shows the revisions in one call. */
const portion = 20

/** The deployments of a service, newest first: all, or those that say that it has run these images for long enough. */
async function runsOf(service: Service, { wanted, ecs, run }: Sight): Promise<Run[]> {
  const { required, soak, context } = run
  const now = context.clock.now()
  const since = now - historyLasts
  const listed = await ecs.listServiceDeployments({ cluster: required.cluster, service: service.name, after: since })
  // ListServiceDeployments documents no order.
  const newestFirst = listed.toSorted((a, b) => b.createdAt - a.createdAt)
  const runs: Run[] = []
  for (const few of batches(newestFirst, portion)) {
    runs.push(...(await toRuns(few, ecs)))
    if (hasStayed(runs, wanted, { soak, now })) return runs
  }
  return [...runs, ...(await runBefore(since, service, ecs))]
}

/** A revision that ECS does not show ran something that is not known. */
async function toRuns(listed: readonly ListedDeployment[], ecs: Ecs): Promise<Run[]> {
  const arns = listed.map(({ targetRevision }) => targetRevision)
  const revisions = await ecs.describeServiceRevisions([...new Set(arns)])
  return listed.map(({ targetRevision, status, createdAt, finishedAt }) => {
    const {
      taskDefinition = '',
      digests = new Map<string, string>(),
      images = [],
    } = revisions.find(({ arn }) => arn === targetRevision) ?? {}
    return {
      ...{ taskDefinition, status, createdAt },
      ...(finishedAt !== undefined && { finishedAt }),
      end: endOfDeployment(status, { wentOff: false }),
      // ECS may have resolved an index to its platform's image; what the task definition names counts as well.
      digests: [...new Set([...digests.values(), ...digestsIn(images)])],
    }
  })
}

/** What has run for longer than ECS keeps its history: it was completed before that begins. */
async function runBefore(since: number, service: Service, ecs: Ecs): Promise<Run[]> {
  const primary = primaryOf(service)
  if (primary?.rollout !== 'COMPLETED' || primary.createdAt >= since) return []
  const { taskDefinition, createdAt } = primary
  const { definition } = await ecs.describeTaskDefinition(taskDefinition)
  const digests = digestsIn(definition.containerDefinitions.flatMap(({ image }) => image ?? []))
  return [{ taskDefinition, end: 'succeeded', status: 'SUCCESSFUL', createdAt, finishedAt: since, digests }]
}

function digestsIn(images: readonly string[]): string[] {
  return images.flatMap(image => /@(.+)$/.exec(image)?.[1] ?? [])
}

/** A task may have reported the digest of its platform's image: what an index holds counts as it. */
async function wantedOf(shared: readonly Shared[], aws: AwsServices): Promise<ReadonlyMap<string, readonly string[]>> {
  const references = [...new Set(shared.flatMap(one => one.references))]
  return new Map(
    await Promise.all(
      references.map(async image => {
        const { registry, repository, digest = '' } = parseImage(image)
        const seen = await lookInRegistry(aws, { ...(registry && { registry }), repository, wanted: { digest } })
        const manifest = seen?.is === 'found' ? seen.manifest : undefined
        return [image, manifest === undefined ? [digest] : digestsOf(readManifest(manifest), digest)] as const
      }),
    ),
  )
}
