import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { firstLook, judgeRollout } from '../../shared/core/rollout.ts'
import type { Followed, Memory, Rollout, Seen } from '../../shared/core/rollout.ts'
import type { Deployment, Service, ServiceDeployment } from '../../shared/core/service.ts'
import { deployment, record, revision, service } from './seen-service.ts'

/** We deployed 20 over 10; 30 is somebody else's. */
const followed: Followed = {
  deploymentId: 'ecs-svc/20',
  taskDefinition: revision(20),
  previousDeploymentId: 'ecs-svc/10',
}
const began = 20_000

const old = deployment('10', { rollout: 'COMPLETED', running: 2 })
const own = deployment('20')
const foreign = deployment('30')
const active = { status: 'ACTIVE' } as const

/** Services as ECS shows them. */
const shows = {
  beginning: service({ deployments: [own, { ...old, ...active }] }),
  done: service({ deployments: [{ ...own, rollout: 'COMPLETED', running: 2, updatedAt: 25_000 }] }),
  failed: service({ deployments: [{ ...own, rollout: 'FAILED', rolloutReason: 'tasks failed to start' }] }),
  failedBesideOld: service({
    deployments: [
      { ...own, rollout: 'FAILED', failed: 3 },
      { ...old, ...active },
    ],
  }),
  goingBack: service({
    deployments: [
      { ...old, rollout: 'IN_PROGRESS', updatedAt: 25_000 },
      { ...own, ...active, rollout: 'FAILED', rolloutReason: 'ECS deployment circuit breaker: tasks failed to start.' },
    ],
  }),
  back: service({ deployments: [{ ...old, updatedAt: 26_000 }] }),
  backToOlder: service({ deployments: [{ ...deployment('5', { rollout: 'COMPLETED' }), updatedAt: 26_000 }] }),
  taken: service({ deployments: [foreign, { ...own, ...active }] }),
  takenAfterFailure: service({ deployments: [foreign, { ...own, ...active, rollout: 'FAILED' }] }),
  before: service({ deployments: [old] }),
  opaque: service({ deployments: [deploymentWithoutState(), { ...old, ...active }] }),
  draining: service({ status: 'DRAINING', deployments: [{ ...own, updatedAt: 27_000 }] }),
  deleted: service({ status: 'INACTIVE' }),
}

function deploymentWithoutState(): Deployment {
  const opaque = deployment('20')
  delete opaque.rollout
  return opaque
}

/** Judges looks one after the other, a second apart. */
function judge(looks: readonly Omit<Seen, 'now'>[], { by = followed, from = began } = {}): Rollout[] {
  let memory: Memory = firstLook(from)
  return looks.map((look, index) => {
    const judged = judgeRollout(by, { ...look, now: from + index * 1_000 }, memory)
    memory = judged.memory
    return judged.rollout
  })
}

function repeat(look: Omit<Seen, 'now'>, times: number): Omit<Seen, 'now'>[] {
  return Array.from({ length: times }, () => look)
}

