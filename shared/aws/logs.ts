import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { AwsError, member } from './call.ts'
import type { Caller } from './call.ts'

export interface LogStream {
  group: string
  stream: string
}

/** A part of a stream. */
export interface LogPage {
  lines: string[]
  /** Token of the page before. */
  before: string | undefined
  /** Token of the page after: the one that was passed, once there is no more for now. */
  after: string
}

interface LogRange {
  limit?: number
  startFromHead: boolean
  nextToken: string | undefined
}

const mostPages = 5

/** CloudWatch Logs: what a container printed. */
export class Logs {
  private readonly client: CloudWatchLogsClient
  private readonly caller: Caller

  constructor(config: Record<string, unknown>, caller: Caller) {
    this.client = new CloudWatchLogsClient(config)
    this.caller = caller
  }

  /** The last lines of a stream, oldest first. Empty when there is no such stream: the container never printed. */
  async lastLines(stream: LogStream, most: number): Promise<string[]> {
    let token: string | undefined
    // A page may be empty although more follow; before the first of all the token repeats.
    for (let read = 0; read < mostPages; read++) {
      const page = await this.page(stream, { limit: most, startFromHead: false, nextToken: token })
      if (!page) return []
      if (page.lines.length > 0 || page.before === token) return page.lines
      token = page.before
    }
    return []
  }

  /** One page, from the head of the stream or after a token. Undefined while there is no such stream. */
  async pageAfter(stream: LogStream, token: string | undefined): Promise<LogPage | undefined> {
    return this.page(stream, { startFromHead: true, nextToken: token })
  }

  private async page({ group, stream }: LogStream, range: LogRange): Promise<LogPage | undefined> {
    try {
      return await this.read({ group, stream }, range)
    } catch (error) {
      if (error instanceof AwsError && error.is('ResourceNotFoundException')) return undefined
      throw error
    }
  }

  private read({ group, stream }: LogStream, range: LogRange): Promise<LogPage> {
    return this.caller.read({
      permission: 'logs:GetLogEvents',
      subject: `stream ${stream} of ${group}`,
      bucket: 'log read',
      send: async abortSignal => {
        const query = { logGroupName: group, logStreamName: stream, ...range }
        const reply = await this.client.send(new GetLogEventsCommand(query), { abortSignal })
        return {
          lines: member(reply.events, 'events').map(({ message }) => message ?? ''),
          before: reply.nextBackwardToken,
          after: member(reply.nextForwardToken, 'nextForwardToken'),
        }
      },
    })
  }
}
