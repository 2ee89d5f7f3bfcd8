import type { CapacityShare, Network } from './launch.ts'

/** What can be seen of ECS services, in our own words and only the members that decisions need. Times are milliseconds. */

export interface Service {
  name: string
  /** ACTIVE, DRAINING, INACTIVE, as ECS says. */
  status: string
  /** ECS, CODE_DEPLOY or EXTERNAL. */
  controller: string
  /** REPLICA or DAEMON. */
  scheduling: string
  /** ROLLING, BLUE_GREEN, LINEAR or CANARY. */
  strategy: string
  /** FARGATE, EC2, EXTERNAL; absent where a capacity provider strategy says it. */
  launchType?: string
  capacityProviders?: readonly CapacityShare[]
  /** Of Fargate, such as LATEST. */
  platformVersion?: string
  /** Where its tasks' network interfaces are; absent where they have none of their own. */
  network?: Network
  desired: number
  minimumHealthyPercent: number
  maximumPercent: number
  circuitBreaker: { enabled: boolean; rollback: boolean }
  /** The revision the service was last told to run. */
  taskDefinition: string
  deployments: readonly Deployment[]
  targetGroups: readonly TargetGroup[]
  /** Newest first; for explanation only, never for deciding (they are suppressed and reworded at will). */
  events: readonly ServiceEvent[]
}

export interface Deployment {
  /** `ecs-svc/…`; a rollback brings the old one back under its old id. */
  id: string
  /** PRIMARY, ACTIVE or INACTIVE. */
  status: string
  taskDefinition: string
  /** IN_PROGRESS, COMPLETED or FAILED; absent means that ECS does not say, never that all is well. */
  rollout?: string
  rolloutReason?: string
  desired: number
  running: number
  pending: number
  failed: number
  createdAt: number
  updatedAt: number
}

export interface ServiceEvent {
  at: number
  message: string
}

/** Where a service's tasks must be healthy: in one of these groups (blue/green alternates between two). */
export interface TargetGroup {
  arns: readonly string[]
}

/** A service deployment: ECS's own record of one rollout, with an explicit end. */
export interface ServiceDeployment {
  arn: string
  status: string
  statusReason?: string
  stage?: string
  targetRevision: string
  breaker?: { status: string; failures: number; threshold: number }
  triggeredAlarms: readonly string[]
  rollbackReason?: string
  /** ARN of the service revision that a rollback goes back to. */
  returnsTo?: string
  /** Hooks of this stage that wait for somebody. */
  pausedAt: readonly { hook: string; expiresAt?: number }[]
  createdAt: number
  finishedAt?: number
}

export interface Task {
  arn: string
  taskDefinition: string
  /** The id of the deployment that started it. */
  startedBy: string
  lastStatus: string
  desiredStatus: string
  /** HEALTHY, UNHEALTHY, or UNKNOWN where no container health check is defined. */
  health: string
  ips: readonly string[]
  containers: readonly { name: string; digest?: string; health?: string }[]
}

export interface TargetHealth {
  group: string
  /** An IP address, or an instance id. */
  target: string
  port: number
  state: string
  reason?: string
  description?: string
}

/** What a deployment began with: ECS's record of it says which revision, and which digests it found behind tags. */
export interface ServiceRevision {
  arn: string
  taskDefinition: string
  /** Container → digest. */
  digests: ReadonlyMap<string, string>
  /** The images as the task definition names them. */
  images: readonly string[]
}

/** The deployment that ECS brings the service to. */
export function primaryOf(service: Service): Deployment | undefined {
  return service.deployments.find(deployment => deployment.status === 'PRIMARY')
}

/** What to return to: the newest deployment that completed. One that is under way may yet fail. */
export function lastCompleted({ deployments }: Service): Deployment | undefined {
  const completed = deployments.filter(({ rollout }) => rollout === 'COMPLETED')
  return completed.toSorted((a, b) => b.createdAt - a.createdAt)[0]
}

/** Whether this names one revision, by its ARN or as `family:number`. A family alone is its newest one, whichever that is. */
export function isRevision(text: string): boolean {
  return /^(?:arn:[\w-]+:ecs:[\w-]+:\d{12}:task-definition\/)?[\w-]{1,255}:[1-9]\d*$/.test(text)
}

/** `api:42` of `arn:aws:ecs:…:task-definition/api:42`. */
export function revisionName(taskDefinition: string): string {
  return taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1)
}

/**
 * Whether this is the service deployment of that deployment. Nothing else joins the two APIs than that the number in
 * `ecs-svc/N` is the id of the service revision it targets, `service-revision/<cluster>/<service>/N`.
 */
export function isDeploymentOf(
  { targetRevision }: Pick<ServiceDeployment, 'targetRevision'>,
  deploymentId: string,
): boolean {
  return targetRevision.endsWith(`/${numberOf(deploymentId)}`)
}

/** The id of the deployment that a service deployment is the record of. */
export function deploymentIdOf({ targetRevision }: Pick<ServiceDeployment, 'targetRevision'>): string {
  return `ecs-svc/${targetRevision.slice(targetRevision.lastIndexOf('/') + 1)}`
}

/** The ARN of the service revision of a deployment, made from that of another deployment of the same service. */
export function serviceRevisionOf(deploymentId: string, { targetRevision }: ServiceDeployment): string {
  return `${targetRevision.slice(0, targetRevision.lastIndexOf('/'))}/${numberOf(deploymentId)}`
}

function numberOf(deploymentId: string): string {
  return deploymentId.slice(deploymentId.indexOf('/') + 1)
}
