import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { AwsError, member } from './call.ts'
import type { Caller } from './call.ts'

export interface LogStream {
  group: string
  stream: string
}

interface LogPage {
  lines: string[]
  /** Token of the page before. */
  before: string | undefined
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
    try {
      let token: string | undefined
      // A page may be empty although more follow; before the first of all the token repeats.
      for (let read = 0; read < mostPages; read++) {
        const { lines, before } = await this.page(stream, { limit: most, nextToken: token })
        if (lines.length > 0 || before === token) return lines
        token = before
      }
      return []
    } catch (error) {
      if (error instanceof AwsError && error.is('ResourceNotFoundException')) return []
      throw error
    }
  }

  private page(
    { group, stream }: LogStream,
    range: { limit: number; nextToken: string | undefined },
  ): Promise<LogPage> {
    return this.caller.read({
      permission: 'logs:GetLogEvents',
      subject: `stream ${stream} of ${group}`,
      bucket: 'log read',
      send: async abortSignal => {
        const query = { logGroupName: group, logStreamName: stream, startFromHead: false, ...range }
        const { events, nextBackwardToken } = await this.client.send(new GetLogEventsCommand(query), { abortSignal })
        return { lines: member(events, 'events').map(({ message }) => message ?? ''), before: nextBackwardToken }
      },
    })
  }
}
