import type { Deployment, Service, ServiceDeployment, TargetHealth, Task } from '../../shared/core/service.ts'

/** What a look at ECS may show, with what a test does not care about filled in. */

export const cluster = 'arn:aws:ecs:eu-west-1:123456789012'

export function revision(number: number): string {
  return `${cluster}:task-definition/api:${number}`
}

export function deployment(id: string, rest: Partial<Deployment> = {}): Deployment {
  return {
    id: `ecs-svc/${id}`,
    status: 'PRIMARY',
    taskDefinition: revision(Number(id)),
    rollout: 'IN_PROGRESS',
    desired: 2,
    running: 0,
    pending: 0,
    failed: 0,
    createdAt: Number(id) * 1_000,
    updatedAt: Number(id) * 1_000,
    ...rest,
  }
}

export function service(rest: Partial<Service> = {}): Service {
  return {
    name: 'api',
    status: 'ACTIVE',
    controller: 'ECS',
    scheduling: 'REPLICA',
    strategy: 'ROLLING',
    launchType: 'FARGATE',
    desired: 2,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    circuitBreaker: { enabled: true, rollback: true },
    taskDefinition: revision(20),
    deployments: [],
    targetGroups: [],
    events: [],
    ...rest,
  }
}

export function record(status: string, rest: Partial<ServiceDeployment> = {}): ServiceDeployment {
  return {
    arn: `${cluster}:service-deployment/production/api/x`,
    status,
    targetRevision: `${cluster}:service-revision/production/api/20`,
    triggeredAlarms: [],
    pausedAt: [],
    createdAt: 19_900,
    ...rest,
  }
}

export function task(id: string, rest: Partial<Task> = {}): Task {
  return {
    arn: `${cluster}:task/production/${id}`,
    taskDefinition: revision(20),
    startedBy: 'ecs-svc/20',
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    health: 'UNKNOWN',
    ips: [`10.0.0.${id}`],
    containers: [{ name: 'api', digest: digest('a') }],
    ...rest,
  }
}

export function target(group: string, at: string, rest: Partial<TargetHealth> = {}): TargetHealth {
  return { group, target: at, port: 8080, state: 'healthy', ...rest }
}

export function digest(letter: string): string {
  return `sha256:${letter.repeat(64)}`
}
