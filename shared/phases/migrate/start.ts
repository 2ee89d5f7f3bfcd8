import { AwsError, isPassing } from '../../aws/call.ts'
import type { TaskStart, TaskStarted } from '../../aws/ecs.ts'
import { safeLine } from '../../core/foreign-text.ts'
import { taskTags } from '../../core/migration.ts'
import type { Decision } from '../../core/migration-history.ts'
import { isoTime } from '../../core/migration-record.ts'
import { mayPass, nextAfter } from '../../core/migration-verdict.ts'
import { taskId } from '../../core/one-off-task.ts'
import type { OneOffTask } from '../../core/one-off-task.ts'
import { redact } from '../../core/redaction.ts'
import { causeOf } from '../../core/stop-reasons.ts'
import { elapsed } from '../../core/wording.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import { registerRevisions } from '../deploy/register.ts'
import type { Attempt, Ledger } from './ledger.ts'
import type { MigrationPlan } from './plan.ts'
import type { MigrationRun } from './run.ts'

/** A migration on its way. */
export interface Migrating {
  run: MigrationRun
  plan: MigrationPlan
  ledger: Ledger
  /** ARN of the revision that is to run, once it exists. */
  revision: string | undefined
  /** Written down to begin by this run, and not started by it. */
  announced: Attempt | undefined
  /** RunTask was sent, and what became of it is not known yet. */
  inDoubt: boolean
  /** Why nothing could be started so far. */
  setback: string | undefined
  /** Milliseconds since 1970, before the database was touched. */
  restorePoint: number | undefined
}

/** What came of the wish to have it run. */
export type Begun =
  | Exclude<Decision, { do: 'start' | 'follow' }>
  /** `task` is there if it was found, and not just started. */
  | { do: 'follow'; arn: string; task?: OneOffTask }

/** Milliseconds that a look may be old when RunTask is sent, or sent again while ECS throttles. */
const freshness = 15_000

/**
 * Looks what is there, and starts what is to be started, until a task runs or it is clear that none is to. Whatever
 * takes time between a look and RunTask makes it look again: what it decided on may have changed.
 */
export async function begin(migrating: Migrating): Promise<Begun> {
  const { clock, step } = migrating.run.context
  for (;;) {
    const looked = clock.now()
    const decision = await migrating.ledger.next()
    if (decision.do === 'follow') return found(decision.task, migrating)
    if (decision.do !== 'start') return decision
    if (migrating.revision === undefined) {
      migrating.revision = await revisionOf(migrating)
      if (migrating.plan.revised.revision.is === 'register') continue
    }
    const attempt = { number: decision.attempt, taskDefinition: migrating.revision, after: decision.after }
    if (!decision.resumes) await announce(attempt, migrating)
    if (clock.now() - looked > freshness) continue
    const isOwn = decision.resumes && migrating.announced?.number === attempt.number
    step.info(isOwn ? `Starting attempt ${attempt.number}.` : `Starting attempt ${attempt.number}: ${decision.why}.`)
    migrating.restorePoint = clock.now()
    const arn = await send(attempt, migrating)
    if (arn === undefined) continue
    step.info(`Task ${taskId(arn)} was started.`)
    return { do: 'follow', arn }
  }
}

function found(task: OneOffTask, migrating: Migrating): Begun {
  const name = `Task ${taskId(task.taskArn)}`
  const there = `of this migration is there already, begun at ${isoTime(task.createdAt)}: nothing is started, it is followed.`
  migrating.run.context.step.info(migrating.inDoubt ? `${name} was started.` : `${name} ${there}`)
  Object.assign(migrating, settled)
  return { do: 'follow', arn: task.taskArn, task }
}

/** Once there is a task, it alone tells. */
const settled = { announced: undefined, inDoubt: false }

async function revisionOf({ plan, run }: Migrating): Promise<string> {
  const [registered] = await registerRevisions([plan.revised], run)
  if (!registered) throw new Error('no revision was registered')
  return registered.taskDefinition
}

async function announce(attempt: Attempt, migrating: Migrating): Promise<void> {
  migrating.announced = attempt
  await migrating.ledger.begin(attempt)
}

/** Sends RunTask once, and answers the task's ARN. Without one it has waited as long as it takes before the next look. */
async function send(attempt: Attempt, migrating: Migrating): Promise<string | undefined> {
  const sent = await sendOnce(attempt, migrating)
  if (sent.is === 'started') return sent.arn
  if (sent.is === 'not-placed') await giveUp(sent.reasons, attempt, migrating)
  else await pause(sent.because, shortly, migrating)
  return undefined
}

type Sent = Exclude<TaskStarted, { is: 'token-taken' }> | { is: 'not-clear'; because: string }

