import {
  DescribeImagesCommand,
  GetLifecyclePolicyCommand,
  GetLifecyclePolicyPreviewCommand,
  StartLifecyclePolicyPreviewCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect, test } from '@jest/globals'
import type { ImageScenario } from '../scenario.ts'
import type { Assumptions } from './assumptions.ts'
import { simulate } from '../simulation.ts'
import { readPolicy } from './lifecycle-policy.ts'
import { policy, registry, repositoryName } from './registry.ts'

const hour = 3_600_000
const single = (tag: string, more: object = {}): ImageScenario => ({ tags: [tag], format: 'manifest', ...more })

/** What is left, by tag, and how: after as long as a rule may take. */
async function left(
  images: readonly ImageScenario[],
  lifecycle: ReturnType<typeof policy>,
  counts?: Assumptions['lifecycleCounts'],
) {
  const { client, simulation, ecr } = registry({ lifecycle, images })
  ecr.assumptions.lifecycleCounts = counts ?? 'all'
  simulation.world.timeline.advance(24 * hour)
  const { imageDetails = [] } = await client.send(
    new DescribeImagesCommand({ repositoryName, filter: { imageStatus: 'ANY' } }),
  )
  return imageDetails.map(({ imageTags = ['-'], imageStatus }) =>
    [...imageTags, ...(imageStatus === 'ACTIVE' ? [] : [imageStatus])].join(' '),
  )
}

