import type { Container } from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../operation.ts'
import { Migrations, endsWith } from './migrations.ts'
import type { Task } from './model.ts'
import { runsOf } from './runs.ts'

const statuses = (account: Migrations, task: Task): string[] => {
  const seen: string[] = []
  account.until(() => {
    if (seen.at(-1) !== task.lastStatus) seen.push(task.lastStatus)
    return task.lastStatus === 'STOPPED'
  })
  return seen
}

const began = ['PROVISIONING', 'PENDING', 'ACTIVATING', 'RUNNING']
const ended = ['DEACTIVATING', 'STOPPING', 'DEPROVISIONING', 'STOPPED']

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
describe('a task that belongs to no service', () => {
  test('goes through all states when it is stopped, and is MISSING an hour later', () => {
    const account = new Migrations({ program: { ignoresTerm: true } })
    const task = account.start()
    account.until(() => task.lastStatus === 'RUNNING')
    account.ask('StopTask', { cluster: 'prod', task: task.id, reason: 'taking too long' })
    expect(statuses(account, task)).toEqual(ended)
    account.pass(3_590)
    expect(account.describeTask(task)).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'taking too long' })
    account.pass(20)
    expect(account.ask('DescribeTasks', { cluster: 'prod', tasks: [task.arn] }).failures).toEqual([
      { arn: task.arn, reason: 'MISSING' },
    ])
    const gone = ['StopTask', 'ListTagsForResource'] as const
    for (const [index, request] of [{ cluster: 'prod', task: task.arn }, { resourceArn: task.arn }].entries()) {
      expect(() => account.ask(gone[index] ?? 'StopTask', request)).toThrow(/not found/)
    }
  })

  test('begins as every task does, and is not started again when it has ended', () => {
    const account = new Migrations()
    const task = account.start()
    expect(statuses(account, task).slice(0, 4)).toEqual(began)
    account.pass(600)
    expect(account.list({ family: 'migrate' })).toEqual([])
  })

  test('counts among the tasks of its cluster', () => {
    const account = new Migrations()
    const count = () => account.ask('DescribeClusters', { clusters: ['prod'] }).clusters?.[0]
    const task = account.start()
    expect(count()).toMatchObject({ runningTasksCount: 2, pendingTasksCount: 1 })
    account.until(() => task.lastStatus === 'RUNNING')
    expect(count()).toMatchObject({ runningTasksCount: 3, pendingTasksCount: 0 })
  })

  test('reports the digest of its image', () => {
    const account = new Migrations()
    const { containers } = account.runToEnd()
    expect(containers).toMatchObject([{ imageDigest: account.world.ecr.find('api:v1')?.digest }])
  })
})

