import { behaviourOf } from './program.ts'
import type { Container, Deployment, Task } from './model.ts'
import type { Ecs } from './state.ts'
import { unresolvable } from './rules.ts'
import { platformOf } from './task-definitions.ts'
import type { ContainerPlan } from './task-definitions.ts'
import type { Duration } from './timing.ts'

/** Why a task cannot start, and how long ECS takes to see it. */
export interface Obstacle {
  reason: string
  takes: Duration
}

/** Pulls every container's image, and finds what else keeps the task from starting. */
export function prepare(ecs: Ecs, task: Task): Obstacle | undefined {
  const platform = platformOf(ecs.taskDefinition(task.taskDefinition))
  const deployment = ecs.deploymentOf(task)
  for (const [index, plan] of ecs.plansOf(task).entries()) {
    const container = task.containers[index]
    const obstacle = container && prepareContainer(ecs, { container, plan, platform, deployment })
    if (obstacle) return obstacle
  }
  return undefined
}

interface Preparation {
  container: Container
  plan: ContainerPlan
  platform: string
  deployment: Deployment | undefined
}

function prepareContainer(ecs: Ecs, { container, plan, platform, deployment }: Preparation): Obstacle | undefined {
  const { image, logs, name, consistent } = plan
  const pinned = consistent ? deployment?.images[name] : undefined
  const pulled = ecs.world.ecr.pull(pinned === undefined ? image : byDigest(image, pinned), platform)
  const resolves = deployment !== undefined && consistent && pinned === undefined
  if (pulled.is === 'failed') {
    if (resolves) deployment.failures.unresolved++
    container.reason = pulled.reason
    return { reason: pulled.reason, takes: 'failedPull' }
  }
  container.imageDigest = pulled.digest
  const behaviour = behaviourOf(pulled.behaviour, container.command)
  container.behaviour = behaviour
  // Version consistency: the first task of a deployment decides for all of them which image a tag means.
  if (resolves && deployment.failures.unresolved < unresolvable) deployment.images[name] = pulled.digest
  if (behaviour.cannotInitialize !== undefined) {
    return { reason: behaviour.cannotInitialize, takes: 'failedInitialization' }
  }
  if (logs && !logs.createsGroup && !ecs.world.logs.exists(logs.group)) {
    return { reason: logGroupMissing, takes: 'failedInitialization' }
  }
  return undefined
}

const logGroupMissing =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to ' +
  'create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1'

function byDigest(image: string, digest: string): string {
  const repository = image.replace(/@.*$/, '').replace(/:[^:/]*$/, '')
  return `${repository}@${digest}`
}
