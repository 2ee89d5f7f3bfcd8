import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './repository.ts'

export interface CommandOptions {
  cwd?: string
  /** Added to this process's environment; `undefined` takes a variable away. */
  env?: Record<string, string | undefined>
  /** Milliseconds after which the command is killed and counts as failed. */
  within?: number
}

export interface CommandResult {
  /** Exit code; -1 if it could not be started or was killed. */
  code: number
  stdout: string
  /** Everything it printed, standard output and error as they came. */
  output: string
}

/** Programs of the locked dependencies come before those of the machine, however this script was started. */
const searchPath = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)

/** Runs a program without a shell and without standard input. Never throws: a program that is missing is a failed one. */
export function run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { cwd = root, env = {}, within = 10 * 60_000 } = options
  return new Promise(resolve => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, PATH: searchPath, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: within,
    })
    let stdout = ''
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => ((stdout += text), (output += text)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', error => resolve({ code: -1, stdout, output: `${output}${program}: ${error.message}` }))
    child.on('close', code => resolve({ code: code ?? -1, stdout, output }))
  })
}

/** Like `run`, for a program that must succeed: throws what it printed. */
export async function mustRun(program: string, args: readonly string[], options?: CommandOptions): Promise<string> {
  const { code, stdout, output } = await run(program, args, options)
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} ended with code ${code}\n${output.trim()}`)
  return stdout
}
