import type { ImageIdentifier } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { World } from '../world.ts'
import type { Repository, StoredImage } from './model.ts'

/** DescribeImages and BatchGetImage take this many ids in one request. */
const mostIds = 100

/** An image, or why there is none: `code` and `reason` as BatchGetImage tells them. */
export type Found = { is: 'found'; image: StoredImage } | { is: 'missing'; code: string; reason: string }

/** Looks an image up by tag, by digest, or by both when they agree. */
export function findById(repository: Repository, { imageDigest, imageTag }: ImageIdentifier): Found {
  if (imageDigest === undefined && imageTag === undefined) {
    return missing('MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null')
  }
  if (imageDigest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(imageDigest)) {
    return missing(
      'InvalidImageDigest',
      `Invalid request parameters: image digest should satisfy the regex 'sha256:[0-9a-f]{64}'`,
    )
  }
  const tagged = imageTag === undefined ? imageDigest : repository.tags.get(imageTag)
  const image = repository.images.get(tagged ?? '')
  if (!image) return missing('ImageNotFound', 'Requested image not found')
  if (imageDigest !== undefined && image.digest !== imageDigest) {
    return missing('ImageTagDoesNotMatchDigest', 'Requested tag does not match the digest of the image')
  }
  return { is: 'found', image }
}

/** Finds the one image that a request is about, and refuses the request if it is not there. */
export function mustFind(world: World, repository: Repository, id: ImageIdentifier): StoredImage {
  const found = findById(repository, id)
  if (found.is === 'found') return found.image
  if (found.code === 'ImageNotFound') throw imageNotFound(world, repository, id)
  throw new AwsFault('InvalidParameterException', found.reason)
}

/** How an image that is not there is refused. */
export function imageNotFound(world: World, repository: Repository, id: ImageIdentifier): AwsFault {
  return new AwsFault(
    'ImageNotFoundException',
    `The image with imageId ${shownId(id)} does not exist within the repository with name '${repository.name}' ` +
      `in the registry with id '${world.account}'`,
  )
}

/** An id as ECR's messages show it. */
export function shownId({ imageDigest = 'null', imageTag = 'null' }: ImageIdentifier): string {
  return `{imageDigest:'${imageDigest}', imageTag:'${imageTag}'}`
}

/** The id with which a reply names an image: as it was asked for, and by its digest in any case. */
export function replyId(
  { digest }: StoredImage,
  { imageTag }: ImageIdentifier,
): { imageDigest: string; imageTag?: string } {
  return { imageDigest: digest, ...(imageTag !== undefined && { imageTag }) }
}

/** Refuses more ids than one request takes. */
export function limitIds(ids: readonly unknown[]): void {
  if (ids.length > mostIds) {
    throw new AwsFault(
      'InvalidParameterException',
      `Invalid parameter at 'imageIds' failed to satisfy constraint: 'Member must have length less than or equal to ${mostIds}'`,
    )
  }
}

/** All tags that point to an image. */
export function tagsOf(repository: Repository, digest: string): string[] {
  return [...repository.tags].filter(([, target]) => target === digest).map(([tag]) => tag)
}

const missing = (code: string, reason: string): Found => ({ is: 'missing', code, reason })
