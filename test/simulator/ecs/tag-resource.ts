import type { TagResourceRequest } from '@aws-sdk/client-ecs'
import type { JsonObject, Operation } from '../operation.ts'
import { invalid } from './request.ts'
import { retag, taggedResource } from './tagged-resource.ts'

const most = 50

/** Tags with other keys stay as they are. */
export const tagResource: Operation = (world, input) => {
  const { resourceArn = '', tags = [] } = input as unknown as TagResourceRequest
  const resource = taggedResource(world.ecs, resourceArn)
  const keys = new Set(tags.map(({ key }) => key))
  const kept = resource.tags.filter(({ key }) => typeof key !== 'string' || !keys.has(key))
  const all = [...kept, ...(tags as unknown as JsonObject[])]
  if (all.length > most) throw invalid(`A resource can have at most ${most} tags.`)
  retag(world.ecs, resource, all)
  return {}
}
