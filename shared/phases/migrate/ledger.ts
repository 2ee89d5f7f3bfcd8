import { AwsError } from '../../aws/call.ts'
import type { Ecs } from '../../aws/ecs.ts'
import { attemptOf, mayMigrate } from '../../core/migration.ts'
import { decide } from '../../core/migration-history.ts'
import type { Decision, History } from '../../core/migration-history.ts'
import { begunTag, endedTag, isoTime, readRecord, together } from '../../core/migration-record.ts'
import type { Ended, MigrationRecord } from '../../core/migration-record.ts'
import type { Verdict } from '../../core/migration-verdict.ts'
import { hasStopped, taskId } from '../../core/one-off-task.ts'
import type { OneOffTask } from '../../core/one-off-task.ts'
import { retryPause } from '../../core/pace.ts'
import { provenanceTags } from '../../core/provenance.ts'
import type { Tag } from '../../core/provenance.ts'
import { messageOf } from '../../errors.ts'
import { fingerprint } from '../../fingerprint.ts'
import type { MigrationPlan } from './plan.ts'
import type { MigrationRun } from './run.ts'

/** One of possibly several tries to have a migration run. */
export interface Attempt {
  number: number
  /** ARN of the revision that it runs. */
  taskDefinition: string
}

/** What is known of a migration's attempts, and what is written down of them. */
export interface Ledger {
  /** Looks, and decides what to do. */
  next(): Promise<Decision>
  /** The client token of an attempt, the same for whoever makes it. */
  token(attempt: number): string
  /** Before an attempt is sent: from now on it may run. */
  begin(attempt: Attempt): Promise<void>
  /** Once an attempt's end was seen. A record that cannot be written is warned of. */
  end(task: OneOffTask, verdict: Verdict): Promise<void>
  /** Of an attempt that was to begin it is certain that it started nothing. */
  withdraw(attempt: Attempt): Promise<void>
}

/** Revisions of a family in which the record of a migration is looked for: the newest ones, a page of a list. */
const mostRevisions = 100
/** Since the first look somebody may have registered a few more, and recorded on them. */
const mostSince = 5

/** Milliseconds. The end is written even where it was seen at the last moment. */
const patience = 8_000

/** The ledger of a migration: tasks, as long as ECS knows them, and the tags of the revisions that ran it. */
export class MigrationLedger implements Ledger {
  private readonly run: MigrationRun
  private readonly plan: MigrationPlan
  /** Revisions in which a record was found or written. */
  private readonly recorded = new Set<string>()
  private hasLooked = false

  constructor(run: MigrationRun, plan: MigrationPlan) {
    this.run = run
    this.plan = plan
  }

  async next(): Promise<Decision> {
    const { container, image } = this.plan
    const { force, context } = this.run
    return decide(await this.look(), { container, image, force, now: context.clock.now() })
  }

  token(attempt: number): string {
    return fingerprint(`${this.plan.startedBy} ${attempt}`)
  }

  private async look(): Promise<History> {
    const { cluster, aws } = this.run
    const { startedBy, ownFamily, revised } = this.plan
    const ecs = await aws.ecs()
    const [tasks, record] = await Promise.all([ecs.tasksOfFamily(cluster, revised.wanted.family), this.record(ecs)])
    return {
      own: tasks.filter(task => task.startedBy === startedBy),
      others: tasks.filter(
        task => task.startedBy !== startedBy && !hasStopped(task) && mayMigrate(task, { ownFamily }),
      ),
      record,
    }
  }

  /** What the revisions tell. The migration may have run in another one than that of today. */
  private async record(ecs: Ecs): Promise<MigrationRecord> {
    const { running, wanted } = this.plan.revised
    const newest = await ecs.newestRevisions(wanted.family, this.hasLooked ? mostSince : mostRevisions)
    const known = running.definition.family === wanted.family ? [running.arn] : []
    const arns = [...new Set([...newest, ...known, ...this.recorded])]
    const found = await Promise.all(arns.map(async arn => ({ arn, record: await this.recordOn(arn, ecs) })))
    for (const { arn, record } of found) if (record.begun ?? record.ended) this.recorded.add(arn)
    this.hasLooked = true
    return together(found.map(({ record }) => record))
  }

