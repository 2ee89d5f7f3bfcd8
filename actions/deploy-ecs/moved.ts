import { returnPoint } from '../../shared/core/return-point.ts'
import { primaryOf } from '../../shared/core/service.ts'
import { ActionError, Cancelled } from '../../shared/errors.ts'
import { asMoved, deploymentsOf } from '../../shared/phases/deploy/deployments.ts'
import type { DeploymentOf } from '../../shared/phases/deploy/deployments.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import type { DeployRun } from '../../shared/phases/deploy/run.ts'

/** What an earlier step has deployed of these services, as the output `deployments` has it. */
export function movedIn(plans: readonly Plan[]): Record<string, DeploymentOf> {
  return deploymentsOf(plans.flatMap(plan => asMoved(plan) ?? []))
}

/** The same where no service could be planned; nothing where it cannot be seen. */
export async function lookForMoved({ aws, cluster, previous }: DeployRun): Promise<Record<string, DeploymentOf>> {
  if (previous.size === 0) return {}
  try {
    const { services } = await (await aws.ecs()).describeServices(cluster, [...previous.keys()])
    const moved = services.flatMap((service): [string, DeploymentOf][] => {
      const [{ moved: isMoved, previous: back = null }, primary] = [returnPoint(service, previous), primaryOf(service)]
      if (!isMoved || !primary) return []
      const { id: deploymentId, taskDefinition } = primary
      const was = { previousTaskDefinition: back, previousDeploymentId: null }
      return [[service.name, { taskDefinition, deploymentId, changed: true, ...was }]]
    })
    return Object.fromEntries(moved)
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    return {}
  }
}
