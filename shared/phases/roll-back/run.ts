import type { PhaseRun } from '../run.ts'
import type { Target } from '../prove/targets.ts'

/** What is to be rolled back, and to what. */
export interface RollBackRun extends PhaseRun {
  to: Destination
  /** Absent where GitHub is not to be asked. */
  github: GitHubQuery | undefined
  /** Why, in the words of whoever asked for it: recorded on what is rolled away from. */
  reason: string | undefined
  /** Page of this workflow run. */
  runUrl: string | undefined
  /** Only look and plan. */
  dryRun: boolean
  /** Follow the rollback to its end and prove it. */
  wait: boolean
  /** Overwrite what somebody else began meanwhile. */
  force: boolean
  /** Let a service pass that wants no task. */
  allowZero: boolean
  /** Milliseconds that all of it may take, as people were told it. */
  timeout: number
}

export interface GitHubQuery {
  token: string
  /** The environment whose deployments may tell which revisions a release had. */
  environment: string | undefined
}

export type Destination =
  /** The Git tag of a release. */
  | { is: 'release'; release: string; services: readonly string[] }
  /** The tag of its images: a commit. */
  | { is: 'tag'; tag: string; services: readonly string[] }
  /** Service → revision, as ARN or `family:number`. */
  | { is: 'revisions'; revisions: ReadonlyMap<string, string> }
  /** What deploy-ecs began, each with what ran before it. */
  | { is: 'deployments'; deployments: readonly Target[] }
  /** The last one that ran well. */
  | { is: 'last-good'; services: readonly string[] }

export function servicesOf(to: Destination): readonly string[] {
  if (to.is === 'revisions') return [...to.revisions.keys()]
  return to.is === 'deployments' ? to.deployments.map(({ service }) => service) : to.services
}
