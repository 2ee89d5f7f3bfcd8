import { describe, expect, test } from '@jest/globals'
import { failureOf, setStage } from './aws-clients.ts'

const account = '123456789012'

describe('images in the registry', () => {
  const world = {
    repositories: {
      api: [{ tags: ['v1', 'stable'] }, { tags: ['v2'] }, { tags: ['old'], archived: true }],
      other: ['v1'],
    },
  }
  const look = async (staged: ReturnType<typeof setStage>, repository: string, tag: string) =>
    (await staged.aws.ecr()).look({ registryId: account, repository, wanted: { tag } })

  test.each([
    ['v2', ['v2']],
    ['stable', ['v1', 'stable']],
  ])('are found by a tag (%s), with all their tags, the manifest and its true digest', async (tag, tags) => {
    const { seen, registryId } = await look(setStage(world), 'api', tag)
    expect(registryId).toBe(account)
    expect(seen).toMatchObject({ is: 'found', tags })
    if (seen.is === 'found') expect(seen.manifestHash).toBe(seen.digest)
  })

  test('are found by digest', async () => {
    const staged = setStage(world)
    const { seen: image } = await look(staged, 'api', 'v1')
    const digest = image.is === 'found' ? image.digest : ''
    const ecr = await staged.aws.ecr()
    expect((await ecr.look({ repository: 'api', wanted: { digest } })).seen).toMatchObject({ is: 'found', digest })
  })

  test('that are not there are missing, and those that are there are named', async () => {
    const { seen } = await look(setStage(world), 'api', 'v9')
    expect(seen).toMatchObject({
      is: 'missing',
      newest: expect.arrayContaining([expect.objectContaining({ tags: ['v2'] })]),
    })
  })

  test('are told by several tags in one call: the digest of the index, and those of its platforms', async () => {
    const staged = setStage({ repositories: { api: [{ tags: ['v1'], platforms: ['linux/amd64', 'linux/arm64'] }] } })
    const ecr = await staged.aws.ecr()
    const { digest, children = [] } = staged.simulation.world.ecr.find('api:v1') ?? {}
    const digests = await ecr.digestsOfTags({ registryId: account, repository: 'api', tags: ['v9', 'v1'] })
    // Two platforms; what is attached to them is no image.
    expect(digests).toEqual([digest, ...children.slice(0, 2).map(child => child.digest)])
    expect(await ecr.digestsOfTags({ registryId: account, repository: 'api', tags: ['v9'] })).toEqual([])
    expect(staged.asked()).toEqual(['ecr:BatchGetImage', 'ecr:BatchGetImage'])
  })

  test('that are archived are found as such', async () => {
    expect((await look(setStage(world), 'api', 'old')).seen).toMatchObject({ is: 'found', status: 'ARCHIVED' })
  })

  test('of a repository that is not there name those that are', async () => {
    const { seen } = await look(setStage(world), 'apo', 'v1')
    expect(seen).toEqual({ is: 'no-repository', repositories: ['api', 'other'] })
  })

  test('of a repository that is not there, where repositories may not be listed', async () => {
    const staged = setStage(world)
    staged.simulation.faults.add({ is: 'denied', on: 'ecr:DescribeRepositories' })
    expect((await look(staged, 'apo', 'v1')).seen).toEqual({ is: 'no-repository', repositories: [] })
  })

  test('that may not be seen are unknown, and say which permission is missing', async () => {
    const staged = setStage(world)
    staged.simulation.faults.add({ is: 'denied', on: 'ecr:BatchGetImage' })
    const { seen } = await look(staged, 'api', 'v1')
    expect(seen).toMatchObject({ is: 'unknown', why: expect.stringContaining('ecr:BatchGetImage') })
  })

  test('that cannot be seen until the deadline are unknown', async () => {
    const staged = setStage(world, { patience: 10_000 })
    staged.simulation.faults.add({ is: 'failed', on: 'ecr:*', times: Infinity })
    expect((await look(staged, 'api', 'v1')).seen).toMatchObject({ is: 'unknown' })
  })

  test('are not looked for with credentials that are too old', async () => {
    const staged = setStage(world)
    staged.simulation.faults.add({ is: 'expired' })
    expect(await failureOf(look(staged, 'api', 'v1'))).toMatchObject({ kind: 'expired' })
  })

  test.each(['t0', 't1099'])('are found in a repository with more than can be listed: %s', async tag => {
    const many = Array.from({ length: 1_100 }, (_, index) => `t${index}`)
    const { seen } = await look(setStage({ repositories: { api: many } }), 'api', tag)
    expect(seen).toMatchObject({ is: 'found', tags: [tag], status: 'ACTIVE' })
  })

  test('are looked for in the region of their registry, by one client a region', async () => {
    const { aws, simulation } = setStage(world)
    expect(await (await aws.ecr('eu-north-1')).region()).toBe('eu-north-1')
    expect(await (await aws.ecr()).region()).toBe(simulation.world.region)
    expect(await aws.ecr('eu-north-1')).toBe(await aws.ecr('eu-north-1'))
  })
})

describe('the last lines of a container', () => {
  const words = ['one', 'two', 'three']
  const world = {
    repositories: { api: [{ tags: ['v1'], behaviour: { logs: words } }] },
    clusters: { production: { api: { image: 'api:v1', desired: 1, born: 'new' as const } } },
  }

  async function lastLines(staged: ReturnType<typeof setStage>, most: number): Promise<string[]> {
    const logs = await staged.aws.logs()
    const [{ name: group = '', streams = new Map<string, unknown>() } = {}] =
      staged.simulation.world.logs.groups.values()
    const [stream = ''] = streams.keys()
    return logs.lastLines({ group, stream }, most)
  }

  test.each([
    [2, ['two', 'three']],
    [100, words],
  ])('are at most %d, oldest first', async (most, lines) => {
    const staged = setStage(world)
    await staged.clock.sleep(60_000)
    expect(await lastLines(staged, most)).toEqual(lines)
  })

  test.each([
    ['stream', { group: '/ecs/production/api', stream: 'nobody' }],
    ['group', { group: 'nobody', stream: 'nobody' }],
  ])('are none when there is no such %s', async (_, place) => {
    const { aws } = setStage(world)
    expect(await (await aws.logs()).lastLines(place, 10)).toEqual([])
  })

  test('that may not be read say which permission is missing', async () => {
    const staged = setStage(world)
    staged.simulation.faults.add({ is: 'denied', on: 'logs:GetLogEvents' })
    const reading = (await staged.aws.logs()).lastLines({ group: 'g', stream: 's' }, 10)
    expect(await failureOf(reading)).toMatchObject({
      kind: 'denied',
      next: expect.stringContaining('logs:GetLogEvents'),
    })
  })
})

test('the health of all targets of several groups is read together', async () => {
  const staged = setStage({
    repositories: { api: ['v1'], web: ['v1'] },
    clusters: { production: { api: 'api:v1', web: 'web:v1' } },
  })
  const ecs = await staged.aws.ecs()
  const { services } = await ecs.describeServices('production', ['api', 'web'])
  const groups = services.flatMap(({ targetGroups }) => targetGroups.flatMap(({ arns }) => arns))
  const targets = await (await staged.aws.loadBalancing()).targetHealth(groups)
  expect(new Set(targets.map(({ group }) => group))).toEqual(new Set(groups))
  expect(targets.map(({ state }) => state)).toEqual(Array(4).fill('healthy'))
  const ips = (await ecs.runningTasks('production', 'api')).flatMap(task => task.ips)
  expect(targets.map(({ target }) => target)).toEqual(expect.arrayContaining(ips))
})
