import type { Clock, RunCommand } from '../../shared/ports.ts'

/** What a command line of the workspace does, where a real one would start a process. */
export interface ScriptedCommand {
  code?: number
  lines?: readonly string[]
  /** Milliseconds of virtual time. */
  takes?: number
  /** Sees the environment that the command is given. */
  sees?: (environment: Readonly<Record<string, string>>) => void
}

/** Commands by their lines, or by their words with a space between; any other is one that the shell does not find. */
export function scriptedCommands(commands: Readonly<Record<string, ScriptedCommand>>, clock: Clock): RunCommand {
  return async (command, { environment, signal, print }) => {
    if (signal.aborted) return { is: 'ended-by-us' }
    const line = [command].flat().join(' ')
    const { code = 0, lines = [], takes = 0, sees } = commands[line] ?? { code: 127, lines: [`${line}: not found`] }
    sees?.(environment)
    print(lines)
    await clock.sleep(takes, signal)
    return (signal as { aborted: boolean }).aborted ? { is: 'ended-by-us' } : { is: 'ended', code }
  }
}
