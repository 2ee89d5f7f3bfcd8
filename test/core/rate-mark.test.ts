import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { marked, markedSince } from '../../shared/core/rate-mark.ts'
import { anySettings, limit } from './rate-limits.ts'

const since = Date.parse('2026-11-20T09:14:31.250Z')

test('a mark says what a rule does, with which settings and since when, in letters that a label may have', () => {
  const [label] = marked(undefined, { action: 'count', settings: limit(), since }) as { Name: string }[]
  expect(label?.Name).toMatch(/^deploy-actions:count:[0-9a-f]{8}:20261120T091431Z$/)
})

test('what is marked is read again, to the second', () => {
  fc.assert(
    fc.property(
      anySettings,
      fc.constantFrom('count', 'block'),
      fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
      (settings, action, date) => {
        const at = date.getTime()
        const labels = marked([], { action, settings, since: at })
        expect(markedSince(labels, { action, settings })).toBe(at - (at % 1_000))
      },
    ),
  )
})

test('a new mark takes the place of the old one, and other labels stay', () => {
  const first = marked([{ Name: 'team:core' }], { action: 'count', settings: limit(), since })
  const second = marked([...first, { Name: 'last', Future: 1 }], {
    action: 'block',
    settings: limit(),
    since: since + 1_000,
  })
  expect(second).toEqual([
    { Name: 'team:core' },
    { Name: 'last', Future: 1 },
    { Name: expect.stringMatching(/^deploy-actions:block:.*32Z$/) },
  ])
})

test.each<[string, unknown]>([
  ['there is none', []],
  ['the labels are none', 'deploy-actions:count'],
  ['it is about another action', marked([], { action: 'block', settings: limit(), since })],
  ['it is about other settings', marked([], { action: 'count', settings: limit('login', { limit: 21 }), since })],
  ['it names no time', [{ Name: 'deploy-actions:count:00000000:20261320T091431Z' }]],
])('since when is unknown where %s', (_, labels) => {
  expect(markedSince(labels, { action: 'count', settings: limit() })).toBeUndefined()
})
