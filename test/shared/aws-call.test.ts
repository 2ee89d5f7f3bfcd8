import { describe, expect, test } from '@jest/globals'
import { AwsError, faultOf } from '../../shared/aws/call.ts'
import type { Change } from '../../shared/aws/call.ts'
import { primaryOf } from '../../shared/core/service.ts'
import type { Service } from '../../shared/core/service.ts'
import { Cancelled } from '../../shared/errors.ts'
import { effects } from '../simulator/faults.ts'
import type { FaultKind } from '../simulator/faults.ts'
import { failureOf, setStage } from './aws-clients.ts'
import type { Stage, Staging } from './aws-clients.ts'

const world = 'test/simulator/worlds/one-service.yml'
const reading = 'ecs:DescribeServices'
const changing = 'ecs:UpdateService'

/** The usual read, and the most dangerous change: each time it is sent, ECS begins a deployment. */
const read = async ({ aws }: Stage) => (await aws.ecs()).describeServices('production', ['api'])
const change = async ({ aws }: Stage): Promise<Change<Service>> => {
  const update = { cluster: 'production', service: 'api', taskDefinition: 'production-api:1', force: true }
  return (await aws.ecs()).updateService(update)
}

const stage = (staging?: Staging) => setStage(world, staging)
const awsErrorOf = async (promise: Promise<unknown>): Promise<AwsError> => {
  const error = await failureOf(promise)
  if (error instanceof AwsError) return error
  throw error
}

/** Those after which the same question may be answered well. */
const healing: readonly FaultKind[] = [
  'refused',
  'lost',
  'applied-and-lost',
  'failed',
  'applied-and-failed',
  'unavailable',
  'applied-and-unavailable',
  'hangs',
  'applied-and-hangs',
  'applied-and-cut-off',
  'applied-and-empty',
  'applied-and-html',
  'throttled',
]

describe('a read', () => {
  test.each(healing)('is asked again after it was %s', async is => {
    const staged = stage()
    staged.simulation.faults.add({ is, on: reading, times: 2 })
    expect((await read(staged)).services.map(({ name }) => name)).toEqual(['api'])
    expect(staged.asked()).toEqual([reading, reading, reading])
  })

  test.each(healing)('that is %s again and again ends at the deadline, and not before', async is => {
    const staged = stage({ patience: 120_000 })
    const began = staged.clock.now()
    staged.simulation.faults.add({ is, on: reading, times: Infinity })
    const error = await awsErrorOf(read(staged))
    const took = staged.clock.now() - began
    // A pause is 20 s at most, and is not begun when it would end after the deadline.
    expect(took).toBeGreaterThan(120_000 - 20_000)
    expect(took).toBeLessThan(120_000 + 15_000)
    expect(error.message).toMatch(/^ecs:DescribeServices for api in cluster production /)
    expect(error.next).toMatch(/^(AWS|Look)|AWS/)
  })

  test('of which the replies keep failing is not a hot loop', async () => {
    const staged = stage({ patience: 600_000 })
    staged.simulation.faults.add({ is: 'throttled', on: reading, times: Infinity })
    await failureOf(read(staged))
    expect(staged.asked().length).toBeLessThan(120)
  })

  test('says once that it asks again, and why', async () => {
    const staged = stage()
    staged.simulation.faults.add({ is: 'throttled', on: reading, times: 4 })
    await read(staged)
    expect(staged.said).toEqual(['ecs:DescribeServices: ThrottlingException (Rate exceeded); asking again'])
  })

  test.each<[FaultKind, string]>([
    ['denied', 'Allow the role of this job the action ecs:DescribeServices'],
    ['expired', 'aws-actions/configure-aws-credentials'],
  ])('that is %s ends at once and says what to do', async (is, next) => {
    const staged = stage()
    const began = staged.clock.now()
    staged.simulation.faults.add({ is, on: reading })
    const error = await awsErrorOf(read(staged))
    expect(error.next).toContain(next)
    expect(error.kind).toBe(is)
    expect(error.outcome).toBe('failed-before-change')
    expect(staged.clock.now() - began).toBeLessThan(1_000)
    expect(staged.asked()).toHaveLength(1)
  })

  test('of what is not there ends at once, and names everything that support would ask for', async () => {
    const staged = stage()
    const error = await awsErrorOf((await staged.aws.ecs()).describeServices('elsewhere', ['api']))
    expect(error.is('ClusterNotFoundException')).toBe(true)
    expect(error.message).toMatch(
      /^ecs:DescribeServices for api in cluster elsewhere failed: .+ \(ClusterNotFoundException, HTTP 400, request id [0-9a-f-]{36}\)$/,
    )
    expect(staged.asked()).toHaveLength(1)
  })

  test('may still be asked once after the deadline: somebody wants a last look', async () => {
    const staged = stage({ patience: -1 })
    expect((await read(staged)).services).toHaveLength(1)
    staged.simulation.faults.add({ is: 'throttled', on: reading })
    await failureOf(read(staged))
    expect(staged.asked()).toHaveLength(2)
  })
})