describe('by its service deployment', () => {
  test.each<[string, Service, ServiceDeployment, Rollout]>([
    ['pending', shows.beginning, record('PENDING'), moving('0 of 2 new tasks running · 2 old')],
    ['in progress', shows.beginning, record('IN_PROGRESS'), moving('0 of 2 new tasks running · 2 old')],
    ['of a status from the future', shows.beginning, record('DREAMING'), moving('0 of 2 new tasks running · 2 old')],
    ['being stopped', shows.beginning, record('STOP_REQUESTED'), moving('ECS is stopping it')],
    ['successful', shows.done, record('SUCCESSFUL'), { is: 'completed' }],
    [
      'successful while the service still shows the old primary',
      service({ deployments: [{ ...old, updatedAt: 25_000 }] }),
      record('SUCCESSFUL'),
      moving('ECS calls it successful; waiting for the service to show it'),
    ],
    [
      'stopped while the service still shows it going on',
      shows.beginning,
      record('STOPPED'),
      moving('ECS stopped it; waiting for the service to show it'),
    ],
    [
      'asked to roll back',
      shows.beginning,
      record('ROLLBACK_REQUESTED', { statusReason: 'Somebody asked' }),
      { is: 'rolling-back', why: 'Somebody asked.' },
    ],
    [
      'rolling back',
      shows.goingBack,
      record('ROLLBACK_IN_PROGRESS', { rollbackReason: 'Breaker tripped.', statusReason: 'less good' }),
      { is: 'rolling-back', why: 'Breaker tripped.' },
    ],
    [
      'rolled back',
      shows.back,
      record('ROLLBACK_SUCCESSFUL', { statusReason: 'Alarm', triggeredAlarms: ['5xx', 'slow'] }),
      { is: 'returned', why: 'Alarm. Alarms: 5xx, slow.' },
    ],
    [
      'rolled back to an older deployment than the one before',
      shows.backToOlder,
      record('ROLLBACK_SUCCESSFUL'),
      { is: 'returned', why: 'ECS gave no reason.' },
    ],
    [
      'rolled back while the service still shows it as primary',
      shows.failedBesideOld,
      record('ROLLBACK_SUCCESSFUL'),
      { is: 'rolling-back', why: 'ECS gave no reason.' },
    ],
    [
      'not able to roll back',
      shows.goingBack,
      record('ROLLBACK_FAILED', { rollbackReason: 'Breaker' }),
      { is: 'failed', why: 'Breaker. The rollback failed too.' },
    ],
    [
      'stopped after it failed, and nothing rolls it back',
      shows.failed,
      record('STOPPED'),
      { is: 'failed', why: 'tasks failed to start. ECS did not roll it back.' },
    ],
  ])('a deployment that is %s', (_, seen, by, rollout) => {
    expect(judge([{ service: seen, record: by }])).toEqual([rollout])
  })

  test.each<[string, Service, ServiceDeployment, Rollout]>([
    [
      'was stopped because somebody deployed',
      shows.taken,
      record('STOPPED'),
      { is: 'superseded', why: 'deployment ecs-svc/30 of api:30 took its place.' },
    ],
    [
      'succeeded and was replaced since',
      shows.taken,
      record('SUCCESSFUL'),
      { is: 'superseded', why: 'deployment ecs-svc/30 of api:30 took its place.' },
    ],
    [
      'was rolled back and replaced since',
      shows.taken,
      record('ROLLBACK_SUCCESSFUL', { statusReason: 'Alarm' }),
      { is: 'superseded', why: 'Alarm. It was rolled back, then deployment ecs-svc/30 of api:30 took its place.' },
    ],
    [
      'was stopped, and what ran before is back',
      shows.back,
      record('STOPPED', { statusReason: 'Stopped' }),
      { is: 'returned', why: 'Stopped.' },
    ],
    [
      'was stopped, and says no more',
      shows.opaque,
      record('STOPPED'),
      { is: 'failed', why: 'ECS gave no reason. ECS did not roll it back.' },
    ],
    [
      'waits at a hook',
      shows.beginning,
      record('IN_PROGRESS', { stage: 'POST_SCALE_UP', pausedAt: [{ hook: 'h-1', expiresAt: 0 }] }),
      {
        is: 'paused',
        why: 'It is paused at POST_SCALE_UP by hook h-1 and waits until 1970-01-01T00:00:00.000Z for somebody to continue it.',
      },
    ],
    [
      'waits at a hook without an end',
      shows.beginning,
      record('IN_PROGRESS', { pausedAt: [{ hook: 'h-1' }] }),
      { is: 'paused', why: 'It is paused at a stage by hook h-1 and waits for somebody to continue it.' },
    ],
  ])('that a deployment %s is believed when it is seen three times', (_, seen, by, rollout) => {
    const again = moving('looking again')
    expect(judge(repeat({ service: seen, record: by }, 4))).toEqual([again, again, rollout, rollout])
  })
})

