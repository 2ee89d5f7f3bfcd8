import type { Operation } from '../operation.ts'

/** Tags travel beside the task definition, not within. */
export const registerTaskDefinition: Operation = (world, input) => {
  const { document, tags } = world.ecs.registerTaskDefinition(input)
  return { taskDefinition: document, ...(tags.length > 0 && { tags }) }
}
