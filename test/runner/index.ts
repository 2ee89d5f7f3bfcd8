/**
 * GitHub Actions on this machine: workflow files run as GitHub runs them, JavaScript actions and shells as processes of
 * their own. What it does not do it refuses by name; it ignores nothing. See README.md.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync, existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ConcurrencyGroups } from './concurrency.ts'
import { dispatchEvent, pushEvent, releaseEvent, starts } from './events.ts'
import type { GitHubEvent, PublishedRelease } from './events.ts'
import type { Value } from './expressions.ts'
import type { Environment } from './gates.ts'
import { restricted } from './permissions.ts'
import type { Permissions } from './permissions.ts'
import { plan } from './plan.ts'
import { githubGrace } from './process.ts'
import type { Grace } from './process.ts'
import type { LogLine, Run } from './records.ts'
import { StartupFailure } from './refusal.ts'
import { LocalRun } from './run.ts'
import type { DeploymentNote, RunSettings, RunStart } from './run.ts'
import type { StandIn, StandInStep } from './stand-in.ts'
import { readWorkflow } from './workflow.ts'
import type { Source, Workflow } from './workflow.ts'

export type { Environment } from './gates.ts'
export type { Level, Permissions } from './permissions.ts'
export type { JobRecord, LogLine, Result, Run, StepRecord, Wait } from './records.ts'
export { Unsupported } from './refusal.ts'
export type { DeploymentNote } from './run.ts'
export type { StandIn, StandInResult, StandInStep } from './stand-in.ts'
export type { Annotation } from './step-log.ts'

type Files = Readonly<Record<string, string>>

export interface GitHubOptions {
  /** owner/name of the user's repository. */
  repository: string
  /** `main`, if not said. */
  defaultBranch?: string
  /** The repository's files at a commit, by path from the root; `undefined` if there is no such commit. */
  files: (sha: string) => Files | undefined
  /** Folders of repositories that are on this machine, by owner/name; any ref leads there. */
  actions?: Readonly<Record<string, string>>
  /** What runs in place of other people's actions, by name without `@ref`. */
  standIns?: Readonly<Record<string, StandIn | StandIn['run']>>
  environments?: Readonly<Record<string, Environment>>
  vars?: Readonly<Record<string, string>>
  secrets?: Readonly<Record<string, string>>
  /** Commits by tag; more may be added later. */
  tags?: Record<string, string>
  /** Commits by branch; a push moves them. */
  branches?: Record<string, string>
  /** What jobs may do where no file says anything: GitHub's restricted default, if not said. */
  permissions?: Permissions
  /** What every process finds in its environment. GITHUB_API_URL is also `github.api_url`. */
  environment?: Readonly<Record<string, string>>
  /** A module that every action's process loads first. */
  preload?: string
  /** Seconds of `timeout-minutes` and wait timers in one of ours. */
  speed?: number
  /** How long a cancelled process has; GitHub's, if not said. */
  grace?: Grace
  /** Makes a job's token. */
  token?: RunSettings['token']
  onLine?: (line: LogLine) => void
  /** GitHub's own record of a job with an environment, unless it says `deployment: false`. */
  onDeployment?: (note: DeploymentNote) => void
}

export interface GitHub {
  /** All runs, the oldest first. */
  readonly runs: readonly Run[]
  /** Moves a branch, or sets a tag. Every workflow whose `on` matches starts. */
  push(push: { sha: string; branch?: string; tag?: string; actor?: string }): Run[]
  publishRelease(release: PublishedRelease & { actor?: string }): Run[]
  /** Throws what GitHub's API would answer to wrong inputs. */
  dispatch(workflow: string, dispatch?: Dispatch): Run
  /** Cancels what still runs, waits for it and removes what was written to disk. */
  close(): Promise<void>
}

export interface Dispatch {
  /** A branch or a tag. */
  ref?: string
  inputs?: Readonly<Record<string, Value>>
  actor?: string
}

export function createGitHub(options: GitHubOptions): GitHub {
  return new LocalGitHub(options)
}

const workflowFile = /^\.github\/workflows\/[^/]+\.ya?ml$/

class LocalGitHub implements GitHub {
  readonly runs: Run[] = []
  private readonly options: GitHubOptions
  private readonly branches: Record<string, string>
  private readonly tags: Record<string, string>
  private readonly groups = new ConcurrencyGroups()
  private readonly numbers = new Map<string, number>()
  private readonly folders = new Map<string, string>()

  constructor(options: GitHubOptions) {
    this.options = options
    this.branches = options.branches ?? {}
    this.tags = options.tags ?? {}
  }

  push({ sha, branch = this.defaultBranch, tag, actor = 'developer' }: Parameters<GitHub['push']>[0]): Run[] {
    if (tag === undefined) this.branches[branch] = sha
    else this.tags[tag] = sha
    const ref = tag === undefined ? `refs/heads/${branch}` : `refs/tags/${tag}`
    return this.happened(pushEvent({ ref, sha, actor, repository: this.options.repository }))
  }

  publishRelease({ actor = 'developer', ...release }: Parameters<GitHub['publishRelease']>[0]): Run[] {
    const sha = this.tags[release.tag]
    if (sha === undefined) throw new Error(`there is no tag ${release.tag} to release`)
    return this.happened(releaseEvent({ release, sha, actor, repository: this.options.repository }))
  }

