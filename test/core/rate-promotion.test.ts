import { describe, expect, test } from '@jest/globals'
import { evidenceLines, topOf } from '../../shared/core/rate-evidence.ts'
import type { Evidence } from '../../shared/core/rate-evidence.ts'
import { judgePromotion, notPromotedText, outlookText } from '../../shared/core/rate-promotion.ts'
import type { PromotionCase } from '../../shared/core/rate-promotion.ts'
import type { SampleSummary } from '../../shared/core/rate-sample.ts'
import type { TrafficSum } from '../../shared/core/rate-traffic.ts'
import { foretoldText, jumpOf } from '../../shared/core/rate-watch.ts'
import type { LiveRule } from '../../shared/core/web-acl.ts'
import { limit } from './rate-limits.ts'

const hour = 3_600_000
const now = Date.parse('2026-11-21T12:00:30Z')
const gate = { now, soak: 24 * hour, maxShare: 0.01 }

function live(members: Partial<LiveRule> = {}): LiveRule {
  return { raw: {}, action: 'count', responseCode: 403, settings: limit(), since: now - 25 * hour, ...members }
}

function traffic(members: Partial<TrafficSum> = {}): TrafficSum {
  return { period: { from: now - 3 * hour, until: now }, over: 412, all: 81_000, peak: 40, ...members }
}

const seen = <T>(what: T) => ({ is: 'seen' as const, what })

function judge(members: Partial<PromotionCase> = {}) {
  return judgePromotion({ live: live(), isAsWanted: true, traffic: seen(traffic()), ...members }, gate)
}

describe('a rule may block', () => {
  test('when it has counted long enough, and little enough', () => {
    expect(judge()).toEqual({ is: 'ready' })
    expect(judge({ live: live({ since: now - gate.soak }), traffic: seen(traffic({ over: 810 })) })).toEqual({
      is: 'ready',
    })
  })

  test.each<[string, Partial<PromotionCase>, string]>([
    ['it is not there', { live: undefined }, 'it is not there'],
    ['it watches something else', { isAsWanted: false }, 'its settings are not those that are wanted'],
    [
      'somebody gave it another action',
      { live: live({ action: 'other', since: undefined }) },
      'neither counts nor blocks',
    ],
    [
      'since when it counts is unknown',
      { live: live({ since: undefined }) },
      'since when it counts with these settings is not known',
    ],
    [
      'what it counted is unknown',
      { traffic: { is: 'unseen', why: 'denied' } },
      'what it would have blocked is not known: denied',
    ],
    [
      'there was no traffic at all',
      { traffic: seen(traffic({ over: 0, all: 0 })) },
      'no request at all was seen in the last 24h',
    ],
    [
      'it counted too much',
      { traffic: seen(traffic({ over: 811 })) },
      'it would have blocked 811 of 81,000 requests (1 %), and max-would-block allows 1 %',
    ],
  ])('but not when %s', (_, members, why) => {
    const promotion = judge(members)
    expect(promotion).toMatchObject({
      is: 'refused',
      why: expect.stringContaining(why),
      next: expect.any(String),
    })
  })

  test('but not before its soak has ended, and then it is said when that is, in whole minutes', () => {
    const promotion = judge({ live: live({ since: now - gate.soak + 1 }), traffic: { is: 'unseen', why: 'x' } })
    expect(promotion).toEqual({ is: 'early', at: now + 1 })
    expect(outlookText(promotion)).toBe(
      'may not be promoted yet: that is possible from 2026-11-21 12:01Z, the end of its soak',
    )
  })

  test.each([now - hour, undefined])('once: one that blocks already is left at that (since %p)', since => {
    expect(judge({ live: live({ action: 'block', since }) })).toEqual({ is: 'blocks', since })
  })

  test('and if not, its reason follows its name', () => {
    expect(notPromotedText({ is: 'refused', why: 'it is not there', next: '' })).toBe(', because it is not there')
  })
})

