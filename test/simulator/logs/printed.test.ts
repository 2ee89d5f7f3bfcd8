import { DescribeTasksCommand, RunTaskCommand } from '@aws-sdk/client-ecs'
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from '../clients.ts'
import type { JsonObject } from '../operation.ts'
import type { BehaviourScenario, LogsScenario } from '../scenario.ts'
import { simulate } from '../simulation.ts'

const cluster = 'production'
const logGroupName = '/ecs/migrate'
const second = 1_000

interface Printing {
  program: BehaviourScenario
  logs?: LogsScenario
  containerDefinition?: JsonObject
}

/** Starts a migration that prints. */
async function printing({ program, logs = {}, containerDefinition = {} }: Printing) {
  const simulation = simulate({
    logs: { ingestionLag: 0, streamLag: 0, ...logs },
    repositories: { app: [{ tags: ['v1'], behaviour: program }] },
    clusters: { [cluster]: {} },
    families: { migrate: { image: 'app:v1', containerDefinition } },
  })
  const clients = clientsOf(simulation.runner())
  const network = { awsvpcConfiguration: { subnets: ['subnet-0a1b2c3d'] } }
  const asked = { cluster, taskDefinition: 'migrate', launchType: 'FARGATE', networkConfiguration: network } as const
  await clients.ecs.send(new RunTaskCommand(asked))
  const [task] = simulation.world.ecs.tasks()
  if (!task) throw new Error('no task was started')
  const logStreamName = `migrate/migrate/${task.id}`
  const page = (nextToken?: string) =>
    clients.logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true, nextToken }))
  return { ...clients, simulation, task, logStreamName, page }
}

type Printed = Awaited<ReturnType<typeof printing>>

/** Lets time pass until the task is in a state. */
function until({ simulation: { world }, task }: Printed, status: string): void {
  while (task.lastStatus !== status) world.timeline.advance(second)
}

/** All that can be read by now: tokens are followed until they repeat. */
async function readAll({ page }: Printed): Promise<string[]> {
  const lines: string[] = []
  let token: string | undefined
  for (;;) {
    const { events = [], nextForwardToken } = await page(token)
    lines.push(...events.map(({ message = '' }) => message))
    if (nextForwardToken === token) return lines
    token = nextForwardToken
  }
}

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`)

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
describe('a program prints', () => {
  test('its lines one after the other, each with its time, as long as it runs', async () => {
    const program = { exits: { code: 0, after: '35s' }, logs: lines(10), logsEvery: '10s' }
    const printed = await printing({ program })
    until(printed, 'RUNNING')
    printed.simulation.world.timeline.advance(15 * second)
    expect(await readAll(printed)).toEqual(lines(2))
    until(printed, 'STOPPED')
    expect(await readAll(printed)).toEqual(lines(4))
    const { events = [] } = await printed.page()
    const times = events.map(({ timestamp = 0 }) => timestamp - Math.floor(printed.task.startedAt ?? 0))
    expect(times).toEqual([0, 10 * second, 20 * second, 30 * second])
  })

  test('all its lines at its start when nothing is said of their times', async () => {
    const printed = await printing({ program: { exits: { code: 1, after: '1s' }, logs: lines(3) } })
    until(printed, 'STOPPED')
    expect(await readAll(printed)).toEqual(lines(3))
  })

  test('nothing more once it was stopped', async () => {
    const printed = await printing({ program: { logs: lines(100), logsEvery: '10s' } })
    until(printed, 'RUNNING')
    printed.simulation.world.timeline.advance(45 * second)
    printed.simulation.world.ecs.levers.breakDown(printed.task)
    until(printed, 'STOPPED')
    printed.simulation.world.timeline.advance(600 * second)
    expect(await readAll(printed)).toEqual(lines(5))
  })

  test('ten thousand lines that arrive whole and in order, though pages are empty and lines late', async () => {
    const program = { exits: { code: 0, after: '2m' }, logs: lines(10_000), logsEvery: '10ms' }
    const logs = { ingestionLag: '20s', streamLag: '5s', emptyPages: 0.3 }
    const printed = await printing({ program, logs })
    until(printed, 'STOPPED')
    printed.simulation.world.timeline.advance(20 * second)
    // An empty page gives another token, so that only the end gives back the one that was passed.
    expect(await readAll(printed)).toEqual(lines(10_000))
  })

  test('lines that can be read only after it has stopped', async () => {
    const program = { exits: { code: 0, after: '5s' }, logs: lines(50) }
    const printed = await printing({ program, logs: { ingestionLag: '2m' } })
    until(printed, 'STOPPED')
    const early = await readAll(printed)
    expect(early.length).toBeLessThan(50)
    expect(early).toEqual(lines(early.length))
    printed.simulation.world.timeline.advance(120 * second)
    expect(await readAll(printed)).toEqual(lines(50))
  })

  test('to a stream that appears late, and is there though it prints nothing', async () => {
    const printed = await printing({ program: { logs: [] }, logs: { streamLag: '30s' } })
    const streams = () => printed.logs.send(new DescribeLogStreamsCommand({ logGroupName }))
    until(printed, 'RUNNING')
    await expect(readAll(printed)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    expect((await streams()).logStreams).toEqual([])
    printed.simulation.world.timeline.advance(30 * second)
    expect(await readAll(printed)).toEqual([])
    expect((await streams()).logStreams).toMatchObject([{ logStreamName: printed.logStreamName }])
  })

  test('to no stream when its container was never started', async () => {
    const printed = await printing({ program: { cannotStart: 'CannotStartContainerError: no such file', logs: ['x'] } })
    until(printed, 'STOPPED')
    printed.simulation.world.timeline.advance(600 * second)
    await expect(readAll(printed)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    })
  })

  test('nothing to CloudWatch with another log driver', async () => {
    const logConfiguration = { logDriver: 'splunk', options: { 'splunk-url': 'https://example.com' } }
    const printed = await printing({ program: { logs: ['x'] }, containerDefinition: { logConfiguration } })
    until(printed, 'RUNNING')
    await expect(readAll(printed)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    const { tasks } = await printed.ecs.send(new DescribeTasksCommand({ cluster, tasks: [printed.task.arn] }))
    expect(tasks).toMatchObject([{ lastStatus: 'RUNNING' }])
  })

  test('again to the same stream when its restart policy has it started anew', async () => {
    const restartPolicy = { enabled: true, restartAttemptPeriod: 60 }
    const program = { exits: { code: 1, after: '70s' }, logs: ['again'] }
    const printed = await printing({ program, containerDefinition: { restartPolicy } })
    until(printed, 'RUNNING')
    printed.simulation.world.timeline.advance(150 * second)
    expect(await readAll(printed)).toEqual(['again', 'again', 'again'])
  })
})
