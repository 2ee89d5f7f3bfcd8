import type {
  AwsVpcConfiguration,
  Deployment as SdkDeployment,
  Service as SdkService,
  ServiceDeployment as SdkServiceDeployment,
  ServiceRevision as SdkServiceRevision,
  Tag as SdkTag,
  Task as SdkTask,
} from '@aws-sdk/client-ecs'
import type { Network } from '../core/launch.ts'
import type { OneOffTask } from '../core/one-off-task.ts'
import type { Tag } from '../core/provenance.ts'
import type { Deployment, Service, ServiceDeployment, ServiceRevision, TargetGroup, Task } from '../core/service.ts'
import type { StoppedTask } from '../core/stopped-task.ts'

/** From the SDK's shapes to ours: only the members that decisions need, absent where AWS was silent. */

export function toService(service: SdkService): Service {
  const { deploymentConfiguration: configuration } = service
  return {
    name: service.serviceName ?? '',
    status: service.status ?? 'UNKNOWN',
    controller: service.deploymentController?.type ?? 'ECS',
    scheduling: service.schedulingStrategy ?? 'REPLICA',
    strategy: configuration?.strategy ?? 'ROLLING',
    ...(service.launchType && { launchType: service.launchType }),
    ...(service.capacityProviderStrategy?.length && {
      capacityProviders: service.capacityProviderStrategy.map(({ capacityProvider = '', weight, base }) => ({
        capacityProvider,
        ...(weight !== undefined && { weight }),
        ...(base !== undefined && { base }),
      })),
    }),
    ...(service.platformVersion && { platformVersion: service.platformVersion }),
    ...(service.networkConfiguration?.awsvpcConfiguration && {
      network: toNetwork(service.networkConfiguration.awsvpcConfiguration),
    }),
    desired: service.desiredCount ?? 0,
    // The documented defaults of REPLICA services.
    minimumHealthyPercent: configuration?.minimumHealthyPercent ?? 100,
    maximumPercent: configuration?.maximumPercent ?? 200,
    circuitBreaker: {
      enabled: configuration?.deploymentCircuitBreaker?.enable ?? false,
      rollback: configuration?.deploymentCircuitBreaker?.rollback ?? false,
    },
    taskDefinition: service.taskDefinition ?? '',
    deployments: (service.deployments ?? []).map(toDeployment),
    targetGroups: (service.loadBalancers ?? []).flatMap(toTargetGroup),
    events: (service.events ?? []).map(({ createdAt, message }) => ({
      at: createdAt?.getTime() ?? 0,
      message: message ?? '',
    })),
  }
}

function toNetwork({ subnets = [], securityGroups = [], assignPublicIp }: AwsVpcConfiguration): Network {
  return { subnets, securityGroups, ...(assignPublicIp && { assignPublicIp: assignPublicIp === 'ENABLED' }) }
}

function toDeployment(deployment: SdkDeployment): Deployment {
  return {
    id: deployment.id ?? '',
    status: deployment.status ?? 'UNKNOWN',
    taskDefinition: deployment.taskDefinition ?? '',
    ...(deployment.rolloutState && { rollout: deployment.rolloutState }),
    ...(deployment.rolloutStateReason && { rolloutReason: deployment.rolloutStateReason }),
    desired: deployment.desiredCount ?? 0,
    running: deployment.runningCount ?? 0,
    pending: deployment.pendingCount ?? 0,
    failed: deployment.failedTasks ?? 0,
    createdAt: deployment.createdAt?.getTime() ?? 0,
    updatedAt: deployment.updatedAt?.getTime() ?? 0,
  }
}

type SdkLoadBalancer = NonNullable<SdkService['loadBalancers']>[number]

/** Native blue/green keeps a second target group and moves between the two. Classic load balancers have none. */
function toTargetGroup({ targetGroupArn, advancedConfiguration }: SdkLoadBalancer): TargetGroup[] {
  if (!targetGroupArn) return []
  const alternate = advancedConfiguration?.alternateTargetGroupArn
  return [{ arns: alternate ? [targetGroupArn, alternate] : [targetGroupArn] }]
}

