import { safeLine } from './foreign-text.ts'
import { redact } from './redaction.ts'
import { type Cause, causeOf, causeOfExit, type FailureKind } from './stop-reasons.ts'

/** A task that stopped, as DescribeTasks shows it for about an hour. */
export interface StoppedTask {
  taskArn: string
  /** ARN of the revision it ran. */
  taskDefinition: string
  /** For tasks of a service the id of the deployment, `ecs-svc/…`. */
  startedBy?: string
  /** Milliseconds since 1970. */
  stoppedAt?: number
  stopCode?: string
  stoppedReason?: string
  /** May be empty for a task that never started. */
  containers: readonly StoppedContainer[]
}

export interface StoppedContainer {
  name: string
  /** Absent for a container that never started; that is not 0. */
  exitCode?: number
  reason?: string
}

/** Why a task stopped. All sentences are safe to print as one line, without credentials; the summary must still escape them. */
export interface Explanation {
  kind: FailureKind
  /** What was seen, with AWS's own words in it. */
  what: string
  /** What that usually means. */
  means: string
  /** What a person can do about it. */
  next: string
  /** A later start may succeed without anyone changing anything. */
  heals: boolean
  /** The container that probably began it, where one ran: its log says more. */
  container?: string
}

/** AWS repeats itself in long reasons; what matters stands in the first part or was understood already. */
const LONGEST_REASON = 500

const notKnown: Omit<Cause, 'saw'> = {
  kind: 'other',
  means: 'This reason is not one that is known here.',
  next: 'Look the text up in the Amazon ECS Developer Guide under "stopped tasks error messages", and look at the events of the service and at the log of the containers.',
  heals: true,
}

const neverStarted: Explanation = {
  kind: 'never-started',
  what: 'The task stopped before any container started, and ECS gave no reason.',
  means: 'ECS gave up while it prepared the task: network interface, image, secrets or capacity.',
  next: 'Open the task in the ECS console soon, since ECS forgets stopped tasks after about an hour, and read the events of the service: they often name the reason.',
  heals: true,
}

/** Says why a task stopped. What is not known is told in AWS's words and called `other`. */
export function explainStop(task: StoppedTask): Explanation {
  return explainByReason(task) ?? explainByExit(task) ?? explainUnknown(task)
}

/** The tasks, the one that stopped last first. */
export function newestFirst(tasks: readonly StoppedTask[]): StoppedTask[] {
  return tasks.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0))
}

/** Only a change can help, so waiting for another start is waiting in vain. */
export function cannotHeal(explanation: Explanation): boolean {
  return !explanation.heals
}

/**
 * Tasks that stopped for the same reason, the most frequent reason first. Reasons are the same when they differ only in
 * what always differs: ids, addresses, and how often something was tried.
 */
export function groupStops(tasks: readonly StoppedTask[]): { explanation: Explanation; tasks: StoppedTask[] }[] {
  const groups = new Map<string, { explanation: Explanation; tasks: StoppedTask[] }>()
  for (const task of tasks) {
    const explanation = explainStop(task)
    const key = `${explanation.kind} ${withoutIds(explanation.what)}`
    const group = groups.get(key)
    if (group) group.tasks.push(task)
    else groups.set(key, { explanation, tasks: [task] })
  }
  return [...groups.values()].sort((a, b) => b.tasks.length - a.tasks.length)
}

interface Reason {
  text: string
  container?: string
}

/** The task's reason is often only "Essential container in task exited" while that of a container says why. */
function reasonsOf({ stoppedReason = '', containers }: StoppedTask): Reason[] {
  const ofContainers = containers.map(({ name, reason = '' }) => ({ text: reason, container: name }))
  return [{ text: stoppedReason }, ...ofContainers].filter(({ text }) => text !== '')
}

function explainByReason(task: StoppedTask): Explanation | undefined {
  const reasons = reasonsOf(task)
  // A stop code alone may say it: a Spot interruption needs no text.
  for (const reason of reasons.length > 0 ? reasons : [{ text: '' }]) {
    const cause = causeOf(reason.text, task.stopCode)
    const container = reason.container ?? endedBySuspicion(task)[0]?.name
    if (cause) return explanationOf(cause, { what: sentence(cause.saw, reason), container })
  }
  return undefined
}

function explainByExit(task: StoppedTask): Explanation | undefined {
  const [first, ...others] = endedBySuspicion(task)
  if (!first) return undefined
  const rest = others.map(({ name, exitCode }) => `${name} with ${exitCode}`).join(', ')
  const what = `Container ${first.name} exited with code ${first.exitCode}${rest === '' ? '' : ` (${rest})`}.`
  return explanationOf(causeOfExit(first.exitCode), {
    what: safeLine(what, { most: LONGEST_REASON }),
    container: first.name,
  })
}

function explainUnknown(task: StoppedTask): Explanation {
  const [reason] = reasonsOf(task)
  if (reason)
    return explanationOf(notKnown, { what: sentence('The task stopped', reason), container: reason.container })
  if (task.stopCode === undefined || task.stopCode === 'TaskFailedToStart') return neverStarted
  return explanationOf(notKnown, { what: sentence('The task stopped', { text: task.stopCode }) })
}

/** The containers that ran, the one that probably took the task down first. */
function endedBySuspicion({ containers }: StoppedTask): Ended[] {
  return containers.filter(hasEnded).sort((a, b) => suspicion(b) - suspicion(a))
}

type Ended = StoppedContainer & { exitCode: number }

function hasEnded(container: StoppedContainer): container is Ended {
  return container.exitCode !== undefined
}

/**
 * How likely a container took the task down with it. When an essential one ends, ECS asks the others to (143, or 0 from
 * a program that ends well) and kills what stays (137).
 */
function suspicion({ exitCode }: Ended): number {
  const byCode: Readonly<Record<number, number>> = { 143: 0, 0: 1, 137: 2 }
  return byCode[exitCode] ?? 3
}

function explanationOf(
  { kind, means, next, heals }: Omit<Cause, 'saw'>,
  { what, container }: { what: string; container?: string | undefined },
): Explanation {
  return { kind, what, means, next, heals, ...(container !== undefined && { container }) }
}

function sentence(saw: string, { text, container }: Reason): string {
  const where = container === undefined ? saw : `${saw} (container ${container})`
  // A reason may quote a container's command or environment.
  const said = redact(safeLine(text)).trim()
  const whole = said === '' ? where : `${where}: ${said}`
  return safeLine(/[.!?…]$/.test(whole) ? whole : `${whole}.`, { most: LONGEST_REASON })
}

/** Ids, addresses and counts that differ between two stops for the same reason. */
function withoutIds(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
    .replace(/(?<![0-9a-z])(?:(?=[0-9a-f]*\d)[0-9a-f]{8,64})(?![0-9a-z])/gi, '#')
    .replace(/\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?/g, '#')
    .replace(/\d+(?= time\(s\)|(?:\.\d+)?m?s\b)|\d{4,}/g, '#')
}
