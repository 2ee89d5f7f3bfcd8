import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import type { DescribeAlarmsInput, DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch'
import type { Alarm } from '../core/alarm.ts'
import type { Caller } from './call.ts'
import { batches, everyPage } from './pages.ts'
import type { Page } from './pages.ts'
import { keepRawReply } from './raw.ts'

/** CloudWatch alarms of every type. */
export class Alarms {
  private readonly client: CloudWatchClient
  private readonly caller: Caller

  constructor(config: Record<string, unknown>, caller: Caller) {
    this.client = new CloudWatchClient(config)
    this.caller = caller
  }

  /** The alarms of these names. CloudWatch leaves out those that it does not have. */
  async describe(names: readonly string[]): Promise<Alarm[]> {
    const found = await Promise.all(
      // DescribeAlarms takes 100 names at most.
      batches(names, 100).map(batch => everyPage(token => this.page(batch.join(', '), { AlarmNames: batch }, token))),
    )
    return found.flat()
  }

  /** Names of the first hundred alarms there are, for somebody who looks for another one. */
  async someNames(): Promise<string[]> {
    return (await this.page('all', {}, undefined)).items.map(({ name }) => name)
  }

  private page(subject: string, which: DescribeAlarmsInput, token: string | undefined): Promise<Page<Alarm>> {
    return this.caller.read({
      permission: 'cloudwatch:DescribeAlarms',
      subject: `alarms ${subject}`,
      bucket: 'alarm read',
      send: async abortSignal => {
        const query = { ...which, AlarmTypes: [...types], MaxRecords: 100, NextToken: token }
        const command = new DescribeAlarmsCommand(query)
        const raw = keepRawReply(command)
        const reply = await this.client.send(command, { abortSignal })
        // A list that is empty may be left out, but a reply with no bytes at all says nothing of any alarm.
        raw()
        return { items: toAlarms(reply), next: reply.NextToken }
      },
    })
  }
}

/** Only metric alarms would come if nothing were said. */
const types = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'] as const

function toAlarms({ MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] }: DescribeAlarmsOutput): Alarm[] {
  return [...MetricAlarms, ...CompositeAlarms, ...LogAlarms].map(
    ({ AlarmName: name = '', StateValue: state = 'unknown', StateReason: reason }) => ({
      name,
      state,
      ...(reason !== undefined && { reason }),
    }),
  )
}
