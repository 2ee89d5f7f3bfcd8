import {
  BatchGetImageCommand,
  DescribeImageSigningStatusCommand,
  DescribeImagesCommand,
  ListImageReferrersCommand,
  UpdateImageStorageClassCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import { mediaTypes } from './manifest.ts'
import { registry, repositoryName } from './registry.ts'

const signature = 'application/vnd.cncf.notary.signature'
const materials = 'application/spdx+json'

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html
describe('what tells of an image', () => {
  const attested = () => registry([{ tags: ['v1'], signed: true, referrers: [materials] }, 'v2'])

  test('is listed by the digest of the image, and is a manifest that names it', async () => {
    const { client, digestOf } = attested()
    const subjectId = { imageDigest: digestOf('v1') }
    const { referrers } = await client.send(new ListImageReferrersCommand({ repositoryName, subjectId }))
    expect(referrers).toMatchObject([
      { artifactType: materials, mediaType: mediaTypes.oci.manifest, artifactStatus: 'ACTIVE', annotations: {} },
      { artifactType: signature },
    ])
    const imageIds = [{ imageDigest: referrers?.[1]?.digest }]
    const { images } = await client.send(new BatchGetImageCommand({ repositoryName, imageIds }))
    const text = images?.[0]?.imageManifest ?? ''
    expect(JSON.parse(text)).toMatchObject({
      artifactType: signature,
      subject: { digest: digestOf('v1'), mediaType: mediaTypes.oci.index },
    })
    expect(referrers?.[1]?.size).toBe(text.length)
    const { imageDetails } = await client.send(new DescribeImagesCommand({ repositoryName, imageIds }))
    expect(imageDetails).toMatchObject([{ subjectManifestDigest: digestOf('v1'), artifactMediaType: signature }])
  })

  test.each([
    { filter: { artifactTypes: [signature] }, found: 1 },
    { filter: { artifactTypes: ['application/json'] }, found: 0 },
    { filter: { artifactStatus: 'ARCHIVED' }, found: 0 },
    { filter: { artifactStatus: 'ANY' }, found: 2 },
  ] as const)('can be filtered: $filter', async ({ filter, found }) => {
    const { client, digestOf } = attested()
    const { artifactTypes, ...status } = { artifactTypes: undefined, ...filter }
    const request = {
      repositoryName,
      subjectId: { imageDigest: digestOf('v1') },
      filter: { ...status, ...(artifactTypes && { artifactTypes: [...artifactTypes] }) },
    }
    expect((await client.send(new ListImageReferrersCommand(request))).referrers).toHaveLength(found)
  })

  test('is nothing where there is nothing, also of an image that is not there', async () => {
    const { client, digestOf } = attested()
    for (const imageDigest of [digestOf('v2'), `sha256:${'0'.repeat(64)}`]) {
      const request = { repositoryName, subjectId: { imageDigest } }
      expect((await client.send(new ListImageReferrersCommand(request))).referrers).toEqual([])
    }
  })

  test('comes in pages of 20', async () => {
    const { client, digestOf } = registry([
      { tags: ['v1'], referrers: Array.from({ length: 25 }, (_, index) => `application/vnd.test.${index}`) },
    ])
    const request = { repositoryName, subjectId: { imageDigest: digestOf('v1') } }
    const first = await client.send(new ListImageReferrersCommand(request))
    const { nextToken } = first
    const second = await client.send(new ListImageReferrersCommand({ ...request, nextToken }))
    expect([first.referrers?.length, second.referrers?.length, second.nextToken]).toEqual([20, 5, undefined])
  })

  test.each([
    { change: { maxResults: 51 }, name: 'InvalidParameterException' },
    { change: { filter: { artifactTypes: Array(6).fill(materials) as string[] } }, name: 'InvalidParameterException' },
    { change: { repositoryName: 'web' }, name: 'RepositoryNotFoundException' },
  ])('is refused with $name: $change', async ({ change, name }) => {
    const { client, digestOf } = attested()
    const request = { repositoryName, subjectId: { imageDigest: digestOf('v1') }, ...change }
    await expect(client.send(new ListImageReferrersCommand(request))).rejects.toMatchObject({ name })
  })

  test('takes the permission to get images', async () => {
    const { client, digestOf, simulation } = attested()
    simulation.faults.add({ is: 'denied', on: 'ecr:ListImageReferrers' })
    const request = { repositoryName, subjectId: { imageDigest: digestOf('v1') } }
    await expect(client.send(new ListImageReferrersCommand(request))).rejects.toMatchObject({
      message: expect.stringContaining('not authorized to perform: ecr:BatchGetImage on resource'),
    })
  })
})

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
describe('managed signing', () => {
  const look = new DescribeImageSigningStatusCommand({ repositoryName, imageId: { imageTag: 'v1' } })

  test.each([
    { signed: { takes: '1m' }, meanwhile: 'IN_PROGRESS', then: 'COMPLETE', signatures: 1 },
    { signed: { takes: '1m', ends: 'FAILED' }, meanwhile: 'IN_PROGRESS', then: 'FAILED', signatures: 0 },
    { signed: true, meanwhile: 'COMPLETE', then: 'COMPLETE', signatures: 1 },
  ] as const)('$signed is $meanwhile, and $then in the end', async ({ signed, meanwhile, then, signatures }) => {
    const { client, simulation, digestOf } = registry([{ tags: ['v1'], signed }])
    const status = async () => (await client.send(look)).signingStatuses?.map(({ status }) => status)
    expect(await status()).toEqual([meanwhile])
    simulation.world.timeline.advance(60_000)
    expect(await status()).toEqual([then])
    const request = { repositoryName, subjectId: { imageDigest: digestOf('v1') } }
    expect((await client.send(new ListImageReferrersCommand(request))).referrers).toHaveLength(signatures)
  })

  test('has nothing to say of an image that no rule signs, and says why it failed', async () => {
    expect((await registry(['v1']).client.send(look)).signingStatuses).toEqual([])
    const failed = registry([{ tags: ['v1'], signed: { ends: 'FAILED' } }])
    expect((await failed.client.send(look)).signingStatuses).toMatchObject([
      {
        signingProfileArn: 'arn:aws:signer:us-west-2:123456789012:/signing-profiles/releases',
        failureCode: expect.any(String),
        failureReason: expect.any(String),
      },
    ])
    const missing = new DescribeImageSigningStatusCommand({ repositoryName, imageId: { imageTag: 'v9' } })
    await expect(failed.client.send(missing)).rejects.toMatchObject({ name: 'ImageNotFoundException' })
  })
})

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UpdateImageStorageClass.html
describe('the archive', () => {
  const change = (targetStorageClass: 'ARCHIVE' | 'STANDARD') =>
    new UpdateImageStorageClassCommand({ repositoryName, imageId: { imageTag: 'v1' }, targetStorageClass })

  test('takes an image at once, and gives it back after some minutes', async () => {
    const { client, ecr, simulation } = registry(['v1'])
    const pulls = () => ecr.pull(ecr.uri(`${repositoryName}:v1`), 'linux/amd64').is
    expect((await client.send(change('ARCHIVE'))).imageStatus).toBe('ARCHIVED')
    expect(pulls()).toBe('failed')
    expect((await client.send(change('STANDARD'))).imageStatus).toBe('ACTIVATING')
    expect(pulls()).toBe('failed')
    simulation.world.timeline.advance(20 * 60_000)
    expect(pulls()).toBe('pulled')
    const { imageDetails } = await client.send(
      new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }] }),
    )
    expect(imageDetails).toMatchObject([
      { imageStatus: 'ACTIVE', lastArchivedAt: expect.any(Date), lastActivatedAt: expect.any(Date) },
    ])
  })

  test('shows an image that is on its way back to whoever asks for that', async () => {
    const { client } = registry([{ tags: ['v1'], format: 'manifest', archived: true }])
    await client.send(change('STANDARD'))
    const shown = async (imageStatus?: 'ACTIVATING') => {
      const filter = imageStatus && { imageStatus }
      return (await client.send(new DescribeImagesCommand({ repositoryName, filter }))).imageDetails?.length
    }
    expect([await shown(), await shown('ACTIVATING')]).toEqual([0, 1])
    const imageIds = [{ imageTag: 'v1' }]
    const { failures } = await client.send(new BatchGetImageCommand({ repositoryName, imageIds }))
    expect(failures).toMatchObject([{ failureCode: 'ImageInaccessible' }])
  })

  test('gives an image back that is pushed again', () => {
    const { ecr } = registry([{ tags: ['v1'], archived: true, content: 'same' }])
    ecr.push({ repository: repositoryName, tags: ['v1'], content: 'same' })
    expect(ecr.pull(ecr.uri(`${repositoryName}:v1`), 'linux/amd64')).toMatchObject({ is: 'pulled' })
  })

  test('takes the images of an index along, but for those that another one needs', () => {
    const { ecr, digestOf } = registry([
      { tags: ['v1'], content: 'same', platforms: ['linux/amd64', 'linux/arm64'] },
      { tags: ['v2'], content: 'same', platforms: ['linux/amd64'] },
    ])
    ecr.archive(`${repositoryName}:v1`)
    const { images } = ecr.repository(repositoryName)
    const [shared, own] = images.get(digestOf('v1'))?.children ?? []
    expect([shared, own].map(child => images.get(child?.digest ?? '')?.status)).toEqual(['ACTIVE', 'ARCHIVED'])
  })

  test.each(['ARCHIVE', 'STANDARD'] as const)('refuses what is there already: %s', async target => {
    const { client } = registry([{ tags: ['v1'], archived: target === 'ARCHIVE' }])
    await expect(client.send(change(target))).rejects.toMatchObject({
      name: 'ImageStorageClassUpdateNotSupportedException',
    })
  })
})

test('DescribeImages tells when a task last started with an image', async () => {
  const { client, ecr, simulation } = registry([{ tags: ['v1'], pulled: '3d' }])
  const pulledAt = async () => {
    const request = { repositoryName, imageIds: [{ imageTag: 'v1' }] }
    return (await client.send(new DescribeImagesCommand(request))).imageDetails?.[0]?.lastRecordedPullTime
  }
  expect(await pulledAt()).toEqual(new Date('2026-11-17T09:00:00Z'))
  const started = new Date(simulation.world.now())
  ecr.pull(ecr.uri(`${repositoryName}:v1`), 'linux/amd64')
  expect(await pulledAt()).toEqual(started)
})
