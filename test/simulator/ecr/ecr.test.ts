import { createHash } from 'node:crypto'
import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetDownloadUrlForLayerCommand,
  ListImagesCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import { simulate } from '../simulation.ts'
import type { ImageFormat } from './manifest.ts'
import { mediaTypes } from './manifest.ts'
import { registry, repositoryName } from './registry.ts'

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

interface Index {
  manifests: { digest: string; size: number; platform: { os: string; architecture: string }; annotations?: object }[]
}

describe('manifests', () => {
  test.each<{ format: ImageFormat; mediaType: string }>([
    { format: 'index', mediaType: mediaTypes.oci.index },
    { format: 'docker-list', mediaType: mediaTypes.docker.index },
    { format: 'manifest', mediaType: mediaTypes.oci.manifest },
    { format: 'docker-manifest', mediaType: mediaTypes.docker.manifest },
  ])('a $format is a document of its type whose digest is the hash of its bytes', async ({ format, mediaType }) => {
    const { client } = registry([{ tags: ['v1'], format }])
    const { images } = await client.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }] }))
    const { imageManifest = '', imageManifestMediaType, imageId } = images?.[0] ?? {}
    expect(imageManifestMediaType).toBe(mediaType)
    expect(JSON.parse(imageManifest)).toMatchObject({ schemaVersion: 2, mediaType })
    expect(imageId).toEqual({ imageTag: 'v1', imageDigest: digestOf(imageManifest) })
  })

  test('an index names its platforms and their attestations, and the registry has every one of them', async () => {
    const { client } = registry([{ tags: ['v1'], platforms: ['linux/amd64', 'linux/arm64'] }])
    const { images } = await client.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }] }))
    const { manifests } = JSON.parse(images?.[0]?.imageManifest ?? '') as Index
    expect(manifests.map(({ platform }) => `${platform.os}/${platform.architecture}`)).toEqual([
      'linux/amd64',
      'linux/arm64',
      'unknown/unknown',
      'unknown/unknown',
    ])
    expect(manifests[2]?.annotations).toEqual({
      'vnd.docker.reference.digest': manifests[0]?.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    })
    const imageIds = manifests.map(({ digest }) => ({ imageDigest: digest }))
    const children = await client.send(new BatchGetImageCommand({ repositoryName, imageIds }))
    expect(children.images?.map(({ imageManifest = '' }) => [digestOf(imageManifest), imageManifest.length])).toEqual(
      manifests.map(({ digest, size }) => [digest, size]),
    )
  })

  test('two builds of the same content have the same digest, other builds have others', () => {
    const { ecr } = registry([{ tags: ['v1'], content: 'same' }, { tags: ['v2'], content: 'same' }, 'v3', 'v4'])
    const [one, two, three, four] = ['v1', 'v2', 'v3', 'v4'].map(tag => ecr.find(`${repositoryName}:${tag}`)?.digest)
    expect(one).toBe(two)
    expect(new Set([one, three, four]).size).toBe(3)
  })
})

