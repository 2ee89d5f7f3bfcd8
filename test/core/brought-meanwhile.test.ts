import { describe, expect, test } from '@jest/globals'
import { isOtherRuns, judgeFound } from '../../shared/core/brought-meanwhile.ts'
import type { Brought, Found, Listed, Verdict } from '../../shared/core/brought-meanwhile.ts'
import type { RollbackMark } from '../../shared/core/provenance.ts'

const minute = 60_000
const began = 1_000 * minute
const ours = 'https://github.com/acme/shop/actions/runs/7'
const theirs = 'https://github.com/acme/shop/actions/runs/8'

function rollback(at: number, runUrl: string): RollbackMark {
  return { from: 'api:3', at, done: true, runUrl }
}

describe('what was brought since a moment is another run’s', () => {
  test.each<[string, Brought, boolean]>([
    ['a tool’s own, without a word of us', { provenance: {}, registeredAt: began + minute }, false],
    ['registered by another run', { provenance: { runUrl: theirs }, registeredAt: began + minute }, true],
    ['registered by another run long before', { provenance: { runUrl: theirs }, registeredAt: 0 }, false],
    ['registered at a time that nobody says', { provenance: { runUrl: theirs }, registeredAt: undefined }, false],
    ['registered by this run', { provenance: { runUrl: `${ours}/attempts/2` }, registeredAt: began + minute }, false],
    ['gone back to by another run', { provenance: { rollback: rollback(began, theirs) }, registeredAt: 0 }, true],
    ['gone back to long before', { provenance: { rollback: rollback(0, theirs) }, registeredAt: 0 }, false],
    ['gone back to by this run', { provenance: { rollback: rollback(began, ours) }, registeredAt: 0 }, false],
    [
      'a clock that is half a minute late',
      { provenance: { rollback: rollback(began - minute / 2, theirs) }, registeredAt: 0 },
      true,
    ],
  ])('%s: %#', (_, brought, is) => {
    expect(isOtherRuns(brought, { since: began, runUrl: ours })).toBe(is)
  })
})

const listed: readonly Listed[] = [
  { taskDefinition: 'api:1', status: 'SUCCESSFUL', createdAt: began - 900 * minute, own: false },
  { taskDefinition: 'api:2', status: 'ROLLBACK_SUCCESSFUL', createdAt: began - 10 * minute, own: false },
  { taskDefinition: 'api:3', status: 'SUCCESSFUL', createdAt: began + 5 * minute, own: false },
]
const found: Found = {
  provenance: {},
  registeredAt: began + 4 * minute,
  deployedAt: began + 5 * minute,
  listed,
  recorded: undefined,
}
const also = (taskDefinition: string, own: boolean): readonly Listed[] => [
  ...listed,
  { taskDefinition, status: 'STOPPED', createdAt: began + 7 * minute, own },
]

describe('a service as a later attempt finds it', () => {
  test.each<[string, Partial<Found>, Verdict]>([
    ['deployed before the attempt', { deployedAt: began - 1 }, { is: 'stayed' }],
    ['on what the attempt registered', { provenance: { runUrl: ours } }, { is: 'stayed' }],
    ['where the attempt brought it back', { provenance: { rollback: rollback(began, ours) } }, { is: 'stayed' }],
    ['where another run brought it back', { provenance: { rollback: rollback(began + 1, theirs) } }, { is: 'stayed' }],
    ['on what another run registered', { provenance: { runUrl: theirs } }, { is: 'stayed' }],
    ['on what nobody of us knows', {}, { is: 'moved', from: 'api:1' }],
    ['on an old revision of us', { provenance: { runUrl: theirs }, registeredAt: 0 }, { is: 'moved', from: 'api:1' }],
    ['with our own deployment in between', { listed: also('api:4', true) }, { is: 'moved', from: 'api:1' }],
    ['with a revision that says it', { recorded: 'api:1', listed: undefined }, { is: 'moved', from: 'api:1' }],
    [
      'deployed once more since',
      { listed: also('api:4', false) },
      { is: 'unknown', why: 'it was deployed several times since an earlier attempt of this run began' },
    ],
    [
      'deployed when the attempt was over',
      { deployedAt: began + 61 * minute },
      { is: 'unknown', why: 'it was deployed after an earlier attempt of this run' },
    ],
    [
      'whose history nobody may read',
      { listed: undefined },
      { is: 'unknown', why: 'the history of its deployments cannot be read' },
    ],
    [
      'whose history is too short',
      { listed: listed.slice(1) },
      { is: 'unknown', why: 'the history of its deployments does not reach back so far' },
    ],
  ])('%s', (_, differs, verdict) => {
    expect(judgeFound({ ...found, ...differs }, { began, until: began + 60 * minute }, ours)).toEqual(verdict)
  })
})