describe('a change', () => {
  const lost = healing.filter(is => is !== 'throttled' && is !== 'refused')

  test.each(lost)('that is %s is sent once and called lost, as it may have been done', async is => {
    const staged = stage()
    staged.simulation.faults.add({ is, on: changing, times: Infinity })
    const result = await change(staged)
    expect(result.is).toBe('lost')
    expect(staged.asked()).toEqual([changing])
    expect(staged.simulation.requests[0]?.applied).toBe(effects[is].applies)
    if (result.is === 'lost') expect(result.fault.outcome).toBe('unknown')
  })

  test.each<FaultKind>(['throttled', 'refused'])('that is %s was surely not done, and is sent again', async is => {
    const staged = stage()
    staged.simulation.faults.add({ is, on: changing, times: 3 })
    const result = await change(staged)
    expect(result.is).toBe('done')
    expect(staged.simulation.requests.map(({ applied }) => applied)).toEqual([false, false, false, true])
  })

  test.each<FaultKind>(['throttled', 'refused'])('that is %s until the deadline is thrown', async is => {
    const staged = stage({ patience: 30_000 })
    staged.simulation.faults.add({ is, on: changing, times: Infinity })
    const error = await awsErrorOf(change(staged))
    expect(error.outcome).toBe('failed-before-change')
    expect(staged.simulation.requests.some(({ applied }) => applied)).toBe(false)
  })

  test.each<FaultKind>(['denied', 'expired'])('that is %s is thrown at once: nothing was done', async is => {
    const staged = stage()
    staged.simulation.faults.add({ is, on: changing })
    expect((await awsErrorOf(change(staged))).outcome).toBe('failed-before-change')
    expect(staged.asked()).toEqual([changing])
  })

  test('that AWS refuses as written is thrown at once', async () => {
    const staged = stage()
    const update = { cluster: 'production', service: 'nobody', taskDefinition: 'production-api:1', force: false }
    const error = await awsErrorOf((await staged.aws.ecs()).updateService(update))
    expect(error.is('ServiceNotFoundException')).toBe(true)
    expect(staged.asked()).toEqual([changing])
  })

  test('that is slow is waited for', async () => {
    const staged = stage()
    staged.simulation.faults.add({ is: 'slow', on: changing, delay: 9_000 })
    expect((await change(staged)).is).toBe('done')
  })

  test('of a revision is not sent twice either, and one at a time is refused by meaning, not by name', async () => {
    const staged = stage()
    const ecs = await staged.aws.ecs()
    const { definition } = await ecs.describeTaskDefinition('production-api:1')
    const { family, containerDefinitions } = definition
    staged.simulation.faults.add({ is: 'applied-and-lost', on: 'ecs:RegisterTaskDefinition' })
    expect((await ecs.registerTaskDefinition({ definition: { family, containerDefinitions }, tags: [] })).is).toBe(
      'lost',
    )
    expect(staged.asked().filter(name => name === 'ecs:RegisterTaskDefinition')).toHaveLength(1)
  })
})

