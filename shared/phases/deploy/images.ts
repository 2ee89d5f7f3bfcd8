import { lookInRegistry } from '../../aws/registry.ts'
import { imageText } from '../../core/image.ts'
import type { ImageReference } from '../../core/image.ts'
import type { Platform } from '../../core/manifest.ts'
import type { Obstacle } from '../../core/preflight.ts'
import { judgeImage } from '../../core/verification.ts'
import type { Seen } from '../../core/verification.ts'
import { capital } from '../../core/wording.ts'
import type { RevisionRun } from './run.ts'

/** An image that a container is to get, and the platform its tasks run on. */
export interface ImageOfService {
  service: string
  container: string
  image: ImageReference
  /** Undefined on instances, where it is theirs. */
  platform: Platform | undefined
}

export interface CheckedImage extends ImageOfService {
  digest: string
  /** A tag the image carries in its registry, for the record. */
  tag: string | undefined
  obstacle?: Obstacle
}

/**
 * Every image is deployed by its digest, so each is looked up once: that turns a tag into the digest it has now, and
 * shows whether the image is there and built for the tasks' platform before anything is registered.
 */
export async function checkImages(images: readonly ImageOfService[], deployment: RevisionRun): Promise<CheckedImage[]> {
  const looked = new Map<string, Promise<Seen | undefined>>()
  for (const { image } of images) {
    const key = imageText(image)
    if (!looked.has(key)) looked.set(key, lookInRegistry(deployment.aws, { ...image, wanted: wantedOf(image) }))
  }
  return Promise.all(images.map(async one => checked(one, await looked.get(imageText(one.image)), deployment)))
}

function wantedOf({ tag = 'latest', digest }: ImageReference): { tag: string } | { digest: string } {
  return digest === undefined ? { tag } : { digest }
}

function checked(one: ImageOfService, seen: Seen | undefined, deployment: RevisionRun): CheckedImage {
  const { service, image } = one
  const known = { ...one, digest: image.digest ?? '', tag: image.tag }
  if (!seen) return image.digest === undefined ? { ...known, obstacle: unpinned(one) } : known
  const { registry = '', repository } = image
  const looked = { name: service, registry, repository, wanted: wantedOf(image), seen }
  const verdict = judgeImage(looked, one.platform ? [one.platform] : [])
  const tag = image.tag ?? (seen.is === 'found' ? tellingTag(seen.tags, deployment) : undefined)
  if (verdict.is === 'verified') return { ...known, digest: verdict.digest, tag }
  if (verdict.is === 'unknown' && image.digest !== undefined) {
    deployment.context.step.warning(`${service}: the image could not be checked before the deployment: ${verdict.why}`)
    return { ...known, tag }
  }
  const next = verdict.is === 'unknown' ? 'Pin the image by its digest, or let the registry be read' : verdict.next
  return {
    ...known,
    obstacle: {
      service,
      why: `cannot run its image: ${verdict.why}`,
      next: `${capital(next)}.`,
    },
  }
}

/** Of the tags an image carries the one that says most: its commit or release, and `latest` only for want of another. */
function tellingTag(tags: readonly string[], { commit, release }: RevisionRun): string | undefined {
  return tags.find(tag => tag === commit || tag === release) ?? tags.find(tag => tag !== 'latest') ?? tags[0]
}

function unpinned({ service, image }: ImageOfService): Obstacle {
  return {
    service,
    why: `is given ${imageText(image)} without a digest`,
    next:
      image.registry === undefined
        ? 'It has no registry: images of Amazon ECR are given as 123456789012.dkr.ecr.eu-west-1.amazonaws.com/repository:tag.'
        : 'Images outside of Amazon ECR have to be given as registry/repository@sha256:….',
  }
}
