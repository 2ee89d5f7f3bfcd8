import { describe, expect, test } from '@jest/globals'
import { runsIn } from '../stage/migrations.ts'
import { flawsOn } from '../stage/promotion-oracle.ts'
import {
  commits,
  markOn,
  migration,
  promote,
  promotionWorld,
  recordsOf,
  runs,
  standsIn,
  threeServices,
  written,
} from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { manyServices } from '../stage/many-services.ts'
import { imagesOf, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

const three = ['api', 'worker', 'web']
const plain = workspace({
  '.github/deploy.yml': `${threeServices}
migration: { service: api, command: ${migration} }
environments:
  staging: { cluster: stage }
  production: { cluster: prod, requires: staging, soak: 1h }
  open: { cluster: prod }
`,
})
const hour = 3_600_000

describe('a release', () => {
  test('goes to an environment for the first time, and a second time nothing is written', async () => {
    const simulation = promotionWorld()
    const first = await promote(simulation, { environment: 'open' }, { environment: plain })
    expect(first.failure).toBeUndefined()
    expect(first.outcome).toBe('succeeded')
    expect(first.outputs).toMatchObject({ sha: commits.v2, tag: commits.v2, changed: 'true', 'exit-code': '0' })
    expect(flawsOn({ simulation, services: three }, 'v2')).toEqual([])
    expect(runsIn(simulation)).toBe(1)
    expect(recordsOf(simulation)).toEqual([{ sha: commits.v2, states: ['in_progress', 'success'] }])
    const before = simulation.requests.length
    const second = await promote(simulation, { environment: 'open' }, { environment: plain })
    expect(second.outcome).toBe('unchanged')
    expect(second.outputs).toMatchObject({ changed: 'false', 'exit-code': '0' })
    expect(standsIn(second)).toEqual({ api: 'proved', worker: 'proved', web: 'proved' })
    expect(written(simulation.requests.slice(before))).toEqual([])
  })

  test('goes to staging by its commit, and once it has soaked there to production by its name', async () => {
    const simulation = promotionWorld({ staging: true })
    const staged = await promote(simulation, { environment: 'staging', tag: commits.v2 }, { environment: plain })
    expect(staged.outcome).toBe('succeeded')
    const early = await promote(simulation, {}, { environment: plain })
    expect(early.outcome).toBe('failed-before-change')
    expect(early.failure).toMatch(
      /it has been in staging for \S+ of 1h[\s\S]*Run the job again at \d{4}-\d\d-\d\d \d\d:\d\dZ/,
    )
    simulation.world.timeline.advance(hour)
    const promoted = await promote(simulation, {}, { environment: plain })
    expect(promoted.failure).toBeUndefined()
    expect(promoted.outputs['digests']).toBe(staged.outputs['digests'])
    expect([...three.map(name => runs(simulation, name)), runs(simulation, 'api', 'stage')]).toEqual(
      Array(4).fill('v2'),
    )
  })

  test('comes without its migration where the workflow says so', async () => {
    const simulation = promotionWorld()
    const { outcome, outputs } = await promote(
      simulation,
      { environment: 'open', migrate: 'false' },
      { environment: plain },
    )
    expect([outcome, outputs['exit-code'], runsIn(simulation)]).toEqual(['succeeded', '', 0])
  })

  test('is not promoted twice at once by `release` and `tag`, nor without either', async () => {
    const simulation = promotionWorld()
    const both = await promote(simulation, { tag: commits.v2, release: 'v2' }, { environment: plain })
    const neither = await promote(simulation, { tag: '' }, { environment: plain })
    expect([both.failure, neither.failure]).toEqual([
      expect.stringContaining('exclude each other'),
      expect.stringContaining('is required'),
    ])
    expect(simulation.requests).toEqual([])
  })
})

describe('a manifest', () => {
  const rich = workspace({
    '.github/deploy.yml': `
service: '{environment}-{name}'
services:
  api:
    containers:
      app: { image: shop/api }
      proxy: { image: "shop/web:${commits.v1}" }
  web: { image: shop/web }
  jobs: { image: shop/jobs, container: app, service: nightly }
environments:
  production: { cluster: prod, service: 'live-{name}', waves: [[api], [web]], services: { jobs: { service: nightly } } }
`,
  })

  /** The services as ECS has them. */
  const live: PromotionWorld['services'] = {
    'live-api': {
      image: `shop/api:${commits.v1}`,
      container: 'app',
      sidecars: { proxy: `shop/web:${commits.v1}` },
    },
    'live-web': { image: `shop/web:${commits.v1}`, container: 'web' },
    nightly: { image: `shop/jobs:${commits.v1}`, container: 'app', health: false },
  }

  test('names services by a template, gives containers their images, and takes what was built elsewhere as it is', async () => {
    const simulation = promotionWorld({ services: live })
    const { outcome, failure, outputs } = await promote(simulation, {}, { environment: rich })
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    expect(Object.keys(JSON.parse(outputs['images'] ?? '{}') as object)).toEqual([
      'api/app',
      'api/proxy',
      'web',
      'jobs',
    ])
    const { world } = simulation
    const { app, proxy } = imagesOf(world, serviceOf(world, 'prod', 'live-api'))
    const wanted = [`shop/api:${commits.v2}`, `shop/web:${commits.v1}`].map(image => world.ecr.find(image)?.digest)
    expect([app, proxy].map(image => image?.split('@')[1])).toEqual(wanted)
    expect([runs(simulation, 'live-web'), runs(simulation, 'nightly')]).toEqual(['v2', 'v2'])
  })

  test('has services go in waves: the next begins when the one before is proved', async () => {
    const simulation = promotionWorld({ services: live })
    const { transcript } = await promote(simulation, {}, { environment: rich })
    const turns = transcript
      .filter(line => /has begun$|^succeeded: /.test(line))
      .map(line => line.replace(/^succeeded: (\S+) .*/, '$1 proved').replace(/: deployment.*/, ' begun'))
    expect(turns.slice(0, 3)).toEqual(['live-api begun', 'live-api proved', 'live-web begun'])
    expect(turns.indexOf('nightly begun')).toBeGreaterThan(turns.indexOf('live-web proved'))
  })
})

describe('twenty services', () => {
  const names = Array.from({ length: 20 }, (_, index) => `service-${index + 1}`)
  const many = workspace({ '.github/deploy.yml': manyServices(names) })

  test('are brought to a release side by side, and all proved', async () => {
    const services = Object.fromEntries(
      names.map(name => [name, { image: `shop/api:${commits.v1}`, container: 'app', health: false as const }]),
    )
    const simulation = promotionWorld({ services })
    const { outcome, failure, outputs } = await promote(simulation, {}, { environment: many })
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    expect(flawsOn({ simulation, services: names }, 'v2')).toEqual([])
    expect(Object.keys(JSON.parse(outputs['deployments'] ?? '{}') as object)).toHaveLength(20)
  })

  test('all return where one of them fails', async () => {
    const services = Object.fromEntries(
      names.map((name, index) => [
        name,
        {
          image: index === 7 ? `shop/web:${commits.v1}` : `shop/api:${commits.v1}`,
          container: 'app',
          health: false as const,
        },
      ]),
    )
    const simulation = promotionWorld({ services, release: { 'shop/web': { exits: { code: 1, after: '2s' } } } })
    const failing = workspaceOfMany
    const { outcome } = await promote(simulation, {}, { environment: failing })
    expect(outcome).toBe('rolled-back')
    expect(flawsOn({ simulation, services: names }, 'v1')).toEqual([])
    expect(names.filter(name => markOn(simulation, `prod-${name}:2`, 'failed') === undefined)).toEqual([])
  })

  const workspaceOfMany = workspace({ '.github/deploy.yml': manyServices(names, { 'service-8': 'shop/web' }) })
})

describe('a dry run', () => {
  test('shows the plan, checks the gates, and writes nothing anywhere', async () => {
    const simulation = promotionWorld()
    const { outcome, summary, transcript, outputs } = await promote(
      simulation,
      { environment: 'open', 'dry-run': 'true' },
      { environment: plain },
    )
    expect(outcome).toBe('unchanged')
    expect(transcript.at(-1)).toContain('3 of 3 services would change. Nothing was written.')
    expect(summary).toContain('to be deployed')
    expect(summary).toContain('npm run migrate')
    expect(outputs['changed']).toBe('false')
    expect(
      simulation.requests.filter(
        ({ applied, operation }) =>
          applied && !/^(Describe|List|BatchGet|Get|git\/get|repos\/(get|list|compare))/.test(operation),
      ),
    ).toEqual([])
  })
})
