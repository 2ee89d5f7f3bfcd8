import { deploymentReply } from './deployment-reply.ts'
import { findDeployment } from './find-deployment.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

export const getDeployment: RestOperation = (world, request) =>
  ok(deploymentReply(world, findDeployment(world, request)))
