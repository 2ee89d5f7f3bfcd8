import { describe, expect, test } from '@jest/globals'
import { decide } from '../../shared/core/migration-history.ts'
import type { Decision, History, Question } from '../../shared/core/migration-history.ts'
import type { Begun, Ended } from '../../shared/core/migration-record.ts'
import { migrationTask } from './migration-task.ts'

const minute = 60_000
const now = Date.UTC(2026, 10, 20, 12)
const image = 'registry/api@sha256:new'
const question: Question = { container: 'api', image, force: false, now }
const nothing: History = { own: [], others: [], record: {} }

const running = (attempt = 1) => migrationTask({ attempt, image, lastStatus: 'RUNNING' })
const exited = (exitCode: number, attempt = 1) => migrationTask({ attempt, image, exitCode })
const neverStarted = (attempt = 1) => migrationTask({ attempt, image, stopCode: 'TaskFailedToStart' })
const cutOff = (attempt = 1) =>
  migrationTask({ attempt, image, stopCode: 'InfrastructureHealth', startedAt: now - minute })

const begun = (attempt: number, minutesAgo: number): { begun: Begun } => ({
  begun: { attempt, at: now - minutesAgo * minute, image },
})
const ended = (attempt: number, as: Ended['as'], ran = image): { ended: Ended } => ({
  ended: { attempt, as, began: now - 300 * minute, task: 'abc', image: ran },
})

function decided(history: Partial<History>, more: Partial<Question> = {}): Decision {
  return decide({ ...nothing, ...history }, { ...question, ...more })
}

describe('a migration', () => {
  test.each<[string, Partial<History>, number]>([
    ['of which nothing is known', {}, 1],
    ['whose last task failed', { own: [exited(1)] }, 2],
    ['whose second task failed', { own: [exited(1, 2), exited(1, 1)] }, 3],
    ['whose task never started', { own: [neverStarted()] }, 2],
    ['that was recorded as failed, long ago', { record: ended(1, 'failed') }, 2],
    ['that failed after it had ended well, by force', { own: [exited(1, 2)], record: ended(1, 'succeeded') }, 3],
    ['that was about to begin a moment ago', { record: begun(1, 1) }, 1],
    ['that was about to begin its second attempt', { own: [exited(1)], record: begun(2, 30) }, 2],
    ['whose begun attempt ended', { record: { ...begun(2, 200), ...ended(2, 'failed') } }, 3],
  ])('%s is started', (_, history, attempt) => {
    expect(decided(history)).toMatchObject({ do: 'start', attempt })
  })

  test.each<[string, Partial<History>]>([
    ['runs', { own: [running()] }],
    ['runs again after it failed', { own: [exited(1, 1), running(2)] }],
    ['runs, whatever was recorded', { own: [running()], record: ended(1, 'failed') }],
  ])('that %s is followed, by force, too', (_, history) => {
    expect(decided(history)).toMatchObject({ do: 'follow' })
    expect(decided(history, { force: true })).toMatchObject({ do: 'follow' })
  })

  test.each<[string, Partial<History>]>([
    ['as its task shows', { own: [exited(0)] }],
    [
      'as its task shows, though it was recorded otherwise',
      { own: [exited(0)], record: { ...begun(1, 1), ...ended(1, 'failed') } },
    ],
    ['as its record tells', { record: { ...begun(1, 300), ...ended(1, 'succeeded') } }],
  ])('that ended well, %s, is not started again', (_, history) => {
    expect(decided(history)).toMatchObject({ do: 'nothing' })
    expect(decided(history, { force: true })).toMatchObject({ do: 'start', attempt: 2 })
  })

  test.each<[string, Partial<History>, RegExp]>([
    ['begun hours ago, whose end nobody saw', { record: begun(1, 120) }, /was about to begin at .*knows nothing of it/],
    ['begun just too long ago for its token', { record: begun(1, 46) }, /was about to begin/],
    ['cut off without an exit code', { own: [cutOff()] }, /was cut off/],
    [
      'that ended with 0 when it was told to',
      { own: [migrationTask({ image, exitCode: 0, stopCode: 'UserInitiated' })] },
      /cut off/,
    ],
    ['recorded as cut off', { record: ended(1, 'unknown') }, /was cut off/],
    [
      'begun again by force, and not seen since',
      { record: { ...ended(1, 'succeeded'), ...begun(2, 120) } },
      /about to begin/,
    ],
  ])('%s is unknown, and asks for force', (_, history, why) => {
    expect(decided(history)).toMatchObject({
      do: 'refuse',
      known: false,
      why: expect.stringMatching(why),
      next: expect.stringContaining('`force: true`'),
    })
    const { attempt = 0 } = history.record?.begun ?? {}
    expect(decided(history, { force: true })).toMatchObject({ do: 'start', attempt: Math.max(attempt, 1) + 1 })
  })

  test('is refused while another one runs, which is named', () => {
    const other = migrationTask({ lastStatus: 'RUNNING', release: 'v1.9.0', id: 'other' })
    expect(decided({ others: [other], record: ended(1, 'failed') }, { force: true })).toMatchObject({
      do: 'refuse',
      known: true,
      why: expect.stringMatching(/^another migration is running: task other of release v1\.9\.0, begun at 2026-/),
    })
  })

  test.each<[string, Partial<History>]>([
    ['runs', { own: [migrationTask({ lastStatus: 'RUNNING', image: 'registry/api@sha256:old' })] }],
    ['ended well', { own: [migrationTask({ exitCode: 0, image: 'registry/api@sha256:old' })] }],
    ['is recorded to have ended well', { record: ended(1, 'succeeded', 'registry/api@sha256:old') }],
  ])('that %s with another image of the same release is refused', (_, history) => {
    expect(decided(history)).toMatchObject({
      do: 'refuse',
      known: true,
      why: expect.stringContaining('one release cannot have two images'),
    })
  })

  test('that failed may run again with another image', () => {
    expect(decided({ own: [migrationTask({ exitCode: 1, image: 'registry/api@sha256:old' })] })).toMatchObject({
      do: 'start',
      attempt: 2,
    })
  })
})
