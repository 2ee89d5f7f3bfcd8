import { catalog } from '../../actions/catalog.ts'
import type { ActionName } from '../../actions/catalog.ts'
import { defaultInputs } from '../../scripts/repository.ts'
import { runAction } from '../../shared/action.ts'
import type { Action, Context } from '../../shared/action.ts'
import { awsServices } from '../../shared/aws/services.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { gitHub } from '../../shared/github/tags.ts'
import type { Runner } from '../simulator/in-process.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { seeded } from '../simulator/random.ts'
import { FakeStep } from './fake-step.ts'
import { postPages } from './post-pages.ts'
import { probePages } from './probe-pages.ts'
import { scriptedCommands } from './scripted-commands.ts'
import type { ScriptedCommand } from './scripted-commands.ts'
import { settingsOf } from './simulated-aws.ts'

/** What somebody who runs an action gets to see. */
export interface Performance {
  outcome: Outcome
  outputs: Readonly<Record<string, string>>
  transcript: readonly string[]
  summary: string
  failure: string | undefined
  /** What was kept out of every log. */
  masked: readonly string[]
}

export interface Circumstances {
  simulation: Simulation
  /** The process it runs in; a new one if not given. */
  runner?: Runner
  /** Aborts when the runner cancels the job. */
  stop?: AbortSignal
  environment?: Readonly<Record<string, string>>
  /** What command lines of the workspace do. */
  commands?: Readonly<Record<string, ScriptedCommand>>
}

/** Runs an action in this process against a simulation, with the defaults of its action.yml, in virtual time. */
export async function perform(
  name: ActionName,
  inputs: Record<string, string>,
  circumstances: Circumstances,
): Promise<Performance> {
  const definition = (await catalog[name]()) as unknown as Action
  const step = new FakeStep({ ...defaultsOf(name), ...inputs })
  const outcome = await runAction(definition, contextOf(step, circumstances))
  const { outputs, transcript, summary, failure, masked } = step
  return { outcome, outputs, transcript, summary, failure, masked }
}

/** The environment that the runner gives every step. */
export const runnerEnvironment = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/specboard',
  GITHUB_RUN_ID: '7',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_SHA: '0'.repeat(40),
  GITHUB_WORKSPACE: process.cwd(),
}

function contextOf(
  step: FakeStep,
  { simulation, runner = simulation.runner(), stop, environment, commands = {} }: Circumstances,
): Context {
  const { clock, fetch } = runner
  const limits = { clock, random: seeded(simulation.world.seed), stop: stop ?? new AbortController().signal, step }
  const settings = settingsOf(simulation, runner)
  const github = {
    ...limits,
    fetch,
    apiUrl: 'https://api.github.com',
    repository: { owner: 'acme', repo: 'specboard' },
  }
  return {
    ...limits,
    step,
    environment: { ...runnerEnvironment, ...environment },
    aws: options => awsServices(settings, { ...limits, ...options }),
    github: options => gitHub({ ...github, ...options }),
    probe: probePages(fetch),
    post: postPages(fetch, clock),
    command: scriptedCommands(commands, clock),
  }
}

const defaults = new Map<ActionName, Record<string, string>>()

/** The defaults that the runner fills in; thousands of runs read each file once. */
function defaultsOf(name: ActionName): Record<string, string> {
  const known = defaults.get(name) ?? defaultInputs(name, { token: 'token', sha: runnerEnvironment.GITHUB_SHA })
  defaults.set(name, known)
  return known
}
