import type { WrittenComment } from './core/promotion-comment.ts'
import type { DeploymentState } from './core/promotion-record.ts'

/** Time, so that a test can run an hour in a millisecond. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Waits `ms` milliseconds, or until `signal` aborts, whichever comes first; it never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** One step of a GitHub job: what it was given, and where it writes. */
export interface Step {
  /** The text of an input, trimmed; empty when it was not given. */
  input(name: string): string
  output(name: string, value: string): void
  /** Keeps a value out of every log from now on. */
  mask(secret: string): void
  info(line: string): void
  warning(message: string): void
  /** Text of others (container logs, AWS messages), printed so that it cannot act as a workflow command. */
  foreign(lines: readonly string[]): void
  group<T>(title: string, work: () => Promise<T>): Promise<T>
  /** Markdown for the job summary; several calls are joined. */
  summarize(markdown: string): Promise<void>
  /** Ends the step red. Only `runAction` calls it. */
  fail(message: string): void
}

/** What is asked of GitHub. */
export interface GitHub extends Discussions {
  /** The commit a tag points to; annotated tags are followed to their commit. */
  commitOfTag(tag: string): Promise<TagLookup>
  /** The newest deployments to an environment, or to all of them, newest first, at most a hundred. */
  deploymentsTo(environment: string | undefined): Promise<DeploymentsLookup>
  /** The states that a deployment has had, newest first; rejects where GitHub does not say. */
  statesOf(deployment: number): Promise<RecordState[]>
  /** What lies between two commits: the first of them, oldest first, and how many there are. */
  commitsBetween(base: string, head: string): Promise<Comparison>
  /** Makes a deployment of a commit; its payload is never changed again. */
  createDeployment(deployment: NewDeployment): Promise<Written>
  /** Gives a deployment its next state. */
  setDeploymentState(deployment: number, state: NewState): Promise<Written>
}

/** Where people talk about a change: pull requests, and the pages of releases. Changes are sent once. */
export interface Discussions {
  /** The commits that head has and base has not, newest first: 250 at most, and how many there are. */
  commitsSince(base: string, head: string): Promise<CommitsSince | Refused>
  /** Pull requests of this repository that brought a commit, each with the commit by which it was merged. */
  pullRequestsOf(commit: string): Promise<MergedLookup | Refused>
  /** The oldest first. */
  commentsOn(pullRequest: number): Promise<CommentsLookup | Refused>
  addComment(pullRequest: number, body: string): Promise<{ is: 'written' } | Refused>
  editComment(comment: number, body: string): Promise<{ is: 'written' } | Refused>
  /** The page of a published release. */
  releasePage(tag: string): Promise<{ is: 'found'; id: number; body: string } | { is: 'missing' } | Refused>
  editReleasePage(release: number, body: string): Promise<{ is: 'written' } | Refused>
  /** Login of the token's account; undefined where GitHub does not say. */
  ownLogin(): Promise<string | undefined>
}

export interface CommitsSince {
  is: 'found'
  commits: readonly string[]
  ahead: number
  /** How many commits base has that head has not. */
  behind: number
}

export interface MergedLookup {
  is: 'found'
  merged: readonly { number: number; commit: string }[]
}

export interface CommentsLookup {
  is: 'found'
  comments: readonly WrittenComment[]
  /** Whether these are all. */
  complete: boolean
}

/** What GitHub did not do. */
export interface Refused {
  is: 'refused'
  why: string
  /** Whether it would refuse the same anywhere else. */
  everywhere: boolean
  /** Whether it may have done it all the same. */
  lost: boolean
  /** Of HTTP; absent where nothing was heard. */
  status?: number
}

export type TagLookup =
  { is: 'found'; commit: string } | { is: 'missing'; why: string } | { is: 'refused'; why: string; next: string }

/** A deployment as GitHub keeps it. */
export interface DeploymentRecord {
  id: number
  /** The branch, tag or commit that was asked for. */
  ref: string
  sha: string
  environment: string
  /** Login of whoever made it; that of a workflow's own token is `github-actions[bot]`. Empty where nobody is left. */
  creator: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** Whatever was written with it. */
  payload: unknown
}

export type Comparison =
  | {
      is: 'found'
      /** `title` is the first line of the message: foreign text. */
      commits: readonly { sha: string; title: string; author: string }[]
      ahead: number
      behind: number
      /** A page for people. */
      url: string
    }
  | { is: 'unread'; why: string }

/** GitHub's word for how a deployment stands, and since when, in milliseconds since 1970. */
export interface RecordState {
  state: string
  at: number
  /** What was said of it: foreign text. */
  description: string
}

export interface NewDeployment {
  environment: string
  sha: string
  payload: object
  /** At most 140 characters, as everywhere in GitHub's deployments. */
  description: string
  /** Whether users work in it. */
  production: boolean
}

export interface NewState {
  state: DeploymentState
  description: string
  logUrl?: string | undefined
  environmentUrl?: string | undefined
}

/** What became of something that was to be written to GitHub. `lost`: it may have been written. */
export type Written = { is: 'written'; id: number } | { is: 'lost'; why: string } | { is: 'refused'; why: string }

export type DeploymentsLookup =
  { is: 'found'; deployments: readonly DeploymentRecord[] } | { is: 'refused'; why: string }

/** The text at a signed address that AWS gave; rejects when it cannot be had in a few seconds. */
export type Download = (url: string) => Promise<string>

/** Asks a URL once, as a monitor would. */
export type Probe = (url: URL, options: ProbeOptions) => Promise<Probed>

export interface ProbeOptions {
  timeoutMs: number
  /** Whether addresses inside a network (private, loopback) may be asked. */
  allowPrivate: boolean
  /** Whether redirects to the same host are followed; never to another one. */
  follow: boolean
  signal?: AbortSignal
}

export type Probed =
  /** `body` serves checks of single fields; it is never printed. */
  | { is: 'answered'; status: number; location?: string; body: string }
  | { is: 'failed'; why: string }
  /** It must not be asked, and asking again would change nothing. */
  | { is: 'refused'; why: string }

/** Sends a message to a URL once. */
export type Post = (url: URL, message: Message, options: PostOptions) => Promise<Posted>

export interface Message {
  headers: Readonly<Record<string, string>>
  body: string
}

export type PostOptions = Omit<ProbeOptions, 'follow'>

export type Posted =
  /** `retryAfter` is how long the server wants to be left alone, in milliseconds. `body` is foreign text. */
  | { is: 'answered'; status: number; retryAfter?: number; body: string }
  /** It may have arrived all the same. */
  | { is: 'failed'; why: string }
  /** It must not be sent there, and sending again would change nothing. */
  | { is: 'refused'; why: string }

/** Runs a command line of the workspace's own, as a step of the workflow would; a list of words runs without a shell. */
export type RunCommand = (command: string | readonly string[], options: CommandOptions) => Promise<CommandEnd>

export interface CommandOptions {
  /** The folder it runs in. */
  folder: string
  /** Its whole environment. */
  environment: Readonly<Record<string, string>>
  /** Ends it, with all that it started, when it aborts. */
  signal: AbortSignal
  /** Gets what it prints as it comes, whole lines together: foreign text. */
  print: (lines: readonly string[]) => void
}

/** `ended-by-us` is its end when the signal aborts. */
export type CommandEnd = { is: 'ended'; code: number } | { is: 'ended-by-us' } | { is: 'not-started'; why: string }
