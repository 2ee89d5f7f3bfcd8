import { attemptOf, imageOf, subjectOf } from './migration.ts'
import type { MigrationRecord } from './migration-record.ts'
import { isoTime } from './migration-record.ts'
import { judgeMigration } from './migration-verdict.ts'
import { hasStopped, taskId } from './one-off-task.ts'
import type { OneOffTask } from './one-off-task.ts'
import { tagValue } from './provenance.ts'

/** What is known of a migration before it is started. */
export interface History {
  /** Its tasks that ECS still knows. */
  own: readonly OneOffTask[]
  /** Tasks that run and may change the same database. */
  others: readonly OneOffTask[]
  record: MigrationRecord
}

export interface Question {
  container: string
  /** The image that the container is to run. */
  image: string
  /** Run it even if it ended well, or if nobody knows how it ended. */
  force: boolean
  /** Milliseconds since 1970. */
  now: number
}

export type Decision =
  /** It runs: nothing is started, its task is followed. */
  | { do: 'follow'; task: OneOffTask }
  /** `resumes`: somebody was about to begin this very attempt, and may have. */
  | { do: 'start'; attempt: number; resumes: boolean; why: string }
  /** It ended well. `task` is its id. */
  | { do: 'nothing'; task: string; began: number }
  /** It must not be started; `known` says whether it is known how things stand. */
  | { do: 'refuse'; known: boolean; why: string; next: string }

/** The end of an attempt, or that none was seen. */
interface Attempt {
  number: number
  is: 'succeeded' | 'failed' | 'unknown' | 'begun'
  task: string
  /** Milliseconds since 1970. */
  began: number
  image: string | undefined
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
export function decide({ own, others, record }: History, question: Question): Decision {
  const running = own.filter(task => !hasStopped(task)).toSorted((a, b) => attemptOf(b) - attemptOf(a))[0]
  if (running) return followed(running, question)
  const [other] = others
  if (other) return inTheWay(other)
  const last = latest([...own.map(task => ended(task, question)), ...recorded(record)])
  if (!last) return anew(1, 'no earlier attempt is known')
  return decideBy[last.is](last, question)
}

const decideBy: Readonly<Record<Attempt['is'], (last: Attempt, question: Question) => Decision>> = {
  succeeded: ({ number, task, began, image: ran }, { force, image }) => {
    if (force) return anew(number + 1, `\`force\` is set, though attempt ${number} ended well`)
    if (isOther(ran, image)) return otherImage(`it ended well with ${ran}`, image)
    return { do: 'nothing', task, began }
  },
  failed: ({ number }) => anew(number + 1, `attempt ${number} was seen to fail`),
  unknown: ({ number, task }, { force }) => {
    if (force) return anew(number + 1, `\`force\` is set, though nobody knows how attempt ${number} ended`)
    return unknown(`its task ${task} was cut off, and whether it was done by then cannot be known`)
  },
  begun: ({ number, began }, { force, now }) => {
    const since = `it was about to begin at ${isoTime(began)}`
    if (now - began < tokenIsGood) {
      return {
        do: 'start',
        attempt: number,
        resumes: true,
        why: `${since}, and no task of it shows; sent again, it is still one task`,
      }
    }
    if (force) return anew(number + 1, `\`force\` is set, though nobody knows whether attempt ${number} ran`)
    return unknown(
      `${since}, its end was not seen, and ECS, which forgets stopped tasks after an hour, knows nothing of it any more`,
    )
  },
}

function anew(attempt: number, why: string): Decision {
  return { do: 'start', attempt, resumes: false, why }
}

function ended(task: OneOffTask, { container }: Question): Attempt {
  const { is } = judgeMigration(task, container)
  return { number: attemptOf(task), is, task: taskId(task.taskArn), began: task.createdAt, image: imageOf(task) }
}

function recorded({ begun, ended }: MigrationRecord): Attempt[] {
  return [
    ...(ended
      ? [{ number: ended.attempt, is: ended.as, task: ended.task, began: ended.began, image: ended.image }]
      : []),
    ...(begun ? [{ number: begun.attempt, is: 'begun' as const, task: '', began: begun.at, image: begun.image }] : []),
  ]
}

/** The latest attempt; of one that is told of several times, the first told: tasks, ends, beginnings. */
function latest(attempts: readonly Attempt[]): Attempt | undefined {
  return attempts.toSorted((a, b) => b.number - a.number)[0]
}

function followed(task: OneOffTask, { image }: Question): Decision {
  const running = imageOf(task)
  if (!isOther(running, image)) return { do: 'follow', task }
  return otherImage(`its task ${taskId(task.taskArn)} runs with ${running}`, image)
}

/** What was read from a tag is compared with what a tag would hold. */
function isOther(known: string | undefined, image: string): known is string {
  return known !== undefined && known !== tagValue(image)
}

function otherImage(what: string, image: string): Decision {
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
    why: `another migration is running: task ${taskId(task.taskArn)} of ${subjectOf(task)}, begun at ${isoTime(task.createdAt)}`,
    next: 'Wait for its end, then run the job again. A `concurrency` group lets jobs wait for each other.',
  }
}

/** What to do about a migration of which nobody knows how far it came. */
export const lookIntoDatabase =
  'Look into the database which of its migrations are applied, and mend what is half-done. If it has to run (again), set `force: true` for one run.'

function unknown(why: string): Decision {
  return { do: 'refuse', known: false, why, next: lookIntoDatabase }
}
