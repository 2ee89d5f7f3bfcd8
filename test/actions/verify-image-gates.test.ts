import { describe, expect, test } from '@jest/globals'
import type { ScanStatus } from '@aws-sdk/client-ecr'
import { commands as hostileCommands, tricks } from '../core/hostile-lines.ts'
import { obeyed } from '../core/runner-commands.ts'
import type { PlannedFault } from '../simulator/faults.ts'
import type { AwsScenario, BuiltImage, RepositoryScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { onTheWire } from '../stage/on-the-wire.ts'
import { perform } from '../stage/perform.ts'
import type { Circumstances, Performance } from '../stage/perform.ts'
import type { ScriptedCommand } from '../stage/scripted-commands.ts'
import { workspace } from '../stage/workspace.ts'

const tag = 'v2'
const both = ['linux/amd64', 'linux/arm64'] as const

/** A registry with one repository, `shop/api`, whose newest image is as described. */
function registry(
  image: BuiltImage,
  { aws = {}, ...settings }: Partial<RepositoryScenario> & { aws?: AwsScenario } = {},
): Simulation {
  const images = ['v1', { tags: [tag], ...image }]
  return simulate({ aws, repositories: { 'shop/api': { ...settings, images } } })
}

function verify(
  simulation: Simulation,
  inputs: Record<string, string>,
  circumstances: Omit<Circumstances, 'simulation'> = {},
): Promise<Performance> {
  return perform('verify-image', { images: 'api=shop/api', tag, ...inputs }, { simulation, ...circumstances })
}

/** A service of two containers, one of which has an image of another registry. */
const withProxy = workspace({
  '.github/deploy.yml': `
services: { api: { containers: { app: shop/api, proxy: "ghcr.io/acme/proxy@sha256:${'0'.repeat(64)}" } } }
environments: { production: { cluster: prod } }`,
})

const enhanced: AwsScenario = { scanning: { type: 'ENHANCED' } }
const gate = { 'fail-on-severity': 'high' }

describe('scan findings', () => {
  const formats = ['index', 'docker-list', 'manifest', 'docker-manifest'] as const
  const worlds = formats.flatMap(format => [
    { format, type: 'basic', aws: {} },
    { format, type: 'enhanced', aws: enhanced },
  ])

  test.each(worlds)('below the gate pass: $type scanning of an image ($format)', async ({ format, aws }) => {
    const simulation = registry({ format, findings: { MEDIUM: 2, LOW: 1 } }, { aws })
    const { outcome, transcript, summary } = await verify(simulation, gate)
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain('api: scan findings: passed: 2 medium, 1 low')
    expect(summary).toMatch(/\| Scan findings +\|[\s\S]*\| 2 medium, 1 low +\|/)
  })

  test.each(worlds)('at the gate refuse: $type scanning of an image ($format)', async ({ format, aws }) => {
    const simulation = registry({ format, findings: { CRITICAL: 1, HIGH: ['CVE-2026-777'], LOW: 9 } }, { aws })
    const { outcome, failure, outputs, summary } = await verify(simulation, gate)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('- api: scanning found 1 critical, 1 high, 9 low, and `fail-on-severity` is high: ')
    expect(failure).toContain('CVE-2026-777 (high) in openssl 3.0.11-1')
    expect(failure).toMatch(/Update the base image and the packages, and build again/)
    expect(outputs).toMatchObject({ images: '{}', digests: '{}', missing: '[]' })
    expect(summary).toContain('1 critical, 1 high, 9 low')
  })

  test('are not asked for where nobody asks', async () => {
    const simulation = registry({ findings: { CRITICAL: 9 } })
    const { outcome } = await verify(simulation, {})
    expect(outcome).toBe('succeeded')
    expect(simulation.requests.map(({ operation }) => operation)).not.toContain('DescribeImageScanFindings')
  })

  test('that have a fix say in which version', async () => {
    const simulation = registry({ findings: { CRITICAL: 1 } }, { aws: enhanced })
    onTheWire(simulation, ({ operation, reply }) =>
      operation === 'DescribeImageScanFindings'
        ? reply.replaceAll('"version":"3.0.11-1"', '"version":"3.0.11-1","fixedInVersion":"3.0.13-1"')
        : reply,
    )
    const { failure } = await verify(simulation, gate)
    expect(failure).toContain('in openssl 3.0.11-1, fixed in 3.0.13-1. Update what has a fix')
  })

  test('that are suppressed in Amazon Inspector do not count', async () => {
    const simulation = registry({ findings: { CRITICAL: 3 } }, { aws: enhanced })
    onTheWire(simulation, ({ operation, reply }) =>
      operation === 'DescribeImageScanFindings'
        ? reply.replaceAll('"status":"ACTIVE","title"', '"status":"SUPPRESSED","title"')
        : reply,
    )
    const { outcome, transcript } = await verify(simulation, gate)
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain('api: scan findings: passed: nothing found')
  })

  test('are read to the last page', async () => {
    const simulation = registry({ format: 'manifest', findings: { LOW: 2_500, CRITICAL: ['CVE-2026-9999'] } })
    const { failure } = await verify(simulation, gate)
    expect(failure).toContain('1 critical, 2500 low')
    expect(simulation.requests.filter(({ operation }) => operation === 'DescribeImageScanFindings')).toHaveLength(3)
  })

  test('that the registry lost on the way are not none', async () => {
    const simulation = registry({ findings: { LOW: 1 } })
    onTheWire(simulation, ({ operation, reply }) => {
      if (operation !== 'DescribeImageScanFindings') return reply
      const { imageScanFindings, ...rest } = JSON.parse(reply) as Record<string, unknown>
      return JSON.stringify({ ...rest, ...(imageScanFindings === null && { imageScanFindings }) })
    })
    const { outcome, failure } = await verify(simulation, gate)
    expect(outcome).toBe('unknown')
    expect(failure).toContain('did not give its findings')
  })

  test('of the wanted platforms alone count', async () => {
    const simulation = registry({ platforms: both })
    const [amd64, arm64] = simulation.world.ecr.find(`shop/api:${tag}`)?.children ?? []
    const { ecr } = simulation.world
    for (const { digest } of [amd64, arm64].flatMap(one => one ?? [])) {
      const image = ecr.find(`shop/api@${digest}`)
      if (!image) continue
      if (digest === arm64?.digest)
        image.findings = [{ name: 'CVE-2026-5', severity: 'CRITICAL', package: 'musl', version: '1' }]
      ecr.scanner.start(image, { takes: 0 })
    }
    expect((await verify(simulation, { ...gate, platform: 'linux/amd64' })).outcome).toBe('succeeded')
    const { outcome, failure } = await verify(simulation, { ...gate, platform: both.join() })
    expect([outcome, failure]).toEqual(['failed-before-change', expect.stringContaining('CVE-2026-5')])
    expect((await verify(simulation, gate)).outcome).toBe('failed-before-change')
  })

  test.each(['none', 'unsupported', 'of-platform'] as const)(
    'are those inside an index, whatever the registry says of the index itself: %s',
    async scanOfIndex => {
      const scan = { aws: { scanOfIndex } }
      expect((await verify(registry({ findings: { LOW: 1 } }, scan), gate)).outcome).toBe('succeeded')
      expect((await verify(registry({ findings: { HIGH: 1 } }, scan), gate)).outcome).toBe('failed-before-change')
      expect((await verify(registry({ scan: 'none', platforms: both }, scan), gate)).outcome).toBe(
        'failed-before-change',
      )
    },
  )

  const hostile = [...hostileCommands, ...tricks]

  test('with names that want to be commands are a part of our lines', async () => {
    const simulation = registry({ format: 'manifest', findings: { CRITICAL: hostile } })
    const { failure = '', transcript, summary } = await verify(simulation, gate)
    expect(failure).toContain(`${hostile.length} critical`)
    expect(obeyed(transcript.join('\n'))).toBeUndefined()
    expect(summary).not.toMatch(/<script|::set-output name=digest::/)
  })
})

describe('an image without a clean scan', () => {
  test('that was never scanned is refused, with the command that scans it', async () => {
    const simulation = registry({ scan: 'none' })
    const { outcome, failure } = await verify(simulation, gate)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(
      /was never scanned, which is not the same as clean\. Let the registry scan .*`aws ecr start-image-scan/,
    )
  })

  test.each<ScanStatus>([
    'FAILED',
    'UNSUPPORTED_IMAGE',
    'FINDINGS_UNAVAILABLE',
    'SCAN_ELIGIBILITY_EXPIRED',
    'LIMIT_EXCEEDED',
  ])('whose scan is %s is refused, and not waited for', async status => {
    const simulation = registry({ scan: status })
    const began = simulation.world.now()
    const { outcome, failure } = await verify(simulation, gate)
    expect([outcome, failure]).toEqual(['failed-before-change', expect.stringContaining(status)])
    expect(simulation.world.now() - began).toBeLessThan(5_000)
  })

  test('that is still being scanned is waited for', async () => {
    const simulation = registry({ findings: { LOW: 1 }, scan: { takes: '90s' } })
    const began = simulation.world.now()
    const { outcome, transcript } = await verify(simulation, gate)
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain('api: the scan of its image for linux/amd64 is IN_PROGRESS')
    expect(simulation.world.now() - began).toBeGreaterThanOrEqual(90_000)
    expect(simulation.world.now() - began).toBeLessThan(105_000)
  })

  test('that is found weak at the end of the wait is refused', async () => {
    const simulation = registry({ findings: { CRITICAL: 1 }, scan: { takes: '90s' } }, { aws: enhanced })
    expect((await verify(simulation, gate)).outcome).toBe('failed-before-change')
  })

  test('that was just pushed is given time until its scan begins', async () => {
    const simulation = registry({ age: '5s' })
    const { world } = simulation
    const child = world.ecr.find(`shop/api:${tag}`)?.children[0]
    const image = world.ecr.find(`shop/api@${child?.digest ?? ''}`)
    world.timeline.after(20_000, () => image && world.ecr.scanner.start(image, { takes: 10_000 }))
    expect((await verify(simulation, gate)).outcome).toBe('succeeded')
  })

  test('is refused where the wait takes longer than there is time', async () => {
    const simulation = registry({ scan: { takes: '10m' } })
    const began = simulation.world.now()
    const { outcome, failure } = await verify(simulation, { ...gate, timeout: '2m' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(/is IN_PROGRESS, and there was no more time to wait for it\. Run this again/)
    expect(simulation.world.now() - began).toBeLessThan(135_000)
  })

  test('is not waited for where another image is missing', async () => {
    const simulation = registry({ scan: { takes: '3m' } })
    const began = simulation.world.now()
    const { failure } = await verify(simulation, { ...gate, images: 'api=shop/api gone=shop/gone' })
    expect(failure).toContain('2 of 2 images cannot be deployed')
    expect(simulation.world.now() - began).toBeLessThan(10_000)
  })

  test('of a registry that is not Amazon ECR is not clean', async () => {
    const { outcome, failure } = await perform(
      'verify-image',
      { tag, ...gate },
      { simulation: registry({ findings: {} }), environment: withProxy },
    )
    expect([outcome, failure]).toEqual([
      'unknown',
      expect.stringContaining('ghcr.io, which is not Amazon ECR. Copy the image'),
    ])
  })
})

describe('the signature of Amazon ECR', () => {
  const signature = { 'require-signature': 'true' }

  test.each([
    ['that is complete passes', { signed: true }, 'succeeded', /signature: passed: releases/],
    ['that is not there is refused', {}, 'failed-before-change', /Amazon ECR has not signed it/],
    [
      'that failed is refused',
      { signed: { takes: '0s', ends: 'FAILED' as const } },
      'failed-before-change',
      /could not sign it by releases \(InternalError: /,
    ],
    ['that is being made is waited for', { signed: { takes: '40s' } }, 'succeeded', /is IN_PROGRESS/],
    ['that is made too slowly is refused', { signed: { takes: '20m' } }, 'failed-before-change', /no more time/],
    [
      'that fails in the end is refused',
      { signed: { takes: '40s', ends: 'FAILED' as const } },
      'failed-before-change',
      /could not sign/,
    ],
  ] as const)('%s', async (_, image, expected, says) => {
    const { outcome, transcript, failure = '' } = await verify(registry(image), signature)
    expect(outcome).toBe(expected)
    expect([...transcript, failure].join('\n')).toMatch(says)
  })
})

describe('the attestation of a workflow', () => {
  const workflow = 'acme/specboard/.github/workflows/build.yml'
  const attestation = { attestation: workflow }

  function commandFor(simulation: Simulation, { repository = 'acme/specboard', signer = workflow } = {}): string {
    const { digest = '' } = simulation.world.ecr.find(`shop/api:${tag}`) ?? {}
    const image = `oci://123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api@${digest}`
    return `gh attestation verify ${image} --repo ${repository} --signer-workflow ${signer} --format json`
  }

  const results = (signer = workflow): string =>
    JSON.stringify([
      {
        verificationResult: {
          signature: { certificate: { buildSignerURI: `https://github.com/${signer}@refs/heads/main` } },
        },
      },
    ])

  test('is verified by gh, for the run’s own repository', async () => {
    const simulation = registry({})
    const { outcome, transcript } = await verify(simulation, attestation, {
      commands: { [commandFor(simulation)]: { lines: [results()] } },
    })
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain('api: attestation: passed: build.yml')
  })

  test('may be of a reusable workflow, and of another repository', async () => {
    const simulation = registry({})
    const signer = 'org/deploy-actions/.github/workflows/build.yml'
    const { outcome } = await verify(
      simulation,
      { attestation: signer, 'attestation-repo': 'acme/sources' },
      { commands: { [commandFor(simulation, { repository: 'acme/sources', signer })]: { lines: [results(signer)] } } },
    )
    expect(outcome).toBe('succeeded')
  })

  test('is asked for once where services share an image', async () => {
    const simulation = registry({})
    let asked = 0
    const command: ScriptedCommand = { lines: [results()], sees: () => asked++ }
    const { outcome } = await verify(
      simulation,
      { ...attestation, images: 'api=shop/api worker=shop/api' },
      { commands: { [commandFor(simulation)]: command } },
    )
    expect([outcome, asked]).toEqual(['succeeded', 1])
  })

  test('gives gh the token in its environment, and nobody else', async () => {
    const simulation = registry({})
    let seen: Readonly<Record<string, string>> = {}
    const sees: ScriptedCommand['sees'] = environment => (seen = environment)
    const line = commandFor(simulation)
    const {
      transcript,
      summary,
      failure = '',
      outputs,
    } = await verify(
      simulation,
      { ...attestation, 'github-token': 'ghs_canary' },
      {
        commands: { [line]: { code: 1, lines: ['Error: HTTP 404: Not Found'], sees } },
        environment: { 'INPUT_GITHUB-TOKEN': 'ghs_canary', GITHUB_TOKEN: 'ghs_other' },
      },
    )
    expect(seen['GH_TOKEN']).toBe('ghs_canary')
    expect(Object.entries(seen).filter(([, value]) => value.startsWith('ghs_'))).toHaveLength(1)
    expect(line).not.toContain('ghs_')
    expect([...transcript, summary, failure, JSON.stringify(outputs)].join('\n')).not.toContain('ghs_')
  })

  test.each<[string, ScriptedCommand | undefined, string, string]>([
    [
      'there is none',
      { code: 1, lines: ['Error: HTTP 404: Not Found'] },
      'failed-before-change',
      'has no attestation of it',
    ],
    [
      'another workflow signed',
      { code: 1, lines: ['Error: verifying with issuer "sigstore.dev"'] },
      'failed-before-change',
      'not by acme/specboard',
    ],
    [
      'another workflow signed, which gh took for it',
      { lines: [results(`${workflow}x`)] },
      'failed-before-change',
      'build.ymlx@refs/heads/main',
    ],
    ['gh verified nothing and ended well', { lines: ['[]'] }, 'failed-before-change', 'named no attestation'],
    ['gh is missing', undefined, 'unknown', 'Install the GitHub CLI'],
    [
      'gh is not logged in to the registry',
      {
        code: 1,
        lines: ['Error: remote registry authorization failed, please authenticate with the registry and try again'],
      },
      'unknown',
      'amazon-ecr-login',
    ],
    ['gh takes too long', { takes: 600_000 }, 'unknown', 'no more time'],
  ])('lets nothing pass where %s', async (_, command, expected, says) => {
    const simulation = registry({})
    const commands = command ? { [commandFor(simulation)]: command } : {}
    const { outcome, failure, outputs } = await verify(simulation, attestation, { commands })
    expect([outcome, failure]).toEqual([expected, expect.stringContaining(says)])
    expect(outputs['images']).toBe('{}')
  })

  test('shows what gh said as text of somebody else', async () => {
    const simulation = registry({})
    const { transcript } = await verify(simulation, attestation, {
      commands: {
        [commandFor(simulation)]: {
          code: 1,
          lines: ['::error::Error: HTTP 404', 'GH_TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345'],
        },
      },
    })
    expect(transcript.some(line => line.startsWith('│ ') && line.includes('HTTP 404'))).toBe(true)
    expect(transcript.join('\n')).not.toContain('ghp_0123456789')
    expect(obeyed(transcript.join('\n'))).toBeUndefined()
  })

  test('needs a token', async () => {
    const { outcome, failure } = await verify(registry({}), { ...attestation, 'github-token': '' })
    expect([outcome, failure]).toEqual(['unknown', expect.stringContaining('Give `github-token`')])
  })

  test('is not asked of an image that was built elsewhere', async () => {
    const { outcome, failure, transcript } = await perform(
      'verify-image',
      { tag, ...attestation },
      { simulation: registry({}), environment: withProxy },
    )
    expect(outcome).toBe('unknown')
    expect(failure).toContain('1 of 2 images could not be checked:\n  - api/app:')
    expect(transcript).toContain('api/proxy: attestation: not asked for: built elsewhere')
  })

  test('ends with the job', async () => {
    const simulation = registry({})
    const stop = new AbortController()
    simulation.world.timeline.after(30_000, () => stop.abort())
    const began = simulation.world.now()
    const { outcome } = await verify(simulation, attestation, {
      commands: { [commandFor(simulation)]: { takes: 200_000 } },
      stop: stop.signal,
    })
    expect(outcome).toBe('cancelled')
    expect(simulation.world.now() - began).toBeLessThan(36_000)
  })
})

describe('a permission that a gate needs', () => {
  test.each([
    ['ecr:DescribeImageScanFindings', gate],
    ['ecr:DescribeImageSigningStatus', { 'require-signature': 'true' }],
  ])('%s is named, and without it nothing passes', async (permission, inputs) => {
    const simulation = registry({ findings: {}, signed: true })
    simulation.faults.add({ is: 'denied', on: permission })
    const { outcome, failure, outputs } = await verify(simulation, inputs)
    expect(outcome).toBe('unknown')
    expect(failure).toContain(`Allow the role of this job the action ${permission}`)
    expect(outputs['images']).toBe('{}')
  })

  test('is not asked for where the gate is not', async () => {
    const simulation = registry({})
    simulation.faults.add({ is: 'denied', on: 'ecr:DescribeImageScanFindings' })
    expect((await verify(simulation, {})).outcome).toBe('succeeded')
  })
})

describe('all gates', () => {
  const all = { ...gate, 'require-signature': 'true' }
  const scansAndSignatures = ['ecr:DescribeImageScanFindings', 'ecr:DescribeImageSigningStatus']

  test('that speak against an image do so at once', async () => {
    const { failure } = await verify(registry({ findings: { CRITICAL: 1 } }), all)
    expect(failure).toMatch(/scanning found 1 critical.*; and Amazon ECR has not signed it\. Update/)
  })

  test.each<PlannedFault>([
    { is: 'throttled', on: scansAndSignatures, times: 8 },
    { is: 'failed', on: scansAndSignatures, times: 8 },
    { is: 'applied-and-empty', on: scansAndSignatures, times: 5 },
    { is: 'applied-and-cut-off', on: scansAndSignatures, times: 5 },
    { is: 'lost', on: scansAndSignatures, times: 8 },
  ])('are asked again while the answers are $is', async fault => {
    const simulation = registry({ findings: { LOW: 1 }, signed: true })
    simulation.faults.add(fault)
    expect((await verify(simulation, all)).outcome).toBe('succeeded')
  })

  test('of fifty images are waited for together', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `shop/${index}`)
    const image: BuiltImage = {
      tags: [tag],
      platforms: both,
      findings: { LOW: 2 },
      scan: { takes: '60s' },
      signed: { takes: '30s' },
    }
    const simulation = simulate({ repositories: Object.fromEntries(names.map(name => [name, [image]])) })
    const began = simulation.world.now()
    const { outcome, summary } = await verify(simulation, { ...all, images: names.join('\n') })
    expect(outcome).toBe('succeeded')
    expect(summary.match(/2 low/g)).toHaveLength(50)
    expect(simulation.world.now() - began).toBeLessThan(100_000)
  })

  test('end with the job while they wait', async () => {
    const simulation = registry({ scan: { takes: '4m' } })
    const stop = new AbortController()
    simulation.world.timeline.after(30_000, () => stop.abort())
    const began = simulation.world.now()
    const { outcome } = await verify(simulation, all, { stop: stop.signal })
    expect(outcome).toBe('cancelled')
    expect(simulation.world.now() - began).toBeLessThan(36_000)
  })
})
