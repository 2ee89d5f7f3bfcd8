import * as ecr from '@aws-sdk/client-ecr'
import * as ecs from '@aws-sdk/client-ecs'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'

/**
 * Which values a member takes, by structure and member. The SDK exports them, but its schemas do not say which belong
 * to which member; these do so for all that the simulator answers.
 */
export const enumerations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Cluster.status': {
    ACTIVE: 'ACTIVE',
    PROVISIONING: 'PROVISIONING',
    DEPROVISIONING: 'DEPROVISIONING',
    FAILED: 'FAILED',
    INACTIVE: 'INACTIVE',
  },
  'Service.status': { ACTIVE: 'ACTIVE', DRAINING: 'DRAINING', INACTIVE: 'INACTIVE' },
  'Service.launchType': ecs.LaunchType,
  'Service.schedulingStrategy': ecs.SchedulingStrategy,
  'Service.propagateTags': ecs.PropagateTags,
  'Service.availabilityZoneRebalancing': ecs.AvailabilityZoneRebalancing,
  'DeploymentController.type': ecs.DeploymentControllerType,
  'DeploymentConfiguration.strategy': ecs.DeploymentStrategy,
  'Deployment.status': { PRIMARY: 'PRIMARY', ACTIVE: 'ACTIVE', INACTIVE: 'INACTIVE', DRAINING: 'DRAINING' },
  'Deployment.rolloutState': ecs.DeploymentRolloutState,
  'Deployment.launchType': ecs.LaunchType,
  'ServiceDeployment.status': ecs.ServiceDeploymentStatus,
  'ServiceDeployment.lifecycleStage': ecs.ServiceDeploymentLifecycleStage,
  'ServiceDeploymentBrief.status': ecs.ServiceDeploymentStatus,
  'ServiceDeploymentCircuitBreaker.status': ecs.ServiceDeploymentRollbackMonitorsStatus,
  'ServiceDeploymentAlarms.status': ecs.ServiceDeploymentRollbackMonitorsStatus,
  'Task.stopCode': ecs.TaskStopCode,
  'Task.healthStatus': ecs.HealthStatus,
  'Task.connectivity': ecs.Connectivity,
  'Task.launchType': ecs.LaunchType,
  'Container.healthStatus': ecs.HealthStatus,
  'TaskDefinition.status': ecs.TaskDefinitionStatus,
  'TaskDefinition.networkMode': ecs.NetworkMode,
  'AwsVpcConfiguration.assignPublicIp': ecs.AssignPublicIp,
  'ImageDetail.imageStatus': ecr.ImageStatus,
  'ImageFailure.failureCode': ecr.ImageFailureCode,
  'Repository.imageTagMutability': ecr.ImageTagMutability,
  'TargetHealth.State': elb.TargetHealthStateEnum,
  'TargetHealth.Reason': elb.TargetHealthReasonEnum,
  'TargetGroup.Protocol': elb.ProtocolEnum,
  'TargetGroup.TargetType': elb.TargetTypeEnum,
}