describe('DescribeImages', () => {
  test('tells the digest, the type and all tags of an image once', async () => {
    const { client, ecr } = registry([{ tags: ['v1', 'stable'], format: 'manifest' }])
    const { imageDetails } = await client.send(
      new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }, { imageTag: 'stable' }] }),
    )
    expect(imageDetails).toMatchObject([
      {
        repositoryName,
        registryId: '123456789012',
        imageDigest: ecr.find(`${repositoryName}:v1`)?.digest,
        imageTags: ['v1', 'stable'],
        imageManifestMediaType: mediaTypes.oci.manifest,
        imageStatus: 'ACTIVE',
        imagePushedAt: new Date('2026-11-19T09:00:00Z'),
      },
    ])
  })

  test('tells of the images of a scenario that they were pushed a day apart, and of others when they were', async () => {
    const { client, ecr, simulation } = registry(['v1', 'v2'].map(tag => ({ tags: [tag], format: 'manifest' })))
    simulation.world.timeline.advance(60_000)
    ecr.push({ repository: repositoryName, tags: ['v3'], format: 'manifest' })
    const { imageDetails } = await client.send(new DescribeImagesCommand({ repositoryName }))
    expect(imageDetails?.map(({ imageTags, imagePushedAt }) => [imageTags?.[0], imagePushedAt])).toEqual([
      ['v1', new Date('2026-11-18T09:00:00Z')],
      ['v2', new Date('2026-11-19T09:00:00Z')],
      ['v3', new Date('2026-11-20T09:01:00Z')],
    ])
  })

  test('refuses when one of the images asked for is missing', async () => {
    const { client } = registry(['v1'])
    const imageIds = [{ imageTag: 'v1' }, { imageTag: 'v2' }]
    await expect(client.send(new DescribeImagesCommand({ repositoryName, imageIds }))).rejects.toMatchObject({
      name: 'ImageNotFoundException',
      message:
        "The image with imageId {imageDigest:'null', imageTag:'v2'} does not exist within the repository with name " +
        "'doc-platform/api' in the registry with id '123456789012'",
    })
  })

  test('hides archived images unless the filter asks for them', async () => {
    const { client } = registry([
      { tags: ['old'], archived: true, format: 'manifest' },
      { tags: ['new'], format: 'manifest' },
    ])
    const tags = async (imageStatus?: 'ANY' | 'ARCHIVED') => {
      const filter = imageStatus && { imageStatus }
      const { imageDetails } = await client.send(new DescribeImagesCommand({ repositoryName, filter }))
      return imageDetails?.flatMap(({ imageTags = [] }) => imageTags)
    }
    expect(await tags()).toEqual(['new'])
    expect(await tags('ARCHIVED')).toEqual(['old'])
    expect(await tags('ANY')).toEqual(['old', 'new'])
    await expect(
      client.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'old' }] })),
    ).rejects.toMatchObject({ name: 'ImageNotFoundException' })
  })

  test('gives long lists in pages', async () => {
    const tags = Array.from({ length: 25 }, (_, index) => `v${index}`)
    const { client } = registry(tags.map(tag => ({ tags: [tag], format: 'manifest' })))
    const seen: string[] = []
    let nextToken: string | undefined
    do {
      const page = await client.send(new DescribeImagesCommand({ repositoryName, maxResults: 10, nextToken }))
      expect(page.imageDetails?.length).toBeLessThanOrEqual(10)
      seen.push(...(page.imageDetails ?? []).flatMap(({ imageTags = [] }) => imageTags))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(seen).toEqual(tags)
  })

  test.each([
    { input: { repositoryName: 'doc-platform/apii' }, name: 'RepositoryNotFoundException' },
    { input: { repositoryName, maxResults: 1001 }, name: 'InvalidParameterException' },
    {
      input: { repositoryName, imageIds: Array.from({ length: 101 }, () => ({ imageTag: 'v1' })) },
      name: 'InvalidParameterException',
    },
  ])('refuses with $name', async ({ input, name }) => {
    const { client } = registry(['v1'])
    await expect(client.send(new DescribeImagesCommand(input))).rejects.toMatchObject({ name })
  })
})

describe('BatchGetImage', () => {
  test('answers with a failure for each image that it cannot give', async () => {
    const { client, ecr } = registry(['v1', 'v2'])
    const digest = ecr.find(`${repositoryName}:v1`)?.digest
    const imageIds = [
      { imageTag: 'v1' },
      { imageTag: 'v9' },
      { imageTag: 'v2', imageDigest: digest },
      { imageDigest: 'sha256:1' },
      {},
    ]
    const { images, failures } = await client.send(new BatchGetImageCommand({ repositoryName, imageIds }))
    expect(images?.map(({ imageId }) => imageId?.imageDigest)).toEqual([digest])
    expect(failures?.map(({ failureCode }) => failureCode)).toEqual([
      'ImageNotFound',
      'ImageTagDoesNotMatchDigest',
      'InvalidImageDigest',
      'MissingDigestAndTag',
    ])
  })

  test('does not give a manifest in a type that the caller does not accept', async () => {
    const { client } = registry(['v1'])
    const request = { repositoryName, imageIds: [{ imageTag: 'v1' }], acceptedMediaTypes: [mediaTypes.docker.manifest] }
    const { images, failures } = await client.send(new BatchGetImageCommand(request))
    expect(images).toEqual([])
    expect(failures).toMatchObject([{ failureCode: 'ImageNotFound' }])
  })

  test('does not give an archived image', async () => {
    const { client } = registry([{ tags: ['old'], archived: true }])
    const { failures } = await client.send(
      new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'old' }] }),
    )
    expect(failures).toMatchObject([{ failureCode: 'ImageInaccessible', imageId: { imageTag: 'old' } }])
  })
})

