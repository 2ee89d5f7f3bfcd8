import type { Behaviour } from '../behaviour.ts'
import type { Target } from '../neighbours.ts'
import type { JsonObject } from '../operation.ts'

/*
 * What ECS remembers. Plain data only (no functions, no timers): a replica that lags behind answers from a copy of it.
 * Times are milliseconds since 1970. Documents that callers wrote (task definitions, configurations) stay raw JSON, so
 * that members nobody knows today survive.
 */

export interface Cluster {
  name: string
  arn: string
  services: Map<string, Service>
  /** Those that RunTask started, whether or not ECS still tells of them. */
  tasks: Task[]
  /** By client token. */
  launches: Map<string, Launch>
  tags: JsonObject[]
}

/** What one RunTask request came to, for as long as its client token is remembered. */
export interface Launch {
  at: number
  /** The request, but for its token and cluster. */
  parameters: JsonObject
  tasks: Task[]
  failures: JsonObject[]
}

/** One revision of a family. `document` is what was registered, with AWS's defaults filled in. */
export interface TaskDefinition {
  arn: string
  family: string
  revision: number
  document: JsonObject
  tags: JsonObject[]
  registeredAt: number
  deregisteredAt?: number
}

export interface Service {
  name: string
  arn: string
  cluster: string
  clusterArn: string
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  createdAt: number
  desiredCount: number
  controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL'
  /** What a change of makes no deployment: placement, grace period, tags to propagate, … */
  settings: JsonObject
  /** What a new deployment would run: task definition, network, load balancers, … */
  configuration: JsonObject
  deploymentConfiguration: JsonObject
  /** Every deployment there ever was, the newest first; only those not INACTIVE are shown. */
  deployments: Deployment[]
  /** The newest first. */
  serviceDeployments: ServiceDeployment[]
  /** Those alive, and those stopped within the last hour. */
  tasks: Task[]
  /** The newest first, at most a hundred. */
  events: ServiceEvent[]
  /** Complaints whose cause lasts, and when each was last said: they are not repeated for six hours. */
  complaints: Map<string, number>
  steady: boolean
  tags: JsonObject[]
}

interface ServiceEvent {
  id: string
  createdAt: number
  message: string
}

/** A deployment and its service revision: the same number names both (`ecs-svc/N`, `service-revision/…/N`). */
export interface Deployment {
  number: string
  id: string
  revisionArn: string
  status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE'
  rollout: Rollout
  createdAt: number
  updatedAt: number
  taskDefinition: string
  configuration: JsonObject
  /** How many tasks the scheduler wants of it at the moment. */
  desiredCount: number
  /** When it leaves the list, once it is replaced and none of its tasks is left. */
  leavesAt?: number
  failures: Failures
  /** Container name to digest, as the first task of the deployment found it (version consistency). */
  images: Record<string, string>
  /** Where its tasks are registered. Blue/green alternates between two groups per load balancer. */
  targetGroups: TargetGroup[]
}

export interface Rollout {
  is: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'
  reason: string
}

interface Failures {
  /** What the circuit breaker compares with its threshold. */
  count: number
  /** Tries in a row of which no task reached RUNNING: the scheduler waits longer and longer before the next. */
  unstarted: number
  /** Tasks of these that `count` does not have yet. */
  uncounted: number
  /** Tasks that could not resolve the tag of an image to a digest. */
  unresolved: number
  /** No task is started before this time. */
  pausedUntil: number
}

/** Of a deployment that begins. */
export const noFailures: Readonly<Failures> = { count: 0, unstarted: 0, uncounted: 0, unresolved: 0, pausedUntil: 0 }

export interface TargetGroup {
  arn: string
  container: string
  port: number
}

export type ServiceDeploymentStatus =
  | 'PENDING'
  | 'IN_PROGRESS'
  | 'STOP_REQUESTED'
  | 'STOPPED'
  | 'ROLLBACK_REQUESTED'
  | 'ROLLBACK_IN_PROGRESS'
  | 'ROLLBACK_SUCCESSFUL'
  | 'ROLLBACK_FAILED'
  | 'SUCCESSFUL'

