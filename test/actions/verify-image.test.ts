import { describe, expect, test } from '@jest/globals'
import type { PlannedFault } from '../simulator/faults.ts'
import type { Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { manyServices } from '../simulator/worlds/many-services.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'

const commit = '969282d285abcaf2c8392f0a8351c9334090427d'
const older = '14a3e0d3cdb8ffdba5aa92c315c51cac0c185517'

const world: Scenario = {
  repositories: {
    api: [older, { tags: [commit, 'latest'], platforms: ['linux/amd64', 'linux/arm64'] }],
    frontend: [older, { tags: [commit], format: 'docker-manifest' }],
    mcp: [older, { tags: [commit], format: 'docker-list', platforms: ['linux/amd64', 'linux/arm64'] }],
  },
  github: {
    repository: 'acme/specboard',
    tags: {
      'v1.5.0': commit,
      'v1.4.0': { commit: older, depth: 1 },
      'v1.3.0': { commit: older, depth: 3 },
    },
    releases: ['v1.5.0', { tag: 'v1.4.0', targetCommitish: commit }],
  },
}

const all = 'api\nfrontend\nmcp'

function verify(simulation: Simulation, inputs: Record<string, string>): Promise<Performance> {
  return perform('verify-image', { images: all, ...inputs }, { simulation })
}

function json(text: string | undefined): unknown {
  return JSON.parse(text ?? 'null')
}

describe('a release whose images are all there', () => {
  test('comes out as images pinned by the digests that the tags have now', async () => {
    const simulation = simulate(world)
    const { outcome, outputs, transcript } = await verify(simulation, { tag: commit })
    const digestOf = (name: string): string => simulation.world.ecr.find(`${name}:${commit}`)?.digest ?? ''
    const registry = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
    expect(outcome).toBe('succeeded')
    expect(json(outputs['digests'])).toEqual({
      api: digestOf('api'),
      frontend: digestOf('frontend'),
      mcp: digestOf('mcp'),
    })
    expect(json(outputs['images'])).toEqual({
      api: `${registry}/api@${digestOf('api')}`,
      frontend: `${registry}/frontend@${digestOf('frontend')}`,
      mcp: `${registry}/mcp@${digestOf('mcp')}`,
    })
    expect(outputs).toMatchObject({ sha: commit, tag: commit, missing: '[]' })
    expect(transcript).toContain(`mcp: ${digestOf('mcp')} for linux/amd64, linux/arm64`)
  })

  test('keeps the names that the workflow gives them', async () => {
    const { outputs } = await verify(simulate(world), { images: 'backend=api web=frontend', tag: commit })
    expect(Object.keys(json(outputs['digests']) as object)).toEqual(['backend', 'web'])
  })

  test('is asked for once where two services share an image', async () => {
    const simulation = simulate(world)
    const { outputs } = await verify(simulation, { images: 'api=api worker=api', tag: commit })
    expect(Object.keys(json(outputs['images']) as object)).toEqual(['api', 'worker'])
    expect(simulation.requests.map(({ operation }) => operation)).toEqual([
      ...['BatchGetImage', 'DescribeImages', 'DescribeRepositories', 'GetLifecyclePolicy'],
    ])
  })

  test('says no commit for a tag that is none', async () => {
    const { outputs } = await verify(simulate(world), { images: 'api', tag: 'latest' })
    expect(outputs).toMatchObject({ sha: '', tag: 'latest' })
  })

  test('takes three requests an image and one for all, fifty of them at once, and writes nothing', async () => {
    const simulation = simulate(manyServices(50))
    const images = [...simulation.world.ecr.repositories.keys()].join('\n')
    const began = simulation.world.now()
    const { outcome } = await verify(simulation, { images, tag: 'v2' })
    expect(outcome).toBe('succeeded')
    expect(simulation.requests.length).toBeLessThanOrEqual(151)
    expect(new Set(simulation.requests.map(({ operation }) => operation))).toEqual(
      new Set(['BatchGetImage', 'DescribeImages', 'DescribeRepositories', 'GetLifecyclePolicy']),
    )
    expect(simulation.world.now() - began).toBeLessThan(5_000)
  })
})

describe('a release by its Git tag', () => {
  test.each([
    { release: 'v1.5.0', is: 'a tag of the commit itself', sha: commit },
    { release: 'v1.4.0', is: 'an annotated tag, though its release claims another commit', sha: older },
    { release: 'v1.3.0', is: 'a tag of a tag of a tag', sha: older },
  ])('$release is $is', async ({ release, sha }) => {
    const simulation = simulate(world)
    const { outcome, outputs, transcript } = await verify(simulation, { release })
    expect({ outcome, sha: outputs['sha'], tag: outputs['tag'] }).toEqual({ outcome: 'succeeded', sha, tag: sha })
    expect(transcript).toContain(`Release ${release} is commit ${sha}.`)
    expect(simulation.requests.map(({ operation }) => operation)).not.toContain('repos/get-release-by-tag')
  })

  test('ends before any image is looked for when there is no such tag', async () => {
    const simulation = simulate(world)
    const { outcome, failure } = await verify(simulation, { release: 'v9.9.9' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('acme/specboard has no tag v9.9.9, or this token may not see it')
    expect(simulation.requests.filter(({ service }) => service === 'ecr')).toEqual([])
  })

  test('says which permission the token lacks', async () => {
    const simulation = simulate(world)
    simulation.faults.add({ is: 'denied', on: 'github:*' })
    const { outcome, failure } = await verify(simulation, { release: 'v1.5.0' })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('Resource not accessible by integration')
    expect(failure).toContain('contents: read')
  })

  test('says that the token was refused', async () => {
    const simulation = simulate({ ...world, github: { ...world.github, token: 'another' } })
    const { outcome, failure } = await verify(simulation, { release: 'v1.5.0' })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('Bad credentials')
  })

  test.each<PlannedFault & { trouble: string }>([
    { trouble: 'a rate limit', is: 'throttled', on: 'github:*', times: 3 },
    { trouble: 'server errors', is: 'failed', on: 'github:*', times: 3 },
    { trouble: 'an unavailable service', is: 'unavailable', on: 'github:*', times: 2 },
    { trouble: 'a broken connection', is: 'lost', on: 'github:*', times: 2 },
  ])('is found in spite of $trouble', async fault => {
    const simulation = simulate(world)
    simulation.faults.add(fault)
    const { outcome, outputs } = await verify(simulation, { release: 'v1.4.0' })
    expect({ outcome, sha: outputs['sha'] }).toEqual({ outcome: 'succeeded', sha: older })
  })

  test('is unknown when GitHub does not come back within the timeout', async () => {
    const simulation = simulate(world)
    const began = simulation.world.now()
    simulation.faults.add({ is: 'unavailable', on: 'github:*', times: Infinity })
    const { outcome, failure } = await verify(simulation, { release: 'v1.5.0', timeout: '90s' })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('GitHub did not say which commit tag v1.5.0')
    expect(simulation.world.now() - began).toBeLessThan(105_000)
  })
})

describe('images that are not there', () => {
  test('are named all in one run, each with the newest tags that are', async () => {
    const simulation = simulate({
      repositories: { api: ['v1', 'v2'], web: ['v1', 'v2', 'v3'], worker: ['v1'], empty: [] },
    })
    const { outcome, failure = '', outputs } = await verify(simulation, { images: 'api web worker empty', tag: 'v3' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('3 of 4 images cannot be deployed')
    expect(failure).toMatch(/- api: no image of api in .* carries the tag v3; the newest tags there: .*v2/)
    expect(failure).toMatch(/- worker: .*newest tags there: v1/)
    expect(failure).toMatch(/- empty: .*the repository is empty/)
    expect(json(outputs['missing'])).toEqual(['api', 'worker', 'empty'])
    expect(Object.keys(json(outputs['images']) as object)).toEqual(['web'])
  })

  test('are a list of what to build with `allow-missing`', async () => {
    const simulation = simulate({ repositories: { api: ['v1'], web: ['v1', 'v2'] } })
    const { outcome, outputs, transcript } = await verify(simulation, {
      images: 'api web brand-new',
      tag: 'v2',
      'allow-missing': 'true',
    })
    expect(outcome).toBe('succeeded')
    expect(json(outputs['missing'])).toEqual(['api', 'brand-new'])
    expect(transcript.at(-1)).toBe('3 images looked for; to be built: api, brand-new.')
    expect(transcript).toContainEqual(expect.stringMatching(/^warning: brand-new: .*has no repository brand-new/))
  })

  test('are told from a repository that does not exist', async () => {
    const simulation = simulate({ repositories: { 'doc-platform/api': ['v1'] } })
    const { failure } = await verify(simulation, { images: 'api=doc-platfrom/api', tag: 'v1' })
    expect(failure).toContain('has no repository doc-platfrom/api; there are doc-platform/api')
  })

  test('probably carry the tag in another form', async () => {
    const simulation = simulate({ repositories: { api: ['14a3e0d', '969282d'] } })
    const { failure } = await verify(simulation, { images: 'api', tag: commit })
    expect(failure).toContain('There is 969282d, so the build probably writes tags in another form')
  })
})

describe('images that must not be deployed', () => {
  test.each(['index', 'docker-list', 'manifest'] as const)(
    'an archived %s is refused, and never called missing',
    async format => {
      const simulation = simulate({ repositories: { api: [{ tags: ['v1'], format, archived: true }] } })
      const { outcome, failure, outputs } = await verify(simulation, {
        images: 'api',
        tag: 'v1',
        'allow-missing': 'true',
      })
      expect(outcome).toBe('failed-before-change')
      expect(failure).toMatch(/is archived and cannot be pulled.*lifecycle policy/s)
      expect(json(outputs['missing'])).toEqual([])
    },
  )

  const formats = ['index', 'docker-list', 'manifest', 'docker-manifest'] as const
  test.each(formats)('an image (%s) that is not built for the wanted platform is refused', async format => {
    const simulation = simulate({ repositories: { api: [{ tags: ['v1'], format, platforms: ['linux/arm64'] }] } })
    const { outcome, failure } = await verify(simulation, { images: 'api', tag: 'v1', platform: 'linux/amd64' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('is not built for linux/amd64, only for linux/arm64')
  })

  test('a single image whose configuration may not be read is taken, and its platform is not stated', async () => {
    const simulation = simulate({ repositories: { api: [{ tags: ['v1'], format: 'manifest' }] } })
    simulation.faults.add({ is: 'denied', on: 'ecr:GetDownloadUrlForLayer' })
    const { outcome, transcript, summary } = await verify(simulation, { images: 'api', tag: 'v1' })
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain(`api: ${simulation.world.ecr.find('api:v1')?.digest ?? ''}`)
    expect(summary).toContain('not stated')
  })

  test('a manifest whose bytes are not what its digest promises is refused', async () => {
    const simulation = simulate(world)
    const image = simulation.world.ecr.find(`api:${commit}`)
    if (image) Object.assign(image, { text: `${image.text} ` })
    const { outcome, failure } = await verify(simulation, { tag: commit })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('is not what its digest promises')
  })
})

describe('a registry', () => {
  test('that says no is unknown, and the other images are still told', async () => {
    const simulation = simulate(world)
    simulation.faults.add({
      is: 'denied',
      on: ({ operation, input }) => operation === 'BatchGetImage' && input.repositoryName === 'api',
    })
    const { outcome, failure, outputs } = await verify(simulation, { tag: commit })
    expect(outcome).toBe('unknown')
    expect(failure).toMatch(/ecr:BatchGetImage for repository api failed: .*not authorized/)
    expect(failure).toContain('Allow the role of this job the action ecr:BatchGetImage')
    expect(Object.keys(json(outputs['images']) as object)).toEqual(['frontend', 'mcp'])
  })

  test('that may not be described is unknown, not missing', async () => {
    const simulation = simulate(world)
    simulation.faults.add({ is: 'denied', on: 'ecr:DescribeImages' })
    const { outcome, failure, outputs } = await verify(simulation, { tag: commit, 'allow-missing': 'true' })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('Allow the role of this job the action ecr:DescribeImages')
    expect(json(outputs['missing'])).toEqual([])
  })

  test('that takes no expired credentials ends the run at once, and says what to do', async () => {
    const simulation = simulate(world)
    const began = simulation.world.now()
    simulation.faults.add({ is: 'expired' })
    const { outcome, failure } = await verify(simulation, { tag: commit })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('aws-actions/configure-aws-credentials')
    expect(simulation.world.now() - began).toBeLessThan(5_000)
  })

  test.each<PlannedFault>([
    { is: 'throttled', on: 'ecr:*', times: 6 },
    { is: 'failed', on: 'ecr:*', times: 6 },
    { is: 'unavailable', on: 'ecr:*', times: 3 },
    { is: 'lost', on: 'ecr:*', times: 6 },
    { is: 'applied-and-empty', on: 'ecr:*', times: 4 },
    { is: 'applied-and-html', on: 'ecr:*', times: 4 },
    { is: 'applied-and-cut-off', on: 'ecr:*', times: 4 },
    { is: 'hangs', on: 'ecr:*', times: 2 },
  ])('whose answers are $is for a while is asked again', async fault => {
    const simulation = simulate(world)
    simulation.faults.add(fault)
    const { outcome } = await verify(simulation, { tag: commit })
    expect(outcome).toBe('succeeded')
  })

  test('that fails for longer than the timeout is unknown', async () => {
    const simulation = simulate(world)
    const began = simulation.world.now()
    simulation.faults.add({ is: 'failed', on: 'ecr:*', times: Infinity })
    const { outcome, failure } = await verify(simulation, { tag: commit, timeout: '60s' })
    expect(outcome).toBe('unknown')
    expect(failure).toMatch(/HTTP 500, request id [0-9a-f-]{36}/)
    expect(simulation.world.now() - began).toBeLessThan(75_000)
  })

  test('of another account and region is asked there', async () => {
    const simulation = simulate(world)
    const registry = '210987654321.dkr.ecr.eu-central-1.amazonaws.com'
    const { outputs } = await verify(simulation, { images: `api=${registry}/api`, tag: commit })
    const [asked] = simulation.requests
    expect(asked?.input).toMatchObject({ registryId: '210987654321', repositoryName: 'api' })
    expect(outputs['tag']).toBe(commit)
  })

  test('that is not Amazon ECR cannot be asked, and that is said', async () => {
    const { outcome, failure } = await verify(simulate(world), { images: 'proxy=ghcr.io/acme/proxy', tag: 'v1' })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('ghcr.io is not a registry of Amazon ECR, so it cannot be asked')
  })
})

describe('inputs', () => {
  test('that are wrong are all named together', async () => {
    const { outcome, failure } = await perform(
      'verify-image',
      { images: 'api=API:v1', tag: 'no tag', platform: 'linux', 'allow-missing': 'maybe', timeout: 'soon' },
      { simulation: simulate(world) },
    )
    expect(outcome).toBe('failed-before-change')
    for (const name of ['images', 'tag', 'platform', 'allow-missing', 'timeout'])
      expect(failure).toContain(`\`${name}\``)
  })

  test('of gates that are wrong are named together, too, each with what it takes', async () => {
    const { failure } = await perform(
      'verify-image',
      {
        ...{ images: 'api', tag: 'v1', 'fail-on-severity': 'serious', 'require-signature': 'perhaps', soak: 'long' },
        ...{ attestation: 'acme/app/.github/workflows/build.yml@main', 'attestation-repo': 'app' },
      },
      { simulation: simulate(world) },
    )
    expect(failure).toContain('`fail-on-severity` is "serious"; it takes critical, high, medium, low or informational')
    expect(failure).toMatch(/`attestation` is .*without @/)
    for (const name of ['require-signature', 'soak', 'attestation-repo']) expect(failure).toContain(`\`${name}\``)
  })

  test.each([
    { inputs: {}, says: '`tag` or `release` is required' },
    { inputs: { tag: 'v1', release: 'v1' }, says: '`tag` and `release` exclude each other' },
    { inputs: { tag: 'v1', soak: '1h' }, says: '`soak` needs `proven-in`' },
    { inputs: { tag: 'v1', 'attestation-repo': 'acme/app' }, says: '`attestation-repo` needs `attestation`' },
  ])('$inputs are not enough or too much', async ({ inputs, says }) => {
    const { failure } = await perform('verify-image', { images: all, ...inputs }, { simulation: simulate(world) })
    expect(failure).toContain(says)
  })
})

test('no way of ending writes anything to AWS or GitHub', async () => {
  const simulation = simulate(world)
  await verify(simulation, { release: 'v1.5.0' })
  await verify(simulation, { tag: 'nothing' })
  await verify(simulation, { images: 'nowhere', tag: commit })
  const reading = /^(BatchGetImage|Describe\w+|GetDownloadUrlForLayer|GetLifecyclePolicy|GET https:.*|git\/get-\w+)$/
  expect(simulation.requests.map(({ operation }) => operation).filter(name => !reading.test(name))).toEqual([])
})
