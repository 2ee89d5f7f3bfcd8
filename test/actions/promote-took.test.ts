import { expect, test } from '@jest/globals'
import { tookText } from '../../actions/promote/took.ts'
import type { Phase } from '../../actions/promote/progress.ts'

const phase = (step: Phase['step'], began: number, ended: number): Phase => ({
  step,
  services: [],
  began: began * 1_000,
  ended: ended * 1_000,
})

test.each<[Parameters<typeof tookText>[0]['outcome'], string[]]>([
  // What the way forward ended with is what failed.
  ['rolled-back', ['migrated :done', 'proved :crit', 'brought back :done']],
  ['rollback-failed', ['migrated :done', 'proved :crit', 'brought back :crit']],
])('the timeline of a promotion that ended as %s marks what failed', (outcome, bars) => {
  const phases = [
    phase('migrate', 0, 20),
    phase('prove', 20, 90),
    phase('mark as failed', 90, 90),
    phase('return', 90, 130),
  ]
  const text = tookText({ phases, outcome })
  expect(text).toContain('**Took**: migrated 20s, proved 1m 10s, brought back 40s.')
  expect([...text.matchAll(/^ +(\S.* :(?:done|crit)),/gm)].map(([, bar]) => bar)).toEqual(bars)
})

test('the timeline of a promotion that ended well marks nothing', () => {
  expect(tookText({ phases: [phase('migrate', 0, 20), phase('prove', 20, 90)], outcome: 'succeeded' })).not.toContain(
    'crit',
  )
})

test('what took no time is not told', () => {
  expect(tookText({ phases: [phase('look', 0, 0)], outcome: 'unchanged' })).toBe('')
})
