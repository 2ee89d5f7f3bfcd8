import type { ScanStatus } from '@aws-sdk/client-ecr'
import type { ImageFormat } from './ecr/manifest.ts'
import type { Severity } from './ecr/model.ts'
import type { Mutability } from './ecr/mutability.ts'
import type { DeploymentState } from './github/deployments.ts'
import type { Permissions } from './github/permissions.ts'
import type { Limits } from './github/rate-limit.ts'
import type { CommitStates } from './github/state.ts'
import type { AlarmState } from './neighbours.ts'
import type { JsonObject } from './operation.ts'
import type { Denial } from './policy.ts'
import type { Duration } from './shape.ts'
import type { WebhookKind } from './webhooks.ts'

/** A world as its writer describes it, in a YAML file or in TypeScript. Everything has a usual value. */
export interface Scenario {
  seed?: number
  account?: string
  region?: string
  /** When the world begins, such as `2026-11-20T09:00:00Z`. */
  start?: string
  aws?: AwsScenario
  logs?: LogsScenario
  waf?: WafScenario
  /**
   * ECR repositories by name, each with its images, the oldest first. Without any, the images that services run are
   * there.
   */
  repositories?: Record<string, readonly ImageScenario[] | RepositoryScenario>
  /** What images of other registries do, by reference. Those not listed are healthy. */
  otherImages?: Record<string, BehaviourScenario>
  /** Clusters by name, each with its services by name. */
  clusters?: Record<string, Record<string, ServiceScenario>>
  /** Task definitions that no service runs, by family: for RunTask. */
  families?: Record<string, string | DescribedFamily>
  /** Web ACLs of AWS WAF by name. */
  webAcls?: Record<string, WebAclScenario>
  /** What clients send to the load balancers. */
  traffic?: readonly TrafficScenario[]
  /** CloudWatch alarms by name: a state alone, or more. */
  alarms?: Record<string, AlarmState | AlarmScenario>
  github?: GitHubScenario
  /** Public addresses, by URL. */
  urls?: Record<string, PageScenario>
}

export interface AwsScenario {
  /** Requests are throttled by the documented buckets; on, if not said. */
  throttles?: boolean
  /** AWS knows members of task definitions that this SDK does not; it does, if not said. */
  acceptsUnknownTaskDefinitionMembers?: boolean
  /** The same of web ACLs. */
  acceptsUnknownWebAclMembers?: boolean
  /** How old an answer to a read may be, at most. */
  replicaLag?: Duration
  /** How far the clock of AWS is ahead of that of every runner; behind it, with a minus. */
  clockSkew?: Duration
  /** What no policy allows. */
  denied?: readonly Denial[]
  /** How long reads do not know a task that was just started with RunTask, at most. */
  taskVisibility?: Duration
  /** Which digest ECS reports of a task whose image is an index. */
  reportedDigest?: 'index' | 'platform'
  scanning?: ScanningScenario
  /** What scans say of an index. */
  scanOfIndex?: 'none' | 'unsupported' | 'of-platform'
}

export interface LogsScenario {
  /** Until a line can be read, at most. */
  ingestionLag?: Duration
  /** Until a new stream can be found. */
  streamLag?: Duration
  /** Chance that a page is empty although more follows. */
  emptyPages?: number
}

export interface WafScenario {
  /** Until a change reaches traffic, at least and at most; 5 s to 2 min, if not said. */
  propagation?: readonly [Duration, Duration]
  /** Until a new web ACL can be used, at most. */
  creationLag?: Duration
  /** IP sets by name, each with its address ranges. Rules name them, and what follows, in place of their ARNs. */
  ipSets?: Record<string, readonly string[]>
  /** Sets of regular expressions by name. */
  regexPatternSets?: Record<string, readonly string[]>
  /** Rule groups by name, each with its capacity in WCU. */
  ruleGroups?: Record<string, number>
}

export interface WebAclScenario {
  /** The last part of its ARN; by chance, if not said. */
  id?: string
  scope?: 'REGIONAL' | 'CLOUDFRONT'
  /** What it is associated with: load balancers by name (that of a service has its cluster's name), or ARNs. */
  protects?: readonly string[]
  /** Rules in WAF's own JSON; what is left out is usual: a metric of the rule's name, an action or no override. */
  rules?: readonly JsonObject[]
  /** Other members of a web ACL, also those that no SDK knows yet, and those that only Firewall Manager can set. */
  more?: JsonObject
  /** Long there if not said; else it was made when the world begins, and cannot be used for a while. */
  born?: 'steady' | 'new'
}

/** Requests that are all alike, at a steady rate. */
export interface TrafficScenario {
  /** The first client's address. */
  ip: string
  /** How many clients there are, with addresses one after the other; one, if not said. */
  clients?: number
  /** Of each client. */
  perMinute: number
  /** With its query, if there is one. */
  path: string
  method?: string
  /** The header X-Forwarded-For; absent, if not said. */
  forwardedFor?: string
  headers?: Record<string, string>
  country?: string
  /** Where it goes: a load balancer by name, or an ARN; the only load balancer, if not said. */
  to?: string
  /** Rules of rule groups that it matches, such as `AWSManagedRulesCommonRuleSet#NoUserAgent_HEADER`. */
  violates?: readonly string[]
  /** After the world's beginning; always so, if not said. */
  from?: Duration
  until?: Duration
}

export interface AlarmScenario {
  state?: AlarmState
  /** Makes it a composite alarm, in ALARM when any of these is. */
  anyOf?: readonly string[]
  /** Other members that DescribeAlarms shows. */
  more?: JsonObject
}