describe('without its service deployment', () => {
  test.each<[string, Service, Rollout]>([
    ['in progress', shows.beginning, moving('0 of 2 new tasks running · 2 old')],
    ['completed', shows.done, { is: 'completed' }],
    [
      'of which ECS gives no state',
      shows.opaque,
      { is: 'moving', on: '0 of 2 new tasks running · 2 old · ECS gives no rollout state', opaque: true },
    ],
    [
      'failed while the one before comes back',
      shows.goingBack,
      { is: 'rolling-back', why: 'ECS deployment circuit breaker: tasks failed to start.' },
    ],
    [
      'failed after the one before came back',
      service({
        deployments: [
          { ...old, updatedAt: 26_000 },
          { ...own, ...active, rollout: 'FAILED' },
        ],
      }),
      { is: 'returned', why: 'ECS calls the deployment failed.' },
    ],
    ['not to be seen yet', shows.before, moving('waiting for ECS to show the new deployment')],
  ])('a deployment that is %s', (_, seen, rollout) => {
    expect(judge([{ service: seen }])).toEqual([rollout])
  })

  test.each<[string, Service, Rollout]>([
    [
      'failed with no breaker that rolls back',
      { ...shows.failed, circuitBreaker: { enabled: true, rollback: false } },
      { is: 'failed', why: 'tasks failed to start. ECS did not roll it back.' },
    ],
    [
      'failed and was replaced since',
      shows.takenAfterFailure,
      {
        is: 'superseded',
        why: 'ECS calls the deployment failed. Then deployment ecs-svc/30 of api:30 took its place.',
      },
    ],
  ])('that a deployment %s is believed when it is seen three times', (_, seen, rollout) => {
    expect(judge(repeat({ service: seen }, 3)).at(-1)).toEqual(rollout)
    expect(judge(repeat({ service: seen }, 2)).at(-1)).toEqual(moving('looking again'))
  })

  test('that it failed is no end while its circuit breaker may still roll it back, for a minute', () => {
    const looks = judge(repeat({ service: shows.failed }, 70))
    expect(looks.slice(0, 30)).toEqual(
      Array<Rollout>(30).fill(moving('tasks failed to start. Waiting for ECS to roll it back')),
    )
    expect(looks.at(-1)).toEqual({ is: 'failed', why: 'tasks failed to start. ECS did not roll it back.' })
  })

  test.each<[string, Service, Rollout['is']]>([
    ['the one before is back under its old id', shows.back, 'returned'],
    ['an older one than the one before is back', shows.backToOlder, 'returned'],
    [
      'the one before is on its way back',
      service({ deployments: [{ ...old, rollout: 'IN_PROGRESS', updatedAt: 25_000 }] }),
      'rolling-back',
    ],
    ['a new one has a new id', shows.taken, 'superseded'],
    ['no deployment is primary', service({ deployments: [{ ...own, ...active, updatedAt: 25_000 }] }), 'superseded'],
    ['the service drains', shows.draining, 'superseded'],
    ['the service is deleted and shows no dates any more', shows.deleted, 'superseded'],
  ])('once it was seen: %s', (_, seen, is) => {
    const rollouts = judge([{ service: shows.beginning }, ...repeat({ service: seen }, 3)])
    expect(rollouts.map(rollout => rollout.is)).toEqual(['moving', 'moving', 'moving', is])
  })

  test('a rollback is told from a newer deployment without knowing what ran before', () => {
    const by = { deploymentId: 'ecs-svc/20', taskDefinition: revision(20) }
    const [first, back] = [{ service: shows.beginning }, repeat({ service: shows.back }, 3)]
    expect(judge([first, ...back], { by }).at(-1)).toEqual({
      is: 'returned',
      why: 'ECS returned to the deployment before it.',
    })
  })

  test('a deployment that stays invisible for a minute is given up', () => {
    const unseen = service({ deployments: [foreign] })
    const late = (now: number, memory: Memory) => judgeRollout(followed, { service: unseen, now }, memory)
    expect(late(began + 59_999, firstLook(began)).rollout.is).toBe('moving')
    const doubting: Memory = { ...firstLook(began), contradictions: 2, doubt: 'unseen' }
    expect(late(began + 60_000, doubting).rollout).toEqual({
      is: 'unseen',
      why: 'ECS shows no such deployment; it runs api:30.',
    })
  })
})

