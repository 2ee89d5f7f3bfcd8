import { describe, expect, test } from '@jest/globals'
import { decide } from '../../shared/core/migration-history.ts'
import type { Decision, History, Question } from '../../shared/core/migration-history.ts'
import type { Begun, Ended, NamedRecord } from '../../shared/core/migration-record.ts'
import { migrationTask } from './migration-task.ts'

const minute = 60_000
const now = Date.UTC(2026, 10, 20, 12)
const image = 'registry/api@sha256:new'
const question: Question = { direction: 'up', container: 'api', image, force: false, now }
const nothing: History = { own: [], others: [], record: {}, beside: { tasks: [], records: [] } }

const running = (attempt = 1) => migrationTask({ attempt, image, lastStatus: 'RUNNING' })
const exited = (exitCode: number, attempt = 1) => migrationTask({ attempt, image, exitCode })
const neverStarted = (attempt = 1) => migrationTask({ attempt, image, stopCode: 'TaskFailedToStart' })
const cutOff = (attempt = 1) =>
  migrationTask({ attempt, image, stopCode: 'InfrastructureHealth', startedAt: now - minute })

const begun = (attempt: number, minutesAgo: number): { begun: Begun } => ({
  begun: { attempt, at: now - minutesAgo * minute, about: image },
})
const ended = (attempt: number, as: Ended['as'], ran = image): { ended: Ended } => ({
  ended: { attempt, as, began: now - 300 * minute, task: 'abc', about: ran },
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
    ['of whose attempts nothing ran', { record: { ...begun(2, 200), voided: 2 } }, 3],
    [
      'whose last attempt failed, and a late beginner wrote an earlier one',
      { record: { ...ended(3, 'failed'), ...begun(2, 1) } },
      4,
    ],
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

  test('that ended well is recorded by whoever comes next, where only its task tells of it', () => {
    const task = exited(0)
    const record = { ended: { ...ended(1, 'succeeded').ended, task: 'abc' } }
    expect(decided({ own: [task], record: begun(1, 1) })).toMatchObject({ do: 'nothing', unrecorded: task })
    expect(decided({ own: [task], record })).not.toHaveProperty('unrecorded')
    expect(decided({ record })).not.toHaveProperty('unrecorded')
  })

  test('that ended well, and of which a later attempt ran nothing, is not started again', () => {
    const record = { ...ended(1, 'succeeded'), ...begun(2, 100), voided: 2 }
    expect(decided({ record })).toMatchObject({ do: 'nothing' })
    expect(decided({ record }, { force: true })).toMatchObject({ do: 'start', attempt: 3 })
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

/** Records of other migrations, of which each began so many minutes ago. */
const down = (as: Ended['as'] | 'begun', minutesAgo: number, more: Partial<NamedRecord> = {}): NamedRecord => {
  const at = now - minutesAgo * minute
  const record =
    as === 'begun'
      ? { begun: { attempt: 1, at, about: 'v1.2.2' } }
      : { ended: { attempt: 1, as, began: at, task: 'd0', about: 'v1.2.2' } }
  return { direction: 'down', key: `down-${minutesAgo}`, record, ...more }
}
const up = (as: Ended['as'] | 'begun', minutesAgo: number) => down(as, minutesAgo, { direction: 'up' })
const besides = (...records: NamedRecord[]): Partial<History> => ({ beside: { tasks: [], records } })
/** 300 minutes ago. */
const succeeded = { record: ended(1, 'succeeded') }

describe('a migration, once migrations were taken back,', () => {
  test.each<[string, Partial<History>, string]>([
    [
      'since it ended well',
      { ...succeeded, ...besides(down('succeeded', 200)) },
      'down to v1.2.2, begun at 2026-11-20T08:40:00Z, took it back',
    ],
    [
      'in vain, which may have taken back some',
      { ...succeeded, ...besides(down('failed', 200)) },
      'ran and failed, and may have taken some of it back',
    ],
    [
      'as the task that did it tells, which nobody recorded',
      {
        ...succeeded,
        beside: {
          tasks: [migrationTask({ downTo: 'v1', exitCode: 0 })],
          records: [down('begun', 61, { key: 'down' })],
        },
      },
      'down to v1, begun at 2026-11-20T11:00:00Z, took it back',
    ],
    ['since it was cut off', { record: ended(1, 'unknown'), ...besides(down('succeeded', 200)) }, 'took it back'],
    ['since it was about to begin', { record: begun(1, 20), ...besides(down('succeeded', 10)) }, 'took it back'],
    [
      'and another release came since, whoever saw how that way down ended',
      { ...succeeded, ...besides(down('begun', 200), up('succeeded', 100)) },
      'may have taken it back',
    ],
  ])('%s, is started again', (_, history, why) => {
    expect(decided(history)).toMatchObject({
      do: 'start',
      attempt: 2,
      resumes: false,
      why: expect.stringContaining(why),
    })
  })

  test('is started with another image, too', () => {
    const record = ended(1, 'succeeded', 'registry/api@sha256:old')
    expect(decided({ record, ...besides(down('succeeded', 200)) })).toMatchObject({ do: 'start', attempt: 2 })
  })

  test.each<[string, Partial<History>]>([
    ['before it began', { ...succeeded, ...besides(down('succeeded', 400)) }],
    ['before it began, by one of which nobody saw the end', { ...succeeded, ...besides(down('begun', 400)) }],
    [
      'by an attempt of which nothing ran',
      { ...succeeded, ...besides(down('begun', 200, { record: { ...begun(1, 200), voided: 1 } })) },
    ],
    [
      'by a clock that was behind, but read what it followed',
      { record: { ...succeeded.record, ...begun(1, 250) }, ...besides(down('succeeded', 260)) },
    ],
  ])('%s, is not started again', (_, history) => {
    expect(decided(history)).toMatchObject({ do: 'nothing' })
  })

  test.each<[string, Partial<History>, RegExp]>([
    [
      'about to, a moment ago',
      { ...succeeded, ...besides(down('begun', 1)) },
      /down to v1\.2\.2 was about to begin at .*its end was not seen/,
    ],
    ['about to, hours ago', { ...succeeded, ...besides(down('begun', 200)) }, /its end was not seen/],
    ['and cut off', { ...succeeded, ...besides(down('unknown', 200)) }, /\(task d0\) was cut off/],
    ['and cut off, before it ever ran', besides(down('unknown', 200)), /cut off/],
    [
      'and cut off, after another way down ended well',
      { ...succeeded, ...besides(down('succeeded', 220), down('unknown', 200)) },
      /cut off/,
    ],
  ])('%s, is unknown, and asks for force', (_, history, why) => {
    expect(decided(history)).toMatchObject({
      do: 'refuse',
      known: false,
      why: expect.stringMatching(why),
      next: expect.stringContaining('`force: true`'),
    })
    const attempt = history.record ? 2 : 1
    expect(decided(history, { force: true })).toMatchObject({ do: 'start', attempt, why: expect.stringMatching(why) })
  })
})

describe('a migration that goes down', () => {
  const downwards = { direction: 'down', image: undefined } as const
  const decidedDown = (history: Partial<History>, more: Partial<Question> = {}) =>
    decided(history, { ...downwards, ...more })

  test.each<[string, Partial<History>, number]>([
    ['of which nothing is known', besides(up('succeeded', 100)), 1],
    [
      'that ended well before the last release came',
      { record: ended(1, 'succeeded', 'v1'), ...besides(up('succeeded', 100)) },
      2,
    ],
    [
      'that ended well before a release was about to come',
      { record: ended(1, 'succeeded', 'v1'), ...besides(up('begun', 10)) },
      2,
    ],
    [
      'that ended well before a release failed',
      { record: ended(2, 'succeeded', 'v1'), ...besides(up('failed', 100)) },
      3,
    ],
    [
      'of which nobody saw the end before the last release came',
      { record: begun(1, 200), ...besides(up('succeeded', 100)) },
      2,
    ],
    ['that failed', { record: ended(1, 'failed', 'v1'), ...besides(up('succeeded', 400)) }, 2],
    ['that was about to begin a moment ago', { record: begun(1, 1), ...besides(up('succeeded', 400)) }, 1],
    ['while nobody knows how the last release’s ended', besides(up('unknown', 100)), 1],
  ])('%s is started', (_, history, attempt) => {
    expect(decidedDown(history)).toMatchObject({ do: 'start', attempt })
  })

  test.each<[string, Partial<History>]>([
    ['recorded', { record: ended(1, 'succeeded', 'v1'), ...besides(up('succeeded', 400)) }],
    ['and another way down since', { record: ended(1, 'succeeded', 'v1'), ...besides(down('succeeded', 100)) }],
    [
      'and nothing of the release that was to come ran',
      {
        record: ended(1, 'succeeded', 'v1'),
        ...besides({ ...up('begun', 20), record: { ...begun(1, 20), voided: 1 } }),
      },
    ],
    [
      'as its task shows, whatever image that ran',
      { own: [migrationTask({ downTo: 'v1', exitCode: 0, image: 'registry/api@sha256:old' })] },
    ],
  ])('that ended well, %s, is not started again', (_, history) => {
    expect(decidedDown(history)).toMatchObject({ do: 'nothing' })
  })

  test('that runs is followed, whatever runs in the service by now', () => {
    const own = [migrationTask({ downTo: 'v1', lastStatus: 'RUNNING', image: 'registry/api@sha256:old' })]
    expect(decidedDown({ own })).toMatchObject({ do: 'follow' })
  })

  test.each<[string, Partial<History>]>([
    ['whose own end nobody saw', { record: begun(1, 120), ...besides(up('succeeded', 400)) }],
    ['while nobody knows how one to another release ended', besides(down('begun', 10))],
  ])('%s is unknown, and asks for force', (_, history) => {
    expect(decidedDown(history)).toMatchObject({ do: 'refuse', known: false })
    expect(decidedDown(history, { force: true })).toMatchObject({ do: 'start' })
  })

  test('is refused while a release’s runs, which is named, and the other way round', () => {
    const rising = migrationTask({
      lastStatus: 'RUNNING',
      release: 'v3',
      id: 'rising',
      startedBy: 'deploy-actions/migration/x',
    })
    const falling = migrationTask({ lastStatus: 'RUNNING', downTo: 'v1', id: 'falling' })
    expect(decidedDown({ others: [rising] })).toMatchObject({
      do: 'refuse',
      known: true,
      why: expect.stringContaining('task rising of release v3, begun at'),
    })
    expect(decided({ others: [falling] })).toMatchObject({
      do: 'refuse',
      known: true,
      why: expect.stringContaining('task falling down to v1, begun at'),
    })
  })

  const bar = { why: 'api runs v1 already', next: 'Name the newer revision.' }
  test.each<[string, Partial<History>, Partial<Question>, object]>([
    ['is not started', {}, {}, { do: 'refuse', known: true, ...bar }],
    ['is not sent again', { record: begun(1, 1) }, {}, { do: 'refuse', known: false, ...bar }],
    ['is told where it ended well', { record: ended(1, 'succeeded', 'v1') }, {}, { do: 'nothing' }],
    ['is followed where it runs', { own: [running()] }, {}, { do: 'follow' }],
    ['is started by force', {}, { force: true }, { do: 'start' }],
  ])('where something stands against it %s', (_, history, more, decision) => {
    expect(decidedDown(history, { bar, ...more })).toMatchObject(decision)
  })
})

test('an attempt comes after all that is known of, whoever’s clock said when', () => {
  const ahead = now + 3 * minute
  expect(decided({})).toMatchObject({ after: 0 })
  expect(decided({ record: ended(1, 'failed'), ...besides(up('failed', 10), up('begun', -3)) })).toMatchObject({
    after: ahead,
  })
  expect(decided({ record: begun(1, 2) })).toMatchObject({ resumes: true, after: now - 2 * minute })
})
