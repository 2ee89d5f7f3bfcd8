import { AwsError } from '../../aws/call.ts'
import type { Ecs } from '../../aws/ecs.ts'
import { attemptOf, mayMigrate, migrationOf } from '../../core/migration.ts'
import { decide } from '../../core/migration-history.ts'
import type { Decision, History } from '../../core/migration-history.ts'
import { begunTag, endedTag, isoTime, readRecords, together, voidedTag } from '../../core/migration-record.ts'
import type { NamedRecord } from '../../core/migration-record.ts'
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
  /** It comes after all that was known by this time: milliseconds since 1970, by whosever clock. */
  after: number
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
  /** What was read of each revision, by its ARN: only those that may have changed are read again. */
  private readonly read = new Map<string, readonly NamedRecord[]>()

  constructor(run: MigrationRun, plan: MigrationPlan) {
    this.run = run
    this.plan = plan
  }

  async next(): Promise<Decision> {
    const { name, container, image, bar } = this.plan
    const { force, context } = this.run
    const { direction } = name
    // Going down it is always what runs, and that is another image once the code has gone back, too.
    const decisive = direction === 'up' ? image : undefined
    return decide(await this.look(), {
      ...{ direction, container, image: decisive, bar, force },
      now: context.clock.now(),
    })
  }

  token(attempt: number): string {
    return fingerprint(`${this.plan.startedBy} ${attempt}`)
  }

  private async look(): Promise<History> {
    const { cluster, aws } = this.run
    const { startedBy, ownFamily, revised } = this.plan
    const ecs = await aws.ecs()
    const [tasks, records] = await Promise.all([ecs.tasksOfFamily(cluster, revised.wanted.family), this.records(ecs)])
    const others = tasks.filter(task => task.startedBy !== startedBy)
    return {
      own: tasks.filter(task => task.startedBy === startedBy),
      others: others.filter(task => !hasStopped(task) && mayMigrate(task, { ownFamily })),
      record: records.find(one => this.isOwn(one))?.record ?? {},
      beside: {
        tasks: others.filter(task => migrationOf(task) !== undefined),
        records: records.filter(one => !this.isOwn(one)),
      },
    }
  }

  /** What the revisions tell. The migration may have run in another one than that of today. */
  private async records(ecs: Ecs): Promise<NamedRecord[]> {
    const { running, wanted } = this.plan.revised
    const newest = await ecs.newestRevisions(wanted.family, this.read.size > 0 ? mostSince : mostRevisions)
    const known = running.definition.family === wanted.family ? [running.arn] : []
    const again = [...this.read].flatMap(([arn, records]) => (records.some(one => this.isTelling(one)) ? [arn] : []))
    const arns = [...new Set([...newest, ...known, ...again])]
    await Promise.all(arns.map(async arn => this.read.set(arn, await this.recordsOn(arn, ecs))))
    return together([...this.read.values()].flat())
  }

  private isOwn({ direction, key }: NamedRecord): boolean {
    const { name } = this.plan
    return key === name.key && direction === name.direction
  }

  /** Those that go down change what all others are worth. */
  private isTelling(record: NamedRecord): boolean {
    return record.direction === 'down' || this.isOwn(record)
  }

  /** Nothing on one that is being deleted, which ECS refuses to describe. */
  private async recordsOn(arn: string, ecs: Ecs): Promise<NamedRecord[]> {
    try {
      return readRecords((await ecs.describeTaskDefinition(arn)).tags, this.plan.scope)
    } catch (error) {
      if (error instanceof AwsError && error.kind === 'refused') return []
      throw error
    }
  }

  async begin({ number, taskDefinition, after }: Attempt): Promise<void> {
    const { name, about } = this.plan
    // Clocks of runners differ, and this is to be read as later than what it follows.
    const at = Math.max(this.run.context.clock.now(), after + 1_000)
    const tags = [begunTag(name, { attempt: number, at, about })]
    this.willRead(taskDefinition)
    await write(await this.run.aws.ecs(), { taskDefinition, tags, run: this.run, until: this.run.until })
  }

  async end(task: OneOffTask, verdict: Verdict): Promise<void> {
    const { createdAt: began, taskDefinition } = task
    const { name, about, subject } = this.plan
    const attempt = attemptOf(task)
    if (verdict.is === 'failed' && !verdict.ran) {
      await this.writeEnd(taskDefinition, [voidedTag(name, attempt)])
      return
    }
    const ended = endedTag(name, { attempt, as: verdict.is, began, task: taskId(task.taskArn), about })
    // On the revision of a release stands what brought the database up to it.
    const words = { migration: `${verdict.is} ${isoTime(began)} ${subject}` }
    await this.writeEnd(taskDefinition, [ended, ...(name.direction === 'up' ? provenanceTags(words) : [])])
  }

  async withdraw({ number, taskDefinition }: Attempt): Promise<void> {
    await this.writeEnd(taskDefinition, [voidedTag(this.plan.name, number)])
  }

  /** What is written on a revision is looked for there, whether or not it is among the newest. */
  private willRead(taskDefinition: string): void {
    const record = { ...this.plan.name, record: {} }
    this.read.set(taskDefinition, [...(this.read.get(taskDefinition) ?? []), record])
  }

  private async writeEnd(taskDefinition: string, tags: readonly Tag[]): Promise<void> {
    const { context } = this.run
    const until = context.clock.now() + patience
    this.willRead(taskDefinition)
    try {
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
    return Promise.resolve({ do: 'start', attempt: this.attempt, resumes: false, why: 'it is a dry run', after: 0 })
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
