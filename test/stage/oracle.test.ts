import { describe, expect, test } from '@jest/globals'
import { simulate } from '../simulator/simulation.ts'
import { canary } from './canary.ts'
import { breaches } from './oracle.ts'
import type { Performance } from './perform.ts'
import { rollOutToTheEnd } from './roll-out.ts'
import type { Ended, Wanted } from './roll-out.ts'

/** A true job, and then whatever it is made to say. */
async function lied(tag: string, lie: (ending: Ended) => Partial<Performance>): Promise<string[]> {
  const simulation = simulate({
    repositories: { api: ['v1', 'v2', { tags: ['bad'], behaviour: { exits: { code: 1, after: '1s' } } }] },
    clusters: { prod: { api: 'api:v1' } },
  })
  const wanted: Wanted = { cluster: 'prod', images: { api: simulation.world.ecr.uri(`api:${tag}`) } }
  const ending = await rollOutToTheEnd(wanted, { simulation })
  if (!ending.wait) throw new Error('there was no wait')
  return breaches(simulation, wanted, { ...ending, wait: { ...ending.wait, ...lie(ending) } })
}

describe('the oracle', () => {
  test.each(['v2', 'bad'])('finds nothing wrong with the truth about %s', async tag => {
    expect(await lied(tag, () => ({}))).toEqual([])
  })

  test('finds a success that is none', async () => {
    const found = await lied('bad', () => ({ outcome: 'succeeded', failure: undefined }))
    expect(found).toContainEqual(expect.stringMatching(/^succeeded is proved, but api: container api of task/))
  })

  test('finds a report that calls a new release rolled back', async () => {
    const found = await lied('v2', ({ wait }) => ({
      outputs: { report: (wait?.outputs['report'] ?? '').replaceAll('"succeeded"', '"rolled-back"') },
    }))
    expect(found).toContainEqual(expect.stringMatching(/^the report is true, but api is called rolled-back/))
  })

  test.each([
    { what: 'a secret', lie: { summary: `password ${canary}` }, says: /^no secret is shown/ },
    { what: 'a command', lie: { transcript: ['::error::red'] }, says: /^nothing foreign commands the runner/ },
    { what: 'silence', lie: { failure: undefined }, says: /^red is explained/ },
  ])('finds $what', async ({ lie, says }) => {
    expect(await lied('bad', () => lie)).toContainEqual(expect.stringMatching(says))
  })
})
