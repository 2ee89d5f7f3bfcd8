import { describe, expect, test } from '@jest/globals'
import { isGreen, outcomes, together } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'

const all = Object.keys(outcomes) as Outcome[]

test('only what is proved, or was so already, is green', () => {
  expect(all.filter(isGreen)).toEqual(['succeeded', 'unchanged'])
})

test('every outcome is explained in a sentence', () => {
  for (const words of Object.values(outcomes)) expect(words).toMatch(/^[A-Z].*\.$/)
})

describe('several services together', () => {
  test.each<[Outcome[], Outcome]>([
    [[], 'unchanged'],
    [['unchanged', 'unchanged'], 'unchanged'],
    [['unchanged', 'succeeded'], 'succeeded'],
    [['succeeded', 'rolled-back'], 'mixed'],
    [['unchanged', 'rolled-back'], 'mixed'],
    [['rolled-back', 'rolled-back'], 'rolled-back'],
    [['failed-before-change', 'succeeded'], 'mixed'],
    [['superseded', 'succeeded'], 'mixed'],
    [['rollback-failed', 'rolled-back'], 'mixed'],
    [['timed-out', 'awaiting-approval'], 'timed-out'],
    [['timed-out', 'unknown', 'rolled-back'], 'unknown'],
    [['unknown', 'cancelled'], 'cancelled'],
  ])('%j is %s', (parts, outcome) => {
    expect(together(parts)).toBe(outcome)
    expect(together(parts.toReversed())).toBe(outcome)
  })

  test.each(all)('one service, %s, speaks for itself', outcome => {
    expect(together([outcome])).toBe(outcome)
  })

  test('are never green when one of them is not', () => {
    for (const bad of all.filter(outcome => !isGreen(outcome))) {
      expect(isGreen(together(['succeeded', bad]))).toBe(false)
      expect(isGreen(together(['unchanged', bad, 'succeeded']))).toBe(false)
    }
  })
})