export type Stage =
  | 'RECONCILE_SERVICE'
  | 'PRE_SCALE_UP'
  | 'SCALE_UP'
  | 'POST_SCALE_UP'
  | 'TEST_TRAFFIC_SHIFT'
  | 'POST_TEST_TRAFFIC_SHIFT'
  | 'PRODUCTION_TRAFFIC_SHIFT'
  | 'POST_PRODUCTION_TRAFFIC_SHIFT'
  | 'BAKE_TIME'
  | 'CLEAN_UP'

/** One entry of the service's deployment history. A rollback is a chapter of it, not another entry. */
export interface ServiceDeployment {
  arn: string
  status: ServiceDeploymentStatus
  statusReason?: string
  /** Number of the deployment it brings. */
  target: string
  /** Numbers of the deployments it replaces. */
  sources: string[]
  createdAt: number
  startedAt?: number
  finishedAt?: number
  stoppedAt?: number
  updatedAt: number
  /** From when on it can be listed and described. */
  visibleFrom: number
  deploymentConfiguration: JsonObject
  breaker: 'DISABLED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'TRIGGERED'
  alarms: AlarmWatch
  rollback?: { reason: string; startedAt: number; to: string }
  /** The end of the bake time, once everything was healthy. */
  bakesUntil?: number
  stage?: Stage
  hooks: Hook[]
  /** Percent of the traffic that the target revision was asked to take. */
  traffic: { test: number; production: number }
}

interface AlarmWatch {
  names: string[]
  rollback: boolean
  /** Were in ALARM when the deployment began, so they say nothing about it. */
  ignored: string[]
  triggered: string[]
}

export interface Hook {
  id: string
  target: { is: 'PAUSE' } | { is: 'AWS_LAMBDA'; arn: string }
  status: 'AWAITING_ACTION' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT'
  expiresAt: number
  timeoutAction: 'CONTINUE' | 'ROLLBACK'
}

type TaskStatus =
  'PROVISIONING' | 'PENDING' | 'ACTIVATING' | 'RUNNING' | 'DEACTIVATING' | 'STOPPING' | 'DEPROVISIONING' | 'STOPPED'

type StopCode =
  | 'TaskFailedToStart'
  | 'EssentialContainerExited'
  | 'UserInitiated'
  | 'ServiceSchedulerInitiated'
  | 'SpotInterruption'
  | 'TerminationNotice'
  | 'InfrastructureHealth'

export interface Task {
  id: string
  arn: string
  clusterArn: string
  taskDefinition: string
  group: string
  startedBy?: string
  clientToken?: string
  desiredStatus: 'RUNNING' | 'STOPPED'
  lastStatus: TaskStatus
  createdAt: number
  /** From when on reads know it. */
  visibleFrom: number
  /** When its network interface was attached. */
  connectedAt?: number
  pullStartedAt?: number
  pullStoppedAt?: number
  startedAt?: number
  stoppingAt?: number
  executionStoppedAt?: number
  stoppedAt?: number
  /** Why it was told to stop, or stopped by itself. */
  stop?: Stop
  containers: Container[]
  /** What it is launched with: launch type, capacity provider, network, platform. */
  configuration: JsonObject
  /** What RunTask was told to do otherwise than the task definition says. */
  overrides: JsonObject
  availabilityZone: string
  networkInterface: { attachment: string; eni: string; mac: string; subnet: string; ip: string }
  /** Where it is registered, from the scheduler's registration until the target is drained. */
  registrations: { group: string; target: Target }[]
  /** Whether it was healthy once: from then on its end is no failure of its deployment. */
  wasHealthy: boolean
  protectedUntil?: number
  tags: JsonObject[]
}

export interface Stop {
  code: StopCode
  reason: string
  /** Whether it counts as a failed task: it keeps its place in the service until it is gone. */
  failed: boolean
}

export interface Container {
  name: string
  arn: string
  image: string
  imageDigest?: string
  runtimeId: string
  /** What it runs, where the task definition or an override says so; else the image decides. */
  command: string[]
  essential: boolean
  lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED'
  health: 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY'
  exitCode?: number
  reason?: string
  startedAt?: number
  /** Every time it was started: more than once with a restart policy. */
  starts: number[]
  /** It passed its health checks once and does not any more. */
  sick?: boolean
  /** What the image's program does, known once the image was pulled. */
  behaviour?: Behaviour
}
