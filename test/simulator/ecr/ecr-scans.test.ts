import type { ScanStatus } from '@aws-sdk/client-ecr'
import {
  BatchGetRepositoryScanningConfigurationCommand,
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  GetRegistryScanningConfigurationCommand,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import type { AwsScenario, BuiltImage } from '../scenario.ts'
import type { Assumptions } from './assumptions.ts'
import { findingsOf } from '../build-registry.ts'
import { registry, repositoryName } from './registry.ts'

const enhanced: AwsScenario = { scanning: { type: 'ENHANCED' } }
const imageId = { imageTag: 'v1' }

function scannedImage(image: BuiltImage, aws: AwsScenario = {}) {
  const account = registry([{ tags: ['v1'], format: 'manifest', ...image }], aws)
  const look = (more: object = {}) =>
    account.client.send(new DescribeImageScanFindingsCommand({ repositoryName, imageId, ...more }))
  return { ...account, look }
}

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageScanFindings.html
describe('findings', () => {
  test('of basic scanning are told with their counts', async () => {
    const { look, digestOf } = scannedImage({ findings: { CRITICAL: ['CVE-2026-1'], HIGH: 2 } })
    const { imageId, imageScanStatus, imageScanFindings } = await look()
    expect(imageId).toEqual({ imageDigest: digestOf('v1'), imageTag: 'v1' })
    expect(imageScanStatus).toEqual({ status: 'COMPLETE', description: 'The scan was completed successfully.' })
    expect(imageScanFindings).toMatchObject({
      findingSeverityCounts: { CRITICAL: 1, HIGH: 2 },
      findings: [{ name: 'CVE-2026-1', severity: 'CRITICAL' }, { severity: 'HIGH' }, { severity: 'HIGH' }],
      imageScanCompletedAt: expect.any(Date),
    })
  })

  test('of enhanced scanning have a form of their own', async () => {
    const { look } = scannedImage({ findings: { HIGH: ['CVE-2026-1'] } }, enhanced)
    const { imageScanStatus, imageScanFindings } = await look()
    expect(imageScanStatus).toEqual({ status: 'ACTIVE', description: 'Continuous scan is selected for image.' })
    expect(imageScanFindings?.findings).toBeUndefined()
    expect(imageScanFindings).toMatchObject({
      findingSeverityCounts: { HIGH: 1 },
      enhancedFindings: [
        {
          severity: 'HIGH',
          status: 'ACTIVE',
          type: 'PACKAGE_VULNERABILITY',
          packageVulnerabilityDetails: { vulnerabilityId: 'CVE-2026-1' },
          resources: [{ type: 'AWS_ECR_CONTAINER_IMAGE' }],
        },
      ],
    })
  })

  test.each([
    { type: 'basic', aws: {}, findings: { findings: [], findingSeverityCounts: {} } },
    { type: 'enhanced', aws: enhanced, findings: { findings: [] } },
  ])('of $type scanning that found nothing are an empty list', async ({ aws, findings }) => {
    const { look } = scannedImage({ findings: {} }, aws)
    expect((await look()).imageScanFindings).toMatchObject(findings)
    expect((await look()).imageScanFindings?.enhancedFindings).toBeUndefined()
  })

  test.each([{ aws: {} }, { aws: enhanced }])('come in pages', async ({ aws }) => {
    const { look } = scannedImage({ findings: { LOW: 250 } }, aws)
    const seen: number[] = []
    let nextToken: string | undefined
    do {
      const { imageScanFindings, nextToken: next } = await look({ nextToken })
      seen.push((imageScanFindings?.findings ?? imageScanFindings?.enhancedFindings ?? []).length)
      nextToken = next
    } while (nextToken !== undefined)
    expect(seen).toEqual([100, 100, 50])
    await expect(look({ maxResults: 1001 })).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test.each([
    { type: 'enhanced', aws: enhanced, counts: { CRITICAL: 1 } },
    { type: 'basic', aws: {}, counts: {} },
  ])(
    'may become known later: $type scanning of an image that was clean then tells $counts',
    async ({ aws, counts }) => {
      const { look, ecr, simulation } = scannedImage({ findings: {} }, aws)
      simulation.world.timeline.advance(3_600_000)
      const image = ecr.find(`${repositoryName}:v1`)
      if (image) ecr.scanner.discover(image, findingsOf({ CRITICAL: 1 }))
      expect((await look()).imageScanFindings?.findingSeverityCounts).toEqual(counts)
    },
  )
})

describe('a scan', () => {
  test('that was never made is not found', async () => {
    const { look, digestOf } = scannedImage({})
    await expect(look()).rejects.toMatchObject({
      name: 'ScanNotFoundException',
      message:
        "Image scan does not exist for the image with '{imageDigest:'null', imageTag:'v1'}' in the repository with " +
        "name 'doc-platform/api' in the registry with id '123456789012'",
    })
    await expect(look({ imageId: { imageTag: 'v9' } })).rejects.toMatchObject({ name: 'ImageNotFoundException' })
    await expect(look({ imageId: {} })).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(look({ imageId: { imageDigest: digestOf('v1') } })).rejects.toMatchObject({
      message: expect.stringContaining(`imageDigest:'${digestOf('v1')}', imageTag:'null'`),
    })
  })

  test.each<{ aws: AwsScenario; meanwhile: ScanStatus; then: ScanStatus }>([
    { aws: {}, meanwhile: 'IN_PROGRESS', then: 'COMPLETE' },
    { aws: enhanced, meanwhile: 'PENDING', then: 'ACTIVE' },
  ])('under way is $meanwhile, without findings, and $then in the end', async ({ aws, meanwhile, then }) => {
    const { look, simulation } = scannedImage({ findings: { HIGH: 1 }, scan: { takes: '90s' } }, aws)
    expect(await look()).toMatchObject({ imageScanStatus: { status: meanwhile } })
    expect((await look()).imageScanFindings).toBeUndefined()
    simulation.world.timeline.advance(90_000)
    expect(await look()).toMatchObject({
      imageScanStatus: { status: then },
      imageScanFindings: { findingSeverityCounts: { HIGH: 1 } },
    })
  })

  test.each<ScanStatus>([
    'FAILED',
    'UNSUPPORTED_IMAGE',
    'FINDINGS_UNAVAILABLE',
    'SCAN_ELIGIBILITY_EXPIRED',
    'LIMIT_EXCEEDED',
    'PENDING',
  ])('that is %s tells no findings, whatever there is', async status => {
    const { look } = scannedImage({ findings: { CRITICAL: 1 }, scan: status })
    const reply = await look()
    expect(reply.imageScanStatus?.status).toBe(status)
    expect(reply.imageScanFindings).toBeUndefined()
  })

  test('may fail in the end', async () => {
    const { look, simulation } = scannedImage({ scan: { takes: '10s', ends: 'FAILED' } })
    simulation.world.timeline.advance(10_000)
    expect((await look()).imageScanStatus).toEqual({
      status: 'FAILED',
      description: 'UnsupportedImageError: The operating system and/or package manager are not supported.',
    })
  })

  test('of an archived image is IMAGE_ARCHIVED', async () => {
    const { look } = scannedImage({ findings: { HIGH: 1 }, archived: true })
    const reply = await look()
    expect([reply.imageScanStatus?.status, reply.imageScanFindings]).toEqual(['IMAGE_ARCHIVED', undefined])
  })
})

// https://github.com/hashintel/hash/pull/8596: it is the images of an index that are scanned, not the index.
describe('the scan of an index', () => {
  test.each<{ scanOfIndex: Assumptions['scanOfIndex']; expected: object }>([
    { scanOfIndex: 'none', expected: { error: 'ScanNotFoundException' } },
    { scanOfIndex: 'unsupported', expected: { status: 'UNSUPPORTED_IMAGE' } },
    { scanOfIndex: 'of-platform', expected: { status: 'COMPLETE', counts: { HIGH: 1 } } },
  ])('may be $scanOfIndex', async ({ scanOfIndex, expected }) => {
    const { look } = scannedImage({ format: 'index', findings: { HIGH: 1 } }, { scanOfIndex })
    const seen = await look().then(
      ({ imageScanStatus, imageScanFindings }) => ({
        status: imageScanStatus?.status,
        counts: imageScanFindings?.findingSeverityCounts,
      }),
      (error: unknown) => ({ error: (error as Error).name }),
    )
    expect(seen).toEqual({ ...expected })
  })

  test('is that of each of its images, while attestations cannot be scanned', async () => {
    const aws: AwsScenario = { scanning: { repositories: ['*'] } }
    const image: BuiltImage = { format: 'index', platforms: ['linux/amd64', 'linux/arm64'], findings: { LOW: 1 } }
    const { look, ecr } = scannedImage(image, aws)
    const children = ecr.find(`${repositoryName}:v1`)?.children ?? []
    const looks = children.map(({ digest }) => look({ imageId: { imageDigest: digest } }))
    const statuses = (await Promise.all(looks)).map(({ imageScanStatus }) => imageScanStatus?.status)
    expect(statuses).toEqual(['COMPLETE', 'COMPLETE', 'UNSUPPORTED_IMAGE', 'UNSUPPORTED_IMAGE'])
  })
})

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html
test.each<{ type: string; aws: AwsScenario; shown: object | undefined }>([
  { type: 'basic', aws: {}, shown: undefined },
  { type: 'enhanced', aws: enhanced, shown: { findingSeverityCounts: { HIGH: 1 } } },
])('DescribeImages sums up what $type scanning found: $shown', async ({ aws, shown }) => {
  const { client } = scannedImage({ findings: { HIGH: 1 } }, aws)
  const { imageDetails } = await client.send(new DescribeImagesCommand({ repositoryName, imageIds: [imageId] }))
  const summary = imageDetails?.[0]?.imageScanFindingsSummary
  if (shown) expect(summary).toMatchObject(shown)
  else expect(summary).toBeUndefined()
  expect(imageDetails?.[0]?.imageScanStatus?.status).toBe(shown ? 'ACTIVE' : undefined)
})

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html
describe('StartImageScan', () => {
  const start = new StartImageScanCommand({ repositoryName, imageId })

  test('scans an image, once in 24 hours', async () => {
    const { client, look, simulation } = scannedImage({})
    expect((await client.send(start)).imageScanStatus).toEqual({ status: 'IN_PROGRESS' })
    await expect(client.send(start)).rejects.toMatchObject({ name: 'LimitExceededException' })
    simulation.world.timeline.advance(60_000)
    expect((await look()).imageScanStatus?.status).toBe('COMPLETE')
    await expect(client.send(start)).rejects.toMatchObject({ name: 'LimitExceededException' })
    simulation.world.timeline.advance(86_400_000)
    expect((await client.send(start)).imageScanStatus?.status).toBe('IN_PROGRESS')
  })

  test.each([
    {
      what: 'an index',
      image: { format: 'index' },
      aws: {},
      name: 'UnsupportedImageTypeException',
      says: 'image.index',
    },
    { what: 'an archived image', image: { archived: true }, aws: {}, name: 'ImageArchivedException', says: 'archived' },
    { what: 'where scanning is enhanced', image: {}, aws: enhanced, name: 'ValidationException', says: 'disabled' },
  ] as const)('refuses $what', async ({ image, aws, name, says }) => {
    const { client } = scannedImage(image, aws)
    await expect(client.send(start)).rejects.toMatchObject({ name, message: expect.stringContaining(says) })
  })
})

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetRepositoryScanningConfiguration.html
describe('scanning on push', () => {
  test.each<{ says: string; aws: AwsScenario; scanOnPush?: boolean; frequency: string; filters: number }>([
    { says: 'off', aws: {}, frequency: 'MANUAL', filters: 0 },
    {
      says: 'on for some repositories',
      aws: { scanning: { repositories: ['doc-*'] } },
      frequency: 'SCAN_ON_PUSH',
      filters: 1,
    },
    { says: 'on for others', aws: { scanning: { repositories: ['web-*'] } }, frequency: 'MANUAL', filters: 0 },
    {
      says: 'continuous',
      aws: { scanning: { type: 'ENHANCED', repositories: ['*'] } },
      frequency: 'CONTINUOUS_SCAN',
      filters: 1,
    },
    { says: 'set at the repository', aws: {}, scanOnPush: true, frequency: 'SCAN_ON_PUSH', filters: 0 },
  ])('may be $says', async ({ aws, scanOnPush = false, frequency, filters }) => {
    const { client, ecr, simulation } = registry({ scanOnPush, images: [] }, aws)
    const request = { repositoryNames: [repositoryName, 'web'] }
    const reply = await client.send(new BatchGetRepositoryScanningConfigurationCommand(request))
    expect(reply.scanningConfigurations).toMatchObject([{ repositoryName, scanFrequency: frequency }])
    expect(reply.scanningConfigurations?.[0]?.appliedScanFilters).toHaveLength(filters)
    expect(reply.failures).toMatchObject([{ repositoryName: 'web', failureCode: 'REPOSITORY_NOT_FOUND' }])
    const pushed = ecr.push({ repository: repositoryName, tags: ['v1'], format: 'manifest' })
    simulation.world.timeline.advance(60_000)
    expect(pushed.scan !== undefined).toBe(frequency !== 'MANUAL')
  })

  test('is a rule of the registry', async () => {
    const { client } = registry([], { scanning: { type: 'ENHANCED', repositories: ['doc-*'] } })
    const { scanningConfiguration } = await client.send(new GetRegistryScanningConfigurationCommand({}))
    expect(scanningConfiguration).toEqual({
      scanType: 'ENHANCED',
      rules: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: [{ filter: 'doc-*', filterType: 'WILDCARD' }] }],
    })
  })
})
