import { describe, expect, jest, test } from '@jest/globals'
import type { Build } from '../../shared/core/build-list.ts'
import type { BuiltImage, GitHubScenario, ImageScenario, RepositoryScenario, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { manyServices } from '../simulator/worlds/many-services.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'
import { commits, promote, promotionWorld, threeServices, written } from '../stage/promotions.ts'
import type { PromotionWorld } from '../stage/promotions.ts'
import { workspace } from '../stage/workspace.ts'

// Hours, though in virtual time.
jest.setTimeout(120_000)

type Inputs = Record<string, string>

const hour = 3_600_000

describe('the proof in another environment', () => {
  const gated = workspace({
    '.github/deploy.yml': `${threeServices}
environments:
  staging: { cluster: stage }
  production: { cluster: prod, requires: staging, soak: 1h }
`,
  })
  const nothing = workspace({})
  const images = 'api=shop/api\nbackend=shop/api\nweb=shop/web'

  async function staged(hours: number, world: PromotionWorld = {}): Promise<Simulation> {
    const simulation = promotionWorld({ staging: true, ...world })
    await promote(simulation, { environment: 'staging', tag: commits.v2 }, { environment: gated })
    simulation.world.timeline.advance(hours * hour)
    return simulation
  }

  function verify(simulation: Simulation, inputs: Inputs = {}, environment = gated): Promise<Performance> {
    const usual = environment === gated ? { environment: 'production' } : { images, 'proven-in': 'staging', soak: '1h' }
    return perform('verify-image', { ...usual, release: 'v2', ...inputs }, { simulation, environment })
  }

  test.each([
    ['as the manifest has it', gated],
    ['by records alone, without a manifest', nothing],
  ])('is there once a release has soaked, %s', async (_, environment) => {
    const simulation = await staged(2)
    const before = written(simulation.requests).length
    const { outcome, failure, transcript, summary } = await verify(simulation, {}, environment)
    expect([outcome, failure]).toEqual(['succeeded', undefined])
    expect(transcript.join('\n')).toMatch(/passed: proof in staging: 3 services of staging ran these images for 2h/)
    expect(summary).toContain('proof in staging')
    expect(written(simulation.requests)).toHaveLength(before)
  })

  test.each([
    ['as the manifest has it', gated],
    ['by records alone, without a manifest', nothing],
  ])('is not there too early, and the run says when it will be: %s', async (_, environment) => {
    const { outcome, failure } = await verify(await staged(0.2), {}, environment)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(
      /Proof in staging: it has been in staging for 12m.* of 1h, since .*\. Run the job again at /,
    )
  })

  test.each([
    ['as the manifest has it', gated, /did not run these images\. Bring the release to staging/],
    [
      'by records alone, without a manifest',
      nothing,
      /GitHub has no record of it there\. Give these actions a manifest.* Or record the promotions to staging/,
    ],
  ])('is not there where the release never was: %s', async (_, environment, says) => {
    const { outcome, failure } = await verify(promotionWorld({ staging: true }), {}, environment)
    expect([outcome, failure]).toEqual(['failed-before-change', expect.stringMatching(says)])
  })

  test('is of these very digests: a tag that was moved since proves nothing', async () => {
    const simulation = await staged(2)
    const { ecr } = simulation.world
    ecr.moveTag(`shop/web:${commits.v2}`, ecr.find(`shop/web:${commits.v3}`)?.digest ?? '')
    for (const environment of [gated, nothing])
      expect((await verify(simulation, {}, environment)).outcome).toBe('failed-before-change')
    expect((await verify(simulation, {}, nothing)).failure).toContain('its record in GitHub names other images')
  })

  test('is not there where the release failed, as the record says', async () => {
    const simulation = await staged(2, { release: { 'shop/web': { exits: { code: 1, after: '2s' } } } })
    for (const environment of [gated, nothing])
      expect((await verify(simulation, {}, environment)).failure).toMatch(
        /recorded as failure|did not run these images/,
      )
  })

  test('by records needs the permission to read them, and says so', async () => {
    const simulation = await staged(2)
    const permissions: GitHubScenario['permissions'] = { contents: 'read' }
    const without = promotionWorld({ staging: true, more: { github: { permissions } } })
    const { outcome, failure } = await verify(without, {}, nothing)
    expect([outcome, failure]).toEqual(['failed-before-change', expect.stringContaining('`deployments: read`')])
    const untold = await verify(simulation, { release: '', tag: commits.v2, 'github-token': '' }, nothing)
    expect(untold.failure).toContain('GitHub is not asked without `github-token`')
  })

  test('may be asked for elsewhere and for longer than the manifest says', async () => {
    const simulation = await staged(2)
    expect((await verify(simulation, { soak: '3h' })).failure).toMatch(/of 3h/)
    const { failure } = await verify(simulation, { 'proven-in': 'stagign' })
    expect(failure).toContain(
      '`proven-in` names stagign, which .github/deploy.yml does not have; it has staging, production',
    )
  })

  test('is not asked of the environment that needs none', async () => {
    const { outcome, transcript } = await verify(promotionWorld({ staging: true }), { environment: 'staging' })
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).not.toContain('proof in')
  })

  test('and everything else that is wrong is told together', async () => {
    const simulation = promotionWorld({ staging: true })
    const { failure } = await verify(simulation, { 'fail-on-severity': 'low' })
    expect(failure).toMatch(/3 of 3 images cannot be deployed:[\s\S]*never scanned[\s\S]*Proof in staging: /)
  })

  test('of images that are to be built is none', async () => {
    const simulation = await staged(2)
    const inputs = { images: `${images}\nnew=shop/new`, 'allow-missing': 'true' }
    const { outcome, failure } = await verify(simulation, inputs, nothing)
    expect([outcome, failure]).toEqual(['failed-before-change', expect.stringContaining('was proved nowhere: new')])
  })
})

