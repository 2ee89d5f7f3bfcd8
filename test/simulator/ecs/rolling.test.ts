import { describe, expect, test } from '@jest/globals'
import { Account } from './account.ts'
import { nextStep } from './rolling.ts'
import { bounds, rulesOf } from './rules.ts'

describe('the bounds of a rolling deployment', () => {
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
  test.each([
    { desired: 4, minimum: 50, maximum: 100, start: 0, stop: 2, because: 'two may be stopped to make room' },
    { desired: 2, minimum: 75, maximum: 100, start: 0, stop: 0, because: '75 % of 2 rounds up to 2' },
    { desired: 4, minimum: 100, maximum: 200, start: 4, stop: 0, because: 'twice as many are allowed' },
    { desired: 3, minimum: 100, maximum: 125, start: 0, stop: 0, because: '125 % of 3 rounds down to 3' },
    { desired: 1, minimum: 0, maximum: 100, start: 0, stop: 1, because: 'none has to stay' },
    { desired: 10, minimum: 50, maximum: 150, start: 5, stop: 5, because: 'both bounds leave room' },
    { desired: 0, minimum: 100, maximum: 200, start: 0, stop: 0, because: 'nothing is wanted' },
  ])('of $desired tasks at $minimum/$maximum start $start and stop $stop: $because', row => {
    const rules = rulesOf({ minimumHealthyPercent: row.minimum, maximumPercent: row.maximum })
    const step = nextStep({
      desired: row.desired,
      bounds: bounds(row.desired, rules),
      fresh: { usable: 0, healthy: 0, places: 0 },
      stale: { usable: row.desired, healthy: row.desired, places: row.desired },
      mayStart: true,
    })
    expect(step).toMatchObject({ start: row.start, stop: row.stop })
  })

  test('replace as many old tasks as there are healthy new ones', () => {
    const fresh = { usable: 4, healthy: 3, places: 4 }
    const stale = { usable: 4, healthy: 4, places: 4 }
    const limits = { lower: 4, upper: 8 }
    expect(nextStep({ desired: 4, bounds: limits, fresh, stale, mayStart: true })).toMatchObject({ start: 0, stop: 3 })
  })

  test('are kept at every moment of a rollout', () => {
    const account = new Account({
      desiredCount: 5,
      deploymentConfiguration: { minimumHealthyPercent: 60, maximumPercent: 140 },
    })
    account.deploy('v2')
    const seen = { fewest: 5, most: 5 }
    account.until(() => {
      const running = account.tasks.filter(({ wasHealthy }) => wasHealthy).length
      seen.fewest = Math.min(seen.fewest, running)
      seen.most = Math.max(seen.most, account.tasks.length)
      return account.primary.rollout.is === 'COMPLETED'
    })
    expect(seen).toEqual({ fewest: 3, most: 7 })
  })
})

describe('a rolling deployment of two tasks behind a load balancer', () => {
  test('answers UpdateService before anything has happened', () => {
    const account = new Account()
    const { arn } = account.world.ecs.registerTaskDefinition(account.definition('v2'))
    const reply = account.update({ taskDefinition: arn })
    const [old] = account.service.deployments.slice(-1)
    expect(reply.deployments).toMatchObject([
      {
        status: 'PRIMARY',
        desiredCount: 0,
        pendingCount: 0,
        runningCount: 0,
        failedTasks: 0,
        rolloutState: 'IN_PROGRESS',
        rolloutStateReason: `ECS deployment ${account.primary.id} in progress.`,
        taskDefinition: arn,
        platformVersion: '1.4.0',
        platformFamily: 'Linux',
      },
      { id: old?.id, status: 'ACTIVE', desiredCount: 2, runningCount: 2, rolloutState: 'COMPLETED' },
    ])
    expect(reply).toMatchObject({ taskDefinition: arn, resourceManagementType: 'CUSTOMER', runningCount: 2 })
  })

  // A public recording of 30 April 2026; the simulator's chance moves each moment by some seconds.
  test.each([1, 2, 3, 4, 5])('goes through the phases that were recorded (seed %i)', seed => {
    const account = new Account({ seed })
    account.deploy('v2')
    const old = account.service.deployments[1]
    const moments = {
      started: account.until(() => account.primary.desiredCount === 2),
      running: account.until(() => account.describe().deployments?.[0]?.runningCount === 2),
      shrinking: account.until(() => old?.desiredCount === 0),
      completed: account.until(() => account.primary.rollout.is === 'COMPLETED'),
    }
    const at = Object.values(moments).map((_, index, all) => all.slice(0, index + 1).reduce((sum, one) => sum + one, 0))
    const recorded = [14, 44, 82, 149]
    for (const [index, moment] of recorded.entries()) expect(Math.abs((at[index] ?? 0) - moment)).toBeLessThan(40)
    expect(account.describe().deployments).toHaveLength(1)
  })

  test('tells it in the words that were recorded', () => {
    const account = new Account({ seed: 9 })
    account.deploy('v2')
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    account.pass(10)
    const text = account.events().join('\n')
    expect(text).toMatch(/^\(service api\) has started 2 tasks: \(task ID\) \(task ID\)\.$/m)
    expect(text).toMatch(/^\(service api\) registered [12] targets in \(target-group ARN\)$/m)
    expect(text).toMatch(/^\(service api\) has stopped [12] running tasks: \(task ID\)( \(task ID\))?\.$/m)
    expect(text).toMatch(
      /^\(service api\) deregistered ([12]) targets in \(target-group ARN\)\n\(service api, taskSet ecs-svc\/OLD\) has begun draining connections on \1 tasks\.$/m,
    )
    expect(text.indexOf('has stopped')).toBeLessThan(text.indexOf('deregistered'))
    expect(account.events().slice(-2)).toEqual([
      '(service api) (deployment ecs-svc/NEW) deployment completed.',
      '(service api) has reached a steady state.',
    ])
  })

  test('lasts at least as long as its target group drains', () => {
    const account = new Account()
    for (const group of account.world.elb.groups.values()) group.deregistrationDelay = 300_000
    account.deploy('v2')
    expect(account.until(() => account.primary.rollout.is === 'COMPLETED')).toBeGreaterThan(300)
  })
})

