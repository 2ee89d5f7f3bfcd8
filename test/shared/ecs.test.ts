import { describe, expect, test } from '@jest/globals'
import { toService, toServiceDeployment, toStoppedTask, toTask } from '../../shared/aws/ecs-shapes.ts'
import { batches, everyPage } from '../../shared/aws/pages.ts'
import { isDeploymentOf, primaryOf, revisionName } from '../../shared/core/service.ts'
import { manyServices } from '../simulator/worlds/many-services.ts'
import { failureOf, setStage } from './aws-clients.ts'
import type { Stage } from './aws-clients.ts'

const world = 'test/simulator/worlds/one-service.yml'

describe('lists are cut as the API wants it', () => {
  test.each([
    [0, 10, []],
    [1, 10, [1]],
    [10, 10, [10]],
    [11, 10, [10, 1]],
    [101, 100, [100, 1]],
  ])('%d by %d', (count, size, sizes) => {
    const items = Array.from({ length: count }, (_, index) => index)
    const cut = batches(items, size)
    expect(cut.map(({ length }) => length)).toEqual(sizes)
    expect(cut.flat()).toEqual(items)
  })

  test('pages are followed to the end, over empty ones', async () => {
    const pages = new Map([
      [undefined, { items: [1, 2], next: 'b' }],
      ['b', { items: [], next: 'c' }],
      ['c', { items: [3], next: undefined }],
    ])
    const page = (token: string | undefined) => Promise.resolve(pages.get(token) ?? { items: [], next: undefined })
    expect(await everyPage(page)).toEqual([1, 2, 3])
  })
})

describe('services', () => {
  test('are described ten at a time', async () => {
    const staged = setStage(manyServices(11))
    const names = Array.from({ length: 11 }, (_, index) => `service-${String(index + 1).padStart(3, '0')}`)
    const { services, absent } = await (await staged.aws.ecs()).describeServices('production', names)
    expect(services.map(({ name }) => name)).toEqual(names)
    expect(absent).toEqual(new Map())
    expect(staged.asked()).toHaveLength(2)
  })

  test('that are not there are named with their reason', async () => {
    const { aws } = setStage(world)
    const { services, absent } = await (await aws.ecs()).describeServices('production', ['api', 'nobody'])
    expect(services.map(({ name }) => name)).toEqual(['api'])
    expect(absent).toEqual(new Map([['nobody', 'MISSING']]))
  })

  test('are updated with the revision and nothing else, and forced only when asked to', async () => {
    const { aws, simulation } = setStage(world)
    const ecs = await aws.ecs()
    const update = { cluster: 'production', service: 'api', taskDefinition: 'production-api:1' }
    await ecs.updateService({ ...update, force: false })
    await ecs.updateService({ ...update, force: true })
    expect(simulation.requests.map(({ input }) => input)).toEqual([update, { ...update, forceNewDeployment: true }])
  })
})

describe('tasks', () => {
  test('are listed by page and described a hundred at a time', async () => {
    const staged = setStage({
      repositories: { api: ['v1'] },
      clusters: { production: { api: { image: 'api:v1', desired: 101 } } },
    })
    const tasks = await (await staged.aws.ecs()).runningTasks('production', 'api')
    expect(new Set(tasks.map(({ arn }) => arn)).size).toBe(101)
    expect(tasks.every(({ lastStatus }) => lastStatus === 'RUNNING')).toBe(true)
    expect(staged.asked().filter(name => name === 'ecs:DescribeTasks')).toHaveLength(2)
  })

  test('of a service without any are none', async () => {
    const { aws } = setStage({
      repositories: { api: ['v1'] },
      clusters: { c: { api: { image: 'api:v1', desired: 0 } } },
    })
    expect(await (await aws.ecs()).runningTasks('c', 'api')).toEqual([])
  })

  test('that run say what they run, who started them and where they are', async () => {
    const { aws } = setStage(world)
    const ecs = await aws.ecs()
    const [service] = (await ecs.describeServices('production', ['api'])).services
    const [task] = await ecs.runningTasks('production', 'api')
    expect(task?.startedBy).toBe(service && primaryOf(service)?.id)
    expect(task?.taskDefinition).toBe(service?.taskDefinition)
    expect(task?.ips).toHaveLength(1)
    expect(task?.containers[0]?.digest).toMatch(/^sha256:/)
  })

  test('that crashed say why', async () => {
    const staged = setStage(world, { patience: 600_000 })
    const { ecs: state, timeline } = staged.simulation.world
    const running = state.services()[0]?.tasks[0]
    if (!running) throw new Error('a task runs')
    state.levers.crash(running, { code: 137, outOfMemory: true })
    timeline.advance(120_000)
    const stopped = await (await staged.aws.ecs()).stoppedTasks({ cluster: 'production', service: 'api' })
    expect(stopped).toMatchObject({ unread: 0 })
    expect(stopped.tasks).toMatchObject([
      { stopCode: 'EssentialContainerExited', containers: [{ name: 'api', exitCode: 137 }] },
    ])
  })
})

