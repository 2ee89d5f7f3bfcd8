import { foreignLines, safeLine } from '../../shared/core/foreign-text.ts'
import type { Step } from '../../shared/ports.ts'

/** A step that remembers. What it prints stands in `transcript` as a reader of the log would see it. */
export class FakeStep implements Step {
  readonly transcript: string[] = []
  readonly outputs: Record<string, string> = {}
  /** What no log may show. */
  readonly masked: string[] = []
  readonly inputs: Readonly<Record<string, string>>
  summary = ''
  failure: string | undefined

  constructor(inputs: Readonly<Record<string, string>>) {
    this.inputs = inputs
  }

  input(name: string): string {
    return (this.inputs[name] ?? '').trim()
  }

  output(name: string, value: string): void {
    this.outputs[name] = value
  }

  mask(secret: string): void {
    this.masked.push(secret)
  }

  info(line: string): void {
    this.transcript.push(safeLine(line))
  }

  warning(message: string): void {
    this.transcript.push(`warning: ${safeLine(message)}`)
  }

  foreign(lines: readonly string[]): void {
    this.transcript.push(...foreignLines(lines))
  }

  async group<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.transcript.push(`# ${safeLine(title)}`)
    return work()
  }

  summarize(markdown: string): Promise<void> {
    this.summary += markdown
    return Promise.resolve()
  }

  fail(message: string): void {
    this.failure = message
  }
}
