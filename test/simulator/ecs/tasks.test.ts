import { describe, expect, test } from '@jest/globals'
import type { Behaviour } from '../behaviour.ts'
import type { JsonObject } from '../operation.ts'
import { Account } from './account.ts'
import type { Task } from './model.ts'
import { healthVerdict } from './program.ts'

const describeTask = (account: Account, task: Task | undefined) =>
  account.ask('DescribeTasks', { cluster: 'prod', tasks: [task?.arn ?? ''] }).tasks?.[0]

function first(account: Account): Task {
  const [task] = account.tasks
  if (!task) throw new Error('no task is to run')
  return task
}

describe('a task', () => {
  test('goes through its states in their order', () => {
    const account = new Account()
    account.deploy('v2')
    account.until(() => account.service.tasks.length === 4)
    const started = account.service.tasks[2]
    const [old] = account.service.tasks
    const seen: Record<'started' | 'old', string[]> = { started: [], old: [] }
    account.until(() => {
      for (const [name, task] of [['started', started] as const, ['old', old] as const]) {
        if (task && seen[name].at(-1) !== task.lastStatus) seen[name].push(task.lastStatus)
      }
      return old?.lastStatus === 'STOPPED'
    })
    expect(seen.started).toEqual(['PROVISIONING', 'PENDING', 'ACTIVATING', 'RUNNING'])
    expect(seen.old).toEqual(['RUNNING', 'DEACTIVATING', 'STOPPING', 'DEPROVISIONING', 'STOPPED'])
  })

  test('says what it runs, for whom and where', () => {
    const account = new Account({ container: { memory: 256 } })
    const image = account.world.ecr.find('api:v1')
    expect(describeTask(account, first(account))).toMatchObject({
      group: 'service:api',
      startedBy: account.primary.id,
      taskDefinitionArn: account.primary.taskDefinition,
      lastStatus: 'RUNNING',
      desiredStatus: 'RUNNING',
      launchType: 'FARGATE',
      cpu: '256',
      memory: '512',
      containers: [
        {
          name: 'api',
          image: account.world.ecr.uri('api:v1'),
          imageDigest: image?.digest,
          lastStatus: 'RUNNING',
          healthStatus: 'UNKNOWN',
          networkInterfaces: [{ privateIpv4Address: '10.0.0.10' }],
          cpu: '0',
          memory: '256',
        },
      ],
      attachments: [{ type: 'ElasticNetworkInterface', status: 'ATTACHED' }],
    })
  })

  test('prints its lines to a stream named after prefix, container and task', () => {
    const options = { 'awslogs-group': '/ecs/api', 'awslogs-stream-prefix': 'web', 'awslogs-region': 'us-west-2' }
    const account = new Account({
      versions: { v2: { logs: ['migrating', 'listening'] } },
      container: { logConfiguration: { logDriver: 'awslogs', options } },
    })
    account.deploy('v2')
    account.until(() => account.service.tasks[2]?.lastStatus === 'RUNNING')
    const stream = account.world.logs.groups
      .get('/ecs/api')
      ?.streams.get(`web/api/${account.service.tasks[2]?.id ?? ''}`)
    expect(stream?.events.map(({ message }) => message)).toEqual(['migrating', 'listening'])
  })

  test('is described for an hour after it stopped, and then MISSING', () => {
    const account = new Account()
    const task = first(account)
    account.ask('StopTask', { cluster: 'prod', task: task.arn, reason: 'try' })
    account.until(() => task.lastStatus === 'STOPPED')
    account.pass(3_590)
    expect(describeTask(account, task)).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'try' })
    account.pass(20)
    expect(account.ask('DescribeTasks', { cluster: 'prod', tasks: [task.arn] })).toEqual({
      tasks: [],
      failures: [{ arn: task.arn, reason: 'MISSING' }],
    })
  })
})

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
describe('a task that stops says why', () => {
  const started = (behaviour: Behaviour, setup: ConstructorParameters<typeof Account>[0] = {}): [Account, Task] => {
    const account = new Account({ versions: { v2: behaviour }, ...setup })
    account.deploy('v2')
    account.until(() => account.service.tasks.length > 2)
    const task = account.service.tasks[2]
    if (!task) throw new Error('no task was started')
    account.until(() => task.lastStatus === 'STOPPED')
    return [account, task]
  }

  test('when its essential container exits', () => {
    const [account, task] = started({ exits: { code: 3, after: 1_000 } })
    expect(describeTask(account, task)).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ lastStatus: 'STOPPED', exitCode: 3 }],
    })
  })

  test('when it runs out of memory', () => {
    const [account, task] = started({ exits: { code: 0, after: 1_000, outOfMemory: true } })
    expect(describeTask(account, task)?.containers).toMatchObject([
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
    ])
  })

  test('when a secret is missing: it never started, so there is no exit code', () => {
    const reason = 'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret'
    const [account, task] = started({ cannotInitialize: reason })
    const described = describeTask(account, task)
    expect(described).toMatchObject({ stopCode: 'TaskFailedToStart', stoppedReason: reason })
    expect(described?.containers?.[0]).not.toHaveProperty('exitCode')
    expect(described).not.toHaveProperty('startedAt')
  })

  test('when its log group is missing', () => {
    const options = { 'awslogs-group': '/ecs/none', 'awslogs-stream-prefix': 'web' }
    const [account, task] = started({}, { container: { logConfiguration: { logDriver: 'awslogs', options } } })
    expect(describeTask(account, task)?.stoppedReason).toMatch(
      /^ResourceInitializationError: .*log group does not exist/,
    )
  })

  test.each([
    { unstartedContainers: 'listed', containers: 1 },
    { unstartedContainers: 'empty', containers: 0 },
  ] as const)(
    'when it cannot start; its containers are then $unstartedContainers',
    ({ unstartedContainers, containers }) => {
      const account = new Account()
      account.world.ecs.assumptions.unstartedContainers = unstartedContainers
      account.deploy('v9')
      account.until(() => account.service.tasks[2]?.lastStatus === 'STOPPED')
      const described = describeTask(account, account.service.tasks[2])
      expect(described?.stoppedReason).toMatch(/^CannotPullContainerError: .*api:v9: not found$/)
      expect(described?.containers).toHaveLength(containers)
    },
  )

  test('when the scheduler needs it no more', () => {
    const account = new Account()
    const [old] = account.service.tasks
    const before = account.primary.id
    account.deploy('v2')
    account.until(() => old?.lastStatus === 'STOPPED')
    expect(describeTask(account, old)).toMatchObject({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${before})`,
      containers: [{ exitCode: 0 }],
    })
  })

  test('when Spot takes the capacity back, at the latest two minutes after the warning', () => {
    const account = new Account()
    for (const group of account.world.elb.groups.values()) group.deregistrationDelay = 300_000
    const task = first(account)
    account.world.ecs.levers.interruptSpot(task)
    expect(account.until(() => task.lastStatus === 'STOPPED')).toBeLessThan(140)
    expect(task.stop).toMatchObject({ code: 'SpotInterruption', reason: 'Your Spot Task was interrupted.' })
    account.until(() => account.describe().runningCount === 2)
    expect(account.primary).toMatchObject({ rollout: { is: 'COMPLETED' }, failures: { count: 0 } })
  })

  test('after its stop timeout when it does not heed SIGTERM', () => {
    const account = new Account({
      versions: { v1: { ignoresTerm: true } },
      balanced: false,
      container: { stopTimeout: 90 },
    })
    const task = first(account)
    account.ask('StopTask', { cluster: 'prod', task: task.id })
    expect(account.until(() => task.lastStatus === 'STOPPED')).toBeGreaterThan(90)
    expect(task.containers[0]?.exitCode).toBe(137)
  })
})

describe('the scheduler', () => {
  test('replaces a task that crashed, without a new deployment', () => {
    const account = new Account()
    const { id } = account.primary
    account.world.ecs.levers.crash(first(account), { code: 9 })
    account.until(() => account.describe().runningCount === 2)
    account.until(() => account.service.steady)
    expect(account.primary).toMatchObject({ id, rollout: { is: 'COMPLETED' }, failures: { count: 0 } })
    expect(account.events().at(-1)).toBe('(service api) has reached a steady state.')
  })

  test('starts the replacement of a sick task before it stops that', () => {
    const account = new Account()
    account.world.ecs.levers.sicken(first(account))
    account.until(() => account.events().some(event => event.includes('has started')))
    expect(account.events()).toContain(
      '(service api) has started 1 tasks: (task ID). Amazon ECS replaced 1 tasks due to an unhealthy status.',
    )
    account.until(() => account.service.steady)
  })

  test('leaves protected tasks alone, and says so', () => {
    const account = new Account()
    for (const task of account.tasks) account.world.ecs.levers.protect(task, 30)
    account.deploy('v2')
    account.pass(600)
    expect(account.events()).toContain(
      '(service api) was unable to reach steady state because (taskSet ecs-svc/OLD) was unable to scale in due to ' +
        '(reason 2 tasks under protection)',
    )
    expect(account.primary.rollout.is).toBe('IN_PROGRESS')
    account.until(() => account.primary.rollout.is === 'COMPLETED')
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
  test('is told what to protect, and for how long', () => {
    const account = new Account()
    const tasks = account.tasks.map(({ arn }) => arn)
    const update = (members: JsonObject) => account.ask('UpdateTaskProtection', { cluster: 'prod', tasks, ...members })
    const expirationDate = (account.world.now() + 7_200_000) / 1_000
    expect(update({ protectionEnabled: true }).protectedTasks).toEqual(
      tasks.map(taskArn => ({ taskArn, protectionEnabled: true, expirationDate })),
    )
    account.pass(7_200)
    const { protectedTasks, failures } = account.ask('GetTaskProtection', {
      cluster: 'prod',
      tasks: [...tasks, 'gone'],
    })
    expect(protectedTasks).toEqual(tasks.map(taskArn => ({ taskArn, protectionEnabled: false })))
    expect(failures).toEqual([{ arn: 'arn:aws:ecs:us-west-2:123456789012:task/prod/gone', reason: 'MISSING' }])
    expect(() => update({ protectionEnabled: true, expiresInMinutes: 2_881 })).toThrow('between 1 and 2880')
  })

  test('places tasks in the zones that have capacity, and none where no zone has', () => {
    const account = new Account()
    account.world.ecs.levers.fillZones('us-west-2a')
    account.deploy('v2')
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    expect(account.tasks.map(({ availabilityZone }) => availabilityZone)).toEqual(['us-west-2b', 'us-west-2b'])
    account.world.ecs.levers.fillZones('us-west-2b')
    account.deploy('v1')
    account.until(() => account.events().some(event => event.includes('was unable to place a task. Reason: Capacity')))
    account.world.ecs.levers.giveCapacity()
    account.until(() => account.primary.rollout.is === 'COMPLETED')
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
  test('does nothing, and says so, while its own calls are throttled', () => {
    const account = new Account()
    account.world.ecs.levers.throttleScheduler(true)
    account.deploy('v2')
    account.pass(600)
    expect(account.events()).toEqual(['(service api) operations are being throttled. Will try again later.'])
    account.world.ecs.levers.throttleScheduler(false)
    account.until(() => account.primary.rollout.is === 'COMPLETED')
  })

  test('never finds a task healthy whose target group is gone', () => {
    const account = new Account()
    account.deploy('v2')
    account.world.elb.deleteTargetGroup(account.group)
    account.pass(900)
    expect(account.primary.rollout.is).toBe('IN_PROGRESS')
    expect(account.events()).toContain(
      '(service api) (task set ecs-svc/NEW) is not healthy due to TARGET GROUP IS NOT FOUND.',
    )
  })

  test.each([
    { silent: false, said: 1 },
    { silent: true, said: 0 },
  ])('cannot place tasks where no capacity is left (silent: $silent)', ({ silent, said }) => {
    const account = new Account()
    account.world.ecs.levers.takeCapacity(undefined, { silent })
    account.deploy('v2')
    account.pass(2_700)
    expect(
      account.events().filter(event => event.includes('was unable to place a task. Reason: Capacity')),
    ).toHaveLength(said)
    expect(account.describe()).toMatchObject({ runningCount: 2, pendingCount: 0 })
    account.world.ecs.levers.giveCapacity()
    account.until(() => account.primary.rollout.is === 'COMPLETED')
  })
})

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
describe('version consistency', () => {
  const digest = (account: Account, task: Task | undefined) => describeTask(account, task)?.containers?.[0]?.imageDigest

  const withMovedTag = (container = {}): { account: Account; before: string; after: string } => {
    const account = new Account({ container })
    const before = account.primary.images.api ?? account.world.ecr.find('api:v1')?.digest ?? ''
    const { digest: after } = account.world.ecr.push({ repository: 'api', tags: ['v1'], content: 'moved' })
    return { account, before, after }
  }

  test('keeps every task of a deployment on the digest that its first task found', () => {
    const { account, before } = withMovedTag()
    const task = first(account)
    account.world.ecs.levers.crash(task)
    account.until(() => account.service.steady && account.tasks.length === 2)
    expect(account.tasks.map(one => digest(account, one))).toEqual([before, before])
  })

  test('resolves the tag anew for a new deployment', () => {
    const { account, after } = withMovedTag()
    account.update({ forceNewDeployment: true })
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    expect(account.tasks.map(one => digest(account, one))).toEqual([after, after])
    const [revision] =
      account.ask('DescribeServiceRevisions', { serviceRevisionArns: [account.primary.revisionArn] })
        .serviceRevisions ?? []
    expect(revision?.containerImages).toEqual([
      { containerName: 'api', image: account.world.ecr.uri('api:v1'), imageDigest: after },
    ])
  })

  test('can be turned off', () => {
    const { account, before, after } = withMovedTag({ versionConsistency: 'disabled' })
    account.world.ecs.levers.crash(first(account))
    account.until(() => account.service.steady && account.tasks.length === 2)
    expect(account.tasks.map(one => digest(account, one))).toEqual([before, after])
  })
})

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
describe('a container health check', () => {
  const second = 1_000
  test.each([
    { interval: 10, retries: 3, startPeriod: 0, healthyAfter: 0, health: 'HEALTHY', after: 10 },
    { interval: 10, retries: 3, startPeriod: 0, healthyAfter: 15, health: 'HEALTHY', after: 20 },
    { interval: 10, retries: 3, startPeriod: 0, healthyAfter: 30, health: 'HEALTHY', after: 30 },
    { interval: 10, retries: 3, startPeriod: 0, healthyAfter: 31, health: 'UNHEALTHY', after: 30 },
    { interval: 10, retries: 3, startPeriod: 60, healthyAfter: 85, health: 'HEALTHY', after: 90 },
    { interval: 10, retries: 3, startPeriod: 60, healthyAfter: 'never', health: 'UNHEALTHY', after: 90 },
  ] as const)('every $interval s finds a program that is ready after $healthyAfter s $health', row => {
    const check = { interval: row.interval * second, retries: row.retries, startPeriod: row.startPeriod * second }
    const healthyAfter = row.healthyAfter === 'never' ? 'never' : row.healthyAfter * second
    expect(healthVerdict(check, { healthyAfter })).toEqual({ health: row.health, after: row.after * second })
  })
})
