import { aboutText, attemptOf, containerOf, downText, downToOf, imageOf, migrationOf, subjectOf } from './migration.ts'
import type { Direction, MigrationName } from './migration.ts'
import type { MigrationRecord, NamedRecord } from './migration-record.ts'
import { isoTime } from './migration-record.ts'
import { judgeMigration } from './migration-verdict.ts'
import { hasStopped, taskId } from './one-off-task.ts'
import type { OneOffTask } from './one-off-task.ts'

/** What is known of a migration before it is started. */
export interface History {
  /** Its tasks that ECS still knows. */
  own: readonly OneOffTask[]
  /** Tasks that run and may change the same database. */
  others: readonly OneOffTask[]
  record: MigrationRecord
  /** The other migrations of the same family and cluster, up and down: tasks that ECS still knows, and records. */
  beside: { tasks: readonly OneOffTask[]; records: readonly NamedRecord[] }
}

export interface Question {
  direction: Direction
  container: string
  /** The image that the container is to run; absent where it does not tell one migration from another. */
  image: string | undefined
  /** Why it must not be started now. One that runs or has ended is told all the same. */
  bar?: { why: string; next: string } | undefined
  /** Run it even if it ended well, or if nobody knows how it ended. */
  force: boolean
  /** Milliseconds since 1970. */
  now: number
}

export type Decision =
  /** It runs: nothing is started, its task is followed. */
  | { do: 'follow'; task: OneOffTask }
  /**
   * `resumes`: somebody was about to begin this very attempt, and may have. It comes `after` all that is known of, by
   * the clocks of those who wrote it down: milliseconds since 1970.
   */
  | { do: 'start'; attempt: number; resumes: boolean; why: string; after: number }
  /** It ended well. `task` is its id; `unrecorded` is there where its task alone tells of it, which ECS forgets. */
  | { do: 'nothing'; task: string; began: number; unrecorded?: OneOffTask }
  /** It must not be started; `known` says whether it is known how things stand. */
  | { do: 'refuse'; known: boolean; why: string; next: string }

/** The end of an attempt, or that none was seen. */
interface Attempt<Is = Ran | 'void'> {
  number: number
  /** `void`: it is certain that nothing of it ran. */
  is: Is
  task: string
  /** Milliseconds since 1970. */
  began: number
  /** The same, or the later time that somebody else's clock gave it: for what came after what. */
  at: number
  /** The image that it ran, or what it goes back to. */
  about: string | undefined
}

/** Something of it ran, or may have. */
type Ran = 'succeeded' | 'failed' | 'unknown' | 'begun'

/** An attempt of another migration. */
interface Event extends Attempt<Ran> {
  direction: Direction
}

/**
 * Milliseconds for which an attempt whose end was not seen may simply be sent again: its client token stands for the
 * task it started for at least an hour, so that no second one starts (ECS_Idempotency). A quarter of it is kept back,
 * for clocks that differ.
 */
const tokenIsGood = 45 * 60_000

/**
 * What to do about a migration, by what is seen of it. Whoever sees the same decides the same, the number of the
 * attempt included, from which its client token is made: so two who start it at once start one task.
 */
export function decide(history: History, question: Question): Decision {
  const running = history.own.filter(task => !hasStopped(task)).toSorted((a, b) => attemptOf(b) - attemptOf(a))[0]
  if (running) return followed(running, question)
  const [other] = history.others
  if (other) return inTheWay(other)
  const decision = withTask(decideBySeen(seenOf(history, question), question), history)
  const { bar, force } = question
  if (!bar || force || decision.do !== 'start') return decision
  return { do: 'refuse', known: !decision.resumes, ...bar }
}

/** Whoever saw the end was killed before writing it down. */
function withTask(decision: Decision, { own, record }: History): Decision {
  if (decision.do !== 'nothing' || record.ended?.task === decision.task) return decision
  const unrecorded = own.find(({ taskArn }) => taskId(taskArn) === decision.task)
  return unrecorded ? { ...decision, unrecorded } : decision
}

/** What was seen, as far as it decides. */
interface Seen {
  /** The last attempt of this migration of which something ran, or may have. */
  last: Attempt<Ran> | undefined
  /** The highest number that an attempt of it had. */
  number: number
  /** Attempts of the others of which something ran, or may have, the newest first. */
  beside: readonly Event[]
  /** Milliseconds since 1970: nothing that is known of is later. */
  newest: number
}