const tagged = (...patterns: string[]) => ({ tagStatus: 'tagged', tagPatternList: patterns })
const olderThan = (countNumber: number) => ({ countType: 'sinceImagePushed', countUnit: 'days', countNumber })
const moreThan = (countNumber: number) => ({ countType: 'imageCountMoreThan', countNumber })
const archive = { type: 'transition', targetStorageClass: 'archive' }

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
describe('a lifecycle policy', () => {
  test.each([
    { says: 'keeps the youngest', rules: [{ selection: { tagStatus: 'any', ...moreThan(2) } }], leaves: ['v3', 'v4'] },
    { says: 'lets go what is old', rules: [{ selection: { ...tagged('v*'), ...olderThan(3) } }], leaves: ['v3', 'v4'] },
    {
      says: 'selects by prefix',
      rules: [{ selection: { tagStatus: 'tagged', tagPrefixList: ['v1', 'v2'], ...olderThan(1) } }],
      leaves: ['v1', 'v2', 'v3', 'v4'],
    },
    {
      says: 'selects by what all patterns match',
      rules: [{ selection: { ...tagged('v*', '*2'), ...olderThan(1) } }],
      leaves: ['v1', 'v3', 'v4'],
    },
    {
      says: 'lets the first rule that fits decide, also that an image stays',
      rules: [{ selection: { ...tagged('v1'), ...moreThan(9) } }, { selection: { tagStatus: 'any', ...moreThan(1) } }],
      leaves: ['v1', 'v4'],
    },
    {
      says: 'counts, by later rules, what earlier rules took',
      rules: [{ selection: { ...tagged('v4'), ...olderThan(1) } }, { selection: { tagStatus: 'any', ...moreThan(2) } }],
      leaves: ['v3'],
    },
    {
      says: 'archives',
      rules: [{ selection: { ...tagged('v1'), ...olderThan(1) }, action: archive }],
      leaves: ['v1 ARCHIVED', 'v2', 'v3', 'v4'],
    },
  ])('$says', async ({ rules, leaves }) => {
    // The images are four to one day old when the world begins, and a day older when they are looked at.
    expect(
      await left(
        ['v1', 'v2', 'v3', 'v4'].map(tag => single(tag)),
        policy(...rules),
      ),
    ).toEqual(leaves)
  })

  test('takes what was not pulled for long; what never was counts from its push', async () => {
    const images = [
      single('used', { age: '90d', pulled: '2d' }),
      single('unused', { age: '90d', pulled: '60d' }),
      single('never', { age: '90d' }),
      single('new', { age: '1d' }),
    ]
    const selection = { tagStatus: 'any', countType: 'sinceImagePulled', countUnit: 'days', countNumber: 30 }
    expect(await left(images, policy({ selection, action: archive }))).toEqual([
      'used',
      'unused ARCHIVED',
      'never ARCHIVED',
      'new',
    ])
  })

  test('deletes what was in the archive for long', () => {
    const images = [single('old', { archived: true }), single('new')]
    const { simulation, ecr } = registry({
      images,
      lifecycle: policy({
        selection: {
          tagStatus: 'any',
          storageClass: 'archive',
          countType: 'sinceImageTransitioned',
          countUnit: 'days',
          countNumber: 90,
        },
      }),
    })
    simulation.world.timeline.advance(89 * 24 * hour)
    expect(ecr.find(`${repositoryName}:old`)).toBeDefined()
    simulation.world.timeline.advance(2 * 24 * hour)
    expect(ecr.find(`${repositoryName}:old`)).toBeUndefined()
  })

  test('takes an index before its images, and those as soon as nothing names them', () => {
    const lifecycle = policy(
      { selection: { tagStatus: 'untagged', ...olderThan(1) } },
      { selection: { ...tagged('old'), ...olderThan(5) } },
    )
    const images: ImageScenario[] = [
      { tags: ['old'], age: '30d' },
      { tags: ['new'], age: '30d' },
    ]
    const { simulation, ecr } = registry({ images, lifecycle })
    const stored = ecr.repository(repositoryName).images
    const [old, fresh] = ['old', 'new'].map(tag => ecr.find(`${repositoryName}:${tag}`)?.children ?? [])
    simulation.world.timeline.advance(24 * hour)
    expect(ecr.find(`${repositoryName}:old`)).toBeUndefined()
    expect(old?.every(({ digest }) => stored.has(digest))).toBe(true)
    simulation.world.timeline.advance(24 * hour)
    expect(old?.some(({ digest }) => stored.has(digest))).toBe(false)
    expect(fresh?.every(({ digest }) => stored.has(digest))).toBe(true)
  })

  test.each<{ counts: Assumptions['lifecycleCounts']; leaves: string[] }>([
    { counts: 'all', leaves: ['-', '-'] },
    { counts: 'those-that-may-go', leaves: ['-', '-', 'v2'] },
  ])('may count the images of an index or not: $counts', async ({ counts, leaves }) => {
    const images = [
      { tags: ['v1'], age: '2d' },
      { tags: ['v2'], age: '3h' },
    ].map(image => ({ ...image, attestations: false }))
    const remaining = await left(images, policy({ selection: { tagStatus: 'any', ...moreThan(1) } }), counts)
    expect(remaining).toEqual(leaves)
  })

  test('takes what tells of an image within a day after the image', () => {
    const { simulation, ecr, digestOf } = registry({
      images: [single('v1', { signed: true, age: '30d' }), single('v2', { signed: true, age: '30d' })],
      lifecycle: policy(
        { selection: { tagStatus: 'untagged', ...olderThan(1) } },
        { selection: { ...tagged('v1'), ...olderThan(1) } },
      ),
    })
    const signed = digestOf('v2')
    simulation.world.timeline.advance(48 * hour)
    const kept = [...ecr.repository(repositoryName).images.values()]
    expect(kept.map(({ digest, refers }) => refers?.subject ?? digest)).toEqual([signed, signed])
  })

  test('knows nothing of what ECS runs', () => {
    const lifecycle = policy({ selection: { tagStatus: 'any', ...moreThan(1) } })
    const { simulation, ecr } = registry({ images: [single('v1'), single('v2')], lifecycle })
    ecr.pull(ecr.uri(`${repositoryName}:v1`), 'linux/amd64')
    simulation.world.timeline.advance(24 * hour)
    expect(ecr.pull(ecr.uri(`${repositoryName}:v1`), 'linux/amd64')).toMatchObject({ is: 'failed' })
  })

  test('is carried out once a day, at a time that differs from account to account', () => {
    const lifecycle = policy({ selection: { tagStatus: 'any', ...moreThan(1) } })
    const hours = [1, 2, 3, 4].map(seed => {
      const { world } = simulate(
        { repositories: { api: { lifecycle, images: [single('v1'), single('v2')] } } },
        { seed },
      )
      let passed = 0
      for (; world.ecr.find('api:v1'); passed++) world.timeline.advance(hour)
      return passed
    })
    expect(Math.max(...hours)).toBeLessThanOrEqual(24)
    expect(new Set(hours).size).toBeGreaterThan(1)
  })
})

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
describe('a policy is refused', () => {
  const any = { tagStatus: 'any', ...moreThan(1) }

  test.each([
    { what: 'that is no JSON', text: '{', says: 'Could not map policyString into LifecyclePolicy.' },
    { what: 'without rules', text: '{}', says: 'object has missing required properties (["rules"])' },
    { what: 'whose rule lacks a part', text: '{"rules":[{"rulePriority":1}]}', says: '(["action","selection"])' },
    { what: 'with a tag status of its own', rules: [{ selection: { ...any, tagStatus: 'all' } }], says: 'tagStatus' },
    {
      what: 'that says not which tags',
      rules: [{ selection: { ...any, tagStatus: 'tagged' } }],
      says: 'tagPrefixList',
    },
    {
      what: 'with many wildcards',
      rules: [{ selection: { ...tagged('*1*2*3*4*'), ...moreThan(1) } }],
      says: 'four wildcards',
    },
    { what: 'with a count of its own', rules: [{ selection: { ...any, countType: 'size' } }], says: 'countType' },
    { what: 'with a unit for a number', rules: [{ selection: { ...any, countUnit: 'days' } }], says: 'countUnit' },
    { what: 'that keeps nothing', rules: [{ selection: { ...any, countNumber: 0 } }], says: 'minimum: 1' },
    { what: 'with an action of its own', rules: [{ selection: any, action: { type: 'delete' } }], says: 'action' },
    {
      what: 'that empties the archive early',
      rules: [
        {
          selection: {
            ...any,
            storageClass: 'archive',
            countType: 'sinceImageTransitioned',
            countUnit: 'days',
            countNumber: 30,
          },
        },
      ],
      says: 'at least 90 days',
    },
    {
      what: 'with one rule after any',
      rules: [{ selection: any }, { selection: { ...tagged('v*'), ...moreThan(1) } }],
      says: 'highest rulePriority',
    },
    {
      what: 'with the same tags twice',
      rules: [{ selection: { ...tagged('v*'), ...moreThan(1) } }, { selection: { ...tagged('v*'), ...olderThan(1) } }],
      says: 'different tag',
    },
  ])('$what', ({ text, rules = [], says }) => {
    expect(() => readPolicy(text ?? JSON.stringify(policy(...rules)))).toThrow(says)
  })
})

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicy.html
describe('asking for a policy', () => {
  const lifecycle = policy({ selection: { tagStatus: 'any', ...moreThan(1) } })

  test('gives its text as it was set, and when it was last carried out', async () => {
    const { client, simulation } = registry({ images: ['v1'], lifecycle })
    const before = await client.send(new GetLifecyclePolicyCommand({ repositoryName }))
    expect([before.lifecyclePolicyText, before.lastEvaluatedAt]).toEqual([JSON.stringify(lifecycle), undefined])
    simulation.world.timeline.advance(24 * hour)
    const after = await client.send(new GetLifecyclePolicyCommand({ repositoryName }))
    expect(after.lastEvaluatedAt).toBeInstanceOf(Date)
  })

  test('where there is none is refused', async () => {
    const { client } = registry(['v1'])
    const name = 'LifecyclePolicyNotFoundException'
    await expect(client.send(new GetLifecyclePolicyCommand({ repositoryName }))).rejects.toMatchObject({
      name,
      message:
        "Lifecycle policy does not exist for the repository with name 'doc-platform/api' in the registry with id " +
        "'123456789012'",
    })
    const preview = client.send(new StartLifecyclePolicyPreviewCommand({ repositoryName }))
    await expect(preview).rejects.toMatchObject({ name })
    const look = client.send(new GetLifecyclePolicyPreviewCommand({ repositoryName }))
    await expect(look).rejects.toMatchObject({ name: 'LifecyclePolicyPreviewNotFoundException' })
  })

  test('before it is set shows what it would do, after a while', async () => {
    const { client, simulation } = registry([single('v1'), single('v2'), single('v3')])
    const lifecyclePolicyText = JSON.stringify(
      policy(
        { selection: { ...tagged('v1'), ...olderThan(1) }, action: archive },
        { selection: { tagStatus: 'any', ...moreThan(1) } },
      ),
    )
    const begin = new StartLifecyclePolicyPreviewCommand({ repositoryName, lifecyclePolicyText })
    expect((await client.send(begin)).status).toBe('IN_PROGRESS')
    await expect(client.send(begin)).rejects.toMatchObject({ name: 'LifecyclePolicyPreviewInProgressException' })
    const look = new GetLifecyclePolicyPreviewCommand({ repositoryName })
    expect(await client.send(look)).toMatchObject({ status: 'IN_PROGRESS' })
    simulation.world.timeline.advance(10_000)
    expect(await client.send(look)).toMatchObject({
      status: 'COMPLETE',
      previewResults: [
        { imageTags: ['v1'], appliedRulePriority: 1, action: { type: 'TRANSITION', targetStorageClass: 'ARCHIVE' } },
        { imageTags: ['v2'], appliedRulePriority: 2, action: { type: 'EXPIRE' }, storageClass: 'STANDARD' },
      ],
      summary: {
        expiringImageTotalCount: 1,
        transitioningImageTotalCounts: [{ targetStorageClass: 'ARCHIVE', imageTotalCount: 1 }],
      },
    })
    const one = await client.send(
      new GetLifecyclePolicyPreviewCommand({ repositoryName, imageIds: [{ imageTag: 'v2' }] }),
    )
    expect(one.previewResults).toHaveLength(1)
  })
})
