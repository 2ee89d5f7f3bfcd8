import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { AwsError, member } from './call.ts'
import type { Caller } from './call.ts'

export interface LogStream {
  group: string
  stream: string
}

/** CloudWatch Logs: what a container printed. */
export class Logs {
  private readonly client: CloudWatchLogsClient
  private readonly caller: Caller

  constructor(config: Record<string, unknown>, caller: Caller) {
    this.client = new CloudWatchLogsClient(config)
    this.caller = caller
  }

  /** The last lines of a stream, oldest first. Empty when there is no such stream: the container never printed. */
  async lastLines({ group, stream }: LogStream, most: number): Promise<string[]> {
    try {
      return await this.caller.read({
        permission: 'logs:GetLogEvents',
        subject: `stream ${stream} of ${group}`,
        bucket: 'log read',
        send: async abortSignal => {
          const query = { logGroupName: group, logStreamName: stream, startFromHead: false, limit: most }
          const { events } = await this.client.send(new GetLogEventsCommand(query), { abortSignal })
          return member(events, 'events').map(({ message }) => message ?? '')
        },
      })
    } catch (error) {
      if (error instanceof AwsError && error.is('ResourceNotFoundException')) return []
      throw error
    }
  }
}