describe('GetDownloadUrlForLayer', () => {
  interface SingleManifest {
    config: { digest: string; size: number }
    layers: { digest: string }[]
  }

  async function manifestOf({ client }: ReturnType<typeof registry>): Promise<SingleManifest> {
    const { images } = await client.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageTag: 'v1' }] }))
    return JSON.parse(images?.[0]?.imageManifest ?? '') as SingleManifest
  }

  test('gives an address from which the configuration of a single image can be fetched', async () => {
    const account = registry([{ tags: ['v1'], format: 'docker-manifest', platforms: ['linux/arm64/v8'] }])
    const { config } = await manifestOf(account)
    const request = new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: config.digest })
    const { downloadUrl = '', layerDigest } = await account.client.send(request)
    expect(layerDigest).toBe(config.digest)
    expect(downloadUrl).toMatch(/^https:\/\/prod-us-west-2-starport-layer-bucket\.s3\.us-west-2\.amazonaws\.com\//)
    const text = await (await account.runner.fetch(downloadUrl)).text()
    expect([digestOf(text), text.length]).toEqual([config.digest, config.size])
    expect(JSON.parse(text)).toMatchObject({ os: 'linux', architecture: 'arm64', variant: 'v8' })
  })

  test('gives none for a layer, which has no bytes here, nor for what another repository has', async () => {
    const account = registry([{ tags: ['v1'], format: 'manifest' }])
    account.ecr.createRepository({ name: 'empty' })
    const { config, layers } = await manifestOf(account)
    const ask = (name: string, layerDigest = '') =>
      account.client.send(new GetDownloadUrlForLayerCommand({ repositoryName: name, layerDigest }))
    await expect(ask(repositoryName, layers[0]?.digest)).rejects.toMatchObject({ name: 'LayersNotFoundException' })
    await expect(ask('empty', config.digest)).rejects.toMatchObject({
      name: 'LayersNotFoundException',
      message: expect.stringContaining(`The layer with digest ${config.digest} does not exist`),
    })
  })

  test('the address leads nowhere once the image is deleted', async () => {
    const account = registry([{ tags: ['v1'], format: 'manifest' }])
    const { config } = await manifestOf(account)
    const address = account.ecr.blobAddress(config.digest)
    expect((await account.runner.fetch(address)).status).toBe(200)
    account.ecr.deleteImage(`${repositoryName}:v1`)
    expect((await account.runner.fetch(address)).status).toBe(404)
  })
})

test('ListImages gives an id for each tag', async () => {
  const { client, ecr } = registry([{ tags: ['v1', 'stable'], format: 'manifest' }])
  const imageDigest = ecr.find(`${repositoryName}:v1`)?.digest
  const { imageIds } = await client.send(new ListImagesCommand({ repositoryName, filter: { tagStatus: 'TAGGED' } }))
  expect(imageIds).toEqual([
    { imageDigest, imageTag: 'v1' },
    { imageDigest, imageTag: 'stable' },
  ])
})

test('DescribeRepositories tells how task definitions name a repository', async () => {
  const { client } = registry(['v1'])
  const { repositories } = await client.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
  expect(repositories).toMatchObject([
    { repositoryUri: '123456789012.dkr.ecr.us-west-2.amazonaws.com/doc-platform/api', imageTagMutability: 'MUTABLE' },
  ])
})