// The codes: the SDK. The texts: where FIDELITY.md says so.
describe('a one-off task ends', () => {
  const running = (account: Migrations): Task => {
    const task = account.start()
    account.until(() => task.lastStatus === 'RUNNING')
    return task
  }
  const pull = (account: Migrations): void => account.world.ecr.deleteImage('api:v1')

  test.each([0, 1, 3, 137, 255])('with exit code %i of its program', code => {
    expect(new Migrations({ program: endsWith(code) }).runToEnd()).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ lastStatus: 'STOPPED', exitCode: code }],
    })
  })

  test('out of memory, with a reason of its container', () => {
    const program = endsWith(0, { exits: { code: 0, after: 20_000, outOfMemory: true } })
    expect(new Migrations({ program }).runToEnd()).toMatchObject({
      stopCode: 'EssentialContainerExited',
      containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
    })
  })

  test.each([
    { when: 'it heeds SIGTERM', program: {}, exitCode: 0 },
    { when: 'it heeds SIGTERM with a code of its own', program: { termCode: 143 }, exitCode: 143 },
    { when: 'it does not heed SIGTERM', program: { ignoresTerm: true }, exitCode: 137 },
  ])('by StopTask with exit code $exitCode when $when', ({ program, exitCode }) => {
    const account = new Migrations({ program })
    const task = running(account)
    account.ask('StopTask', { cluster: 'prod', task: task.arn })
    account.until(() => task.lastStatus === 'STOPPED')
    expect(account.describeTask(task)).toMatchObject({
      stopCode: 'UserInitiated',
      stoppedReason: 'Task stopped by user',
      containers: [{ exitCode }],
    })
  })

  test('by StopTask before it has started, without an exit code', () => {
    const account = new Migrations()
    const task = account.start()
    account.ask('StopTask', { cluster: 'prod', task: task.arn })
    account.until(() => task.lastStatus === 'STOPPED')
    expect(account.describeTask(task)).toMatchObject({ stopCode: 'UserInitiated', containers: [{}] })
    expect(account.describeTask(task).containers?.[0]).not.toHaveProperty('exitCode')
    expect(runsOf(account.world.ecs)).toEqual([])
  })

  test.each(['SpotInterruption', 'TerminationNotice'] as const)('when Spot takes it, by the code %s', spotStopCode => {
    const account = new Migrations({ program: { ignoresTerm: true }, container: { stopTimeout: 120 } })
    account.world.ecs.assumptions.spotStopCode = spotStopCode
    const task = account.start({
      launchType: undefined,
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }],
    })
    account.until(() => task.lastStatus === 'RUNNING')
    account.world.ecs.levers.interruptSpot(task)
    expect(account.until(() => task.lastStatus === 'STOPPED')).toBeGreaterThan(120)
    expect(account.describeTask(task)).toMatchObject({
      stopCode: spotStopCode,
      stoppedReason: 'Your Spot Task was interrupted.',
      containers: [{ exitCode: 137 }],
    })
  })

  test('when its host is retired', () => {
    const account = new Migrations()
    const task = running(account)
    account.world.ecs.levers.retire(task)
    account.until(() => task.lastStatus === 'STOPPED')
    expect(account.describeTask(task)).toMatchObject({
      stopCode: 'TerminationNotice',
      stoppedReason: 'ECS is performing maintenance on the underlying infrastructure hosting the task',
    })
  })

  test('when its host breaks, without an exit code', () => {
    const account = new Migrations()
    const task = running(account)
    account.world.ecs.levers.breakDown(task)
    account.until(() => task.lastStatus === 'STOPPED')
    expect(account.describeTask(task)).toMatchObject({ stopCode: 'InfrastructureHealth', containers: [{}] })
    expect(account.describeTask(task).containers?.[0]).not.toHaveProperty('exitCode')
  })

  const secret =
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ' +
    'unable to retrieve secret from asm'
  const noLogs = { logDriver: 'awslogs', options: { 'awslogs-group': '/none', 'awslogs-stream-prefix': 'x' } }

  test.each([
    { what: 'its image is missing', spoil: pull, text: /^CannotPullContainerError: .*api:v1: not found$/ },
    {
      what: 'its image has another platform',
      definition: { runtimePlatform: { cpuArchitecture: 'ARM64' } },
      text: /^CannotPullContainerError: .*does not contain descriptor matching platform 'linux\/arm64'/,
    },
    { what: 'a secret is missing', program: { cannotInitialize: secret }, text: secret },
    {
      what: 'its log group is missing',
      container: { logConfiguration: noLogs },
      text: /^ResourceInitializationError: .*log group does not exist/,
    },
    {
      what: 'it gets no network interface',
      spoil: (account: Migrations) => account.world.ecs.levers.takeNetwork(),
      text: 'Timeout waiting for network interface provisioning to complete.',
    },
  ])('before it has started when $what', ({ spoil, text, ...setup }) => {
    for (const unstartedContainers of ['listed', 'empty'] as const) {
      const account = new Migrations(setup)
      account.world.ecs.assumptions.unstartedContainers = unstartedContainers
      spoil?.(account)
      const task = account.runToEnd()
      expect(task).toMatchObject({ stopCode: 'TaskFailedToStart', lastStatus: 'STOPPED' })
      expect(task.stoppedReason).toEqual(typeof text === 'string' ? text : expect.stringMatching(text))
      expect(task).not.toHaveProperty('startedAt')
      expect(task.containers?.map(({ exitCode }) => exitCode)).toEqual(
        unstartedContainers === 'listed' ? [undefined] : [],
      )
      expect(runsOf(account.world.ecs)).toEqual([])
    }
  })

  // https://github.com/aws/amazon-ecs-agent/blob/master/agent/errors
  test.each([
    'CannotStartContainerError: failed to create container task: exec: "migrate": executable file not found in $PATH',
    'ContainerRuntimeError: runtime broke',
    'CannotInspectContainerError: context deadline exceeded',
    'InternalError: inconsistent state',
    'DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s',
  ])('when its container cannot be started: %s', cannotStart => {
    const account = new Migrations({ program: { cannotStart } })
    const task = account.runToEnd()
    expect(task).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'Task failed to start',
      containers: [{ lastStatus: 'STOPPED', reason: cannotStart }],
    })
    expect(task.containers?.[0]).not.toHaveProperty('exitCode')
    expect(runsOf(account.world.ecs)).toEqual([])
  })
})

