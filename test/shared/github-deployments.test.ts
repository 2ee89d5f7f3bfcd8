import { describe, expect, test } from '@jest/globals'
import { Cancelled } from '../../shared/errors.ts'
import { gitHub } from '../../shared/github/tags.ts'
import { seeded } from '../simulator/random.ts'
import type { GitHubScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import { failureOf } from './aws-clients.ts'

const commit = '1f1dd24a6b2a5c3ab3a52ac4e4b6a9e0a4f0d9c1'
const payload = { release: 'v1', deployments: { api: { taskDefinition: 'prod-api:1' } } }

function setStage(more: Partial<GitHubScenario> = {}) {
  const simulation = simulate({
    github: {
      repository: 'example/api',
      tags: { v1: commit },
      deployments: [
        { ref: 'v1', environment: 'production', payload, states: ['in_progress', 'success', 'inactive'], ago: '2h' },
        { ref: 'v1', environment: 'staging', ago: '90m' },
        { ref: commit, environment: 'production', states: ['failure'], ago: '1h' },
      ],
      ...more,
    },
  })
  const { clock, fetch } = simulation.runner()
  const stop = new AbortController()
  const settings = { clock, fetch, random: seeded(1), stop: stop.signal, until: clock.now() + 20_000 }
  const repository = { owner: 'example', repo: 'api' }
  const github = gitHub({ ...settings, token: 'token', apiUrl: 'https://api.github.com', repository })
  return { simulation, github, stop }
}

describe('the deployments to an environment', () => {
  test('are told newest first, with what was written with them', async () => {
    const { github, simulation } = setStage()
    const now = simulation.world.now()
    const found = await github.deploymentsTo('production')
    expect(found).toMatchObject({
      is: 'found',
      deployments: [
        { ref: commit, sha: commit, createdAt: now - 3_600_000 },
        { ref: 'v1', sha: commit, payload, createdAt: now - 7_200_000 },
      ],
    })
  })

  test('are none where there is no such environment', async () => {
    expect(await setStage().github.deploymentsTo('moon')).toEqual({ is: 'found', deployments: [] })
  })

  test('are refused where the token may not see them, with what to do', async () => {
    const { github } = setStage({ permissions: { contents: 'read' } })
    expect(await github.deploymentsTo('production')).toMatchObject({
      is: 'refused',
      why: expect.stringMatching(/^GitHub did not list the deployments to production: .*`deployments: read`/),
    })
  })

  test('are asked for again while GitHub is away', async () => {
    const { github, simulation } = setStage()
    simulation.faults.add({ is: 'unavailable', on: 'github:*', times: 3 })
    expect(await github.deploymentsTo('production')).toMatchObject({ is: 'found' })
  })

  test('are not told to a job that is cancelled', async () => {
    const { github, stop } = setStage()
    stop.abort()
    expect(await failureOf(github.deploymentsTo('production'))).toBeInstanceOf(Cancelled)
  })
})

test('what became of a deployment is told newest first', async () => {
  const { github } = setStage()
  const found = await github.deploymentsTo('production')
  const [, first] = found.is === 'found' ? found.deployments : []
  const states = await github.statesOf(first?.id ?? 0)
  expect(states.map(({ state }) => state)).toEqual(['inactive', 'success', 'in_progress'])
})
