import { CloudWatchLogsClient, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from './clients.ts'
import type { JsonObject } from './operation.ts'
import type { Scenario } from './scenario.ts'
import type { Simulation } from './simulation.ts'
import { simulate } from './simulation.ts'

const scenario: Scenario = { clusters: { production: { api: 'api:v1' } } }

/** Sends a request as it is, past the SDK, which would not let it through. */
function send(simulation: Simulation, target: string, body: string) {
  const request = {
    method: 'POST',
    url: new URL('https://ecs.us-west-2.amazonaws.com/'),
    headers: {
      'x-amz-target': `AmazonEC2ContainerServiceV20141113.${target}`,
      'content-type': 'application/x-amz-json-1.1',
    },
    body,
  }
  const delivery = simulation.receive('aws', request, 'test')
  if (delivery.is !== 'reply') throw new Error(`${delivery.is} instead of a reply`)
  return { status: delivery.reply.status, body: JSON.parse(delivery.reply.body) as JsonObject }
}

function form(simulation: Simulation, body: string) {
  const delivery = simulation.receive(
    'aws',
    { method: 'POST', url: new URL('https://aws/'), headers: {}, body },
    'test',
  )
  if (delivery.is !== 'reply') throw new Error(`${delivery.is} instead of a reply`)
  return delivery.reply
}

describe('a request is refused', () => {
  test.each([
    { what: 'that is no JSON', body: '{', type: 'SerializationException', message: 'not valid JSON' },
    { what: 'that is no structure', body: '[]', type: 'SerializationException', message: 'structure or map' },
    {
      what: 'with a value of the wrong type',
      body: '{"services":"api"}',
      type: 'SerializationException',
      message: "'services': it must be a list",
    },
    {
      what: 'with a wrong value inside',
      body: '{"services":[1]}',
      type: 'SerializationException',
      message: "'services[0]': it must be a string",
    },
    {
      what: 'with a member that the operation does not have',
      body: '{"services":["api"],"region":"x"}',
      type: 'SerializationException',
      message: "Unknown member 'region'",
    },
    {
      what: 'without a member that it must have',
      body: '{"services":null}',
      type: 'InvalidParameterException',
      message: "Value null at 'services'",
    },
  ])('$what', ({ body, type, message }) => {
    expect(send(simulate(scenario), 'DescribeServices', body)).toEqual({
      status: 400,
      body: { __type: type, message: expect.stringContaining(message) },
    })
  })

  test('in the query protocol’s own code', () => {
    const { status, body } = form(simulate(scenario), 'Action=DescribeTargetHealth&Version=2015-12-01')
    expect([status, body]).toEqual([400, expect.stringContaining('<Code>ValidationError</Code>')])
    expect(body).toContain("Value null at 'TargetGroupArn'")
  })

  test('by name when the simulator does not have the operation', async () => {
    const { requestHandler } = simulate(scenario).runner()
    const credentials = { accessKeyId: 'simulator', secretAccessKey: 'simulator' }
    const logs = new CloudWatchLogsClient({ region: 'us-west-2', credentials, requestHandler })
    const request = { logGroupName: 'group', logStreamName: 'stream', logEvents: [] }
    await expect(logs.send(new PutLogEventsCommand(request))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('The simulator does not have logs:PutLogEvents. Of logs it has: '),
    })
  })

  test('when the service is not simulated', () => {
    const simulation = simulate(scenario)
    const { status, body } = form(simulation, 'Action=DescribeInstances&Version=2016-11-15')
    expect([status, body]).toEqual([400, expect.stringContaining('<Code>UnknownOperationException</Code>')])
  })
})

describe('task definitions', () => {
  const newer = {
    family: 'web',
    containerDefinitions: [{ name: 'web', image: 'nginx', quantum: { spin: 1 } }],
    warp: 9,
  }

  test('keep members that the SDK does not know yet', () => {
    const simulation = simulate(scenario)
    expect(send(simulation, 'RegisterTaskDefinition', JSON.stringify(newer)).status).toBe(200)
    const { body } = send(simulation, 'DescribeTaskDefinition', '{"taskDefinition":"web"}')
    expect(body).toMatchObject({ taskDefinition: { warp: 9, containerDefinitions: [{ quantum: { spin: 1 } }] } })
  })

  test('may not have them where AWS does not know them either', () => {
    const simulation = simulate({ ...scenario, aws: { acceptsUnknownTaskDefinitionMembers: false } })
    const { body } = send(simulation, 'RegisterTaskDefinition', JSON.stringify(newer))
    expect(body.__type).toBe('SerializationException')
  })
})

describe('a reply that AWS could not give', () => {
  test.each<{ what: string; spoil: (simulation: Simulation) => void; complaint: string }>([
    {
      what: 'of the wrong type',
      spoil: ({ world }) =>
        Object.assign(world.ecs.cluster('production').services.get('api') ?? {}, { desiredCount: '2' }),
      complaint: 'services[0].desiredCount is wrong-type',
    },
    {
      what: 'with a value that the enumeration does not have',
      spoil: ({ world }) =>
        Object.assign(world.ecs.cluster('production').services.get('api') ?? {}, { status: 'FINE' }),
      complaint: 'services[0].status is wrong-value (expected ACTIVE, DRAINING, INACTIVE)',
    },
  ])('($what) fails loudly, and again for whoever goes on', async ({ spoil, complaint }) => {
    const simulation = simulate(scenario)
    spoil(simulation)
    const ask = () => send(simulation, 'DescribeServices', '{"cluster":"production","services":["api"]}')
    expect(ask).toThrow(`the reply of ecs:DescribeServices is not AWS's: ${complaint}`)
    const { github } = clientsOf(simulation.runner())
    await expect(github.rest.git.getRef({ owner: 'example', repo: 'app', ref: 'tags/v1' })).rejects.toThrow(complaint)
  })
})

test('STS tells who calls', () => {
  const { status, body } = form(simulate(scenario), 'Action=GetCallerIdentity&Version=2011-06-15')
  expect(status).toBe(200)
  expect(body).toContain(
    '<GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/deploy/GitHubActions</Arn>',
  )
})
