import { ecrRegistry } from '../core/image.ts'
import type { ImageReference } from '../core/image.ts'
import type { Seen } from '../core/verification.ts'
import type { Search, TagsSearch } from './ecr.ts'
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

/** The digests of the images that carry one of these tags; undefined where the registry is not Amazon ECR. */
export async function digestsInRegistry(
  aws: AwsServices,
  { registry, repository, tags }: Pick<ImageReference, 'registry' | 'repository'> & Pick<TagsSearch, 'tags'>,
): Promise<string[] | undefined> {
  const home = registry === undefined ? undefined : ecrRegistry(registry)
  if (!home) return undefined
  return (await aws.ecr(home.region)).digestsOfTags({ registryId: home.account, repository, tags })
}