describe('pulling', () => {
  const host = '123456789012.dkr.ecr.us-west-2.amazonaws.com'

  test('gets what the tag or the digest means at that moment', () => {
    const { ecr } = registry(['v1', 'v2'])
    const [one, two] = ['v1', 'v2'].map(tag => ecr.find(`${repositoryName}:${tag}`)?.digest ?? '')
    ecr.moveTag(`${repositoryName}:v1`, two ?? '')
    expect(ecr.pull(`${host}/${repositoryName}:v1`, 'linux/amd64')).toMatchObject({ is: 'pulled', digest: two })
    expect(ecr.pull(`${host}/${repositoryName}@${one ?? ''}`, 'linux/amd64')).toMatchObject({ digest: one })
  })

  test('may be reported as the digest of the platform that was chosen', () => {
    const { ecr } = registry([{ tags: ['v1'], platforms: ['linux/amd64', 'linux/arm64'] }])
    ecr.assumptions.reportedDigest = 'platform'
    const children = ecr.find(`${repositoryName}:v1`)?.children ?? []
    expect(ecr.pull(`${host}/${repositoryName}:v1`, 'linux/arm64')).toMatchObject({ digest: children[1]?.digest })
  })

  test.each([
    {
      what: 'a tag that is not there',
      reference: 'v9',
      platform: 'linux/amd64',
      says: `failed to resolve ref ${host}/doc-platform/api:v9: ${host}/doc-platform/api:v9: not found`,
    },
    { what: 'an archived image', reference: 'old', platform: 'linux/amd64', says: ': not found' },
    {
      what: 'an index without the platform',
      reference: 'v1',
      platform: 'linux/arm64',
      says: "image Manifest does not contain descriptor matching platform 'linux/arm64'",
    },
  ])('cannot get $what', ({ reference, platform, says }) => {
    const { ecr } = registry(['v1', { tags: ['old'], archived: true }])
    const pulled = ecr.pull(`${host}/${repositoryName}:${reference}`, platform)
    expect(pulled).toMatchObject({ is: 'failed', reason: expect.stringMatching(/^CannotPullContainerError: /) })
    expect(pulled).toMatchObject({ reason: expect.stringContaining(says) })
  })

  test('gets a single manifest of another platform, whose program then cannot be executed', () => {
    const { ecr } = registry([{ tags: ['v1'], format: 'manifest', platforms: ['linux/arm64'] }])
    expect(ecr.pull(`${host}/${repositoryName}:v1`, 'linux/amd64')).toMatchObject({
      is: 'pulled',
      behaviour: { exits: { code: 1 }, logs: [expect.stringContaining('exec format error')] },
    })
  })

  test('gets images of other registries, healthy unless the scenario says otherwise', () => {
    const { world } = simulate({ otherImages: { 'docker.io/library/redis:7': { healthyAfter: 'never' } } })
    expect(world.ecr.pull('docker.io/library/nginx:1', 'linux/amd64')).toMatchObject({
      behaviour: { healthyAfter: 2_000 },
    })
    expect(world.ecr.pull('docker.io/library/redis:7', 'linux/amd64')).toMatchObject({
      behaviour: { healthyAfter: 'never' },
    })
  })
})

describe('levers', () => {
  test('deleting an image takes its tags and its own manifests along, and leaves those it shares', () => {
    const { ecr } = registry([
      { tags: ['v1'], content: 'same' },
      { tags: ['v2'], content: 'same', attestations: false },
      'v3',
    ])
    ecr.deleteImage(`${repositoryName}:v1`)
    const repository = ecr.repository(repositoryName)
    expect([...repository.tags.keys()]).toEqual(['v2', 'v3'])
    const shared = ecr.find(`${repositoryName}:v2`)?.children[0]?.digest ?? ''
    expect(repository.images.has(shared)).toBe(true)
  })

  test('a tag of an immutable repository cannot be pushed again', () => {
    const { world } = simulate({ repositories: { api: { mutability: 'IMMUTABLE', images: ['v1'] } } })
    expect(() => world.ecr.push({ repository: 'api', tags: ['v1'] })).toThrow('already exists')
  })
})
