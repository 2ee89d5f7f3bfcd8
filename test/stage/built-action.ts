import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultInputs, root } from '../../scripts/repository.ts'

/** What a built action left behind. */
export interface BuiltRun {
  /** Exit code; `null` if a signal ended it. */
  code: number | null
  log: string
  outputs: Readonly<Record<string, string>>
  summary: string
}

export interface StartedAction {
  process: ChildProcess
  ended: Promise<BuiltRun>
}

export interface StartOptions {
  inputs: Readonly<Record<string, string>>
  environment: Readonly<Record<string, string>>
  /** A module that is loaded before the action. */
  preload?: string | undefined
  /** Called with every piece of the log as it comes. */
  onLog?: (text: string) => void
}

/** AWS as the simulator serves it at a URL; any credentials will do. */
export function awsAt(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'simulator',
    AWS_SECRET_ACCESS_KEY: 'simulator',
  }
}

/** The same, and a job of a repository on the GitHub that is served there. */
export function jobAt(url: string, { repository, sha }: { repository: string; sha: string }): Record<string, string> {
  return {
    ...awsAt(url),
    GITHUB_API_URL: `${url}/github`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: '7',
    GITHUB_SHA: sha,
  }
}

/** Starts an action from `dist`. Inputs that are not given have the defaults of action.yml. */
export function startAction(name: string, options: StartOptions): StartedAction {
  const { inputs, environment } = options
  const github = { token: environment['GITHUB_TOKEN'] ?? 'token', sha: environment['GITHUB_SHA'] ?? '' }
  const main = join(root, 'actions', name, 'entry.js')
  return startMain(main, { ...options, inputs: { ...defaultInputs(name, github), ...inputs } })
}

/**
 * Starts the file that an action.yml names as `main`, as GitHub's runner does: a process of its own, inputs as INPUT_…
 * variables, and files for outputs and the job summary. Nothing else of our environment reaches it.
 */
export function startMain(main: string, { inputs, environment, preload, onLog }: StartOptions): StartedAction {
  const scratch = mkdtempSync(join(tmpdir(), 'deploy-actions-'))
  const files = { GITHUB_OUTPUT: join(scratch, 'output'), GITHUB_STEP_SUMMARY: join(scratch, 'summary') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const child = spawn(process.execPath, [...(preload === undefined ? [] : ['--import', preload]), main], {
    env: {
      PATH: process.env['PATH'],
      GITHUB_WORKSPACE: scratch,
      ...environment,
      ...inputVariables(inputs),
      ...files,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  const listen = (chunk: Buffer): void => {
    log += chunk.toString()
    onLog?.(chunk.toString())
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const ended = new Promise<BuiltRun>((done, failed) => {
    child.on('error', failed)
    child.on('close', code => {
      const outputs = readOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8'))
      done({ code, log, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') })
      rmSync(scratch, { recursive: true, force: true })
    })
  })
  return { process: child, ended }
}

/** Runs a built action to its end. */
export function runBuiltAction(name: string, options: StartOptions): Promise<BuiltRun> {
  return startAction(name, options).ended
}

/** Inputs as the runner passes them: upper case, hyphens kept. */
function inputVariables(inputs: StartOptions['inputs']): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
}

/** Reads the file that GITHUB_OUTPUT names: `name<<delimiter`, the value's lines, the delimiter. A later value wins. */
function readOutputs(text: string): Record<string, string> {
  const blocks = text.matchAll(/^(?<name>[^\n]+?)<<(?<end>\S+)\n(?<value>[\s\S]*?)\n\k<end>$/gm)
  return Object.fromEntries([...blocks].map(({ groups }) => [groups?.['name'] ?? '', groups?.['value'] ?? '']))
}
