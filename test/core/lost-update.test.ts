import { describe, expect, test } from '@jest/globals'
import { findUpdate, settleLooks, settleTime, surelyNotApplied } from '../../shared/core/lost-update.ts'
import type { SentUpdate } from '../../shared/core/lost-update.ts'
import type { Deployment } from '../../shared/core/service.ts'
import { deployment, revision, service } from './seen-service.ts'

/** 20 ran when the update to revision 30 was sent. */
const sent: SentUpdate = { before: deployment('20'), taskDefinition: revision(30), force: false }
const ours = deployment('30')

describe('an update whose reply was lost', () => {
  test.each<[string, Deployment[], Partial<SentUpdate>, string]>([
    ['was done: its deployment is primary', [ours, deployment('20', { status: 'ACTIVE' })], {}, 'applied'],
    ['was done to a service without deployments', [ours], { before: undefined }, 'applied'],
    ['was done before: the service runs the revision', [deployment('20')], { taskDefinition: revision(20) }, 'applied'],
    ['is not to be seen: the old one is primary', [deployment('20')], {}, 'not-seen'],
    ['is not to be seen: nothing is primary', [{ ...ours, status: 'ACTIVE' }], {}, 'not-seen'],
    ['is not to be seen: a replica shows an even older one', [deployment('10')], {}, 'not-seen'],
    [
      'is not to be seen: a replica shows when this revision ran before',
      [deployment('10', { taskDefinition: revision(30) })],
      {},
      'not-seen',
    ],
    [
      'is not needed: ECS went back to this revision by itself',
      [deployment('10', { taskDefinition: revision(30), updatedAt: 25_000 })],
      {},
      'applied',
    ],
    ['was overtaken by another deployment', [deployment('40')], {}, 'overtaken'],
    [
      'forced: the old deployment of the same revision proves nothing',
      [deployment('20')],
      { taskDefinition: revision(20), force: true },
      'not-seen',
    ],
    [
      'forced: a new deployment of the same revision is it',
      [deployment('30', { taskDefinition: revision(20) })],
      { taskDefinition: revision(20), force: true },
      'applied',
    ],
  ])('%s', (_, deployments, update, is) => {
    expect(findUpdate(service({ deployments }), { ...sent, ...update }).is).toBe(is)
  })

  test('is called not done only after several looks and enough time', () => {
    const sentAt = 1_000
    const now = sentAt + settleTime
    expect(surelyNotApplied({ looks: settleLooks, sentAt, now })).toBe(true)
    expect(surelyNotApplied({ looks: settleLooks - 1, sentAt, now: now + 60_000 })).toBe(false)
    expect(surelyNotApplied({ looks: 100, sentAt, now: now - 1 })).toBe(false)
  })
})
