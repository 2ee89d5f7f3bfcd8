import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch'
import type { DescribeAlarmsInput, GetMetricDataInput, GetMetricStatisticsInput } from '@aws-sdk/client-cloudwatch'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from '../clients.ts'
import type { Scenario } from '../scenario.ts'
import { simulate } from '../simulation.ts'

const start = Date.parse('2026-11-20T09:00:00Z')
const minutes = (count: number): Date => new Date(start + count * 60_000)

const site: Scenario = {
  aws: { throttles: false },
  clusters: { production: { api: 'api:v1' } },
  alarms: {
    '5xx': { more: { AlarmActions: ['arn:aws:sns:us-west-2:123456789012:on-call'] } },
    '5xx-staging': 'ALARM',
    latency: 'INSUFFICIENT_DATA',
    bad: { anyOf: ['5xx', 'latency'] },
  },
  webAcls: { edge: { protects: ['production'] } },
  traffic: [{ ip: '192.0.2.1', perMinute: 10, path: '/' }],
}

function observed(scenario: Partial<Scenario> = {}, region?: string) {
  const simulation = simulate({ ...site, ...scenario })
  simulation.world.cloudwatch.metricLag = 0
  const { cloudwatch } = clientsOf(simulation.runner(), region)
  const alarms = async (input: DescribeAlarmsInput = {}) => {
    const { MetricAlarms = [], CompositeAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand(input))
    return [...MetricAlarms, ...CompositeAlarms]
  }
  return {
    simulation,
    world: simulation.world,
    cloudwatch,
    alarms,
    names: async (input: DescribeAlarmsInput = {}) => (await alarms(input)).map(({ AlarmName }) => AlarmName),
  }
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
describe('DescribeAlarms', () => {
  test.each<{ what: string; input: DescribeAlarmsInput; names: string[] }>([
    { what: 'all metric alarms, and no composite ones', input: {}, names: ['5xx', '5xx-staging', 'latency'] },
    {
      what: 'those of the given names, and nothing of one that is not there',
      input: { AlarmNames: ['latency', 'gone', 'bad'], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
      names: ['latency', 'bad'],
    },
    { what: 'those whose names begin so', input: { AlarmNamePrefix: '5xx' }, names: ['5xx', '5xx-staging'] },
    { what: 'those in a state', input: { StateValue: 'ALARM' }, names: ['5xx-staging'] },
    { what: 'composite ones where they are asked for', input: { AlarmTypes: ['CompositeAlarm'] }, names: ['bad'] },
    { what: 'those that a composite one looks at', input: { ChildrenOfAlarmName: 'bad' }, names: ['5xx', 'latency'] },
    { what: 'the composite ones that look at one', input: { ParentsOfAlarmName: '5xx' }, names: ['bad'] },
    { what: 'those with an action', input: { ActionPrefix: 'arn:aws:sns:' }, names: ['5xx'] },
  ])('tells $what', async ({ input, names }) => {
    expect(await observed().names(input)).toEqual(names)
  })

  test('tells state, reason and since when', async () => {
    const { alarms, world } = observed()
    world.timeline.advance(60_000)
    world.cloudwatch.set('5xx', 'ALARM')
    world.timeline.advance(60_000)
    world.cloudwatch.set('5xx', 'ALARM', 'again')
    expect(await alarms({ AlarmNames: ['5xx'] })).toMatchObject([
      {
        AlarmName: '5xx',
        AlarmArn: 'arn:aws:cloudwatch:us-west-2:123456789012:alarm:5xx',
        StateValue: 'ALARM',
        StateReason: 'again',
        StateTransitionedTimestamp: minutes(1),
        StateUpdatedTimestamp: minutes(2),
      },
    ])
  })

  test('tells of families no more than names and states', async () => {
    const { alarms } = observed()
    expect(Object.keys((await alarms({ ParentsOfAlarmName: '5xx' }))[0] ?? {})).toEqual(['AlarmArn', 'AlarmName'])
    expect(Object.keys((await alarms({ ChildrenOfAlarmName: 'bad' }))[0] ?? {}).sort()).toEqual([
      'AlarmArn',
      'AlarmName',
      'StateUpdatedTimestamp',
      'StateValue',
    ])
  })

  test('pages', async () => {
    const { cloudwatch } = observed()
    const first = await cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 2 }))
    const second = await cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 2, NextToken: first.NextToken }))
    const names = [first, second].map(({ MetricAlarms }) => MetricAlarms?.map(({ AlarmName }) => AlarmName))
    expect(names).toEqual([['5xx', '5xx-staging'], ['latency']])
    expect(second.NextToken).toBeUndefined()
  })

  test.each<{ what: string; input: DescribeAlarmsInput; name: string }>([
    { what: 'a token of something else', input: { NextToken: 'x' }, name: 'InvalidNextToken' },
    { what: '101 names', input: { AlarmNames: Array(101).fill('5xx') as string[] }, name: 'ValidationException' },
    { what: 'pages of 101', input: { MaxRecords: 101 }, name: 'ValidationException' },
    {
      what: 'names and a prefix',
      input: { AlarmNames: ['5xx'], AlarmNamePrefix: '5' },
      name: 'InvalidParameterCombinationException',
    },
  ])('refuses $what', async ({ input, name }) => {
    await expect(observed().alarms(input)).rejects.toMatchObject({ name })
  })

  test('knows the alarms of its own region', async () => {
    expect(await observed({}, 'eu-west-1').names()).toEqual([])
  })

  // https://docs.aws.amazon.com/general/latest/gr/cw_region.html
  test('is taken nine times a second', () => {
    const { simulation, world } = observed({ aws: {} })
    const ask = () => statusOf(simulation, 'DescribeAlarms', '{}')
    expect(Array.from({ length: 10 }, ask)).toEqual([...Array<number>(9).fill(200), 400])
    world.timeline.advance(1_000)
    expect(ask()).toBe(200)
  })
})

