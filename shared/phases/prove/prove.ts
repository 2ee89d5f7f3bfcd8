import { AwsError } from '../../aws/call.ts'
import { lookInRegistry } from '../../aws/registry.ts'
import { claimOf, unpinnedContainers } from '../../core/claim.ts'
import { parseImage } from '../../core/image.ts'
import { digestsOf, readManifest } from '../../core/manifest.ts'
import { prove } from '../../core/proof.ts'
import type { Claim, Proof } from '../../core/proof.ts'
import type { Followed } from '../../core/rollout.ts'
import { serviceRevisionOf } from '../../core/service.ts'
import type { Service, ServiceDeployment, Task } from '../../core/service.ts'
import type { TaskDefinition } from '../../core/task-definition.ts'
import { ActionError } from '../../errors.ts'
import type { WaitRun } from './run.ts'

interface Question {
  service: Service
  record: ServiceDeployment | undefined
  followed: Followed
}

/** Asks ECS and the load balancers what really runs, and holds it against what should. */
export class Prover {
  private readonly waiting: WaitRun
  /** By deployment id: what its tasks must run does not change. */
  private readonly claims = new Map<string, { claim: Claim; definition: TaskDefinition }>()
  /** By image: the digests of an index that was asked about. */
  private readonly indexes = new Map<string, Promise<string[] | undefined>>()

  constructor(waiting: WaitRun) {
    this.waiting = waiting
  }

  async prove({ service, record, followed }: Question): Promise<Proof> {
    const { aws, cluster } = this.waiting
    const [{ claim, definition }, tasks, targets] = await Promise.all([
      this.claim({ service, record, followed }),
      (await aws.ecs()).runningTasks(cluster, service.name),
      service.targetGroups.length === 0
        ? []
        : (await aws.loadBalancing()).targetHealth(service.targetGroups.flatMap(({ arns }) => arns)),
    ])
    const proof = prove(claim, { service, tasks, targets })
    if (proof.is === 'proved') return proof
    const widened = await this.widen(claim, definition, tasks)
    this.claims.set(followed.deploymentId, { claim: widened, definition })
    return prove(widened, { service, tasks, targets })
  }

  private async claim(question: Question): Promise<{ claim: Claim; definition: TaskDefinition }> {
    const { deploymentId } = question.followed
    const known = this.claims.get(deploymentId)
    if (known) return known
    const made = await this.makeClaim(question)
    // A replica may not know the service revision yet: what could not be resolved is asked again next time.
    if (unpinnedContainers(made.definition).every(name => made.claim.digests.has(name)))
      this.claims.set(deploymentId, made)
    return made
  }

  private async makeClaim({ record, followed }: Question): Promise<{ claim: Claim; definition: TaskDefinition }> {
    const { deploymentId, taskDefinition } = followed
    const ecs = await this.waiting.aws.ecs()
    const { definition } = await ecs.describeTaskDefinition(taskDefinition)
    const unpinned = unpinnedContainers(definition)
    const resolved =
      unpinned.length > 0 && record
        ? await this.resolved(serviceRevisionOf(deploymentId, record))
        : new Map<string, string>()
    return { claim: claimOf(definition, { taskDefinition, deploymentId, resolved }), definition }
  }

  /** What ECS resolved the tags of unpinned containers to. Their digests are proved only where this may be read. */
  private async resolved(serviceRevisionArn: string): Promise<ReadonlyMap<string, string>> {
    try {
      const [revision] = await (await this.waiting.aws.ecs()).describeServiceRevisions([serviceRevisionArn])
      return revision?.digests ?? new Map()
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind !== 'denied') throw error
      this.waiting.context.step.warning(
        `${error.message} Containers without a pinned image are not compared. ${error.next ?? ''}`,
      )
      return new Map()
    }
  }

  /**
   * A task may report the digest of its platform's image where the wanted digest is the index's: then the registry is
   * asked for the index's images. A container whose registry cannot be asked is not held to its digest, and this is said.
   */
  private async widen(claim: Claim, definition: TaskDefinition, tasks: readonly Task[]): Promise<Claim> {
    const own = tasks.filter(({ startedBy }) => startedBy === claim.deploymentId)
    const digests = new Map(claim.digests)
    for (const [container, accepted] of claim.digests) {
      const [wanted = ''] = accepted
      if (accepted.length > 1 || runEverywhere(own, container, accepted)) continue
      const image = definition.containerDefinitions.find(({ name }) => name === container)?.image ?? ''
      const all = await this.digestsOfIndex(image, wanted)
      if (all) digests.set(container, all)
      else digests.delete(container)
    }
    return { ...claim, digests }
  }

  private digestsOfIndex(image: string, digest: string): Promise<string[] | undefined> {
    const known = this.indexes.get(image) ?? this.askForIndex(image, digest)
    this.indexes.set(image, known)
    return known.catch((error: unknown) => {
      this.indexes.delete(image)
      throw error
    })
  }

  private async askForIndex(image: string, digest: string): Promise<string[] | undefined> {
    const found = await lookInRegistry(this.waiting.aws, { ...parseImage(image), wanted: { digest } })
    if (found?.is === 'found' && found.manifest !== undefined) return digestsOf(readManifest(found.manifest), digest)
    if (found?.is === 'unknown') throw new ActionError(found.why, { outcome: 'unknown' })
    if (found) return [digest]
    const why = 'is not in Amazon ECR, so it cannot be asked which images it has; what runs of it is not compared'
    this.waiting.context.step.warning(`${image} ${why}.`)
    return undefined
  }
}

function runEverywhere(tasks: readonly Task[], container: string, accepted: readonly string[]): boolean {
  return tasks
    .flatMap(task => task.containers.filter(({ name }) => name === container))
    .every(({ digest }) => digest !== undefined && accepted.includes(digest))
}
