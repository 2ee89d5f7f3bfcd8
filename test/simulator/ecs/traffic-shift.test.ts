import { ServiceDeploymentLifecycleStage } from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../operation.ts'
import { Account } from './account.ts'
import type { ServiceDeployment, Stage } from './model.ts'
import { rulesOf } from './rules.ts'
import { stages } from './shift-stance.ts'
import { productionSteps } from './traffic-shift.ts'

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
const shifting = (configuration: JsonObject, setup: ConstructorParameters<typeof Account>[0] = {}): Account =>
  new Account({ deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5, ...configuration }, ...setup })

const pauseAt = (stage: string, timeoutConfiguration?: JsonObject): JsonObject => ({
  lifecycleHooks: [
    { targetType: 'PAUSE', lifecycleStages: [stage], ...(timeoutConfiguration && { timeoutConfiguration }) },
  ],
})

const lambdaAt = (stage: string): JsonObject => ({
  lifecycleHooks: [{ hookTargetArn: 'arn:aws:lambda:us-west-2:123456789012:function:check', lifecycleStages: [stage] }],
})

function hookOf(account: Account): { hookId: string; status: string | undefined } {
  const { serviceDeployments } = account.ask('DescribeServiceDeployments', {
    serviceDeploymentArns: [account.serviceDeployment.arn],
  })
  const [hook] = serviceDeployments?.[0]?.lifecycleHookDetails ?? []
  return { hookId: hook?.hookId ?? '', status: hook?.status }
}

test('the stages are those that the SDK knows', () => {
  expect(stages.toSorted()).toEqual(Object.values(ServiceDeploymentLifecycleStage).toSorted())
})

describe('a blue/green deployment', () => {
  test('goes through its stages in their order, and keeps blue until the end', () => {
    const account = shifting({})
    const blue = account.primary
    const green = account.deploy('v2')
    const seen: (Stage | undefined)[] = []
    account.until(() => {
      const { stage } = account.serviceDeployment
      if (stage !== seen.at(-1)) seen.push(stage)
      if (stage !== 'CLEAN_UP') expect(blue.desiredCount).toBe(2)
      return account.serviceDeployment.status === 'SUCCESSFUL'
    })
    // There is nothing to reconcile where only one revision was at work.
    expect(seen).toEqual(stages.filter(stage => stage !== 'RECONCILE_SERVICE'))
    expect(account.tasks.map(({ startedBy }) => startedBy)).toEqual([green.id, green.id])
  })

  test('bakes as long as it is configured', () => {
    const account = shifting({ bakeTimeInMinutes: 7 })
    account.deploy('v2')
    account.until(() => account.serviceDeployment.stage === 'BAKE_TIME')
    expect(account.until(() => account.serviceDeployment.stage === 'CLEAN_UP')).toBe(420)
  })

  test('alternates between two target groups', () => {
    const account = shifting({}, { balanced: false })
    const green = account.world.elb.createTargetGroup({ name: 'green', deregistrationDelay: 5_000 }).arn
    const advancedConfiguration = { alternateTargetGroupArn: green }
    account.update({
      loadBalancers: [
        { targetGroupArn: account.group, containerName: 'api', containerPort: 8080, advancedConfiguration },
      ],
    })
    const groups = [account.primary.targetGroups[0]?.arn]
    for (const version of ['v2', 'v1', 'v2']) {
      account.until(() => account.primary.rollout.is === 'COMPLETED')
      groups.push(account.deploy(version).targetGroups[0]?.arn)
    }
    expect(groups).toEqual([account.group, green, account.group, green])
  })

  test.each<{ stage: Stage; act: (account: Account) => unknown }>([
    { stage: 'BAKE_TIME', act: account => account.world.ecs.levers.alarm('5xx', 'ALARM') },
    {
      stage: 'BAKE_TIME',
      act: account => account.ask('StopServiceDeployment', { serviceDeploymentArn: account.serviceDeployment.arn }),
    },
    {
      stage: 'SCALE_UP',
      act: account => account.ask('StopServiceDeployment', { serviceDeploymentArn: account.serviceDeployment.arn }),
    },
  ])('takes the traffic back, and returns to blue, from $stage', ({ stage, act }) => {
    const account = shifting({ alarms: { alarmNames: ['5xx'], enable: true, rollback: true } })
    const blue = account.primary
    account.deploy('v2')
    account.until(() => account.serviceDeployment.stage === stage)
    act(account)
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
    expect(account.serviceDeployment.traffic).toEqual({ test: 0, production: 0 })
    expect(account.tasks.map(({ startedBy }) => startedBy)).toEqual([blue.id, blue.id])
  })

  test('is stopped by a newer one, which reconciles what both left', () => {
    const account = shifting({}, { versions: { v3: {} } })
    account.deploy('v2')
    account.until(() => account.serviceDeployment.stage === 'BAKE_TIME')
    const { serviceDeployment } = account
    const { id } = account.deploy('v3')
    account.until(() => account.serviceDeployment.stage === 'RECONCILE_SERVICE')
    account.until(() => account.serviceDeployment.status === 'SUCCESSFUL')
    expect(serviceDeployment.status).toBe('STOPPED')
    expect(account.tasks.map(({ startedBy }) => startedBy)).toEqual([id, id])
  })

  test('returns to blue when green does not come up', () => {
    const account = shifting(
      { deploymentCircuitBreaker: { enable: true, rollback: true } },
      { versions: { v2: { exits: { code: 1, after: 100 } } } },
    )
    const blue = account.primary
    account.deploy('v2')
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
    expect(account.primary.id).toBe(blue.id)
    expect(account.serviceDeployment.stage).toBeUndefined()
    expect(account.tasks.map(({ startedBy }) => startedBy)).toEqual([blue.id, blue.id])
  })
})

