import type { JsonObject } from '../operation.ts'
import type { World } from '../world.ts'
import type { Fields } from './body.ts'
import { optional, required, text } from './body.ts'
import type { Commit } from './commit-graph.ts'
import { deploymentReply } from './deployment-reply.ts'
import type { Deployment, NewDeployment } from './deployments.ts'
import { checkDescription } from './description.ts'
import { RestFault } from './refusals.ts'
import type { RestOperation } from './request.ts'
import { accepted, created } from './request.ts'

export const createDeploymentFields: Fields = {
  ref: required('string'),
  task: optional('string'),
  auto_merge: optional('boolean'),
  required_contexts: optional('array', 'null'),
  payload: optional('object', 'string', 'null'),
  environment: optional('string'),
  description: optional('string', 'null'),
  transient_environment: optional('boolean'),
  production_environment: optional('boolean'),
}

/** Records a deployment, unless the ref is behind the default branch or its checks do not allow it. */
export const createDeployment: RestOperation = (world, { body }) => {
  const { github } = world
  const ref = text(body.ref)
  const commit = github.resolve(ref)
  if (!commit) throw new RestFault(422, `No ref found for: ${ref}`)
  checkDescription('Deployment', body)
  if (body.auto_merge !== false && lacksDefaultBranch(world, ref, commit)) {
    merge(world, ref)
    return accepted({ message: `Auto-merged ${github.defaultBranch} into ${ref} on deployment.` })
  }
  checkContexts(world, commit, body)
  const deployment = github.deployments.create(newDeployment(body, { ref, sha: commit.sha }))
  world.note(`${github.owner}/${github.name}`, `deployment of ${ref} to ${deployment.environment} recorded`)
  return created(deploymentReply(world, deployment))
}

/** Only a branch can be merged into; tags and commits are deployed as they are. */
function lacksDefaultBranch({ github }: World, ref: string, commit: Commit): boolean {
  const head = github.head()
  const isBranch = github.references.has(`refs/heads/${ref}`)
  return isBranch && head !== undefined && !github.commits.upTo(commit.sha).includes(head)
}

function merge({ github }: World, branch: string): void {
  const head = github.head()
  if (!head || github.conflicts.has(branch)) {
    throw new RestFault(409, `Conflict merging ${github.defaultBranch} into ${branch}`)
  }
  github.merge(branch, head)
}

/** All that reported on the commit must have succeeded, or those that are named: one that never reported has not. */
function checkContexts({ github }: World, commit: Commit, { ref, required_contexts: named }: JsonObject): void {
  const states = github.commitStates.get(commit.sha) ?? {}
  const wanted = Array.isArray(named) ? named.map(String) : Object.keys(states)
  if (wanted.every(context => states[context] === 'success')) return
  const contexts = wanted.map(context => ({ context, state: states[context] ?? 'pending' }))
  throw new RestFault(409, `Conflict: Commit status checks failed for ${text(ref)}.`, {
    members: { errors: [{ contexts, resource: 'Deployment', field: 'required_contexts', code: 'invalid' }] },
  })
}

function newDeployment(body: JsonObject, what: Pick<Deployment, 'ref' | 'sha'>): NewDeployment {
  const environment = text(body.environment, 'production')
  return {
    ...what,
    task: text(body.task, 'deploy'),
    payload: (body.payload ?? {}) as Deployment['payload'],
    environment,
    description: text(body.description),
    transient: body.transient_environment === true,
    production: (body.production_environment ?? environment === 'production') === true,
  }
}