function seenOf({ own, record, beside }: History, question: Question): Seen {
  const attempts = attemptsOf(own, record, question)
  const events = eventsOf(beside, question)
  return {
    last: attempts.find(hasRun),
    number: Math.max(0, ...attempts.map(({ number }) => number)),
    beside: events.toSorted((a, b) => b.at - a.at),
    newest: Math.max(0, ...[...attempts, ...events].map(({ at }) => at)),
  }
}

function hasRun(attempt: Attempt): attempt is Attempt<Ran> {
  return attempt.is !== 'void'
}

function decideBySeen(seen: Seen, question: Question): Decision {
  const { last, number } = seen
  const [newest] = seen.beside
  const since = seen.beside.filter(({ at }) => at > (last?.at ?? 0))
  if (newest?.direction === 'down' && newest === since[0] && isOpen(newest)) return openDecision(newest, seen, question)
  const turned = since.find(({ direction }) => direction !== question.direction)
  if (last && turned) return anew(seen, turnedText(turned))
  if (last) return decideBy[last.is](last, { ...question, seen })
  return anew(seen, number === 0 ? 'no earlier attempt is known' : `nothing of attempt ${number} ran`)
}

interface OwnQuestion extends Question {
  seen: Seen
}

const decideBy: Readonly<Record<Ran, (last: Attempt, question: OwnQuestion) => Decision>> = {
  succeeded: ({ number, task, began, about: ran }, { force, image, seen }) => {
    if (force) return anew(seen, `\`force\` is set, though attempt ${number} ended well`)
    if (isOther(ran, image)) return otherImage(`it ended well with ${ran}`, image)
    return { do: 'nothing', task, began }
  },
  failed: ({ number }, { seen }) => anew(seen, `attempt ${number} was seen to fail`),
  unknown: ({ number, task }, { force, seen }) => {
    if (force) return anew(seen, `\`force\` is set, though nobody knows how attempt ${number} ended`)
    return unknown(`its task ${task} was cut off, and whether it was done by then cannot be known`)
  },
  begun: ({ number, began }, { force, now, seen }) => {
    const since = `it was about to begin at ${isoTime(began)}`
    if (now - began < tokenIsGood) {
      return {
        do: 'start',
        attempt: number,
        resumes: true,
        why: `${since}, and no task of it shows; sent again, it is still one task`,
        after: seen.newest,
      }
    }
    if (force) return anew(seen, `\`force\` is set, though nobody knows whether attempt ${number} ran`)
    return unknown(
      `${since}, its end was not seen, and ECS, which forgets stopped tasks after an hour, knows nothing of it any more`,
    )
  },
}

function anew({ number, newest }: Seen, why: string): Decision {
  return { do: 'start', attempt: number + 1, resumes: false, why, after: newest }
}

/** The attempts of one migration, the last first; of one that is told of several times, the first told. */
function attemptsOf(tasks: readonly OneOffTask[], record: MigrationRecord, question: Question): Attempt[] {
  const ended = [...tasks.map(task => endedAttempt(task, question)), ...recorded(record)]
  const last = Math.max(0, ...ended.map(({ number }) => number))
  // A late beginner may have written down an earlier attempt again, and sent nothing.
  const told = [...ended, ...begunAttempt(record).filter(({ number }) => number >= last)]
  const groups = Map.groupBy(told, ({ number }) => number)
  return [...groups.values()]
    .flatMap(([first, ...more]) => (first ? [{ ...first, at: Math.max(first.at, ...more.map(({ at }) => at)) }] : []))
    .toSorted((a, b) => b.number - a.number)
}

function endedAttempt(task: OneOffTask, { container, direction }: Question): Attempt {
  const verdict = judgeMigration(task, containerOf(task) ?? container)
  return {
    number: attemptOf(task),
    is: verdict.is === 'failed' && !verdict.ran ? 'void' : verdict.is,
    task: taskId(task.taskArn),
    began: task.createdAt,
    at: task.createdAt,
    about: (migrationOf(task)?.direction ?? direction) === 'down' ? downToOf(task) : imageOf(task),
  }
}

