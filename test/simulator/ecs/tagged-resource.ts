import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { Cluster, Service, Task, TaskDefinition } from './model.ts'
import type { Ecs } from './state.ts'
import { isForgotten } from './tasks-of-cluster.ts'

type Tagged = Cluster | Service | Task | TaskDefinition

/** What an ARN names of the things that can have tags. */
export function taggedResource(ecs: Ecs, arn: string): Tagged {
  const kind = /:(cluster|service|task|task-definition)\//.exec(arn)?.[1]
  const found = kind === undefined ? undefined : finders[kind]?.(ecs, arn)
  if (!found) throw new AwsFault('ResourceNotFoundException', 'The specified resource was not found.')
  return found
}

const finders: Readonly<Record<string, (ecs: Ecs, arn: string) => Tagged | undefined>> = {
  cluster: (ecs, arn) => ecs.cluster(arn),
  service: (ecs, arn) => ecs.services().find(service => service.arn === arn),
  task: (ecs, arn) => ecs.tasks().find(task => task.arn === arn && !isForgotten(ecs, task)),
  'task-definition': (ecs, arn) => ecs.taskDefinition(arn),
}

/** Puts other tags on a resource. */
export function retag(ecs: Ecs, resource: Tagged, tags: JsonObject[]): void {
  const put = (): void => {
    resource.tags = tags
  }
  if ('deployments' in resource || 'containers' in resource) ecs.change(resource, put)
  else put()
}
