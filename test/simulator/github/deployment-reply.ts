import type { World } from '../world.ts'
import type { Deployment, DeploymentStatus } from './deployments.ts'
import { apiUrl, nodeId, timestamp, user } from './repository.ts'
import type { DeploymentData, DeploymentStatusData } from './shapes.ts'

/** A deployment; what became of it is in its statuses alone. */
export function deploymentReply(world: World, deployment: Deployment): DeploymentData {
  const { id, ref, sha, task, payload, environment } = deployment
  const url = apiUrl(world, `deployments/${id}`)
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    task,
    original_environment: deployment.originalEnvironment,
    environment,
    description: deployment.description,
    created_at: timestamp(deployment.createdAt),
    updated_at: timestamp(deployment.updatedAt),
    statuses_url: `${url}/statuses`,
    repository_url: apiUrl(world),
    creator: user(deployment.creator),
    sha,
    ref,
    payload,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: null,
  }
}

/** One status of a deployment. */
export function statusReply(world: World, deployment: Deployment, status: DeploymentStatus): DeploymentStatusData {
  const { id, state, description, environment, logUrl } = status
  const url = apiUrl(world, `deployments/${deployment.id}`)
  return {
    url: `${url}/statuses/${id}`,
    id,
    node_id: nodeId('DES', id),
    state,
    creator: user('github-actions[bot]'),
    description,
    environment,
    target_url: logUrl,
    created_at: timestamp(status.at),
    updated_at: timestamp(status.at),
    deployment_url: url,
    repository_url: apiUrl(world),
    environment_url: status.environmentUrl,
    log_url: logUrl,
    performed_via_github_app: null,
  }
}
