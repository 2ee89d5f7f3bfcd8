import { describe, expect, test } from '@jest/globals'
import { endOfDeployment } from '../../shared/core/history.ts'
import { judgeRequirement, readStates } from '../../shared/core/requirement.ts'
import type { RequiredRecord, RequiredService, Requirement, SeenService } from '../../shared/core/requirement.ts'
import type { Run } from '../../shared/core/stay.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const hour = 3_600_000

interface Past {
  /** Digest, or digests, that it brought; its revision is called alike. */
  of: string
  /** Hours ago that it began; it took six minutes. */
  ago: number
  status?: string
  /** Its revision, where that is another one. */
  revision?: string
}

function runOf({ of, ago, status = 'SUCCESSFUL', revision = of }: Past): Run {
  const createdAt = now - ago * hour
  const end = endOfDeployment(status, { wentOff: false })
  const finished = end === 'open' ? {} : { finishedAt: createdAt + hour / 10 }
  return { taskDefinition: `prod/${revision}`, end, status, createdAt, ...finished, digests: of.split('+') }
}

/** A service that wants `v2`; its past is told newest first. */
function ran(...past: Past[]): RequiredService {
  return {
    service: 'api',
    wanted: [['v2']],
    seen: { is: 'read', runs: past.map(runOf), desired: 2, running: 2 },
  }
}

function named(service: string, one: RequiredService): RequiredService {
  return { ...one, service }
}

function seen(one: RequiredService, more: Partial<Extract<SeenService, { is: 'read' }>>): RequiredService {
  return { ...one, seen: { ...one.seen, ...more } as SeenService }
}

const unread: RequiredService = { service: 'api', wanted: [['v2']], seen: { is: 'unread', why: 'denied' } }

function success(ago: number, images: 'same' | 'other' | 'unsaid' = 'same', until?: number): RequiredRecord {
  const stay = { from: now - ago * hour, until: until === undefined ? undefined : now - until * hour }
  return { is: 'success', stay, images }
}

function judge(services: readonly RequiredService[], more: Partial<Requirement> = {}, at = now) {
  const usual = { environment: 'staging', soak: hour, record: { is: 'none' }, elsewhere: [] } as const
  return judgeRequirement({ ...usual, services, ...more }, at)
}

describe('a release is proved where', () => {
  const cases: [string, RequiredService[], Partial<Requirement>, string][] = [
    [
      'it runs now, and has for long enough',
      [ran({ of: 'v2', ago: 2 }, { of: 'v1', ago: 99 })],
      {},
      '1 service of staging ran these images for 1h 54m, since 2026-11-20 10:06Z',
    ],
    [
      'it ran earlier for long enough, and something newer runs now',
      [ran({ of: 'v3', ago: 1 }, { of: 'v2', ago: 5 }, { of: 'v1', ago: 99 })],
      {},
      'for 3h 54m, from 2026-11-20 07:06Z to 2026-11-20 11:00Z',
    ],
    [
      'a newer release failed meanwhile and was rolled back by ECS',
      [ran({ of: 'v3', ago: 0.5, status: 'ROLLBACK_SUCCESSFUL' }, { of: 'v2', ago: 2 })],
      {},
      'since 2026-11-20 10:06Z',
    ],
    [
      'the same images were deployed again meanwhile',
      [ran({ of: 'v2', ago: 0.2, revision: 'v2b' }, { of: 'v2', ago: 2 })],
      {},
      'since 2026-11-20 10:06Z',
    ],
    [
      'the same images are just being deployed again',
      [ran({ of: 'v2', ago: 0.01, status: 'IN_PROGRESS' }, { of: 'v2', ago: 2 })],
      {},
      'since 2026-11-20 10:06Z',
    ],
    [
      'it came again after it was rolled back, and has run for long enough since',
      [ran({ of: 'v2', ago: 2 }, { of: 'v1', ago: 3 }, { of: 'v2', ago: 9 }, { of: 'v1', ago: 99 })],
      {},
      'since 2026-11-20 10:06Z',
    ],
    [
      'any of the digests of an index was reported, in any container',
      [{ ...ran({ of: 'v2-arm64+proxy', ago: 2 }), wanted: [['v2', 'v2-arm64'], ['proxy']] }],
      {},
      'since',
    ],
    ['no soak is asked for and it was just proved', [ran({ of: 'v2', ago: 0.1 })], { soak: 0 }, 'these images for'],
    [
      'one service was scaled to 0 after something newer came',
      [seen(ran({ of: 'v3', ago: 1 }, { of: 'v2', ago: 5 }), { desired: 0, running: 0 })],
      {},
      'from 2026-11-20 07:06Z',
    ],
    ['GitHub says so, too', [ran({ of: 'v2', ago: 2 })], { record: success(2) }, 'since'],
    ['GitHub could not be read', [ran({ of: 'v2', ago: 2 })], { record: { is: 'unread', why: 'HTTP 500' } }, 'since'],
    [
      'an image of the release is not in that environment, which is said',
      [ran({ of: 'v2', ago: 2 })],
      { elsewhere: ['worker'] },
      'worker is not in staging and was not proved there',
    ],
    [
      'only GitHub’s record can be read, with the same images',
      [unread],
      { record: success(2) },
      "of api only GitHub's record says so, as ECS could not be read",
    ],
    [
      'GitHub’s record stands in for one service, and ECS tells of the other',
      [unread, named('web', ran({ of: 'v2', ago: 3 }))],
      { record: success(2) },
      '2 services of staging ran these images for 2h, since 2026-11-20 10:00Z',
    ],
  ]
  test.each(cases)('%s', (_, services, more, says) => {
    expect(judge(services, more)).toEqual({ is: 'met', says: expect.stringContaining(says) })
  })
})

