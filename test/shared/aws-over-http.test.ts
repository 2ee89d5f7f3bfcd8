import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { AwsError } from '../../shared/aws/call.ts'
import type { Change } from '../../shared/aws/call.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import type { Service } from '../../shared/core/service.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'
import { failureOf } from './aws-clients.ts'
import { AwsServer, clientsOf, isSigned, refuse, sendJson } from './aws-server.ts'
import type { Answer } from './aws-server.ts'

let server: AwsServer | undefined
const environment = { ...process.env }

beforeEach(() => {
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/none',
    AWS_SHARED_CREDENTIALS_FILE: '/none',
  })
})

afterEach(async () => {
  jest.useRealTimers()
  await server?.close()
  server = undefined
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, environment)
})

async function stage(answer: Answer, patience?: number): Promise<{ aws: AwsServices; server: AwsServer }> {
  server = await AwsServer.start(answer)
  return { aws: clientsOf({ url: server.url, ...(patience !== undefined && { patience }) }), server }
}

const change = async (aws: AwsServices): Promise<Change<Service>> =>
  (await aws.ecs()).updateService({ cluster: 'c', service: 'api', taskDefinition: 'api:1', force: true })

const read = async (aws: AwsServices) => (await aws.ecs()).describeServices('c', ['api'])

const done: Answer = (response, { operation }) => {
  const service = { serviceName: 'api', status: 'ACTIVE' }
  sendJson(response, operation === 'UpdateService' ? { service } : { services: [service] })
}

const page = '<html><body><h1>502 Bad Gateway</h1></body></html>'

/** Answers that leave open what was done, each measured to mislead the SDK when it is left alone. */
const broken: Record<string, Answer> = {
  'a reset connection': response => response.destroy(),
  'a server error': response => sendJson(response, { __type: 'ServerException', message: 'Sorry' }, 500),
  'a body that is cut off': response => {
    response.writeHead(200, { 'content-length': 1_000 })
    response.write('{"service":', () => response.destroy())
  },
  'a page of a proxy': response => void response.writeHead(502, { 'content-type': 'text/html' }).end(page),
  'an empty body': response => void response.writeHead(200, { 'content-length': 0 }).end(),
  'an empty object': response => sendJson(response, {}),
  'a body that is no JSON': response => sendJson(response, '{"service": {'),
}

describe('a change that got', () => {
  test.each(Object.entries(broken))('%s is sent once, and is lost', async (_, answer) => {
    const { aws, server: asked } = await stage(answer)
    expect((await change(aws)).is).toBe('lost')
    expect(asked.received).toHaveLength(1)
  })

  test('no answer for ten seconds is lost', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] })
    const { aws, server: asked } = await stage(() => undefined)
    const arrived = asked.request()
    const result = change(aws)
    await arrived
    await jest.advanceTimersByTimeAsync(10_000)
    expect(await result).toMatchObject({ is: 'lost', fault: { fault: { code: 'TimeoutError' } } })
    expect(asked.received).toHaveLength(1)
  })

  test('throttled is sent again for as long as there is time, not only three times', async () => {
    const { aws, server: asked } = await stage((response, request, index) =>
      index < 8 ? refuse(response, 'ThrottlingException', 'Rate exceeded') : done(response, request, index),
    )
    expect((await change(aws)).is).toBe('done')
    expect(asked.received).toHaveLength(9)
  })

  test('refused for being one of several at once is sent again', async () => {
    const words = 'Too many concurrent attempts to create a new revision of the specified family.'
    const { aws, server: asked } = await stage((response, _, index) =>
      index < 2
        ? refuse(response, 'ClientException', words)
        : sendJson(response, { taskDefinition: { taskDefinitionArn: 'arn:api:2' } }),
    )
    const registered = await (
      await aws.ecs()
    ).registerTaskDefinition({ definition: { family: 'api', containerDefinitions: [] }, tags: [] })
    expect(registered).toEqual({ is: 'done', reply: 'arn:api:2' })
    expect(asked.received).toHaveLength(3)
  })
})

describe('a read that got', () => {
  test.each(Object.entries(broken))('%s is asked again', async (_, answer) => {
    const { aws, server: asked } = await stage((...all) => (all[2] < 4 ? answer(...all) : done(...all)))
    expect((await read(aws)).services.map(({ name }) => name)).toEqual(['api'])
    expect(asked.received).toHaveLength(5)
  })

  test('an expired token ends at once', async () => {
    const { aws, server: asked } = await stage(response => refuse(response, 'ExpiredTokenException', 'too old'))
    expect(await failureOf(read(aws))).toMatchObject({
      kind: 'expired',
      message: expect.stringContaining('r-1'),
    })
    expect(asked.received).toHaveLength(1)
  })

  test('no services to ask for asks nothing, and finds nothing', async () => {
    const { aws, server: asked } = await stage(done)
    expect(await (await aws.ecs()).describeServices('c', [])).toEqual({ services: [], absent: new Map() })
    expect(asked.received).toEqual([])
  })
})

