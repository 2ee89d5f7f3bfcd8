import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { nextPause, rates, retryPause, takePlace } from '../../shared/core/pace.ts'
import type { Bucket, Level } from '../../shared/core/pace.ts'

const chance = fc.double({ min: 0, max: 1, noNaN: true })

describe('the pause between two looks', () => {
  test('is always between one second and ten', () => {
    const lasts = fc.option(fc.integer({ min: 1_000, max: 10_000 }), { nil: undefined })
    fc.assert(
      fc.property(lasts, fc.boolean(), chance, (last, changed, luck) => {
        const pause = nextPause({ last, changed }, luck)
        expect(pause).toBeGreaterThanOrEqual(1_000)
        expect(pause).toBeLessThanOrEqual(10_000)
      }),
      { seed: 1 },
    )
  })

  test.each([0, 0.5, 1])('grows to ten seconds while nothing moves, whatever the luck: %d', luck => {
    let last: number | undefined
    for (let look = 0; look < 12; look++) last = nextPause({ last, changed: false }, luck)
    expect(last).toBeGreaterThanOrEqual(9_000)
  })

  test('is short again once something moved', () => {
    expect(nextPause({ last: 10_000, changed: true }, 0.5)).toBe(1_000)
    expect(nextPause({ last: 10_000, changed: true }, 1)).toBeCloseTo(1_100)
  })
})

describe('the pause before a retry', () => {
  test.each([
    [0, false, 250],
    [1, false, 500],
    [6, false, 16_000],
    [7, false, 20_000],
    [0, true, 1_000],
    [4, true, 16_000],
    [5, true, 20_000],
    [10_000, true, 20_000],
  ])('of attempt %d (throttled: %s) is up to %d ms', (attempt, throttled, ceiling) => {
    expect(retryPause({ attempt, throttled }, 0)).toBe(0)
    expect(retryPause({ attempt, throttled }, 0.5)).toBe(ceiling / 2)
    expect(retryPause({ attempt, throttled }, 1)).toBe(ceiling)
  })
})

/** What AWS grants at once, by "Request throttling for the Amazon ECS API". */
const granted: Partial<Record<Bucket, { burst: number; perSecond: number }>> = {
  'service modify': { burst: 50, perSecond: 5 },
  'service read': { burst: 100, perSecond: 20 },
  'service deployment read': { burst: 50, perSecond: 20 },
  'service revision read': { burst: 50, perSecond: 20 },
  'cluster resource read': { burst: 100, perSecond: 20 },
  'cluster resource modify': { burst: 100, perSecond: 40 },
  'task definition modify': { burst: 20, perSecond: 1 },
  'task definition read': { burst: 50, perSecond: 20 },
}

describe('a place among the calls', () => {
  test.each(Object.entries(granted))(
    '%s: at most half of what AWS grants at once, and no more a second',
    (name, limit) => {
      const rate = rates[name as Bucket]
      expect(rate.burst).toBeLessThanOrEqual(limit.burst / 2)
      expect(rate.perSecond).toBeLessThanOrEqual(limit.perSecond)
    },
  )

  test('is free while the burst lasts, then each waits for its own', () => {
    expect(places({ burst: 2, perSecond: 4 }, [0, 0, 0, 0, 0])).toEqual([0, 0, 250, 500, 750])
  })

  test('is refilled by time, and never beyond the burst', () => {
    expect(places({ burst: 2, perSecond: 1 }, [0, 0, 1_000, 60_000, 60_000, 60_000])).toEqual([0, 0, 0, 0, 0, 1_000])
  })
})

function places(rate: { burst: number; perSecond: number }, times: readonly number[]): number[] {
  let known: Level | undefined
  return times.map(now => {
    const { wait, level } = takePlace(known, rate, now)
    known = level
    return wait
  })
}
