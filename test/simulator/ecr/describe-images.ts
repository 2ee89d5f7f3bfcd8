import type { DescribeImagesRequest, ImageIdentifier } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { JsonObject, Operation } from '../operation.ts'
import { page } from '../paging.ts'
import type { World } from '../world.ts'
import { passes } from './filter.ts'
import { findById, limitIds, tagsOf } from './image-id.ts'
import type { Repository, StoredImage } from './state.ts'

/** Images asked for by id must all be there; others come in pages. Archived images are hidden unless the filter asks. */
export const describeImages: Operation = (world, input) => {
  const request = input as unknown as DescribeImagesRequest
  const repository = world.ecr.repository(request.repositoryName ?? '')
  const visible = (image: StoredImage): boolean => passes(repository, image, request.filter)
  if (request.imageIds) {
    limitIds(request.imageIds)
    const images = request.imageIds.map(id => mustFind(world, { repository, id, visible }))
    return { imageDetails: [...new Set(images)].map(image => detail(world, repository, image)) }
  }
  const { items, nextToken } = page([...repository.images.values()].filter(visible), request, {
    usual: 100,
    most: 1000,
  })
  return { imageDetails: items.map(image => detail(world, repository, image)), ...(nextToken && { nextToken }) }
}

interface Lookup {
  repository: Repository
  id: ImageIdentifier
  visible: (image: StoredImage) => boolean
}

function mustFind(world: World, { repository, id, visible }: Lookup): StoredImage {
  const found = findById(repository, id)
  if (found.is === 'found' && visible(found.image)) return found.image
  throw new AwsFault(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'} ` +
      `does not exist within the repository with name '${repository.name}' in the registry with id '${world.account}'`,
  )
}

function detail(world: World, repository: Repository, image: StoredImage): JsonObject {
  const imageTags = tagsOf(repository, image.digest)
  return {
    registryId: world.account,
    repositoryName: repository.name,
    imageDigest: image.digest,
    ...(imageTags.length > 0 && { imageTags }),
    imageSizeInBytes: image.size,
    imagePushedAt: image.pushedAt / 1000,
    imageManifestMediaType: image.mediaType,
    ...(image.artifactMediaType !== undefined && { artifactMediaType: image.artifactMediaType }),
    imageStatus: image.status,
    ...(image.archivedAt !== undefined && { lastArchivedAt: image.archivedAt / 1000 }),
  }
}
