import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { Ecs } from './state.ts'

/** What an ARN names of the things that can have tags. */
export function taggedResource(ecs: Ecs, arn: string): { tags: JsonObject[] } {
  const kind = /:(cluster|service|task|task-definition)\//.exec(arn)?.[1]
  const found = kind === undefined ? undefined : finders[kind]?.(ecs, arn)
  if (!found) throw new AwsFault('ResourceNotFoundException', 'The specified resource was not found.')
  return found
}

const finders: Readonly<Record<string, (ecs: Ecs, arn: string) => { tags: JsonObject[] } | undefined>> = {
  cluster: (ecs, arn) => ecs.cluster(arn),
  service: (ecs, arn) => ecs.services().find(service => service.arn === arn),
  'task-definition': (ecs, arn) => ecs.taskDefinition(arn),
  task: (ecs, arn) => {
    const alone = [...ecs.clusters.values()].flatMap(({ tasks }) => tasks)
    return [...ecs.services().flatMap(({ tasks }) => tasks), ...alone].find(task => task.arn === arn)
  },
}
