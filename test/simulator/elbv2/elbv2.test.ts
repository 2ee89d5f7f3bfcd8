import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from '../clients.ts'
import type { Answer } from '../neighbours.ts'
import { simulate } from '../simulation.ts'
import type { HealthCheck } from './target.ts'
import { matches } from './target.ts'

const check: HealthCheck = {
  path: '/health',
  interval: 10_000,
  timeout: 5_000,
  healthyThreshold: 3,
  unhealthyThreshold: 2,
  matcher: '200-299',
}
const target = { ip: '10.0.0.1', port: 8080 }

/** A group with one target, whose program answers what `program.answers` says at that moment. */
function balanced(answers: Answer) {
  const simulation = simulate({})
  const { elb, timeline } = simulation.world
  const program = { answers }
  const group = elb.createTargetGroup({ name: 'api', port: 8080, check, deregistrationDelay: 60_000 })
  elb.register(group.arn, target, () => program.answers)
  const state = () => elb.state(group.arn, target)
  return { simulation, elb, timeline, group, program, state, client: clientsOf(simulation.runner()).elb }
}

describe("a target's life", () => {
  test('begins with registration and an initial check, of which one pass is enough', () => {
    const { timeline, state } = balanced(200)
    expect(state()).toMatchObject({ state: 'initial', reason: 'Elb.RegistrationInProgress' })
    timeline.advance(3_000)
    expect(state()).toMatchObject({ state: 'initial', reason: 'Elb.InitialHealthChecking' })
    timeline.advance(check.interval)
    expect(state()).toEqual({ state: 'healthy' })
  })

  test.each<{ answers: Answer; reason: string; description: string }>([
    {
      answers: 503,
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [503]',
    },
    { answers: 'timeout', reason: 'Target.Timeout', description: 'Request timed out' },
  ])('becomes unhealthy after as many failures as the group allows: $reason', ({ answers, reason, description }) => {
    const { timeline, state } = balanced(answers)
    timeline.advance(3_000 + check.interval)
    expect(state()).toMatchObject({ state: 'initial' })
    timeline.advance(check.interval + check.timeout)
    expect(state()).toEqual({ state: 'unhealthy', reason, description })
  })

  test('comes back after as many passes as the group asks for', () => {
    const { timeline, program, state } = balanced(503)
    timeline.advance(60_000)
    program.answers = 204
    timeline.advance(2 * check.interval)
    expect(state()).toMatchObject({ state: 'unhealthy' })
    timeline.advance(check.interval)
    expect(state()).toMatchObject({ state: 'healthy' })
  })

  test('ends with draining for the whole delay, and then it is gone', () => {
    const { elb, group, timeline, state } = balanced(200)
    timeline.advance(30_000)
    elb.deregister(group.arn, target)
    timeline.advance(59_999)
    expect(state()).toMatchObject({ state: 'draining', reason: 'Target.DeregistrationInProgress' })
    timeline.advance(1)
    expect(state()).toBeUndefined()
  })

  test('begins again when it is registered while it drains', () => {
    const { elb, group, timeline, state } = balanced(200)
    timeline.advance(30_000)
    elb.deregister(group.arn, target)
    elb.register(group.arn, target, () => 200)
    timeline.advance(120_000)
    expect(state()).toMatchObject({ state: 'healthy' })
  })

  test('is told to whoever watches', () => {
    const { elb, group, timeline } = balanced(200)
    const seen: (string | undefined)[] = []
    elb.onChange((arn, changed) => seen.push(elb.state(arn, changed)?.state))
    timeline.advance(30_000)
    elb.deregister(group.arn, target)
    timeline.advance(60_000)
    expect(seen).toEqual(['initial', 'healthy', 'draining', undefined])
  })
})

test.each([
  ['200', 200, true],
  ['200', 204, false],
  ['200,204', 204, true],
  ['200-399', 302, true],
  ['200-299,404', 404, true],
  ['200-299', 500, false],
])('the matcher %s and the status %d: %s', (matcher, status, passes) => {
  expect(matches(matcher, status)).toBe(passes)
})

