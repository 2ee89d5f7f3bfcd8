import { readProvenance } from '../../core/provenance.ts'
import { lastCompleted } from '../../core/service.ts'
import type { Deployed, Updated } from './update.ts'

/** A deployment as the output `deployments` has it, and what ran before it. */
export interface DeploymentOf {
  taskDefinition: string
  deploymentId: string
  /** Whether this run began it. */
  changed: boolean
  previousTaskDefinition: string | null
  previousDeploymentId: string | null
}

/** What the next steps need: wait-healthy follows exactly these deployments, a rollback returns to exactly these revisions. */
export function deploymentsOf(updates: readonly Updated[]): Record<string, DeploymentOf> {
  return Object.fromEntries(
    updates.flatMap(update => (update.is === 'deployed' ? [[update.plan.service.name, deploymentOf(update)]] : [])),
  )
}

export function deploymentOf(deployed: Deployed): DeploymentOf {
  const { taskDefinition, deploymentId, changed } = deployed
  return { taskDefinition, deploymentId, changed, ...previousOf(deployed) }
}

/**
 * What to return to. A service that has the revision already was brought to it by an earlier run, which wrote down on
 * the revision what ran before; the deployment of that time is not known any more.
 */
function previousOf({
  plan,
  taskDefinition,
  changed,
}: Deployed): Pick<DeploymentOf, 'previousTaskDefinition' | 'previousDeploymentId'> {
  const { running, before, service } = plan
  if (changed || running.arn !== taskDefinition) {
    const last = lastCompleted(service) ?? before
    return { previousTaskDefinition: last?.taskDefinition ?? running.arn, previousDeploymentId: last?.id ?? null }
  }
  return { previousTaskDefinition: readProvenance(running.tags).previous ?? null, previousDeploymentId: null }
}