  /** Nothing on one that is being deleted, which ECS refuses to describe. */
  private async recordOn(arn: string, ecs: Ecs): Promise<MigrationRecord> {
    try {
      return readRecord((await ecs.describeTaskDefinition(arn)).tags, this.plan.key)
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'refused') return {}
      throw error
    }
  }

  async begin({ number, taskDefinition }: Attempt): Promise<void> {
    const { key, image } = this.plan
    const tag = begunTag(key, { attempt: number, at: this.run.context.clock.now(), image })
    this.recorded.add(taskDefinition)
    await write(await this.run.aws.ecs(), { taskDefinition, tags: [tag], run: this.run, until: this.run.until })
  }

  async end(task: OneOffTask, verdict: Verdict): Promise<void> {
    const { createdAt: began, taskDefinition } = task
    const migration = `${verdict.is} ${isoTime(began)} ${this.plan.subject}`
    const ran = verdict.is !== 'failed' || verdict.ran
    const ended = { attempt: attemptOf(task), as: verdict.is, began, task: taskId(task.taskArn) }
    await this.writeEnd(ended, { taskDefinition, words: ran ? provenanceTags({ migration }) : [] })
  }

  async withdraw({ number, taskDefinition }: Attempt): Promise<void> {
    const ended = { attempt: number, as: 'failed', began: this.run.context.clock.now(), task: 'none' } as const
    await this.writeEnd(ended, { taskDefinition, words: [] })
  }

  private async writeEnd(
    ended: Omit<Ended, 'image'>,
    { taskDefinition, words }: { taskDefinition: string; words: readonly Tag[] },
  ): Promise<void> {
    const { context } = this.run
    const until = context.clock.now() + patience
    const { key, image } = this.plan
    this.recorded.add(taskDefinition)
    try {
      const tags = [endedTag(key, { ...ended, image }), ...words]
      await write(await context.aws({ until }).ecs(), { taskDefinition, tags, run: this.run, until })
    } catch (error) {
      if (context.stop.aborted) throw error
      context.step.warning(
        `What became of the migration could not be recorded on its revision: ${messageOf(error)} For about an hour ECS itself still shows the task; a run after that will ask for \`force\`.`,
      )
    }
  }
}

interface Writing {
  taskDefinition: string
  tags: readonly Tag[]
  run: MigrationRun
  /** Milliseconds since 1970. */
  until: number
}

/** A tag that is written twice is the same tag, so after a lost reply it is sent again. */
async function write(ecs: Ecs, { taskDefinition, tags, run, until }: Writing): Promise<void> {
  const { clock, random, stop } = run.context
  for (let attempt = 0; ; attempt++) {
    const change = await ecs.tagTaskDefinition(taskDefinition, tags)
    if (change.is === 'done') return
    const pause = retryPause({ attempt, throttled: false }, random())
    if (clock.now() + pause > until) throw change.fault
    await clock.sleep(pause, stop)
  }
}

/** Of a command that is only tried: every run tries it anew, and nothing is kept. */
export class Rehearsal implements Ledger {
  private readonly name: string
  private attempt = 1

  constructor({ runUrl, context }: MigrationRun, { startedBy }: MigrationPlan) {
    this.name = `${startedBy} ${runUrl ?? context.clock.now()}`
  }

  token(attempt: number): string {
    return fingerprint(`${this.name} ${attempt}`)
  }

  next(): Promise<Decision> {
    return Promise.resolve({ do: 'start', attempt: this.attempt, resumes: false, why: 'it is a dry run' })
  }

  begin({ number }: Attempt): Promise<void> {
    this.attempt = number
    return Promise.resolve()
  }

  end(): Promise<void> {
    this.attempt++
    return Promise.resolve()
  }

  withdraw(): Promise<void> {
    return Promise.resolve()
  }
}
