import { styleText } from 'node:util'
import type { LogLine, Run } from '../runner/index.ts'

type Style = Parameters<typeof styleText>[0]

const styles: Partial<Record<LogLine['kind'], Style>> = {
  text: 'dim',
  group: 'bold',
  error: 'red',
  warning: 'yellow',
  notice: 'blue',
}

/** Shows what runs do while they do it: jobs, steps, and what these say, a line each. */
export class LiveLog {
  private readonly print: (line: string) => void
  private last = ''

  constructor(print: (line: string) => void) {
    this.print = print
  }

  /** A line of the live log. What the runner says of inputs and environment stays in the log of the run. */
  write({ job, step, kind, text }: LogLine): void {
    const style = styles[kind]
    if (style === undefined || text === '' || text === step || isMachinery(text)) return
    const place = `${job} · ${step}`
    if (place !== this.last) this.print(styleText('bold', `● ${place}`))
    this.last = place
    for (const line of text.split('\n')) this.print(styleText(style, `    ${line}`))
  }

  /** How a run ended, and the job summary of what it was about: its last job. */
  end(run: Run | undefined): void {
    this.last = ''
    if (!run) return
    const color = run.conclusion === 'success' ? 'green' : 'red'
    this.print(styleText(['bold', color], `\n${run.workflow}: ${String(run.conclusion)}. The job summary:`))
    const steps = run.jobs.at(-1)?.steps ?? []
    this.print(
      asShown(
        steps
          .map(({ summary }) => summary.trim())
          .filter(Boolean)
          .join('\n\n'),
      ),
    )
  }
}

/** A browser shows neither line-break hints nor escapes. */
function asShown(summary: string): string {
  return summary.replaceAll('<wbr>', '').replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

/** What the log has for the runner, or because this is no real account. */
function isMachinery(text: string): boolean {
  return text.startsWith('::') || text.startsWith('AWS is asked at ')
}
