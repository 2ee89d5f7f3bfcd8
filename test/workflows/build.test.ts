import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import type { BuiltImage } from '../simulator/scenario.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import { ended, errorsOf } from '../stage/pipeline-truth.ts'
import { callers } from './callers.ts'

/* build.yml, called with all of its inputs. Commits stay built, so the tests go on with each other's. */

const manifest = `
services:
  api: { image: shop/api, build: ./api }
  worker: { image: shop/api }
  web:
    containers:
      app: { image: shop/web, build: ./web }
      proxy: { image: shop/proxy, build: { context: ., dockerfile: proxy/Dockerfile, target: release } }
environments:
  staging: { cluster: staging }
`
const alone = (more: string): Record<string, string> => ({
  '.github/deploy.yml': `services: { api: { image: shop/api, build: ./api } }\nenvironments: { staging: { cluster: staging } }\n${more}`,
})
const signer = 'org/deploy-actions/.github/workflows/build.yml'

const half: Record<string, BuiltImage | 'does not build'> = { 'shop/web': 'does not build' }
const commits = {
  one: {},
  half,
  plain: {},
  arm: { 'shop/api': { platforms: ['linux/arm64'] } },
  both: { 'shop/api': { platforms: ['linux/amd64', 'linux/arm64'] } },
  signed: {},
  forged: {},
  unbuildable: {},
}

/** As gh answers: what it verified, or that there is nothing to verify. */
const gh = `
if [[ -e $PROGRAMS_HOME/unattested ]]; then
  echo 'Error: HTTP 404: Not Found' >&2
  exit 1
fi
echo '[{"verificationResult":{"signature":{"certificate":{"buildSignerURI":"https://github.com/${signer}@refs/tags/v1"}}}}]'`

let pipeline: Pipeline
const log: string[] = []

beforeAll(async () => {
  pipeline = await Pipeline.start({
    repository: 'test/workflows/shop',
    commits,
    files: { ...callers, '.github/deploy.yml': manifest },
    changes: {
      plain: alone(''),
      arm: alone('platform: linux/arm64'),
      both: alone('platform: [linux/amd64, linux/arm64]'),
      signed: alone(`attestation: ${signer}`),
      forged: alone(`attestation: ${signer}`),
      unbuildable: { '.github/deploy.yml': manifest.replace(', build: ./web', '') },
    },
    programs: { gh },
    secrets: { BUILD_SECRETS: 'npm=canary-token\npip=canary-index' },
    speed: 100,
    onLine: ({ text }) => log.push(text),
  })
})

afterAll(() => pipeline.close())

/** Builds a commit, which becomes the newest of the branch. */
function build(name: keyof typeof commits, inputs: Readonly<Record<string, string | boolean>> = {}): Run {
  pipeline.push(name)
  return pipeline.github.dispatch('build.yml', { inputs })
}

