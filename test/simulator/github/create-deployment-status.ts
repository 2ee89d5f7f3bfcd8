import type { JsonObject } from '../operation.ts'
import type { World } from '../world.ts'
import type { Fields } from './body.ts'
import { optional, required, text } from './body.ts'
import { statusReply } from './deployment-reply.ts'
import type { Deployment, DeploymentState, DeploymentStatus } from './deployments.ts'
import { checkDescription } from './description.ts'
import { findDeployment } from './find-deployment.ts'
import { validationFailed } from './refusals.ts'
import type { RestOperation } from './request.ts'
import { created } from './request.ts'

export const createDeploymentStatusFields: Fields = {
  state: required('string'),
  target_url: optional('string'),
  log_url: optional('string'),
  description: optional('string'),
  environment: optional('string'),
  environment_url: optional('string'),
  auto_inactive: optional('boolean'),
}

const states: readonly unknown[] = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']
const resource = 'DeploymentStatus'

/** Says what became of a deployment, and ends what it takes the place of. */
export const createDeploymentStatus: RestOperation = (world, request) => {
  const { body } = request
  const deployment = findDeployment(world, request)
  check(body)
  const status = add(world, deployment, body)
  const { github } = world
  world.note(
    `${github.owner}/${github.name}`,
    `deployment ${deployment.id} to ${status.environment} is ${status.state}`,
  )
  const reply = statusReply(world, deployment, status)
  return created(reply, { location: reply.url })
}

function check(body: JsonObject): void {
  if (!states.includes(body.state)) {
    throw validationFailed({ resource, field: 'state', message: 'state is not included in the list' })
  }
  checkDescription(resource, body)
  for (const field of ['target_url', 'log_url', 'environment_url']) {
    const url = body[field]
    if (typeof url === 'string' && url !== '' && !/^https?:\/\//.test(url)) {
      throw validationFailed({ resource, field, message: `${field} must use http(s) scheme` })
    }
  }
}

function add({ github }: World, deployment: Deployment, body: JsonObject): DeploymentStatus {
  const { deployments, assumptions } = github
  const state = body.state as DeploymentState
  const status = deployments.addStatus(deployment, {
    state,
    description: text(body.description),
    // The older name for it; both then show the same.
    logUrl: text(body.log_url, text(body.target_url)),
    environmentUrl: text(body.environment_url),
    ...(typeof body.environment === 'string' && { environment: body.environment }),
  })
  const ends = state === 'success' || assumptions.inactivates === 'every-state'
  if (body.auto_inactive !== false && ends) deployments.inactivateBefore(deployment)
  return status
}
