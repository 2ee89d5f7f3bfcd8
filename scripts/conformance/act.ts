import { join } from 'node:path'
import type { CommandResult } from '../command.ts'
import type { Program } from './optional-tools.ts'

/** What is run, and as what. */
export interface ActRun {
  /** A repository with `.github/workflows`. What jobs write there stays there. */
  folder: string
  /** Where act keeps what it needs from run to run, in place of the home folder of whoever runs this. */
  home: string
  /** Name of the event, such as `push` or `workflow_dispatch`. */
  event: string
  /** One workflow file, relative to the folder; all that the event starts if there is none. */
  workflow?: string
  /** File with the event's payload. */
  payload?: string
  /** Inputs of a dispatched workflow. */
  inputs?: Readonly<Record<string, string>>
  secrets?: Readonly<Record<string, string>>
  /** Variables of the repository. */
  variables?: Readonly<Record<string, string>>
  /** For all steps. */
  environment?: Readonly<Record<string, string>>
  /** Actions and workflows of other repositories that are taken from folders: `org/name@v1` → folder. */
  repositories?: Readonly<Record<string, string>>
  /** Milliseconds after which it is killed. */
  within?: number
}

/**
 * Runs workflows with act on this machine itself, without containers: only those that are trusted. Its exit code is 0 if
 * all jobs ended well.
 */
export function runAct(asked: ActRun, act: Program): Promise<CommandResult> {
  const { folder, home, within } = asked
  const env = { HOME: home, XDG_CACHE_HOME: undefined, XDG_CONFIG_HOME: undefined }
  return act(actArguments(asked), { cwd: folder, env, ...(within !== undefined && { within }) })
}

/** What act is called with. */
export function actArguments(asked: ActRun): string[] {
  const { folder, event, workflow, payload, repositories = {} } = asked
  return [
    event,
    ...['--directory', folder],
    ...(workflow === undefined ? [] : ['--workflows', join(folder, workflow)]),
    ...(payload === undefined ? [] : ['--eventpath', payload]),
    // "-self-hosted" is act's word for this machine itself.
    ...['--platform', 'ubuntu-latest=-self-hosted'],
    '--no-cache-server',
    ...pairs('--input', asked.inputs),
    ...pairs('--secret', asked.secrets),
    ...pairs('--var', asked.variables),
    ...pairs('--env', asked.environment),
    ...Object.entries(repositories).flatMap(([name, place]) => ['--local-repository', `${name}=${place}`]),
  ]
}

function pairs(option: string, values: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`])
}
