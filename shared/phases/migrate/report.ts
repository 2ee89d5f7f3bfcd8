import { shownCommand } from '../../core/command-line.ts'
import { codeBlock, withoutSecrets } from '../../core/foreign-text.ts'
import { shortImage } from '../../core/image.ts'
import { launchText, networkText } from '../../core/launch.ts'
import { lookIntoDatabase } from '../../core/migration-history.ts'
import type { Decision } from '../../core/migration-history.ts'
import { isoTime } from '../../core/migration-record.ts'
import { nextAfter } from '../../core/migration-verdict.ts'
import { taskId } from '../../core/one-off-task.ts'
import { isGreen } from '../../core/outcome.ts'
import type { Outcome } from '../../core/outcome.ts'
import { revisionName } from '../../core/service.ts'
import { codeSpan, serviceTable } from '../../core/summary.ts'
import { capital, elapsed } from '../../core/wording.ts'
import type { End, Foreseen, Migrated } from './migrate.ts'
import type { MigrationPlan } from './plan.ts'
import type { MigrationRun } from './run.ts'
import { runAgain } from './start.ts'

/** How a migration is told: to the next step by its outcome and its outputs, to people in words. */
export interface MigrationReport {
  outcome: Outcome
  message: string
  next: string | undefined
  outputs: Record<'task-arn' | 'exit-code' | 'log-url' | 'restore-point', string>
  summary: string
}

type Words = Pick<MigrationReport, 'outcome' | 'message'> & { next?: string | undefined }

type Fact = readonly [what: string, said: string]

/** What will run and where, a line each, for the log. */
export function planLines(plan: MigrationPlan, run: MigrationRun): string[] {
  return factsOf(plan, run).map(([what, said]) => `${what}: ${said}`)
}

function factsOf({ revised, subject, container, image, launch, roles }: MigrationPlan, run: MigrationRun): Fact[] {
  const { revision, wanted } = revised
  const existing = revision.is === 'register' ? undefined : revisionName(revision.arn)
  const variables = Object.keys(run.variables)
  return [
    ...(run.direction === 'down' ? [['Direction', `${subject}, with what runs now`] as const] : []),
    ['Command', run.command ? shownCommand(run.command) : 'as the task definition or the image has it'],
    ['Container', container],
    ['Revision', existing === undefined ? `a new one of ${wanted.family}` : `${existing}, which exists already`],
    ['Image', shortImage(image)],
    ['Runs on', launchText(launch)],
    ['Network', launch.network ? networkText(launch.network) : 'that of the instance'],
    ['Task role', roles.task ?? 'none'],
    ['Execution role', roles.execution ?? 'none'],
    // Their values may be secret.
    ...(variables.length > 0 ? [['Variables set', variables.join(', ')] as const] : []),
  ]
}

/** A dry run: what would be done, and nothing is. */
export function foreseenReport({ plan, decision }: Foreseen, run: MigrationRun): MigrationReport {
  const rows: Fact[] = [...factsOf(plan, run), ['Would be done', foreseenText(decision)]]
  return {
    outcome: 'unchanged',
    message: `Dry run of ${nameOf({ plan, run })}: ${foreseenText(decision)}. Nothing was started or written.`,
    next: undefined,
    outputs: { 'task-arn': '', 'exit-code': '', 'log-url': '', 'restore-point': '' },
    summary: tableOf(plan, run, rows),
  }
}

function foreseenText(decision: Decision): string {
  switch (decision.do) {
    case 'start':
      return `attempt ${decision.attempt} would be started, because ${decision.why}`
    case 'follow':
      return `task ${taskId(decision.task.taskArn)}, which runs, would be followed`
    case 'nothing':
      return `nothing would be started, because it ended well; it began at ${isoTime(decision.began)}`
    case 'refuse':
      return `it would be refused, because ${decision.why}`
  }
}