  dispatch(name: string, { ref = this.defaultBranch, inputs = {}, actor = 'developer' }: Dispatch = {}): Run {
    const fullRef = ref in this.tags ? `refs/tags/${ref}` : `refs/heads/${ref}`
    const sha = this.tags[ref] ?? this.branches[ref]
    if (sha === undefined) throw new StartupFailure([`No ref found for: ${ref}`])
    const workflow = readWorkflow(this.sourceAt(sha), `.github/workflows/${name}`)
    const { repository } = this.options
    return this.startRun(workflow, dispatchEvent(workflow, { ref: fullRef, sha, given: inputs, actor, repository }))
  }

  async close(): Promise<void> {
    for (const run of this.runs) if (run.conclusion === undefined) run.cancel()
    await Promise.all(this.runs.map(({ ended }) => ended))
    for (const folder of this.folders.values()) rmSync(folder, { recursive: true, force: true })
    this.folders.clear()
  }

  private get defaultBranch(): string {
    return this.options.defaultBranch ?? 'main'
  }

  private happened(event: GitHubEvent): Run[] {
    const source = this.sourceAt(event.sha)
    const paths = Object.keys(this.filesOf(event.sha)).filter(path => workflowFile.test(path))
    return paths.flatMap(path => {
      const workflow = orRefused(() => readWorkflow(source, path))
      if (workflow instanceof StartupFailure)
        return this.start({ name: path, path, runName: undefined, planned: workflow }, event)
      return Array.from({ length: starts(workflow, event) }, () => this.startRun(workflow, event))
    })
  }

  private startRun(workflow: Workflow, event: GitHubEvent): Run {
    const { sources, permissions } = this.settings(event)
    const planned = orRefused(() => plan(workflow, sources, { most: permissions, depth: 1 }))
    const { name, path, runName } = workflow
    return this.start({ name, path, runName, planned }, event)
  }

  private start(what: Pick<RunStart, 'name' | 'path' | 'runName' | 'planned'>, event: GitHubEvent): Run {
    const number = (this.numbers.get(what.path) ?? 0) + 1
    this.numbers.set(what.path, number)
    const { repository } = this.options
    const run = new LocalRun({
      ...what,
      repository,
      event,
      id: 7_000_000_001 + this.runs.length,
      number,
      attempt: 1,
      earlier: undefined,
      settings: this.settings(event),
      groups: this.groups,
    })
    this.runs.push(run)
    return run
  }

  private settings({ ref }: GitHubEvent): RunSettings {
    const { environments = {}, vars = {}, secrets = {}, environment = {}, speed = 1, preload } = this.options
    const { token = (_, { job }) => `ghs_${Buffer.from(job).toString('hex')}`, grace = githubGrace } = this.options
    const sources = {
      repositories: this.options.actions ?? {},
      standIns: Object.fromEntries(
        Object.entries(this.options.standIns ?? {}).map(([name, given]) => [
          name,
          typeof given === 'function' ? { run: given } : given,
        ]),
      ),
      sourceOf: (repository: string) => this.sourceOf(repository),
    }
    return {
      sources,
      runner: { sources, environment, preload, speed, grace, filesAt: name => this.filesAt(name) },
      environments,
      vars,
      secrets,
      permissions: this.options.permissions ?? restricted,
      refName: ref.replace(/^refs\/(heads|tags)\//, ''),
      speed,
      apiUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
      serverUrl: environment['GITHUB_SERVER_URL'] ?? 'https://github.com',
      graphqlUrl: environment['GITHUB_GRAPHQL_URL'] ?? 'https://api.github.com/graphql',
      token,
      onLine: this.options.onLine ?? ((): void => undefined),
      onDeployment: this.options.onDeployment ?? ((): void => undefined),
    }
  }

  private filesOf(sha: string): Files {
    const files = this.options.files(sha)
    if (!files) throw new Error(`${this.options.repository} has no commit ${sha}`)
    return files
  }

  /** A ref as `actions/checkout` takes it. */
  private filesAt(ref: string): ReturnType<StandInStep['filesAt']> {
    const name = ref.replace(/^refs\/(heads|tags)\//, '')
    const sha = this.tags[name] ?? this.branches[name] ?? (/^[0-9a-f]{40}$/.test(name) ? name : undefined)
    const files = sha === undefined ? undefined : this.options.files(sha)
    return sha === undefined || !files ? undefined : { sha, files }
  }

  private sourceAt(sha: string): Source {
    const files = this.filesOf(sha)
    return {
      repository: this.options.repository,
      sha,
      read: path => files[path],
      folder: () => this.onDisk(sha, files),
    }
  }

  private sourceOf(repository: string): Source | undefined {
    const root = this.options.actions?.[repository]
    if (root === undefined) return undefined
    const read = (path: string): string | undefined =>
      existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined
    return { repository, sha: '0'.repeat(40), read, folder: () => root }
  }

  /** For the repository's own actions, which are files. */
  private onDisk(sha: string, files: Files): string {
    const known = this.folders.get(sha)
    if (known !== undefined) return known
    const folder = mkdtempSync(join(tmpdir(), 'runner-repository-'))
    this.folders.set(sha, folder)
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return folder
  }
}

/** What GitHub refuses becomes a run that did not start; what only this runner refuses is thrown. */
function orRefused<Answer>(work: () => Answer): Answer | StartupFailure {
  try {
    return work()
  } catch (error) {
    if (error instanceof StartupFailure) return error
    throw error
  }
}
