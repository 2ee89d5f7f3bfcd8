import { AwsFault } from '../fault.ts'
import type { Service, ServiceDeployment } from './model.ts'
import type { Ecs } from './state.ts'

/** Finds a service deployment as Stop and Continue do, which change the truth and so ask no replica. */
export function findServiceDeployment(
  ecs: Ecs,
  arn: string,
): { service: Service; serviceDeployment: ServiceDeployment } {
  for (const service of ecs.services()) {
    const serviceDeployment = service.serviceDeployments.find(one => one.arn === arn)
    if (serviceDeployment) return { service, serviceDeployment }
  }
  throw new AwsFault('ServiceDeploymentNotFoundException', 'Service deployment not found.')
}
