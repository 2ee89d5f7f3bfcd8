import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import type { GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from '../clients.ts'
import type { LogsScenario } from '../scenario.ts'
import { simulate } from '../simulation.ts'

const logGroupName = '/ecs/production/api'
const logStreamName = 'api/api/0123456789abcdef0123456789abcdef'

function logging(options: LogsScenario = { ingestionLag: 0, streamLag: 0 }) {
  const { world, ...simulation } = logSimulation(options)
  const client = clientsOf(simulation.runner).logs
  world.logs.createGroup(logGroupName)
  const print = (...messages: readonly string[]) => {
    for (const message of messages) world.logs.write({ group: logGroupName, stream: logStreamName, message })
  }
  const read = (
    request: { nextToken?: string | undefined; limit?: number; startFromHead?: boolean; startTime?: number } = {},
  ) => client.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true, ...request }))
  return { world, client, print, read }
}

function logSimulation(logs: LogsScenario) {
  const simulation = simulate({ logs })
  return { world: simulation.world, runner: simulation.runner() }
}

const messages = ({ events = [] }: GetLogEventsCommandOutput) => events.map(({ message }) => message)

describe('GetLogEvents', () => {
  test('gives back the token that was passed once there is no more, and goes on from it when there is', async () => {
    const { print, read } = logging()
    print('one', 'two')
    const first = await read()
    expect(messages(first)).toEqual(['one', 'two'])
    const end = await read({ nextToken: first.nextForwardToken })
    expect(messages(end)).toEqual([])
    expect(end.nextForwardToken).toBe(first.nextForwardToken)
    print('three')
    const more = await read({ nextToken: end.nextForwardToken })
    expect(messages(more)).toEqual(['three'])
    expect(more.nextForwardToken).not.toBe(end.nextForwardToken)
  })

  test('begins with the latest events unless it is told to start from the head', async () => {
    const { print, read } = logging()
    print('one', 'two', 'three')
    const latest = await read({ startFromHead: false, limit: 2 })
    expect(messages(latest)).toEqual(['two', 'three'])
    const earlier = await read({ startFromHead: false, nextToken: latest.nextBackwardToken })
    expect(messages(earlier)).toEqual(['one'])
  })

  test('gives at most 10,000 events', async () => {
    const { print, read } = logging()
    print(...Array.from({ length: 10_001 }, (_, index) => `line ${index}`))
    const first = await read()
    expect(first.events).toHaveLength(10_000)
    expect(messages(await read({ nextToken: first.nextForwardToken }))).toEqual(['line 10000'])
  })

  test('gives at most a megabyte, of which every event takes 26 bytes beside its message', async () => {
    const { print, read } = logging()
    const quarter = 'é'.repeat(131_072 - 13)
    print(quarter, quarter, quarter, quarter, 'last')
    const first = await read()
    expect(first.events).toHaveLength(4)
    expect(messages(await read({ nextToken: first.nextForwardToken }))).toEqual(['last'])
  })

  test('leaves out what was printed before the time asked for', async () => {
    const { print, read, world } = logging()
    print('early')
    world.timeline.advance(60_000)
    print('late')
    expect(messages(await read({ startTime: world.now() }))).toEqual(['late'])
  })

  test('may give an empty page in the middle, which is not the end', async () => {
    const { print, read } = logging({ ingestionLag: 0, streamLag: 0, emptyPages: 1 })
    print('one', 'two')
    const seen: (string | undefined)[] = []
    let nextToken: string | undefined
    for (let last: string | undefined = 'none'; last !== nextToken;) {
      last = nextToken
      const page = await read({ nextToken, limit: 1 })
      seen.push(...(page.events?.length === 0 ? ['empty'] : messages(page)))
      nextToken = page.nextForwardToken
    }
    expect(seen).toEqual(['one', 'empty', 'two', 'empty'])
  })

  test('does not know a stream that just came to be', async () => {
    const { print, read, world } = logging({ streamLag: '10s', ingestionLag: 0 })
    print('one')
    await expect(read()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    })
    world.timeline.advance(10_000)
    expect(messages(await read())).toEqual(['one'])
  })

  test('shows lines in their order, but only once they are ingested', async () => {
    const { print, read, world } = logging({ streamLag: 0, ingestionLag: '1m' })
    print(...Array.from({ length: 20 }, (_, index) => `${index}`))
    const early = messages(await read())
    expect(early.length).toBeLessThan(20)
    world.timeline.advance(60_000)
    expect(messages(await read())).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`))
  })

  test('refuses a token that leads forward when it is not told to start from the head', async () => {
    const { print, read } = logging()
    print('one')
    const { nextForwardToken } = await read()
    await expect(read({ startFromHead: false, nextToken: nextForwardToken })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})

test('DescribeLogStreams and DescribeLogGroups tell what is there', async () => {
  const { client, print } = logging()
  print('one')
  const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName }))
  expect(logStreams).toMatchObject([{ logStreamName, lastEventTimestamp: Date.parse('2026-11-20T09:00:00Z') }])
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs' }))
  expect(logGroups).toMatchObject([
    { logGroupName, logGroupArn: `arn:aws:logs:us-west-2:123456789012:log-group:${logGroupName}` },
  ])
})
