import { describe, expect, test } from '@jest/globals'
import { Account } from './account.ts'
import type { JsonObject } from '../operation.ts'
import type { ServiceDeploymentStatus } from './model.ts'

const on = { deploymentCircuitBreaker: { enable: true, rollback: true } }

describe('UpdateService', () => {
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html says which triggers one.
  test.each<{ members: JsonObject; deploys: boolean }>([
    { members: { networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-9'] } } }, deploys: true },
    { members: { platformVersion: '1.3.0' }, deploys: true },
    { members: { loadBalancers: [] }, deploys: true },
    { members: { serviceRegistries: [{ registryArn: 'arn:aws:servicediscovery:service/srv-1' }] }, deploys: true },
    { members: { serviceConnectConfiguration: { enabled: true } }, deploys: true },
    { members: { volumeConfigurations: [{ name: 'data' }] }, deploys: true },
    { members: { vpcLatticeConfigurations: [] }, deploys: true },
    { members: { forceNewDeployment: true }, deploys: true },
    { members: { platformVersion: 'LATEST' }, deploys: false },
    { members: { desiredCount: 3 }, deploys: false },
    { members: { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }] }, deploys: false },
    { members: { deploymentConfiguration: { maximumPercent: 150 } }, deploys: false },
    { members: { availabilityZoneRebalancing: 'DISABLED' }, deploys: false },
    { members: { healthCheckGracePeriodSeconds: 30 }, deploys: false },
    { members: { enableExecuteCommand: true }, deploys: false },
    { members: { propagateTags: 'SERVICE' }, deploys: false },
  ])('with $members makes a deployment: $deploys', ({ members, deploys }) => {
    const account = new Account()
    const before = account.primary.id
    account.update(members)
    expect(account.primary.id !== before).toBe(deploys)
  })

  test('takes the latest ACTIVE revision of a family', () => {
    const account = new Account()
    const first = account.world.ecs.registerTaskDefinition(account.definition('v2'))
    const second = account.world.ecs.registerTaskDefinition(account.definition('v2'))
    account.ask('DeregisterTaskDefinition', { taskDefinition: second.arn })
    expect(account.update({ taskDefinition: 'api' }).taskDefinition).toBe(first.arn)
  })

  test.each([
    { same: 'keeps-deployment', deploys: false },
    { same: 'new-deployment', deploys: true },
  ] as const)('with the same task definition, where the world is so that it $same', ({ same, deploys }) => {
    const account = new Account()
    account.world.ecs.assumptions.sameTaskDefinition = same
    const { id, taskDefinition } = account.primary
    account.update({ taskDefinition })
    expect(account.primary.id !== id).toBe(deploys)
  })

  test.each<{ what: string; prepare: (account: Account) => JsonObject; code: string; message: string }>([
    {
      what: 'a cluster that is not there',
      prepare: () => ({ cluster: 'none' }),
      code: 'ClusterNotFoundException',
      message: 'Cluster not found.',
    },
    {
      what: 'a service that is not there',
      prepare: () => ({ service: 'none' }),
      code: 'ServiceNotFoundException',
      message: 'Service not found.',
    },
    {
      what: 'a service that is being deleted',
      prepare: account => (account.world.ecs.levers.deleteService(account.service), {}),
      code: 'ServiceNotActiveException',
      message: 'Service was not ACTIVE.',
    },
    {
      what: 'a task definition that is inactive',
      prepare: account => {
        const { arn } = account.world.ecs.registerTaskDefinition(account.definition('v2'))
        account.ask('DeregisterTaskDefinition', { taskDefinition: arn })
        return { taskDefinition: arn }
      },
      code: 'ClientException',
      message: 'TaskDefinition is inactive',
    },
    {
      what: 'a task definition that is not there',
      prepare: () => ({ taskDefinition: 'api:99' }),
      code: 'ClientException',
      message: 'TaskDefinition not found.',
    },
    {
      what: 'a task definition that Fargate cannot run',
      prepare: account => ({
        taskDefinition: account.register({ requiresCompatibilities: ['EC2'], networkMode: 'host' }),
      }),
      code: 'InvalidParameterException',
      message: 'Task definition does not support launch_type FARGATE.',
    },
    {
      what: 'a platform version that is not there',
      prepare: () => ({ platformVersion: '1.4' }),
      code: 'PlatformUnknownException',
      message: 'The specified platform does not exist.',
    },
    {
      what: 'a task definition that an old platform cannot run',
      prepare: account => ({
        taskDefinition: account.register({
          volumes: [{ name: 'efs', efsVolumeConfiguration: { fileSystemId: 'fs-1' } }],
        }),
        platformVersion: '1.3.0',
      }),
      code: 'PlatformTaskDefinitionIncompatibilityException',
      message: 'One or more of the requested capabilities are not supported.',
    },
    {
      what: 'a desired count for a daemon',
      prepare: account => (
        Object.assign(account.service.settings, { schedulingStrategy: 'DAEMON' }),
        { desiredCount: 3 }
      ),
      code: 'InvalidParameterException',
      message:
        'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value ' +
        'and try again.',
    },
    {
      what: 'a blue/green service whose load balancer has one target group',
      prepare: () => ({ deploymentConfiguration: { strategy: 'BLUE_GREEN' } }),
      code: 'InvalidParameterException',
      message: 'advancedConfiguration field is required for all loadBalancers',
    },
    {
      what: 'bounds that block every deployment',
      prepare: () => ({ deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 100 } }),
      code: 'InvalidParameterException',
      message: 'Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.',
    },
  ])('refuses $what', ({ prepare, code, message }) => {
    const account = new Account()
    const members = prepare(account)
    expect(() => account.update(members)).toThrow(expect.objectContaining({ code, message }))
  })

  test.each([
    { inactiveRevision: 'refused', seconds: 1, taken: false },
    { inactiveRevision: 'taken-for-ten-minutes', seconds: 590, taken: true },
    { inactiveRevision: 'taken-for-ten-minutes', seconds: 610, taken: false },
  ] as const)('takes a revision $seconds s after it was deregistered, if $inactiveRevision: $taken', row => {
    const account = new Account()
    account.world.ecs.assumptions.inactiveRevision = row.inactiveRevision
    const taskDefinition = account.register()
    account.ask('DeregisterTaskDefinition', { taskDefinition })
    account.pass(row.seconds)
    const update = expect(() => account.update({ taskDefinition }))
    if (row.taken) update.not.toThrow()
    else update.toThrow('TaskDefinition is inactive')
  })

  test.each([
    { controller: 'CODE_DEPLOY', allowed: { desiredCount: 3, deploymentConfiguration: { maximumPercent: 150 } } },
    { controller: 'EXTERNAL', allowed: { desiredCount: 3, healthCheckGracePeriodSeconds: 5 } },
  ] as const)('takes from others only what the $controller controller leaves it', ({ controller, allowed }) => {
    const account = new Account({ controller })
    expect(account.update(allowed)).toMatchObject({ desiredCount: 3, deployments: [] })
    const { arn } = account.world.ecs.registerTaskDefinition(account.definition('v2'))
    expect(() => account.update({ taskDefinition: arn })).toThrow(
      `Unable to update task definition on services with a ${controller} deployment controller.`,
    )
  })
})