describe('other rolling deployments', () => {
  test('without health checks count a task as healthy 40 s after RUNNING', () => {
    const account = new Account({ balanced: false })
    account.deploy('v2')
    account.until(() => account.tasks.some(({ startedBy, startedAt }) => startedBy === account.primary.id && startedAt))
    const old = account.service.deployments[1]
    expect(account.until(() => (old?.desiredCount ?? 0) < 2)).toBeGreaterThan(38)
  })

  test('that may neither start nor stop anything say so, once, and go on waiting', () => {
    const account = new Account({
      desiredCount: 1,
      deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 150 },
    })
    account.deploy('v2')
    account.pass(3_000)
    expect(account.events()).toEqual([
      '(service api) was unable to stop or start tasks during a deployment because of the service deployment ' +
        'configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
    ])
    expect(account.primary.rollout.is).toBe('IN_PROGRESS')
  })

  // A public recording has the old deployment gone from the list after 48 to 63 s, and the new one COMPLETED after 87 s.
  test.each([1, 2, 3])('of no tasks at all complete without proving anything (seed %i)', seed => {
    const account = new Account({ seed, desiredCount: 0 })
    const deployment = account.deploy('v2')
    expect(account.until(() => account.describe().deployments?.length === 1)).toBeGreaterThan(15)
    expect(deployment.rollout.is).toBe('IN_PROGRESS')
    account.until(() => deployment.rollout.is === 'COMPLETED')
    expect(account.service.tasks).toEqual([])
    expect(deployment.images).toEqual({})
  })

  test.each([
    { starts: 'together', events: [2] },
    { starts: 'one-by-one', events: [1, 1] },
  ] as const)('start their tasks $starts', ({ starts, events }) => {
    const account = new Account()
    account.world.ecs.assumptions.starts = starts
    account.deploy('v2')
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    const started = account.events().flatMap(event => /has started (\d)/.exec(event)?.[1] ?? [])
    expect(started.map(Number)).toEqual(events)
  })

  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
  test('replace a task that falls ill meanwhile by one of the same revision', () => {
    const account = new Account({ versions: { v2: { healthyAfter: 200_000 } }, healthCheckGracePeriodSeconds: 600 })
    const { id } = account.primary
    account.deploy('v2')
    account.pass(20)
    account.service.settings.healthCheckGracePeriodSeconds = 0
    const [ill] = account.tasks
    if (ill) account.world.ecs.levers.sicken(ill)
    account.until(() => ill?.lastStatus === 'STOPPED')
    account.service.settings.healthCheckGracePeriodSeconds = 600
    account.until(() => account.tasks.filter(({ startedBy }) => startedBy === id).length === 2)
  })

  test('follow a desired count that auto scaling raises, but lets fall only afterwards', () => {
    const account = new Account()
    account.deploy('v2')
    account.pass(20)
    account.world.ecs.levers.autoscale(account.service, 3)
    account.world.ecs.levers.autoscale(account.service, 1)
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    expect(account.describe()).toMatchObject({ desiredCount: 3, runningCount: 3 })
    account.world.ecs.levers.autoscale(account.service, 1)
    account.until(() => account.describe().runningCount === 1)
    expect(account.tasks).toHaveLength(1)
  })

  test.each([
    { cleanup: 'BLOCKING', left: 'no old task is left', old: 0 },
    { cleanup: 'DEFERRED', left: 'old tasks still run', old: 2 },
  ] as const)('with early success and $cleanup cleanup succeed when half is healthy and $left', ({ cleanup, old }) => {
    const account = new Account({
      desiredCount: 4,
      deploymentConfiguration: {
        minimumHealthyPercent: 50,
        maximumPercent: 150,
        earlySuccessCriteria: { enable: true, healthyPercent: 50, sourceServiceRevisionCleanup: cleanup },
      },
    })
    const running = (id: string): number => account.tasks.filter(({ startedBy }) => startedBy === id).length
    const before = account.primary.id
    const { id } = account.deploy('v2')
    account.until(() => account.serviceDeployment.status === 'SUCCESSFUL')
    expect(running(before)).toBe(old)
    account.until(() => running(id) === 4 && running(before) === 0)
  })
})