function tagsBuiltFor(name: keyof typeof commits): string[] {
  const tags = pipeline.builds.flatMap(one => one.tags.map(tag => tag.replace(/^[^/]+\//, '')))
  return tags.filter(tag => tag.endsWith(`:${shaOf(name)}`)).map(tag => tag.replace(/:.*/, ''))
}

const [look, verify] = ['build / What is missing', 'build / All images are there']

describe('build.yml', () => {
  test('builds each missing image once, though two runs of the commit begin together', async () => {
    const inputs = { 'build-args': 'VERSION=1.2.3\nFLAVOUR=sweet = sour' }
    const runs = [build('one', inputs), build('one', inputs)]
    const all = { [look]: 'success', 'build / api': 'success', 'build / web/app': 'success' }
    for (const run of runs)
      expect(await ended(run)).toEqual({ ...all, 'build / web/proxy': 'success', [verify]: 'success' })
    expect(tagsBuiltFor('one').sort()).toEqual(['shop/api', 'shop/proxy', 'shop/web'])
    const [first, second] = runs.map(run => run.job(verify).outputs)
    expect(second).toEqual(first)
    expect(first?.['commit']).toBe(shaOf('one'))
    const digest = pipeline.simulation.world.ecr.find(`shop/api:${shaOf('one')}`)?.digest
    const images = JSON.parse(first?.['images'] ?? '') as Record<string, string>
    expect(Object.keys(images)).toEqual(['api', 'worker', 'web/app', 'web/proxy'])
    expect([images['api'], images['worker']]).toEqual(
      [digest, digest].map(one => `123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api@${one}`),
    )
  })

  test('gives builds what the manifest and the caller say, and no secret to the log', () => {
    const proxy = pipeline.builds.find(({ job }) => job === 'build / web/proxy')
    expect(proxy).toMatchObject({
      context: '.',
      file: 'proxy/Dockerfile',
      target: 'release',
      push: true,
      buildArgs: { VERSION: '1.2.3', FLAVOUR: 'sweet = sour' },
      secrets: ['npm', 'pip'],
      provenance: 'mode=max',
      cacheTo: 'type=gha,mode=max,scope=web/proxy',
    })
    expect(log.length).toBeGreaterThan(100)
    expect(log.join('\n')).not.toContain('canary')
  })

  test('lets `latest` move where the repository lets it, and nowhere else', () => {
    const { ecr } = pipeline.simulation.world
    const latest = ['shop/api', 'shop/proxy', 'shop/web'].map(one => ecr.find(`${one}:latest`)?.digest)
    const tagged = ['shop/api', 'shop/proxy'].map(one => ecr.find(`${one}:${shaOf('one')}`)?.digest)
    expect(latest).toEqual([...tagged, undefined])
  })

  test('builds nothing where nothing is missing, neither in another run nor in the same one again', async () => {
    const built = pipeline.builds.length
    const run = build('one')
    const nothing = { [look]: 'success', 'build / build': 'skipped', [verify]: 'success' }
    expect(Object.values(await ended(run))).toEqual(Object.values(nothing))
    expect(run.job(look).outputs).toEqual({ builds: '[]' })
    const again = run.rerun()
    expect(Object.values(await ended(again))).toEqual(Object.values(nothing))
    expect(again.job(verify).outputs).toEqual(run.job(verify).outputs)
    expect(pipeline.builds).toHaveLength(built)
  })

  test('builds the others where one fails, and that one alone when the failed jobs are run again', async () => {
    const run = build('half')
    expect(await ended(run)).toMatchObject({
      'build / api': 'success',
      'build / web/app': 'failure',
      'build / web/proxy': 'success',
      [verify]: 'skipped',
    })
    delete half['shop/web']
    const again = run.rerun({ failedOnly: true })
    expect(await ended(again)).toMatchObject({ 'build / web/app': 'success', [verify]: 'success' })
    expect(tagsBuiltFor('half').sort()).toEqual(['shop/api', 'shop/proxy', 'shop/web', 'shop/web'])
  })

  test('says of what nothing builds, and does not wait for it', async () => {
    const run = build('unbuildable')
    expect(await ended(run)).toMatchObject({ 'build / api': 'success', [verify]: 'failure' })
    const warnings = run.job(look).annotations.filter(({ level }) => level === 'warning')
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('Nothing says how to build web/app'),
    ])
    expect(errorsOf(run).join('\n')).toMatch(/web\/app.*missing|web\/app.*no image/s)
  })
})

describe('of a platform, build.yml', () => {
  test.each([
    ['arm', '"ubuntu-24.04-arm"', 'skipped', ['linux/arm64']],
    ['both', '"ubuntu-latest"', 'success', ['linux/amd64', 'linux/arm64']],
  ] as const)('builds %s on %s', async (name, runsOn, emulation, platforms) => {
    const run = build(name, { latest: false })
    expect(await ended(run)).toMatchObject({ [verify]: 'success' })
    const job = run.job('build / api')
    expect(job.runsOn).toBe(runsOn)
    expect(job.steps.find(step => step.name === 'Install QEMU')?.outcome).toBe(emulation)
    expect(pipeline.builds.at(-1)).toMatchObject({
      platforms,
      tags: [expect.stringMatching(/shop\/api:[0-9a-f]{40}$/)],
    })
  })
})

describe('with attest, build.yml', () => {
  test('attests what it has pushed, and its own verification, as a promotion, asks gh for that', async () => {
    const run = build('signed', { attest: true })
    expect(await ended(run)).toMatchObject({ [verify]: 'success' })
    const digest = pipeline.simulation.world.ecr.find(`shop/api:${shaOf('signed')}`)?.digest ?? ''
    const image = '123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api'
    expect(pipeline.attestations).toEqual([
      { subjectName: image, subjectDigest: digest, pushToRegistry: true, job: 'build / api' },
    ])
    const asked = pipeline.programs.started().filter(({ command }) => command.startsWith('gh '))
    expect(asked.map(({ command }) => command)).toEqual([
      `gh attestation verify oci://${image}@${digest} --repo acme/shop --signer-workflow ${signer} --format json`,
    ])
    const promoted = pipeline.github.dispatch('promote.yml', {
      inputs: { environment: 'staging', 'registry-login': true, 'infrastructure-command': 'exit 7' },
    })
    await ended(promoted)
    const steps = promoted.job('promote / commit to staging').steps
    expect(steps.find(({ name }) => name === 'Verify images, and check the gates')?.outcome).toBe('success')
    expect(pipeline.programs.started().filter(({ command }) => command === asked[0]?.command)).toHaveLength(2)
  })

  test('is red where gh says no, and so is a promotion', async () => {
    writeFileSync(join(pipeline.programs.home, 'unattested'), '')
    const run = build('forged')
    expect(await ended(run)).toMatchObject({ 'build / api': 'success', [verify]: 'failure' })
    expect(errorsOf(run).join('\n')).toContain('acme/shop has no attestation of it')
    const promoted = pipeline.github.dispatch('promote.yml', {
      inputs: { environment: 'staging', 'registry-login': true },
    })
    expect(await ended(promoted)).toEqual({ 'promote / commit to staging': 'failure' })
    expect(promoted.job('promote / commit to staging').outputs).toMatchObject({ outcome: 'failed-before-change' })
    expect(pipeline.attestations).toHaveLength(1)
  })
})
