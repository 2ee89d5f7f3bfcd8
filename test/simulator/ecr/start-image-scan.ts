import type { StartImageScanRequest } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { mustFind, replyId } from './image-id.ts'
import type { Scan, StoredImage } from './model.ts'

const day = 86_400_000

/** Begins a basic scan of a single image, which may be done once in 24 hours. */
export const startImageScan: Operation = (world, input) => {
  const { repositoryName = '', imageId = {} } = input as unknown as StartImageScanRequest
  const repository = world.ecr.repository(repositoryName)
  const { scanner } = world.ecr
  if (scanner.type === 'ENHANCED') throw new AwsFault('ValidationException', 'This feature is disabled')
  const image = mustFind(world, repository, imageId)
  refuseUnscannable(image, world.now())
  scanner.start(image)
  return {
    registryId: world.account,
    repositoryName,
    imageId: replyId(image, imageId),
    imageScanStatus: { status: 'IN_PROGRESS' },
  }
}

function refuseUnscannable({ status, platform, mediaType, scan }: StoredImage, now: number): void {
  if (status === 'ARCHIVED') {
    throw new AwsFault('ImageArchivedException', 'The specified image is archived and cannot be scanned.')
  }
  if (platform === undefined) {
    throw new AwsFault(
      'UnsupportedImageTypeException',
      `An artifact with media type '${mediaType}' cannot be scanned. For more information, see the Amazon ECR documentation.`,
    )
  }
  if (scan && isRecent(scan, now)) {
    throw new AwsFault('LimitExceededException', 'The scan quota per image has been exceeded. Wait and try again.')
  }
}

function isRecent({ status, result }: Scan, now: number): boolean {
  return status === 'IN_PROGRESS' || (result !== undefined && now - result.at < day)
}
