/** Time, so that a test can run an hour in a millisecond. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Waits `ms` milliseconds, or until `signal` aborts, whichever comes first; it never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** One step of a GitHub job: what it was given, and where it writes. */
export interface Step {
  /** The text of an input, trimmed; empty when it was not given. */
  input(name: string): string
  output(name: string, value: string): void
  info(line: string): void
  warning(message: string): void
  /** Text of others (container logs, AWS messages), printed so that it cannot act as a workflow command. */
  foreign(lines: readonly string[]): void
  group<T>(title: string, work: () => Promise<T>): Promise<T>
  /** Markdown for the job summary; several calls are joined. */
  summarize(markdown: string): Promise<void>
  /** Ends the step red. Only `runAction` calls it. */
  fail(message: string): void
}

/** What is asked of GitHub. */
export interface GitHub {
  /** The commit a tag points to; annotated tags are followed to their commit. */
  commitOfTag(tag: string): Promise<TagLookup>
}

export type TagLookup =
  { is: 'found'; commit: string } | { is: 'missing'; why: string } | { is: 'refused'; why: string; next: string }

/** The text at a signed address that AWS gave; rejects when it cannot be had in a few seconds. */
export type Download = (url: string) => Promise<string>

/** Asks a URL once, as a monitor would. */
export type Probe = (url: URL, options: ProbeOptions) => Promise<Probed>

export interface ProbeOptions {
  timeoutMs: number
  /** Whether addresses inside a network (private, loopback) may be asked. */
  allowPrivate: boolean
  /** Whether redirects to the same host are followed; never to another one. */
  follow: boolean
  signal?: AbortSignal
}

export type Probed =
  /** `body` serves checks of single fields; it is never printed. */
  | { is: 'answered'; status: number; location?: string; body: string }
  | { is: 'failed'; why: string }
  /** It must not be asked, and asking again would change nothing. */
  | { is: 'refused'; why: string }
