import type { ListImageReferrersRequest } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { page } from '../paging.ts'

/** One request names as many types at most. */
const mostTypes = 5

/** What tells of an image: signatures, bills of materials. Of an image that is not there, nothing does. */
export const listImageReferrers: Operation = (world, input) => {
  const request = input as unknown as ListImageReferrersRequest
  const repository = world.ecr.repository(request.repositoryName ?? '')
  const { artifactTypes = [], artifactStatus = 'ACTIVE' } = request.filter ?? {}
  if (artifactTypes.length > mostTypes) {
    throw new AwsFault(
      'InvalidParameterException',
      `Invalid parameter at 'artifactTypes' failed to satisfy constraint: 'Member must have length less than or equal to ${mostTypes}'`,
    )
  }
  const found = [...repository.images.values()].flatMap(image => {
    const { refers, status } = image
    const fits =
      refers?.subject === request.subjectId?.imageDigest &&
      (artifactTypes.length === 0 || artifactTypes.includes(refers?.artifactType ?? '')) &&
      (artifactStatus === 'ANY' || artifactStatus === status)
    return refers && fits ? [{ image, refers }] : []
  })
  const { items, nextToken } = page(found, request, { usual: 20, most: 50 })
  return {
    referrers: items.map(({ image, refers }) => ({
      digest: image.digest,
      mediaType: image.mediaType,
      artifactType: refers.artifactType,
      size: Buffer.byteLength(image.text),
      annotations: { ...refers.annotations },
      artifactStatus: image.status,
    })),
    ...(nextToken !== undefined && { nextToken }),
  }
}
