/** A job on its machine: its steps in order, what its actions leave to do, its outputs. */
import type { Action, ActionSources } from './actions.ts'
import type { Cancellation } from './cancellation.ts'
import { asText, interpolate, resolve, resolveTexts } from './expressions.ts'
import type { Scope, Value } from './expressions.ts'
import { Machine } from './machine.ts'
import { Masks } from './masks.ts'
import type { Permissions } from './permissions.ts'
import type { Grace } from './process.ts'
import type { JobRecord, LogLine, Result, StepRecord } from './records.ts'
import { messageOf, Unsupported } from './refusal.ts'
import type { StandInStep } from './stand-in.ts'
import { StepLog } from './step-log.ts'
import { Step } from './step.ts'
import type { JobDefinition, Workflow } from './workflow.ts'

/** What all jobs have in common. */
export interface RunnerSettings {
  sources: ActionSources
  /** What each process finds in its environment. */
  environment: Readonly<Record<string, string>>
  /** A module that every action's process loads first. */
  preload: string | undefined
  /** Seconds of the workflow's `timeout-minutes` in one of ours. */
  speed: number
  grace: Grace
  filesAt: StandInStep['filesAt']
}

export interface JobSetup {
  settings: RunnerSettings
  workflow: Workflow
  definition: JobDefinition
  actions: ReadonlyMap<number, Action>
  permissions: Permissions
  token: string
  /** In minutes. */
  timeout: number
  environmentUrl: string | undefined
  /** `github`, `inputs`, `vars`, `secrets`, `needs`, `strategy`, `matrix` */
  contexts: Readonly<Record<string, Value>> & { github: Record<string, Value>; secrets: Record<string, Value> }
  record: JobRecord
  cancellation: Cancellation
  onLine: (line: Omit<LogLine, 'run' | 'job'>) => void
}

/** What a step does at one time: before all steps, as one of them, or after them. */
export interface Phase {
  step: Step
  /** Absent for the step itself, whose name may only be known when it comes. */
  name?: string
  isWanted: (scope: Scope) => boolean
  /** Whether it succeeded. */
  run: (log: StepLog, record: StepRecord, stop: AbortSignal) => Promise<boolean>
}

export class JobRun {
  readonly setup: JobSetup
  readonly masks = new Masks()
  readonly machine: Machine
  /** `env` of the workflow and the job, and what steps wrote to GITHUB_ENV. */
  env: Record<string, string> = {}
  /** Folders that steps wrote to GITHUB_PATH, the last first. */
  path: readonly string[] = []
  private readonly steps: Record<string, Value> = {}
  private readonly post: Phase[] = []
  private status: Exclude<Result, 'skipped'> = 'success'

  constructor(setup: JobSetup) {
    this.setup = setup
    const { github, secrets } = setup.contexts
    this.machine = new Machine(asText(github['repository'] ?? ''), github['event'])
    for (const secret of [...Object.values(secrets), setup.token]) this.masks.add(asText(secret))
  }

  async run(): Promise<Result> {
    const { cancellation, settings, timeout } = this.setup
    const limit = setTimeout(
      () => cancellation.cancel(`The job has exceeded the maximum execution time of ${timeout}m0s`),
      (timeout * 60_000) / settings.speed,
    )
    const stopListening = cancellation.onCancel(() => (this.status = 'cancelled'))
    try {
      await this.under('Set up job', () => this.setUp())
      if (this.status !== 'failure') await this.runSteps()
      await this.under('Complete job', () => this.complete())
    } finally {
      clearTimeout(limit)
      stopListening()
      this.machine.remove()
    }
    if (cancellation.reason !== undefined) this.runnerLog('Complete job').error(cancellation.reason)
    return this.status
  }

