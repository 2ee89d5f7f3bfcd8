import type { Context } from '../../action.ts'
import { commandEnvironment } from '../../core/command-environment.ts'
import type { ReleaseFacts } from '../../core/command-environment.ts'
import { elapsed } from '../../core/wording.ts'
import { commandInTime } from './in-time.ts'

/** A command of the workspace that is a part of a promotion. */
export interface CommandRun {
  /** What it is called, such as `smoke test`. */
  name: string
  line: string
  facts: ReleaseFacts
  /** Milliseconds since 1970. */
  until: number
  context: Context
}

export type CommandResult =
  { is: 'passed' } | { is: 'failed'; why: string; next: string } | { is: 'cancelled'; why: string }

/** Runs it in the workspace. What it prints stands in the log as it comes, fenced and without credentials. */
export async function runCommandPhase({ name, line, facts, until, context }: CommandRun): Promise<CommandResult> {
  const { clock, step, stop } = context
  const began = clock.now()
  const environment = commandEnvironment(context.environment, facts)
  const print = (lines: readonly string[]): void => step.foreign(lines)
  const end = await step.group(`Run the ${name}`, () =>
    commandInTime({ command: line, until, environment, print }, context),
  )
  const took = elapsed(clock.now() - began)
  if (end.is === 'ended' && end.code === 0) {
    step.info(`The ${name} passed after ${took}.`)
    return { is: 'passed' }
  }
  if (stop.aborted)
    return { is: 'cancelled', why: `the ${name} was ended after ${took}, because the job was cancelled` }
  const next = `Its output stands in the log under “Run the ${name}”.`
  if (end.is === 'ended') return { is: 'failed', why: `the ${name} ended with code ${end.code} after ${took}`, next }
  if (end.is === 'not-started')
    return { is: 'failed', why: `the ${name} could not be started: ${end.why}`, next: 'Is actions/checkout missing?' }
  return { is: 'failed', why: `the ${name} was not done after ${took} and was ended`, next }
}
