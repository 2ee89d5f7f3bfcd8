/** A service to wait for; with ids where deploy-ecs said them. */
export interface Target {
  service: string
  deploymentId?: string
  taskDefinition?: string
  previousDeploymentId?: string
  previousTaskDefinition?: string
  /** False where deploy-ecs found the service as it was wanted. */
  changed?: boolean
  /** What is left is not what failed, and gets no mark of it. */
  isBlameless?: boolean
  purpose?: Purpose
}

/**
 * What a deployment is there for, if not to bring something new: it brings a service back (`rollback`), or it was told
 * to stop, so that ECS takes the service back from it (`return`).
 */
export type Purpose = 'rollback' | 'return'

/** Reads `deployments` as deploy-ecs gives it. Throws an Error that continues "`deployments` …". */
export function readTargets(document: Record<string, unknown>): readonly Target[] {
  const entries = Object.entries(document)
  if (entries.length === 0) throw new Error('names no service; it takes the output `deployments` of deploy-ecs')
  return entries.map(([service, value]) => readTarget(service, value))
}

function readTarget(service: string, value: unknown): Target {
  const ids = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const deploymentId = textOf(ids['deploymentId'])
  const taskDefinition = textOf(ids['taskDefinition'])
  if (!deploymentId || !taskDefinition) {
    throw new Error(
      `has no deploymentId or no taskDefinition for ${service}; it takes the output \`deployments\` of deploy-ecs`,
    )
  }
  const previousDeploymentId = textOf(ids['previousDeploymentId'])
  const previousTaskDefinition = textOf(ids['previousTaskDefinition'])
  return {
    service,
    deploymentId,
    taskDefinition,
    ...(previousDeploymentId && { previousDeploymentId }),
    ...(previousTaskDefinition && { previousTaskDefinition }),
    ...(typeof ids['changed'] === 'boolean' && { changed: ids['changed'] }),
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
