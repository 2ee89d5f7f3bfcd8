import { RunTaskCommand } from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from '../clients.ts'
import type { JsonObject } from '../operation.ts'
import { simulate } from '../simulation.ts'
import { Migrations } from './migrations.ts'

const family = (account: Migrations, document: JsonObject): void => {
  account.world.ecs.registerTaskDefinition({ ...account.definition('v1'), ...document })
}

const longToken = 'x'.repeat(64)

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
describe('RunTask', () => {
  test('starts a task that belongs to no service, and says what it was told', () => {
    const account = new Migrations()
    const environment = [{ name: 'DRY_RUN', value: '1' }]
    const { tasks, failures } = account.run({
      startedBy: 'release/v2_1-a',
      enableExecuteCommand: true,
      overrides: {
        cpu: '512',
        memory: '1024',
        taskRoleArn: 'arn:aws:iam::123456789012:role/other',
        containerOverrides: [{ name: 'migrate', command: ['migrate', 'up'], environment, cpu: 128, memory: 256 }],
      },
    })
    expect(failures).toEqual([])
    expect(tasks).toMatchObject([
      {
        taskArn: expect.stringMatching(/^arn:aws:ecs:us-west-2:123456789012:task\/prod\/[0-9a-f]{32}$/),
        taskDefinitionArn: expect.stringMatching(/task-definition\/migrate:1$/),
        group: 'family:migrate',
        startedBy: 'release/v2_1-a',
        lastStatus: 'PROVISIONING',
        desiredStatus: 'RUNNING',
        launchType: 'FARGATE',
        platformVersion: '1.4.0',
        enableExecuteCommand: true,
        cpu: '512',
        memory: '1024',
        overrides: {
          taskRoleArn: 'arn:aws:iam::123456789012:role/other',
          containerOverrides: [{ name: 'migrate', command: ['migrate', 'up'], environment, cpu: 128, memory: 256 }],
        },
        tags: [],
      },
    ])
  })

  test.each([
    { named: 'a family', taskDefinition: 'migrate', runs: 2 },
    { named: 'a revision', taskDefinition: 'migrate:1', runs: 1 },
    { named: 'an ARN', taskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/migrate:1', runs: 1 },
  ])('by $named runs revision $runs', ({ taskDefinition, runs }) => {
    const account = new Migrations()
    family(account, { family: 'migrate' })
    family(account, { family: 'migrate' })
    account.ask('DeregisterTaskDefinition', { taskDefinition: 'migrate:3' })
    expect(account.start({ taskDefinition }).taskDefinition).toMatch(new RegExp(`/migrate:${runs}$`))
  })

  test('starts as many tasks as it is told', () => {
    const { tasks } = new Migrations().run({ count: 10 })
    expect(new Set(tasks?.map(({ taskArn }) => taskArn)).size).toBe(10)
  })

  test.each([
    { provider: 'FARGATE', weights: [{ capacityProvider: 'FARGATE' }], spread: [5, 0] },
    { provider: 'FARGATE_SPOT', weights: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }], spread: [0, 5] },
    {
      provider: 'both by weight, after the base',
      weights: [
        { capacityProvider: 'FARGATE', weight: 1, base: 2 },
        { capacityProvider: 'FARGATE_SPOT', weight: 2 },
      ],
      spread: [3, 2],
    },
  ])('with a capacity provider strategy runs on $provider', ({ weights, spread }) => {
    const { tasks = [] } = new Migrations().run({ launchType: undefined, capacityProviderStrategy: weights, count: 5 })
    const on = (name: string) => tasks.filter(({ capacityProviderName }) => capacityProviderName === name).length
    expect([on('FARGATE'), on('FARGATE_SPOT')]).toEqual(spread)
    expect(tasks.every(({ launchType }) => launchType === 'FARGATE')).toBe(true)
  })

  test.each([
    { propagateTags: undefined, enableECSManagedTags: undefined, keys: ['release'] },
    { propagateTags: 'NONE', enableECSManagedTags: false, keys: ['release'] },
    { propagateTags: 'TASK_DEFINITION', enableECSManagedTags: undefined, keys: ['release', 'team'] },
    { propagateTags: 'TASK_DEFINITION', enableECSManagedTags: true, keys: ['release', 'team', 'aws:ecs:clusterName'] },
  ])('with propagateTags $propagateTags and managed tags $enableECSManagedTags puts tags on it', row => {
    const account = new Migrations({
      definition: {
        tags: [
          { key: 'team', value: 'a' },
          { key: 'release', value: 'old' },
        ],
      },
    })
    const { keys, ...members } = row
    const task = account.start({ ...members, tags: [{ key: 'release', value: 'v2' }] })
    const { tags } = account.describeTask(task)
    expect(tags?.map(({ key }) => key)).toEqual(keys)
    expect(tags?.[0]).toEqual({ key: 'release', value: 'v2' })
    expect(account.ask('ListTagsForResource', { resourceArn: task.arn }).tags).toEqual(tags)
    account.ask('TagResource', { resourceArn: task.arn, tags: [{ key: 'release', value: 'v3' }] })
    expect(account.describeTask(task).tags).toContainEqual({ key: 'release', value: 'v3' })
  })
})

