import { describe, expect, test } from '@jest/globals'
import { Cancelled } from '../../shared/errors.ts'
import { gitHub } from '../../shared/github/tags.ts'
import { seeded } from '../simulator/random.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { failureOf } from './aws-clients.ts'

const commit = '1f1dd24a6b2a5c3ab3a52ac4e4b6a9e0a4f0d9c1'

function setStage({ patience = 60_000, repo = 'api', token = 'token' } = {}) {
  const simulation = simulate({
    github: {
      repository: 'example/api',
      token: 'token',
      tags: {
        v1: commit,
        annotated: { commit, depth: 1 },
        deep: { commit, depth: 10 },
        bottomless: { commit, depth: 11 },
        'release/1.0+build': commit,
      },
    },
  })
  const { clock, fetch } = simulation.runner()
  const stop = new AbortController()
  const settings = { clock, fetch, random: seeded(1), stop: stop.signal, until: clock.now() + patience }
  const lookups = gitHub({
    ...settings,
    token,
    apiUrl: 'https://api.github.com',
    repository: { owner: 'example', repo },
  })
  return { simulation, clock, stop, ask: (tag: string) => lookups.commitOfTag(tag) }
}

const trouble = ({ simulation }: { simulation: Simulation }) => simulation.faults

describe('the commit of a tag', () => {
  test.each(['v1', 'annotated', 'deep', 'release/1.0+build'])('%s is found', async tag => {
    expect(await setStage().ask(tag)).toEqual({ is: 'found', commit })
  })

  test('of tags of tags without end is given up', async () => {
    expect(await setStage().ask('bottomless')).toEqual({
      is: 'missing',
      why: 'tag bottomless points to a tag, not to a commit',
    })
  })

  test.each(['v', 'v1.0', 'heads/main', '../heads/main', 'v1?x', 'v1#x'])('%j is not there', async tag => {
    expect(await setStage().ask(tag)).toEqual({
      is: 'missing',
      why: `example/api has no tag ${tag}, or this token may not see it`,
    })
  })

  test('of a repository that cannot be seen is missing', async () => {
    expect((await setStage({ repo: 'other' }).ask('v1')).is).toBe('missing')
  })

  test('that a token may not ask for is refused, and says which permission is missing', async () => {
    const answer = await setStage({ token: 'wrong' }).ask('v1')
    expect(answer).toMatchObject({
      is: 'refused',
      why: expect.stringMatching(/^GitHub did not say which commit tag v1 of example\/api points to: .+/),
      next: expect.stringContaining('contents: read'),
    })
  })
})

describe('trouble on the way to GitHub', () => {
  const faults = [
    'refused',
    'lost',
    'failed',
    'unavailable',
    'hangs',
    'applied-and-cut-off',
    'applied-and-html',
    'throttled',
  ] as const

  test.each(faults)('that heals is waited for: %s', async is => {
    const staged = setStage()
    trouble(staged).add({ is, on: 'github:*', times: 2 })
    expect(await staged.ask('annotated')).toEqual({ is: 'found', commit })
  })

  test.each(faults)('that does not heal ends at the deadline, soon after it: %s', async is => {
    const staged = setStage()
    const began = staged.clock.now()
    trouble(staged).add({ is, on: 'github:*', times: Infinity })
    expect(await staged.ask('v1')).toMatchObject({ is: 'refused', next: expect.stringMatching(/\.$/) })
    expect(staged.clock.now() - began).toBeGreaterThan(40_000)
    expect(staged.clock.now() - began).toBeLessThan(75_000)
  })

  test.each(['hangs', 'failed'] as const)('does not hold up a job that is cancelled: %s', async is => {
    const staged = setStage()
    const at = staged.clock.now() + 7_000
    trouble(staged).add({ is, on: 'github:*', times: Infinity })
    void staged.clock.sleep(7_000).then(() => staged.stop.abort())
    expect(await failureOf(staged.ask('v1'))).toBeInstanceOf(Cancelled)
    expect(staged.clock.now()).toBe(at)
  })

  test('is not begun by a job that is cancelled already', async () => {
    const staged = setStage()
    staged.stop.abort()
    expect(await failureOf(staged.ask('v1'))).toBeInstanceOf(Cancelled)
    expect(staged.simulation.requests).toEqual([])
  })
})
