import type { StopServiceDeploymentRequest } from '@aws-sdk/client-ecs'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'
import { findServiceDeployment } from './find-service-deployment.ts'
import { invalid } from './request.ts'
import { requestRollback } from './giving-up.ts'
import { isOpen } from './service-deployment.ts'

/**
 * Rolls a deployment back, even where no automatic rollback is configured. The SDK knows ABORT as well; the
 * documentation says that only ROLLBACK is valid.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html
 */
export const stopServiceDeployment: Operation = (world, input) => {
  const request = input as unknown as StopServiceDeploymentRequest
  const { service, serviceDeployment } = findServiceDeployment(world.ecs, request.serviceDeploymentArn ?? '')
  if ((request.stopType ?? 'ROLLBACK') !== 'ROLLBACK') throw invalid('stopType must be ROLLBACK.')
  if (!isOpen(serviceDeployment)) {
    throw new AwsFault(
      'ConflictException',
      `Service deployment is in the ${serviceDeployment.status} state and cannot be stopped.`,
    )
  }
  world.ecs.change(service, () => requestRollback(world.ecs, service, serviceDeployment))
  return { serviceDeploymentArn: serviceDeployment.arn }
}