describe('a stale look', () => {
  test.each<[string, Omit<Seen, 'now'>]>([
    ['from before the deployment', { service: shows.before }],
    ['from before the deployment, beside a fresh record', { service: shows.before, record: record('IN_PROGRESS') }],
    ['at the beginning', { service: shows.beginning }],
    ['at the beginning, beside a fresh record', { service: shows.beginning, record: record('STOPPED') }],
  ])('%s decides nothing after a newer one, however often it comes', (_, stale) => {
    const newer = { service: service({ deployments: [{ ...own, running: 1, updatedAt: 24_000 }] }) }
    expect(judge([newer, ...repeat(stale, 10)]).slice(1)).toEqual(
      repeat(stale, 10).map(() => moving('waiting for ECS to show its newest state')),
    )
  })

  test('from before the deployment is known as such by the record, even if it is the first', () => {
    const looks = repeat({ service: shows.before, record: record('STOPPED') }, 5)
    expect(judge(looks).every(rollout => rollout.is === 'moving')).toBe(true)
  })

  test('does not count as one of those that agree', () => {
    const taken = { service: shows.taken }
    expect(judge([taken, taken, { service: shows.beginning }]).map(({ is }) => is)).toEqual(Array(3).fill('moving'))
  })

  test('of one kind does not strengthen a doubt of another', () => {
    const deleted = { service: shows.deleted }
    const taken = { service: shows.taken, record: record('ROLLBACK_SUCCESSFUL') }
    const back = { service: shows.back, record: record('STOPPED') }
    expect(judge([deleted, deleted, back, taken, back]).map(({ is }) => is)).toEqual(Array(5).fill('moving'))
  })

  test('ends a doubt when it is followed by the state we believe in', () => {
    const taken = { service: service({ deployments: [deployment('30', { updatedAt: 30_000 })] }) }
    const ours = { service: service({ deployments: [{ ...own, updatedAt: 31_000 }] }) }
    const seen = { service: shows.beginning }
    expect(judge([seen, taken, taken, ours, taken, taken]).map(({ is }) => is)).toEqual(Array(6).fill('moving'))
  })
})

describe('what a person reads while it moves', () => {
  test.each<[string, Partial<Service>, ServiceDeployment | undefined, string]>([
    ['nothing to tell', { deployments: [{ ...own, running: 0 }], desired: 0 }, undefined, '0 of 0 new tasks running'],
    [
      'everything there is to tell',
      {
        deployments: [
          { ...own, running: 1, pending: 1, failed: 2 },
          { ...old, ...active },
        ],
      },
      record('IN_PROGRESS', {
        stage: 'SCALE_UP',
        breaker: { status: 'MONITORING', failures: 2, threshold: 3 },
      }),
      '1 of 2 new tasks running · 1 starting · 2 old · 2 failed · circuit breaker 2/3 · stage SCALE_UP',
    ],
    [
      'a record before its deployment',
      { deployments: [{ ...old, updatedAt: 25_000, running: 0 }] },
      record('PENDING'),
      'waiting for ECS to begin',
    ],
  ])('%s', (_, seen, by, on) => {
    expect(judge([{ service: service(seen), record: by }])).toEqual([moving(on)])
  })
})

function moving(on: string): Rollout {
  return { is: 'moving', on }
}

/** What is true of a deployment from some time on. */
interface Moment {
  at: number
  service: Service
  record: ServiceDeployment
  /** What may be said of it from here on. */
  truth?: Rollout['is']
}

type Turn = Omit<Moment, 'at'>

/** One way a rollout may go: its steps after the beginning. */
const ways: Readonly<Record<string, readonly ((at: number) => Turn)[]>> = {
  succeeds: [
    at => ({ service: on([{ ...own, running: 2, updatedAt: at }, older(at)]), record: record('IN_PROGRESS') }),
    at => ({
      service: on([{ ...own, running: 2, rollout: 'COMPLETED', updatedAt: at }]),
      record: record('SUCCESSFUL'),
      truth: 'completed',
    }),
  ],
  'is rolled back': [
    at => ({ service: on([{ ...own, failed: 2, updatedAt: at }, older(at)]), record: record('IN_PROGRESS') }),
    at => ({ service: on([returning(at), fallen(at)]), record: record('ROLLBACK_IN_PROGRESS') }),
    at => ({
      service: on([{ ...old, updatedAt: at }]),
      record: record('ROLLBACK_SUCCESSFUL'),
      truth: 'returned',
    }),
  ],
  'cannot be rolled back': [
    at => ({ service: on([returning(at), fallen(at)]), record: record('ROLLBACK_IN_PROGRESS') }),
    at => ({ service: on([returning(at), fallen(at)]), record: record('ROLLBACK_FAILED'), truth: 'failed' }),
  ],
  fails: [
    at => ({
      service: on([{ ...fallen(at), status: 'PRIMARY' }, older(at)]),
      record: record('STOPPED'),
      truth: 'failed',
    }),
  ],
  'is replaced': [
    at => ({
      service: on([
        { ...foreign, createdAt: at, updatedAt: at },
        { ...own, ...active, updatedAt: at },
      ]),
      record: record('STOPPED'),
      truth: 'superseded',
    }),
    at => ({ service: on([{ ...foreign, createdAt: at, updatedAt: at }]), record: record('STOPPED') }),
  ],
  'is deleted': [() => ({ service: shows.deleted, record: record('STOPPED'), truth: 'superseded' })],
}

