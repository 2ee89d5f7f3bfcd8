/** What is known of a run and can be asked while it runs. */
import type { GitHubEvent } from './events.ts'
import type { Permissions } from './permissions.ts'
import type { Annotation } from './step-log.ts'

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped'

export interface StepRecord {
  /** As GitHub shows it. */
  name: string
  id?: string
  /** What it did itself; absent until it ended. */
  outcome?: Result
  /** What it counts as, after `continue-on-error`. */
  conclusion?: Result
  outputs: Record<string, string>
  log: string
  /** Markdown, masked. */
  summary: string
}

export interface JobRecord {
  /** As GitHub shows it: `caller / called (matrix)`. */
  name: string
  /** Its key in the workflow file. */
  id: string
  status: 'queued' | 'pending' | 'waiting' | 'in_progress' | 'completed'
  conclusion?: Result
  outputs: Record<string, string>
  steps: StepRecord[]
  annotations: Annotation[]
  needs: readonly string[]
  permissions: Permissions
  environment?: { name: string; url?: string }
  /** Labels of its machine, as JSON; absent until it runs. */
  runsOn?: string
  /** The attempt of the run that ran it: an earlier one's if it was not run again. */
  attempt: number
}

/** What a job, or a run, waits for. */
export type Wait =
  | { for: 'approval'; environment: string; job: string }
  | { for: 'timer'; environment: string; job: string }
  /** `job` is absent where the whole run waits. */
  | { for: 'concurrency'; group: string; job?: string }

/** A line of the live log. */
export interface LogLine {
  run: number
  job: string
  step: string
  /** How GitHub's page shows it. */
  kind: 'text' | 'group' | 'end-group' | 'command' | 'error' | 'warning' | 'notice' | 'debug'
  /** Masked, without the command that made it. */
  text: string
}

/** A run of a workflow, as its page on GitHub shows it. */
export interface Run {
  readonly id: number
  /** Counts the runs of its workflow. */
  readonly number: number
  readonly attempt: number
  readonly event: GitHubEvent
  /** Name and path of the workflow. */
  readonly workflow: string
  readonly path: string
  /** Its `run-name`, or else the workflow's name. */
  readonly title: string
  /** In the order in which they were let in; those that called workflows show what these have. */
  readonly jobs: readonly JobRecord[]
  /** What kept it from starting. */
  readonly problems: readonly string[]
  /** What it waits for now. */
  readonly waitingFor: readonly Wait[]
  /** Absent until it ended. */
  readonly conclusion: Result | 'startup_failure' | undefined
  /** Settles when all jobs have ended, however they did. */
  readonly ended: Promise<Run>
  /** A job by the name that GitHub shows: `caller / called`. Throws if there is none. */
  job(name: string): JobRecord
  /** Settles as soon as something is so, such as that the run waits; throws if it ends without. */
  when(isSo: (run: Run) => boolean): Promise<void>
  /** Lets the jobs go on that wait for this environment now; throws if there are none. */
  approve(environment: string): void
  /** Fails them. */
  reject(environment: string): void
  cancel(): void
  /** Starts another attempt of the same run; with `failedOnly` what ended well is taken over. */
  rerun(options?: { failedOnly?: boolean }): Run
}

/** How those together ended. Nobody's skipping spoils it. */
export function together(results: readonly Result[]): Result {
  for (const worst of ['failure', 'cancelled', 'success'] as const) if (results.includes(worst)) return worst
  return results.length === 0 ? 'success' : 'skipped'
}
