import { describe, expect, test } from '@jest/globals'
import { isRecordOf, recordedRevisions } from '../../shared/core/deployment-record.ts'
import type { SoughtRelease } from '../../shared/core/rollback-target.ts'

const commit = '4'.repeat(40)
const sought: SoughtRelease = { name: 'v4', release: 'v4', commits: [commit], imageTags: [], digests: new Map() }
const record = { ref: 'main', sha: '0'.repeat(40), payload: {} as unknown }

describe('a deployment in GitHub', () => {
  test.each([
    { what: 'its ref', one: { ...record, ref: 'v4' } },
    { what: 'its commit', one: { ...record, sha: commit } },
    { what: 'its payload', one: { ...record, payload: { release: 'v4' } } },
    { what: 'its payload as text', one: { ...record, payload: '{"release":"v4"}' } },
  ])('is of a release by $what', ({ one }) => {
    expect(isRecordOf(one, sought)).toBe(true)
    expect(isRecordOf(record, sought)).toBe(false)
  })

  test('names the revision of each service', () => {
    const deployments = { api: { taskDefinition: 'prod-api:2' }, web: { changed: true }, worker: 'prod-worker:2' }
    expect([...recordedRevisions({ payload: { deployments } })]).toEqual([['api', 'prod-api:2']])
  })

  test.each([undefined, null, 7, '', '{', '[]', 'null', { deployments: [] }, { deployments: 'all' }])(
    'with the payload %j names none',
    payload => {
      expect([...recordedRevisions({ payload })]).toEqual([])
    },
  )
})
