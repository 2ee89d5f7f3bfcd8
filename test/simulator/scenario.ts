import type { ImageFormat } from './ecr/manifest.ts'
import type { JsonObject } from './operation.ts'
import type { Duration } from './shape.ts'

/** A world as its writer describes it, in a YAML file or in TypeScript. Everything has a usual value. */
export interface Scenario {
  seed?: number
  account?: string
  region?: string
  /** When the world begins, such as `2026-11-20T09:00:00Z`. */
  start?: string
  aws?: AwsScenario
  logs?: LogsScenario
  /**
   * ECR repositories by name, each with its images, the oldest first. Without any, the images that services run are
   * there.
   */
  repositories?: Record<string, readonly ImageScenario[] | RepositoryScenario>
  /** What images of other registries do, by reference. Those not listed are healthy. */
  otherImages?: Record<string, BehaviourScenario>
  /** Clusters by name, each with its services by name. */
  clusters?: Record<string, Record<string, ServiceScenario>>
  github?: GitHubScenario
  /** Public addresses, by URL. */
  urls?: Record<string, PageScenario>
}

export interface AwsScenario {
  /** Requests are throttled by the documented buckets; on, if not said. */
  throttles?: boolean
  /** AWS knows members of task definitions that this SDK does not; it does, if not said. */
  acceptsUnknownTaskDefinitionMembers?: boolean
  /** How old an answer to a read may be, at most. */
  replicaLag?: Duration
  /** Which digest ECS reports of a task whose image is an index. */
  reportedDigest?: 'index' | 'platform'
}

export interface LogsScenario {
  /** Until a line can be read, at most. */
  ingestionLag?: Duration
  /** Until a new stream can be found. */
  streamLag?: Duration
  /** Chance that a page is empty although more follows. */
  emptyPages?: number
}

export interface RepositoryScenario {
  mutability?: 'MUTABLE' | 'IMMUTABLE'
  images: readonly ImageScenario[]
}

/** A tag alone is an image that is healthy. */
export type ImageScenario = string | BuiltImage

export interface BuiltImage {
  tags?: readonly string[]
  format?: ImageFormat
  platforms?: readonly string[]
  attestations?: boolean
  archived?: boolean
  behaviour?: BehaviourScenario
  /** Names what is inside: two images of the same content have the same digest. */
  content?: string
}

/** What the program inside does; see `Behaviour`. What is left out is as in a healthy program. */
export interface BehaviourScenario {
  exits?: ExitScenario
  /** `never`, or how long after its start. */
  healthyAfter?: Duration
  sickAnswer?: number | 'timeout'
  ignoresTerm?: boolean
  logs?: readonly string[]
  cannotInitialize?: string
}

export interface ExitScenario {
  code: number
  after: Duration
  outOfMemory?: boolean
}

/** An image alone (`repository:tag`) is a service of two tasks behind a load balancer, one container in each. */
type ServiceScenario = string | DescribedService

export interface DescribedService {
  /** `repository:tag` or `repository@sha256:…` of the container that has the service's name. */
  image: string
  /** The container's name, if it is not the service's. */
  container?: string
  /** Other containers: images of the account's repositories, or of elsewhere. */
  sidecars?: Record<string, string | SidecarScenario>
  desired?: number
  minimumHealthyPercent?: number
  maximumPercent?: number
  /** The deployment circuit breaker: on and rolling back, if not said; or members of `deploymentCircuitBreaker`. */
  breaker?: boolean | JsonObject
  controller?: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL'
  /** Path of the load balancer's health check (`/health`, if not said); `false` for a service behind none. */
  health?: string | false
  targetGroup?: TargetGroupScenario
  gracePeriod?: Duration
  /** A container health check, as a command: it passes when the program is healthy. */
  healthCheck?: string | JsonObject
  port?: number
  family?: string
  /** Members of the task definition beside, or instead of, those that follow from the rest. */
  taskDefinition?: JsonObject
  /** Members of the main container's definition, likewise. */
  containerDefinition?: JsonObject
  /** Members of deploymentConfiguration: `strategy`, `bakeTimeInMinutes`, `alarms`, … */
  deployment?: JsonObject
  /** Other members of CreateService. */
  more?: JsonObject
  /** Images that ran before, the oldest first: each had a revision and a successful deployment. */
  earlier?: readonly string[]
  /** Long running if not said; else its first tasks start when the world begins. */
  born?: 'steady' | 'new'
}

export interface SidecarScenario {
  image: string
  essential?: boolean
}

export interface TargetGroupScenario {
  interval?: Duration
  timeout?: Duration
  healthyThreshold?: number
  unhealthyThreshold?: number
  /** Statuses that pass, such as `200-399`. */
  matcher?: string
  deregistrationDelay?: Duration
}

export interface GitHubScenario {
  /** `owner/name` */
  repository?: string
  defaultBranch?: string
  /** The token that is asked for; any will do, if not said. */
  token?: string
  /** Tag to commit; `depth` tag objects are between them (1: an annotated tag). */
  tags?: Record<string, string | TagScenario>
  /** Tags that have a published release. */
  releases?: readonly (string | ReleaseScenario)[]
}

export interface TagScenario {
  commit: string
  depth?: number
}

export interface ReleaseScenario {
  tag: string
  draft?: boolean
  prerelease?: boolean
  targetCommitish?: string
}

/** Answers as a service does (`cluster/service`), or these statuses in turn, of which the last stays. */
export type PageScenario = string | FixedPage

export interface FixedPage {
  statuses: readonly number[]
}
