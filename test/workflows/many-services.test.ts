import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { stringify } from 'yaml'
import type { Scenario } from '../simulator/scenario.ts'
import { Pipeline } from '../stage/pipeline.ts'
import { deploymentsIn, ended, flawsIn, running } from '../stage/pipeline-truth.ts'
import { callers } from './callers.ts'

/* promote.yml with as many services as anybody has said to have, each with an image of its own. */

const services = Array.from({ length: 50 }, (_, index) => `service-${String(index + 1).padStart(2, '0')}`)

const world: Scenario = {
  region: 'us-west-2',
  github: { repository: 'acme/shop' },
  repositories: Object.fromEntries(services.map(name => [`shop/${name}`, ['bootstrap']])),
  clusters: {
    staging: Object.fromEntries(
      services.map(name => [name, { image: `shop/${name}:bootstrap`, desired: 1, health: false }]),
    ),
  },
}
const manifest = stringify({
  services: Object.fromEntries(services.map(name => [name, { image: `shop/${name}` }])),
  environments: { staging: { cluster: 'staging' } },
})

/** Bytes that GitHub takes of all outputs of a job, and that Linux takes of one variable. */
const [mostOutputs, longestVariable] = [1_048_576, 131_072]

let pipeline: Pipeline

beforeAll(async () => {
  const files = { ...callers, '.github/deploy.yml': manifest }
  pipeline = await Pipeline.start({ repository: 'test/workflows/shop', world, commits: { one: {} }, files, speed: 100 })
  pipeline.alreadyBuilt(
    'one',
    services.map(name => `shop/${name}`),
  )
  pipeline.push('one')
})

afterAll(() => pipeline.close())

describe('promote.yml', () => {
  test('takes fifty services to a release in its own time, within the limits of GitHub', async () => {
    const run = pipeline.github.dispatch('promote.yml', { inputs: { environment: 'staging' } })
    const job = 'promote / commit to staging'
    expect(await ended(run)).toEqual({ [job]: 'success' })
    expect(running(pipeline, 'staging', ['one'])).toEqual(Object.fromEntries(services.map(name => [name, 'one'])))
    expect([flawsIn(pipeline, 'staging'), deploymentsIn(pipeline, 'staging')]).toEqual([[], 100])
    const { outputs, steps } = run.job(job)
    expect(Object.keys(JSON.parse(outputs['deployments'] ?? '') as object)).toHaveLength(50)
    expect(Buffer.byteLength(JSON.stringify(outputs))).toBeLessThan(mostOutputs)
    const longest = Math.max(...steps.flatMap(step => Object.values(step.outputs).map(text => Buffer.byteLength(text))))
    expect(longest).toBeLessThan(longestVariable / 2)
    for (const { name, summary } of steps)
      expect([name, Buffer.byteLength(summary) < mostOutputs]).toEqual([name, true])
  })
})