test.each([
  { lever: 'retire', stopCode: 'ServiceSchedulerInitiated', reason: /^Service api: ECS is performing maintenance/ },
  { lever: 'breakDown', stopCode: 'InfrastructureHealth', reason: /unhealthy/ },
] as const)('a service replaces a task that goes with its host: $lever', ({ lever, stopCode, reason }) => {
  const account = new Migrations()
  const [task] = account.tasks
  if (!task) throw new Error('the service has no task')
  account.world.ecs.levers[lever](task)
  account.until(() => task.lastStatus === 'STOPPED')
  expect(account.describeTask(task)).toMatchObject({ stopCode, stoppedReason: expect.stringMatching(reason) })
  account.until(() => account.describe().runningCount === 2)
})

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
describe('of several containers', () => {
  const other = (name: string, members: JsonObject = {}): JsonObject => ({ name, command: [name], ...members })
  const exits = (code: number, after: number) => ({ exits: { code, after } })
  const by = (containers: Container[] = []) =>
    Object.fromEntries(containers.map(({ name = '', exitCode }) => [name, exitCode]))

  test.each([
    {
      what: 'one that is not essential fails first',
      essential: false,
      sidecar: exits(1, 5_000),
      codes: { migrate: 0, proxy: 1 },
    },
    { what: 'one that is not essential goes on', essential: false, sidecar: {}, codes: { migrate: 0, proxy: 0 } },
    {
      what: 'one that is not essential is killed',
      essential: false,
      sidecar: { ignoresTerm: true },
      codes: { migrate: 0, proxy: 137 },
    },
    {
      what: 'another essential one fails first',
      essential: true,
      sidecar: exits(7, 5_000),
      codes: { migrate: 143, proxy: 7 },
    },
    {
      what: 'another essential one ends well first',
      essential: true,
      sidecar: exits(0, 5_000),
      codes: { migrate: 143, proxy: 0 },
    },
  ])('the first essential one to end takes the others with it: $what', ({ essential, sidecar, codes }) => {
    const account = new Migrations({
      program: endsWith(0, { termCode: 143 }),
      others: [other('proxy', { essential })],
      doing: { proxy: sidecar },
    })
    const task = account.runToEnd()
    expect(task).toMatchObject({ stopCode: 'EssentialContainerExited' })
    expect(by(task.containers)).toEqual(codes)
  })

  test('one that is not essential and cannot be started keeps nobody from running', () => {
    const cannotStart = 'CannotStartContainerError: no such file'
    const account = new Migrations({
      others: [other('proxy', { essential: false })],
      doing: { proxy: { cannotStart } },
    })
    const task = account.runToEnd()
    expect(by(task.containers)).toEqual({ migrate: 0, proxy: undefined })
    expect(task.stoppedReason).toBe('Essential container in task exited')
  })

  const dependsOn = (condition: string) => ({ container: { dependsOn: [{ containerName: 'proxy', condition }] } })
  const checked = { healthCheck: { command: ['CMD', 'true'], interval: 5, retries: 5 } }

  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
  test.each([
    { condition: 'START', proxy: {}, waits: 0 },
    { condition: 'COMPLETE', proxy: exits(9, 30_000), waits: 30 },
    { condition: 'SUCCESS', proxy: exits(0, 30_000), waits: 30 },
    { condition: 'HEALTHY', proxy: { healthyAfter: 12_000 }, waits: 15 },
  ])('one waits for another: $condition', ({ condition, proxy, waits }) => {
    const account = new Migrations({
      ...dependsOn(condition),
      others: [other('proxy', { essential: false, ...(condition === 'HEALTHY' && checked) })],
      doing: { proxy },
    })
    const task = account.start()
    account.until(() => task.containers[1]?.lastStatus === 'RUNNING')
    const began = account.world.now()
    if (waits > 0) expect(task.lastStatus).toBe('ACTIVATING')
    account.until(() => task.lastStatus === 'RUNNING')
    expect(Math.round((account.world.now() - began) / 1_000)).toBe(waits)
    account.until(() => task.lastStatus === 'STOPPED')
    expect(account.describeTask(task).stopCode).toBe('EssentialContainerExited')
  })

  test.each([
    {
      what: 'fails',
      condition: 'SUCCESS',
      proxy: exits(1, 5_000),
      more: {},
      text: 'as dependency did not exit successfully.',
    },
    {
      what: 'never starts',
      condition: 'START',
      proxy: { cannotStart: 'x' },
      more: {},
      text: 'because dependency will never start',
    },
    { what: 'takes too long', condition: 'COMPLETE', proxy: {}, more: { startTimeout: 60 }, text: 'has timed out.' },
  ])('one is never started, though it has an exit code, when what it depends on $what', row => {
    const account = new Migrations({
      ...dependsOn(row.condition),
      others: [other('proxy', { essential: false, ...row.more })],
      doing: { proxy: row.proxy },
    })
    const task = account.runToEnd()
    expect(task).toMatchObject({ stopCode: 'TaskFailedToStart', stoppedReason: 'Task failed to start' })
    expect(task).not.toHaveProperty('startedAt')
    expect(task.containers?.[0]).toMatchObject({
      exitCode: 143,
      reason:
        'CannotStartContainerError: dependency graph: failed to resolve container ordering dependency [proxy] for ' +
        `target [migrate] ${row.text}`,
    })
    expect(runsOf(account.world.ecs).filter(({ container }) => container === 'migrate')).toEqual([])
  })
})