  /** What GitHub's runner does itself. */
  private async under(name: string, work: () => void | Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.runnerLog(name).error(messageOf(error))
      if (this.status === 'success') this.status = 'failure'
    }
  }

  /** What a step can name. */
  scope({ env = {}, github = {} }: { env?: Record<string, string>; github?: Record<string, Value> } = {}): Scope {
    const { contexts } = this.setup
    return {
      contexts: {
        ...contexts,
        github: { ...this.github, ...github },
        env: { ...this.env, ...env },
        steps: this.steps,
        job: this.job,
        runner: this.machine.runner,
      },
      status: {
        success: () => this.status === 'success',
        failure: () => this.status === 'failure',
        cancelled: () => this.status === 'cancelled',
      },
    }
  }

  private get job(): Record<string, Value> {
    const { source, path } = this.setup.workflow
    const { repository, sha } = source
    return {
      status: this.status,
      workflow_repository: repository,
      workflow_sha: sha,
      workflow_file_path: path,
    }
  }

  get github(): Record<string, Value> {
    const { contexts, token, record } = this.setup
    const { workspace, eventPath } = this.machine
    return { ...contexts.github, job: record.id, token, workspace, event_path: eventPath }
  }

  private setUp(): void {
    const { workflow, definition, contexts } = this.setup
    this.refuseMachine()
    this.env = resolveTexts(workflow.env, { contexts })
    this.env = { ...this.env, ...resolveTexts(definition.env, { contexts }) }
  }

  /** Every job runs on this machine; nobody may take that for another system. */
  private refuseMachine(): void {
    const { definition, workflow, contexts, record } = this.setup
    const labels = JSON.stringify(resolve(definition['runs-on'], { contexts }))
    record.runsOn = labels
    if (/"(windows|macos)/i.test(labels)) throw new Unsupported(workflow.path, `jobs.${record.id}.runs-on: ${labels}`)
  }

  private async runSteps(): Promise<void> {
    const { definition, actions } = this.setup
    const steps = definition.steps.map((one, index) => new Step(this, one, index, actions.get(index)))
    for (const step of steps) {
      if (step.pre) await this.perform(step.pre)
    }
    for (const step of steps) {
      const record = await this.perform(step.main)
      const { outcome, conclusion, outputs } = record
      if (step.definition.id !== undefined && outcome !== undefined && conclusion !== undefined) {
        this.steps[step.definition.id] = { outcome, conclusion, outputs }
      }
    }
    for (let post = this.post.pop(); post; post = this.post.pop()) await this.perform(post)
  }

  prependPath(folder: string): void {
    this.path = [folder, ...this.path.filter(one => one !== folder)]
  }

  /** Called as soon as an action with a `post` starts. */
  registerPost(post: Phase): void {
    if (!this.post.some(({ step }) => step === post.step)) this.post.push(post)
  }

  /** One phase of a step, from its `if` to its conclusion. */
  private async perform({ step, name = step.name(), isWanted, run }: Phase): Promise<StepRecord> {
    const record: StepRecord = { name, outputs: {}, log: '', summary: '' }
    if (step.definition.id !== undefined) record.id = step.definition.id
    this.setup.record.steps.push(record)
    const log = this.logOf(record)
    const wanted = (): boolean => isWanted(this.scope({ env: step.env(), github: step.github() }))
    try {
      if (!wanted()) return Object.assign(record, { outcome: 'skipped', conclusion: 'skipped' } as const)
      record.outcome = await this.untilStopped(step, { record, log, wanted, run })
    } catch (error) {
      log.error(messageOf(error))
      record.outcome = 'failure'
    }
    record.log = log.text
    record.conclusion = record.outcome === 'failure' && step.continuesOnError() ? 'success' : record.outcome
    if (record.conclusion === 'failure' && this.status === 'success') this.status = 'failure'
    return record
  }

  /** Runs until it ends, its time is over, or the job is cancelled and its `if` does not hold any more. */
  private async untilStopped(
    step: Step,
    { record, log, wanted, run }: { record: StepRecord; log: StepLog; wanted: () => boolean; run: Phase['run'] },
  ): Promise<Result> {
    const stop = new AbortController()
    const { cancellation, settings } = this.setup
    // Whatever starts after the job was cancelled was let in by its `if`.
    const stopListening = cancellation.cancelled
      ? (): void => undefined
      : cancellation.onCancel(() => {
          this.status = 'cancelled'
          if (!wanted()) stop.abort('cancelled')
        })
    const minutes = step.timeout()
    const limit =
      minutes === undefined ? undefined : setTimeout(() => stop.abort('timeout'), (minutes * 60_000) / settings.speed)
    try {
      const succeeded = await run(log, record, stop.signal)
      if (!stop.signal.aborted) return succeeded && !log.failed ? 'success' : 'failure'
      const isTimeout = stop.signal.reason === 'timeout'
      if (isTimeout) log.error(`The action '${record.name}' has timed out after ${minutes} minutes.`)
      else log.error('The operation was canceled.')
      return isTimeout ? 'failure' : 'cancelled'
    } finally {
      clearTimeout(limit)
      stopListening()
    }
  }

  /** What GitHub does under `Complete job`. */
  private complete(): void {
    const { definition, record, environmentUrl } = this.setup
    const log = this.runnerLog('Complete job')
    for (const [name, value] of Object.entries(definition.outputs)) {
      const text = asText(resolve(value, this.scope()))
      if (text === '') continue
      if (this.masks.covers(text)) log.warning(`Skip output '${name}' since it may contain secret.`)
      else record.outputs[name] = text
    }
    if (environmentUrl === undefined || !record.environment) return
    const url = interpolate(environmentUrl, this.scope())
    if (this.masks.covers(url)) {
      log.warning(`Skip setting environment url as environment '${record.environment.name}' may contain secret.`)
    } else if (url !== '') record.environment.url = url
  }

  private logOf({ name }: StepRecord): StepLog {
    const { record, onLine } = this.setup
    return new StepLog(name, {
      masks: this.masks,
      annotations: record.annotations,
      onLine: line => onLine({ ...line, step: name }),
    })
  }

  /** The log of a step that is the runner's own. */
  private runnerLog(name: string): StepLog {
    return this.logOf({ name, outputs: {}, log: '', summary: '' })
  }
}