function on(deployments: Service['deployments']): Service {
  return service({ deployments })
}
const older = (at: number) => ({ ...old, ...active, updatedAt: at })
const returning = (at: number) => ({ ...old, rollout: 'IN_PROGRESS', updatedAt: at })
const fallen = (at: number) => ({ ...own, ...active, rollout: 'FAILED', updatedAt: at })

/** True histories: a way to go, perhaps somebody's deployment after it, and how long each step takes. */
const histories = fc
  .record({
    way: fc.constantFrom(...Object.keys(ways)),
    then: fc.constantFrom(undefined, 'is replaced', 'is deleted'),
    pauses: fc.array(fc.integer({ min: 500, max: 45_000 }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ way, then, pauses }) => {
    const after = way === 'is deleted' || then === undefined ? [] : (ways[then] ?? [])
    const moments: Moment[] = [
      { at: 0, service: shows.before, record: record('PENDING') },
      { at: began, service: shows.beginning, record: record('IN_PROGRESS') },
    ]
    ;[...(ways[way] ?? []), ...after].forEach((turn, index) => {
      const at = (moments.at(-1)?.at ?? 0) + (pauses[index] ?? 0)
      const { record: by, ...rest } = turn(at)
      // The record of ours keeps its own end whatever comes after it.
      const ended = moments.find(({ truth }) => truth !== undefined)
      moments.push({ at, ...rest, record: ended ? ended.record : by })
    })
    return moments
  })

/** Looks: how much later than the one before, and how old what the replicas know is; sometimes no record at all. */
const looks = (most: number) =>
  fc.array(
    fc.record({
      pause: fc.integer({ min: 1_000, max: 10_000 }),
      lag: fc.integer({ min: 0, max: most }),
      recordLag: fc.option(fc.integer({ min: 0, max: most })),
    }),
    { minLength: 1, maxLength: 60 },
  )

function at(history: readonly Moment[], time: number): Moment {
  const moment = history.findLast(one => one.at <= time) ?? history[0]
  if (!moment) throw new Error('a history begins somewhere')
  return moment
}

describe('any true history, seen through replicas that lag', () => {
  const terminal: readonly Rollout['is'][] = ['completed', 'returned', 'failed', 'superseded', 'paused']

  test('is never judged to have ended in a way in which it did not', () => {
    fc.assert(
      fc.property(histories, looks(30_000), (history, path) => {
        let now = began
        let memory = firstLook(now)
        for (const { pause, lag, recordLag } of path) {
          now += pause
          const { service: seen } = at(history, now - lag)
          const by = recordLag === null ? undefined : at(history, now - recordLag)
          const known = by && by.at >= began ? by.record : undefined
          const judged = judgeRollout(followed, { service: seen, record: known, now }, memory)
          memory = judged.memory
          const { is } = judged.rollout
          if (!terminal.includes(is)) continue
          const truths = history.filter(moment => moment.at <= now).map(({ truth }) => truth)
          expect(truths).toContain(is)
        }
      }),
      { seed: 1, numRuns: 3_000 },
    )
  })

  test('is judged to have ended once the replicas agree', () => {
    fc.assert(
      fc.property(histories, looks(30_000), fc.boolean(), (history, path, readable) => {
        let now = began
        let memory = firstLook(now)
        for (const { pause, lag } of path) {
          now += pause
          memory = judgeRollout(followed, { service: at(history, now - lag).service, now }, memory).memory
        }
        now = Math.max(now, (history.at(-1)?.at ?? 0) + 60_000)
        const last = at(history, now)
        const ends = Array.from({ length: 3 }, () => {
          now += 1_000
          const known = readable ? last.record : undefined
          const judged = judgeRollout(followed, { service: last.service, record: known, now }, memory)
          memory = judged.memory
          return judged.rollout.is
        })
        const canEnd = readable || !history.some(({ record: by }) => by.status === 'ROLLBACK_FAILED')
        // What no look has ever shown cannot be told from what never was.
        if (canEnd) expect([...terminal, 'unseen']).toContain(ends.at(-1))
      }),
      { seed: 1, numRuns: 1_000 },
    )
  })
})
