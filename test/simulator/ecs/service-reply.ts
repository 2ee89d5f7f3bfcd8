import type { JsonObject } from '../operation.ts'
import { asObjects, pick } from './json.ts'
import type { Deployment, Service, Task } from './model.ts'
import { atWork, primary } from './deployment.ts'
import { isOnFargate, withPlatform } from './platform.ts'
import type { Ecs } from './state.ts'
import { second } from './timing.ts'

const starting = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING'])

interface Counts {
  running: number
  pending: number
}

/** How many run and how many are on their way there. What is being stopped is neither. */
export function countTasks(tasks: readonly Task[]): Counts {
  return {
    running: tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING').length,
    pending: tasks.filter(({ lastStatus, stop }) => starting.has(lastStatus) && !stop).length,
  }
}

function tasksOf(service: Service, deployment: Deployment): Task[] {
  return service.tasks.filter(({ startedBy }) => startedBy === deployment.id)
}

/** A service as DescribeServices and UpdateService answer it. */
export function serviceReply(ecs: Ecs, service: Service): JsonObject {
  const { running, pending } = countTasks(service.tasks)
  const shown = service.controller === 'ECS' ? inOrder(atWork(service)) : []
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.clusterArn,
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: running,
    pendingCount: pending,
    ...pick(service.configuration, shownOfService),
    ...(isOnFargate(service.configuration) && { platformFamily: 'Linux' }),
    deploymentConfiguration: service.deploymentConfiguration,
    deploymentController: { type: service.controller },
    deployments: shown.map(deployment => deploymentReply(ecs, service, deployment)),
    ...(service.controller !== 'ECS' && { taskSets: [taskSetReply(service)] }),
    roleArn: `arn:aws:iam::${ecs.world.account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    events: service.events.map(({ id, createdAt, message }) => ({ id, createdAt: createdAt / second, message })),
    createdAt: service.createdAt / second,
    createdBy: `arn:aws:iam::${ecs.world.account}:role/infrastructure`,
    currentServiceRevisions: shown.map(deployment => revisionCounts(service, deployment)),
    ...service.settings,
    resourceManagementType: 'CUSTOMER',
  }
}

/** The PRIMARY deployment first, also when it is the old one that a rollback returns to, then the newest. */
function inOrder(deployments: readonly Deployment[]): Deployment[] {
  return deployments.toSorted((one, other) => Number(isPrimary(other)) - Number(isPrimary(one)))
}

const isPrimary = ({ status }: Deployment): boolean => status === 'PRIMARY'

/** What a service, and what a deployment, repeats of its revision's configuration. */
const shownOfService = [
  'taskDefinition',
  'loadBalancers',
  'serviceRegistries',
  'networkConfiguration',
  'platformVersion',
  'launchType',
  'capacityProviderStrategy',
]

const shownOfDeployment = [
  'networkConfiguration',
  'platformVersion',
  'launchType',
  'capacityProviderStrategy',
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
]

function deploymentReply(ecs: Ecs, service: Service, deployment: Deployment): JsonObject {
  const { running, pending } = countTasks(tasksOf(service, deployment))
  const leaving = deployment.rollout.is === 'FAILED' && deployment.status === 'ACTIVE'
  return {
    id: deployment.id,
    status: leaving ? ecs.assumptions.failedDeploymentStatus : deployment.status,
    taskDefinition: deployment.taskDefinition,
    desiredCount: deployment.desiredCount,
    pendingCount: pending,
    runningCount: running,
    failedTasks: deployment.failures.count,
    createdAt: deployment.createdAt / second,
    updatedAt: deployment.updatedAt / second,
    ...pick(withPlatform(deployment.configuration), shownOfDeployment),
    ...(isOnFargate(deployment.configuration) && { platformFamily: 'Linux' }),
    ...(!isBehindClassic(deployment) && {
      rolloutState: deployment.rollout.is,
      rolloutStateReason: deployment.rollout.reason,
    }),
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html: such deployments have no rollout state. */
function isBehindClassic({ configuration }: Deployment): boolean {
  return asObjects(configuration.loadBalancers).some(({ loadBalancerName }) => loadBalancerName !== undefined)
}

/** Counts of tasks as DescribeServices and DescribeServiceDeployments tell them of a service revision. */
export function revisionCounts(service: Service, deployment: Deployment): JsonObject {
  const { running, pending } = countTasks(tasksOf(service, deployment))
  return {
    arn: deployment.revisionArn,
    requestedTaskCount: deployment.desiredCount,
    runningTaskCount: running,
    pendingTaskCount: pending,
  }
}

/** CodeDeploy and external controllers work with task sets; such a service has no deployments. */
function taskSetReply(service: Service): JsonObject {
  const deployment = primary(service)
  const { running, pending } = countTasks(service.tasks)
  return {
    id: `ecs-svc/${deployment?.number ?? ''}`,
    taskSetArn: service.arn.replace(':service/', ':task-set/').concat(`/ecs-svc/${deployment?.number ?? ''}`),
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    status: 'PRIMARY',
    taskDefinition: deployment?.taskDefinition,
    computedDesiredCount: service.desiredCount,
    runningCount: running,
    pendingCount: pending,
    createdAt: (deployment?.createdAt ?? service.createdAt) / second,
    updatedAt: (deployment?.updatedAt ?? service.createdAt) / second,
    launchType: service.configuration.launchType,
    scale: { value: 100, unit: 'PERCENT' },
    stabilityStatus: service.steady ? 'STEADY_STATE' : 'STABILIZING',
  }
}
