import type { Operation } from '../operation.ts'
import { batchGetImage } from './batch-get-image.ts'
import { describeImageScanFindings } from './describe-image-scan-findings.ts'
import { describeImageSigningStatus } from './describe-image-signing-status.ts'
import { describeImages } from './describe-images.ts'
import { describeRepositories } from './describe-repositories.ts'
import { getDownloadUrlForLayer } from './get-download-url-for-layer.ts'
import { getLifecyclePolicy } from './get-lifecycle-policy.ts'
import { getLifecyclePolicyPreview } from './get-lifecycle-policy-preview.ts'
import { listImageReferrers } from './list-image-referrers.ts'
import { listImages } from './list-images.ts'
import { putImage } from './put-image.ts'
import { batchGetRepositoryScanningConfiguration, getRegistryScanningConfiguration } from './scanning-configuration.ts'
import { startImageScan } from './start-image-scan.ts'
import { startLifecyclePolicyPreview } from './start-lifecycle-policy-preview.ts'
import { updateImageStorageClass } from './update-image-storage-class.ts'

/** What the simulator has of Amazon ECR. */
export const operations: Readonly<Record<string, Operation>> = {
  BatchGetImage: batchGetImage,
  BatchGetRepositoryScanningConfiguration: batchGetRepositoryScanningConfiguration,
  DescribeImages: describeImages,
  DescribeImageScanFindings: describeImageScanFindings,
  DescribeImageSigningStatus: describeImageSigningStatus,
  DescribeRepositories: describeRepositories,
  GetDownloadUrlForLayer: getDownloadUrlForLayer,
  GetLifecyclePolicy: getLifecyclePolicy,
  GetLifecyclePolicyPreview: getLifecyclePolicyPreview,
  GetRegistryScanningConfiguration: getRegistryScanningConfiguration,
  ListImageReferrers: listImageReferrers,
  ListImages: listImages,
  PutImage: putImage,
  StartImageScan: startImageScan,
  StartLifecyclePolicyPreview: startLifecyclePolicyPreview,
  UpdateImageStorageClass: updateImageStorageClass,
}
