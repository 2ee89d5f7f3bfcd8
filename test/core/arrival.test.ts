import { describe, expect, test } from '@jest/globals'
import { arrivalOf, isSettled } from '../../shared/core/arrival.ts'
import type { Arrival, Sought } from '../../shared/core/arrival.ts'
import type { SeenRecord } from '../../shared/core/promotion-record.ts'

const runOf = (id: number): string => `https://github.com/acme/app/actions/runs/${id}`

/** `a`: commit a ran. `a!`: it failed. `a?`: it goes on. `a-`: it ran, and was set inactive. The oldest first, an hour apart. */
function history(text: string): SeenRecord[] {
  const records = text.split(' ').map((word, index): SeenRecord => {
    const [sha = '', mark = ''] = word
    const states = { '': ['success'], '!': ['failure'], '?': [], '-': ['inactive', 'success'] }[mark] ?? []
    return {
      id: index + 1,
      sha,
      createdAt: index,
      payload: { release: `v-${sha}`, run: runOf(index + 1), until: 0, images: {} },
      states: [...states, 'in_progress'].map((state, age) => ({ state, at: (index + 1) * 100 - age })),
    }
  })
  return records.toReversed()
}

/** The commits and times of an arrival. */
function told({ since, before, after }: Arrival): object {
  return { since, before: before && `${before.commit} at ${before.since}`, after: after?.commit }
}

const promotion: Sought = { commit: 'c', run: runOf(99), returns: false }
const rollback: Sought = { ...promotion, returns: true }

describe('a commit came', () => {
  test.each<[string, string, Sought, object]>([
    ['after another', 'a- b- c', promotion, { since: 300, before: 'b at 199' }],
    ['after one that failed in between', 'b- a! c', promotion, { since: 300, before: 'b at 199'.replace('199', '99') }],
    ['and again, so that it was there before', 'b- c- c', promotion, { since: 199, before: 'b at 99' }],
    ['first of all', 'c', promotion, { since: 100 }],
    ['without a record, after another', 'a- b', promotion, { before: 'b at 200' }],
    ['without a record that ended', 'b c?', promotion, { before: 'b at 100' }],
    ['to an environment without any', 'c?', promotion, {}],
    ['before others', 'b- c- d- e', promotion, { since: 199, before: 'b at 99', after: 'e' }],
    ['a second time, by a promotion', 'c- b- c', promotion, { since: 300, before: 'b at 199' }],
    ['back, as is recorded', 'c- d- c', rollback, { since: 300, before: 'd at 199' }],
    ['back, as is not recorded', 'b- c- d', rollback, { before: 'd at 300' }],
    [
      'back, and others came since',
      'c- d- c- e',
      { ...rollback, run: runOf(3) },
      { since: 299, before: 'd at 199', after: 'e' },
    ],
    [
      'back, over one that came after what was before it',
      'c- d- e',
      { ...rollback, run: runOf(9) },
      { before: 'e at 300' },
    ],
  ])('%s: %s', (_, text, sought, expected) => {
    const absent = { since: undefined, before: undefined, after: undefined }
    expect(told(arrivalOf(history(text), sought))).toEqual({ ...absent, ...expected })
  })

  test('with the release of what was before', () => {
    expect(arrivalOf(history('b- c'), promotion).before).toMatchObject({ release: 'v-b' })
  })
})

test.each([
  ['b- c', true],
  ['c', false],
  ['b', false],
])('of %s it is settled: %p', (text, settled) => {
  expect(isSettled(arrivalOf(history(text), promotion))).toBe(settled)
})
