import { statusReply } from './deployment-reply.ts'
import { findDeployment } from './find-deployment.ts'
import { notFound } from './refusals.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

export const getDeploymentStatus: RestOperation = (world, request) => {
  const deployment = findDeployment(world, request)
  const status = deployment.statuses.find(({ id }) => id === Number(request.parameters.status_id))
  if (!status) throw notFound()
  return ok(statusReply(world, deployment, status))
}
