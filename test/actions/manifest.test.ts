import { describe, expect, test } from '@jest/globals'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { primaryOf, runningTasks, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

const manifest = `
service: "{environment}-{name}"
services:
  api: { image: shop/api, health: /health }
  worker: { image: shop/api, container: app }
  nginx: { image: shop/nginx:1.27 }
environments:
  staging: { cluster: stage, services: { nginx: false } }
  production: { cluster: prod, url: "https://shop.example.com", region: us-west-2 }
`

const checkout = workspace({
  '.github/deploy.yml': manifest,
  'other.yml': manifest.replace('cluster: prod', 'cluster: x'),
})

const empty = workspace({})
const broken = workspace({ '.github/deploy.yml': 'services: { api: { imge: x } }\nenvironments: { a: {} }' })

const commit = '969282d285abcaf2c8392f0a8351c9334090427d'

function world(): Simulation {
  return simulate({
    repositories: { 'shop/api': ['v1', commit], 'shop/nginx': ['1.27'] },
    clusters: {
      prod: {
        'production-api': 'shop/api:v1',
        'production-worker': { image: 'shop/api:v1', container: 'app', health: false },
        'production-nginx': 'shop/nginx:1.27',
      },
    },
    urls: { 'https://shop.example.com/health': 'prod/production-api' },
  })
}

type Inputs = Record<string, string>

function act(name: Parameters<typeof perform>[0], inputs: Inputs, simulation = world()): Promise<Performance> {
  return perform(name, inputs, { simulation, environment: checkout })
}

async function imagesOfRelease(simulation: Simulation): Promise<string> {
  const { outputs } = await act('verify-image', { environment: 'production', tag: commit }, simulation)
  return outputs['images'] ?? ''
}

describe('an environment of the manifest', () => {
  test('is verified, deployed and proved without another word', async () => {
    const simulation = world()
    const images = await imagesOfRelease(simulation)
    expect(Object.keys(JSON.parse(images) as object)).toEqual(['api', 'worker', 'nginx'])
    const deploy = await act('deploy-ecs', { environment: 'production', images }, simulation)
    const { deployments = '' } = deploy.outputs
    expect(Object.keys(JSON.parse(deployments) as object)).toEqual([
      'production-api',
      'production-worker',
      'production-nginx',
    ])
    const wait = await act('wait-healthy', { environment: 'production', deployments }, simulation)
    expect(wait).toMatchObject({ outcome: 'succeeded' })
    expect(wait.transcript.join('\n')).toContain('succeeded: https://shop.example.com/health answered 200')
    const worker = serviceOf(simulation.world, 'prod', 'production-worker')
    const { id } = primaryOf(worker)
    expect(runningTasks(worker).map(({ startedBy }) => startedBy)).toEqual([id, id])
  })

  test('names its services as the manifest does, or as ECS does', async () => {
    const simulation = world()
    const image = (JSON.parse(await imagesOfRelease(simulation)) as Inputs)['api'] ?? ''
    const images = `api=${image}\nproduction-worker=${image}`
    const given = { environment: 'production', services: 'api production-worker', images }
    const { outputs } = await act('deploy-ecs', given, simulation)
    expect(Object.keys(JSON.parse(outputs['deployments'] ?? '{}') as object)).toEqual([
      'production-api',
      'production-worker',
    ])
  })

  test('is followed as a whole where no service is named', async () => {
    const { outcome, outputs } = await act('wait-healthy', { environment: 'production' })
    expect(outcome).toBe('succeeded')
    expect(outputs['report']).toContain('production-nginx')
  })

  test('says in the log what came from where', async () => {
    const { transcript } = await act('wait-healthy', { environment: 'production' })
    expect(transcript).toContain('From .github/deploy.yml, environment production: cluster, health-urls.')
  })

  test('leaves out what it leaves out', async () => {
    const { outputs } = await act('verify-image', { environment: 'staging', tag: commit })
    expect(Object.keys(JSON.parse(outputs['images'] ?? '{}') as object)).toEqual(['api', 'worker'])
  })
})

describe('an input', () => {
  test('comes before the manifest', async () => {
    const { failure } = await act('wait-healthy', { environment: 'production', cluster: 'nowhere' })
    expect(failure).toContain('nowhere')
  })

  test('may name another manifest', async () => {
    const { failure } = await act('wait-healthy', { config: 'other.yml', environment: 'production' })
    expect(failure).toContain('cluster x')
  })
})

describe('nothing is called where', () => {
  test.each([
    [
      'the environment is not there',
      { environment: 'prod' },
      '`environment` names prod, which .github/deploy.yml does not have; it has staging, production',
    ],
    [
      'the manifest is not there',
      { config: 'no.yml', environment: 'production' },
      'the file no.yml is not in the workspace; is actions/checkout missing?',
    ],
    [
      'the manifest is outside of the workspace',
      { config: '/etc/hostname', environment: 'production' },
      'lies outside of the workspace',
    ],
  ])('%s', async (_, inputs, says) => {
    const simulation = world()
    const { outcome, failure } = await act('wait-healthy', inputs, simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(says)
    expect(simulation.requests).toEqual([])
  })

  test('the job is in another region than the environment', async () => {
    const simulation = world()
    const environment = { ...checkout, AWS_REGION: 'eu-west-1' }
    const { failure } = await perform('wait-healthy', { environment: 'production' }, { simulation, environment })
    expect(failure).toContain("has production in us-west-2, but this job's AWS_REGION is eu-west-1")
    expect(simulation.requests).toEqual([])
  })

  test('an environment is named and there is no manifest', async () => {
    const simulation = world()
    const given = { environment: 'production' }
    const { failure } = await perform('wait-healthy', given, { simulation, environment: empty })
    expect(failure).toContain(
      '`environment` names production, but there is no manifest .github/deploy.yml in the workspace',
    )
  })

  test('the manifest has mistakes, which are told with their lines', async () => {
    const simulation = world()
    const { failure } = await perform('wait-healthy', { environment: 'a' }, { simulation, environment: broken })
    expect(failure).toContain('.github/deploy.yml, line 1, column 20: `services.api.imge` is not known here')
    expect(failure).toContain('.github/deploy.yml, line 2, column 20: `environments.a` has no `cluster`')
  })
})

describe('rate limits of the manifest', () => {
  const limits = workspace({
    '.github/deploy.yml': `
      services: { api: { image: shop/api } }
      rate-limits:
        wide: { limit: 2000 }
        login: { limit: 20, window: 60, paths: [/v1/auth/login, /v1/auth/signup] }
      environments: { production: { cluster: prod, web-acl: edge } }`,
  })

  function limit(inputs: Inputs, simulation: Simulation): Promise<Performance> {
    return perform('waf-rate-limit', { environment: 'production', ...inputs }, { simulation, environment: limits })
  }

  function rulesOf({ world: { waf } }: Simulation): unknown {
    const [webAcl] = waf.webAcls.values()
    return (webAcl?.document as { Rules?: { Name: string }[] } | undefined)?.Rules?.map(({ Name }) => Name)
  }

  test('are all applied, and once', async () => {
    const simulation = simulate({ clusters: { prod: { api: 'shop/api:v1' } }, webAcls: { edge: {} } })
    expect((await limit({ mode: 'apply' }, simulation)).outcome).toBe('succeeded')
    expect(rulesOf(simulation)).toEqual(['deploy-actions-wide', 'deploy-actions-login'])
    expect((await limit({ mode: 'apply' }, simulation)).outcome).toBe('unchanged')
  })

  test('give way to a rule that the workflow names', async () => {
    const simulation = simulate({ clusters: { prod: { api: 'shop/api:v1' } }, webAcls: { edge: {} } })
    expect((await limit({ mode: 'apply', rule: 'own', limit: '50' }, simulation)).outcome).toBe('succeeded')
    expect(rulesOf(simulation)).toEqual(['deploy-actions-own'])
  })
})
