import { logStreamUrl } from '../../core/console-url.ts'
import { safeLine } from '../../core/foreign-text.ts'
import { logPlace } from '../../core/log-stream.ts'
import type { LogPlace } from '../../core/log-stream.ts'
import { clusterName } from '../../core/migration.ts'
import type { Decision } from '../../core/migration-history.ts'
import { judgeMigration, mayStartAgain, troubled } from '../../core/migration-verdict.ts'
import type { Verdict } from '../../core/migration-verdict.ts'
import type { OneOffTask } from '../../core/one-off-task.ts'
import { redact } from '../../core/redaction.ts'
import type { TaskDefinition } from '../../core/task-definition.ts'
import { elapsed } from '../../core/wording.ts'
import { ActionError } from '../../errors.ts'
import { follow, stopTask } from './follow.ts'
import type { Stopping } from './follow.ts'
import { MigrationLedger, Rehearsal } from './ledger.ts'
import { MigrationLog } from './log.ts'
import { planMigration } from './plan.ts'
import type { MigrationPlan } from './plan.ts'
import { planLines } from './report.ts'
import type { MigrationRun } from './run.ts'
import { begin, pause } from './start.ts'
import type { Begun, Migrating } from './start.ts'

/** How it ended. */
export type End =
  | { is: 'judged'; task: OneOffTask; verdict: Verdict }
  /** It ended well before, and nothing was started. */
  | { is: 'done-before' }
  /** It must not be started; `known` says whether it is known how things stand. */
  | { is: 'refused'; known: boolean; why: string; next: string }
  | { is: 'timed-out'; task: OneOffTask; then: 'left' | Stopping }
  | { is: 'cancelled' }
  /** Something went wrong on the way. */
  | { is: 'broken'; error: ActionError }

/** What is known at the end. */
export interface Migrated extends Traces {
  run: MigrationRun
  plan: MigrationPlan
  end: End
  /** RunTask was sent, and what became of it is not known. */
  inDoubt: boolean
}

/** What a migration has left, as far as it came. */
interface Traces {
  taskArn: string | undefined
  /** ARN of the revision that it runs. */
  taskDefinition: string | undefined
  /** Milliseconds since 1970, before the database was touched. */
  restorePoint: number | undefined
  logUrl: string | undefined
  /** The last lines of its log: foreign text. */
  lastLines: readonly string[]
}

/** A plan, and what would be done about it by what is seen now. */
export interface Foreseen {
  plan: MigrationPlan
  decision: Decision
}

/** Looks, and writes nothing. */
export async function foresee(run: MigrationRun): Promise<Foreseen> {
  const plan = await look(run)
  return { plan, decision: await new MigrationLedger(run, plan).next() }
}

async function look(run: MigrationRun): Promise<MigrationPlan> {
  const { step } = run.context
  return step.group(`Look at ${run.taskDefinition ?? run.service ?? 'what is there'}`, async () => {
    const plan = await planMigration(run)
    planLines(plan, run).forEach(line => step.info(line))
    return plan
  })
}

/**
 * Runs a migration once: looks whether it runs or has run, starts it if not, shows its log, and judges it by the exit
 * code of its container. What speaks against it from the start is thrown; from then on its end is told.
 */
export async function migrate(run: MigrationRun): Promise<Migrated> {
  const plan = await look(run)
  const ledger = run.rehearsal ? new Rehearsal(run, plan) : new MigrationLedger(run, plan)
  const story: Story = { run, plan, ledger, inDoubt: false, ...untold }
  const end = await carryOut(story).catch((error: unknown) => brokenOff(error, story))
  const { inDoubt, taskArn, taskDefinition, restorePoint, logUrl, log } = story
  return { run, plan, end, inDoubt, taskArn, taskDefinition, restorePoint, logUrl, lastLines: log?.lastLines ?? [] }
}

interface Story extends Migrating, Omit<Traces, 'lastLines'> {
  log: MigrationLog | undefined
}

const untold = {
  revision: undefined,
  announced: undefined,
  setback: undefined,
  taskArn: undefined,
  taskDefinition: undefined,
  restorePoint: undefined,
  logUrl: undefined,
  log: undefined,
}

/** What went wrong is told with all that is known by then; a mistake of ours is not one of these. */
async function brokenOff(error: unknown, { run, log, ledger, announced, inDoubt }: Story): Promise<End> {
  if (!(error instanceof ActionError)) throw error
  log?.close()
  if (run.context.stop.aborted) return { is: 'cancelled' }
  // Else nobody would know, a day later, that it never began.
  if (announced && !inDoubt) await ledger.withdraw(announced)
  return { is: 'broken', error }
}

