import type { OneOffTask } from './one-off-task.ts'
import type { FailureKind } from './stop-reasons.ts'
import { explainStop } from './stopped-task.ts'
import type { Explanation, StoppedContainer } from './stopped-task.ts'

/** What the end of a migration's task says of the migration. */
export type Verdict =
  | { is: 'succeeded' }
  /** It is certain that it did not do its work to the end; `ran` says whether it began at all. */
  | { is: 'failed'; ran: boolean; exitCode?: number; explanation: Explanation }
  /** It began and was cut off in a way that does not tell how far it came. */
  | { is: 'unknown'; exitCode?: number; explanation: Explanation }

/** Stop codes of a task that was told to end, whatever its containers were about. */
const interrupted = new Set(['UserInitiated', 'SpotInterruption', 'TerminationNotice'])

/**
 * Judges a task that has stopped by the exit code of its migration's container, and by nothing else. An exit code that
 * is absent is not 0: `containers` may be empty for a task that never started. A program that ends with 0 because it
 * was told to end has not shown that it was done.
 */
export function judgeMigration(task: OneOffTask, container: string): Verdict {
  const exitCode = task.containers.find(({ name }) => name === container)?.exitCode
  if (exitCode === undefined) {
    const explanation = explainStop(task)
    return neverRan(task) ? { is: 'failed', ran: false, explanation } : { is: 'unknown', explanation }
  }
  if (exitCode !== 0) return { is: 'failed', ran: true, exitCode, explanation: explainEnd(task, container) }
  if (task.stopCode === 'EssentialContainerExited') return { is: 'succeeded' }
  return { is: 'unknown', exitCode, explanation: explainEnd(task, container) }
}

/** Certain only where nothing of the task ever came to run: an exit code of any container speaks against it. */
function neverRan({ stopCode = '', startedAt, containers }: OneOffTask): boolean {
  const toldOrFailed = stopCode === 'TaskFailedToStart' || interrupted.has(stopCode)
  return toldOrFailed && startedAt === undefined && containers.every(({ exitCode }) => exitCode === undefined)
}

/** Why it ended, as the migration's container tells it, unless another one took the task down with it. */
function explainEnd(task: OneOffTask, container: string): Explanation {
  const [own] = task.containers.filter(({ name }) => name === container)
  if (!own || (isCalledOff(own) && troubled(task, container).length > 0)) return explainStop(task)
  return explainStop({ ...task, containers: [own] })
}

/** As programs end that ECS tells to end, because an essential container of their task did: SIGTERM, then SIGKILL. */
function isCalledOff({ exitCode, reason }: StoppedContainer): boolean {
  return reason === undefined && (exitCode === 0 || exitCode === 137 || exitCode === 143)
}

/** Containers beside the migration's that ended otherwise than one that is told to end. */
export function troubled({ containers }: OneOffTask, container: string): StoppedContainer[] {
  return containers.filter(one => one.name !== container && one.exitCode !== undefined && !isCalledOff(one))
}

/** Of these it cannot be said for certain that the container was not started after all, or somebody wanted the end. */
const final: ReadonlySet<FailureKind> = new Set(['container-start', 'container-timeout', 'stopped-by-hand', 'other'])

/** Whether it may be started again without anybody changing anything: it never ran, and the cause may pass. */
export function mayStartAgain(verdict: Verdict): verdict is Extract<Verdict, { is: 'failed' }> {
  return verdict.is === 'failed' && !verdict.ran && mayPass(verdict.explanation)
}

/** Whether what kept a task from starting may pass by itself. */
export function mayPass(cause: Pick<Explanation, 'heals' | 'kind'> | undefined): boolean {
  return cause !== undefined && cause.heals && !final.has(cause.kind)
}

const readWhatItDid =
  'Read its log, look which of its migrations are applied, and mend what is left half-done. Then run the job again: a migration that failed may run again.'

/** What to do, where the advice for a service's tasks does not fit: nobody starts a migration's task again by itself. */
const advice: Partial<Record<FailureKind, string>> = {
  'stopped-by-hand': `CloudTrail shows who called StopTask. ${readWhatItDid}`,
  'spot-interruption': `${readWhatItDid} Without \`capacity: spot\` this does not happen.`,
  'host-maintenance': readWhatItDid,
  'program-failed': readWhatItDid,
  'program-crashed': readWhatItDid,
  'program-terminated': `Another container of the task may have ended first; the warnings name it. ${readWhatItDid}`,
  'program-killed': `CloudWatch shows the use of memory; if it reached the limit, raise \`memory\` of the task. ${readWhatItDid}`,
  'out-of-memory': `Raise \`memory\` in the task definition, or let the migration work in smaller pieces. ${readWhatItDid}`,
  capacity: 'Run the job again later, or with a longer `timeout`; subnets in further zones help, too.',
  quota: 'Stop what is not needed, or ask for more under Service Quotas, AWS Fargate. Then run the job again.',
  addresses: 'Look at the available addresses of the subnets in the VPC console. Then run the job again.',
  'image-throttled':
    'Run the job again later. To be rid of it, keep the image in your own ECR (a pull through cache works).',
  'aws-throttled': 'Run the job again later. If it lasts, look for another tool that polls the same account.',
  'never-started': 'Run the job again. If it lasts, open the task in the ECS console: it may name the reason.',
}

/** What a person can do about a migration that ended so. */
export function nextAfter({ kind, next }: Pick<Explanation, 'kind' | 'next'>): string {
  return advice[kind] ?? next
}
