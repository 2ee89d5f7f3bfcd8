import { describe, expect, test } from '@jest/globals'
import { simulate } from '../simulator/simulation.ts'
import { canary } from './canary.ts'
import { breaches } from './oracle.ts'
import type { Performance } from './perform.ts'
import { rollOutToTheEnd } from './roll-out.ts'
import type { Ended, Wanted } from './roll-out.ts'

interface Lie {
  deploy?: Partial<Performance>
  wait?: Partial<Performance>
}

/** A true job, and then whatever it is made to say. */
async function lied(tag: string, lie: (truth: Ended & { wait: Performance }) => Lie): Promise<string[]> {
  const simulation = simulate({
    repositories: { api: ['v1', 'v2', { tags: ['bad'], behaviour: { exits: { code: 1, after: '1s' } } }] },
    clusters: { prod: { api: 'api:v1' } },
  })
  const wanted: Wanted = { cluster: 'prod', images: { api: simulation.world.ecr.uri(`api:${tag}`) } }
  const { wait, ...ending } = await rollOutToTheEnd(wanted, { simulation })
  if (!wait) throw new Error('there was no wait')
  const said = lie({ ...ending, wait })
  // By then nothing is so new that the job need not have known it.
  simulation.world.timeline.advance(60_000)
  return breaches(simulation, wanted, {
    ...ending,
    deploy: { ...ending.deploy, ...said.deploy },
    wait: { ...wait, ...said.wait },
  })
}

/** The same output with other words in it. */
function reworded({ outputs }: Performance, name: string, word: RegExp | string, other: string): Partial<Performance> {
  return { outputs: { ...outputs, [name]: (outputs[name] ?? '').replaceAll(word, other) } }
}

describe('the oracle', () => {
  test.each(['v2', 'bad'])('finds nothing wrong with the truth about %s', async tag => {
    expect(await lied(tag, () => ({}))).toEqual([])
  })

  test('finds a success that is none', async () => {
    const found = await lied('bad', () => ({ wait: { outcome: 'succeeded', failure: undefined } }))
    expect(found).toContainEqual(expect.stringMatching(/^succeeded is proved, but api: container api of task/))
  })

  test.each([
    { tag: 'v2', truth: 'succeeded', lie: 'rolled-back', says: /while ecs-svc\/\d+ is there/ },
    { tag: 'bad', truth: 'rolled-back', lie: 'succeeded', says: /while ecs-svc\/\d+ is there/ },
    { tag: 'v2', truth: 'succeeded', lie: 'rollback-failed', says: /while ecs-svc\/\d+ works/ },
    { tag: 'bad', truth: 'rolled-back', lie: 'rollback-failed', says: /while ecs-svc\/\d+ works/ },
    { tag: 'v2', truth: 'succeeded', lie: 'superseded', says: /while nobody else deployed or deleted it/ },
    { tag: 'bad', truth: 'rolled-back', lie: 'superseded', says: /while nobody else deployed or deleted it/ },
  ])('finds a report that calls $lie what $truth', async ({ tag, truth, lie, says }) => {
    const found = await lied(tag, ({ wait }) => ({ wait: reworded(wait, 'report', `"${truth}"`, `"${lie}"`) }))
    expect(found).toEqual([expect.stringContaining(`the report is true, but api is called ${lie}`)])
    expect(found).toEqual([expect.stringMatching(says)])
  })

  test.each(['v2', 'bad'])('finds a report on %s of another deployment than the one begun', async tag => {
    const found = await lied(tag, ({ wait }) => ({
      wait: reworded(wait, 'report', /"deploymentId":"[^"]+"/g, '"deploymentId":"ecs-svc/1"'),
    }))
    expect(found).toEqual([expect.stringMatching(/^the report is true, but api is reported of ecs-svc\/1, not of/)])
  })

  test.each(['deploymentId', 'taskDefinition', 'previousDeploymentId', 'previousTaskDefinition'])(
    'finds a %s in `deployments` that is another’s',
    async member => {
      const found = await lied('v2', ({ deploy }) => ({
        deploy: reworded(deploy, 'deployments', new RegExp(`"${member}":"[^"]+"`, 'g'), `"${member}":"another"`),
      }))
      expect(found).toContainEqual(expect.stringMatching(/^what was begun is named, but api .*another/))
    },
  )

  test.each([
    { what: 'a secret', lie: { summary: `password ${canary}` }, says: /^no secret is shown/ },
    { what: 'a command', lie: { transcript: ['::error::red'] }, says: /^nothing foreign commands the runner/ },
    { what: 'silence', lie: { failure: undefined }, says: /^red is explained/ },
  ])('finds $what', async ({ lie, says }) => {
    expect(await lied('bad', () => ({ wait: lie }))).toContainEqual(expect.stringMatching(says))
  })
})
