import {
  DescribeServicesCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2'
import { describe, expect, test } from '@jest/globals'
import { Buckets } from './buckets.ts'
import { clientsOf } from './clients.ts'
import type { FaultKind, PlannedFault } from './faults.ts'
import type { Denial } from './policy.ts'
import { simulate } from './simulation.ts'

const cluster = 'production'

function afflicted(...faults: readonly PlannedFault[]) {
  const simulation = simulate({ clusters: { [cluster]: { api: 'api:v1' } } })
  simulation.faults.add(...faults)
  const runner = simulation.runner()
  const { ecs, elb } = clientsOf(runner)
  const service = simulation.world.ecs.cluster(cluster).services.get('api')
  return {
    simulation,
    runner,
    ecs,
    elb,
    wasUpdated: () => service?.deployments.length === 2,
    update: () => ecs.send(new UpdateServiceCommand({ cluster, service: 'api', forceNewDeployment: true })),
    read: () => ecs.send(new DescribeServicesCommand({ cluster, services: ['api'] })),
  }
}

describe('what the SDK sees', () => {
  test.each<{ is: FaultKind; applied: boolean; error: object }>([
    { is: 'refused', applied: false, error: { code: 'ECONNREFUSED' } },
    { is: 'lost', applied: false, error: { code: 'ECONNRESET', name: 'TimeoutError' } },
    { is: 'applied-and-lost', applied: true, error: { code: 'ECONNRESET', name: 'TimeoutError' } },
    { is: 'failed', applied: false, error: { name: 'ServerException', $metadata: { httpStatusCode: 500 } } },
    { is: 'applied-and-failed', applied: true, error: { name: 'ServerException', $fault: 'server' } },
    { is: 'unavailable', applied: false, error: { $metadata: { httpStatusCode: 503 } } },
    { is: 'applied-and-unavailable', applied: true, error: { $metadata: { httpStatusCode: 503 } } },
    { is: 'hangs', applied: false, error: { name: 'TimeoutError' } },
    { is: 'applied-and-hangs', applied: true, error: { name: 'TimeoutError' } },
    { is: 'applied-and-cut-off', applied: true, error: { name: 'Error', message: expect.stringMatching(/^aborted/) } },
    { is: 'applied-and-html', applied: true, error: { name: 'SyntaxError' } },
    {
      is: 'throttled',
      applied: false,
      error: { name: 'ThrottlingException', message: 'Rate exceeded', $metadata: { httpStatusCode: 400 } },
    },
    {
      is: 'denied',
      applied: false,
      error: {
        name: 'AccessDeniedException',
        message:
          'User: arn:aws:sts::123456789012:assumed-role/deploy/GitHubActions is not authorized to perform: ' +
          'ecs:UpdateService on resource: arn:aws:ecs:us-west-2:123456789012:service/production/api because no ' +
          'identity-based policy allows the ecs:UpdateService action',
      },
    },
    { is: 'expired', applied: false, error: { name: 'ExpiredTokenException' } },
    { is: 'skewed', applied: false, error: { name: 'InvalidSignatureException', message: 'Signature expired' } },
  ])('of "$is"', async ({ is, applied, error }) => {
    const { update, wasUpdated } = afflicted({ is })
    await expect(update()).rejects.toMatchObject(error)
    expect(wasUpdated()).toBe(applied)
  })

  test('of an empty answer is a success without a service', async () => {
    const { update, wasUpdated } = afflicted({ is: 'applied-and-empty' })
    expect((await update()).service).toBeUndefined()
    expect(wasUpdated()).toBe(true)
  })

  test('of a slow answer is a slow answer, or a timeout', async () => {
    const { runner, update } = afflicted({ is: 'slow', delay: 8_000 }, { is: 'slow', delay: 12_000 })
    const before = runner.clock.now()
    await update()
    expect(runner.clock.now() - before).toBeGreaterThanOrEqual(8_000)
    await expect(update()).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('of a query service has that protocol’s codes', async () => {
    const { simulation } = afflicted({ is: 'throttled' }, { is: 'expired', times: 1 })
    const { elb } = clientsOf(simulation.runner())
    await expect(elb.send(new DescribeTargetGroupsCommand({}))).rejects.toMatchObject({ name: 'Throttling' })
    await expect(elb.send(new DescribeTargetGroupsCommand({}))).rejects.toMatchObject({ name: 'ExpiredToken' })
  })
})

describe('death', () => {
  test.each<{ is: FaultKind; applied: boolean }>([
    { is: 'killed', applied: false },
    { is: 'applied-and-killed', applied: true },
  ])('"$is": the process never goes on, others do', async ({ is, applied }) => {
    const { simulation, runner, update, wasUpdated } = afflicted({ is, on: 'UpdateService' })
    const wentOn: string[] = []
    const process = async () => {
      await update().finally(() => wentOn.push('after the call'))
    }
    void process()
    void runner.clock.sleep(60_000).then(() => wentOn.push('after the sleep'))
    await simulation.runner().clock.sleep(3_600_000)
    expect(wentOn).toEqual([])
    expect(runner.killed).toBe(true)
    expect(wasUpdated()).toBe(applied)
  })
})

describe('the plan', () => {
  const outcomes = async (faults: readonly PlannedFault[], requests: number) => {
    const { read, simulation } = afflicted(...faults)
    for (let index = 0; index < requests; index++) await read().catch(() => undefined)
    return simulation.requests.map(({ fault }) => fault ?? 'well')
  }

  test.each<{ what: string; faults: PlannedFault[]; expected: string[] }>([
    {
      what: 'one request, the first that matches',
      faults: [{ is: 'lost' }],
      expected: ['lost', 'well', 'well', 'well'],
    },
    { what: 'by its running number', faults: [{ is: 'lost', index: 2 }], expected: ['well', 'well', 'lost', 'well'] },
    {
      what: 'the nth that matches',
      faults: [{ is: 'lost', on: 'ecs:*', nth: 3 }],
      expected: ['well', 'well', 'lost', 'well'],
    },
    {
      what: 'several in a row',
      faults: [{ is: 'throttled', times: 3 }],
      expected: ['throttled', 'throttled', 'throttled', 'well'],
    },
    {
      what: 'only what it is for',
      faults: [{ is: 'lost', on: 'ecs:UpdateService' }],
      expected: ['well', 'well', 'well', 'well'],
    },
    {
      what: 'what a predicate says',
      faults: [{ is: 'lost', on: call => call.input.cluster === cluster }],
      expected: ['lost', 'well', 'well', 'well'],
    },
    {
      what: 'all of a denied action',
      faults: [{ is: 'denied', on: ['DescribeServices'] }],
      expected: ['denied', 'denied', 'denied', 'denied'],
    },
    {
      what: 'one after the other',
      faults: [{ is: 'lost' }, { is: 'failed' }],
      expected: ['lost', 'failed', 'well', 'well'],
    },
  ])('afflicts $what', async ({ faults, expected }) => {
    expect(await outcomes(faults, 4)).toEqual(expected)
  })

  test('draws from the seed, so that a run can be repeated', async () => {
    const faults: PlannedFault[] = [{ is: 'throttled', probability: 0.3 }]
    const once = await outcomes(faults, 40)
    expect(new Set(once)).toEqual(new Set(['well', 'throttled']))
    expect(await outcomes(faults, 40)).toEqual(once)
  })

  test('lets credentials expire at a time, for AWS alone', async () => {
    const { runner, read, simulation } = afflicted({ is: 'expired', from: 60_000 })
    await read()
    await runner.clock.sleep(60_000)
    await expect(read()).rejects.toMatchObject({ name: 'ExpiredTokenException' })
    await clientsOf(simulation.runner())
      .github.rest.repos.getCommit({ owner: 'example', repo: 'app', ref: 'main' })
      .catch(() => undefined)
    expect(simulation.requests.map(({ fault }) => fault)).toEqual([undefined, 'expired', undefined])
  })
})

describe('a clock that is off', () => {
  const skewed = (clockSkew: string) => {
    const simulation = simulate({ clusters: { [cluster]: { api: 'api:v1' } }, aws: { clockSkew } })
    const runner = simulation.runner()
    const clients = clientsOf(runner)
    return {
      simulation,
      runner,
      read: () => clients.ecs.send(new DescribeServicesCommand({ cluster, services: ['api'] })),
      balancers: () => clients.elb.send(new DescribeTargetGroupsCommand({})),
    }
  }

  test.each([
    {
      clockSkew: '10m',
      says: 'Signature expired: 20261120T085000Z is now earlier than 20261120T085500Z (20261120T090000Z - 5 min.)',
    },
    {
      clockSkew: '-10m',
      says: 'Signature not yet current: 20261120T091000Z is still later than 20261120T090500Z (20261120T090000Z + 5 min.)',
    },
  ])('by $clockSkew is refused once, and from then on the SDK corrects it', async ({ clockSkew, says }) => {
    const { read } = skewed(clockSkew)
    const error = { name: 'InvalidSignatureException', message: says, $metadata: { clockSkewCorrected: true } }
    await expect(read()).rejects.toMatchObject(error)
    expect((await read()).services).toHaveLength(1)
  })

  test('is refused by query services in their own code', async () => {
    const { balancers } = skewed('10m')
    await expect(balancers()).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    })
    expect((await balancers()).TargetGroups).toHaveLength(1)
  })

  test('by less than five minutes is not noticed', async () => {
    const { read, simulation } = skewed('4m')
    await read()
    expect(simulation.requests).toMatchObject([{ applied: true }])
  })

  test('tells the process another time than that of what AWS says', () => {
    const { runner, simulation } = skewed('4m')
    expect(simulation.world.now() - runner.clock.now()).toBe(240_000)
  })
})

describe('what no policy allows', () => {
  const policed = (...denied: Denial[]) => {
    const roles = {
      taskRoleArn: 'arn:aws:iam::123456789012:role/api',
      executionRoleArn: 'arn:aws:iam::123456789012:role/ecs',
    }
    const services = { api: { image: 'api:v1', taskDefinition: roles }, web: 'web:v1' }
    const { ecs } = clientsOf(simulate({ clusters: { [cluster]: services }, aws: { denied } }).runner())
    return {
      describe: (...names: string[]) => ecs.send(new DescribeServicesCommand({ cluster, services: names })),
      update: (service: string, taskDefinition?: string) =>
        ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition })),
      register: (taskRoleArn: string) =>
        ecs.send(
          new RegisterTaskDefinitionCommand({
            family: 'x',
            taskRoleArn,
            containerDefinitions: [{ name: 'x', image: 'x' }],
          }),
        ),
    }
  }

  const refusal = (action: string, resource: string) => ({
    name: 'AccessDeniedException',
    message: expect.stringContaining(`is not authorized to perform: ${action} on resource: ${resource} because`),
  })

  test('is denied by action and resource, with their wildcards', async () => {
    const { describe: read, update } = policed({ action: 'ecs:Update*', resource: '*:service/production/a??' })
    await expect(update('api')).rejects.toMatchObject(
      refusal('ecs:UpdateService', 'arn:aws:ecs:us-west-2:123456789012:service/production/api'),
    )
    await update('web')
    await read('api')
  })

  test('is denied if it is about one of several', async () => {
    const { describe: read } = policed({ action: 'ecs:DescribeServices', resource: '*/web' })
    await expect(read('api', 'web')).rejects.toMatchObject(
      refusal('ecs:DescribeServices', 'arn:aws:ecs:us-west-2:123456789012:service/production/web'),
    )
    await read('api')
  })

  test('may be to hand a role to ECS', async () => {
    const { register, update } = policed({ action: 'iam:PassRole', resource: '*:role/ecs' })
    await register('arn:aws:iam::123456789012:role/api')
    await expect(register('arn:aws:iam::123456789012:role/ecs')).rejects.toMatchObject(
      refusal('iam:PassRole', 'arn:aws:iam::123456789012:role/ecs'),
    )
    await expect(update('api', 'production-api:1')).rejects.toMatchObject(
      refusal('iam:PassRole', 'arn:aws:iam::123456789012:role/ecs'),
    )
    await update('web', 'production-web:1')
  })
})

