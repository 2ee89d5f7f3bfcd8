import type { PutImageRequest } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import type { World } from '../world.ts'
import type { Manifest } from './manifest.ts'
import type { Repository } from './model.ts'
import { isFixed } from './mutability.ts'
import { contentOf, readManifest } from './read-manifest.ts'
import { tagTaken } from './state.ts'

/** Adds a manifest, or gives one that is there a further tag: the way in which images are tagged anew. */
export const putImage: Operation = (world, input) => {
  const request = input as unknown as PutImageRequest
  const repository = world.ecr.repository(request.repositoryName ?? '')
  const { imageTag, imageDigest } = request
  const manifest = readManifest(world, repository, request)
  if (imageDigest !== undefined && imageDigest !== manifest.digest) throw otherDigest(world, repository, imageDigest)
  refuseTag(world, { repository, manifest, imageTag })
  world.ecr.store(repository, manifest, contentOf(repository, manifest))
  if (imageTag !== undefined) repository.tags.set(imageTag, manifest.digest)
  world.note(repository.name, `put ${[imageTag, manifest.digest.slice(0, 19)].filter(Boolean).join(', ')}`)
  return {
    image: {
      registryId: world.account,
      repositoryName: repository.name,
      imageId: { imageDigest: manifest.digest, ...(imageTag !== undefined && { imageTag }) },
      imageManifest: manifest.text,
      imageManifestMediaType: manifest.mediaType,
    },
  }
}

interface Tagged {
  repository: Repository
  manifest: Manifest
  imageTag: string | undefined
}

/** A tag that may not move, and a request that would change nothing, are refused. */
function refuseTag(world: World, { repository, manifest, imageTag }: Tagged): void {
  const { digest } = manifest
  const target = imageTag === undefined ? undefined : repository.tags.get(imageTag)
  const isThere = repository.images.get(digest)?.status === 'ACTIVE'
  const isSame = isThere && (imageTag === undefined || target === digest)
  const fixed = imageTag !== undefined && target !== undefined && isFixed(repository, imageTag)
  const { sameImageAgain } = world.ecr.assumptions
  if (fixed && (!isSame || sameImageAgain === 'ImageTagAlreadyExistsException'))
    throw tagTaken(repository.name, imageTag)
  if (isSame) throw alreadyThere(world, { repository, manifest, imageTag })
}

function alreadyThere(world: World, { repository, manifest, imageTag }: Tagged): AwsFault {
  return new AwsFault(
    'ImageAlreadyExistsException',
    `Image with digest '${manifest.digest}' and tag '${imageTag ?? 'null'}' already exists in the repository with name ` +
      `'${repository.name}' in registry with id '${world.account}'`,
  )
}

function otherDigest(world: World, { name }: Repository, digest: string): AwsFault {
  return new AwsFault(
    'ImageDigestDoesNotMatchException',
    `The image with digest '${digest}' in repository '${name}' and registry ID '${world.account}' does not match the ` +
      'image digest that Amazon ECR has calculated.',
  )
}
