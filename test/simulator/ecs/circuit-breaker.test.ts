import { describe, expect, test } from '@jest/globals'
import type { Behaviour } from '../behaviour.ts'
import { Account } from './account.ts'
import type { Service } from './model.ts'
import { breakerThreshold, rulesOf } from './rules.ts'

const on = { deploymentCircuitBreaker: { enable: true, rollback: true } }
const withoutRollback = { deploymentCircuitBreaker: { enable: true, rollback: false } }
const noCandidate = 'No rollback candidate was found to run the rollback.'
const crashes: Behaviour = { exits: { code: 1, after: 500 } }
const sick: Behaviour = { healthyAfter: 'never', sickAnswer: 503 }

function brokenRelease(setup: ConstructorParameters<typeof Account>[0] = {}): Account {
  const account = new Account({ deploymentConfiguration: on, versions: { v2: crashes }, desiredCount: 1, ...setup })
  account.deploy('v2')
  return account
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
describe('the threshold', () => {
  test.each([
    { desired: 1, type: 'BOUNDED_PERCENT', value: 50, threshold: 3 },
    { desired: 25, type: 'BOUNDED_PERCENT', value: 50, threshold: 13 },
    { desired: 400, type: 'BOUNDED_PERCENT', value: 50, threshold: 200 },
    { desired: 800, type: 'BOUNDED_PERCENT', value: 50, threshold: 200 },
    { desired: 800, type: 'UNBOUNDED_PERCENT', value: 50, threshold: 400 },
    { desired: 1, type: 'UNBOUNDED_PERCENT', value: 50, threshold: 1 },
    { desired: 50, type: 'COUNT', value: 7, threshold: 7 },
  ])('of $type $value for $desired tasks is $threshold', ({ desired, type, value, threshold }) => {
    const { breaker } = rulesOf({
      deploymentCircuitBreaker: { enable: true, rollback: true, thresholdConfiguration: { type, value } },
    })
    expect(breakerThreshold(desired, breaker, 3)).toBe(threshold)
  })

  test('is half of the tasks, at least 3 and at most 200, if nothing is said', () => {
    const { breaker } = rulesOf(on)
    expect([1, 25, 400, 800].map(desired => breakerThreshold(desired, breaker, 3))).toEqual([3, 13, 200, 200])
  })

  test('was at least 10 by older documentation, and can be made so', () => {
    const account = new Account({ deploymentConfiguration: on, versions: { v2: crashes }, desiredCount: 1 })
    account.world.ecs.assumptions.leastThreshold = 10
    const deployment = account.deploy('v2')
    account.until(() => deployment.rollout.is === 'FAILED')
    expect(deployment.failures.count).toBeGreaterThanOrEqual(10)
  })
})

describe('a deployment whose tasks crash as they start', () => {
  // A public recording: the fourth task started after 2:50, tripped after 2:55, rollback completed after 4:14.
  test.each([1, 2, 3])('trips after about three minutes (seed %i)', seed => {
    const account = brokenRelease({ seed })
    const broken = account.primary
    const tripped = account.until(() => broken.rollout.is === 'FAILED')
    expect(Math.abs(tripped - 175)).toBeLessThan(45)
    expect(broken.failures.count).toBe(3)
    expect(Math.abs(account.until(() => account.primary.rollout.is === 'COMPLETED') - 79)).toBeLessThan(60)
  })

  test('brings the old deployment back under its old id, and makes no new one', () => {
    const account = new Account({ deploymentConfiguration: on, versions: { v2: crashes }, desiredCount: 1 })
    const old = account.describe()
    const broken = account.deploy('v2')
    account.until(() => broken.rollout.is === 'FAILED')
    expect(account.describe()).toMatchObject({ taskDefinition: old.taskDefinition })
    expect(account.describe().deployments).toMatchObject([
      {
        id: old.deployments?.[0]?.id,
        status: 'PRIMARY',
        rolloutState: 'IN_PROGRESS',
        rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${old.deployments?.[0]?.id}.`,
      },
      {
        id: broken.id,
        status: 'ACTIVE',
        rolloutState: 'FAILED',
        rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
        failedTasks: 3,
      },
    ])
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    expect(account.describe().deployments).toMatchObject([
      { id: old.deployments?.[0]?.id, status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 1 },
    ])
  })

  test('is one service deployment, from IN_PROGRESS to ROLLBACK_SUCCESSFUL', () => {
    const account = new Account({ deploymentConfiguration: on, versions: { v2: crashes }, desiredCount: 1 })
    const old = account.primary
    const broken = account.deploy('v2')
    const statuses = new Set<string>()
    account.until(() => {
      statuses.add(account.serviceDeployment.status)
      return account.serviceDeployment.finishedAt !== undefined
    })
    const reason = 'Service deployment rolled back because the circuit breaker threshold was exceeded.'
    expect([...statuses]).toEqual(['PENDING', 'IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_SUCCESSFUL'])
    const { serviceDeployments } = account.ask('DescribeServiceDeployments', {
      serviceDeploymentArns: [account.serviceDeployment.arn],
    })
    expect(serviceDeployments).toMatchObject([
      {
        status: 'ROLLBACK_SUCCESSFUL',
        statusReason: reason,
        targetServiceRevision: { arn: broken.revisionArn },
        sourceServiceRevisions: [{ arn: old.revisionArn }],
        rollback: { reason, serviceRevisionArn: old.revisionArn },
        deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
      },
    ])
    expect(account.service.serviceDeployments).toHaveLength(2)
  })

  test('tells it in events', () => {
    const account = brokenRelease()
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    account.pass(10)
    expect(account.events().filter(event => !/ (has started|(has )?stopped) /.test(event))).toEqual([
      '(service api) (deployment ecs-svc/NEW) deployment failed: tasks failed to start.',
      '(service api) rolling back to deployment ecs-svc/OLD.',
      '(service api) (deployment ecs-svc/OLD) deployment completed.',
      '(service api) has reached a steady state.',
    ])
  })

  test('fails without rollback: both deployments stay, and no more tasks are started', () => {
    const account = brokenRelease({ deploymentConfiguration: withoutRollback })
    const broken = account.primary
    account.until(() => account.serviceDeployment.status === 'STOPPED')
    account.pass(600)
    expect(account.describe().deployments).toMatchObject([
      { id: broken.id, status: 'PRIMARY', rolloutState: 'FAILED', runningCount: 0 },
      { status: 'ACTIVE', rolloutState: 'COMPLETED', runningCount: 1 },
    ])
    expect(account.service.tasks.filter(({ startedBy }) => startedBy === broken.id)).toHaveLength(4)
  })

  test.each([
    { status: 'ROLLBACK_FAILED', statusReason: noCandidate },
    { status: 'STOPPED', statusReason: noCandidate },
    { status: 'IN_PROGRESS', statusReason: undefined },
  ] as const)('stalls when no deployment ever completed; it is then $status', ({ status, statusReason }) => {
    const account = new Account({ deploymentConfiguration: on, versions: { v1: {}, v2: crashes } })
    account.world.ecs.assumptions.nothingToReturnTo = status
    const first: Service = account.world.ecs.createService({
      cluster: 'prod',
      name: 'first',
      taskDefinition: account.definition('v2'),
      deploymentConfiguration: on,
      born: 'new',
    })
    account.until(() => first.deployments[0]?.rollout.is === 'FAILED')
    const started = first.tasks.length
    account.pass(1_800)
    expect(first.tasks.length).toBeLessThanOrEqual(started)
    expect(first.deployments).toMatchObject([{ status: 'PRIMARY', rollout: { is: 'FAILED' } }])
    expect(first.serviceDeployments[0]?.status).toBe(status)
    expect(first.serviceDeployments[0]?.statusReason).toBe(statusReason)
  })

  test('stays IN_PROGRESS for ever with the breaker off, and keeps trying', () => {
    const account = brokenRelease({
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } },
    })
    account.pass(3_600)
    expect(account.primary.rollout.is).toBe('IN_PROGRESS')
    expect(account.serviceDeployment.status).toBe('IN_PROGRESS')
    expect(account.primary.failures.count).toBeGreaterThan(20)
  })

  test('cannot return to an image that is gone: the rollback fails in turn', () => {
    const account = new Account({
      desiredCount: 2,
      versions: { v2: crashes },
      deploymentConfiguration: { ...on, minimumHealthyPercent: 0, maximumPercent: 100 },
    })
    account.deploy('v2')
    account.world.ecr.deleteImage('api:v1')
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_FAILED')
    expect(account.primary.rollout.is).toBe('FAILED')
    expect(account.service.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING')).toEqual([])
  })
})

describe('a deployment whose tasks never become healthy', () => {
  test('trips by failed health checks', () => {
    const account = brokenRelease({ versions: { v2: sick } })
    const broken = account.primary
    account.until(() => broken.rollout.is === 'FAILED')
    const [task] = account.service.tasks.filter(({ startedBy }) => startedBy === broken.id)
    expect(task?.stop).toEqual({
      code: 'ServiceSchedulerInitiated',
      reason: `Task failed ELB health checks in (target-group ${account.group})`,
      failed: true,
    })
    expect(account.events()).toContain(
      '(service api) (task ID) (port 8080) is unhealthy in (target-group ARN) due to (reason Health checks failed ' +
        'with these codes: [503]).',
    )
  })

  // A public recording, with a grace period of 60 s: found unhealthy after 1:51, 5:38 and 9:03, tripped after 9:48,
  // back after 10:12.
  test.each([1, 2, 3])('leaves them alone during the grace period, and takes ten minutes (seed %i)', seed => {
    const account = brokenRelease({ seed, versions: { v2: sick }, healthCheckGracePeriodSeconds: 60 })
    for (const group of account.world.elb.groups.values()) group.deregistrationDelay = 10_000
    const broken = account.primary
    const found = (): number => account.events().filter(event => event.includes('is unhealthy in')).length
    const moments = [1, 2, 3].map(count => account.until(() => found() === count))
    moments.push(account.until(() => broken.rollout.is === 'FAILED'))
    moments.push(account.until(() => account.primary.rollout.is === 'COMPLETED'))
    const at = moments.map((_, index) => moments.slice(0, index + 1).reduce((sum, one) => sum + one, 0))
    for (const [index, recorded] of [111, 338, 543, 588, 612].entries()) {
      expect(Math.abs((at[index] ?? 0) - recorded)).toBeLessThan(75)
    }
  })

  test('fails container health checks as well', () => {
    const account = brokenRelease({
      versions: { v2: sick },
      balanced: false,
      container: { healthCheck: { command: ['CMD', 'true'], interval: 10, retries: 2 } },
    })
    account.until(() => account.primary.rollout.is === 'IN_PROGRESS' && account.primary.failures.count === 1)
    const failed = account.service.tasks.find(({ stop }) => stop?.failed)
    expect(failed?.stop?.reason).toBe('Task failed container health checks')
    expect(account.events()).toContain('(service api) (task ID) failed container health checks.')
  })
})

describe('a deployment whose image does not exist', () => {
  // Three public recordings of one task each. All have three starts within six minutes, of which `failedTasks` counts
  // two, and then silence: one for five minutes, then the third failure and the rollback; the others were given up on
  // after four and eleven minutes.
  test.each([1, 2, 3])('fails slowly, since the scheduler waits longer and longer (seed %i)', seed => {
    const account = new Account({ seed, deploymentConfiguration: on, desiredCount: 1 })
    const broken = account.deploy('v9')
    const failed = (): number => account.events().filter(event => event.includes('unable to place a task')).length
    const moments = [1, 2, 3].map(count => account.until(() => failed() === count))
    const at = moments.map((_, index) => moments.slice(0, index + 1).reduce((sum, one) => sum + one, 0))
    for (const [index, recorded] of [140, 258, 374].entries()) {
      expect(Math.abs((at[index] ?? 0) - recorded)).toBeLessThan(60)
    }
    account.pass(200)
    expect(broken).toMatchObject({ rollout: { is: 'IN_PROGRESS' }, failures: { count: 2 } })
    account.until(() => broken.rollout.is === 'FAILED')
    expect(broken.failures.count).toBe(3)
    expect(account.events()).toContain(
      '(service api) is unable to consistently start tasks successfully. For more information, see the ' +
        'Troubleshooting section of the Amazon ECS Developer Guide.',
    )
  })
})

describe('a deployment for which there is no capacity', () => {
  // A public recording: an event, 46 minutes of nothing, and then the circuit breaker.
  test('fails after three tries in three quarters of an hour', () => {
    const account = new Account({ deploymentConfiguration: on, balanced: false, desiredCount: 1 })
    account.world.ecs.levers.takeCapacity()
    const broken = account.deploy('v2')
    account.until(() => account.events().length > 0)
    const silence = account.until(() => account.events().length > 1)
    expect(Math.abs(silence / 60 - 46)).toBeLessThan(5)
    expect(broken).toMatchObject({ rollout: { is: 'FAILED' }, failures: { count: 3 } })
  })
})

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
describe('three tasks that cannot resolve a tag to a digest', () => {
  const withoutTag = (enable: boolean): Account => {
    const deploymentCircuitBreaker = { enable, rollback: true, thresholdConfiguration: { type: 'COUNT', value: 100 } }
    const account = new Account({ deploymentConfiguration: { deploymentCircuitBreaker }, desiredCount: 3 })
    account.deploy('v9')
    account.until(() => account.primary.failures.unresolved === 3)
    return account
  }

  test('end a deployment that has a circuit breaker, whatever its threshold', () => {
    const account = withoutTag(true)
    account.until(() => account.serviceDeployment.status === 'ROLLBACK_SUCCESSFUL')
  })

  test('let any other go on, whose tasks then take what the tag means by then', () => {
    const account = withoutTag(false)
    account.world.ecr.push({ repository: 'api', tags: ['v9'], content: 'late', behaviour: { healthyAfter: 0 } })
    account.until(() => account.primary.rollout.is === 'COMPLETED')
    expect(account.primary.images).toEqual({})
  })
})

describe('the latest desired count', () => {
  test.each([
    { desired: 2, threshold: 3 },
    { desired: 10, threshold: 5 },
  ])(
    'of $desired makes the threshold $threshold, though the deployment began with another',
    ({ desired, threshold }) => {
      const account = brokenRelease()
      const broken = account.primary
      account.pass(10)
      account.world.ecs.levers.autoscale(account.service, desired)
      const { serviceDeployments } = account.ask('DescribeServiceDeployments', {
        serviceDeploymentArns: [account.serviceDeployment.arn],
      })
      expect(serviceDeployments?.[0]?.deploymentCircuitBreaker?.threshold).toBe(threshold)
      account.until(() => broken.rollout.is === 'FAILED')
      expect(broken.failures.count).toBeGreaterThanOrEqual(threshold)
    },
  )
})

describe('the count of failures', () => {
  const flapping = (resetOnHealthyTask: boolean): Account => {
    const account = new Account({
      desiredCount: 2,
      versions: { v2: crashes },
      deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true, resetOnHealthyTask } },
    })
    const broken = account.deploy('v2')
    account.until(() => broken.failures.count >= 1)
    // From now on the same tag is a program that works, and only this deployment's next tasks get it.
    account.world.ecr.push({ repository: 'api', tags: ['v2'], content: 'mended', behaviour: { healthyAfter: 0 } })
    delete broken.images.api
    account.until(() => account.tasks.some(({ startedBy, wasHealthy }) => startedBy === broken.id && wasHealthy))
    return account
  }

  test('begins again with a healthy task', () => {
    expect(flapping(true).primary.failures.count).toBe(0)
  })

  test('goes on with resetOnHealthyTask off', () => {
    expect(flapping(false).primary.failures.count).toBeGreaterThan(0)
  })
})
