import { describe, expect, test } from '@jest/globals'
import {
  actorOf,
  currentOf,
  endOf,
  historyOf,
  recordedVersion,
  rollbacksOf,
  tellingOf,
} from '../../shared/core/versions/records.ts'
import type { SeenDeployment } from '../../shared/core/versions/records.ts'
import { commit, hour, now, recorded, runPage } from './seen-environment.ts'

function history(records: readonly SeenDeployment[], rollbacks: Parameters<typeof historyOf>[1] = [], most = 20) {
  return historyOf(records, rollbacks, { now, most }).map(
    ({ is, version, ended }) => `${is} ${version.release} ${ended}`,
  )
}

describe('how a promotion ended', () => {
  test.each<[Partial<Parameters<typeof recorded>[0]>, string]>([
    [{ states: ['success', 'in_progress'] }, 'succeeded'],
    [{ states: ['inactive', 'success', 'in_progress'] }, 'succeeded'],
    [{ states: ['failure'] }, 'failed'],
    [{ states: ['failure'], description: 'rolled-back: api: 2 tasks stopped' }, 'rolled-back'],
    [{ states: ['failure'], description: 'mixed' }, 'mixed'],
    [{ states: ['failure'], description: 'constructor: x' }, 'failed'],
    [{ states: ['error'], description: 'timed-out: api is waiting' }, 'timed-out'],
    [{ states: ['error'] }, 'unknown'],
    [{ states: ['in_progress'], ago: hour / 2 }, 'under-way'],
    [{ states: [], ago: hour / 2 }, 'under-way'],
    [{ states: ['in_progress'], ago: 2 * hour }, 'cut-off'],
    [{ states: ['inactive', 'in_progress'] }, 'cut-off'],
    [{ states: ['inactive'] }, 'inactive'],
    [{ states: ['in_progress'], payload: { run: undefined } }, 'under-way'],
    [{ states: [], payload: { run: undefined } }, 'unknown'],
  ])('of %j is %s', (options, ended) => {
    expect(endOf(recorded({ id: 1, digit: '1', ...options }), now)).toBe(ended)
  })
})

describe('the history', () => {
  test('tells promotions, newest first', () => {
    const records = [
      recorded({ id: 2, digit: '2', ago: hour }),
      recorded({ id: 1, digit: '1', states: ['inactive', 'success'] }),
    ]
    expect(history(records)).toEqual(['promotion v2 succeeded', 'promotion v1 succeeded'])
    expect(history(records, [], 1)).toEqual(['promotion v2 succeeded'])
    expect(history(records, [], 0)).toEqual([])
  })

  test('calls it a rollback where an earlier release came back', () => {
    const records = ['1', '2', '1', '1'].map((digit, index, all) =>
      recorded({ id: all.length - index, digit, ago: (index + 1) * hour }),
    )
    expect(history(records)).toEqual([
      'rollback v1 succeeded',
      'promotion v2 succeeded',
      'promotion v1 succeeded',
      'promotion v1 succeeded',
    ])
  })

  test('does not call it one where what was between them failed', () => {
    const records = [
      recorded({ id: 3, digit: '1', ago: hour }),
      recorded({ id: 2, digit: '2', states: ['failure'], ago: 2 * hour }),
      recorded({ id: 1, digit: '1' }),
    ]
    expect(history(records)).toEqual(['promotion v1 succeeded', 'promotion v2 failed', 'promotion v1 succeeded'])
  })

  test('calls it one where the record says so', () => {
    expect(history([recorded({ id: 1, digit: '1', description: 'Rollback' })])).toEqual(['rollback v1 succeeded'])
  })

  const mark = (runUrl?: string) => ({
    rollback: { from: 'prod-api:3', at: now - 2 * hour, done: true, ...(runUrl !== undefined && { runUrl }) },
  })
  const returned = (service: string, runUrl?: string) => ({
    service,
    provenance: mark(runUrl),
    version: { release: 'v1' },
  })

  test('has a rollback that only the revisions tell of, once for all services', () => {
    const rollbacks = rollbacksOf([returned('api', runPage(8)), returned('web', runPage(8))])
    expect(rollbacks).toMatchObject([
      { is: 'rollback', ended: 'done', says: 'Went back: api from prod-api:3, web from prod-api:3' },
    ])
    expect(history([recorded({ id: 2, digit: '2' })], rollbacks)).toEqual([
      'rollback v1 done',
      'promotion v2 succeeded',
    ])
  })

  test('has it once where the same run recorded it', () => {
    const rollbacks = rollbacksOf([returned('api', `${runPage(2)}/attempts/2`)])
    expect(history([recorded({ id: 2, digit: '1' })], rollbacks)).toEqual(['rollback v1 succeeded'])
  })

  test('calls a promotion that failed no rollback, though it brought everything back', () => {
    const rollbacks = rollbacksOf([returned('api', runPage(2))])
    const failed = recorded({ id: 2, digit: '2', states: ['failure'], description: 'rolled-back: api crashed' })
    expect(history([failed], rollbacks)).toEqual(['promotion v2 rolled-back'])
  })

  test('says each thing once', () => {
    const [told] = historyOf(
      [recorded({ id: 1, digit: '1', states: ['failure'], description: 'mixed: api is on v2' })],
      [],
      { now, most: 1 },
    )
    expect(told).toMatchObject({ ended: 'mixed', says: 'api is on v2' })
  })
})

describe('the records that count', () => {
  const foreign = recorded({ id: 7, digit: '7', payload: { run: undefined } })

  test('are those of these actions, where there are any: what GitHub makes of a job is of the commit of its workflow', () => {
    const ours = recorded({ id: 1, digit: '1' })
    expect(tellingOf([foreign, ours])).toEqual([ours])
    expect(tellingOf([foreign])).toEqual([foreign])
  })

  test('are in the order in which they were made', () => {
    const all = [2, 9, 5].map(id => recorded({ id, digit: '1' }))
    expect(tellingOf(all).map(({ id }) => id)).toEqual([9, 5, 2])
  })

  test('of an environment is the newest that is a success still', () => {
    const all = [
      recorded({ id: 3, digit: '3', states: ['failure'] }),
      recorded({ id: 2, digit: '2', states: ['inactive', 'success'] }),
      recorded({ id: 1, digit: '1' }),
    ]
    expect(currentOf(all)?.id).toBe(1)
    expect(currentOf(all.slice(0, 2))).toBeUndefined()
  })
})

test.each([
  [{ creator: 'octocat' }, 'octocat'],
  [{ creator: 'github-actions[bot]', payload: { actor: 'octocat' } }, 'octocat'],
  [{ creator: 'github-actions[bot]', payload: { actor: 7 } }, 'github-actions[bot]'],
])('who promoted, by %j, is %s', (options, actor) => {
  expect(actorOf(recorded({ id: 1, digit: '1', ...options }))).toBe(actor)
})

test.each([
  [{ release: 'v1' }, commit('1'), 'main', { release: 'v1', commit: commit('1') }],
  [{ release: null }, commit('1'), 'main', { commit: commit('1') }],
  [{}, commit('1'), 'v1.4.0', { release: 'v1.4.0', commit: commit('1') }],
  [{ release: 'v1' }, commit('1'), 'v1.4.0', { release: 'v1', commit: commit('1') }],
  ['no JSON', 'main', 'main', {}],
])('what was deployed, by %j, %s and %s, is told', (payload, sha, ref, version) => {
  expect(recordedVersion({ payload, sha, ref })).toEqual(version)
})
