/** One step: what it is called, what it is given, and how it is started. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAction } from './actions.ts'
import type { Action, NodeAction } from './actions.ts'
import { fileVariables, makeCommandFiles } from './command-files.ts'
import { asText, bareCondition, condition, interpolate, resolve, resolveTexts } from './expressions.ts'
import type { Value } from './expressions.ts'
import { githubVariables } from './github-context.ts'
import type { JobRun, Phase } from './job-run.ts'
import { runProcess } from './process.ts'
import type { StepRecord } from './records.ts'
import { shellCommand } from './shell.ts'
import type { StandIn, StandInResult } from './stand-in.ts'
import { takeFiles } from './step-files.ts'
import type { StepLog } from './step-log.ts'
import {
  envLines,
  idToken,
  inputVariables,
  inputWarnings,
  stateVariables,
  textsOf,
  withLines,
} from './step-variables.ts'
import type { StepDefinition } from './workflow.ts'

/** A process of a step, and what is told about it. */
interface Started {
  file: string
  args: readonly string[]
  folder?: string
  variables?: Record<string, string>
  heading: string
  shown: readonly string[]
}

export class Step {
  readonly definition: StepDefinition
  private readonly job: JobRun
  private readonly index: number
  private action: Action | undefined
  /** What the action wrote to GITHUB_STATE, for its own other phases. */
  private readonly state: Record<string, string> = {}
  private phases = 0

  constructor(job: JobRun, definition: StepDefinition, index: number, action: Action | undefined) {
    this.job = job
    this.definition = definition
    this.index = index
    this.action = action
  }

  get pre(): Phase | undefined {
    const pre = this.action?.is === 'node' ? this.action.pre : undefined
    return pre && this.phase('pre', pre.if)
  }

  get main(): Phase {
    return { step: this, isWanted: scope => condition(this.definition.if, scope), run: this.runMain }
  }

  private phase(kind: 'pre' | 'post', when: string): Phase {
    return {
      step: this,
      name: `${kind === 'pre' ? 'Pre' : 'Post'} ${this.name()}`,
      isWanted: scope => bareCondition(when, scope),
      run: (log, record, stop) => this.runNode(kind, { log, record, stop }),
    }
  }

  /** As GitHub shows it. */
  name(): string {
    const { name, uses, run = '' } = this.definition
    const written = name ?? `Run ${uses ?? run.trim().split('\n')[0] ?? ''}`
    try {
      return this.job.masks.mask(interpolate(written, this.job.scope()))
    } catch {
      // Some names can only be told once the steps before have run.
      return written
    }
  }

  /** The step's own `env`. */
  env(): Record<string, string> {
    return resolveTexts(this.definition.env, this.job.scope({ github: this.github() }))
  }

  /** What differs in the context `github` from step to step. */
  github(): Record<string, Value> {
    const { id, uses } = this.definition
    const origin = this.action?.is === 'node' ? this.action.origin : undefined
    return {
      action: id ?? (uses === undefined ? `__run${this.index}` : `__${uses.replace(/[^\w]+/g, '_')}`),
      ...(this.action?.is === 'node' && { action_path: this.action.folder }),
      ...(origin && { action_repository: origin.repository, action_ref: origin.ref }),
    }
  }

  /** In minutes. */
  timeout(): number | undefined {
    const given = this.evaluated(this.definition['timeout-minutes'])
    return typeof given === 'number' && given > 0 ? given : undefined
  }

  continuesOnError(): boolean {
    return this.evaluated(this.definition['continue-on-error']) === true
  }

  private readonly runMain: Phase['run'] = async (log, record, stop) => {
    const { uses, run } = this.definition
    if (uses === undefined) return this.runScript(run ?? '', { log, record, stop })
    if (this.action?.is === 'local') {
      const folder = join(this.job.machine.workspace, this.action.path)
      this.action = readAction(folder, uses)
      if (this.action.pre) log.warning(`\`pre\` execution is not supported for local action from '${uses}'`)
    }
    if (this.action?.is === 'stand-in') return this.runStandIn(this.action.standIn, { log, record, stop })
    return this.runNode('main', { log, record, stop })
  }

  private async runNode(phase: 'pre' | 'main' | 'post', on: On): Promise<boolean> {
    const action = this.action as NodeAction
    if (action.post && phase !== 'post') this.job.registerPost(this.phase('post', action.post.if))
    const given = this.given()
    inputWarnings(action, given).forEach(warning => on.log.warning(warning))
    const { preload } = this.job.setup.settings
    const file = phase === 'main' ? action.main : (action[phase]?.file ?? '')
    if (!existsSync(file)) throw new Error(`File not found: '${file}'`)
    return this.start(on, {
      file: process.execPath,
      args: [...(preload === undefined ? [] : ['--import', preload]), file],
      variables: { ...inputVariables({ ...this.defaults(action), ...given }), ...stateVariables(this.state) },
      heading: this.name(),
      shown: withLines(given),
    })
  }

