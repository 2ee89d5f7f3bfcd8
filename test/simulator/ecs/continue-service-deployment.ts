import type { ContinueServiceDeploymentRequest } from '@aws-sdk/client-ecs'
import type { Operation } from '../operation.ts'
import { findServiceDeployment } from './find-service-deployment.ts'
import { invalid } from './request.ts'
import { decide } from './traffic-shift.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContinueServiceDeployment.html */
export const continueServiceDeployment: Operation = (world, input) => {
  const {
    serviceDeploymentArn = '',
    hookId,
    action = 'CONTINUE',
  } = input as unknown as ContinueServiceDeploymentRequest
  const { service, serviceDeployment } = findServiceDeployment(world.ecs, serviceDeploymentArn)
  const hook = serviceDeployment.hooks.find(({ id }) => id === hookId)
  if (hook?.status !== 'AWAITING_ACTION') throw invalid('No lifecycle hook with this hookId awaits an action.')
  world.ecs.change(service, () => decide(world.ecs, service, { deployment: serviceDeployment, hook, action }))
  return { serviceDeploymentArn }
}
