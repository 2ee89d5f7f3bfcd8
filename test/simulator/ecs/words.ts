import type { Deployment, Service, Task } from './model.ts'

/*
 * What ECS says, word for word.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html gives the events (there
 * without the outer parentheses, which real ones have); the rest was seen in public recordings unless noted.
 */

/** Why a deployment is given up. */
export type Why =
  { is: 'breaker' } | { is: 'alarm' } | { is: 'request' } | { is: 'hook'; stage: string; result: string }

interface Verdict {
  /** The rest of the event `deployment failed: …`. */
  event: string
  rolloutStateReason: string
  /** The service deployment's statusReason, and its rollback's reason. */
  rolledBack: string
  /** The statusReason where there is no rollback, and where the rollback failed. */
  stopped: string
  rollbackFailed: string
  /** Of the deployment that is returned to, before its id. */
  returning: string
}

/** The breaker's words were recorded; of the others only some were, and the rest is guessed after their pattern. */
export function verdict(why: Why): Verdict {
  const cause = causes[why.is].because(why)
  return {
    event: causes[why.is].event ?? `Service deployment rolled back because ${cause}`,
    rolloutStateReason: `${causes[why.is].rollout}: ${causes[why.is].event ?? cause}`,
    rolledBack: `Service deployment rolled back because ${cause}`,
    stopped: `Service deployment stopped because ${cause}`,
    rollbackFailed: `Service deployment rollback failed because ${cause}`,
    returning: `${causes[why.is].rollout}: rolling back to deploymentId`,
  }
}

interface Cause {
  /** Where the event has words of its own. */
  event?: string
  rollout: string
  because: (why: Why) => string
}

const causes: Record<Why['is'], Cause> = {
  breaker: {
    event: 'tasks failed to start.',
    rollout: 'ECS deployment circuit breaker',
    because: () => 'the circuit breaker threshold was exceeded.',
  },
  alarm: {
    event: 'alarm detected.',
    rollout: 'ECS deployment alarms',
    because: () => 'one or more alarms were detected.',
  },
  request: { rollout: 'ECS deployment stopped', because: () => 'of a stop request.' },
  hook: {
    rollout: 'ECS deployment lifecycle hook',
    because: why => (why.is === 'hook' ? `${why.stage} lifecycle hook(s) failed. ${why.result}` : ''),
  },
}

/** The `rolloutStateReason` of deployments that do not fail. */
export const rollout = {
  inProgress: (deployment: Deployment) => `ECS deployment ${deployment.id} in progress.`,
  completed: (deployment: Deployment) => `ECS deployment ${deployment.id} completed.`,
}

const list = (tasks: readonly Task[]): string => tasks.map(({ id }) => `(task ${id})`).join(' ')

const of = ({ name }: Service): string => `(service ${name})`

/** Texts of service events, without their time and id. */
export const events = {
  steady: (service: Service) => `${of(service)} has reached a steady state.`,
  started: (service: Service, tasks: readonly Task[], replaced: number) =>
    `${of(service)} has started ${tasks.length} tasks: ${list(tasks)}.` +
    (replaced > 0 ? ` Amazon ECS replaced ${replaced} tasks due to an unhealthy status.` : ''),
  stoppedRunning: (service: Service, tasks: readonly Task[]) =>
    `${of(service)} has stopped ${tasks.length} running tasks: ${list(tasks)}.`,
  stoppedPending: (service: Service, count: number) => `${of(service)} stopped ${count} pending tasks.`,
  registered: (service: Service, count: number, group: string) =>
    `${of(service)} registered ${count} targets in (target-group ${group})`,
  deregistered: (service: Service, count: number, group: string) =>
    `${of(service)} deregistered ${count} targets in (target-group ${group})`,
  draining: (service: Service, count: number, deploymentId: string) =>
    `(service ${service.name}, taskSet ${deploymentId}) has begun draining connections on ${count} tasks.`,
  completed: (service: Service, deployment: Deployment) =>
    `${of(service)} (deployment ${deployment.id}) deployment completed.`,
  failed: (service: Service, deployment: Deployment, why: Why) =>
    `${of(service)} (deployment ${deployment.id}) deployment failed: ${verdict(why).event}`,
  rollingBack: (service: Service, to: Deployment) => `${of(service)} rolling back to deployment ${to.id}.`,
  unhealthyTarget: (service: Service, task: Task, target: { port: number; group: string; reason: string }) =>
    `${of(service)} (task ${task.id}) (port ${target.port}) is unhealthy in (target-group ${target.group}) ` +
    `due to (reason ${target.reason}).`,
  unhealthyContainers: (service: Service, task: Task) =>
    `${of(service)} (task ${task.id}) failed container health checks.`,
  inconsistent: (service: Service) =>
    `${of(service)} is unable to consistently start tasks successfully. For more information, see the ` +
    'Troubleshooting section of the Amazon ECS Developer Guide.',
  throttled: (service: Service) => `${of(service)} operations are being throttled. Will try again later.`,
  notPlaced: (service: Service, reason: string) => `${of(service)} was unable to place a task. Reason: ${reason}`,
  deadlock: (service: Service) =>
    `${of(service)} was unable to stop or start tasks during a deployment because of the service deployment ` +
    'configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
  noTargetGroup: (service: Service, deploymentId: string) =>
    `${of(service)} (task set ${deploymentId}) is not healthy due to TARGET GROUP IS NOT FOUND.`,
  protectedTasks: (service: Service, deploymentId: string, count: number) =>
    `${of(service)} was unable to reach steady state because (taskSet ${deploymentId}) was unable to scale in due to ` +
    `(reason ${count} tasks under protection)`,
}

export const noCapacity =
  'Capacity is unavailable at this time. Please try again later or in a different availability zone.'

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
export const stopped = {
  unhealthyTarget: (group: string) => `Task failed ELB health checks in (target-group ${group})`,
  unhealthyContainers: 'Task failed container health checks',
  scaling: (deploymentId: string) => `Scaling activity initiated by (deployment ${deploymentId})`,
  spot: 'Your Spot Task was interrupted.',
  noStart: 'Task failed to start',
  noNetwork: 'Timeout waiting for network interface provisioning to complete.',
  maintenance: 'ECS is performing maintenance on the underlying infrastructure hosting the task',
  infrastructure: 'The underlying infrastructure hosting the task is unhealthy',
  byUser: 'Task stopped by user',
}
