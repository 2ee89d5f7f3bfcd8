import { elders, isUnderWay, readPayload } from '../../core/promotion-record.ts'
import type { ListedRecord } from '../../core/promotion-record.ts'
import { wait } from '../../wait.ts'
import type { Look } from '../../wait.ts'
import type { RecordRun } from './run.ts'
import { most, statesOf } from './see.ts'

export type Turn = { is: 'ours' } | { is: 'not-ours'; why: string }

/** Milliseconds between two looks: all jobs of a repository share the 1,000 requests an hour of a workflow's token. */
const pace = 30_000
/** A list without our own record is older than it, and may lack one before it. So often it is asked for again. */
const enoughLooks = 3

/** Waits until no older promotion to the environment goes on. */
export async function awaitTurn(id: number, run: RecordRun): Promise<Turn> {
  const line = new Line(id, run)
  const waited = await wait({ until: run.until, look: now => line.look(now) }, run.context)
  return waited.is === 'ended' ? { is: 'ours' } : { is: 'not-ours', why: waited.for.join('; ') }
}

/** Those before us, as last seen. */
class Line {
  private readonly id: number
  private readonly run: RecordRun
  private before: readonly ListedRecord[] | undefined
  private looks = 0
  private asked = 0
  private last: Look<undefined> = { is: 'waiting', for: [] }

  constructor(id: number, run: RecordRun) {
    this.id = id
    this.run = run
  }

  async look(now: number): Promise<Look<undefined>> {
    if (this.last.is === 'waiting' && this.last.for.length > 0 && now - this.asked < pace) return this.last
    this.asked = now
    this.last = await this.ask(now)
    return this.last
  }

  private async ask(now: number): Promise<Look<undefined>> {
    if (!this.before) {
      const { environment, github } = this.run
      const found = await github.deploymentsTo(environment)
      if (found.is === 'refused') return waitsFor(found.why)
      const isFresh = found.deployments.some(({ id }) => id === this.id)
      if (!isFresh && ++this.looks < enoughLooks) return { is: 'waiting', for: [] }
      this.before = elders(found.deployments, this.id).slice(-most)
    }
    const states = await Promise.all(this.before.map(({ id }) => statesOf(id, this.run)))
    // Of what GitHub does not show it is not known that it is over.
    this.before = this.before.filter((record, index) => {
      const seen = states[index]
      return !seen || isUnderWay({ ...record, states: seen }, now)
    })
    const [first] = this.before
    return first ? waitsFor(this.textOf(first)) : { is: 'ended', end: undefined }
  }

  private textOf({ payload }: ListedRecord): string {
    const { environment, payload: own } = this.run
    const other = readPayload(payload)
    return `another promotion to ${environment} goes on: ${other?.release ?? 'an unnamed release'} by ${other?.run ?? 'another run'} (ours is ${own.release ?? own.run})`
  }
}

function waitsFor(what: string): Look<undefined> {
  return { is: 'waiting', for: [what] }
}
