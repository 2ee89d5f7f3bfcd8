import type { DescribeImageScanFindingsRequest, ImageIdentifier } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { JsonObject, Operation } from '../operation.ts'
import { page } from '../paging.ts'
import { basicFinding, enhancedFinding } from './finding-reply.ts'
import { mustFind, replyId, shownId } from './image-id.ts'
import type { World } from '../world.ts'
import type { Repository, Scan, StoredImage } from './model.ts'
import { resultOf, shownScan, statusOf, summaryOf } from './scan-reply.ts'

/** How far the scan of an image is, and what it found. No scan is not the same as no findings. */
export const describeImageScanFindings: Operation = (world, input) => {
  const { repositoryName = '', imageId = {}, ...paging } = input as unknown as DescribeImageScanFindingsRequest
  const repository = world.ecr.repository(repositoryName)
  const image = mustFind(world, repository, imageId)
  const scan = shownScan(world, repository, image)
  if (!scan) throw scanNotFound(world, repositoryName, imageId)
  return {
    registryId: world.account,
    repositoryName,
    imageId: replyId(image, imageId),
    imageScanStatus: statusOf(scan),
    ...results(world, paging, { repository, image, scan }),
  }
}

function scanNotFound({ account }: World, repositoryName: string, imageId: ImageIdentifier): AwsFault {
  return new AwsFault(
    'ScanNotFoundException',
    `Image scan does not exist for the image with '${shownId(imageId)}' in the repository with name ` +
      `'${repositoryName}' in the registry with id '${account}'`,
  )
}

interface Scanned {
  repository: Repository
  image: StoredImage
  scan: Scan
}

type Paging = Pick<DescribeImageScanFindingsRequest, 'maxResults' | 'nextToken'>

/** One page of what was found. Enhanced scanning that found nothing answers in the form of basic scanning. */
function results(world: World, paging: Paging, { repository, image, scan }: Scanned): JsonObject {
  const result = resultOf(scan)
  if (!result) return {}
  const { items, nextToken } = page(result.findings, paging, { usual: 100, most: 1000 })
  const found = items.map(finding => findingReply[scan.type](world, { repository, image, finding, at: result.at }))
  const imageScanFindings: Record<Scan['type'], JsonObject> = {
    BASIC: { ...summaryOf(result), findings: found },
    ENHANCED: result.findings.length > 0 ? { ...summaryOf(result), enhancedFindings: found } : { findings: [] },
  }
  return { imageScanFindings: imageScanFindings[scan.type], ...(nextToken !== undefined && { nextToken }) }
}

const findingReply = { BASIC: basicFinding, ENHANCED: enhancedFinding } as const
