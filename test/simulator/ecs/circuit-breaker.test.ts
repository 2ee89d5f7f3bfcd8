import { describe, expect, test } from '@jest/globals'
import type { Behaviour } from '../behaviour.ts'
import { Account } from './account.ts'
import type { Assumptions } from './assumptions.ts'
import type { Service } from './model.ts'
import { breakerThreshold, rulesOf } from './rules.ts'

const on = { deploymentCircuitBreaker: { enable: true, rollback: true } }
const withoutRollback = { deploymentCircuitBreaker: { enable: true, rollback: false } }
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
  // A public recording: four tasks started within 2:30, tripped after 2:38, rollback completed after 4:14.
  test.each([1, 2, 3])('trips after about two and a half minutes (seed %i)', seed => {
    const account = brokenRelease({ seed })
    const broken = account.primary
    const tripped = account.until(() => broken.rollout.is === 'FAILED')
    expect(Math.abs(tripped - 158)).toBeLessThan(45)
    expect(broken.failures.count).toBe(3)
    expect(tripped + account.until(() => account.primary.rollout.is === 'COMPLETED')).toBeLessThan(254)
  })

  test('brings the old deployment back under its old id, and makes no new one', () => {
    const account = new Account({ deploymentConfiguration: on, versions: { v2: crashes }, desiredCount: 1 })
    const old = account.describe()
    const broken = account.deploy('v2')
    account.until(() => broken.rollout.is === 'FAILED')
    expect(account.describe()).toMatchObject({ taskDefinition: old.taskDefinition })
    expect(account.describe().deployments).toMatchObject([
      {
        id: broken.id,
        status: 'ACTIVE',
        rolloutState: 'FAILED',
        rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
        failedTasks: 3,
      },
      {
        id: old.deployments?.[0]?.id,
        status: 'PRIMARY',
        rolloutState: 'IN_PROGRESS',
        rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${old.deployments?.[0]?.id}.`,
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
    expect(account.events().filter(event => !event.includes('has st'))).toEqual([
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

  test.each(['STOPPED', 'ROLLBACK_FAILED', 'IN_PROGRESS'] as const satisfies Assumptions['nothingToReturnTo'][])(
    'stalls when no deployment ever completed; whether it is then %s nobody knows',
    nothingToReturnTo => {
      const account = new Account({ deploymentConfiguration: on, versions: { v1: {}, v2: crashes } })
      account.world.ecs.assumptions.nothingToReturnTo = nothingToReturnTo
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
      expect(first.serviceDeployments[0]?.status).toBe(nothingToReturnTo)
    },
  )

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

  // A public recording with a grace period of 60 s has the first task found unhealthy after 1:51.
  test('leaves them alone during the grace period', () => {
    const account = brokenRelease({ versions: { v2: sick }, healthCheckGracePeriodSeconds: 60 })
    const broken = account.primary
    expect(Math.abs(account.until(() => broken.failures.count === 1) - 111)).toBeLessThan(20)
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
  // A public recording of one task: failures after 2:34, 4:46 and 11:00, rollback after 11:44.
  test('fails slowly, since the scheduler waits longer and longer', () => {
    const account = new Account({ deploymentConfiguration: on, desiredCount: 1 })
    const broken = account.deploy('v9')
    let at = 0
    for (const [index, recorded] of [154, 286, 660].entries()) {
      at += account.until(() => broken.failures.count === index + 1)
      expect(Math.abs(at - recorded)).toBeLessThan(60)
    }
    account.until(() => broken.rollout.is === 'FAILED')
    expect(account.events()).toContain(
      '(service api) is unable to consistently start tasks successfully. For more information, see the ' +
        'Troubleshooting section of the Amazon ECS Developer Guide.',
    )
  })
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