describe('a release is not proved where', () => {
  const cases: [string, RequiredService[], Partial<Requirement>, string][] = [
    [
      'it has not run for long enough, and it is said when it will have',
      [ran({ of: 'v2', ago: 0.5 })],
      {},
      'it has been in staging for 24m of 1h, since 2026-11-20 11:36Z',
    ],
    [
      'something newer came too soon',
      [ran({ of: 'v3', ago: 1 }, { of: 'v2', ago: 1.5 })],
      {},
      'it was in staging for 24m of 1h, and then something else was deployed there',
    ],
    [
      'something newer is just being deployed, and came too soon',
      [ran({ of: 'v3', ago: 0.1, status: 'IN_PROGRESS' }, { of: 'v2', ago: 0.5 })],
      {},
      'it was in staging for 18m of 1h, and then something else',
    ],
    [
      'somebody went back from it to what ran before, however long it had run',
      [ran({ of: 'v1', ago: 1 }, { of: 'v2', ago: 9 }, { of: 'v1', ago: 99 })],
      {},
      'it is not proved in staging: api went back from these images to v1',
    ],
    [
      'somebody went back from it, and it came again too late',
      [ran({ of: 'v2', ago: 0.5 }, { of: 'v1', ago: 1 }, { of: 'v2', ago: 9 }, { of: 'v1', ago: 99 })],
      {},
      'it has been in staging for 24m of 1h',
    ],
    [
      'its own deployment was rolled back by ECS',
      [ran({ of: 'v2', ago: 2, status: 'ROLLBACK_SUCCESSFUL' }, { of: 'v1', ago: 9 })],
      {},
      'api did not come to run these images: ECS has their deployment as ROLLBACK_SUCCESSFUL',
    ],
    [
      'its own deployment is under way',
      [ran({ of: 'v2', ago: 0.1, status: 'IN_PROGRESS' }, { of: 'v1', ago: 9 })],
      {},
      'api is still being brought to these images',
    ],
    [
      'a deployment that came after it was stopped, and may have left tasks',
      [ran({ of: 'v3', ago: 1, status: 'STOPPED' }, { of: 'v2', ago: 1.5 })],
      {},
      'it was in staging for 24m of 1h',
    ],
    [
      'a deployment that came after it could not be rolled back',
      [ran({ of: 'v3', ago: 1, status: 'ROLLBACK_FAILED' }, { of: 'v2', ago: 1.5 })],
      {},
      'it was in staging for 24m of 1h',
    ],
    ['it never was', [ran({ of: 'v1', ago: 9 })], {}, 'api did not run these images'],
    [
      'only some of its services ran it',
      [ran({ of: 'v2', ago: 9 }), named('web', ran({ of: 'v1', ago: 9 })), named('job', ran({ of: 'v1', ago: 9 }))],
      {},
      'it is not proved in staging: web, job did not run these images',
    ],
    [
      'only one of a service’s two images is the release’s',
      [{ ...ran({ of: 'v2+old', ago: 9 }), wanted: [['v2'], ['proxy']] }],
      {},
      'api did not run these images',
    ],
    [
      'its services ran it one after the other',
      [ran({ of: 'v3', ago: 5 }, { of: 'v2', ago: 9 }), named('web', ran({ of: 'v2', ago: 4 }, { of: 'v1', ago: 9 }))],
      {},
      'only one after the other, never all at the same time',
    ],
    [
      'no task of it runs now',
      [seen(ran({ of: 'v2', ago: 9 }), { desired: 0, running: 0 })],
      {},
      'api has a desired count of 0: no task runs, so nothing is proved',
    ],
    ['its tasks are all dead now', [seen(ran({ of: 'v2', ago: 9 }), { running: 0 })], {}, 'api runs 0 of 2 tasks now'],
    [
      'a service is not there',
      [{ ...ran(), seen: { is: 'absent', why: 'is MISSING in cluster stage' } }],
      {},
      'api is MISSING in cluster stage',
    ],
    ['none of its services is there', [], {}, 'staging has none of the services that are deployed here'],
    [
      'GitHub says that it failed, whatever ECS says',
      [ran({ of: 'v2', ago: 9 })],
      { record: { is: 'other', state: 'failure' } },
      'GitHub has its deployment to staging recorded as failure',
    ],
    [
      'GitHub says that it is under way',
      [ran({ of: 'v2', ago: 9 })],
      { record: { is: 'other', state: 'in_progress' } },
      'recorded as in_progress',
    ],
    [
      'GitHub’s record, which stands in, is too young',
      [unread],
      { record: success(0.5) },
      'it has been in staging for 30m of 1h',
    ],
    [
      'GitHub’s record, which stands in, was soon replaced',
      [unread],
      { record: success(2, 'same', 1.5) },
      'it was in staging for 30m of 1h',
    ],
    [
      'one service could not be read and another one did not run it',
      [unread, named('web', ran({ of: 'v1', ago: 9 }))],
      { record: success(9) },
      'web did not run these images',
    ],
  ]
  test.each(cases)('%s', (_, services, more, why) => {
    expect(judge(services, more)).toMatchObject({ is: 'unmet', why: expect.stringContaining(why) })
  })
})