describe('a connection that is refused', () => {
  /** In a process of its own: in jest's, Node's socket errors are no `Error`s, and the SDK wraps what is none. */
  const script = `
    import { clientsOf } from ${JSON.stringify(new URL('./aws-server.ts', import.meta.url).href)}
    const ecs = await clientsOf({ url: process.argv[1], patience: 5_000 }).ecs()
    const { kind, outcome, message } = await ecs.describeServices('c', ['api']).catch(error => error)
    console.log(JSON.stringify({ kind, outcome, message }))`

  test.each(['127.0.0.1', 'localhost'])('by %s is tried until the deadline, and named', async host => {
    const closed = await AwsServer.start(done)
    const { url } = closed
    await closed.close()
    const options = ['--no-warnings', '--input-type=module', '-e', script, url.replace('127.0.0.1', host)]
    const { stdout } = await promisify(execFile)(process.execPath, options)
    expect(JSON.parse(stdout)).toEqual({
      kind: 'unsent',
      outcome: 'failed-before-change',
      message: expect.stringMatching(/^ecs:DescribeServices for api in cluster c got no usable answer: .*ECONNREFUSED/),
    })
  })
})

describe('a clock that is off', () => {
  const hour = 3_600_000

  /** AWS lives an hour later, and accepts what was signed within five minutes. */
  const later: Answer = (response, request, index) => {
    response.setHeader('date', new Date(Date.now() + hour).toUTCString())
    const signedAt = Date.parse(
      String(request.headers['x-amz-date']).replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'),
    )
    if (Math.abs(Date.now() + hour - signedAt) < 300_000) done(response, request, index)
    else refuse(response, 'InvalidSignatureException', 'Signature expired: 1 is now earlier than 2')
  }

  test('is mended by the first answer', async () => {
    const { aws, server: asked } = await stage(later)
    expect((await change(aws)).is).toBe('done')
    expect((await read(aws)).services).toHaveLength(1)
    expect(asked.received).toHaveLength(3)
  })

  test('is not tried for ever', async () => {
    const { aws, server: asked } = await stage(response => refuse(response, 'RequestExpired', 'Request has expired'))
    expect(await failureOf(read(aws))).toMatchObject({ kind: 'skewed' })
    expect(asked.received).toHaveLength(3)
  })
})

describe('a job without', () => {
  test('a region ends at once and says how to get one', async () => {
    const { server: asked } = await stage(done)
    const error = await failureOf(read(clientsOf({ url: asked.url, without: 'region' })))
    expect(error).toMatchObject({
      kind: 'expired',
      next: expect.stringContaining('configure-aws-credentials'),
    })
  })

  test('credentials ends at once and says how to get them', async () => {
    const { server: asked } = await stage(done)
    const error = await failureOf(read(clientsOf({ url: asked.url, without: 'credentials' })))
    expect(error).toMatchObject({
      kind: 'expired',
      next: expect.stringContaining('configure-aws-credentials'),
    })
    expect(asked.received).toEqual([])
  })
})