describe('RunTask refuses', () => {
  const both = { launchType: 'FARGATE', capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }] }
  const spots = (...weights: number[]) => ({
    launchType: undefined,
    capacityProviderStrategy: weights.map(weight => ({ capacityProvider: 'FARGATE_SPOT', weight, base: 1 })),
  })
  const overriding = (name: string, value = '') => ({
    overrides: { containerOverrides: [{ name, environment: [{ name: 'X', value }] }] },
  })
  const placed = { placementStrategy: [{ type: 'random' }] }
  const tag = (key: string) => ({ key, value: '' })

  test.each([
    {
      what: 'an unknown cluster',
      members: { cluster: 'none' },
      code: 'ClusterNotFoundException',
      text: 'Cluster not found.',
    },
    {
      what: 'an unknown family',
      members: { taskDefinition: 'none' },
      code: 'ClientException',
      text: 'TaskDefinition not found.',
    },
    {
      what: 'an unknown revision',
      members: { taskDefinition: 'migrate:9' },
      code: 'ClientException',
      text: 'TaskDefinition not found.',
    },
    { what: 'an inactive revision', members: { taskDefinition: 'retired:1' }, text: 'TaskDefinition is inactive' },
    { what: 'no task', members: { count: 0 } },
    { what: 'eleven tasks', members: { count: 11 } },
    {
      what: 'launch type and strategy together',
      members: both,
      text: /^Specifying both a launch type and capacity provider/,
    },
    {
      what: 'a foreign capacity provider',
      members: { launchType: undefined, capacityProviderStrategy: [{ capacityProvider: 'ec2' }] },
    },
    { what: 'a strategy of weights that are all 0', members: spots(0, 0) },
    { what: 'a strategy with two bases', members: spots(1, 1) },
    {
      what: 'an instance that is not there',
      members: { launchType: undefined },
      text: 'No Container Instances were found in your cluster.',
    },
    {
      what: 'EC2 without instances',
      members: { launchType: 'EC2' },
      text: 'No Container Instances were found in your cluster.',
    },
    { what: 'an unknown platform version', members: { platformVersion: '9.9.9' }, code: 'PlatformUnknownException' },
    {
      what: 'awsvpc without a network',
      members: { networkConfiguration: undefined },
      text: "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    },
    {
      what: 'a network without awsvpc',
      members: { taskDefinition: 'bridged' },
      text: 'Network Configuration is not valid for the given networkMode of this task definition.',
    },
    {
      what: 'no subnet',
      members: { networkConfiguration: { awsvpcConfiguration: { subnets: [] } } },
      text: 'subnets can not be empty.',
    },
    {
      what: 'Fargate for what is not made for it',
      members: { taskDefinition: 'bridged', networkConfiguration: undefined },
      text: 'Task definition does not support launch_type FARGATE.',
    },
    { what: 'placement on Fargate', members: placed },
    {
      what: 'overrides of an unknown container',
      members: overriding('other'),
      text: 'Override for container named other is not a container in the TaskDefinition.',
    },
    {
      what: 'overrides that are too long',
      members: overriding('migrate', 'x'.repeat(8192)),
      text: 'Container Overrides length must be at most 8192',
    },
    {
      what: 'a startedBy that is too long',
      members: { startedBy: 'x'.repeat(129) },
      text: 'startedBy longer than 128.',
    },
    { what: 'a startedBy with a colon', members: { startedBy: 'release:v2' } },
    { what: 'a client token that is too long', members: { clientToken: 'x'.repeat(65) } },
    { what: 'a client token with a space', members: { clientToken: 'a b' } },
    { what: 'the group of a service', members: { group: 'service:api' } },
    { what: 'tags of a service', members: { propagateTags: 'SERVICE' } },
    { what: 'a tag twice', members: { tags: [tag('a'), tag('a')] } },
    { what: 'more than fifty tags', members: { tags: Array.from({ length: 51 }, (_, index) => tag(`${index}`)) } },
    { what: 'a reserved tag', members: { tags: [tag('aws:x')] } },
    { what: 'ExecuteCommand without a task role', members: { taskDefinition: 'roleless', enableExecuteCommand: true } },
    {
      what: 'volumes, which the simulator does not have',
      members: { volumeConfigurations: [{ name: 'data' }] },
      code: 'UnsupportedFeatureException',
    },
    {
      what: 'a role that ECS cannot assume',
      members: { overrides: { executionRoleArn: 'arn:aws:iam::123456789012:role/broken' } },
      code: 'ClientException',
      text: /^ECS was unable to assume the role 'arn:aws:iam::123456789012:role\/broken' that was provided for this task\./,
    },
  ])('$what', ({ members, code = 'InvalidParameterException', text = /./ }) => {
    const account = new Migrations()
    family(account, { family: 'retired' })
    account.ask('DeregisterTaskDefinition', { taskDefinition: 'retired:1' })
    family(account, { family: 'bridged', networkMode: 'bridge', requiresCompatibilities: ['EC2'] })
    family(account, { family: 'roleless' })
    account.world.ecs.levers.breakRole('arn:aws:iam::123456789012:role/broken')
    const refusal = expect.objectContaining({
      code,
      message: typeof text === 'string' ? text : expect.stringMatching(text),
    })
    expect(() => account.run(members)).toThrow(refusal)
    expect(account.list({ family: 'migrate' })).toEqual([])
  })

  test('nothing at the very edge of its limits', () => {
    const account = new Migrations()
    const value = 'x'.repeat(8192 - JSON.stringify(overriding('migrate').overrides).length)
    expect(
      account.run({ startedBy: 'x'.repeat(128), clientToken: longToken, ...overriding('migrate', value) }).tasks,
    ).toHaveLength(1)
  })
})

