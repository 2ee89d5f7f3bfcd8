import type { Operation } from '../operation.ts'
import { batchGetImage } from './batch-get-image.ts'
import { describeImages } from './describe-images.ts'
import { describeRepositories } from './describe-repositories.ts'
import { getDownloadUrlForLayer } from './get-download-url-for-layer.ts'
import { listImages } from './list-images.ts'

/** What the simulator has of Amazon ECR. */
export const operations: Readonly<Record<string, Operation>> = {
  BatchGetImage: batchGetImage,
  DescribeImages: describeImages,
  DescribeRepositories: describeRepositories,
  GetDownloadUrlForLayer: getDownloadUrlForLayer,
  ListImages: listImages,
}
