import type { ScanStatus } from '@aws-sdk/client-ecr'
import type { JsonObject } from '../operation.ts'
import type { World } from '../world.ts'
import type { Assumptions } from './assumptions.ts'
import type { Finding, Repository, Scan, Severity, StoredImage } from './model.ts'

/** What is shown of an image's scan: that of an archived one, and that of an index, are not its own. */
export function shownScan(world: World, repository: Repository, image: StoredImage): Scan | undefined {
  if (image.children.length > 0) return scanOfIndex(world, repository, image)
  const { scan, status } = image
  return scan && status !== 'ACTIVE' ? { type: scan.type, status: 'IMAGE_ARCHIVED' } : scan
}

function scanOfIndex({ ecr }: World, repository: Repository, { children }: StoredImage): Scan | undefined {
  const first = children.find(({ platform }) => platform !== undefined)
  const scans: Readonly<Record<Assumptions['scanOfIndex'], Scan | undefined>> = {
    none: undefined,
    unsupported: { type: ecr.scanner.type, status: 'UNSUPPORTED_IMAGE' },
    'of-platform': repository.images.get(first?.digest ?? '')?.scan,
  }
  return scans[ecr.assumptions.scanOfIndex]
}

/** What ECR says of a scan beside its status. */
const descriptions: Partial<Record<ScanStatus, string>> = {
  COMPLETE: 'The scan was completed successfully.',
  ACTIVE: 'Continuous scan is selected for image.',
  FAILED: 'UnsupportedImageError: The operating system and/or package manager are not supported.',
  UNSUPPORTED_IMAGE: 'UnsupportedImageError: The operating system and/or package manager are not supported.',
}

export function statusOf({ status }: Scan): JsonObject {
  return { status, description: descriptions[status] }
}

/** What a scan found, if it came to an end that tells. */
export function resultOf({ status, result }: Scan): Scan['result'] {
  return status === 'COMPLETE' || status === 'ACTIVE' ? result : undefined
}

/** When it was scanned, and how much was found. */
export function summaryOf({ findings, at }: NonNullable<Scan['result']>): JsonObject {
  return {
    imageScanCompletedAt: at / 1000,
    vulnerabilitySourceUpdatedAt: at / 1000,
    findingSeverityCounts: counts(findings),
  }
}

function counts(findings: readonly Finding[]): JsonObject {
  const found: Partial<Record<Severity, number>> = {}
  for (const { severity } of findings) found[severity] = (found[severity] ?? 0) + 1
  return found
}
