import { describe, expect, test } from '@jest/globals'
import { begunTag, endedTag, readRecord, together } from '../../shared/core/migration-record.ts'
import type { Ended } from '../../shared/core/migration-record.ts'

const at = Date.UTC(2026, 10, 20, 9, 14)
const image = `123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api@sha256:${'a'.repeat(64)}`
const ended = (attempt: number, as: Ended['as'] = 'succeeded'): Ended => ({
  attempt,
  as,
  began: at,
  task: 'abc',
  image,
})

describe('the record of a migration', () => {
  test('is read from a revision’s tags as it was written, each migration for itself', () => {
    const tags = [
      begunTag('one', { attempt: 2, at, image }),
      endedTag('one', ended(1)),
      begunTag('two', { attempt: 7, at, image }),
    ]
    expect(readRecord(tags, 'one')).toEqual({ begun: { attempt: 2, at, image }, ended: ended(1) })
    expect(readRecord(tags, 'two')).toEqual({ begun: { attempt: 7, at, image } })
    expect(readRecord(tags, 'three')).toEqual({})
  })

  test('keeps to what AWS takes as a tag', () => {
    for (const { key, value } of [
      begunTag('f'.repeat(32), { attempt: 99, at, image }),
      endedTag('f'.repeat(32), ended(99)),
    ]) {
      expect(key).toMatch(/^deploy-actions:[\w:-]{1,113}$/)
      expect(value).toMatch(/^[\w +=.:/@-]{1,256}$/)
    }
  })

  test.each(['', 'soon', '1 later 2026-11-20T09:14:00Z abc image', '1 succeeded'])(
    'is none in a tag that says %j',
    value => {
      expect(readRecord([{ key: 'deploy-actions:migration-ended:one', value }], 'one')).toEqual({})
    },
  )

  test('of several revisions is that of the newest attempt', () => {
    const [older, newer] = [ended(1, 'succeeded'), ended(3, 'failed')]
    const begun = { attempt: 4, at, image }
    expect(together([{ ended: older }, { ended: newer, begun: { ...begun, attempt: 3 } }, {}, { begun }])).toEqual({
      ended: newer,
      begun,
    })
  })
})
