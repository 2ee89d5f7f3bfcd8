import { readProvenance } from '../../core/provenance.ts'
import { lastCompleted } from '../../core/service.ts'
import type { Plan } from './prepare.ts'
import type { Deployed, NotDeployed, Updated } from './update.ts'

/** A deployment as the output `deployments` has it, and what ran before it. */
export interface DeploymentOf {
  taskDefinition: string
  deploymentId: string
  /** Whether this run began it, or what it returns from was begun since `previous` ran. */
  changed: boolean
  previousTaskDefinition: string | null
  previousDeploymentId: string | null
}

/** What the next steps need: wait-healthy follows exactly these deployments, a rollback returns to exactly these revisions. */
export function deploymentsOf(updates: readonly Updated[]): Record<string, DeploymentOf> {
  return Object.fromEntries(
    updates.flatMap(update => {
      const deployed = update.is === 'deployed' ? update : stillMoved(update)
      return deployed ? [[update.plan.service.name, deploymentOf(deployed)]] : []
    }),
  )
}

/** A service that stayed on what was deployed beside this deployment is to return with the others. */
function stillMoved({ plan, outcome, mayHaveBegun }: NotDeployed): Deployed | undefined {
  return mayHaveBegun || outcome === 'superseded' ? undefined : asMoved(plan)
}

/** What was deployed since `previous` ran, as a deployment of this promotion; undefined where nothing was. */
export function asMoved(plan: Plan): Deployed | undefined {
  const { moved, before, running } = plan
  if (!moved || !before) return undefined
  return { is: 'deployed', plan, taskDefinition: running.arn, deploymentId: before.id, changed: false }
}

export function deploymentOf(deployed: Deployed): DeploymentOf {
  const { taskDefinition, deploymentId, changed, plan } = deployed
  return { taskDefinition, deploymentId, changed: changed || plan.moved, ...previousOf(deployed) }
}

/**
 * What to return to, and the deployment that ECS by itself returns to: it runs another revision where something was
 * deployed since. A service that has the revision already was brought to it by an earlier run, which wrote down on the
 * revision what ran before; the deployment of that time is not known any more.
 */
function previousOf({
  plan,
  taskDefinition,
  deploymentId,
  changed,
}: Deployed): Pick<DeploymentOf, 'previousTaskDefinition' | 'previousDeploymentId'> {
  const { running, before, service, previous, moved } = plan
  if (!changed && !moved && running.arn === taskDefinition)
    return { previousTaskDefinition: readProvenance(running.tags).previous ?? null, previousDeploymentId: null }
  const { id = deploymentId } = lastCompleted(service) ?? before ?? {}
  return { previousTaskDefinition: previous ?? null, previousDeploymentId: id === deploymentId ? null : id }
}
