/** What GitHub does and this runner does not: whoever meets it must know, not wonder. Names the file and the key. */
export class Unsupported extends Error {
  constructor(where: string, what: string) {
    super(`test/runner does not run ${where}: ${what}`)
  }
}

/** What GitHub itself refuses before any job starts: the run ends as `startup_failure`. */
export class StartupFailure extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