/** Milliseconds between a task that never started and the next. */
const respite = 15_000

async function carryOut(story: Story): Promise<End> {
  const { clock } = story.run.context
  for (;;) {
    const begun = await begin(story)
    if (begun.do !== 'follow') return withoutStart(begun, story)
    const end = await see(begun, story)
    const left = story.run.until - clock.now()
    if (end.is !== 'judged' || !mayStartAgain(end.verdict) || left < respite) return end
    const { what } = end.verdict.explanation
    story.taskArn = story.logUrl = undefined
    await pause(`${what} Nothing of it ran; trying again in ${elapsed(respite)}.`, respite, story)
  }
}

async function withoutStart(begun: Exclude<Begun, { do: 'follow' }>, story: Story): Promise<End> {
  if (begun.do === 'refuse') return { ...begun, is: 'refused' }
  const { plan, run, ledger } = story
  if (begun.unrecorded) await ledger.end(begun.unrecorded, { is: 'succeeded' })
  // What ECS has forgotten is told by the record, which has the task's id.
  const taskArn = `${arnPrefix(plan.revised.running.arn)}:task/${clusterName(run.cluster)}/${begun.task}`
  story.taskArn = taskArn
  story.logUrl = urlOf(placeOf(taskArn, plan), taskArn)
  story.restorePoint = begun.began
  return { is: 'done-before' }
}

/** Shows a task to its end, or to ours. */
async function see({ arn, task }: Extract<Begun, { do: 'follow' }>, story: Story): Promise<End> {
  const { run, plan } = story
  story.taskArn = arn
  story.taskDefinition = task?.taskDefinition ?? story.revision
  const ecs = await run.aws.ecs()
  // A task that was there already may be of another revision.
  const definition = task && (await ecs.describeTaskDefinition(task.taskDefinition)).definition
  const place = placeOf(arn, plan, definition)
  const log = new MigrationLog(run, { place, container: plan.container })
  story.log = log
  story.logUrl = urlOf(place, arn)
  const followed = await follow(arn, { run, log })
  story.restorePoint = followed.task?.createdAt ?? story.restorePoint
  if (followed.is === 'stopped') return judge(followed.task, story)
  if (!followed.task) throw new ActionError('ECS did not show it until the deadline', { outcome: 'unknown' })
  log.close()
  return outOfTime(followed.task, story)
}

async function outOfTime(task: OneOffTask, { run, plan, ledger }: Story): Promise<End> {
  if (run.onTimeout === 'leave') return { is: 'timed-out', task, then: 'left' }
  const then = await stopTask(task.taskArn, { run, container: plan.container })
  if (then.is !== 'stopped') return { is: 'timed-out', task, then }
  const verdict = judgeMigration(then.task, plan.container)
  await ledger.end(then.task, verdict)
  // It may have ended by itself at the last moment.
  return verdict.is === 'succeeded' ? { is: 'judged', task: then.task, verdict } : { is: 'timed-out', task, then }
}

/** The end is written down first: what is shown after it is of use, but the record is what the next run goes by. */
async function judge(task: OneOffTask, story: Story): Promise<End> {
  const { plan, run, ledger, log } = story
  const verdict = judgeMigration(task, plan.container)
  const never = verdict.is === 'failed' && !verdict.ran
  if (never) story.restorePoint = story.logUrl = undefined
  try {
    await ledger.end(task, verdict)
    if (!never) await log?.finish()
  } catch (error) {
    // Cancelled by now, the end was seen all the same.
    if (!run.context.stop.aborted) throw error
    log?.close()
  }
  for (const { name, exitCode, reason } of troubled(task, plan.container)) {
    const why = reason === undefined ? '' : ` (${redact(safeLine(reason))})`
    run.context.step.warning(
      `Container ${name} ended with exit code ${exitCode}${why}. It does not decide: ${plan.container} does.`,
    )
  }
  return { is: 'judged', task, verdict }
}

function placeOf(
  taskArn: string,
  { container, revised }: MigrationPlan,
  definition: TaskDefinition = revised.wanted,
): LogPlace {
  return logPlace(definition, { container, taskArn })
}

function urlOf(place: LogPlace, arn: string): string | undefined {
  if (place.is === 'elsewhere') return undefined
  return logStreamUrl({ ...place, region: place.region ?? arn.split(':')[3] ?? '', arn })
}

/** Partition, service, region and account: `arn:aws:ecs:eu-west-1:123456789012`. */
function arnPrefix(arn: string): string {
  return arn.split(':').slice(0, 5).join(':')
}
