import { deploymentReply } from './deployment-reply.ts'
import { paged } from './paging.ts'
import type { RestOperation } from './request.ts'

const filters = ['sha', 'ref', 'task', 'environment'] as const

/** Deployments, the newest first. A filter takes exactly its value, and `none` is no filter. */
export const listDeployments: RestOperation = (world, request) => {
  const wanted = filters.flatMap(name => {
    const value = request.query.get(name) ?? 'none'
    return value === 'none' ? [] : [[name, value] as const]
  })
  const matching = world.github.deployments.all.filter(deployment =>
    wanted.every(([name, value]) => deployment[name] === value),
  )
  return paged(
    world,
    request,
    matching.toReversed().map(deployment => deploymentReply(world, deployment)),
  )
}