function recorded({ ended, voided }: MigrationRecord): Attempt[] {
  const nothing = { task: '', began: 0, at: 0, about: undefined }
  return [
    ...(ended ? [{ ...ended, number: ended.attempt, is: ended.as, at: ended.began }] : []),
    ...(voided === undefined ? [] : [{ ...nothing, number: voided, is: 'void' as const }]),
  ]
}

function begunAttempt({ begun }: MigrationRecord): Attempt[] {
  return begun ? [{ ...begun, number: begun.attempt, is: 'begun', task: '', began: begun.at }] : []
}

function eventsOf({ tasks, records }: History['beside'], question: Question): Event[] {
  const named = tasks.flatMap(task => {
    const name = migrationOf(task)
    return name ? [{ ...name, task }] : []
  })
  const groups = Map.groupBy([...named, ...records], nameText)
  return [...groups.values()].flatMap(group => {
    const own = group.flatMap(one => ('task' in one ? [one.task] : []))
    const [record = {}] = group.flatMap(one => ('record' in one ? [one.record] : []))
    const direction = group[0]?.direction ?? 'up'
    const ran = attemptsOf(own, record, question).filter(hasRun)
    return ran.map(attempt => ({ ...attempt, direction }))
  })
}

function nameText({ direction, key }: MigrationName): string {
  return `${direction} ${key}`
}

/** Nobody saw how it ended, or how far it came. */
function isOpen({ is }: Event): boolean {
  return is === 'unknown' || is === 'begun'
}

/** Of a way down whose end nobody saw: what is applied, nobody knows. */
function openDecision(open: Event, seen: Seen, { force }: Question): Decision {
  const why = openText(open)
  if (force) return anew(seen, `\`force\` is set, though ${why}`)
  const next =
    open.is === 'begun'
      ? `Run the rollback that began it again, which looks first. Or: ${lookIntoDatabase}`
      : lookIntoDatabase
  return { do: 'refuse', known: false, why, next }
}

function openText({ is, about, began, task }: Event): string {
  const it = `the migration ${downText(about)}`
  return is === 'begun'
    ? `${it} was about to begin at ${isoTime(began)}, and its end was not seen`
    : `${it} (task ${task}) was cut off, and what it had taken back by then cannot be known`
}

/** What came since in the other direction, so that what was so is so no more. */
function turnedText({ direction, is, about, began }: Event): string {
  if (direction === 'up') return `a migration up began at ${isoTime(began)}, after the last one that went down so`
  const how: Partial<Record<Ran, string>> = {
    succeeded: 'took it back',
    failed: 'ran and failed, and may have taken some of it back',
  }
  return `the migration ${downText(about)}, begun at ${isoTime(began)}, ${how[is] ?? 'may have taken it back'}`
}

function followed(task: OneOffTask, { image }: Question): Decision {
  const running = imageOf(task)
  if (!isOther(running, image)) return { do: 'follow', task }
  return otherImage(`its task ${taskId(task.taskArn)} runs with ${running}`, image)
}

/** What was read from a tag is compared with what a tag would hold. */
function isOther(known: string | undefined, image: string | undefined): known is string {
  return known !== undefined && image !== undefined && aboutText(known) !== aboutText(image)
}

function otherImage(what: string, image = ''): Decision {
  return {
    do: 'refuse',
    known: true,
    why: `${what}, and is now asked for with ${image}: one release cannot have two images`,
    next: 'Look which image is the right one. To migrate with this one all the same, set `force: true` for one run, once nothing runs any more.',
  }
}

function inTheWay(task: OneOffTask): Decision {
  return {
    do: 'refuse',
    known: true,
    why: `another migration is running: task ${taskId(task.taskArn)} ${subjectOf(task)}, begun at ${isoTime(task.createdAt)}`,
    next: 'Wait for its end, then run the job again. A `concurrency` group lets jobs wait for each other.',
  }
}

/** What to do about a migration of which nobody knows how far it came. */
export const lookIntoDatabase =
  'Look into the database which of its migrations are applied, and mend what is half-done. If it has to run (again), set `force: true` for one run.'

function unknown(why: string): Decision {
  return { do: 'refuse', known: false, why, next: lookIntoDatabase }
}
