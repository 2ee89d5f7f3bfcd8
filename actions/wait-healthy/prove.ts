import { AwsError } from '../../shared/aws/call.ts'
import { claimOf, unpinnedContainers } from '../../shared/core/claim.ts'
import { ecrRegistry, parseImage } from '../../shared/core/image.ts'
import { digestsOf, readManifest } from '../../shared/core/manifest.ts'
import { prove } from '../../shared/core/proof.ts'
import type { Claim, Proof } from '../../shared/core/proof.ts'
import type { Followed } from '../../shared/core/rollout.ts'
import type { Service, ServiceDeployment, Task } from '../../shared/core/service.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'
import type { Waiting } from './wait-healthy.ts'

interface Question {
  service: Service
  record: ServiceDeployment | undefined
  followed: Followed
}

/** Asks ECS and the load balancers what really runs, and holds it against what should. */
export class Prover {
  private readonly waiting: Waiting
  /** By deployment id: what its tasks must run does not change. */
  private readonly claims = new Map<string, Promise<{ claim: Claim; definition: TaskDefinition }>>()

  constructor(waiting: Waiting) {
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
    if (widened === claim) return proof
    this.claims.set(followed.deploymentId, Promise.resolve({ claim: widened, definition }))
    return prove(widened, { service, tasks, targets })
  }

  private async claim(question: Question): Promise<{ claim: Claim; definition: TaskDefinition }> {
    const { deploymentId } = question.followed
    const known = this.claims.get(deploymentId) ?? this.makeClaim(question)
    this.claims.set(deploymentId, known)
    const { claim, definition } = await known
    // A replica may not know the service revision yet: what could not be resolved is asked again next time.
    if (unpinnedContainers(definition).some(name => !claim.digests.has(name))) this.claims.delete(deploymentId)
    return { claim, definition }
  }

  private async makeClaim({ record, followed }: Question): Promise<{ claim: Claim; definition: TaskDefinition }> {
    const { deploymentId, taskDefinition } = followed
    const ecs = await this.waiting.aws.ecs()
    const { definition } = await ecs.describeTaskDefinition(taskDefinition)
    const unpinned = unpinnedContainers(definition)
    const resolved =
      unpinned.length > 0 && record ? await this.resolved(revisionOf(record, deploymentId)) : new Map<string, string>()
    return { claim: claimOf(definition, { taskDefinition, deploymentId, resolved }), definition }
  }

  /** What ECS resolved the tags of unpinned containers to. Their digests are proved only where this may be read. */
  private async resolved(serviceRevisionArn: string): Promise<ReadonlyMap<string, string>> {
    try {
      return await (await this.waiting.aws.ecs()).digestsOfRevision(serviceRevisionArn)
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
   * asked for the index's images, once a container.
   */
  private async widen(claim: Claim, definition: TaskDefinition, tasks: readonly Task[]): Promise<Claim> {
    const doubtful = [...claim.digests].filter(
      ([container, accepted]) => accepted.length === 1 && !runEverywhere(tasks, container, accepted),
    )
    const wider = await Promise.all(
      doubtful.map(async ([container, [wanted = '']]): Promise<[string, string[]]> => {
        const image = definition.containerDefinitions.find(({ name }) => name === container)?.image ?? ''
        return [container, await this.digestsOfIndex(image, wanted)]
      }),
    )
    const found = wider.filter(([, digests]) => digests.length > 1)
    return found.length === 0 ? claim : { ...claim, digests: new Map([...claim.digests, ...found]) }
  }

  private async digestsOfIndex(image: string, digest: string): Promise<string[]> {
    const { registry, repository } = parseImage(image)
    const home = registry === undefined ? undefined : ecrRegistry(registry)
    if (!home) return [digest]
    const ecr = await this.waiting.aws.ecr(home.region)
    const { seen } = await ecr.look({ registryId: home.account, repository, wanted: [{ digest }] })
    const found = seen[0]
    return found?.is === 'found' && found.manifest !== undefined
      ? digestsOf(readManifest(found.manifest), digest)
      : [digest]
  }
}

/** The service revision of another deployment of the same service: its ARN ends in the number of `ecs-svc/N`. */
function revisionOf(record: ServiceDeployment, deploymentId: string): string {
  const stem = record.targetRevision.slice(0, record.targetRevision.lastIndexOf('/'))
  return `${stem}/${deploymentId.slice(deploymentId.indexOf('/') + 1)}`
}

function runEverywhere(tasks: readonly Task[], container: string, accepted: readonly string[]): boolean {
  return tasks
    .flatMap(task => task.containers.filter(({ name }) => name === container))
    .every(({ digest }) => digest !== undefined && accepted.includes(digest))
}
