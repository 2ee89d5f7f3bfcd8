import type { AwsServices } from '../../aws/services.ts'
import { knownRevision } from '../../core/known-revision.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import { describeIfThere } from '../deploy/revise.ts'

/** The revisions that a run has read. A revision does not change, so each is read once, also for several services. */
export class Revisions {
  private readonly aws: AwsServices
  private readonly known = new Map<string, Promise<KnownRevision | 'gone'>>()

  constructor(aws: AwsServices) {
    this.aws = aws
  }

  /** `gone` where ECS does not know it any more. */
  read(name: string): Promise<KnownRevision | 'gone'> {
    const known = this.known.get(name) ?? this.describe(name)
    this.known.set(name, known)
    return known
  }

  private async describe(name: string): Promise<KnownRevision | 'gone'> {
    const revision = await describeIfThere(name, await this.aws.ecs())
    return revision ? knownRevision(revision) : 'gone'
  }
}
