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
  const look = async (staged: ReturnType<typeof setStage>, repository: string, ...tags: string[]) =>
    (await staged.aws.ecr()).look({ registryId: account, repository, wanted: tags.map(tag => ({ tag })) })

  test('are found by tag in the order asked for, with manifest and true digest', async () => {
    const { seen, registryId } = await look(setStage(world), 'api', 'v2', 'stable')
    expect(registryId).toBe(account)
    expect(seen).toMatchObject([
      { is: 'found', tags: ['v2'] },
      { is: 'found', tags: ['v1', 'stable'] },
    ])
    for (const image of seen) if (image.is === 'found') expect(image.manifestHash).toBe(image.digest)
  })

  test('are found by digest', async () => {
    const staged = setStage(world)
    const [image] = (await look(staged, 'api', 'v1')).seen
    const digest = image?.is === 'found' ? image.digest : ''
    const ecr = await staged.aws.ecr()
    expect((await ecr.look({ repository: 'api', wanted: [{ digest }] })).seen).toMatchObject([{ is: 'found', digest }])
  })

  test('that are not there are missing, beside those that are', async () => {
    const { seen } = await look(setStage(world), 'api', 'v9', 'v1')
    expect(seen.map(({ is }) => is)).toEqual(['missing', 'found'])
    expect(seen[0]).toMatchObject({ newest: expect.arrayContaining([expect.objectContaining({ tags: ['v2'] })]) })
  })

  test('that are archived are found as such', async () => {
    const { seen } = await look(setStage(world), 'api', 'old', 'v1')
    expect(seen).toMatchObject([
      { is: 'found', status: 'ARCHIVED' },
      { is: 'found', status: 'ACTIVE' },
    ])
  })

  test('of a repository that is not there name those that are', async () => {
    const { seen } = await look(setStage(world), 'apo', 'v1')
    expect(seen).toEqual([{ is: 'no-repository', repositories: ['api', 'other'] }])
  })

  test('of a repository that is not there, where repositories may not be listed', async () => {
    const staged = setStage(world)
    staged.simulation.faults.add({ is: 'denied', on: 'ecr:DescribeRepositories' })
    expect((await look(staged, 'apo', 'v1')).seen).toEqual([{ is: 'no-repository', repositories: [] }])
  })

  test('that may not be seen are unknown, and say which permission is missing', async () => {
    const staged = setStage(world)
    staged.simulation.faults.add({ is: 'denied', on: 'ecr:BatchGetImage' })
    const [image] = (await look(staged, 'api', 'v1')).seen
    expect(image).toMatchObject({ is: 'unknown', why: expect.stringContaining('ecr:BatchGetImage') })
  })

  test('that cannot be seen until the deadline are unknown', async () => {
    const staged = setStage(world, { patience: 10_000 })
    staged.simulation.faults.add({ is: 'failed', on: 'ecr:*', times: Infinity })
    expect((await look(staged, 'api', 'v1')).seen).toMatchObject([{ is: 'unknown' }])
  })

  test('are not looked for with credentials that are too old', async () => {
    const staged = setStage(world)
    staged.simulation.faults.add({ is: 'expired' })
    expect(await failureOf(look(staged, 'api', 'v1'))).toMatchObject({ kind: 'expired' })
  })

  test('a hundred and one are looked for in two batches', async () => {
    const tags = Array.from({ length: 101 }, (_, index) => `t${index}`)
    const staged = setStage({ repositories: { api: [{ tags }] } })
    const { seen } = await look(staged, 'api', ...tags)
    expect(seen.every(({ is }) => is === 'found')).toBe(true)
    expect(staged.asked().filter(name => name === 'ecr:BatchGetImage')).toHaveLength(2)
  })

  test('are found in a repository with more than can be listed, beside one that is archived', async () => {
    const many = Array.from({ length: 1_100 }, (_, index) => `t${index}`)
    const staged = setStage({ repositories: { api: [...many, { tags: ['old'], archived: true }] } })
    const { seen } = await look(staged, 'api', 't0', 't1099', 'old')
    expect(seen.slice(0, 2)).toMatchObject([
      { is: 'found', tags: ['t0'], status: 'ACTIVE' },
      { is: 'found', tags: ['t1099'], status: 'ACTIVE' },
    ])
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
