/** A run while it runs: what the page shows, and what its jobs need. */
import { Cancellation } from './cancellation.ts'
import type { ConcurrencyGroups } from './concurrency.ts'
import type { GitHubEvent } from './events.ts'
import { interpolate } from './expressions.ts'
import type { Value } from './expressions.ts'
import type { Environment } from './gates.ts'
import { runContext } from './github-context.ts'
import { runFlow } from './job-graph.ts'
import type { Flow } from './job-graph.ts'
import type { RunnerSettings } from './job-run.ts'
import type { Ended, Leg } from './legs.ts'
import type { PlannedJob, PlannedWorkflow, PlanSources } from './plan.ts'
import type { Permissions } from './permissions.ts'
import type { JobRecord, LogLine, Result, Run, Wait } from './records.ts'
import { messageOf, StartupFailure } from './refusal.ts'

/** What a deployment of GitHub's own says about a job with an environment. */
export interface DeploymentNote {
  run: number
  job: string
  environment: string
  state: 'in_progress' | 'success' | 'failure'
  ref: string
  sha: string
  url?: string
}

/** What a repository gives its runs. */
export interface RunSettings {
  sources: PlanSources
  runner: RunnerSettings
  environments: Readonly<Record<string, Environment>>
  vars: Readonly<Record<string, string>>
  secrets: Readonly<Record<string, string>>
  /** What jobs may do where no file says anything. */
  permissions: Permissions
  refName: string
  speed: number
  apiUrl: string
  serverUrl: string
  graphqlUrl: string
  token: (permissions: Permissions, of: { run: number; job: string }) => string
  onLine: (line: LogLine) => void
  onDeployment: (note: DeploymentNote) => void
}

export interface RunStart {
  repository: string
  name: string
  path: string
  /** As written. */
  runName: string | undefined
  /** What is to be done, or why GitHub does not begin with it. */
  planned: PlannedWorkflow | StartupFailure
  event: GitHubEvent
  id: number
  number: number
  attempt: number
  settings: RunSettings
  groups: ConcurrencyGroups
  /** The attempt before, if only what failed is to run again. */
  earlier: LocalRun | undefined
}

type Remembered = Pick<Ended, 'result' | 'outputs'> & { name: string }

interface Asked {
  environment: string
  decide: (approved: boolean) => void
}

export class LocalRun implements Run {
  readonly id: number
  readonly number: number
  readonly attempt: number
  readonly event: GitHubEvent
  readonly workflow: string
  readonly path: string
  readonly title: string
  readonly jobs: JobRecord[] = []
  readonly problems: string[] = []
  readonly waitingFor: Wait[] = []
  conclusion: Result | 'startup_failure' | undefined
  readonly ended: Promise<Run>

  readonly context: Record<string, Value>
  readonly settings: RunSettings
  readonly groups: ConcurrencyGroups
  private readonly given: RunStart
  private readonly cancellation = new Cancellation()
  private readonly memory = new Map<string, Remembered>()
  private readonly asked: Asked[] = []
  private readonly watchers = new Set<() => void>()

  constructor(given: RunStart) {
    const { id, number, attempt, event, name, path, settings, repository } = given
    this.given = given
    this.id = id
    this.number = number
    this.attempt = attempt
    this.event = event
    this.workflow = name
    this.path = path
    this.settings = settings
    this.groups = given.groups
    this.context = runContext({ ...settings, repository, event, workflow: { name, path }, id, number, attempt })
    const contexts = { github: this.context, inputs: event.inputs, vars: { ...settings.vars } }
    this.title = interpolate(given.runName ?? name, { contexts })
    this.ended = this.start()
  }

  job(name: string): JobRecord {
    const found = this.jobs.find(job => job.name === name)
    if (found) return found
    const known = this.jobs.map(job => job.name).join(', ') || this.problems.join('\n') || 'none yet'
    throw new Error(`the run has no job "${name}"; it has: ${known}`)
  }

  approve(environment: string): void {
    this.decide(environment, true)
  }

  reject(environment: string): void {
    this.decide(environment, false)
  }

  cancel(): void {
    this.cancellation.cancel('The run was canceled by @somebody.')
  }

  rerun({ failedOnly = false }: { failedOnly?: boolean } = {}): LocalRun {
    if (this.conclusion === undefined) throw new Error('a run can be started again when it has ended')
    return new LocalRun({ ...this.given, attempt: this.attempt + 1, earlier: failedOnly ? this : undefined })
  }

