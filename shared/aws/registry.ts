import { ecrRegistry } from '../core/image.ts'
import type { ImageReference } from '../core/image.ts'
import type { Seen } from '../core/verification.ts'
import type { Search } from './ecr.ts'
import type { AwsServices } from './services.ts'

/** Looks for an image in the registry that its reference names; undefined where that is not Amazon ECR. */
export async function lookInRegistry(
  aws: AwsServices,
  { registry, repository, wanted }: Pick<ImageReference, 'registry' | 'repository'> & Pick<Search, 'wanted'>,
): Promise<Seen | undefined> {
  const home = registry === undefined ? undefined : ecrRegistry(registry)
  if (!home) return undefined
  const ecr = await aws.ecr(home.region)
  return (await ecr.look({ registryId: home.account, repository, wanted })).seen
}