/** Milliseconds. */
const shortly = 2_000

/** Once a reply was lost, only a reply to the same token resolves the doubt: it stands for one task. */
async function sendOnce(attempt: Attempt, migrating: Migrating): Promise<Sent> {
  const ecs = await migrating.run.aws.ecs()
  const doubt = migrating.inDoubt
  migrating.inDoubt = true
  try {
    const change = await ecs.runTask(startOf(attempt, migrating))
    if (change.is === 'lost') {
      const { code } = change.fault.fault
      return {
        is: 'not-clear',
        because: `The reply to RunTask was lost (${code}); looking whether a task was started.`,
      }
    }
    migrating.inDoubt = false
    return answered(change.reply, migrating)
  } catch (error) {
    // Whatever is thrown here was certainly not done.
    migrating.inDoubt = doubt
    return refused(error)
  }
}

function answered(reply: TaskStarted, migrating: Migrating): Sent {
  if (reply.is === 'not-placed') return reply
  // An earlier request with this token could not be placed.
  if (reply.is === 'token-taken' && reply.tasks.length === 0) return { is: 'not-placed', reasons: [] }
  migrating.announced = undefined
  if (reply.is === 'started') return reply
  return {
    is: 'not-clear',
    because: `Somebody else has begun this attempt: task ${reply.tasks.map(taskId).join(', ')}.`,
  }
}

function refused(error: unknown): Sent {
  if (isPassing(error)) return { is: 'not-clear', because: `${error.message}; looking again.` }
  // RunTask tells of a lack of capacity in its reply; of some kinds of it by an error.
  if (error instanceof AwsError && error.kind === 'refused' && mayPass(causeOf(error.fault.message))) {
    return { is: 'not-placed', reasons: [error.fault.message] }
  }
  throw error
}

/**
 * Milliseconds between an attempt that ECS could not place and the next, which has a token of its own: whether one may
 * be used again is not documented. Somebody who looked before the next attempt was announced may still be about to send
 * this one; after so long that has happened, and shows.
 */
const untilNobodySends = 90_000

async function giveUp(reasons: readonly string[], attempt: Attempt, migrating: Migrating): Promise<void> {
  const said = reasons.map(reason => redact(safeLine(reason))).join('; ') || 'ECS gives no reason'
  const causes = reasons.map(reason => causeOf(reason))
  const [cause] = causes
  migrating.setback = `${cause?.saw ?? 'ECS could not place the task'}: ${said.replace(/\.?$/, '.')}`
  if (causes.length > 0 && !causes.some(mayPass)) {
    const next = cause ? nextAfter(cause) : readReasons
    throw new ActionError(migrating.setback, { outcome: 'failed-before-change', next })
  }
  await announce({ ...attempt, number: attempt.number + 1 }, migrating)
  const again = `Nothing was started; trying again in ${elapsed(untilNobodySends)}.`
  await pause(`${migrating.setback} ${again}`, untilNobodySends, migrating)
}

const readReasons = 'The Amazon ECS Developer Guide explains it under "API failure reasons". Then run the job again.'

/** Waits before the next look, unless there would be no time left for it. */
export async function pause(because: string, ms: number, { run, inDoubt, setback }: Migrating): Promise<void> {
  const { clock, stop, step } = run.context
  step.info(because)
  if (clock.now() + ms > run.until) {
    const why = setback ?? because
    throw new ActionError(
      inDoubt ? `it could not be seen in time. ${why}` : `it could not be started in ${elapsed(run.timeout)}: ${why}`,
      { outcome: inDoubt ? 'unknown' : 'failed-before-change', next: runAgain },
    )
  }
  await clock.sleep(ms, stop)
  if (stop.aborted) throw new Cancelled()
}

export const runAgain = 'Run the job again: it looks first, and never starts what runs or has run.'

function startOf({ number, taskDefinition }: Attempt, { run, plan, ledger }: Migrating): TaskStart {
  const { release, commit, runUrl, command, variables, taskRole, executionRole } = run
  const isDown = plan.name.direction === 'down'
  // A task that goes down runs what is there, and is of no release itself.
  const of = isDown ? {} : { ...(release && { release }), ...(commit && { commit }) }
  const { container, image } = plan
  return {
    cluster: run.cluster,
    taskDefinition,
    launch: plan.launch,
    overrides: { container, command, variables, taskRole, executionRole },
    startedBy: plan.startedBy,
    token: ledger.token(number),
    tags: taskTags(
      { ...of, ...(runUrl && { runUrl }) },
      { attempt: number, image, container, ...(isDown && { downTo: plan.about }) },
    ),
    patience: freshness,
  }
}
