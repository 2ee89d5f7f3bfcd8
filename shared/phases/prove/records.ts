import { AwsError } from '../../aws/call.ts'
import { isDeploymentOf } from '../../core/service.ts'
import type { Service, ServiceDeployment } from '../../core/service.ts'
import type { Path } from './path.ts'
import type { WaitRun } from './run.ts'

/** Milliseconds. ECS lists a service deployment under a time a little before the deployment's. */
const listingSlack = 60_000
/** How far back a deployment is looked for that the service no longer shows. */
const day = 86_400_000

/** ECS's own records of the followed deployments: they have an explicit end. */
export class Records {
  private readonly waiting: WaitRun
  private readable = true

  constructor(waiting: WaitRun) {
    this.waiting = waiting
  }

  /** Those of these services, as far as they are listed and may be read. Without them DescribeServices has to do. */
  async of(paths: readonly Path[], seen: ReadonlyMap<string, Service>): Promise<readonly ServiceDeployment[]> {
    if (!this.readable) return []
    try {
      const unknown = paths.filter(({ record }) => !record)
      await Promise.all(unknown.map(path => this.find(path, seen.get(path.target.service))))
      const ecs = await this.waiting.aws.ecs()
      return await ecs.describeServiceDeployments(paths.flatMap(({ record }) => record ?? []))
    } catch (error) {
      if (!isRefusal(error)) throw error
      this.readable = false
      this.waiting.context.step.warning(
        `${error.message} The rollout is followed by DescribeServices alone, which says less. ${error.next ?? ''}`,
      )
      return []
    }
  }

  private async find(path: Path, service: Service | undefined): Promise<void> {
    const id = path.followed?.deploymentId
    if (!service || id === undefined) return
    const own = service.deployments.find(deployment => deployment.id === id)
    const ecs = await this.waiting.aws.ecs()
    const listed = await ecs.listServiceDeployments({
      cluster: this.waiting.cluster,
      service: service.name,
      after: own ? own.createdAt - listingSlack : path.memory.began - day,
    })
    const found = listed.find(record => isDeploymentOf(record, id))
    if (found) path.record = found.arn
  }
}

/** The role may not read service deployments, or this partition of AWS does not have them. */
export function isRefusal(error: unknown): error is AwsError {
  return error instanceof AwsError && (error.kind === 'denied' || error.is('UnsupportedFeatureException'))
}
