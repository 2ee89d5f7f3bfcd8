import type { ListImagesRequest } from '@aws-sdk/client-ecr'
import type { Operation } from '../operation.ts'
import { page } from '../paging.ts'
import { passes } from './filter.ts'
import { tagsOf } from './image-id.ts'

/** One id for each tag, and one for an image without tags. */
export const listImages: Operation = (world, input) => {
  const request = input as unknown as ListImagesRequest
  const repository = world.ecr.repository(request.repositoryName ?? '')
  const ids = [...repository.images.values()]
    .filter(image => passes(repository, image, request.filter))
    .flatMap(({ digest }) => {
      const tags = tagsOf(repository, digest)
      return tags.length === 0 ? [{ imageDigest: digest }] : tags.map(imageTag => ({ imageDigest: digest, imageTag }))
    })
  const { items, nextToken } = page(ids, request, { usual: 100, most: 1000 })
  return { imageIds: items, ...(nextToken && { nextToken }) }
}