describe('a request through the load balancer', () => {
  test('goes to healthy targets', () => {
    const { elb, group, timeline } = balanced(200)
    elb.register(group.arn, { ip: '10.0.0.2', port: 8080 }, () => 503)
    timeline.advance(60_000)
    expect([1, 2, 3].map(() => elb.answer(group.arn))).toEqual([200, 200, 200])
  })

  test('goes to any target when none is healthy', () => {
    const { elb, group, timeline } = balanced(503)
    timeline.advance(60_000)
    expect(elb.answer(group.arn)).toBe(503)
  })

  test('finds nobody when there is no target', () => {
    const { elb } = simulate({}).world
    expect(elb.answer(elb.createTargetGroup({ name: 'empty' }).arn)).toBeUndefined()
  })
})

describe('the API', () => {
  test('DescribeTargetHealth tells state, reason and description', async () => {
    const { client, group, timeline } = balanced(503)
    timeline.advance(60_000)
    const { TargetHealthDescriptions } = await client.send(
      new DescribeTargetHealthCommand({ TargetGroupArn: group.arn }),
    )
    expect(TargetHealthDescriptions).toEqual([
      {
        Target: { Id: '10.0.0.1', Port: 8080, AvailabilityZone: 'us-west-2a' },
        HealthCheckPort: '8080',
        TargetHealth: {
          State: 'unhealthy',
          Reason: 'Target.ResponseCodeMismatch',
          Description: 'Health checks failed with these codes: [503]',
        },
      },
    ])
  })

  test('DescribeTargetHealth calls a target unused that is asked for and not registered', async () => {
    const { client, group } = balanced(200)
    const request = { TargetGroupArn: group.arn, Targets: [{ Id: '10.9.9.9', Port: 8080 }] }
    const { TargetHealthDescriptions } = await client.send(new DescribeTargetHealthCommand(request))
    expect(TargetHealthDescriptions).toMatchObject([
      { TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' } },
    ])
  })

  test('DescribeTargetHealth may show a past as old as the lag', async () => {
    const { client, group, timeline, simulation } = balanced(200)
    timeline.advance(30_000)
    simulation.world.replicaLag = 30_000
    const seen = new Set<string | undefined>()
    for (let index = 0; index < 40; index++) {
      const { TargetHealthDescriptions } = await client.send(
        new DescribeTargetHealthCommand({ TargetGroupArn: group.arn }),
      )
      seen.add(TargetHealthDescriptions?.[0]?.TargetHealth?.State)
    }
    expect([...seen].sort()).toEqual(['healthy', 'initial'])
  })

  test('DescribeTargetGroups tells the health check with its types', async () => {
    const { client, group } = balanced(200)
    const { TargetGroups } = await client.send(new DescribeTargetGroupsCommand({ Names: ['api'] }))
    expect(TargetGroups).toMatchObject([
      {
        TargetGroupArn: group.arn,
        HealthCheckIntervalSeconds: 10,
        HealthCheckEnabled: true,
        Matcher: { HttpCode: '200-299' },
        LoadBalancerArns: [group.loadBalancer],
      },
    ])
  })

  test('DescribeTargetGroupAttributes tells the deregistration delay', async () => {
    const { client, group } = balanced(200)
    const { Attributes } = await client.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: group.arn }))
    expect(Attributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '60' })
  })

  test('DescribeLoadBalancers tells those in front of the groups', async () => {
    const { client, group } = balanced(200)
    const { LoadBalancers } = await client.send(new DescribeLoadBalancersCommand({}))
    expect(LoadBalancers?.map(({ LoadBalancerArn }) => LoadBalancerArn)).toEqual([group.loadBalancer])
  })

  test('refuses a group that is not there', async () => {
    const { client } = balanced(200)
    const TargetGroupArn = 'arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/gone/0123456789abcdef'
    await expect(client.send(new DescribeTargetHealthCommand({ TargetGroupArn }))).rejects.toMatchObject({
      name: 'TargetGroupNotFoundException',
      message: expect.stringContaining('not found'),
    })
  })
})