describe('a rule that blocks', () => {
  const watch = { counted: traffic({ peak: 40 }), limit: 20, maxShare: 0.01 }
  const blocked = (peak: number, share: number) => ({
    ...watch,
    blocked: traffic({ peak, over: peak, all: peak / share }),
  })

  test.each([
    ['no more than it counted', 40, 0.5],
    ['twice of it, as blocked clients try again', 80, 0.5],
    ['more than that, but little of all requests', 500, 0.01],
    ['nothing', 0, 0.5],
  ])('may block %s', (_, peak, share) => {
    expect(jumpOf(blocked(peak, share))).toBeUndefined()
  })

  test('does harm when it blocks more than was foretold, and too much of all', () => {
    expect(jumpOf(blocked(81, 0.011))).toBe(
      'blocked 81 requests in 5m and 1.1 % of all, where in Count at most 40 of any 5m were over the limit',
    )
  })

  test('may block what one client sends beyond the limit, though in Count there was none', () => {
    const quiet = { ...watch, counted: traffic({ peak: 0 }) }
    expect(jumpOf({ ...quiet, blocked: traffic({ peak: 20, over: 20, all: 30 }) })).toBeUndefined()
    expect(jumpOf({ ...quiet, blocked: traffic({ peak: 21, over: 21, all: 30 }) })).toBeDefined()
  })

  test('does not jump where no request was seen at all', () => {
    expect(jumpOf({ ...watch, blocked: traffic({ peak: 99, over: 0, all: 0 }) })).toBeUndefined()
  })

  test('is told what would be too much', () => {
    expect(foretoldText(watch)).toBe(
      'in Count at most 40 requests of any 5m were over the limit; it goes back to Count if it blocks more than 80 in 5m, and more than 1 % of all',
    )
  })
})

describe('the evidence', () => {
  const summary: SampleSummary = {
    requests: 412,
    isWhole: true,
    addresses: 3,
    origins: [
      ['203.0.113.x', 400],
      ['2001:db8:1::/48', 12],
    ],
    paths: [
      ['POST /v1/auth/login', 380],
      ['POST /v1/auth/signup', 32],
    ],
  }
  const evidence: Evidence = { action: 'count', traffic: seen(traffic()), sample: seen(summary), overNow: seen(1) }

  test('is told in sentences', () => {
    expect(evidenceLines(evidence)).toEqual([
      'in the last 3h 412 requests of 3 addresses would have been blocked, of 81,000 (0.51 %)',
      'top paths of 412 sampled requests: POST /v1/auth/login 380, POST /v1/auth/signup 32',
      'they came from 203.0.113.x 400, 2001:db8:1::/48 12',
      'over the limit now: 1 address',
    ])
  })

  test.each<[string, Partial<Evidence>, string]>([
    [
      'of a rule that blocks',
      { action: 'block' },
      'in the last 3h 412 requests of 3 addresses were blocked, of 81,000 (0.51 %)',
    ],
    [
      'of one request',
      { traffic: seen(traffic({ over: 1 })), sample: seen({ ...summary, requests: 1, addresses: 1 }) },
      'in the last 3h 1 request of 1 address would have been blocked, of 81,000 (less than 0.01 %)',
    ],
    [
      'of a sample that may lack some',
      { sample: seen({ ...summary, isWhole: false }) },
      'in the last 3h 412 requests of at least 3 addresses would have been blocked, of 81,000 (0.51 %)',
    ],
    [
      'without any sample',
      { sample: { is: 'unseen', why: 'denied' } },
      'in the last 3h 412 requests would have been blocked, of 81,000 (0.51 %)',
    ],
    [
      'of nothing over the limit',
      { traffic: seen(traffic({ over: 0 })) },
      'in the last 3h no request would have been blocked, of 81,000 (0 %)',
    ],
    ['of no traffic', { traffic: seen(traffic({ over: 0, all: 0 })) }, 'in the last 3h no request at all was seen'],
    [
      'that could not be had',
      { traffic: { is: 'unseen', why: 'denied' } },
      'what it would have blocked is not known: denied',
    ],
  ])('%s', (_, members, line) => {
    expect(evidenceLines({ ...evidence, ...members })[0]).toBe(line)
  })

  test('without a sample of what was over the limit says so', () => {
    const none = { ...summary, requests: 0, addresses: 0 }
    expect(evidenceLines({ ...evidence, sample: seen(none) })[1]).toBe(
      'none of them is among the requests that WAF sampled',
    )
    const quiet = { ...evidence, traffic: seen(traffic({ over: 0 })), sample: seen(none), overNow: seen(0) }
    expect(evidenceLines(quiet).slice(1)).toEqual(['over the limit now: nobody'])
  })

  test('that could not be had in any part says so of each', () => {
    const unseen = { is: 'unseen', why: 'denied' } as const
    expect(evidenceLines({ action: 'block', traffic: unseen, sample: unseen, overNow: unseen })).toEqual([
      'what it blocked is not known: denied',
      'no sampled requests: denied',
      'who is over the limit now is not known: denied',
    ])
  })

  test('names the first of many, and counts the rest', () => {
    const many = Array.from({ length: 8 }, (_, index) => [`/${index}`, 10 - index] as const)
    expect(topOf(many, 2)).toBe('/0 10, /1 9 and 6 others')
    expect(topOf(many.slice(0, 3), 2)).toBe('/0 10, /1 9 and 1 other')
  })
})