  async when(isSo: (run: Run) => boolean): Promise<void> {
    await new Promise<void>((resolve, failed) => {
      const look = (): void => {
        if (!isSo(this) && this.conclusion === undefined) return
        this.watchers.delete(look)
        if (isSo(this)) resolve()
        else failed(new Error(`the run ended as ${this.conclusion} before that was so`))
      }
      this.watchers.add(look)
      look()
    })
  }

  private async start(): Promise<Run> {
    const { planned, settings, earlier } = this.given
    // Whoever started it gets hold of it before anything happens.
    await Promise.resolve()
    try {
      if (planned instanceof StartupFailure) throw planned
      const { result } = await runFlow({
        run: this,
        planned,
        key: '',
        prefix: '',
        inputs: this.event.inputs,
        secrets: settings.secrets,
        cancellation: this.cancellation,
        held: [],
        again: earlier === undefined,
      })
      this.conclusion = result
    } catch (error) {
      this.problems.push(...(error instanceof StartupFailure ? error.problems : [messageOf(error)]))
      this.conclusion = 'startup_failure'
    }
    this.changed()
    return this
  }

  private decide(environment: string, approved: boolean): void {
    const asked = this.asked.filter(one => one.environment === environment)
    if (asked.length === 0) throw new Error(`nothing of the run waits for an approval of ${environment}`)
    for (const one of asked) {
      this.asked.splice(this.asked.indexOf(one), 1)
      one.decide(approved)
    }
  }

  // What follows is for the jobs.

  changed(): void {
    for (const look of this.watchers) look()
  }

  readonly waits = (wait: Wait): (() => void) => {
    this.waitingFor.push(wait)
    this.changed()
    return () => {
      this.waitingFor.splice(this.waitingFor.indexOf(wait), 1)
      this.changed()
    }
  }

  /** As `waits`, and the job shows it. */
  waitsAs(record: JobRecord): (wait: Wait) => () => void {
    return wait => {
      record.status = wait.for === 'concurrency' ? 'pending' : 'waiting'
      const done = this.waits(wait)
      return () => {
        record.status = 'queued'
        done()
      }
    }
  }

  /** Whether somebody lets a job into an environment. */
  readonly ask = (environment: string): Promise<boolean> =>
    new Promise(decide => {
      this.asked.push({ environment, decide })
      this.changed()
    })

  addJob({ job, name }: Pick<Leg, 'job' | 'name'>): JobRecord {
    const { id, definition, permissions } = job
    const record: JobRecord = {
      name,
      id,
      status: 'queued',
      outputs: {},
      steps: [],
      annotations: [],
      needs: definition.needs,
      permissions,
      attempt: this.attempt,
    }
    this.jobs.push(record)
    this.changed()
    return record
  }

  annotate(record: JobRecord, message: string): void {
    record.annotations.push({ level: 'error', message, step: '' })
  }

  end(record: JobRecord, result: Result): Pick<Ended, 'result' | 'outputs'> {
    Object.assign(record, { status: 'completed', conclusion: result } as const)
    this.changed()
    return { result, outputs: record.outputs }
  }

  skip(flow: Flow, job: PlannedJob): Ended {
    const record = this.addJob({ job, name: flow.prefix + (job.definition.name ?? job.id) })
    return { ...this.end(record, 'skipped'), ran: false }
  }

  /** A job whose definition cannot be evaluated. */
  fail(flow: Flow, job: PlannedJob, message: string): Ended {
    const record = this.addJob({ job, name: flow.prefix + (job.definition.name ?? job.id) })
    this.annotate(record, message)
    return { ...this.end(record, 'failure'), ran: true }
  }

  deployed(record: JobRecord, state: DeploymentNote['state']): void {
    const { ref, sha } = this.event
    const { name: environment = '', url } = record.environment ?? {}
    const note = { run: this.id, job: record.name, environment, state, ref, sha }
    this.settings.onDeployment({ ...note, ...(url !== undefined && { url }) })
  }

  remember({ key, name }: Leg, { result, outputs }: Pick<Ended, 'result' | 'outputs'>): void {
    this.memory.set(key, { result, outputs, name })
  }

  /** How an earlier attempt ended this job, if that is to stand; its records come along. */
  earlier(leg: Leg): Pick<Ended, 'result' | 'outputs'> | undefined {
    const known = this.given.earlier?.memory.get(leg.key)
    if (leg.again || known?.result !== 'success') return undefined
    for (const [key, one] of this.given.earlier?.memory ?? []) {
      if (key === leg.key || key.startsWith(`${leg.key}/`)) this.memory.set(key, one)
    }
    const isOf = ({ name }: JobRecord): boolean => name === known.name || name.startsWith(`${known.name} / `)
    this.jobs.push(...(this.given.earlier?.jobs.filter(isOf) ?? []))
    return known
  }
}