describe('RegisterTaskDefinition refuses', () => {
  const wait = (containerName: string, condition = 'START') => ({ dependsOn: [{ containerName, condition }] })
  const proxy = { name: 'proxy', image: 'proxy' }

  test.each([
    { what: 'a container that waits for one that is not there', main: wait('none'), text: /which does not exist/ },
    { what: 'one that waits for an essential one to complete', main: wait('proxy', 'COMPLETE'), text: /is essential/ },
    { what: 'one that waits for an essential one to succeed', main: wait('proxy', 'SUCCESS'), text: /is essential/ },
    { what: 'one that waits for health that nobody checks', main: wait('proxy', 'HEALTHY'), text: /no health check/ },
    { what: 'one that waits for itself', main: wait('proxy'), other: wait('main'), text: /depends on itself/ },
    {
      what: 'a restart policy with too short a period',
      main: { restartPolicy: { enabled: true, restartAttemptPeriod: 59 } },
      text: /restartAttemptPeriod of 60 to 1800/,
    },
  ])('$what', ({ main, other, text }) => {
    const containerDefinitions = [
      { name: 'main', image: 'main', ...main },
      { ...proxy, ...other },
    ]
    const register = () => new Migrations().ask('RegisterTaskDefinition', { family: 'job', containerDefinitions })
    expect(register).toThrow(text)
  })
})

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html
describe('a restart policy', () => {
  test.each([
    { what: 'after less than its period', policy: {}, ends: { code: 1, after: 299_000 }, runs: 1 },
    {
      what: 'with a code that is ignored',
      policy: { ignoredExitCodes: [0, 1] },
      ends: { code: 1, after: 301_000 },
      runs: 1,
    },
    { what: 'after its period', policy: {}, ends: { code: 1, after: 301_000 }, runs: 3 },
    { what: 'after its period, though it ended well', policy: {}, ends: { code: 0, after: 301_000 }, runs: 3 },
    {
      what: 'after a shorter period',
      policy: { restartAttemptPeriod: 60 },
      ends: { code: 1, after: 61_000 },
      runs: 12,
    },
  ])('starts a program $runs times in twelve minutes that ends $what', ({ policy, ends, runs }) => {
    const account = new Migrations({
      program: { exits: ends },
      container: { restartPolicy: { enabled: true, ...policy } },
    })
    const task = account.start({ startedBy: 'one' })
    account.until(() => task.lastStatus === 'RUNNING')
    account.pass(720)
    expect(runsOf(account.world.ecs, { startedBy: 'one' })).toHaveLength(runs)
    if (runs === 1) expect(account.describeTask(task).containers?.[0]?.exitCode).toBe(ends.code)
    else expect(account.describeTask(task).lastStatus).toBe('RUNNING')
  })
})

describe('the truth about what ran', () => {
  test('is kept when ECS has forgotten the task, and tells who started what', () => {
    const account = new Migrations()
    account.start({ startedBy: 'one', clientToken: 'a' })
    account.start({
      startedBy: 'one',
      clientToken: 'b',
      overrides: { containerOverrides: [{ name: 'migrate', command: ['x'] }] },
    })
    account.pass(7_200)
    const runs = (which: Parameters<typeof runsOf>[1]) => runsOf(account.world.ecs, which).map(({ command }) => command)
    expect(runs({ startedBy: 'one' })).toEqual([['migrate'], ['x']])
    expect(runs({ clientToken: 'b' })).toEqual([['x']])
    expect(runs({ family: 'migrate' })).toHaveLength(2)
    expect(runs({ startedBy: 'other' })).toEqual([])
  })

  test.each([1, 2, 3])('is the same for the same seed (%i)', seed => {
    const history = () => {
      const account = new Migrations({ seed })
      account.world.ecs.taskVisibility = 2_000
      account.run({ count: 3 })
      account.pass(120)
      return JSON.stringify([account.world.history, account.world.ecs.tasks()])
    }
    expect(history()).toBe(history())
  })
})
