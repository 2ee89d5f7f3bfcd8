import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { Scenario } from '../simulator/scenario.ts'
import { createServer } from '../simulator/server.ts'
import type { Server } from '../simulator/server.ts'
import { simulate } from '../simulator/simulation.ts'
import { jobAt, runBuiltAction } from '../stage/built-action.ts'
import type { BuiltRun } from '../stage/built-action.ts'
import { runsIn } from '../stage/migrations.ts'
import { workspace } from '../stage/workspace.ts'

// Real processes in real time.
jest.setTimeout(120_000)

const [old, commit] = ['1'.repeat(40), '969282d285abcaf2c8392f0a8351c9334090427d']

/** A checkout: the manifest, and scripts that bash really runs. */
const checkout = workspace({
  '.github/deploy.yml': `
services:
  api: { image: shop/api }
  web: { image: shop/web }
  worker: { image: shop/api, container: app }
migration: { service: api, command: [npm, run, migrate] }
infrastructure-command: echo "stack of $DEPLOY_RELEASE for $DEPLOY_ENVIRONMENT" > stack.txt && cat stack.txt
smoke-test-command: ./smoke.sh
environments:
  production: { cluster: shop }
`,
  'smoke.sh':
    '#!/bin/sh\necho "::error::gotcha"\necho "smoke of $DEPLOY_IMAGE_API, token ${INPUT_GITHUB_TOKEN:-withheld}"\n',
})

function scenario(behaviour: object = {}): Scenario {
  return {
    repositories: {
      'shop/api': [
        old,
        { tags: [commit], behaviour: { commands: { 'npm run migrate': { exits: { code: 0, after: '5s' } } } } },
      ],
      'shop/web': [old, { tags: [commit], behaviour }],
    },
    clusters: {
      shop: {
        api: `shop/api:${old}`,
        web: `shop/web:${old}`,
        worker: { image: `shop/api:${old}`, container: 'app', health: false },
      },
    },
    github: { repository: 'acme/shop', commits: [old, commit], tags: { 'v2.0.0': commit } },
  }
}

let server: Server

async function promoteIn(simulation: ReturnType<typeof simulate>): Promise<BuiltRun> {
  server = await createServer(simulation, { speed: 400 })
  const environment = { ...checkout, ...jobAt(server.url, { repository: 'acme/shop', sha: commit }) }
  const inputs = { environment: 'production', release: 'v2.0.0', 'smoke-test-command': 'sh smoke.sh' }
  return runBuiltAction('promote', { inputs, environment })
}

afterEach(() => server.close())

describe('the built root action, over HTTP, in a checkout', () => {
  test('promotes three services by the manifest, with commands that bash runs', async () => {
    const simulation = simulate(scenario())
    const run = await promoteIn(simulation)
    expect(run.log).toContain('Production runs release v2.0.0: 3 services proved.')
    expect([run.code, run.outputs['outcome'], run.outputs['sha'], runsIn(simulation)]).toEqual([
      0,
      'succeeded',
      commit,
      1,
    ])
    expect(run.log).toContain('│ stack of v2.0.0 for production')
    expect(run.log).toMatch(/│ smoke of \S+\/shop\/api@sha256:[0-9a-f]{64}, token withheld/)
    expect(run.log.split('\n').filter(line => line.startsWith('::error'))).toEqual([])
    expect(run.summary).toContain('✅ Promote: succeeded')
  })

  test('brings everything back where one service crashes', async () => {
    const simulation = simulate(scenario({ exits: { code: 1, after: '2s' } }))
    const run = await promoteIn(simulation)
    expect([run.code, run.outputs['outcome']]).toEqual([1, 'rolled-back'])
    expect(run.log).toContain('The database is at v2.0.0')
  })
})