describe('the gates of the manifest', () => {
  const services = 'services: { api: { image: shop/api, build: ./api } }'
  const everywhere = workspace({
    '.github/deploy.yml': `${services}
fail-on-severity: high
require-signature: true
environments:
  staging: { cluster: stage, require-signature: false }
  production: { cluster: prod, fail-on-severity: low }
`,
  })

  function verify(image: BuiltImage, inputs: Inputs): Promise<Performance> {
    const simulation = simulate({ repositories: { 'shop/api': [{ tags: ['v2'], ...image }] } })
    return perform('verify-image', { tag: 'v2', ...inputs }, { simulation, environment: everywhere })
  }

  test.each<[string, BuiltImage, Inputs, RegExp | undefined]>([
    ['of all environments', { findings: { HIGH: 1 }, signed: true }, {}, /`fail-on-severity` is high/],
    ['of all environments, met', { findings: { LOW: 1 }, signed: true }, {}, undefined],
    [
      'of one that is stricter',
      { findings: { LOW: 1 }, signed: true },
      { environment: 'production' },
      /`fail-on-severity` is low/,
    ],
    ['of one that leaves one out', { findings: {} }, { environment: 'staging' }, undefined],
    ['of all others', { findings: {} }, { environment: 'production' }, /has not signed it/],
    [
      'that the workflow overrides',
      { findings: { MEDIUM: 1 } },
      { 'require-signature': 'false', 'fail-on-severity': 'critical' },
      undefined,
    ],
  ])('%s', async (_, image, inputs, says) => {
    const { outcome, failure } = await verify(image, inputs)
    if (says) expect([outcome, failure]).toEqual(['failed-before-change', expect.stringMatching(says)])
    else expect([outcome, failure]).toEqual(['succeeded', undefined])
  })

  test('are told in the log', async () => {
    const { transcript } = await verify({ findings: {}, signed: true }, {})
    expect(transcript).toContain('From .github/deploy.yml: images, platform, fail-on-severity, require-signature.')
  })

  test('are not asked where images may be missing, unless the workflow asks', async () => {
    const looking = { 'allow-missing': 'true' }
    const { outcome, transcript } = await verify({ findings: { CRITICAL: 1 } }, looking)
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain('Not checked while images may be missing: fail-on-severity, require-signature.')
    expect((await verify({ findings: { CRITICAL: 1 } }, { ...looking, 'fail-on-severity': 'high' })).outcome).toBe(
      'failed-before-change',
    )
  })
})

