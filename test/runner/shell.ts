/** How GitHub starts the shell of a `run` step. */

/** The arguments of shells that need not be spelled out; `{0}` is the script. */
const builtIn: Readonly<Record<string, string>> = {
  bash: '--noprofile --norc -e -o pipefail {0}',
  sh: '-e {0}',
  python: '{0}',
}

export interface ShellCommand {
  command: string
  args: readonly string[]
  shown: string
}

/** Without a shell it is bash, but as `sh` would be started: without `pipefail`. */
export function shellCommand(shell: string | undefined, script: string): ShellCommand {
  const [command = 'bash', ...given] = (shell ?? 'bash -e {0}').trim().split(/\s+/)
  const format = given.length > 0 ? given : (builtIn[command] ?? '').split(' ')
  if (!format.includes('{0}')) {
    throw new Error(
      `Invalid shell option. Shell must be a valid built-in (bash, sh, python) or a format string containing '{0}'`,
    )
  }
  return {
    command,
    args: format.map(part => part.replaceAll('{0}', script)),
    shown: [command, ...format].join(' '),
  }
}
