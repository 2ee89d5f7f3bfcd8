import type { World } from '../world.ts'
import type { Deployment } from './deployments.ts'
import { notFound } from './refusals.ts'
import type { RestRequest } from './request.ts'

/** The deployment that a path names. */
export function findDeployment({ github }: World, { parameters }: RestRequest): Deployment {
  const deployment = github.deployments.find(Number(parameters.deployment_id))
  if (!deployment) throw notFound()
  return deployment
}