describe('a deployment that another one replaces', () => {
  test('is stopped, and its tasks with it', () => {
    const account = new Account({ versions: { v3: {} } })
    const first = account.deploy('v2')
    account.until(() => account.serviceDeployment.status === 'IN_PROGRESS')
    const interrupted = account.serviceDeployment
    account.pass(15)
    const second = account.deploy('v3')
    expect(interrupted.status).toBe('STOP_REQUESTED')
    expect(account.describe().deployments).toMatchObject([
      { id: second.id, status: 'PRIMARY' },
      { id: first.id, status: 'ACTIVE', rolloutState: 'IN_PROGRESS' },
      { status: 'ACTIVE', rolloutState: 'COMPLETED' },
    ])
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    expect(interrupted.status).toBe('STOPPED')
    expect(account.describe().deployments).toMatchObject([{ id: second.id, runningCount: 2 }])
    expect(first.rollout.is).toBe('IN_PROGRESS')
  })

  test('is not what a later failure returns to', () => {
    const account = new Account({ deploymentConfiguration: on, versions: { v3: { exits: { code: 1, after: 0 } } } })
    const old = account.primary
    account.deploy('v2')
    account.pass(60)
    account.deploy('v3')
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
    expect(account.primary.id).toBe(old.id)
  })

  test('may be a rollback, which then has failed', () => {
    const account = new Account({
      deploymentConfiguration: on,
      versions: { v2: { exits: { code: 1, after: 0 } }, v3: {} },
    })
    account.deploy('v2')
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_IN_PROGRESS')
    const rollback = account.serviceDeployment
    const newer = account.deploy('v3')
    expect(rollback.status).toBe('ROLLBACK_FAILED')
    account.until(() => newer.rollout.is === 'COMPLETED')
  })
})