test('a revision that was just deregistered may still be taken, as DeregisterTaskDefinition documents', () => {
  const account = new Migrations()
  account.world.ecs.assumptions.inactiveRevision = 'taken-for-ten-minutes'
  account.ask('DeregisterTaskDefinition', { taskDefinition: 'migrate:1' })
  const run = () => account.run({ taskDefinition: 'migrate:1' })
  expect(run().tasks).toHaveLength(1)
  account.pass(601)
  expect(run).toThrow('TaskDefinition is inactive')
})

describe('a client token', () => {
  const clientToken = 'release-v2'
  const arns = ({ tasks = [] }: ReturnType<Migrations['run']>) => tasks.map(({ taskArn }) => taskArn)
  const hour = 3_600

  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
  test('gives the same tasks again, as they are by now', () => {
    const account = new Migrations()
    const first = account.run({ clientToken, count: 2 })
    account.pass(35)
    const again = account.run({ clientToken, count: 2 })
    expect(arns(again)).toEqual(arns(first))
    expect(again.tasks).toMatchObject([{ lastStatus: 'RUNNING', group: 'family:migrate' }, {}])
    expect(account.list({ family: 'migrate' })).toHaveLength(2)
  })

  test('gives of a task that has stopped its ARN and its states alone', () => {
    const account = new Migrations()
    const { taskArn } = account.runToEnd({ clientToken })
    expect(account.run({ clientToken })).toEqual({
      tasks: [{ taskArn, lastStatus: 'STOPPED', desiredStatus: 'STOPPED' }],
      failures: [],
    })
  })

  test('is refused with other parameters, with the tasks that it stands for', () => {
    const account = new Migrations()
    const { arn } = account.start({ clientToken, startedBy: 'one' })
    const conflict = { code: 'ConflictException', members: { resourceIds: [arn] } }
    expect(() => account.run({ clientToken, startedBy: 'other' })).toThrow(expect.objectContaining(conflict))
    expect(account.list({ family: 'migrate' })).toEqual([arn])
  })

  test('stands for another request in another cluster', () => {
    const account = new Migrations()
    account.world.ecs.createCluster('other')
    const first = account.run({ clientToken })
    const other = account.run({ clientToken, cluster: 'other', startedBy: 'other' })
    expect(arns(other)).not.toEqual(arns(first))
  })

  test('is forgotten an hour after the last of its tasks has stopped', () => {
    const account = new Migrations()
    const { taskArn } = account.runToEnd({ clientToken })
    account.pass(hour - 30)
    expect(arns(account.run({ clientToken }))).toEqual([taskArn])
    account.pass(60)
    const fresh = account.run({ clientToken, startedBy: 'other' })
    expect(fresh.tasks).toHaveLength(1)
    expect(arns(fresh)).not.toEqual([taskArn])
  })

  test('is forgotten after a day even if its task still runs', () => {
    const account = new Migrations({ program: {} })
    const first = account.run({ clientToken })
    account.pass(24 * hour - 30)
    expect(arns(account.run({ clientToken }))).toEqual(arns(first))
    account.pass(60)
    expect(arns(account.run({ clientToken }))).not.toEqual(arns(first))
  })

  test.each([
    { tokenOfFailures: 'remembered', tasks: 0 },
    { tokenOfFailures: 'forgotten', tasks: 1 },
  ] as const)('of a request that placed no task is $tokenOfFailures', ({ tokenOfFailures, tasks }) => {
    const account = new Migrations()
    account.world.ecs.assumptions.tokenOfFailures = tokenOfFailures
    account.world.ecs.levers.takeCapacity()
    expect(account.run({ clientToken })).toMatchObject({ tasks: [], failures: [{ reason: /./ }] })
    account.world.ecs.levers.giveCapacity()
    expect(account.run({ clientToken }).tasks).toHaveLength(tasks)
    account.pass(24 * hour)
    expect(account.run({ clientToken: `${clientToken}'` }).tasks).toHaveLength(1)
  })

  test('gives failures again that are older than an hour without their reasons', () => {
    const account = new Migrations({ program: {} })
    account.world.ecs.levers.takeCapacity('RESOURCE:ENI', { left: 1 })
    expect(account.run({ clientToken, count: 3 })).toMatchObject({
      tasks: [{}],
      failures: [{ reason: 'RESOURCE:ENI' }, { reason: 'RESOURCE:ENI' }],
    })
    account.pass(hour)
    expect(account.run({ clientToken, count: 3 })).toMatchObject({
      tasks: [{ lastStatus: 'RUNNING' }],
      failures: [{}, {}],
    })
  })
})