/** The end of a migration. */
export function reportOf(migrated: Migrated): MigrationReport {
  const { outcome, message, next } = wordsOf(migrated.end, migrated)
  const { taskArn = '', logUrl = '', restorePoint } = migrated
  return {
    outcome,
    message,
    next,
    outputs: {
      'task-arn': taskArn,
      'exit-code': String(exitCodeOf(migrated.end) ?? ''),
      'log-url': logUrl,
      'restore-point': restorePoint === undefined ? '' : isoTime(restorePoint),
    },
    summary: summaryOf(migrated, outcome),
  }
}

function exitCodeOf(end: End): number | undefined {
  if (end.is === 'done-before') return 0
  if (end.is !== 'judged') return undefined
  return end.verdict.is === 'succeeded' ? 0 : end.verdict.exitCode
}

function wordsOf(end: End, migrated: Migrated): Words {
  switch (end.is) {
    case 'judged':
      return judgedWords(end, nameOf(migrated))
    case 'done-before':
      return doneBeforeWords(migrated)
    case 'refused':
      return refusedWords(end, nameOf(migrated))
    case 'timed-out':
      return timedOutWords(end, migrated)
    case 'cancelled':
      return cancelledWords(migrated)
    case 'broken':
      return brokenWords(end.error, migrated)
  }
}

/** The migration by its release; a command that is only tried is none. */
function nameOf({ plan, run }: Pick<Migrated, 'plan' | 'run'>): string {
  if (run.rehearsal) return 'the dry-run command'
  return `the migration ${run.direction === 'down' ? '' : 'of '}${plan.subject}`
}

const halfChanged = 'The database may be half-changed. No service was changed.'
const asItWas = 'The database is as it was, and no service was changed.'

function judgedWords({ verdict, task }: Extract<End, { is: 'judged' }>, it: string): Words {
  if (verdict.is === 'succeeded') {
    const { createdAt, startedAt = createdAt, endedAt = createdAt } = task
    const message = `${capital(it)} ended with exit code 0 after ${elapsed(endedAt - startedAt)}.`
    return { outcome: 'succeeded', message }
  }
  const why = `${verdict.explanation.what} ${verdict.explanation.means}`
  if (verdict.is === 'unknown') {
    const message = `${capital(it)} was cut off, and how far it came is not known: ${why} ${halfChanged}`
    return { outcome: 'unknown', message, next: lookIntoDatabase }
  }
  const message = verdict.ran
    ? `${capital(it)} ran and failed: ${why} ${halfChanged}`
    : `${capital(it)} never started: ${why} ${asItWas}`
  return { outcome: 'failed-before-change', message, next: nextAfter(verdict.explanation) }
}

function doneBeforeWords(migrated: Migrated): Words {
  const { restorePoint = 0 } = migrated
  return {
    outcome: 'unchanged',
    message: `${capital(nameOf(migrated))} ended well before: it began at ${isoTime(restorePoint)} as task ${idOf(migrated)}. Nothing was started.`,
  }
}

function refusedWords({ known, why, next }: Extract<End, { is: 'refused' }>, it: string): Words {
  return known
    ? { outcome: 'failed-before-change', message: `${capital(it)} is not started: ${why}.`, next }
    : { outcome: 'unknown', message: `Whether ${it} has run is not known: ${why}. Nothing was started.`, next }
}

function timedOutWords({ task: seen, then }: Extract<End, { is: 'timed-out' }>, migrated: Migrated): Words {
  const { run } = migrated
  const [done, doing] =
    seen.startedAt === undefined ? ['begun', `to begin, being ${seen.lastStatus}`] : ['ended', 'running']
  const what = `${capital(nameOf(migrated))} had not ${done} after ${elapsed(run.timeout)}`
  const task = `task ${idOf(migrated)}`
  if (then === 'left') {
    return { outcome: 'timed-out', message: `${what} and was left ${doing}: ${task}.`, next: adoptOrEnd(migrated) }
  }
  const stopped: Record<typeof then.is, string> = {
    stopped: `and was stopped: ${task}. ${halfChanged}`,
    asked: `and was told to stop: ${task}, which may still run until its stop timeout is over. ${halfChanged}`,
    'not-asked': `and could not be stopped: ${task} may still be running${then.is === 'not-asked' ? ` (${then.why})` : ''}.`,
  }
  return {
    outcome: 'timed-out',
    message: `${what} ${stopped[then.is]}`,
    next: then.is === 'not-asked' ? adoptOrEnd(migrated) : readLog,
  }
}