describe('what to do is said where', () => {
  const long = ran({ of: 'v2', ago: 9 })

  test.each<[string, RequiredService[], RequiredRecord, string]>([
    [
      'it has not run for long enough',
      [ran({ of: 'v2', ago: 0.5 })],
      { is: 'none' },
      'Run the job again at 2026-11-20 12:36Z, in 36m: it will have been there long enough then.',
    ],
    [
      'something newer came too soon',
      [ran({ of: 'v3', ago: 1 }, { of: 'v2', ago: 1.5 })],
      { is: 'none' },
      'Bring the release to staging again, for 1h.',
    ],
    ['none of its services is there', [], { is: 'none' }, 'Name another environment in `requires`, or leave it out.'],
    [
      'GitHub says that it failed',
      [long],
      { is: 'other', state: 'error' },
      'Bring the release to staging, and let it be proved there.',
    ],
    [
      'GitHub says that it is under way',
      [long],
      { is: 'other', state: 'in_progress' },
      'Wait until the promotion to staging is over. If its job was cut off, run it again: what is done is not done twice.',
    ],
  ])('%s', (_, services, record, next) => {
    expect(judge(services, { record })).toMatchObject({ is: 'unmet', next })
  })
})

describe('it is not known whether a release is proved where', () => {
  test.each<[string, RequiredRecord, string]>([
    ['GitHub has no record either', { is: 'none' }, 'GitHub has no record of it there'],
    [
      'GitHub is silent, too',
      { is: 'unread', why: 'HTTP 500' },
      'its record in GitHub could not be read either (HTTP 500)',
    ],
    ['the record names no images', success(9, 'unsaid'), 'its record in GitHub names no images'],
    ['the record names other images', success(9, 'other'), 'its record in GitHub names other images'],
  ])('ECS cannot be read and %s', (_, record, says) => {
    expect(judge([unread], { record })).toEqual({
      is: 'unknown',
      why: `what api ran in staging could not be read (denied), and ${says}`,
      next: 'Let the role read the services of staging. Or record the promotions to staging with their images.',
    })
  })
})

describe('the clock', () => {
  const finished = now - 1.9 * hour

  test.each([
    ['a moment before', finished + hour - 1, 'unmet'],
    ['at', finished + hour, 'met'],
  ])('decides %s the end of the soak', (_, at, is) => {
    expect(judge([ran({ of: 'v2', ago: 2 })], {}, at).is).toBe(is)
  })

  test('says a minute that is not too early', () => {
    const service = ran({ of: 'v2', ago: 2 })
    const verdict = judge([service], { soak: hour + 30_000 }, finished)
    expect(verdict).toMatchObject({ next: expect.stringContaining('at 2026-11-20 11:07Z, in 1h 1m:') })
    expect(judge([service], { soak: hour + 30_000 }, Date.parse('2026-11-20T11:07:00Z')).is).toBe('met')
  })

  test('that is behind AWS’s makes nothing longer, and no soak impossible', () => {
    const service = ran({ of: 'v2', ago: 2 })
    expect(judge([service], {}, finished - 5_000)).toMatchObject({ why: expect.stringContaining('for 0s of 1h') })
    expect(judge([service], { soak: 0 }, finished - 5_000).is).toBe('met')
  })
})

describe('the states of a record, newest first, say', () => {
  const at = (...states: string[]) => states.map((state, index) => ({ state, at: 1_000 - index }))

  test.each([
    [['success', 'in_progress'], { is: 'success', stay: { from: 1_000, until: undefined } }],
    [['inactive', 'success', 'in_progress'], { is: 'success', stay: { from: 999, until: 1_000 } }],
    [['inactive', 'inactive', 'success'], { is: 'success', stay: { from: 998, until: 999 } }],
    [['failure', 'success'], { is: 'other', state: 'failure' }],
    [['inactive', 'failure', 'success'], { is: 'other', state: 'failure' }],
    [['in_progress'], { is: 'other', state: 'in_progress' }],
    [['inactive'], { is: 'other', state: 'inactive' }],
    [[], { is: 'other', state: 'without a state' }],
  ])('of %j', (states, says) => {
    expect(readStates(at(...states))).toEqual(says)
  })
})
