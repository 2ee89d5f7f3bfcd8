import type { JsonObject } from '../operation.ts'
import { omit, pick } from './json.ts'
import type { Deployment, Hook, Service, ServiceDeployment } from './model.ts'
import { withPlatform } from './platform.ts'
import { breakerThreshold, rulesOf } from './rules.ts'
import { isOnFargate } from './platform.ts'
import { revisionCounts } from './service-reply.ts'
import type { Ecs } from './state.ts'
import { containersOf } from './task-definitions.ts'
import { second } from './timing.ts'

/** A line of ListServiceDeployments. */
export function serviceDeploymentBrief(service: Service, serviceDeployment: ServiceDeployment): JsonObject {
  const target = service.deployments.find(({ number }) => number === serviceDeployment.target)
  return {
    serviceDeploymentArn: serviceDeployment.arn,
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    ...times(serviceDeployment, ['startedAt', 'createdAt', 'finishedAt']),
    targetServiceRevisionArn: target?.revisionArn,
    status: serviceDeployment.status,
    ...pick(serviceDeployment as unknown as JsonObject, ['statusReason']),
  }
}

/** A service deployment as DescribeServiceDeployments answers it. */
export function serviceDeploymentReply(ecs: Ecs, service: Service, serviceDeployment: ServiceDeployment): JsonObject {
  const find = (number: string): Deployment | undefined => service.deployments.find(one => one.number === number)
  const target = find(serviceDeployment.target)
  const sources = serviceDeployment.sources.map(find).filter(source => source !== undefined)
  const { strategy } = rulesOf(serviceDeployment.deploymentConfiguration)
  const { test, production } = serviceDeployment.traffic
  const weights = { requestedTestTrafficWeight: test, requestedProductionTrafficWeight: production }
  return {
    ...omit(serviceDeploymentBrief(service, serviceDeployment), ['targetServiceRevisionArn']),
    ...times(serviceDeployment, ['stoppedAt', 'updatedAt']),
    sourceServiceRevisions: sources.map(source => revisionCounts(service, source)),
    ...(target && {
      targetServiceRevision: { ...revisionCounts(service, target), ...(strategy !== 'ROLLING' && weights) },
    }),
    ...pick({ lifecycleStage: serviceDeployment.stage }, ['lifecycleStage']),
    ...(serviceDeployment.hooks.length > 0 && { lifecycleHookDetails: serviceDeployment.hooks.map(hookReply) }),
    deploymentConfiguration: serviceDeployment.deploymentConfiguration,
    ...(serviceDeployment.rollback && { rollback: rollbackReply(serviceDeployment.rollback) }),
    deploymentCircuitBreaker: breakerReply(ecs, { service, serviceDeployment, target }),
    alarms: alarmsReply(serviceDeployment),
  }
}

function times(record: ServiceDeployment, names: readonly (keyof ServiceDeployment)[]): JsonObject {
  return Object.fromEntries(
    names.flatMap(name => (typeof record[name] === 'number' ? [[name, record[name] / second]] : [])),
  )
}

function rollbackReply({ reason, startedAt, to }: NonNullable<ServiceDeployment['rollback']>): JsonObject {
  return { reason, startedAt: startedAt / second, serviceRevisionArn: to }
}

interface Watched {
  service: Service
  serviceDeployment: ServiceDeployment
  target: Deployment | undefined
}

function breakerReply(ecs: Ecs, { service, serviceDeployment, target }: Watched): JsonObject {
  const { breaker } = rulesOf(serviceDeployment.deploymentConfiguration)
  return {
    status: serviceDeployment.breaker,
    failureCount: target?.failures.count ?? 0,
    threshold: breakerThreshold(service.desiredCount, breaker, ecs.assumptions.leastThreshold),
  }
}

function alarmsReply({ alarms, status, finishedAt }: ServiceDeployment): JsonObject {
  if (alarms.names.length === 0) return { status: 'DISABLED' }
  const watching = status === 'PENDING' || finishedAt === undefined ? 'MONITORING' : 'MONITORING_COMPLETE'
  return {
    status: alarms.triggered.length > 0 ? 'TRIGGERED' : watching,
    alarmNames: alarms.names,
    triggeredAlarmNames: alarms.triggered,
  }
}

function hookReply({ id, target, status, expiresAt, timeoutAction }: Hook): JsonObject {
  return {
    hookId: id,
    targetType: target.is,
    ...(target.is === 'AWS_LAMBDA' && { targetArn: target.arn }),
    status,
    expiresAt: expiresAt / second,
    timeoutAction,
  }
}

const revisionShows = [
  'taskDefinition',
  'capacityProviderStrategy',
  'launchType',
  'platformVersion',
  'loadBalancers',
  'serviceRegistries',
  'networkConfiguration',
  'serviceConnectConfiguration',
  'volumeConfigurations',
  'vpcLatticeConfigurations',
]

function withoutEmptyLists(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !Array.isArray(value) || value.length > 0))
}

/** A service revision as DescribeServiceRevisions answers it; digests are there once the first task resolved them. */
export function serviceRevisionReply(ecs: Ecs, service: Service, deployment: Deployment): JsonObject {
  const definition = ecs.taskDefinition(deployment.taskDefinition)
  return {
    serviceRevisionArn: deployment.revisionArn,
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    ...pick(withoutEmptyLists(withPlatform(deployment.configuration)), revisionShows),
    ...(isOnFargate(deployment.configuration) && { platformFamily: 'Linux' }),
    containerImages: containersOf(definition).map(({ name, image }) => ({
      containerName: name,
      image,
      ...pick({ imageDigest: deployment.images[name] }, ['imageDigest']),
    })),
    guardDutyEnabled: false,
    createdAt: deployment.createdAt / second,
    ...(deployment.targetGroups.length > 0 && {
      resolvedConfiguration: { loadBalancers: deployment.targetGroups.map(({ arn }) => ({ targetGroupArn: arn })) },
    }),
  }
}