describe('a job that is cancelled', () => {
  /** Cancels after a while, and says how long the work went on after that. */
  async function cancelled(staged: Stage, after: number, work: Promise<unknown>): Promise<[unknown, number]> {
    const at = staged.clock.now() + after
    void staged.clock.sleep(after).then(() => staged.stop.abort())
    const end = await work.then(
      value => value,
      (error: unknown) => error,
    )
    return [end, staged.clock.now() - at]
  }

  test('ends a read under way at once', async () => {
    const staged = stage()
    staged.simulation.faults.add({ is: 'hangs', on: reading })
    const [end, went] = await cancelled(staged, 5_000, read(staged))
    expect(end).toBeInstanceOf(Cancelled)
    expect(went).toBe(0)
  })

  test('ends the pause before a retry at once', async () => {
    const staged = stage({ random: () => 1 })
    staged.simulation.faults.add({ is: 'throttled', on: reading, times: Infinity })
    const [end, went] = await cancelled(staged, 10_000, read(staged))
    expect(end).toBeInstanceOf(Cancelled)
    expect(went).toBe(0)
  })

  test('ends the wait for a place among the calls at once', async () => {
    const staged = setStage({})
    const ecs = await staged.aws.ecs()
    const definition = { family: 'x', containerDefinitions: [{ name: 'x', image: 'x' }] }
    const register = () =>
      ecs.registerTaskDefinition({ definition: { ...definition, cpu: '256', memory: '512' }, tags: [] })
    const all = Array.from({ length: 30 }, () => register())
    const [ends, went] = await cancelled(staged, 5_500, Promise.allSettled(all))
    const reasons = (ends as PromiseSettledResult<unknown>[]).filter(({ status }) => status === 'rejected')
    expect(reasons).toHaveLength(15)
    expect(went).toBeLessThan(100)
    expect(staged.asked()).toHaveLength(15)
  })

  test('gives a change under way two and a half seconds to be answered', async () => {
    const staged = stage()
    staged.simulation.faults.add({ is: 'slow', on: changing, delay: 3_000 })
    const [end, went] = await cancelled(staged, 1_000, change(staged))
    expect(end).toMatchObject({ is: 'done' })
    expect(went).toBeLessThan(2_500)
  })

  test('calls a change lost that is not answered in that time', async () => {
    const staged = stage()
    staged.simulation.faults.add({ is: 'applied-and-hangs', on: changing })
    const [end, went] = await cancelled(staged, 1_000, change(staged))
    expect(end).toMatchObject({ is: 'lost', fault: { kind: 'aborted', outcome: 'unknown' } })
    expect(went).toBe(2_500)
  })

  test.each<[string, (staged: Stage) => Promise<unknown>]>([
    ['read', read],
    ['change', change],
  ])('begins no %s any more', async (_, work) => {
    const staged = stage()
    staged.stop.abort()
    expect(await failureOf(work(staged))).toBeInstanceOf(Cancelled)
    expect(staged.asked()).toEqual([])
  })

  test('does not send a change again that was throttled', async () => {
    const staged = stage({ random: () => 1 })
    staged.simulation.faults.add({ is: 'throttled', on: changing, times: 2 })
    const [end] = await cancelled(staged, 500, change(staged))
    expect(end).toBeInstanceOf(Cancelled)
    expect(staged.asked()).toEqual([changing])
  })
})