test('there is no room where every zone of the subnets is full', () => {
  const account = new Migrations()
  account.world.ecs.levers.fillZones('us-west-2a')
  expect(account.run()).toMatchObject({
    tasks: [],
    failures: [{ reason: expect.stringMatching(/^Capacity is unavail/) }],
  })
  const subnets = ['subnet-0a1b2c3d', 'subnet-0b1c2d3e']
  const { tasks } = account.run({ networkConfiguration: { awsvpcConfiguration: { subnets } } })
  expect(tasks).toMatchObject([{ availabilityZone: 'us-west-2b' }])
})

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
test.each(['RESOURCE:ENI', 'RESOURCE:CPU', 'AGENT', 'LOCATION', 'ATTRIBUTE', undefined])(
  'what cannot be placed is no error but a failure: %s',
  reason => {
    const account = new Migrations()
    account.world.ecs.levers.takeCapacity(reason)
    const { tasks, failures } = account.run()
    expect(tasks).toEqual([])
    expect(failures).toEqual([
      {
        reason:
          reason ?? 'Capacity is unavailable at this time. Please try again later or in a different availability zone',
      },
    ])
  },
)

describe('ListTasks', () => {
  const conflict = expect.objectContaining({
    code: 'InvalidParameterException',
    message: 'cannot specify startedBy with other arguments',
  })

  test('finds tasks by who started them, by family and by what they are to be', () => {
    const account = new Migrations()
    const stopped = account.runToEnd({ startedBy: 'one' })
    const running = account.start({ startedBy: 'one' })
    account.start({ startedBy: 'other' })
    expect(account.list({ startedBy: 'one' })).toEqual([running.arn])
    expect(account.list({ startedBy: 'one', desiredStatus: 'STOPPED' })).toEqual([stopped.taskArn])
    expect(account.list({ family: 'migrate' })).toHaveLength(2)
    expect(account.list({ family: 'migrate', launchType: 'FARGATE', desiredStatus: 'STOPPED' })).toEqual([
      stopped.taskArn,
    ])
    expect(account.list({ desiredStatus: 'PENDING' })).toEqual([])
    expect(account.list({ serviceName: 'api' })).toHaveLength(2)
    expect(account.list({ containerInstance: '0123456789abcdef0123456789abcdef' })).toEqual([])
    account.pass(3_600)
    expect(account.list({ family: 'migrate', desiredStatus: 'STOPPED' })).not.toContain(stopped.taskArn)
  })

  test.each([{ family: 'migrate' }, { serviceName: 'api' }, { launchType: 'FARGATE' }])(
    'refuses startedBy together with %j',
    filter => {
      const account = new Migrations()
      expect(() => account.list({ startedBy: 'one', ...filter })).toThrow(conflict)
    },
  )

  test('refuses startedBy with desiredStatus where the world is so that it must be alone', () => {
    const account = new Migrations()
    account.world.ecs.assumptions.startedByFilter = 'alone'
    expect(() => account.list({ startedBy: 'one', desiredStatus: 'STOPPED' })).toThrow(conflict)
    expect(account.list({ startedBy: 'one' })).toEqual([])
  })
})

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html on eventual consistency
describe('a task that was just started', () => {
  test.each([1, 2, 3])('is MISSING and not listed at first, though StopTask knows it (seed %i)', seed => {
    const account = new Migrations({ seed })
    account.world.ecs.taskVisibility = 60_000
    const { arn, createdAt, visibleFrom } = account.start()
    expect(visibleFrom).toBeGreaterThan(createdAt)
    expect(account.ask('DescribeTasks', { cluster: 'prod', tasks: [arn] })).toEqual({
      tasks: [],
      failures: [{ arn, reason: 'MISSING' }],
    })
    expect(account.list({ family: 'migrate' })).toEqual([])
    expect(account.ask('StopTask', { cluster: 'prod', task: arn }).task).toMatchObject({ desiredStatus: 'STOPPED' })
    account.pass(60)
    expect(account.list({ family: 'migrate', desiredStatus: 'STOPPED' })).toEqual([arn])
  })

  test('may be MISSING again after it was seen, where replicas lag', () => {
    const account = new Migrations()
    account.world.replicaLag = 30_000
    const { arn } = account.start()
    const seen = Array.from({ length: 40 }, () => {
      account.pass(0.5)
      return account.ask('DescribeTasks', { cluster: 'prod', tasks: [arn] }).tasks?.length
    })
    expect(seen.join('')).toMatch(/10+1/)
  })
})

