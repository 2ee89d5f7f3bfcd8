import type { Service, ServiceDeployment, Stage } from './model.ts'
import type { Ecs } from './state.ts'

/**
 * The stages of a blue/green, linear or canary deployment, in their order.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 */
export const stages: readonly Stage[] = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
  'BAKE_TIME',
  'CLEAN_UP',
]

/** What the scheduler may do while traffic is shifted. */
interface Stance {
  /** Tasks of the new revision are wanted. */
  scales: boolean
  /** Tasks of the old revision are wanted no more. */
  cleansUp: boolean
}

/** In a rollback the revision that is returned to is the new one; the other may go once the traffic has left it. */
export function stanceOf({ stage, rollback, traffic }: ServiceDeployment): Stance {
  if (rollback) return { scales: true, cleansUp: traffic.production === 0 }
  const at = stage === undefined ? -1 : stages.indexOf(stage)
  return { scales: at >= stages.indexOf('SCALE_UP'), cleansUp: stage === 'CLEAN_UP' }
}

/** A rollback takes the traffic back first. */
export function shiftBack(ecs: Ecs, service: Service, deployment: ServiceDeployment): void {
  delete deployment.stage
  ecs.after(service, 'trafficShift', () => {
    deployment.traffic = { test: 0, production: 0 }
    ecs.scheduler.wake(service)
  })
}
