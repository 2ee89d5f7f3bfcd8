import type { ListTagsForResourceRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { taggedResource } from './tagged-resource.ts'

/** A resource without tags has an empty list; one that is not there is refused. */
export const listTagsForResource: Operation = (world, input) => {
  const { resourceArn = '' } = input as unknown as ListTagsForResourceRequest
  return { tags: taggedResource(world.ecs, resourceArn).tags }
}
