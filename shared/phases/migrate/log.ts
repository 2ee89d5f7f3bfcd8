import { AwsError } from '../../aws/call.ts'
import type { AwsServices } from '../../aws/services.ts'
import { healsByItself } from '../../core/aws-fault.ts'
import type { LogPlace } from '../../core/log-stream.ts'
import { addLines, closeWindow, emptyWindow } from '../../core/log-window.ts'
import type { LogWindow } from '../../core/log-window.ts'
import { wait } from '../../wait.ts'
import type { MigrationRun } from './run.ts'

/** Milliseconds. */
const times = {
  /** For which one page is tried again: the task is looked at in between. */
  patience: 3_000,
  /** After a page could not be had, before the next try. */
  recovery: 20_000,
  /** Without a new line, after which a log is taken to be complete. CloudWatch promises no bound. */
  quiet: 10_000,
  /** For which the end of a log is waited for at most, and how far beyond the deadline. */
  longest: 30_000,
  overtime: 8_000,
}

/** A stream of 200 MB has so many pages; what a migration prints between two looks has a few. */
const mostPages = 200

/**
 * Shows what the migration's container prints: while it runs, and whole at the end. It never decides and never blocks:
 * what cannot be read is said, and that is all.
 */
export class MigrationLog {
  private readonly run: MigrationRun
  private readonly place: LogPlace
  private readonly aws: AwsServices
  private readonly title: string
  private window: LogWindow = emptyWindow
  private token: string | undefined
  /** Why nothing more will be read. */
  private given: string | undefined
  /** The last page could not be read: why, and when. */
  private trouble: { why: string; at: number } | undefined

  constructor(run: MigrationRun, { place, container }: { place: LogPlace; container: string }) {
    this.run = run
    this.place = place
    this.title = `The log of ${container}`
    this.aws = run.context.aws({ until: run.until + times.overtime, patience: times.patience })
    if (place.is === 'elsewhere') this.given = place.why
  }

  /** The last lines of all: foreign text. */
  get lastLines(): readonly string[] {
    return this.run.logLines === 0 ? [] : this.window.last
  }

  /** Shows what is there by now, and says whether there was anything new. */
  async read(): Promise<boolean> {
    const now = this.run.context.clock.now()
    if (this.given !== undefined || (this.trouble && now - this.trouble.at < times.recovery)) return false
    try {
      const isNew = await this.readPages()
      this.trouble = undefined
      return isNew
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      if (healsByItself(error.kind)) this.trouble = { why: error.message, at: now }
      else this.given = [error.message, error.next].filter(Boolean).join(' ')
      return false
    }
  }

  private async readPages(): Promise<boolean> {
    if (this.place.is === 'elsewhere') return false
    const logs = await this.aws.logs(this.place.region)
    let isNew = false
    for (let read = 0; read < mostPages; read++) {
      const page = await logs.pageAfter(this.place, this.token)
      // A page may be empty although more follow: only the token that repeats is the end, for now.
      if (!page || page.after === this.token) break
      this.token = page.after
      this.show(page.lines)
      isNew ||= page.lines.length > 0
    }
    return isNew
  }

  private show(lines: readonly string[]): void {
    const { step } = this.run.context
    const { window, show } = addLines(this.window, lines, this.run.logLines)
    if (this.window.shown === 0 && show.length > 0) step.info(`${this.title}:`)
    this.window = window
    step.foreign(show)
  }

  /** Shows the rest once the container has ended: until nothing more has come for a while, or time is up. */
  async finish(): Promise<void> {
    const { context, until } = this.run
    if (this.given === undefined) {
      const began = context.clock.now()
      let news = began
      const end = Math.min(began + times.longest, Math.max(began, until) + times.overtime)
      await wait(
        {
          until: end,
          look: async now => {
            if (await this.read()) news = now
            const isOver = this.given !== undefined || now - news >= times.quiet
            return isOver ? { is: 'ended', end: undefined } : { is: 'waiting', for: [] }
          },
        },
        context,
      )
    }
    this.close()
  }

  /** Shows what was kept back for the end. Nothing is read after that. */
  close(): void {
    const { step } = this.run.context
    const { show, omitted, tail } = closeWindow(this.window, this.run.logLines)
    step.foreign(show)
    if (omitted > 0)
      step.info(`… ${omitted.toLocaleString('en-US')} lines are left out here; \`log-lines\` is ${this.run.logLines}.`)
    step.foreign(tail)
    const nothing = this.window.last.length === 0
    if (this.given !== undefined) step.info(`Its log cannot be shown: ${this.given.replace(/\.?$/, '.')}`)
    else if (this.trouble) step.warning(`The log may lack its end: ${this.trouble.why}`)
    else if (nothing) step.info(`${this.title}: nothing was printed.`)
  }
}
