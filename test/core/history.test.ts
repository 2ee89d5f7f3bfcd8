import { describe, expect, test } from '@jest/globals'
import { endOfDeployment, isBehind, isReturning, laterThan, standingOf, wayBack } from '../../shared/core/history.ts'
import type { End, History } from '../../shared/core/history.ts'

/** A history as `v1 v2 v3x v2`, the oldest first: `x` failed, `?` has not ended, `!` was stopped. */
function historyOf(text: string): History {
  const ends: Record<string, [End, string]> = {
    '': ['succeeded', 'SUCCESSFUL'],
    x: ['failed', 'ROLLBACK_SUCCESSFUL'],
    '?': ['open', 'IN_PROGRESS'],
    '!': ['stopped', 'STOPPED'],
  }
  const deployments = text.split(' ').map((word, index) => {
    const [, taskDefinition = '', sign = ''] = /^(\w+?)([x?!]?)$/.exec(word) ?? []
    const [end, status] = ends[sign] ?? ['open', '']
    return { taskDefinition, end, status, createdAt: (index + 1) * 100_000, digests: new Map<string, string>() }
  })
  return { deployments: deployments.toReversed(), since: 0 }
}

describe('the way back', () => {
  test.each<[string, string, string]>([
    ['a b c', 'c', 'b a'],
    ['a b c x', 'c', 'b a'],
    ['a bx c', 'c', 'a'],
    ['a b cx b', 'b', 'a'],
    ['a b b b c', 'c', 'b a'],
    ['a b c?', 'c', 'b a'],
    ['a b c!', 'c', 'b a'],
    // Whoever went back from c to b left c, whatever came later.
    ['a b c b', 'b', 'a'],
    ['a b c b d', 'd', 'b a'],
    ['a b c b a', 'a', ''],
    ['b a b', 'b', ''],
    ['a b c a b', 'b', 'a'],
    ['a', 'a', ''],
    ['a b', 'elsewhere', 'b a'],
  ])('in the history %s leads from %s to %s', (history, from, way) => {
    expect(wayBack(from, historyOf(history)).join(' ')).toBe(way)
  })

  test('never leads to and fro: from where it ends, it goes on', () => {
    const history = historyOf('a b c d c b')
    expect(wayBack('b', history)).toEqual(['a'])
  })
})

describe('a revision', () => {
  test.each<[string, string, string]>([
    ['a b', 'a', 'succeeded'],
    ['a bx', 'b', 'failed'],
    ['b a bx', 'b', 'failed'],
    ['bx a b', 'b', 'succeeded'],
    ['b a b!', 'b', 'succeeded'],
    ['b a b?', 'b', 'succeeded'],
    ['a b?', 'b', 'unknown'],
    ['a b', 'c', 'unknown'],
  ])('after %s, %s stands as %s', (history, name, standing) => {
    expect(standingOf(name, historyOf(history), undefined).is).toBe(standing)
  })

  test('that is younger than the history and not in it never ran', () => {
    expect(standingOf('c', { ...historyOf('a b'), since: 50 }, 60).is).toBe('untried')
    expect(standingOf('c', { ...historyOf('a b'), since: 50 }, 40).is).toBe('unknown')
  })
})

test.each<[string, boolean, End]>([
  ['SUCCESSFUL', false, 'succeeded'],
  ['ROLLBACK_SUCCESSFUL', false, 'failed'],
  ['ROLLBACK_FAILED', false, 'failed'],
  ['STOPPED', false, 'stopped'],
  ['STOPPED', true, 'failed'],
  ['IN_PROGRESS', false, 'open'],
  ['ROLLBACK_IN_PROGRESS', false, 'open'],
  ['SOMETHING_NEW', false, 'open'],
])('%s (alarm or breaker: %s) ends as %s', (status, wentOff, end) => {
  expect(endOfDeployment(status, { wentOff })).toBe(end)
})

test('what came later than a revision is told newest first, each once', () => {
  expect(laterThan('a', historyOf('z a bx c b'))).toEqual(['b', 'c'])
  expect(laterThan('unknown', historyOf('a b'))).toEqual(['b', 'a'])
})

describe('a look at the service', () => {
  const newest = 300_000

  test.each([
    { history: 'a b c', primary: 'b', behind: true },
    { history: 'a b c?', primary: 'b', behind: true },
    { history: 'a b c', primary: 'c', behind: false },
    // ECS returned to b, or is about to.
    { history: 'a b cx', primary: 'b', behind: false },
    { history: 'a b c!', primary: 'b', behind: false },
  ])('that shows $primary after $history is behind: $behind', ({ history, primary, behind }) => {
    expect(isBehind({ taskDefinition: primary, createdAt: newest - 100_000 }, historyOf(history))).toBe(behind)
  })

  test('is not behind a record of the same moment', () => {
    expect(isBehind({ taskDefinition: 'd', createdAt: newest - 4_000 }, historyOf('a b c'))).toBe(false)
  })
})

test('a service is returning while the newest deployment is being rolled back to another revision', () => {
  const history = historyOf('a b c')
  const [newest, ...older] = history.deployments
  const rolling = { ...history, deployments: newest ? [{ ...newest, status: 'ROLLBACK_IN_PROGRESS' }, ...older] : [] }
  expect(isReturning('b', rolling)).toBe(true)
  expect(isReturning('c', rolling)).toBe(false)
  expect(isReturning('b', history)).toBe(false)
})
