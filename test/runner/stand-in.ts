import type { Permissions } from './permissions.ts'

/** Something in place of somebody else's action. */
export interface StandIn {
  /** Inputs it knows, with their defaults; others are refused. Left out, it takes whatever it is given. */
  inputs?: Readonly<Record<string, string>>
  /** Throws to fail the step with a message. */
  run: (step: StandInStep) => StandInResult | Promise<StandInResult>
}

export interface StandInStep {
  /** As an action gets them: those that are not given have their default. */
  inputs: Readonly<Record<string, string>>
  /** The environment the action's process would have. */
  env: Readonly<Record<string, string>>
  /** The workspace's folder. */
  workspace: string
  /** What is text in the context `github`. */
  github: Readonly<Record<string, string>>
  /** Name of the job, as GitHub shows it. */
  job: string
  permissions: Permissions
  /** Aborts when the step is cancelled. */
  signal: AbortSignal
  /** Writes a line to the step's log; workflow commands are obeyed. */
  log: (line: string) => void
  /** The repository's files at a branch, tag or commit; `undefined` if there is no such ref. */
  filesAt: (ref: string) => { sha: string; files: Readonly<Record<string, string>> } | undefined
}

export interface StandInResult {
  outputs?: Readonly<Record<string, string>>
  /** For the steps that follow. */
  env?: Readonly<Record<string, string>>
  /** Markdown for the job summary. */
  summary?: string
  /** Run after the job's steps, the last one's first. */
  post?: () => StandInResult | Promise<StandInResult>
}