test('two who register revisions of a family at once are in each other’s way', async () => {
  const { ecs, read } = afflicted({ is: 'contended' })
  await read()
  const register = () =>
    ecs.send(new RegisterTaskDefinitionCommand({ family: 'x', containerDefinitions: [{ name: 'x', image: 'x' }] }))
  await expect(register()).rejects.toMatchObject({
    name: 'ClientException',
    message: 'Too many concurrent attempts to create a new revision of the specified family.',
  })
  await register()
})

test('a denied list names no resource', async () => {
  const { ecs } = afflicted({ is: 'denied' })
  await expect(ecs.send(new ListTasksCommand({ cluster }))).rejects.toMatchObject({
    message: expect.stringContaining('ecs:ListTasks on resource: * because'),
  })
})

describe('throttling by the documented buckets', () => {
  test('begins after the burst and ends as tokens come back', async () => {
    const simulation = simulate({ clusters: { [cluster]: { api: 'api:v1' } } })
    const { ecs } = clientsOf(simulation.runner())
    const register = () => simulation.receive('aws', registration, 'somebody')
    const answers = Array.from({ length: 25 }, register).map(status)
    expect(answers).toEqual([...Array<number>(20).fill(200), ...Array<number>(5).fill(400)])
    simulation.world.timeline.advance(2_000)
    expect([1, 2, 3].map(register).map(status)).toEqual([200, 200, 400])
    // Another bucket is still full.
    await ecs.send(new DescribeServicesCommand({ cluster, services: ['api'] }))
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
  test.each([
    { one: 'ecs:UpdateService', other: 'ecs:StopServiceDeployment', burst: 50, perSecond: 5 },
    { one: 'ecs:DescribeServices', other: 'ecs:ListServices', burst: 100, perSecond: 20 },
    { one: 'ecs:ListServiceDeployments', other: 'ecs:DescribeServiceDeployments', burst: 50, perSecond: 20 },
    { one: 'ecs:DescribeServiceRevisions', other: 'ecs:DescribeServiceRevisions', burst: 50, perSecond: 20 },
    { one: 'ecs:StopTask', other: 'ecs:StopTask', burst: 100, perSecond: 40 },
    { one: 'ecs:DescribeTasks', other: 'ecs:ListTasks', burst: 100, perSecond: 20 },
    { one: 'ecs:RegisterTaskDefinition', other: 'ecs:DeregisterTaskDefinition', burst: 20, perSecond: 1 },
    { one: 'ecs:DescribeTaskDefinition', other: 'ecs:ListTaskDefinitions', burst: 50, perSecond: 20 },
    { one: 'ecs:TagResource', other: 'ecs:TagResource', burst: 20, perSecond: 10 },
    { one: 'ecs:ListTagsForResource', other: 'ecs:ListTagsForResource', burst: 50, perSecond: 20 },
  ])('gives $one, with $other, $burst at once and $perSecond a second', ({ one, other, burst, perSecond }) => {
    const buckets = new Buckets()
    const granted = (action: string, now: number) =>
      Array.from({ length: 200 }, () => buckets.take(action, now)).filter(Boolean).length
    expect(granted(one, 0)).toBe(burst)
    expect(granted(other, 1_000)).toBe(perSecond)
    expect(granted(one, 600_000)).toBe(burst)
  })

  test('can be off', () => {
    const simulation = simulate({ aws: { throttles: false } })
    const answers = Array.from({ length: 25 }, () => simulation.receive('aws', registration, 'somebody')).map(status)
    expect(new Set(answers)).toEqual(new Set([200]))
  })

  const registration = {
    method: 'POST',
    url: new URL('https://ecs.us-west-2.amazonaws.com/'),
    headers: { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition' },
    body: JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'web', image: 'nginx' }] }),
  }
  const status = (delivery: ReturnType<ReturnType<typeof simulate>['receive']>) =>
    'reply' in delivery ? delivery.reply.status : delivery.is
})
