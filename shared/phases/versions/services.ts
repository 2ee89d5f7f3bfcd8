import type { Ecs } from '../../aws/ecs.ts'
import { lookInRegistry } from '../../aws/registry.ts'
import type { AwsServices } from '../../aws/services.ts'
import type { DeclaredService } from '../../core/deploy-manifest/declared.ts'
import type { ImageReference } from '../../core/image.ts'
import { imagesIn } from '../../core/known-revision.ts'
import { digestsOf, readManifest } from '../../core/manifest.ts'
import { readProvenance } from '../../core/provenance.ts'
import { primaryOf } from '../../core/service.ts'
import type { Service, Task } from '../../core/service.ts'
import { isOtherRevision, matchOf, unclearImages } from '../../core/versions/match.ts'
import type { Kin } from '../../core/versions/match.ts'
import type { SeenDeployment } from '../../core/versions/records.ts'
import type { Lack, RunningService, SeenService, SeenServices } from '../../core/versions/seen.ts'
import { versionOf } from '../../core/versions/version.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import type { VersionsRun, Wanted } from './run.ts'

/** What runs in an environment, compared with what was recorded of it. What may not be read is said once. */
export async function readServices(
  place: NonNullable<Wanted['place']>,
  recorded: SeenDeployment | undefined,
  run: VersionsRun,
): Promise<SeenServices> {
  const aws = run.aws(place.region)
  const lacks = new Lacks()
  try {
    const ecs = await aws.ecs()
    const { services, absent } = await ecs.describeServices(
      place.cluster,
      place.services.map(({ service }) => service),
    )
    const reading: Reading = { ecs, cluster: place.cluster, lacks }
    const seen = await Promise.all(
      place.services.map(async (declared): Promise<SeenService> => {
        const service = services.find(one => one.name === declared.service)
        if (service?.status === 'ACTIVE') return { is: 'there', ...(await readService(service, declared, reading)) }
        const reason = service?.status ?? absent.get(declared.service) ?? 'MISSING'
        return { is: 'absent', name: declared.name, service: declared.service, reason }
      }),
    )
    return { is: 'read', services: await compared(seen, recorded, { aws, lacks }), lacks: lacks.all() }
  } catch (error) {
    return { is: 'unread', lack: lackOf(error) }
  }
}

interface Reading {
  ecs: Ecs
  cluster: string
  lacks: Lacks
}

/** What may not be read, each once: a role that may not do something may not do it for any service. */
class Lacks {
  private readonly known = new Map<string, Lack>()

  /** What is read, or undefined where AWS does not let it. */
  async orNothing<T>(permission: string, read: () => Promise<T>): Promise<T | undefined> {
    if (this.known.has(permission)) return undefined
    try {
      return await read()
    } catch (error) {
      this.add(permission, lackOf(error))
      return undefined
    }
  }

  add(permission: string, lack: Lack): void {
    if (!this.known.has(permission)) this.known.set(permission, lack)
  }

  all(): Lack[] {
    return [...this.known.values()]
  }
}

/** Cancellation and bugs go on; whatever else AWS says keeps from seeing. */
function lackOf(error: unknown): Lack {
  if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
  return { why: error.message, next: error.next }
}

async function readService(service: Service, declared: DeclaredService, reading: Reading): Promise<RunningService> {
  const { ecs, cluster, lacks } = reading
  const primary = primaryOf(service)
  const taskDefinition = primary?.taskDefinition ?? service.taskDefinition
  const [revision, tasks] = await Promise.all([
    lacks.orNothing('ecs:DescribeTaskDefinition', () => ecs.describeTaskDefinition(taskDefinition)),
    lacks.orNothing('ecs:ListTasks', () => ecs.runningTasks(cluster, service.name)),
  ])
  const provenance = readProvenance(revision?.tags ?? [])
  const images = revision ? imagesIn(revision) : []
  const own = declared.images.map(({ image }) => image.repository)
  return {
    ...{ name: declared.name, service: service.name, taskDefinition, provenance, images },
    version: versionOf(provenance, images, own),
    digests: tasks && digestsIn(tasks.filter(task => task.taskDefinition === taskDefinition)),
    since: primary?.createdAt ?? 0,
    running: service.deployments.reduce((sum, one) => sum + one.running, 0),
    desired: service.desired,
    rollout: rolloutOf(service),
    ...{ match: 'unsaid', recordedRevision: undefined },
  }
}

function digestsIn(tasks: readonly Task[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>()
  for (const { containers } of tasks)
    for (const { name, digest } of containers)
      if (digest !== undefined) found.set(name, (found.get(name) ?? new Set()).add(digest))
  return new Map([...found].map(([name, digests]) => [name, [...digests]]))
}

function rolloutOf(service: Service): RunningService['rollout'] {
  const rollout = primaryOf(service)?.rollout
  if (rollout === 'COMPLETED') return 'completed'
  if (rollout === 'FAILED') return 'failed'
  return rollout === 'IN_PROGRESS' ? 'in-progress' : 'unsaid'
}

interface Registry {
  aws: AwsServices
  lacks: Lacks
}

async function compared(
  seen: readonly SeenService[],
  recorded: SeenDeployment | undefined,
  registry: Registry,
): Promise<SeenService[]> {
  if (!recorded) return [...seen]
  const unclear = seen.flatMap(one => (one.is === 'there' ? unclearImages(one, recorded) : []))
  const kin = await kinOf(unclear, registry)
  return seen.map(one => {
    if (one.is !== 'there') return one
    return { ...one, match: matchOf(one, recorded, kin), recordedRevision: isOtherRevision(one, recorded) }
  })
}

/** ECS may report of a task the digest of its platform's image, where the record has that of the index. */
async function kinOf(images: readonly ImageReference[], { aws, lacks }: Registry): Promise<Kin> {
  const byDigest = new Map(images.flatMap(image => (image.digest === undefined ? [] : [[image.digest, image]])))
  const entries = await Promise.all(
    [...byDigest].map(async ([digest, { registry, repository }]) => {
      const image = { ...(registry !== undefined && { registry }), repository, wanted: { digest } }
      const found = await lacks.orNothing('ecr:BatchGetImage', () => lookInRegistry(aws, image))
      if (found?.is === 'unknown') lacks.add('ecr:BatchGetImage', { why: `${repository}: ${found.why}` })
      if (found?.is !== 'found' || found.manifest === undefined) return []
      return [[digest, digestsOf(readManifest(found.manifest), digest)] as const]
    }),
  )
  return new Map(entries.flat())
}
