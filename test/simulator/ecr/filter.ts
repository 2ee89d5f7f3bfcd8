import type { DescribeImagesFilter } from '@aws-sdk/client-ecr'
import type { Repository, StoredImage } from './model.ts'

/** Whether DescribeImages and ListImages show an image: without a filter, only those that can be pulled. */
export function passes(repository: Repository, image: StoredImage, filter: DescribeImagesFilter = {}): boolean {
  const { imageStatus = 'ACTIVE', tagStatus = 'ANY' } = filter
  const tagged = [...repository.tags.values()].includes(image.digest) ? 'TAGGED' : 'UNTAGGED'
  return (imageStatus === 'ANY' || imageStatus === image.status) && (tagStatus === 'ANY' || tagStatus === tagged)
}
