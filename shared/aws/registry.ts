import { ecrRegistry } from '../core/image.ts'
import type { ImageReference } from '../core/image.ts'
import type { SeenScan } from '../core/scan-verdict.ts'
import type { SeenSigning } from '../core/signature-verdict.ts'
import type { Seen } from '../core/verification.ts'
import type { ImageSearch, Search, TagsSearch } from './ecr.ts'
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

/** An image where it was found. */
export interface RegistryImage extends Pick<ImageSearch, 'repository' | 'digest'> {
  /** Registry host. */
  registry: string
}

/** The scan of an image in the registry where it was found. */
export async function scanInRegistry(
  aws: AwsServices,
  { registry, repository, digest }: RegistryImage,
): Promise<SeenScan> {
  const home = ecrRegistry(registry)
  if (!home) return { is: 'unread', ...elsewhere(registry) }
  return (await aws.ecr(home.region)).scan({ registryId: home.account, repository, digest })
}

/** How far the signing of an image is in the registry where it was found. */
export async function signingInRegistry(
  aws: AwsServices,
  { registry, repository, digest }: RegistryImage,
): Promise<SeenSigning> {
  const home = ecrRegistry(registry)
  if (!home) return { is: 'unread', ...elsewhere(registry) }
  return (await aws.ecr(home.region)).signing({ registryId: home.account, repository, digest })
}

function elsewhere(registry: string): { why: string; next: string } {
  return {
    why: `it is in ${registry}, which is not Amazon ECR`,
    next: 'Copy the image into Amazon ECR, and name it there.',
  }
}
