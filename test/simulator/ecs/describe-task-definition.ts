import type { DescribeTaskDefinitionRequest } from '@aws-sdk/client-ecs'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { wantsTags } from './request.ts'

/** INACTIVE revisions can be described as well, as long as they are named by number. */
export const describeTaskDefinition: Operation = (world, input) => {
  const { taskDefinition } = input as unknown as DescribeTaskDefinitionRequest
  const found = world.ecs.taskDefinition(taskDefinition ?? '')
  if (!found) throw new AwsFault('ClientException', 'Unable to describe task definition.')
  return { taskDefinition: found.document, ...(wantsTags(input.include) && { tags: found.tags }) }
}