function statusOf(simulation: ReturnType<typeof simulate>, operation: string, body: string): number {
  const headers = { 'x-amz-target': `GraniteServiceVersion20100801.${operation}` }
  const delivery = simulation.receive('aws', { method: 'POST', url: new URL('https://aws/'), headers, body }, 'test')
  return delivery.is === 'reply' ? delivery.reply.status : 0
}

describe('an alarm', () => {
  test('may be set by request, and composite ones follow', async () => {
    const { cloudwatch, alarms, names } = observed()
    const set = (AlarmName: string) =>
      cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'to try it' }))
    await set('5xx')
    expect(await alarms({ AlarmNames: ['5xx'] })).toMatchObject([{ StateValue: 'ALARM', StateReason: 'to try it' }])
    expect(await names({ AlarmTypes: ['CompositeAlarm'], StateValue: 'ALARM' })).toEqual(['bad'])
    await expect(set('gone')).rejects.toMatchObject({ name: 'ResourceNotFound' })
  })

  test('is the same to CloudWatch and to ECS', async () => {
    const { world, names } = observed()
    world.ecs.levers.alarm('5xx', 'ALARM')
    expect(await names({ StateValue: 'ALARM' })).toEqual(['5xx', '5xx-staging'])
    world.ecs.levers.alarm('made-by-a-test', 'OK')
    expect(await names({ StateValue: 'OK' })).toEqual(['made-by-a-test'])
  })
})

// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
describe('a refusal', () => {
  const refuse = (headers: Record<string, string>) => {
    const { simulation } = observed()
    const request = {
      method: 'POST',
      url: new URL('https://aws/'),
      headers: target(headers),
      body: '{"NextToken":"x"}',
    }
    const delivery = simulation.receive('aws', request, 'test')
    if (delivery.is !== 'reply') throw new Error(`${delivery.is} instead of a reply`)
    return delivery.reply
  }
  const target = (headers: Record<string, string>) => ({
    'x-amz-target': 'GraniteServiceVersion20100801.DescribeAlarms',
    'content-type': 'application/x-amz-json-1.0',
    ...headers,
  })

  test('is told with its code in AWS Query to whoever asks so', () => {
    const { headers, status } = refuse({ 'x-amzn-query-mode': 'true' })
    expect([status, headers['content-type']]).toEqual([400, 'application/x-amz-json-1.0'])
    expect(headers['x-amzn-query-error']).toBe('InvalidNextToken;Sender')
    expect(refuse({}).headers).not.toHaveProperty('x-amzn-query-error')
  })

  test.each([
    ['throttled', 'Throttling'],
    ['denied', 'AccessDenied'],
    ['expired', 'ExpiredToken'],
  ] as const)('has the code of AWS Query for what all services refuse: %s', async (is, name) => {
    const { simulation, alarms } = observed()
    simulation.faults.add({ is })
    await expect(alarms()).rejects.toMatchObject({ name })
  })
})

