import type { DescribeImagesRequest, ImageIdentifier } from '@aws-sdk/client-ecr'
import type { JsonObject, Operation } from '../operation.ts'
import { page } from '../paging.ts'
import type { World } from '../world.ts'
import { passes } from './filter.ts'
import { findById, imageNotFound, limitIds, tagsOf } from './image-id.ts'
import type { Repository, StoredImage } from './model.ts'
import { resultOf, shownScan, statusOf, summaryOf } from './scan-reply.ts'

/** Images asked for by id must all be there; others come in pages. Archived images are hidden unless the filter asks. */
export const describeImages: Operation = (world, input) => {
  const request = input as unknown as DescribeImagesRequest
  const repository = world.ecr.repository(request.repositoryName ?? '')
  const visible = (image: StoredImage): boolean => passes(repository, image, request.filter)
  if (request.imageIds) {
    limitIds(request.imageIds)
    const images = request.imageIds.map(id => mustSee(world, { repository, id, visible }))
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

function mustSee(world: World, { repository, id, visible }: Lookup): StoredImage {
  const found = findById(repository, id)
  if (found.is === 'found' && visible(found.image)) return found.image
  throw imageNotFound(world, repository, id)
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
    ...(image.refers && { subjectManifestDigest: image.refers.subject }),
    imageStatus: image.status,
    ...seconds('lastArchivedAt', image.archivedAt),
    ...seconds('lastActivatedAt', image.activatedAt),
    ...seconds('lastRecordedPullTime', image.pulledAt),
    ...enhancedScan(world, repository, image),
  }
}

function seconds(member: string, at: number | undefined): JsonObject {
  return at === undefined ? {} : { [member]: at / 1000 }
}

/** Basic scanning of today tells nothing here; DescribeImageScanFindings alone has what it found. */
function enhancedScan(world: World, repository: Repository, image: StoredImage): JsonObject {
  const scan = shownScan(world, repository, image)
  if (scan?.type !== 'ENHANCED') return {}
  const result = resultOf(scan)
  return { imageScanStatus: statusOf(scan), ...(result && { imageScanFindingsSummary: summaryOf(result) }) }
}
