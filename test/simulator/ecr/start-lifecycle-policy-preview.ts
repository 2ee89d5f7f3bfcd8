import type { StartLifecyclePolicyPreviewRequest } from '@aws-sdk/client-ecr'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { readPolicy } from './lifecycle-policy.ts'
import { policyOf } from './policy-of.ts'

/** Begins to work out what a policy would do: the given one, or the repository's own. */
export const startLifecyclePolicyPreview: Operation = (world, input) => {
  const { repositoryName = '', lifecyclePolicyText } = input as unknown as StartLifecyclePolicyPreviewRequest
  const repository = world.ecr.repository(repositoryName)
  if (repository.preview && !repository.preview.marked) {
    throw new AwsFault(
      'LifecyclePolicyPreviewInProgressException',
      'The previous lifecycle policy preview request has not completed. Wait and try again.',
    )
  }
  const policy = lifecyclePolicyText === undefined ? policyOf(world, repository) : readPolicy(lifecyclePolicyText)
  world.ecr.housekeeping.preview(repository, policy)
  return { registryId: world.account, repositoryName, lifecyclePolicyText: policy.text, status: 'IN_PROGRESS' }
}