const readLog =
  'Read its log, look which of its migrations are applied, and mend what is left half-done. Then run the job again, with a longer `timeout`: a migration that was seen to fail may run again.'

/** How to go on with a task that was left running. */
function adoptOrEnd({ run, taskArn = '' }: Migrated): string {
  return `Run the job again: it follows the same task, shows its log from the start and starts no second one. To end it, which may leave the database half-changed: \`aws ecs stop-task --cluster ${run.cluster} --task ${taskId(taskArn)}\``
}

function cancelledWords(migrated: Migrated): Words {
  const { taskArn, inDoubt } = migrated
  const it = nameOf(migrated)
  const outcome = 'cancelled'
  if (taskArn !== undefined) {
    const message = `The workflow was cancelled, and ${it} was left running: task ${idOf(migrated)}.`
    return { outcome, message, next: adoptOrEnd(migrated) }
  }
  if (!inDoubt) return { outcome, message: `The workflow was cancelled before ${it} was started.` }
  const message = `The workflow was cancelled while ${it} was being started: whether it runs is not known.`
  return { outcome, message, next: runAgain }
}

/** Once a task runs, or may run, no error says how the migration ended. */
function brokenWords({ outcome, message, next }: Extract<End, { is: 'broken' }>['error'], migrated: Migrated): Words {
  const { taskArn, inDoubt } = migrated
  const it = nameOf(migrated)
  if (taskArn !== undefined) {
    return {
      outcome: 'unknown',
      message: `How ${it} ended could not be seen: task ${idOf(migrated)} was started, and then: ${message}`,
      next: [next, runAgain].filter(Boolean).join(' '),
    }
  }
  if (inDoubt)
    return { outcome: 'unknown', message: `Whether ${it} was started is not known: ${message}`, next: next ?? runAgain }
  return { outcome, message: `This run did not start ${it}: ${message}`, next }
}

function idOf({ taskArn = '' }: Migrated): string {
  return taskId(taskArn)
}

/** The log holds all of it; a summary says what went wrong. */
const summaryLines = 20
const summaryWidth = 300

function summaryOf(migrated: Migrated, outcome: Outcome): string {
  const { run, plan, end, taskArn, taskDefinition, restorePoint, logUrl, lastLines } = migrated
  const exitCode = exitCodeOf(end)
  const rows: Fact[] = [
    ...(taskArn === undefined ? [] : [['Task', taskId(taskArn)] as const]),
    ...(exitCode === undefined ? [] : [['Exit code', String(exitCode)] as const]),
    ...(restorePoint === undefined ? [] : [['Restore point', isoTime(restorePoint)] as const]),
    ...(taskDefinition === undefined ? [] : [['Revision', revisionName(taskDefinition)] as const]),
    ...factsOf(plan, run).filter(([what]) => what !== 'Revision' || taskDefinition === undefined),
  ]
  const parts = [
    tableOf(plan, run, rows),
    logUrl === undefined ? '' : `[The whole log in CloudWatch](${logUrl})`,
    isGreen(outcome) || lastLines.length === 0 ? '' : `Its last lines:\n\n${codeBlock(logTail(lastLines))}`,
  ]
  return parts.filter(Boolean).join('\n\n')
}

function tableOf({ subject }: MigrationPlan, run: MigrationRun, rows: readonly Fact[]): string {
  const { cluster, direction, release } = run
  const where = `Cluster ${codeSpan(cluster)}.`
  const named = direction === 'down' || release !== undefined
  const table = serviceTable(
    ['', named ? capital(subject) : 'What runs'],
    rows.map(([what, said]) => [what, { code: said }]),
  )
  return `${where}\n\n${table}`
}

function logTail(lines: readonly string[]): string[] {
  return withoutSecrets(lines)
    .slice(-summaryLines)
    .map(line => line.slice(0, summaryWidth))
}
