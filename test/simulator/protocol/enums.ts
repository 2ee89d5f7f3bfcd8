import * as ecr from '@aws-sdk/client-ecr'
import * as ecs from '@aws-sdk/client-ecs'
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { Json, JsonObject } from '../operation.ts'
import { isObject } from './schema.ts'

/** The SDK's schemas do not say which values an enumerated member takes; these say it for what the simulator answers. */
const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
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

/** Enumerated members of a reply whose value the service could not have given. */
export function wrongValues(schema: NormalizedSchema, value: Json | undefined, path = ''): string[] {
  if (schema.isStructSchema() && isObject(value)) return structValues(schema, value, path)
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.flatMap((item, index) => wrongValues(schema.getValueSchema(), item, `${path}[${index}]`))
  }
  return []
}

function structValues(schema: NormalizedSchema, value: JsonObject, path: string): string[] {
  return [...schema.structIterator()].flatMap(([name, member]) => {
    const where = path === '' ? name : `${path}.${name}`
    const allowed = values[`${schema.getName() ?? ''}.${name}`]
    const given = value[name]
    const wrong = allowed && typeof given === 'string' && !Object.values(allowed).includes(given)
    return wrong ? [`${where} is ${JSON.stringify(given)}`] : wrongValues(member, given, where)
  })
}
