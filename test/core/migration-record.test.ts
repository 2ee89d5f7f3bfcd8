import { describe, expect, test } from '@jest/globals'
import type { Direction } from '../../shared/core/migration.ts'
import {
  begunTag,
  endedTag,
  hasRoom,
  leavingRoom,
  readRecords,
  together,
  voidedTag,
} from '../../shared/core/migration-record.ts'
import type { Ended, NamedRecord } from '../../shared/core/migration-record.ts'

const at = Date.UTC(2026, 10, 20, 9, 14)
const about = `123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api@sha256:${'a'.repeat(64)}`
const ended = (attempt: number, as: Ended['as'] = 'succeeded'): Ended => ({
  attempt,
  as,
  began: at,
  task: 'abc',
  about,
})
const named = (key: string, direction: Direction = 'up') => ({ direction, key })

describe('the record of a migration', () => {
  test('is read from a revision’s tags as it was written, each migration for itself', () => {
    const tags = [
      begunTag(named('prod-one'), { attempt: 2, at, about }),
      endedTag(named('prod-one'), ended(1)),
      begunTag(named('prod-two'), { attempt: 7, at, about }),
      endedTag(named('prod-one', 'down'), { ...ended(3), about: 'v1.2.2 (hotfix)' }),
      voidedTag(named('prod-one', 'down'), 4),
      begunTag(named('stage-one'), { attempt: 9, at, about }),
      { key: 'deploy-actions:migration', value: 'succeeded' },
    ]
    expect(readRecords(tags, 'prod')).toEqual([
      { ...named('prod-one'), record: { begun: { attempt: 2, at, about }, ended: ended(1) } },
      { ...named('prod-two'), record: { begun: { attempt: 7, at, about } } },
      { ...named('prod-one', 'down'), record: { ended: { ...ended(3), about: 'v1.2.2 _hotfix_' }, voided: 4 } },
    ])
  })

  test.each(['up', 'down'] as const)('keeps to what AWS takes as a tag, %s, however long its names are', direction => {
    const name = named('f'.repeat(32), direction)
    const long = { about: `registry.example.com/${'team/'.repeat(50)}api@sha256:${'b'.repeat(64)}` }
    const tags = [
      begunTag(name, { attempt: 999, at, ...long }),
      endedTag(name, { ...ended(999, 'succeeded'), task: 'c'.repeat(32), ...long }),
      voidedTag(name, 999),
    ]
    for (const { key, value } of tags) {
      expect(key).toMatch(/^deploy-actions:[\w:-]{1,113}$/)
      expect(value).toMatch(/^[\w +=.:/@-]{1,256}$/)
    }
    const [read] = readRecords(tags, '')
    expect(read?.record.begun?.about).toMatch(/@sha256:b{64}$/)
  })

  test.each([
    ['ended', ''],
    ['ended', 'soon'],
    ['ended', '1 later 2026-11-20T09:14:00Z abc image'],
    ['ended', '1 succeeded'],
    ['begun', '1'],
    ['voided', 'all'],
  ])('is none in a tag `%s` that says %j', (kind, value) => {
    expect(readRecords([{ key: `deploy-actions:migration-${kind}:one`, value }], '')).toEqual([])
  })

  test('of several revisions is that of the newest attempts, up and down apart', () => {
    const one = (record: NamedRecord['record'], direction: Direction = 'up') => ({ ...named('one', direction), record })
    const begun = { attempt: 4, at, about }
    const records = [
      one({ ended: ended(1), voided: 2 }),
      one({ ended: ended(3, 'failed'), begun: { ...begun, attempt: 3 }, voided: 1 }),
      one({ ended: ended(9) }, 'down'),
      one({ begun }),
    ]
    expect(together(records)).toEqual([
      one({ ended: ended(3, 'failed'), begun, voided: 2 }),
      one({ ended: ended(9) }, 'down'),
    ])
  })
})

describe('a revision', () => {
  const foreign = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `team-${index}`, value: '' }))
  const own = begunTag(named('one'), { attempt: 1, at, about })

  test.each([
    { what: 'few tags', tags: foreign(5), has: true },
    { what: '47 tags', tags: foreign(47), has: true },
    { what: '48 tags', tags: foreign(48), has: false },
    { what: '50 tags, the record among them', tags: [...foreign(49), own], has: true },
    {
      what: '47 tags and some of AWS’s own',
      tags: [...foreign(47), { key: 'aws:cloudformation:stack', value: 's' }],
      has: true,
    },
  ])('with $what has room for a record: $has', ({ tags, has }) => {
    expect(hasRoom(tags, named('one'))).toBe(has)
  })

  test('that is made leaves room, unless the tags of others take it', () => {
    const ours = Array.from({ length: 8 }, (_, index) => ({ key: `deploy-actions:${index}`, value: '' }))
    expect(leavingRoom([...foreign(40), ...ours])).toEqual([...foreign(40), ...ours.slice(0, 4)])
    expect(leavingRoom([...foreign(48), ...ours])).toEqual(foreign(48))
  })
})
