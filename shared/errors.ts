import type { Outcome } from './core/outcome.ts'

/** The workflow asked for something that cannot be done as written. The fix is in the workflow file. */
export class UsageError extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.length === 1 ? mistakes[0] : `${mistakes.length} inputs need a change:\n${bullets(mistakes)}`)
    this.name = 'UsageError'
    this.mistakes = mistakes
  }
}

/**
 * Something went wrong that a person has to act on. The message says what happened and to what, `next` what to do.
 * `outcome` is how the action ends because of it.
 */
export class ActionError extends Error {
  readonly outcome: Outcome
  readonly next: string | undefined

  constructor(message: string, { outcome, next }: { outcome: Outcome; next?: string }) {
    super(message)
    this.name = 'ActionError'
    this.outcome = outcome
    this.next = next
  }
}

/** The runner asked us to stop: stop waiting, begin no change. */
export class Cancelled extends ActionError {
  constructor() {
    super('The workflow was cancelled.', { outcome: 'cancelled' })
    this.name = 'Cancelled'
  }
}

/** A change that was still to be begun, and no longer should be. Nothing was done. */
export class NotBegun extends ActionError {
  constructor(because: string) {
    super(`not begun, because ${because}`, { outcome: 'failed-before-change', next: 'Run the job again.' })
    this.name = 'NotBegun'
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function bullets(lines: readonly string[]): string {
  return lines.map(line => `  - ${line}`).join('\n')
}