describe('service deployments', () => {
  /** Deploys again and again: each is a service deployment of its own. */
  async function deploy(staged: Stage, times: number): Promise<void> {
    const ecs = await staged.aws.ecs()
    for (let time = 0; time < times; time++) {
      const update = { cluster: 'production', service: 'api', taskDefinition: 'production-api:1', force: true }
      await ecs.updateService(update)
      await staged.clock.sleep(2_000)
    }
    // ECS lists them late.
    await staged.clock.sleep(30_000)
  }

  test('are listed since a time, described twenty at a time, and joined with their deployment', async () => {
    const staged = setStage(world, { patience: 600_000 })
    const ecs = await staged.aws.ecs()
    await deploy(staged, 21)
    const listed = await ecs.listServiceDeployments({ cluster: 'production', service: 'api', after: 0 })
    expect(listed.length).toBeGreaterThanOrEqual(21)
    const described = await ecs.describeServiceDeployments(listed.map(({ arn }) => arn))
    expect(described.map(({ arn }) => arn).sort()).toEqual(listed.map(({ arn }) => arn).sort())
    const [service] = (await ecs.describeServices('production', ['api'])).services
    const primary = service && primaryOf(service)
    expect(listed.filter(record => isDeploymentOf(record, primary?.id ?? ''))).toHaveLength(1)
    const since = { cluster: 'production', service: 'api', after: (primary?.createdAt ?? 0) - 1 }
    expect(await ecs.listServiceDeployments(since)).toHaveLength(1)
  })

  test('none described asks nothing', async () => {
    const staged = setStage(world, { patience: 600_000 })
    expect(await (await staged.aws.ecs()).describeServiceDeployments([])).toEqual([])
    expect(staged.asked()).toEqual([])
  })

  test('name the digests that ECS resolved', async () => {
    const staged = setStage(world, { patience: 600_000 })
    const ecs = await staged.aws.ecs()
    const [record] = await ecs.listServiceDeployments({ cluster: 'production', service: 'api', after: 0 })
    const [revision] = await ecs.describeServiceRevisions([record?.targetRevision ?? ''])
    const [task] = await ecs.runningTasks('production', 'api')
    expect(revision?.digests.get('api')).toBe(task?.containers[0]?.digest)
  })
})

describe('task definitions', () => {
  test('newest first, of that family alone', async () => {
    const staged = setStage({
      repositories: { api: ['v1'] },
      clusters: { c: { api: { image: 'api:v1', family: 'api' }, other: { image: 'api:v1', family: 'api-worker' } } },
    })
    const ecs = await staged.aws.ecs()
    const { family, containerDefinitions } = (await ecs.describeTaskDefinition('api')).definition
    await ecs.registerTaskDefinition({ definition: { family, containerDefinitions }, tags: [] })
    expect((await ecs.newestRevisions('api', 10)).map(revisionName)).toEqual(['api:2', 'api:1'])
    expect((await ecs.newestRevisions('api', 1)).map(revisionName)).toEqual(['api:2'])
  })

  test('are listed a page at a time', async () => {
    const staged = setStage({
      repositories: { api: ['v1', 'v2', 'v3'] },
      clusters: { c: { api: { image: 'api:v3', family: 'api', earlier: ['api:v1', 'api:v2'] } } },
    })
    const ecs = await staged.aws.ecs()
    const first = await ecs.revisionsPage({ family: 'api', most: 2 })
    const second = await ecs.revisionsPage({ family: 'api', most: 2, token: first.next })
    expect([first, second].map(({ items }) => items.map(revisionName))).toEqual([['api:3', 'api:2'], ['api:1']])
    expect(second.next).toBeUndefined()
  })

  test('get a tag beside those they have', async () => {
    const staged = setStage(world)
    const ecs = await staged.aws.ecs()
    const { definition } = await ecs.describeTaskDefinition('production-api')
    const { family, containerDefinitions } = definition
    const tags = [{ key: 'team', value: 'docs' }]
    const change = await ecs.registerTaskDefinition({ definition: { family, containerDefinitions }, tags })
    const arn = change.is === 'done' ? change.reply : ''
    for (const value of ['a', 'b']) await ecs.tagTaskDefinition(arn, [{ key: 'state', value }])
    expect((await ecs.describeTaskDefinition(arn)).tags).toEqual([...tags, { key: 'state', value: 'b' }])
  })

  test('keep through us what this SDK does not know, and bear their tags', async () => {
    const staged = setStage({
      repositories: { api: ['v1'] },
      clusters: { c: { api: { image: 'api:v1', taskDefinition: { fromTheFuture: { a: [1] } } } } },
    })
    const ecs = await staged.aws.ecs()
    const { definition } = await ecs.describeTaskDefinition('c-api')
    expect(definition['fromTheFuture']).toEqual({ a: [1] })
    const { family, containerDefinitions, fromTheFuture } = definition
    const tags = [{ key: 'release', value: 'v1' }]
    await ecs.registerTaskDefinition({ definition: { family, containerDefinitions, fromTheFuture }, tags: tags })
    const again = await ecs.describeTaskDefinition('c-api:2')
    expect(again.definition['fromTheFuture']).toEqual({ a: [1] })
    expect(again.tags).toEqual(tags)
  })

  test('that are not there are refused by name', async () => {
    const { aws } = setStage(world)
    const error = await failureOf((await aws.ecs()).describeTaskDefinition('nobody:1'))
    expect(error).toMatchObject({ message: expect.stringMatching(/^ecs:DescribeTaskDefinition for .*nobody:1 failed/) })
  })
})