describe('the list of what to build', () => {
  const checkout = workspace({
    '.github/deploy.yml': `
platform: [linux/amd64, linux/arm64]
services:
  worker: { image: shop/api }
  api: { image: shop/api, build: ./api }
  web: { image: shop/web, build: { context: ., dockerfile: web/Dockerfile, target: run } }
  edge: { containers: { app: { image: shop/edge, build: ./edge }, proxy: shop/proxy } }
environments: { production: { cluster: prod } }
`,
  })
  const present: ImageScenario = { tags: ['v2'], platforms: ['linux/amd64', 'linux/arm64'] }

  function look(
    repositories: NonNullable<Scenario['repositories']>,
    inputs: Inputs = {},
    prepare: (simulation: Simulation) => void = () => undefined,
  ): Promise<Performance> {
    const simulation = simulate({ repositories })
    prepare(simulation)
    const given = { tag: 'v2', 'allow-missing': 'true', ...inputs }
    return perform('verify-image', given, { simulation, environment: checkout })
  }

  const buildsIn = ({ outputs }: Performance): Build[] => JSON.parse(outputs['builds'] ?? 'null') as Build[]
  const old = ['v1']

  test('is what is missing, one entry for each repository, as the manifest says', async () => {
    const performance = await look({
      'shop/api': old,
      'shop/web': { images: old, mutability: 'IMMUTABLE' },
      'shop/edge': { images: old, mutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['latest'] },
      'shop/proxy': [present],
    })
    const each = { registry: '', platforms: 'linux/amd64,linux/arm64', tag: 'v2' }
    expect(performance.outcome).toBe('succeeded')
    expect(buildsIn(performance)).toEqual([
      { name: 'worker', repository: 'shop/api', context: './api', dockerfile: '', target: '', latest: true, ...each },
      {
        name: 'web',
        repository: 'shop/web',
        context: '.',
        dockerfile: 'web/Dockerfile',
        target: 'run',
        latest: false,
        ...each,
      },
      {
        name: 'edge/app',
        repository: 'shop/edge',
        context: './edge',
        dockerfile: '',
        target: '',
        latest: true,
        ...each,
      },
    ])
    expect(performance.outputs['missing']).toBe('["worker","api","web","edge/app"]')
  })

  test('is empty where nothing is missing', async () => {
    const performance = await look({
      ...{ 'shop/api': [present], 'shop/web': [present], 'shop/edge': [present], 'shop/proxy': [present] },
    })
    expect(buildsIn(performance)).toEqual([])
  })

  test('leaves out what nothing says how to build, which stays missing and is told', async () => {
    const performance = await look({
      ...{ 'shop/api': [present], 'shop/web': [present], 'shop/edge': [present], 'shop/proxy': old },
    })
    expect(performance.outcome).toBe('succeeded')
    expect(buildsIn(performance)).toEqual([])
    expect(performance.outputs['missing']).toBe('["edge/proxy"]')
    expect(performance.transcript).toContainEqual(
      expect.stringMatching(
        /^warning: Nothing says how to build edge\/proxy: .github\/deploy.yml has no `build` for it/,
      ),
    )
  })

  test('has an image whose repository is not there, which is told', async () => {
    const performance = await look({ 'shop/api': [present], 'shop/edge': [present], 'shop/proxy': [present] })
    expect(performance.outcome).toBe('succeeded')
    expect(buildsIn(performance)).toEqual([expect.objectContaining({ repository: 'shop/web', latest: false })])
    expect(performance.transcript).toContainEqual(expect.stringMatching(/^warning: web: .*has no repository shop\/web/))
  })

  test('is there without the permission to read repositories, and moves no tag', async () => {
    const performance = await look({ 'shop/api': old }, { images: 'api=shop/api' }, simulation => {
      simulation.faults.add({ is: 'denied', on: 'ecr:DescribeRepositories' })
    })
    expect(performance.outcome).toBe('succeeded')
    expect(buildsIn(performance)).toEqual([expect.objectContaining({ name: 'api', context: './api', latest: false })])
    expect(performance.transcript).toContainEqual(
      expect.stringMatching(
        /^Left out, which tags may be moved: ecr:DescribeRepositories for repository shop\/api failed/,
      ),
    )
  })

  test('is empty without a manifest', async () => {
    const simulation = simulate({ repositories: { 'shop/api': old } })
    const { outputs, transcript } = await perform(
      'verify-image',
      { images: 'shop/api', tag: 'v2', 'allow-missing': 'true' },
      { simulation },
    )
    expect([outputs['builds'], outputs['missing']]).toEqual(['[]', '["api"]'])
    expect(transcript.join('\n')).not.toContain('Nothing says how to build')
  })
})

