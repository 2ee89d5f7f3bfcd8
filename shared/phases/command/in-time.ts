import type { Context } from '../../action.ts'
import type { CommandEnd, CommandOptions } from '../../ports.ts'

/** A command line, or its words, that has a time to end in. */
export interface TimedCommand extends Pick<CommandOptions, 'environment' | 'print'> {
  command: string | readonly string[]
  /** Milliseconds since 1970. */
  until: number
}

/** Runs a command in the workspace, and ends it when its time is over or the job is cancelled. */
export async function commandInTime(
  { command, until, ...options }: TimedCommand,
  { clock, stop, command: run, environment }: Context,
): Promise<CommandEnd> {
  const [over, late] = [new AbortController(), new AbortController()]
  void clock.sleep(Math.max(0, until - clock.now()), over.signal).then(() => {
    if (!over.signal.aborted) late.abort()
  })
  const folder = environment['GITHUB_WORKSPACE'] ?? '.'
  const end = await run(command, { ...options, folder, signal: AbortSignal.any([stop, late.signal]) })
  over.abort()
  return end
}