describe('a task definition', () => {
  const described = {
    taskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:1',
    family: 'api',
    revision: 1,
    notKnownYet: { deep: [1, { deeper: null }], ü: '☃' },
    containerDefinitions: [{ name: 'api', image: 'x', notKnownEither: true, cpu: 0 }],
  }

  const answer: Answer = (response, { operation, body }) =>
    operation === 'DescribeTaskDefinition'
      ? sendJson(response, { taskDefinition: described, tags: [{ key: 'team', value: 'a' }] })
      : sendJson(response, { taskDefinition: { ...(JSON.parse(String(body)) as object), taskDefinitionArn: 'arn:2' } })

  test('is read with all that AWS says, also what the SDK does not know', async () => {
    const { aws } = await stage(answer)
    const { arn, definition, tags } = await (await aws.ecs()).describeTaskDefinition('api:1')
    expect(definition).toEqual(described)
    expect([arn, tags]).toEqual([described.taskDefinitionArn, [{ key: 'team', value: 'a' }]])
  })

  test('is registered with all that was read, in its own order', async () => {
    const { aws, server: asked } = await stage(answer)
    const ecs = await aws.ecs()
    const { definition, tags } = await ecs.describeTaskDefinition('api:1')
    expect(await ecs.registerTaskDefinition({ definition: definition, tags: tags })).toEqual({
      is: 'done',
      reply: 'arn:2',
    })
    expect(String(asked.received[1]?.body)).toBe(JSON.stringify({ ...described, tags }))
  })

  test.each<[string, TaskDefinition]>([
    ['short', { family: 'api', containerDefinitions: [] }],
    ['with other letters, where bytes are more than characters', described],
    ['long', { ...described, padding: '☃'.repeat(20_000) }],
  ])('that is %s is signed as it is sent, and has its true length', async (_, definition) => {
    const { aws, server: asked } = await stage(answer)
    await (await aws.ecs()).registerTaskDefinition({ definition: definition, tags: [] })
    const [request] = asked.received
    expect(request?.headers['content-length']).toBe(String(Buffer.byteLength(JSON.stringify(definition))))
    expect(request && isSigned(request)).toBe(true)
  })

  test('is signed anew when it is sent again', async () => {
    const { aws, server: asked } = await stage((...all) =>
      all[2] === 0 ? refuse(all[0], 'ThrottlingException', 'Rate exceeded') : answer(...all),
    )
    await (await aws.ecs()).registerTaskDefinition({ definition: described, tags: [] })
    expect(asked.received.map(isSigned)).toEqual([true, true])
    expect(asked.received[0]?.body.equals(asked.received[1]?.body ?? Buffer.alloc(0))).toBe(true)
  })

  test.each(Object.entries(broken))('is read again after %s', async (_, fault) => {
    const { aws } = await stage((...all) => (all[2] < 2 ? fault(...all) : answer(...all)))
    expect((await (await aws.ecs()).describeTaskDefinition('api:1')).definition).toEqual(described)
  })

  test('of which a byte is changed after signing is recognised as forged', async () => {
    const { aws, server: asked } = await stage(answer)
    await (await aws.ecs()).registerTaskDefinition({ definition: described, tags: [] })
    const [request] = asked.received
    const forged = Buffer.from(request?.body ?? '')
    forged.writeUInt8(forged.readUInt8(0) ^ 1, 0)
    expect(request && isSigned({ ...request, body: forged })).toBe(false)
  })
})

test('every request says which program sent it', async () => {
  const { aws, server: asked } = await stage(done)
  await read(aws)
  expect(asked.received[0]?.headers['user-agent']).toContain('deploy-actions/0.0.0')
})

describe('a load balancer', () => {
  const group = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/api/1'
  const health = async (aws: AwsServices) => (await aws.loadBalancing()).targetHealth([group])
  const xml = (inner: string) =>
    `<DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">${inner}</DescribeTargetHealthResponse>`

  test('is understood in its own protocol', async () => {
    const member =
      '<member><Target><Id>10.0.0.1</Id><Port>80</Port></Target><TargetHealth><State>unhealthy</State><Reason>Target.Timeout</Reason></TargetHealth></member>'
    const { aws } = await stage(response =>
      response.end(
        xml(
          `<DescribeTargetHealthResult><TargetHealthDescriptions>${member}</TargetHealthDescriptions></DescribeTargetHealthResult>`,
        ),
      ),
    )
    expect(await health(aws)).toEqual([
      { group, target: '10.0.0.1', port: 80, state: 'unhealthy', reason: 'Target.Timeout' },
    ])
  })

  test('without targets has none', async () => {
    const { aws } = await stage(response =>
      response.end(xml('<DescribeTargetHealthResult><TargetHealthDescriptions/></DescribeTargetHealthResult>')),
    )
    expect(await health(aws)).toEqual([])
  })

  test.each<[string, Answer]>(Object.entries(broken).filter(([name]) => !/object|JSON/.test(name)))(
    'is asked again after %s',
    async (_, fault) => {
      const good = '<DescribeTargetHealthResult><TargetHealthDescriptions/></DescribeTargetHealthResult>'
      const { aws } = await stage((...all) => (all[2] < 2 ? fault(...all) : void all[0].end(xml(good))))
      expect(await health(aws)).toEqual([])
    },
  )

  test('refuses in its own protocol', async () => {
    const error =
      '<ErrorResponse><Error><Type>Sender</Type><Code>TargetGroupNotFound</Code><Message>no such group</Message></Error><RequestId>r-9</RequestId></ErrorResponse>'
    const { aws } = await stage(response => void response.writeHead(400, { 'x-amzn-requestid': 'r-9' }).end(error))
    const failure = await failureOf(health(aws))
    expect(failure).toMatchObject({ kind: 'refused' })
    expect((failure as AwsError).message).toMatch(
      /^elasticloadbalancing:DescribeTargetHealth for target group api\/1 failed: no such group \(TargetGroupNotFound(Exception)?, HTTP 400, request id r-9\)$/,
    )
  })
})
