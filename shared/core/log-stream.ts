import { isJsonObject } from './json.ts'
import type { TaskDefinition } from './task-definition.ts'

export type LogPlace =
  { is: 'stream'; group: string; stream: string; region: string | undefined } | { is: 'elsewhere'; why: string }

/**
 * Where a container's output is: with the `awslogs` driver in the stream `prefix/container/task-id`. The prefix is
 * required on Fargate; without it the stream bears Docker's container id, which ECS does not tell.
 */
export function logPlace(
  definition: TaskDefinition,
  { container, taskArn }: { container: string; taskArn: string },
): LogPlace {
  const configuration = definition.containerDefinitions.find(({ name }) => name === container)?.['logConfiguration']
  const { logDriver, options } = isJsonObject(configuration) ? configuration : {}
  if (typeof logDriver !== 'string') return { is: 'elsewhere', why: `${container} has no log configuration` }
  if (logDriver !== 'awslogs')
    return { is: 'elsewhere', why: `${container} logs through ${logDriver}, which cannot be read here` }
  const {
    'awslogs-group': group,
    'awslogs-stream-prefix': prefix,
    'awslogs-region': region,
  } = isJsonObject(options) ? options : {}
  if (typeof group !== 'string' || typeof prefix !== 'string')
    return { is: 'elsewhere', why: `${container} has no awslogs-stream-prefix` }
  const id = taskArn.slice(taskArn.lastIndexOf('/') + 1)
  return {
    is: 'stream',
    group,
    stream: `${prefix}/${container}/${id}`,
    region: typeof region === 'string' ? region : undefined,
  }
}