describe('a caller of RunTask', () => {
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
  test.each([
    { taskDefinition: 'migrate', resource: 'arn:aws:ecs:us-west-2:123456789012:task-definition/migrate:*' },
    { taskDefinition: 'migrate:3', resource: 'arn:aws:ecs:us-west-2:123456789012:task-definition/migrate:3' },
    {
      taskDefinition: 'arn:aws:ecs:us-west-2:1:task-definition/x:1',
      resource: 'arn:aws:ecs:us-west-2:1:task-definition/x:1',
    },
  ])('that may not is told the task definition: $taskDefinition', async ({ taskDefinition, resource }) => {
    const simulation = simulate({})
    simulation.faults.add({ is: 'denied', on: 'ecs:RunTask' })
    const { ecs } = clientsOf(simulation.runner())
    await expect(ecs.send(new RunTaskCommand({ taskDefinition }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`ecs:RunTask on resource: ${resource} because`),
    })
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html,
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
  test.each([
    { operation: 'RunTask', body: { taskDefinition: 'none' }, burst: 20, perSecond: 20 },
    { operation: 'StopTask', body: { task: 'none' }, burst: 100, perSecond: 40 },
  ])('or of others is throttled: $operation $burst at once, then $perSecond a second', row => {
    const simulation = simulate({})
    const granted = (calls: number) => {
      for (let call = 0; call < calls; call++) simulation.receive('aws', requestFor(row), 'somebody')
      return simulation.requests.splice(0).filter(({ fault }) => fault === undefined).length
    }
    expect(granted(150)).toBe(row.burst)
    simulation.world.timeline.advance(1_000)
    expect(granted(150)).toBe(row.perSecond)
  })

  const requestFor = ({ operation, body }: { operation: string; body: JsonObject }) => ({
    method: 'POST',
    url: new URL('https://ecs.us-west-2.amazonaws.com/'),
    headers: { 'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}` },
    body: JSON.stringify(body),
  })
})
