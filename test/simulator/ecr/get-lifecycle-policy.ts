import type { GetLifecyclePolicyRequest } from '@aws-sdk/client-ecr'
import type { Operation } from '../operation.ts'
import { policyOf } from './policy-of.ts'

/** A repository's policy as it was set, and when it was last carried out. */
export const getLifecyclePolicy: Operation = (world, input) => {
  const { repositoryName = '' } = input as unknown as GetLifecyclePolicyRequest
  const repository = world.ecr.repository(repositoryName)
  const { text } = policyOf(world, repository)
  const { lifecycleRunAt } = repository
  return {
    registryId: world.account,
    repositoryName,
    lifecyclePolicyText: text,
    ...(lifecycleRunAt !== undefined && { lastEvaluatedAt: lifecycleRunAt / 1000 }),
  }
}