describe('a pause', () => {
  test('holds the deployment until somebody continues it', () => {
    const account = shifting(pauseAt('POST_SCALE_UP'))
    account.deploy('v2')
    account.until(() => account.serviceDeployment.stage === 'POST_SCALE_UP')
    account.pass(3_600)
    expect(account.serviceDeployment).toMatchObject({ status: 'IN_PROGRESS', stage: 'POST_SCALE_UP' })
    const { hookId, status } = hookOf(account)
    expect(status).toBe('AWAITING_ACTION')
    account.ask('ContinueServiceDeployment', { serviceDeploymentArn: account.serviceDeployment.arn, hookId })
    account.until(() => account.serviceDeployment.status === 'SUCCESSFUL')
    expect(hookOf(account).status).toBe('SUCCEEDED')
  })

  test('can end in a rollback', () => {
    const account = shifting(pauseAt('POST_TEST_TRAFFIC_SHIFT'))
    const blue = account.primary
    account.deploy('v2')
    account.until(() => account.serviceDeployment.hooks.length > 0)
    account.ask('ContinueServiceDeployment', {
      serviceDeploymentArn: account.serviceDeployment.arn,
      hookId: hookOf(account).hookId,
      action: 'ROLLBACK',
    })
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
    expect(account.primary.id).toBe(blue.id)
  })

  test.each([
    { action: 'ROLLBACK', status: 'ROLLBACK_SUCCESSFUL' },
    { action: 'CONTINUE', status: 'SUCCESSFUL' },
  ] as const)('that nobody ends times out with $action', ({ action, status }) => {
    const account = shifting(pauseAt('PRE_SCALE_UP', { timeoutInMinutes: 30, action }))
    account.deploy('v2')
    expect(account.until(() => account.serviceDeployment.status === status)).toBeGreaterThan(1_800)
  })

  test('is found by its hook id alone', () => {
    const account = shifting(pauseAt('PRE_SCALE_UP'))
    account.deploy('v2')
    account.until(() => account.serviceDeployment.hooks.length > 0)
    const { arn } = account.serviceDeployment
    expect(() => account.ask('ContinueServiceDeployment', { serviceDeploymentArn: arn, hookId: 'x' })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    )
  })
})

describe('a Lambda hook', () => {
  test('lets the deployment pass', () => {
    const account = shifting(lambdaAt('PRODUCTION_TRAFFIC_SHIFT'))
    account.deploy('v2')
    account.until(() => account.serviceDeployment.status === 'SUCCESSFUL')
    expect(account.serviceDeployment.hooks).toMatchObject([{ status: 'SUCCEEDED' }])
  })

  test('that fails rolls it back', () => {
    const account = shifting(lambdaAt('PRE_SCALE_UP'))
    account.world.ecs.levers.failHook('arn:aws:lambda:us-west-2:123456789012:function:check')
    account.deploy('v2')
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
    expect(account.serviceDeployment.statusReason).toBe(
      'Service deployment rolled back because PRE_SCALE_UP lifecycle hook(s) failed. Lifecycle hook target ' +
        'arn:aws:lambda:us-west-2:123456789012:function:check returned FAILED status.',
    )
  })
})

describe('traffic', () => {
  test.each<{ configuration: JsonObject; percents: number[] }>([
    { configuration: { strategy: 'BLUE_GREEN' }, percents: [100] },
    { configuration: { strategy: 'CANARY' }, percents: [5, 100] },
    { configuration: { strategy: 'CANARY', canaryConfiguration: { canaryPercent: 0.1 } }, percents: [0.1, 100] },
    { configuration: { strategy: 'LINEAR' }, percents: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100] },
    { configuration: { strategy: 'LINEAR', linearConfiguration: { stepPercent: 30 } }, percents: [30, 60, 90, 100] },
  ])('of $configuration shifts by $percents', ({ configuration, percents }) => {
    expect(productionSteps(rulesOf(configuration)).map(({ percent }) => percent)).toEqual(percents)
  })

  test.each<{ configuration: JsonObject; weights: number[]; minutes: number }>([
    { configuration: { strategy: 'CANARY' }, weights: [0, 5, 100], minutes: 10 },
    {
      configuration: { strategy: 'LINEAR', linearConfiguration: { stepPercent: 50, stepBakeTimeInMinutes: 3 } },
      weights: [0, 50, 100],
      minutes: 3,
    },
  ])('of a $configuration.strategy deployment waits between its steps', ({ configuration, weights, minutes }) => {
    const account = shifting(configuration)
    account.deploy('v2')
    const seen: ServiceDeployment['traffic']['production'][] = []
    const shifts: number[] = []
    account.until(() => {
      const { production } = account.serviceDeployment.traffic
      if (production !== seen.at(-1)) {
        seen.push(production)
        shifts.push(account.world.now())
      }
      return production === 100
    })
    expect(seen).toEqual(weights)
    expect(((shifts[2] ?? 0) - (shifts[1] ?? 0)) / 60_000).toBeGreaterThanOrEqual(minutes)
  })
})