  private async runScript(script: string, on: On): Promise<boolean> {
    const { job } = this
    const scope = job.scope({ env: this.env(), github: this.github() })
    const text = interpolate(script, scope)
    const defaults = resolveTexts(
      { ...job.setup.workflow.defaults, ...job.setup.definition.defaults },
      { contexts: { ...job.setup.contexts, env: job.env } },
    )
    const shell = this.definition.shell ?? defaults['shell']
    const folder = interpolate(this.definition['working-directory'] ?? defaults['working-directory'] ?? '.', scope)
    const file = join(job.machine.temp, `${this.index}.sh`)
    writeFileSync(file, text)
    const { command, args, shown } = shellCommand(shell, file)
    return this.start(on, {
      file: command,
      args,
      folder: join(job.machine.workspace, folder),
      heading: this.name(),
      shown: [...text.trimEnd().split('\n'), `shell: ${shown}`],
    })
  }

  private async runStandIn(standIn: StandIn, on: On): Promise<boolean> {
    const { job } = this
    const { settings, permissions, record } = job.setup
    const given = this.given()
    on.log.group(this.name(), withLines(given))
    const stopped = new Promise<undefined>(done => on.stop.addEventListener('abort', () => done(undefined)))
    const work = standIn.run({
      inputs: { ...standIn.inputs, ...given },
      env: this.environment(),
      workspace: job.machine.workspace,
      github: textsOf({ ...job.github, ...this.github() }),
      job: record.name,
      permissions,
      signal: on.stop,
      log: line => on.log.printed(line),
      filesAt: settings.filesAt,
    })
    const result = await Promise.race([work, stopped])
    if (result) this.take(result, on.record)
    return result !== undefined
  }

  private take({ outputs = {}, env = {}, summary = '', post }: StandInResult, record: StepRecord): void {
    Object.assign(record.outputs, outputs)
    Object.assign(this.job.env, env)
    record.summary = this.job.masks.mask(summary)
    if (!post) return
    const run: Phase['run'] = async (_, postRecord) => {
      this.take(await post(), postRecord)
      return true
    }
    this.job.registerPost({ step: this, name: `Post ${this.name()}`, isWanted: () => true, run })
  }

  /** Starts a process, and reads what it left in its files even if it failed. */
  private async start(on: On, { file, args, folder, variables = {}, heading, shown }: Started): Promise<boolean> {
    const { job } = this
    const { machine, setup } = job
    const files = makeCommandFiles(machine.commandFiles, `${this.index}_${this.phases++}`)
    const env = { ...this.environment(), ...variables, ...fileVariables(files) }
    on.log.group(heading, [...shown, ...envLines({ ...job.env, ...this.env() })])
    try {
      const { code, group } = await runProcess({
        file,
        args,
        folder: folder ?? machine.workspace,
        env,
        onLine: line => on.log.printed(line),
        stop: on.stop,
        grace: setup.settings.grace,
      })
      machine.remember(group)
      if (code !== 0 && this.definition.run !== undefined && !on.stop.aborted) {
        on.log.error(`Process completed with exit code ${code ?? 'unknown'}.`)
      }
      return code === 0
    } finally {
      takeFiles(files, { job, state: this.state, ...on })
    }
  }

  /** What the process has but for its files and inputs. */
  private environment(): Record<string, string> {
    const { machine, setup, path } = this.job
    const variables = { ...machine.environment(setup.settings.environment), ...this.job.env, ...this.env() }
    const search = [...path, variables['PATH']].join(':')
    const runner = Object.entries(machine.runner).map(([name, value]) => [`RUNNER_${name.toUpperCase()}`, value])
    return {
      ...variables,
      PATH: search,
      ...githubVariables({ ...this.job.github, ...this.github() }),
      ...(Object.fromEntries(runner) as Record<string, string>),
      ...(setup.permissions['id-token'] === 'write' && idToken),
    }
  }

  /** Inputs the workflow gives. */
  private given(): Record<string, string> {
    return resolveTexts(this.definition.with, this.job.scope({ env: this.env(), github: this.github() }))
  }

  /** Inputs as `action.yml` fills them in. */
  private defaults({ inputs }: NodeAction): Record<string, string> {
    const scope = this.job.scope({ github: this.github() })
    const values = Object.entries(inputs).map(([name, input]) => [name, asText(resolve(input?.default ?? '', scope))])
    return Object.fromEntries(values) as Record<string, string>
  }

  private evaluated(value: unknown): Value {
    return resolve(value, this.job.scope({ env: this.env(), github: this.github() }))
  }
}

/** A phase that is under way. */
interface On {
  log: StepLog
  record: StepRecord
  stop: AbortSignal
}