describe('a hundred services', () => {
  const names = Array.from({ length: 100 }, (_, index) => `service-${String(index + 1).padStart(3, '0')}`)

  test('are read and changed without AWS throttling anything', async () => {
    const { manyServices } = await import('../simulator/worlds/many-services.ts')
    const staged = setStage(manyServices(100), { patience: 1_800_000 })
    const ecs = await staged.aws.ecs()
    const { services } = await ecs.describeServices('production', names)
    await Promise.all(
      services.map(async ({ name, taskDefinition }) => {
        const { definition } = await ecs.describeTaskDefinition(taskDefinition)
        await ecs.newestRevisions(name, 1)
        const { family, networkMode, containerDefinitions } = definition
        const changed = { family, networkMode, containerDefinitions, cpu: '512', memory: '1024' }
        const registered = await ecs.registerTaskDefinition({ definition: changed, tags: [] })
        expect(registered.is).toBe('done')
        if (registered.is === 'done')
          await ecs.updateService({
            cluster: 'production',
            service: name,
            taskDefinition: registered.reply,
            force: false,
          })
        await ecs.listServiceDeployments({ cluster: 'production', service: name, after: 0 })
        await ecs.runningTasks('production', name)
      }),
    )
    expect(staged.simulation.requests.filter(({ fault }) => fault !== undefined)).toEqual([])
    const after = (await ecs.describeServices('production', names)).services
    expect(after.filter(service => primaryOf(service)?.taskDefinition.endsWith(':2'))).toHaveLength(100)
  })
})

test('a change whose turn comes long after the deadline is not begun', async () => {
  const staged = setStage({}, { patience: 10_000 })
  const ecs = await staged.aws.ecs()
  const began = staged.clock.now()
  const definition = { family: 'x', containerDefinitions: [{ name: 'x', image: 'x' }], cpu: '256', memory: '512' }
  const ends = await Promise.allSettled(
    Array.from({ length: 60 }, () => ecs.registerTaskDefinition({ definition: definition, tags: [] })),
  )
  const refused = ends.flatMap(end => (end.status === 'rejected' ? [end.reason as AwsError] : []))
  expect(staged.clock.now() - began).toBeLessThan(16_000)
  expect(staged.simulation.requests.every(({ at }) => at < began + 11_000)).toBe(true)
  expect(refused.length).toBeGreaterThan(30)
  expect(new Set(refused.map(({ outcome }) => outcome))).toEqual(new Set(['failed-before-change']))
})

describe('an error of the SDK', () => {
  test.each<[string, unknown, ReturnType<typeof faultOf>]>([
    [
      'that AWS named',
      Object.assign(new Error('no'), { name: 'ClientException', $metadata: { httpStatusCode: 400, requestId: 'r' } }),
      { code: 'ClientException', message: 'no', status: 400, requestId: 'r' },
    ],
    [
      'of a page that is no JSON',
      Object.assign(new SyntaxError('Unexpected token'), {
        $response: { statusCode: 502, headers: { 'x-amzn-requestid': 'r' } },
      }),
      { code: 'SyntaxError', message: 'Unexpected token', status: 502, requestId: 'r' },
    ],
    [
      'of a good status and a bad body, which was no answer',
      Object.assign(new SyntaxError('Unexpected end'), { $response: { statusCode: 200 } }),
      { code: 'SyntaxError', message: 'Unexpected end' },
    ],
    [
      'of a socket',
      Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' }),
      { code: 'TimeoutError', message: 'socket hang up', socket: 'ECONNRESET' },
    ],
    [
      'of a socket, further in',
      new Error('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }),
      { code: 'Error', message: 'fetch failed', socket: 'ENOTFOUND' },
    ],
    [
      'of several addresses, which has no message',
      Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
      { code: 'AggregateError', message: 'ECONNREFUSED', socket: 'ECONNREFUSED' },
    ],
    [
      'of Node that is no socket’s',
      Object.assign(new TypeError('bad argument'), { code: 'ERR_INVALID_ARG_TYPE' }),
      { code: 'TypeError', message: 'bad argument' },
    ],
    ['that is none', undefined, { code: 'Error', message: 'undefined' }],
    ['that is a text', 'oops', { code: 'Error', message: 'oops' }],
  ])('%s', (_, error, fault) => {
    expect(faultOf(error)).toEqual(fault)
  })
})
