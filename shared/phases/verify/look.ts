import type { AwsServices } from '../../aws/services.ts'
import { ecrHost } from '../../core/ecr-host.ts'
import { ecrRegistry, imageText } from '../../core/image.ts'
import type { ImageReference } from '../../core/image.ts'
import type { Seen } from '../../core/verification.ts'

/** An image of the release, by the name the release gives it. */
export interface NamedImage {
  name: string
  /** Repository, and registry if it was given. One that was built elsewhere has a tag or a digest of its own. */
  image: ImageReference
}

export interface LookedFor {
  image: NamedImage
  /** The host of the registry, or words for it where none is known. */
  registry: string
  seen: Seen
}

/** Looks for the tag in every repository, each repository once, and for images of elsewhere by their own. */
export async function lookForImages(
  images: readonly NamedImage[],
  { tag, aws }: { tag: string; aws: AwsServices },
): Promise<LookedFor[]> {
  const looks = new Map<string, Promise<{ registry: string; seen: Seen }>>()
  const look = (image: ImageReference): Promise<{ registry: string; seen: Seen }> => {
    const key = imageText(image)
    const known = looks.get(key) ?? lookIn(image, { tag, aws })
    looks.set(key, known)
    return known
  }
  return Promise.all(images.map(async image => ({ image, ...(await look(image.image)) })))
}

/** What is looked for: the tag of the release, unless the image has a tag or a digest of its own. */
export function wantedOf(image: ImageReference, tag: string): { tag: string } | { digest: string } {
  return image.digest === undefined ? { tag: image.tag ?? tag } : { digest: image.digest }
}

async function lookIn(
  image: ImageReference,
  { tag, aws }: { tag: string; aws: AwsServices },
): Promise<{ registry: string; seen: Seen }> {
  const { registry, repository } = image
  const home = registry === undefined ? undefined : ecrRegistry(registry)
  if (registry !== undefined && !home) {
    return {
      registry,
      seen: { is: 'unknown', why: `${registry} is not a registry of Amazon ECR, so it cannot be asked` },
    }
  }
  const ecr = await aws.ecr(home?.region)
  const { registryId, seen } = await ecr.look({ registryId: home?.account, repository, wanted: wantedOf(image, tag) })
  const region = await ecr.region()
  const host =
    registry ??
    (registryId === undefined ? `the registry of this account in ${region}` : ecrHost({ account: registryId, region }))
  return { registry: host, seen }
}