describe('what AWS leaves out', () => {
  test('of a service is what the documentation says it is then', () => {
    expect(toService({ serviceName: 'api' })).toEqual({
      name: 'api',
      status: 'UNKNOWN',
      controller: 'ECS',
      scheduling: 'REPLICA',
      strategy: 'ROLLING',
      desired: 0,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      circuitBreaker: { enabled: false, rollback: false },
      taskDefinition: '',
      deployments: [],
      targetGroups: [],
      events: [],
    })
  })

  test('a rollout state that is absent stays absent', () => {
    const [deployment] = toService({ deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY' }] }).deployments
    expect(deployment && 'rollout' in deployment).toBe(false)
  })

  test('a digest and a health that are absent stay absent', () => {
    expect(toTask({ containers: [{ name: 'api' }] }).containers).toEqual([{ name: 'api' }])
    expect(toTask({})).toMatchObject({ lastStatus: 'UNKNOWN', desiredStatus: 'UNKNOWN', health: 'UNKNOWN', ips: [] })
  })

  test('an exit code that is absent is not 0', () => {
    const { containers } = toStoppedTask({ containers: [{ name: 'a' }, { name: 'b', exitCode: 0 }] })
    expect(containers).toEqual([{ name: 'a' }, { name: 'b', exitCode: 0 }])
  })

  test('a status of a service deployment that is absent is unknown', () => {
    expect(toServiceDeployment({})).toMatchObject({ status: 'UNKNOWN', targetRevision: '', pausedAt: [] })
  })
})

describe('what only some services have', () => {
  const blue = 'arn:targetgroup/blue'

  test.each([
    ['a target group', { targetGroupArn: blue, containerName: 'api', containerPort: 80 }, [blue]],
    [
      'two target groups to switch between',
      {
        targetGroupArn: blue,
        containerName: 'api',
        containerPort: 80,
        advancedConfiguration: { alternateTargetGroupArn: 'green' },
      },
      [blue, 'green'],
    ],
  ])('%s', (_, balancer, arns) => {
    expect(toService({ loadBalancers: [balancer] }).targetGroups).toEqual([{ arns }])
  })

  test('a Classic Load Balancer has no target group', () => {
    expect(toService({ loadBalancers: [{ loadBalancerName: 'old' }] }).targetGroups).toEqual([])
  })

  test('only hooks that wait for somebody pause a deployment', () => {
    const expiresAt = new Date(1_000)
    const { pausedAt } = toServiceDeployment({
      lifecycleHookDetails: [
        { hookId: 'done', status: 'SUCCEEDED' },
        { hookId: 'h', status: 'AWAITING_ACTION', expiresAt },
        { status: 'AWAITING_ACTION' },
      ],
    })
    expect(pausedAt).toEqual([{ hook: 'h', expiresAt: 1_000 }, { hook: 'without id' }])
  })
})
