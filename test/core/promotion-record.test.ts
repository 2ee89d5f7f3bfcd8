import { describe, expect, test } from '@jest/globals'
import { displaced, keepsTurn, ownRecord, readPayload, shortDescription } from '../../shared/core/promotion-record.ts'
import type { SeenRecord } from '../../shared/core/promotion-record.ts'

const now = 1_000_000
const payload = { release: 'v1', run: 'https://ci/1', until: 10_000, images: { api: 'api@sha256:00' } }

function record(rest: Partial<SeenRecord>): SeenRecord {
  return { id: 1, sha: 'a', createdAt: 0, payload, states: [], ...rest }
}

const state = (name: string, ago = 0) => ({ state: name, at: now - ago })

describe('what was written with a deployment', () => {
  test.each([
    ['an object', payload],
    ['the text of one', JSON.stringify(payload)],
  ])('is read from %s', (_, given) => {
    expect(readPayload(given)).toEqual(payload)
  })

  test.each([
    null,
    '',
    'null',
    '[]',
    '{',
    {},
    { run: 'https://ci/1' },
    { ...payload, until: 'soon' },
    { ...payload, run: 7 },
  ])('by somebody else is not ours: %j', given => {
    expect(readPayload(given)).toBeUndefined()
  })

  test('without a release is of a commit, and images that are none are left out', () => {
    const given = { ...payload, release: 7, images: { api: 'api@sha256:00', web: null } }
    expect(readPayload(given)).toEqual({ ...payload, release: null })
  })
})

describe('the record of a run', () => {
  const records = [record({ id: 3, sha: 'b' }), record({ id: 2 }), record({ id: 1 }), record({ id: 4, payload: {} })]

  test.each([
    [{ run: 'https://ci/1', sha: 'a' }, 2],
    [{ run: 'https://ci/1', sha: undefined }, 3],
    [{ run: 'https://ci/2', sha: 'a' }, undefined],
  ])('of %j is the newest: %p', (wanted, id) => {
    expect(ownRecord(records, wanted)?.id).toBe(id)
  })
})

describe('a run that is run again keeps its turn', () => {
  const later = record({ id: 2 })

  test.each<[string, SeenRecord, SeenRecord[], boolean]>([
    ['where nobody came after it, though it failed', record({ states: [state('failure')] }), [], true],
    ['where somebody waits for it', record({ states: [state('in_progress', 9_999)] }), [later], true],
    ['but not once its time is up and others came', record({ states: [state('in_progress', 10_000)] }), [later], false],
    ['but not once it is over and others came', record({ states: [state('error', 1)] }), [later], false],
    [
      'where what came after it is nobody of ours',
      record({ states: [state('error')] }),
      [record({ id: 2, payload: {} })],
      true,
    ],
  ])('%s', (_, own, others, keeps) => {
    expect(keepsTurn(own, [own, ...others], now)).toBe(keeps)
  })
})

test.each<[string, SeenRecord, boolean]>([
  ['a success', record({ id: 2, states: [state('success')] }), true],
  ['a success that somebody else wrote', record({ id: 2, payload: {}, states: [state('success')] }), true],
  ['what a killed run left', record({ id: 2, states: [state('in_progress', 20_000)] }), true],
  ['what goes on', record({ id: 2, states: [state('in_progress', 5_000)] }), false],
  ['what somebody else has under way', record({ id: 2, payload: {}, states: [state('in_progress', 20_000)] }), false],
  ['a failure', record({ id: 2, states: [state('failure')] }), false],
  ['what is inactive already', record({ id: 2, states: [state('inactive'), state('success', 5)] }), false],
  ['the success itself', record({ id: 1, states: [state('success')] }), false],
])('a success takes the place of %s: $2', (_, other, is) => {
  expect(displaced([other], 1, now)).toEqual(is ? [other] : [])
})

describe('a description', () => {
  test('has at most 140 characters, none of them broken', () => {
    expect(shortDescription('x'.repeat(140))).toBe('x'.repeat(140))
    expect(shortDescription('x'.repeat(141))).toBe(`${'x'.repeat(139)}…`)
    expect(shortDescription(`${'x'.repeat(138)}🚀🚀`)).toBe(`${'x'.repeat(138)}…`)
  })

  test('is one line, without credentials and colours', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(16)}\n-----END PRIVATE KEY-----`
    expect(shortDescription(`\u001b[31mfailed:\n${key}\npassword=hunter2`)).toBe(
      'failed: [redacted] [redacted] [redacted] password=[redacted]',
    )
  })
})
