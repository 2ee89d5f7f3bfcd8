import { asNumber, asObject, asObjects, asText } from './json.ts'
import { noFailures } from './model.ts'
import type { Deployment, Service, TargetGroup } from './model.ts'
import { rulesOf } from './rules.ts'
import type { Rules } from './rules.ts'
import type { Ecs } from './state.ts'
import { rollout } from './words.ts'

/** The deployment that the service is to run: the newest, or, after a rollback, the one returned to. */
export function primary(service: Service): Deployment | undefined {
  return service.deployments.find(({ status }) => status === 'PRIMARY')
}

/** A deployment that is not INACTIVE still has tasks, or is to have some. */
export function atWork(service: Service): Deployment[] {
  return service.deployments.filter(({ status }) => status !== 'INACTIVE')
}

/** The rules by which the service deploys. */
export function currentRules(service: Service): Rules {
  return rulesOf(service.deploymentConfiguration)
}

/** A new PRIMARY deployment of what the service's configuration says. It is not in the service's list yet. */
export function createDeployment(ecs: Ecs, service: Service): Deployment {
  const number = ecs.world.digits(19)
  const deployment: Deployment = {
    number,
    id: `ecs-svc/${number}`,
    revisionArn: ecs.world.arn('ecs', `service-revision/${service.cluster}/${service.name}/${number}`),
    status: 'PRIMARY',
    rollout: { is: 'IN_PROGRESS', reason: '' },
    createdAt: ecs.now(),
    updatedAt: ecs.now(),
    taskDefinition: asText(service.configuration.taskDefinition) ?? '',
    configuration: structuredClone(service.configuration),
    desiredCount: 0,
    failures: { ...noFailures },
    images: {},
    targetGroups: targetGroups(service),
  }
  deployment.rollout.reason = rollout.inProgress(deployment)
  return deployment
}

/** Where traffic is shifted, a deployment takes whichever group of each pair the current one does not use. */
function targetGroups(service: Service): TargetGroup[] {
  const taken = new Set(primary(service)?.targetGroups.map(({ arn }) => arn))
  const shifting = currentRules(service).strategy !== 'ROLLING'
  return asObjects(service.configuration.loadBalancers).flatMap(loadBalancer => {
    const arn = asText(loadBalancer.targetGroupArn)
    if (arn === undefined) return []
    const alternate = asText(asObject(loadBalancer.advancedConfiguration).alternateTargetGroupArn) ?? arn
    return {
      arn: shifting && taken.has(arn) ? alternate : arn,
      container: asText(loadBalancer.containerName) ?? '',
      port: asNumber(loadBalancer.containerPort) ?? 0,
    }
  })
}
