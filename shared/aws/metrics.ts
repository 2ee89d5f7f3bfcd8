import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import type { MetricDataQuery, MetricDataResult, Metric as CloudWatchMetric } from '@aws-sdk/client-cloudwatch'
import type { Metric, Period, Point } from '../core/metric.ts'
import { counted } from '../core/wording.ts'
import type { Caller } from './call.ts'
import { EmptyReply, member } from './call.ts'
import { everyPage } from './pages.ts'
import type { Page } from './pages.ts'

export interface SumsQuery<Name extends string> {
  metrics: Readonly<Record<Name, Metric>>
  period: Period
  /** Seconds between two points. CloudWatch keeps 60 for 15 days, and multiples of 300 for 63. */
  resolution: number
}

/** CloudWatch metrics. */
export class Metrics {
  private readonly client: CloudWatchClient
  private readonly caller: Caller

  constructor(config: Record<string, unknown>, caller: Caller) {
    this.client = new CloudWatchClient(config)
    this.caller = caller
  }

  /** Sums of metrics over time, in no order. Where CloudWatch has no point, nothing was reported: that is no zero of its own. */
  async sums<Name extends string>({ metrics, period, resolution }: SumsQuery<Name>): Promise<Record<Name, Point[]>> {
    const names = Object.keys(metrics) as Name[]
    const queries = names.map((name, index) => ({
      Id: `m${index}`,
      MetricStat: { Metric: toMetric(metrics[name]), Period: resolution, Stat: 'Sum' },
    }))
    const results = await everyPage(token => this.page({ queries, period, token }))
    const pointsOf = (index: number): Point[] => results.filter(({ Id }) => Id === `m${index}`).flatMap(toPoints)
    return Object.fromEntries(names.map((name, index) => [name, pointsOf(index)])) as Record<Name, Point[]>
  }

  private page({ queries, period, token }: PageQuery): Promise<Page<MetricDataResult>> {
    return this.caller.read({
      permission: 'cloudwatch:GetMetricData',
      subject: counted(queries.length, 'metric'),
      bucket: 'metric read',
      send: async abortSignal => {
        const query = {
          MetricDataQueries: queries,
          StartTime: new Date(period.from),
          EndTime: new Date(period.until),
          NextToken: token,
        }
        const reply = await this.client.send(new GetMetricDataCommand(query), { abortSignal })
        const items = member(reply.MetricDataResults, 'MetricDataResults')
        const broken = items.find(({ StatusCode: status }) => status !== 'Complete' && status !== 'PartialData')
        // CloudWatch answers 200 and says here that it could not look; the values are then some of them, or none.
        if (broken)
          throw new EmptyReply(`the reply says ${broken.StatusCode ?? 'no status'} of ${broken.Label ?? 'a metric'}`)
        return { items, next: reply.NextToken }
      },
    })
  }
}

interface PageQuery {
  queries: MetricDataQuery[]
  period: Period
  token: string | undefined
}

function toMetric({ namespace, metric, dimensions }: Metric): CloudWatchMetric {
  return {
    Namespace: namespace,
    MetricName: metric,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  }
}

function toPoints({ Timestamps: times = [], Values: values = [] }: MetricDataResult): Point[] {
  return times.map((time, index) => ({ at: time.getTime(), value: values[index] ?? 0 }))
}
