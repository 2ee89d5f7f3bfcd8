import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../simulator/operation.ts'
import type { Scenario } from '../simulator/scenario.ts'
import { onTheWire } from '../stage/on-the-wire.ts'
import { failureOf, setStage } from './aws-clients.ts'

const clusters = { production: { api: 'api:v1' } }
const edge = { webAcls: { edge: { protects: ['production'] } } }

function stageOf(scenario: Scenario = {}) {
  return setStage({ clusters, ...edge, ...scenario }, { patience: 7_200_000 })
}

const scope = 'REGIONAL'

describe('web ACLs', () => {
  test('are listed by the hundred, to the end', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `acl-${String(index).padStart(3, '0')}`)
    const { aws, asked } = stageOf({ webAcls: Object.fromEntries(names.map(name => [name, {}])) })
    expect((await (await aws.waf()).listWebAcls(scope)).map(({ name }) => name)).toEqual(names)
    expect(asked()).toHaveLength(2)
  })

  test('of CloudFront are asked for in us-east-1, whatever the region is', async () => {
    const { aws } = stageOf({ webAcls: { cdn: { scope: 'CLOUDFRONT' } } })
    expect(await (await aws.waf('us-east-1')).listWebAcls('CLOUDFRONT')).toMatchObject([
      { name: 'cdn', scope: 'CLOUDFRONT' },
    ])
    expect(await failureOf((await aws.waf()).listWebAcls('CLOUDFRONT'))).toMatchObject({ kind: 'refused' })
  })

  test('are read raw, and written as they are', async () => {
    const more: JsonObject = { FutureConfig: { Deep: [1, { A: null }] } }
    const { aws, simulation } = stageOf({ webAcls: { edge: { more } } })
    const waf = await aws.waf()
    const [webAcl] = await waf.listWebAcls(scope)
    if (!webAcl) throw new Error('there is none')
    const { document, lockToken } = await waf.getWebAcl(webAcl)
    expect(document).toMatchObject({ Name: 'edge', ...more })
    const request = {
      Name: webAcl.name,
      Id: webAcl.id,
      Scope: scope,
      LockToken: lockToken,
      DefaultAction: { Allow: {} },
      VisibilityConfig: document['VisibilityConfig'],
      ...more,
    }
    const change = await waf.updateWebAcl({ webAcl, request })
    expect(change).toEqual({ is: 'done', reply: [...simulation.world.waf.webAcls.values()][0]?.lockToken })
    expect(simulation.requests.at(-1)?.input).toEqual(request)
  })
})

describe('what protects a resource', () => {
  test('is a web ACL, or none', async () => {
    for (const [webAcls, found] of [
      [edge.webAcls, 'edge'],
      [{ edge: {} }, undefined],
    ] as const) {
      const { aws, simulation } = stageOf({ webAcls })
      const [balancer = ''] = simulation.world.elb.loadBalancers()
      expect((await (await aws.waf()).webAclOf(balancer))?.name).toBe(found)
    }
  })

  test('is not none where the reply was empty: it is asked for again', async () => {
    const { aws, simulation, asked } = stageOf()
    simulation.faults.add({ is: 'applied-and-empty', on: 'wafv2:GetWebACLForResource', times: 2 })
    const [balancer = ''] = simulation.world.elb.loadBalancers()
    expect((await (await aws.waf()).webAclOf(balancer))?.name).toBe('edge')
    expect(asked()).toHaveLength(3)
  })
})

describe('WAF’s rates', () => {
  test('are kept: a look at a resource each second at most, and an association every two', async () => {
    const { aws, simulation, clock } = stageOf()
    const waf = await aws.waf()
    const [webAcl] = await waf.listWebAcls(scope)
    const [balancer = ''] = simulation.world.elb.loadBalancers()
    if (!webAcl) throw new Error('there is none')
    const took = async (work: () => Promise<unknown>): Promise<number> => {
      const began = clock.now()
      await work()
      return Math.round((clock.now() - began) / 1_000)
    }
    expect(await took(() => Promise.all([1, 2, 3].map(() => waf.webAclOf(balancer))))).toBeGreaterThanOrEqual(2)
    expect(await took(() => Promise.all([1, 2, 3].map(() => waf.associate(webAcl, balancer))))).toBeGreaterThanOrEqual(
      4,
    )
  })
})

describe('metrics', () => {
  const traffic = [{ ip: '192.0.2.1', perMinute: 60, path: '/' }]
  const metric = (name: string) => ({
    namespace: 'AWS/WAFV2',
    metric: name,
    dimensions: { WebACL: 'edge', Rule: 'ALL', Region: 'us-west-2' },
  })
  const metrics = { allowed: metric('AllowedRequests'), blocked: metric('BlockedRequests') }

  test('are summed up by name; what was never reported has no point', async () => {
    const { aws, simulation } = stageOf({ traffic })
    simulation.world.timeline.advance(3_600_000)
    const until = simulation.world.now()
    const query = { metrics, period: { from: until - 1_800_000, until: until - 300_000 }, resolution: 300 }
    const { allowed, blocked } = await (await aws.metrics()).sums(query)
    expect(allowed.map(({ value }) => value)).toEqual([300, 300, 300, 300, 300])
    expect(blocked).toEqual([])
  })

  test('that CloudWatch says it could not look at are asked for again', async () => {
    const { aws, simulation, asked } = stageOf({ traffic })
    simulation.world.timeline.advance(600_000)
    let broken = 1
    onTheWire(simulation, ({ reply }) => (broken-- > 0 ? reply.replaceAll('"Complete"', '"InternalError"') : reply))
    const until = simulation.world.now()
    await (await aws.metrics()).sums({ metrics, period: { from: until - 300_000, until }, resolution: 60 })
    expect(asked()).toEqual(['cloudwatch:GetMetricData', 'cloudwatch:GetMetricData'])
  })
})

describe('alarms', () => {
  test('of every type are described, and those that are missing are left out', async () => {
    const { aws } = stageOf({ alarms: { '5xx': 'ALARM', slow: 'OK', any: { anyOf: ['slow'] } } })
    const alarms = await (await aws.alarms()).describe(['5xx', 'any', 'gone'])
    expect(alarms.map(({ name, state }) => [name, state])).toEqual([
      ['5xx', 'ALARM'],
      ['any', 'OK'],
    ])
  })

  test('are described by the hundred', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `alarm ${index}`)
    const { aws, asked } = stageOf({ alarms: Object.fromEntries(names.map(name => [name, 'OK' as const])) })
    expect(await (await aws.alarms()).describe(names)).toHaveLength(101)
    expect(asked()).toHaveLength(2)
  })

  test('are not silent where the reply was empty: they are asked for again', async () => {
    const { aws, simulation } = stageOf({ alarms: { '5xx': 'ALARM' } })
    simulation.faults.add({ is: 'applied-and-empty', on: 'cloudwatch:DescribeAlarms' })
    expect(await (await aws.alarms()).describe(['5xx'])).toHaveLength(1)
  })
})