describe('what may hurt a release later', () => {
  const few = {
    rules: [
      {
        rulePriority: 1,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 6 },
        action: { type: 'expire' },
      },
    ],
  }
  const tight: RepositoryScenario = { images: ['v1', 'v2'], lifecycle: few, mutability: 'IMMUTABLE' }

  function verify(
    repositories: Record<string, RepositoryScenario>,
    prepare: (simulation: Simulation) => void = () => undefined,
  ): Promise<Performance> {
    const simulation = simulate({ repositories })
    prepare(simulation)
    return perform('verify-image', { images: Object.keys(repositories).join(' '), tag: 'v2' }, { simulation })
  }

  const warnings = ({ transcript }: Performance): string[] => transcript.filter(line => line.startsWith('warning: '))

  test('is nothing where tags stay and images are kept', async () => {
    const performance = await verify({ 'shop/api': { images: ['v1', 'v2'], mutability: 'IMMUTABLE' } })
    expect(warnings(performance)).toEqual([])
    expect(performance.transcript.join('\n')).not.toMatch(/can be moved|Left out/)
  })

  test('are tags that can be moved: one quiet line for all repositories', async () => {
    const simulation = simulate(manyServices(50))
    const images = [...simulation.world.ecr.repositories.keys()]
    const performance = await perform('verify-image', { images: images.join(' '), tag: 'v2' }, { simulation })
    const lines = performance.transcript.filter(line => line.includes('can be moved'))
    expect(lines).toEqual([expect.stringMatching(/^Tags can be moved in (\S+ ){5}and 45 more: deploy by digest/)])
    expect(warnings(performance)).toEqual([])
  })

  test.each([
    ['MUTABLE', [], true],
    ['MUTABLE_WITH_EXCLUSION', ['v*'], false],
    ['IMMUTABLE_WITH_EXCLUSION', ['v*'], true],
    ['IMMUTABLE_WITH_EXCLUSION', ['latest'], false],
  ] as const)('is the very tag, where it is (%s but for %j) movable: %s', async (mutability, exclusions, moves) => {
    const { transcript } = await verify({ 'shop/api': { images: ['v2'], mutability, exclusions } })
    expect(transcript.some(line => line.includes('can be moved in shop/api'))).toBe(moves)
  })

  test('are lifecycle rules that keep too little: one warning for all that are alike', async () => {
    const performance = await verify({ 'shop/api': tight, 'shop/web': tight })
    expect(performance.outcome).toBe('succeeded')
    expect(warnings(performance)).toEqual([
      'warning: shop/api, shop/web: lifecycle rule 1 leaves 6 images, and a release has 3: older releases cannot be returned to.',
    ])
  })

  test('is left out, and said once, where it may not be read', async () => {
    const performance = await verify({ 'shop/api': tight, 'shop/web': tight }, simulation => {
      simulation.faults.add({ is: 'denied', on: ['ecr:GetLifecyclePolicy', 'ecr:DescribeRepositories'] })
    })
    expect(performance.outcome).toBe('succeeded')
    expect(warnings(performance)).toEqual([])
    expect(performance.transcript.filter(line => line.startsWith('Left out, ')).toSorted()).toEqual([
      expect.stringContaining('ecr:GetLifecyclePolicy'),
      expect.stringContaining('ecr:DescribeRepositories'),
    ])
  })

  test('is told for the repositories that may be read', async () => {
    const performance = await verify({ 'shop/api': tight, 'shop/web': tight }, simulation => {
      simulation.faults.add({
        is: 'denied',
        on: ({ operation, input }) => operation === 'GetLifecyclePolicy' && input.repositoryName === 'shop/api',
      })
    })
    expect(warnings(performance)).toEqual([expect.stringMatching(/^warning: shop\/web: lifecycle rule 1/)])
  })

  test('does not hold a run up that cannot read it', async () => {
    const simulation = simulate({ repositories: { 'shop/api': tight } })
    simulation.faults.add({ is: 'failed', on: 'ecr:GetLifecyclePolicy', times: Infinity })
    const began = simulation.world.now()
    const { outcome } = await perform('verify-image', { images: 'shop/api', tag: 'v2' }, { simulation })
    expect(outcome).toBe('succeeded')
    expect(simulation.world.now() - began).toBeLessThan(25_000)
  })
})
