import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../operation.ts'
import { Account } from './account.ts'

describe('a batch', () => {
  test.each([
    { operation: 'DescribeServices', member: 'services', most: 10 },
    { operation: 'DescribeTasks', member: 'tasks', most: 100 },
    { operation: 'DescribeServiceDeployments', member: 'serviceDeploymentArns', most: 20 },
    { operation: 'DescribeServiceRevisions', member: 'serviceRevisionArns', most: 20 },
  ] as const)('of $operation takes up to $most, and not none', ({ operation, member, most }) => {
    const account = new Account()
    const ask = (count: number) => () =>
      account.ask(operation, {
        ...(member === 'services' || member === 'tasks' ? { cluster: 'prod' } : {}),
        [member]: Array.from({ length: count }, (_, index) => `none-${index}`),
      })
    expect(ask(most)()).toMatchObject({ failures: { length: most } })
    expect(ask(most + 1)).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }))
    expect(ask(0)).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }))
  })

  test('says what of it is MISSING, with HTTP 200', () => {
    const account = new Account()
    const { services, failures } = account.ask('DescribeServices', { cluster: 'prod', services: ['api', 'web'] })
    expect(services).toHaveLength(1)
    expect(failures).toEqual([{ arn: 'arn:aws:ecs:us-west-2:123456789012:service/prod/web', reason: 'MISSING' }])
  })

  test('of another cluster than there is, is refused', () => {
    const ask = (): unknown => new Account().ask('DescribeServices', { cluster: 'none', services: ['api'] })
    expect(ask).toThrow(expect.objectContaining({ code: 'ClusterNotFoundException' }))
  })
})

describe('names', () => {
  test('of clusters, services and tasks may be ARNs', () => {
    const account = new Account()
    const { arn, clusterArn } = account.service
    const { services } = account.ask('DescribeServices', { cluster: clusterArn, services: [arn] })
    expect(services?.[0]?.serviceName).toBe('api')
    const { taskArns = [] } = account.ask('ListTasks', { cluster: clusterArn, serviceName: arn })
    expect(account.ask('DescribeTasks', { cluster: 'prod', tasks: taskArns }).tasks).toHaveLength(2)
  })

  test('of clusters: what is in one', () => {
    const { clusters, failures } = new Account().ask('DescribeClusters', { clusters: ['prod', 'none'] })
    expect(clusters).toMatchObject([{ clusterName: 'prod', activeServicesCount: 1, runningTasksCount: 2 }])
    expect(failures).toMatchObject([{ reason: 'MISSING' }])
  })

  test('of services: those of a cluster', () => {
    const account = new Account()
    expect(account.ask('ListServices', { cluster: 'prod' }).serviceArns).toEqual([account.service.arn])
  })
})

describe('ListTasks', () => {
  const count = (account: Account, filter: JsonObject): number =>
    account.ask('ListTasks', { cluster: 'prod', ...filter }).taskArns?.length ?? 0

  test('filters by service, family, status and who started them', () => {
    const account = new Account()
    account.deploy('v2')
    account.until(() => account.service.tasks.length === 4)
    const [, old] = account.service.deployments
    expect(count(account, {})).toBe(4)
    expect(count(account, { serviceName: 'api' })).toBe(4)
    expect(count(account, { startedBy: old?.id })).toBe(2)
    expect(count(account, { family: 'other' })).toBe(0)
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    expect(count(account, { desiredStatus: 'STOPPED' })).toBe(2)
    expect(count(account, { desiredStatus: 'PENDING' })).toBe(0)
  })

  test('takes startedBy alone', () => {
    const account = new Account()
    expect(() => count(account, { startedBy: 'me', family: 'api' })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    )
  })

  test('gives a hundred at a time', () => {
    const account = new Account({ desiredCount: 101, balanced: false })
    const first = account.ask('ListTasks', { cluster: 'prod' })
    const second = account.ask('ListTasks', { cluster: 'prod', nextToken: first.nextToken ?? '' })
    expect([first.taskArns?.length, second.taskArns?.length, second.nextToken]).toEqual([100, 1, undefined])
  })
})

describe('CreateService', () => {
  test('begins a first deployment', () => {
    const account = new Account()
    const { service } = account.ask('CreateService', {
      cluster: 'prod',
      serviceName: 'worker',
      taskDefinition: 'api',
      desiredCount: 1,
      launchType: 'FARGATE',
    })
    expect(service).toMatchObject({
      runningCount: 0,
      deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }],
    })
    const worker = account.world.ecs.services().at(-1)
    account.until(() => worker?.deployments[0]?.rollout.is === 'COMPLETED')
    expect(worker?.serviceDeployments[0]).toMatchObject({ status: 'SUCCESSFUL', sources: [] })
  })

  test('refuses a task definition that is not there, whatever else is wrong', () => {
    const worker = { cluster: 'prod', serviceName: 'worker', taskDefinition: 'absent', launchType: 'FARGATE' } as const
    expect(() => new Account().ask('CreateService', worker)).toThrow(
      expect.objectContaining({ code: 'ClientException', message: 'TaskDefinition not found.' }),
    )
  })
})

describe('replicas that lag behind', () => {
  test('answer as the world was up to that long ago, and not in order', () => {
    const account = new Account()
    account.world.replicaLag = 20_000
    const { id } = account.deploy('v2')
    for (const seconds of [0, 5]) {
      account.pass(seconds)
      const answers = Array.from({ length: 60 }, () => (account.describe().deployments?.[0]?.id === id ? 'new' : 'old'))
      expect(new Set(answers)).toEqual(new Set(['old', 'new']))
    }
    account.pass(20)
    expect(new Set(Array.from({ length: 40 }, () => account.describe().deployments?.[0]?.id))).toEqual(new Set([id]))
  })

  test('do not know tasks that were just started', () => {
    const account = new Account()
    account.world.replicaLag = 30_000
    account.deploy('v2')
    account.until(() => account.service.tasks.length === 4)
    const tasks = account.service.tasks.map(({ arn }) => arn)
    account.pass(10)
    const missing = Array.from(
      { length: 40 },
      () => account.ask('DescribeTasks', { cluster: 'prod', tasks }).failures?.length,
    )
    expect(new Set(missing)).toEqual(new Set([0, 2]))
  })

  test('come to know tags as well', () => {
    const account = new Account()
    account.world.replicaLag = 5_000
    account.deploy('v2')
    account.pass(20)
    account.ask('TagResource', { resourceArn: account.service.arn, tags: [{ key: 'team', value: 'web' }] })
    account.pass(6)
    const { services } = account.ask('DescribeServices', { cluster: 'prod', services: ['api'], include: ['TAGS'] })
    expect(services?.[0]?.tags).toEqual([{ key: 'team', value: 'web' }])
  })

  test('change nothing about what happens', () => {
    const trace = (replicaLag: number, polls: boolean): string => {
      const account = new Account()
      account.world.replicaLag = replicaLag
      account.deploy('v2')
      for (let count = 0; count < 30; count++) {
        account.pass(10)
        if (polls) account.describe()
      }
      return account.world.history.map(({ at, text }) => `${at} ${text}`).join('\n')
    }
    expect(trace(20_000, true)).toBe(trace(0, false))
  })
})
