import { BatchGetImageCommand, DescribeRepositoriesCommand, PutImageCommand } from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import { simulate } from '../simulation.ts'
import type { Assumptions } from './assumptions.ts'
import { mediaTypes } from './manifest.ts'
import type { Mutability } from './mutability.ts'
import { registry, repositoryName } from './registry.ts'

const settings: readonly { mutability: Mutability; exclusions?: readonly string[]; fixed: string; moves: string }[] = [
  { mutability: 'MUTABLE', fixed: '', moves: 'v1, latest, dev-1' },
  { mutability: 'IMMUTABLE', fixed: 'v1, latest, dev-1', moves: '' },
  {
    mutability: 'IMMUTABLE_WITH_EXCLUSION',
    exclusions: ['latest', 'dev-*'],
    fixed: 'v1',
    moves: 'latest, dev-1',
  },
  { mutability: 'MUTABLE_WITH_EXCLUSION', exclusions: ['v*'], fixed: 'v1', moves: 'latest, dev-1' },
  { mutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['de*1', 'atest'], fixed: 'v1, latest', moves: 'dev-1' },
]

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
describe('tags', () => {
  const tags = ['v1', 'latest', 'dev-1']
  const list = (text: string): string[] => text.split(', ').filter(tag => tag !== '')

  test.each(settings)('of a repository that is $mutability ($exclusions) move: $moves', setting => {
    const { fixed, moves, ...settings } = setting
    const { world } = simulate({ repositories: { api: { ...settings, images: [{ tags }] } } })
    for (const tag of list(moves)) expect(() => world.ecr.push({ repository: 'api', tags: [tag] })).not.toThrow()
    for (const tag of list(fixed)) {
      expect(() => world.ecr.push({ repository: 'api', tags: [tag] })).toThrow(
        `The image tag '${tag}' already exists in the 'api' repository and cannot be overwritten because the ` +
          'repository is immutable.',
      )
    }
  })

  test.each(settings)(
    'are told by DescribeRepositories: $mutability ($exclusions)',
    async ({ mutability, exclusions }) => {
      const { client } = registry({ mutability, ...(exclusions && { exclusions }), images: [] })
      const { repositories } = await client.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
      expect(repositories?.[0]).toMatchObject({ imageTagMutability: mutability })
      expect(repositories?.[0]?.imageTagMutabilityExclusionFilters).toEqual(
        exclusions?.map(filter => ({ filterType: 'WILDCARD', filter })),
      )
    },
  )
})

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html
describe('PutImage', () => {
  /** The image with a tag, as it can be put again: `docker buildx imagetools create` does no more. */
  async function pulled(account: ReturnType<typeof registry>, imageTag: string) {
    const request = { repositoryName, imageIds: [{ imageTag }] }
    const { images } = await account.client.send(new BatchGetImageCommand(request))
    return { repositoryName, imageManifest: images?.[0]?.imageManifest }
  }

  test('gives an image a further tag', async () => {
    const account = registry(['v1'])
    const { image } = await account.client.send(
      new PutImageCommand({
        ...(await pulled(account, 'v1')),
        imageTag: 'release-1',
        imageDigest: account.digestOf('v1'),
      }),
    )
    expect(image?.imageId).toEqual({ imageDigest: account.digestOf('v1'), imageTag: 'release-1' })
    expect(account.digestOf('release-1')).toBe(account.digestOf('v1'))
  })

  test('moves a tag that may move, and what had it stays without', async () => {
    const account = registry(['v1', 'v2'])
    const old = account.digestOf('v1')
    await account.client.send(new PutImageCommand({ ...(await pulled(account, 'v2')), imageTag: 'v1' }))
    expect(account.digestOf('v1')).toBe(account.digestOf('v2'))
    expect(account.ecr.repository(repositoryName).images.has(old)).toBe(true)
  })

  test.each([
    {
      what: 'the tag that the image has',
      change: { imageTag: 'v1' },
      name: 'ImageAlreadyExistsException',
      message: /^Image with digest 'sha256:\w+' and tag 'v1' already exists in the repository with name/,
    },
    {
      what: 'an image that is there, without a tag',
      change: {},
      name: 'ImageAlreadyExistsException',
      message: /and tag 'null' already exists/,
    },
    {
      what: 'another digest',
      change: { imageTag: 'v9', imageDigest: `sha256:${'0'.repeat(64)}` },
      name: 'ImageDigestDoesNotMatchException',
      message: /does not match the image digest that Amazon ECR has calculated\.$/,
    },
    {
      what: 'no manifest',
      change: { imageManifest: 'text' },
      name: 'InvalidParameterException',
      message: /Invalid JSON syntax/,
    },
    {
      what: 'a manifest of no type',
      change: { imageManifest: '{"schemaVersion":2}' },
      name: 'InvalidParameterException',
      message: /mediatype not provided/,
    },
    {
      what: 'an index over images that are not there',
      change: {
        imageManifest: JSON.stringify({ mediaType: mediaTypes.oci.index, manifests: [{ digest: 'sha256:1' }] }),
      },
      name: 'ReferencedImagesNotFoundException',
      message: /^Images with digests '\[sha256:1\]' required for pushing image into repository with name/,
    },
    {
      what: 'layers that are not there',
      change: {
        imageManifest: JSON.stringify({
          mediaType: mediaTypes.oci.manifest,
          layers: [{ digest: 'sha256:2', size: 1 }],
        }),
      },
      name: 'LayersNotFoundException',
      message: /^Layers with digests '\[sha256:2\]' required for pushing image/,
    },
  ])('refuses $what', async ({ change, name, message }) => {
    const account = registry(['v1'])
    const request = { ...(await pulled(account, 'v1')), ...change }
    await expect(account.client.send(new PutImageCommand(request))).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    })
  })

  test('refuses a tag that may not move', async () => {
    const account = registry({ mutability: 'IMMUTABLE', images: ['v1', 'v2'] })
    const request = { ...(await pulled(account, 'v2')), imageTag: 'v1' }
    await expect(account.client.send(new PutImageCommand(request))).rejects.toMatchObject({
      name: 'ImageTagAlreadyExistsException',
    })
  })

  test.each<{ sameImageAgain: Assumptions['sameImageAgain'] }>([
    { sameImageAgain: 'ImageTagAlreadyExistsException' },
    { sameImageAgain: 'ImageAlreadyExistsException' },
  ])('refuses the tag that the image has, where it may not move, with $sameImageAgain', async ({ sameImageAgain }) => {
    const account = registry({ mutability: 'IMMUTABLE', images: ['v1'] })
    account.ecr.assumptions.sameImageAgain = sameImageAgain
    const request = { ...(await pulled(account, 'v1')), imageTag: 'v1' }
    await expect(account.client.send(new PutImageCommand(request))).rejects.toMatchObject({ name: sameImageAgain })
  })

  test('takes an index that somebody made of images that are there', async () => {
    const behaviour = { exits: { code: 3, after: '1s' } }
    const account = registry([
      { tags: ['amd64'], format: 'manifest', behaviour },
      { tags: ['arm64'], format: 'manifest', platforms: ['linux/arm64'] },
    ])
    const manifests = ['amd64', 'arm64'].map(tag => ({ digest: account.digestOf(tag) }))
    const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.oci.index, manifests })
    await account.client.send(new PutImageCommand({ repositoryName, imageManifest, imageTag: 'v1' }))
    const reference = account.ecr.uri(`${repositoryName}:v1`)
    expect(account.ecr.pull(reference, 'linux/arm64')).toMatchObject({
      is: 'pulled',
      digest: account.digestOf('v1'),
      behaviour: { exits: { code: 3 } },
    })
  })
})
