import type { DescribeImageSigningStatusRequest } from '@aws-sdk/client-ecr'
import type { Operation } from '../operation.ts'
import { mustFind, replyId } from './image-id.ts'

/** How far ECR's own signing of an image is, by profile; none of an image that no rule signs. */
export const describeImageSigningStatus: Operation = (world, input) => {
  const { repositoryName = '', imageId = {} } = input as unknown as DescribeImageSigningStatusRequest
  const repository = world.ecr.repository(repositoryName)
  const image = mustFind(world, repository, imageId)
  return {
    repositoryName,
    imageId: replyId(image, imageId),
    registryId: world.account,
    signingStatuses: image.signings.map(({ profile, status }) => ({
      signingProfileArn: world.arn('signer', `/signing-profiles/${profile}`),
      status,
      ...(status === 'FAILED' && { failureCode: 'InternalError', failureReason: 'The image could not be signed' }),
    })),
  }
}
