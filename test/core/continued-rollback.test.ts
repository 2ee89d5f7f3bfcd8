import { describe, expect, test } from '@jest/globals'
import { isContinued, isSameRun } from '../../shared/core/continued-rollback.ts'

const run = 'https://github.com/acme/shop/actions/runs/7'
const open = { from: 'api:3', at: 100, done: false, runUrl: run }
const done = { ...open, done: true }
const another = 'https://github.com/acme/shop/actions/runs/8'

describe('a rollback', () => {
  test.each([
    { what: 'that never was', mark: undefined, others: [], runUrl: run, continued: false },
    { what: 'whose run was killed', mark: open, others: [], runUrl: another, continued: true },
    { what: 'that is over', mark: done, others: [], runUrl: another, continued: false },
    { what: 'that is over, asked for again in the same job', mark: done, others: [], runUrl: run, continued: false },
    {
      what: 'that is over, whose job is run again',
      mark: done,
      others: [],
      runUrl: `${run}/attempts/2`,
      continued: true,
    },
    { what: 'whose other services are not over', mark: done, others: [done, open], runUrl: another, continued: true },
    {
      what: 'beside which another one is not over',
      mark: done,
      others: [{ ...open, at: 99 }, undefined],
      runUrl: another,
      continued: false,
    },
    {
      what: 'outside of GitHub',
      mark: { ...done, runUrl: undefined as never },
      others: [],
      runUrl: undefined,
      continued: false,
    },
  ])('$what is continued: $continued', ({ mark, others, runUrl, continued }) => {
    expect(isContinued(mark, { others, runUrl })).toBe(continued)
  })
})

test.each([
  [run, `${run}/attempts/3`, true],
  [`${run}/attempts/2`, `${run}/attempts/3`, true],
  [run, another, false],
  [run, undefined, false],
  [undefined, undefined, false],
])('%s and %s are of one run: %s', (one, other, same) => {
  expect(isSameRun(one, other)).toBe(same)
})