export interface RepositoryScenario {
  mutability?: Mutability
  /** Tags for which it is the other way round, with `*` for any characters. */
  exclusions?: readonly string[]
  /** The lifecycle policy as its document: `{ rules: […] }`. */
  lifecycle?: JsonObject
  /** Images are scanned when they are pushed, also where the registry does not scan; off, if not said. */
  scanOnPush?: boolean
  images: readonly ImageScenario[]
}

/** How the registry scans what is pushed to it. */
export interface ScanningScenario {
  /** `BASIC`, if not said. */
  type?: 'BASIC' | 'ENHANCED'
  /** Which repositories are scanned, with `*` for any characters; none, if not said. */
  repositories?: readonly string[]
  /** How long a scan takes; 30 s, if not said. */
  takes?: Duration
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
  /** Since it was pushed; the images of a repository were pushed a day apart, if not said. */
  age?: Duration
  /** Since a task last started with it. */
  pulled?: Duration
  /** What scanning finds in it, by severity: how much, or which. */
  findings?: Partial<Record<Severity, number | readonly string[]>>
  /** How its scan is, or how long it still takes. Without a word, over if there are findings, else as its repository. */
  scan?: 'none' | ScanStatus | ScanScenario
  /** Signed by ECR's managed signing, or how long that still takes. */
  signed?: boolean | SigningScenario
  /** Artifact types of what else tells of it, such as `application/spdx+json`. */
  referrers?: readonly string[]
  /** Names what is inside: two images of the same content have the same digest. */
  content?: string
}

export interface ScanScenario {
  /** No time, if not said. */
  takes?: Duration
  /** `COMPLETE` or, where scanning is enhanced, `ACTIVE`, if not said. */
  ends?: ScanStatus
}

export interface SigningScenario {
  takes?: Duration
  ends?: 'COMPLETE' | 'FAILED'
}

/** What the program inside does; see `Behaviour`. What is left out is as in a healthy program. */
export interface BehaviourScenario {
  exits?: ExitScenario
  /** `never`, or how long after its start. */
  healthyAfter?: Duration
  sickAnswer?: number | 'timeout'
  ignoresTerm?: boolean
  termCode?: number
  /** Lines that it prints: all when it starts, or each so long after the one before. */
  logs?: readonly string[]
  logsEvery?: Duration
  cannotInitialize?: string
  cannotStart?: string
  /** What it does instead when it is started with another command: `npm run migrate`, and so on. */
  commands?: Record<string, BehaviourScenario>
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

/** An image alone is a family of one revision. */
export interface DescribedFamily {
  /** As a service's. */
  image: string
  /** The main container's name, if it is not the family's. */
  container?: string
  command?: readonly string[]
  sidecars?: Record<string, string | SidecarScenario>
  /** `/ecs/` and the family's name, if not said. */
  logGroup?: string
  taskDefinition?: JsonObject
  containerDefinition?: JsonObject
  /** Images of earlier revisions, the oldest first. */
  earlier?: readonly string[]
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
  /** What the token may do, as in a workflow: everything, if not said, and else what is named alone. */
  permissions?: Permissions
  /** How much it may ask; as much as a workflow's token, if not said. */
  limits?: Partial<Limits>
  /** The oldest first; those that tags name, if not said. */
  commits?: readonly (string | CommitScenario)[]
  /** Branches that are elsewhere than at their last commit. */
  branches?: Record<string, string>
  /** Tag to commit; `depth` tag objects are between them (1: an annotated tag). */
  tags?: Record<string, string | TagScenario>
  /** Tags that have a published release, in the order in which they were published. */
  releases?: readonly (string | ReleaseScenario)[]
  /** The oldest first. */
  deployments?: readonly DeploymentScenario[]
  /** Commit statuses and check runs: state by context, by commit. */
  checks?: Record<string, CommitStates>
  /** Branches that cannot be merged with the default branch. */
  conflicts?: readonly string[]
  pullRequests?: readonly PullRequestScenario[]
  /** Numbers of issues. */
  issues?: readonly number[]
}

export interface CommitScenario {
  sha: string
  message?: string
  author?: string
  /** The default branch, if not said. A new branch leaves from where the default branch is then. */
  branch?: string
  /** What the branch was at before, if not said. */
  parents?: readonly string[]
  /** How long before the world begins; the commits of a scenario are an hour apart, if not said. */
  ago?: Duration
}

export interface DeploymentScenario {
  /** A branch, a tag or a commit. */
  ref: string
  environment?: string
  /** The oldest first; just `success`, if not said. */
  states?: readonly DeploymentState[]
  task?: string
  payload?: string | JsonObject
  description?: string
  transient?: boolean
  production?: boolean
  creator?: string
  environmentUrl?: string
  logUrl?: string
  /** How long before the world begins; the deployments of a scenario are a day apart, if not said. */
  ago?: Duration
}

export interface PullRequestScenario {
  number: number
  title?: string
  author?: string
  /** The commits that it brings, the oldest first. */
  commits: readonly string[]
  /** The commit by which it came to its base; it is open, if not said. */
  merged?: string
}

export interface TagScenario {
  commit: string
  depth?: number
}

export interface ReleaseScenario {
  tag: string
  name?: string
  body?: string
  draft?: boolean
  prerelease?: boolean
  targetCommitish?: string
}

/** Answers as a service does (`cluster/service`), or these statuses in turn, of which the last stays, or takes messages. */
export type PageScenario = string | FixedPage | WebhookPage

export interface FixedPage {
  statuses: readonly number[]
  /** What it answers, in turn likewise; JSON with the status, if not said. */
  bodies?: readonly string[]
}

export interface WebhookPage {
  webhook: WebhookKind
  /** For the first messages, in turn; none, if not said. */
  statuses?: readonly number[]
}