export function toServiceDeployment(deployment: SdkServiceDeployment): ServiceDeployment {
  const { deploymentCircuitBreaker: breaker, lifecycleHookDetails: hooks = [] } = deployment
  return {
    arn: deployment.serviceDeploymentArn ?? '',
    status: deployment.status ?? 'UNKNOWN',
    ...(deployment.statusReason && { statusReason: deployment.statusReason }),
    ...(deployment.lifecycleStage && { stage: deployment.lifecycleStage }),
    targetRevision: deployment.targetServiceRevision?.arn ?? '',
    ...(breaker && {
      breaker: { status: breaker.status ?? '', failures: breaker.failureCount ?? 0, threshold: breaker.threshold ?? 0 },
    }),
    triggeredAlarms: deployment.alarms?.triggeredAlarmNames ?? [],
    ...(deployment.rollback?.reason && { rollbackReason: deployment.rollback.reason }),
    ...(deployment.rollback?.serviceRevisionArn && { returnsTo: deployment.rollback.serviceRevisionArn }),
    pausedAt: hooks
      .filter(({ status }) => status === 'AWAITING_ACTION')
      .map(({ hookId, expiresAt }) => ({
        hook: hookId ?? 'without id',
        ...(expiresAt && { expiresAt: expiresAt.getTime() }),
      })),
    createdAt: deployment.createdAt?.getTime() ?? 0,
  }
}

export function toServiceRevision(revision: SdkServiceRevision): ServiceRevision {
  return {
    arn: revision.serviceRevisionArn ?? '',
    taskDefinition: revision.taskDefinition ?? '',
    digests: new Map(
      (revision.containerImages ?? []).flatMap(({ containerName, imageDigest }) =>
        containerName && imageDigest ? [[containerName, imageDigest] as const] : [],
      ),
    ),
    images: (revision.containerImages ?? []).flatMap(({ image }) => image ?? []),
  }
}

export function toTask(task: SdkTask): Task {
  return {
    arn: task.taskArn ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    startedBy: task.startedBy ?? '',
    lastStatus: task.lastStatus ?? 'UNKNOWN',
    desiredStatus: task.desiredStatus ?? 'UNKNOWN',
    health: task.healthStatus ?? 'UNKNOWN',
    ips: [
      ...new Set(
        (task.containers ?? []).flatMap(({ networkInterfaces = [] }) =>
          networkInterfaces.flatMap(({ privateIpv4Address }) => privateIpv4Address ?? []),
        ),
      ),
    ],
    containers: (task.containers ?? []).map(({ name, imageDigest, healthStatus }) => ({
      name: name ?? '',
      ...(imageDigest && { digest: imageDigest }),
      ...(healthStatus && { health: healthStatus }),
    })),
  }
}

export function toStoppedTask(task: SdkTask): StoppedTask {
  return {
    taskArn: task.taskArn ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    ...(task.startedBy && { startedBy: task.startedBy }),
    ...(task.stoppedAt && { stoppedAt: task.stoppedAt.getTime() }),
    ...(task.stopCode && { stopCode: task.stopCode }),
    ...(task.stoppedReason && { stoppedReason: task.stoppedReason }),
    containers: (task.containers ?? []).map(({ name, exitCode, reason }) => ({
      name: name ?? '',
      ...(exitCode !== undefined && { exitCode }),
      ...(reason && { reason }),
    })),
  }
}

export function toOneOffTask(task: SdkTask): OneOffTask {
  return {
    ...toStoppedTask(task),
    lastStatus: task.lastStatus ?? 'UNKNOWN',
    group: task.group ?? '',
    createdAt: task.createdAt?.getTime() ?? 0,
    ...(task.startedAt && { startedAt: task.startedAt.getTime() }),
    ...(task.executionStoppedAt && { endedAt: task.executionStoppedAt.getTime() }),
    tags: toTags(task.tags),
  }
}

export function toTags(tags: readonly SdkTag[] = []): Tag[] {
  return tags.map(({ key = '', value = '' }) => ({ key, value }))
}
