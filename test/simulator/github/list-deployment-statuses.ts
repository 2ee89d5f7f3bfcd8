import { statusReply } from './deployment-reply.ts'
import { findDeployment } from './find-deployment.ts'
import { paged } from './paging.ts'
import type { RestOperation } from './request.ts'

/** What became of a deployment, the newest first. */
export const listDeploymentStatuses: RestOperation = (world, request) => {
  const deployment = findDeployment(world, request)
  return paged(
    world,
    request,
    deployment.statuses.toReversed().map(status => statusReply(world, deployment, status)),
  )
}
