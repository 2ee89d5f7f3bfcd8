import type { BatchGetImageRequest, ImageIdentifier } from '@aws-sdk/client-ecr'
import type { JsonObject, Operation } from '../operation.ts'
import type { World } from '../world.ts'
import { findById, limitIds } from './image-id.ts'
import type { Found } from './image-id.ts'
import type { Repository } from './model.ts'

/** Gives the manifests that are there, and a failure for each that is not: the reply is HTTP 200 either way. */
export const batchGetImage: Operation = (world, input) => {
  const request = input as unknown as BatchGetImageRequest
  const repository = world.ecr.repository(request.repositoryName ?? '')
  const ids = request.imageIds ?? []
  limitIds(ids)
  const accepted = request.acceptedMediaTypes ?? []
  const found = ids.map(id => ({ id, ...readable(findById(repository, id), accepted) }))
  return {
    images: found.flatMap(one => (one.is === 'found' ? [image(world, repository, one)] : [])),
    failures: found.flatMap(one => (one.is === 'missing' ? [failure(one)] : [])),
  }
}

/** An archived image has no manifest to give, nor has one in a type that the caller does not read. */
function readable(found: Found, accepted: readonly string[]): Found {
  if (found.is === 'missing') return found
  if (found.image.status !== 'ACTIVE') {
    return { is: 'missing', code: 'ImageInaccessible', reason: 'Requested image is archived' }
  }
  if (accepted.length > 0 && !accepted.includes(found.image.mediaType)) {
    return { is: 'missing', code: 'ImageNotFound', reason: 'Requested image not found' }
  }
  return found
}

type Asked<Is extends Found['is']> = Extract<Found, { is: Is }> & { id: ImageIdentifier }

function image(world: World, repository: Repository, { id, image }: Asked<'found'>): JsonObject {
  return {
    registryId: world.account,
    repositoryName: repository.name,
    imageId: { imageDigest: image.digest, ...(id.imageTag !== undefined && { imageTag: id.imageTag }) },
    imageManifest: image.text,
    imageManifestMediaType: image.mediaType,
  }
}

function failure({ id, code, reason }: Asked<'missing'>): JsonObject {
  const { imageDigest, imageTag } = id
  return { imageId: { imageDigest, imageTag }, failureCode: code, failureReason: reason }
}
