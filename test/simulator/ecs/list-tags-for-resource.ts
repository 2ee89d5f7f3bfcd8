import type { ListTagsForResourceRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { taggedResource } from './tagged-resource.ts'

export const listTagsForResource: Operation = (world, input) => {
  const { resourceArn = '' } = input as unknown as ListTagsForResourceRequest
  return { tags: taggedResource(world.ecs, resourceArn).tags }
}