describe('a service deployment', () => {
  test('shares its number with deployment and revision, and is listed late', () => {
    const account = new Account()
    const deployment = account.deploy('v2')
    const list = (): (string | undefined)[] =>
      (account.ask('ListServiceDeployments', { cluster: 'prod', service: 'api' }).serviceDeployments ?? []).map(
        ({ targetServiceRevisionArn }) => targetServiceRevisionArn,
      )
    expect(list()).not.toContain(deployment.revisionArn)
    account.pass(6)
    expect(list()[0]).toBe(deployment.revisionArn)
    expect(deployment.id.replace('ecs-svc/', '')).toBe(deployment.revisionArn.split('/').at(-1))
  })

  test.each([
    ['before-completed', ['SUCCESSFUL', 'IN_PROGRESS']],
    ['with-completed', ['SUCCESSFUL', 'COMPLETED']],
    ['after-completed', ['IN_PROGRESS', 'COMPLETED']],
  ] as const)('may say SUCCESSFUL %s', (successComes, [serviceDeployment, deployment]) => {
    const account = new Account()
    account.world.ecs.assumptions.successComes = successComes
    account.deploy('v2')
    account.until(() => account.primary.rollout.is === 'COMPLETED' || account.serviceDeployment.status === 'SUCCESSFUL')
    expect(account.serviceDeployment.status).toBe(serviceDeployment)
    expect(account.primary.rollout.is).toBe(deployment)
    account.pass(60)
    expect([account.serviceDeployment.status, account.primary.rollout.is]).toEqual(['SUCCESSFUL', 'COMPLETED'])
  })

  test('can be filtered by status and time', () => {
    const account = new Account({ earlier: ['api:1'] })
    account.deploy('v2')
    account.pass(10)
    const count = (filter: JsonObject): number =>
      account.ask('ListServiceDeployments', { cluster: 'prod', service: 'api', ...filter }).serviceDeployments
        ?.length ?? 0
    expect(count({})).toBe(3)
    expect(count({ status: ['IN_PROGRESS'] })).toBe(1)
    expect(count({ createdAt: { after: account.began / 1000 } })).toBe(1)
    expect(count({ createdAt: { before: account.began / 1000 - 1 } })).toBe(2)
  })

  test('is told of for 90 days', () => {
    const account = new Account({ balanced: false })
    const { arn } = account.serviceDeployment
    const known = (): number =>
      account.ask('ListServiceDeployments', { cluster: 'prod', service: 'api' }).serviceDeployments?.length ?? 0
    account.pass(88 * 86_400)
    expect(known()).toBe(1)
    account.pass(2 * 86_400)
    expect(known()).toBe(0)
    const { failures } = account.ask('DescribeServiceDeployments', { serviceDeploymentArns: [arn] })
    expect(failures).toEqual([{ arn, reason: 'MISSING' }])
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html has a line for each state.
  test.each<{ in: ServiceDeploymentStatus; then: ServiceDeploymentStatus; end: ServiceDeploymentStatus }>([
    { in: 'PENDING', then: 'ROLLBACK_REQUESTED', end: 'ROLLBACK_SUCCESSFUL' },
    { in: 'IN_PROGRESS', then: 'ROLLBACK_REQUESTED', end: 'ROLLBACK_SUCCESSFUL' },
    { in: 'ROLLBACK_REQUESTED', then: 'ROLLBACK_REQUESTED', end: 'ROLLBACK_SUCCESSFUL' },
    { in: 'ROLLBACK_IN_PROGRESS', then: 'ROLLBACK_IN_PROGRESS', end: 'ROLLBACK_SUCCESSFUL' },
    { in: 'STOP_REQUESTED', then: 'STOP_REQUESTED', end: 'STOPPED' },
  ])('that is $in and is to be stopped is $then, and in the end $end', row => {
    const account = new Account({ versions: { v3: {} } })
    account.deploy('v2')
    const { serviceDeployment } = account
    const stop = (): unknown => account.ask('StopServiceDeployment', { serviceDeploymentArn: serviceDeployment.arn })
    if (row.in.startsWith('ROLLBACK')) stop()
    if (row.in === 'STOP_REQUESTED') account.deploy('v3')
    account.until(() => serviceDeployment.status === row.in)
    stop()
    expect(serviceDeployment.status).toBe(row.then)
    account.until(() => serviceDeployment.status === row.end)
  })

  test('that has nothing to return to cannot be rolled back on request either', () => {
    const account = new Account()
    const service = account.world.ecs.createService({
      cluster: 'prod',
      name: 'first',
      taskDefinition: account.register(),
      born: 'new',
    })
    const [record] = service.serviceDeployments
    account.ask('StopServiceDeployment', { serviceDeploymentArn: record?.arn ?? '' })
    account.until(() => record?.status === 'ROLLBACK_FAILED')
    expect(record?.statusReason).toBe('No rollback candidate was found to run the rollback.')
  })

  test('is rolled back on request, even where no rollback is configured', () => {
    const account = new Account()
    const old = account.primary
    account.deploy('v2')
    account.pass(30)
    account.ask('StopServiceDeployment', { serviceDeploymentArn: account.serviceDeployment.arn, stopType: 'ROLLBACK' })
    expect(account.serviceDeployment.status).toBe('ROLLBACK_REQUESTED')
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
    expect(account.primary.id).toBe(old.id)
  })

  test('cannot be stopped once it is over, aborted, or if it does not exist', () => {
    const account = new Account()
    const stop =
      (serviceDeploymentArn: string, stopType = 'ROLLBACK') =>
      () =>
        account.ask('StopServiceDeployment', { serviceDeploymentArn, stopType })
    expect(stop(account.serviceDeployment.arn)).toThrow(expect.objectContaining({ code: 'ConflictException' }))
    expect(stop(`${account.serviceDeployment.arn}x`)).toThrow(
      expect.objectContaining({ code: 'ServiceDeploymentNotFoundException' }),
    )
    account.deploy('v2')
    expect(stop(account.serviceDeployment.arn, 'ABORT')).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    )
  })
})

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
describe('a deployment that alarms watch', () => {
  const watched = (rollback: boolean, more: JsonObject = {}): Account =>
    new Account({ deploymentConfiguration: { alarms: { alarmNames: ['5xx'], enable: true, rollback }, ...more } })

  test('is rolled back when one goes off, even while it bakes', () => {
    const account = watched(true, { bakeTimeInMinutes: 10 })
    const broken = account.deploy('v2')
    account.until(() => account.serviceDeployment.bakesUntil !== undefined)
    account.pass(120)
    expect(broken.rollout.is).toBe('IN_PROGRESS')
    account.world.ecs.levers.alarm('5xx', 'ALARM')
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
    expect(account.events()).toContain('(service api) (deployment ecs-svc/NEW) deployment failed: alarm detected.')
    const [described] =
      account.ask('DescribeServiceDeployments', { serviceDeploymentArns: [account.serviceDeployment.arn] })
        .serviceDeployments ?? []
    expect(described?.alarms).toEqual({ status: 'TRIGGERED', alarmNames: ['5xx'], triggeredAlarmNames: ['5xx'] })
  })

  test('bakes for some minutes if no time is configured', () => {
    const account = watched(true)
    account.deploy('v2')
    account.until(() => account.serviceDeployment.bakesUntil !== undefined)
    const baked = account.until(() => account.serviceDeployment.status === 'SUCCESSFUL')
    expect(baked).toBeGreaterThan(55)
    expect(baked).toBeLessThan(300)
  })

  test('ignores an alarm that was on before it began', () => {
    const account = watched(true)
    account.world.ecs.levers.alarm('5xx', 'ALARM')
    account.deploy('v2')
    account.pass(30)
    account.world.ecs.levers.alarm('5xx', 'ALARM')
    account.until(() => account.serviceDeployment.status === 'SUCCESSFUL')
  })

  test('misses an alarm that is over before ECS asks', () => {
    const account = watched(true)
    account.deploy('v2')
    account.pass(30)
    account.world.ecs.levers.alarm('5xx', 'ALARM')
    account.pass(1)
    account.world.ecs.levers.alarm('5xx', 'OK')
    account.until(() => account.serviceDeployment.status === 'SUCCESSFUL')
  })

  test('does not see an alarm as long as the quota of DescribeAlarms is used up', () => {
    const account = watched(true)
    account.deploy('v2')
    account.pass(30)
    account.world.ecs.levers.throttleAlarms(true)
    account.world.ecs.levers.alarm('5xx', 'ALARM')
    account.pass(60)
    expect(account.serviceDeployment).toMatchObject({ status: 'IN_PROGRESS', alarms: { triggered: [] } })
    account.world.ecs.levers.throttleAlarms(false)
    account.until(() => account.serviceDeployment.alarms.triggered.includes('5xx'))
  })

  test('is rolled back if the detector that saw the trouble is to, whatever is said of the other', () => {
    const account = watched(true, { deploymentCircuitBreaker: { enable: true, rollback: false } })
    account.deploy('v2')
    account.pass(40)
    account.world.ecs.levers.alarm('5xx', 'ALARM')
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
  })

  test('is stopped where the alarms are not to roll back', () => {
    const account = watched(false, on)
    const broken = account.deploy('v2')
    account.pass(40)
    account.world.ecs.levers.alarm('5xx', 'ALARM')
    account.until(() => account.serviceDeployment.status === 'STOPPED')
    expect(account.primary).toMatchObject({ id: broken.id, rollout: { is: 'FAILED' } })
  })
})

describe('a service', () => {
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
  test('goes on with a revision that was deregistered, and replaces its tasks', () => {
    const account = new Account()
    account.ask('DeregisterTaskDefinition', { taskDefinition: account.primary.taskDefinition })
    for (const task of account.tasks) account.world.ecs.levers.crash(task)
    account.until(() => account.service.steady && account.tasks.length === 2)
    account.update({ desiredCount: 3 })
    account.until(() => account.describe().runningCount === 3)
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html
  test('behind a classic load balancer says nothing of its rollouts', () => {
    const account = new Account({ balanced: false, loadBalancers: [{ loadBalancerName: 'old', containerName: 'api' }] })
    const [deployment] = account.describe().deployments ?? []
    expect(deployment).toMatchObject({ status: 'PRIMARY', runningCount: 2 })
    expect(deployment).not.toHaveProperty('rolloutState')
    expect(deployment).not.toHaveProperty('rolloutStateReason')
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html
  test('keeps its latest hundred events', () => {
    const account = new Account({ versions: { v2: { exits: { code: 1, after: 0 } } } })
    account.deploy('v2')
    account.pass(2 * 3_600)
    const { events = [] } = account.describe()
    expect(events).toHaveLength(100)
    expect(events.map(({ createdAt }) => Number(createdAt))).toEqual(
      events.map(({ createdAt }) => Number(createdAt)).toSorted((one, other) => other - one),
    )
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html
  test('can be deleted when it is scaled to nothing, or by force: it drains, and is then INACTIVE', () => {
    const account = new Account()
    const remove = (force: boolean) => account.ask('DeleteService', { cluster: 'prod', service: 'api', force })
    expect(() => remove(false)).toThrow('The service cannot be stopped while it is scaled above 0.')
    expect(remove(true).service).toMatchObject({ status: 'DRAINING', desiredCount: 0 })
    expect(account.ask('ListServices', { cluster: 'prod' }).serviceArns).toEqual([])
    expect(() => account.update({})).toThrow(expect.objectContaining({ code: 'ServiceNotActiveException' }))
    account.until(() => account.describe().status === 'INACTIVE')
    expect(account.ask('ListServiceDeployments', { cluster: 'prod', service: 'api' }).serviceDeployments).toEqual([])
    const again = { cluster: 'prod', serviceName: 'api', taskDefinition: 'api', desiredCount: 1 }
    expect(account.ask('CreateService', again).service).toMatchObject({ status: 'ACTIVE' })
  })

  test('that is a daemon is not for Fargate', () => {
    const account = new Account()
    const daemon = { cluster: 'prod', serviceName: 'agent', taskDefinition: 'api', schedulingStrategy: 'DAEMON' }
    expect(() => account.ask('CreateService', daemon)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    )
  })
})