const dimensions = [
  { Name: 'WebACL', Value: 'edge' },
  { Name: 'Rule', Value: 'Default_Action' },
  { Name: 'Region', Value: 'us-west-2' },
]
const metric = { Namespace: 'AWS/WAFV2', MetricName: 'AllowedRequests', Dimensions: dimensions }
const stat = { Metric: metric, Period: 60, Stat: 'Sum' }
const query = (input: Partial<GetMetricDataInput> = {}): GetMetricDataInput => ({
  StartTime: minutes(-10),
  EndTime: minutes(0),
  MetricDataQueries: [{ Id: 'm', MetricStat: stat }],
  ...input,
})
const statistics = (input: Partial<GetMetricStatisticsInput> = {}): GetMetricStatisticsInput => ({
  ...metric,
  StartTime: minutes(-10),
  EndTime: minutes(0),
  Period: 60,
  Statistics: ['Sum'],
  ...input,
})

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
describe('GetMetricData', () => {
  const ask = async (input: Partial<GetMetricDataInput> = {}, region?: string) =>
    observed({}, region).cloudwatch.send(new GetMetricDataCommand(query(input)))

  test('gives a sum for every period, the newest first', async () => {
    const { MetricDataResults } = await ask({ StartTime: minutes(-3) })
    expect(MetricDataResults).toEqual([
      {
        Id: 'm',
        Label: 'AllowedRequests',
        Timestamps: [minutes(-1), minutes(-2), minutes(-3)],
        Values: [10, 10, 10],
        StatusCode: 'Complete',
      },
    ])
  })

  test('gives the oldest first where that is asked for', async () => {
    const { MetricDataResults } = await ask({ StartTime: minutes(-2), ScanBy: 'TimestampAscending' })
    expect(MetricDataResults?.[0]?.Timestamps).toEqual([minutes(-2), minutes(-1)])
  })

  test('rounds the start down to the minute', async () => {
    const { MetricDataResults } = await ask({ StartTime: minutes(-1.5) })
    expect(MetricDataResults?.[0]?.Values).toEqual([10, 10])
  })

  test('has nothing for a combination of dimensions that was never published', async () => {
    const Metric = { ...metric, Dimensions: dimensions.slice(0, 2) }
    const { MetricDataResults } = await ask({ MetricDataQueries: [{ Id: 'm', MetricStat: { ...stat, Metric } }] })
    expect(MetricDataResults).toMatchObject([{ Id: 'm', Values: [], StatusCode: 'Complete' }])
  })

  test('has nothing of another region', async () => {
    expect((await ask({}, 'eu-west-1')).MetricDataResults?.[0]?.Values).toEqual([])
  })

  test('pages over all points', async () => {
    const first = await ask({ MaxDatapoints: 6 })
    expect(first.MetricDataResults).toMatchObject([{ Values: Array(6).fill(10), StatusCode: 'PartialData' }])
    const second = await ask({ MaxDatapoints: 6, NextToken: first.NextToken })
    expect(second.MetricDataResults).toMatchObject([{ Values: Array(4).fill(10), StatusCode: 'Complete' }])
    expect(second.NextToken).toBeUndefined()
  })

  test.each<{ what: string; input: Partial<GetMetricDataInput> }>([
    { what: 'a period of 90 s', input: { MetricDataQueries: [{ Id: 'm', MetricStat: { ...stat, Period: 90 } }] } },
    { what: 'an end before the start', input: { EndTime: minutes(-11) } },
    {
      what: 'more than 500 queries',
      input: { MetricDataQueries: Array(501).fill({ Id: 'm', MetricStat: stat }) as [] },
    },
    { what: 'what is not simulated: math', input: { MetricDataQueries: [{ Id: 'm', Expression: 'SUM(METRICS())' }] } },
    {
      what: 'what is not simulated: another statistic',
      input: { MetricDataQueries: [{ Id: 'm', MetricStat: { ...stat, Stat: 'p99' } }] },
    },
  ])('refuses $what', async ({ input }) => {
    await expect(ask(input)).rejects.toMatchObject({ name: 'ValidationException' })
  })
})

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
describe('GetMetricStatistics', () => {
  const ask = async (input: Partial<GetMetricStatisticsInput> = {}) =>
    observed().cloudwatch.send(new GetMetricStatisticsCommand(statistics(input)))

  test('gives a sum for every period, in no order', async () => {
    const { Datapoints = [] } = await ask()
    expect(Datapoints).toHaveLength(10)
    expect(Datapoints).toContainEqual({ Timestamp: minutes(-10), Sum: 10, Unit: 'None' })
    const times = Datapoints.map(({ Timestamp }) => Timestamp?.getTime())
    expect(times).not.toEqual(times.toSorted())
  })

  test('sums up longer periods', async () => {
    const { Datapoints } = await ask({ StartTime: minutes(-60), Period: 3_600 })
    expect(Datapoints).toEqual([{ Timestamp: minutes(-60), Sum: 600, Unit: 'None' }])
  })

  test('refuses more than 1,440 points', async () => {
    await expect(ask({ StartTime: minutes(-1_441) })).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
      message: expect.stringContaining('You have requested up to 1441 datapoints'),
    })
  })
})

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
test('ListMetrics tells the metrics that have data, by namespace, name and dimension', async () => {
  const { cloudwatch } = observed()
  const list = async (input: object) => (await cloudwatch.send(new ListMetricsCommand(input))).Metrics ?? []
  const both = await list({ Namespace: 'AWS/WAFV2', MetricName: 'AllowedRequests', RecentlyActive: 'PT3H' })
  expect(both.map(({ Dimensions }) => Dimensions?.find(({ Name }) => Name === 'Rule')?.Value)).toEqual([
    'Default_Action',
    'ALL',
  ])
  expect(await list({ Dimensions: [{ Name: 'Rule', Value: 'ALL' }] })).toHaveLength(1)
  expect(await list({ MetricName: 'BlockedRequests' })).toEqual([])
  expect(await list({ Namespace: 'AWS/ECS' })).toEqual([])
})
