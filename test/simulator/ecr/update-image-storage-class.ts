import type { UpdateImageStorageClassRequest } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { mustFind, replyId } from './image-id.ts'
import type { StoredImage } from './model.ts'

/** Archives an image, which is done at once, or brings it back, which takes its time. */
export const updateImageStorageClass: Operation = (world, input) => {
  const { repositoryName = '', imageId = {}, targetStorageClass } = input as unknown as UpdateImageStorageClassRequest
  const repository = world.ecr.repository(repositoryName)
  const image = mustFind(world, repository, imageId)
  if (image.status !== from[targetStorageClass ?? 'ARCHIVE']) {
    throw new AwsFault(
      'ImageStorageClassUpdateNotSupportedException',
      'The requested image storage class update is not supported.',
    )
  }
  if (targetStorageClass === 'STANDARD') world.ecr.restore(repository, image)
  else world.ecr.setArchived(repository, image)
  return {
    registryId: world.account,
    repositoryName,
    imageId: replyId(image, imageId),
    imageStatus: image.status,
  }
}

/** What an image must be for it. */
const from: Readonly<Record<'ARCHIVE' | 'STANDARD', StoredImage['status']>> = {
  ARCHIVE: 'ACTIVE',
  STANDARD: 'ARCHIVED',
}
