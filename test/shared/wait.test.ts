import { describe, expect, test } from '@jest/globals'
import { elapsed } from '../../shared/core/wording.ts'
import { wait } from '../../shared/wait.ts'
import type { Look, Waited } from '../../shared/wait.ts'
import { seeded } from '../simulator/random.ts'
import { simulate } from '../simulator/simulation.ts'

interface Watched {
  waited: Waited<string>
  /** Times of the looks, and what was said when; milliseconds from the beginning. */
  looks: number[]
  said: [number, string][]
}

interface Story {
  /** What a look finds at a time. */
  sees: (ms: number) => Look<string>
  timeout: number
  random?: () => number
  stop?: AbortSignal
}

const forEver: Look<string> = { is: 'waiting', for: ['api: 1 of 2'] }

/** Waits in virtual time. */
async function watch({ sees, timeout, random = seeded(1), stop }: Story): Promise<Watched> {
  const { clock } = simulate({}).runner()
  const began = clock.now()
  const looks: number[] = []
  const said: [number, string][] = []
  const info = (line: string) => said.push([clock.now() - began, line])
  const waited = await wait(
    {
      look: now => {
        looks.push(now - began)
        return Promise.resolve(sees(now - began))
      },
      until: began + timeout,
    },
    { clock, random, stop: stop ?? new AbortController().signal, step: { info } },
  )
  return { waited, looks, said }
}

describe('a wait', () => {
  test('ends with what is seen, and says what it waits for once', async () => {
    const sees = (ms: number): Look<string> => (ms < 20_000 ? forEver : { is: 'ended', end: 'done' })
    const { waited, said } = await watch({ sees, timeout: 60_000 })
    expect(waited).toEqual({ is: 'ended', end: 'done' })
    expect(said).toEqual([[0, 'api: 1 of 2']])
  })

  test('tells each change in one line, and nothing that did not change', async () => {
    const sees = (ms: number): Look<string> =>
      ms < 10_000 ? { is: 'waiting', for: ['api: 0', 'web: 0'] } : { is: 'waiting', for: ['api: 1', 'web: 0'] }
    const { said } = await watch({ sees, timeout: 30_000 })
    expect(said.map(([, line]) => line)).toEqual(['api: 0', 'web: 0', 'api: 1'])
  })

  test('gives a sign of life each minute in which nothing changed', async () => {
    const { said } = await watch({ sees: () => forEver, timeout: 200_000 })
    expect(said.map(([, line]) => line)).toEqual([
      'api: 1 of 2',
      expect.stringMatching(/^still waiting after 1m( \ds)?$/),
      expect.stringMatching(/^still waiting after 2m( \d+s)?$/),
      expect.stringMatching(/^still waiting after 3m( \d+s)?$/),
    ])
    const times = said.map(([ms]) => ms)
    times.slice(1).forEach((ms, index) => {
      expect(ms - (times[index] ?? 0)).toBeGreaterThanOrEqual(60_000)
      expect(ms - (times[index] ?? 0)).toBeLessThanOrEqual(70_000)
    })
  })

  test('looks once more at the deadline, and not after it', async () => {
    const { waited, looks } = await watch({ sees: () => forEver, timeout: 47_000 })
    expect(waited).toEqual({ is: 'timed-out', for: ['api: 1 of 2'] })
    expect(looks.at(-1)).toBe(47_000)
  })

  test('does not look again when a look that began before the deadline came back after it', async () => {
    const { clock } = simulate({}).runner()
    const until = clock.now() + 20_000
    const slow = async (now: number): Promise<Look<string>> => {
      await clock.sleep(15_000)
      return now < until ? forEver : { is: 'ended', end: 'just' }
    }
    const waiter = { clock, random: () => 0.5, stop: new AbortController().signal, step: { info: () => undefined } }
    expect(await wait({ look: slow, until }, waiter)).toEqual({ is: 'timed-out', for: forEver.for })
  })

  test('is in time when the end is there at the deadline', async () => {
    const sees = (ms: number): Look<string> => (ms < 47_000 ? forEver : { is: 'ended', end: 'just' })
    expect((await watch({ sees, timeout: 47_000 })).waited).toEqual({ is: 'ended', end: 'just' })
  })

  test('looks once even if its time is over', async () => {
    const { waited, looks } = await watch({ sees: () => forEver, timeout: -1 })
    expect(waited.is).toBe('timed-out')
    expect(looks).toEqual([0])
  })

  test.each([0, 1])('looks every one to ten seconds, whatever the luck: %d', async luck => {
    const { looks } = await watch({ sees: () => forEver, timeout: 600_000, random: () => luck })
    const pauses = looks.slice(1, -1).map((ms, index) => ms - (looks[index] ?? 0))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000)
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(9_000)
  })

  test('looks closely again after something moved', async () => {
    const sees = (ms: number): Look<string> => ({ is: 'waiting', for: [ms < 60_000 ? 'old' : 'new'] })
    const { looks, said } = await watch({ sees, timeout: 120_000 })
    const [changed = 0] = said.at(-1) ?? []
    const next = looks.find(ms => ms > changed) ?? 0
    expect(next - changed).toBeLessThan(1_200)
  })

  test('is cancelled at once, in the middle of a pause', async () => {
    const { clock } = simulate({}).runner()
    const began = clock.now()
    const stop = new AbortController()
    void clock.sleep(33_333).then(() => stop.abort())
    const look = () => Promise.resolve(forEver)
    const waiter = { clock, random: seeded(1), stop: stop.signal, step: { info: () => undefined } }
    await expect(wait({ look, until: began + 600_000 }, waiter)).rejects.toThrow('The workflow was cancelled.')
    expect(clock.now() - began).toBe(33_333)
  })

  test('that is cancelled before it began does not look', async () => {
    const seen: number[] = []
    const sees = (ms: number) => (seen.push(ms), forEver)
    await expect(watch({ sees, timeout: 1_000, stop: AbortSignal.abort() })).rejects.toThrow('cancelled')
    expect(seen).toEqual([])
  })

  test('passes on what a look throws', async () => {
    const sees = () => {
      throw new Error('no permission')
    }
    await expect(watch({ sees, timeout: 1_000 })).rejects.toThrow('no permission')
  })
})

test.each([
  [0, '0s'],
  [499, '0s'],
  [45_000, '45s'],
  [59_600, '1m'],
  [60_000, '1m'],
  [200_000, '3m 20s'],
  [3_599_600, '1h'],
  [3_600_000, '1h'],
  [3_900_000, '1h 5m'],
])('%d ms are said as %s', (ms, words) => {
  expect(elapsed(ms)).toBe(words)
})
