/**
 * How many requests of a kind an account may send: `burst` at once, then `perSecond`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html,
 * https://docs.aws.amazon.com/waf/latest/developerguide/limits.html and
 * https://docs.aws.amazon.com/general/latest/gr/cw_region.html; of WAF and CloudWatch the
 * bursts are not documented.
 */
const limits = {
  'service modify': { burst: 50, perSecond: 5 },
  'service read': { burst: 100, perSecond: 20 },
  'service deployment read': { burst: 50, perSecond: 20 },
  'service revision read': { burst: 50, perSecond: 20 },
  'cluster read': { burst: 50, perSecond: 20 },
  'cluster resource modify': { burst: 100, perSecond: 40 },
  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html */
  'Fargate RunTask': { burst: 20, perSecond: 20 },
  'cluster resource read': { burst: 100, perSecond: 20 },
  'task definition modify': { burst: 20, perSecond: 1 },
  'task definition read': { burst: 50, perSecond: 20 },
  'tag modify': { burst: 20, perSecond: 10 },
  'tag read': { burst: 50, perSecond: 20 },
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
  'log events read': { burst: 25, perSecond: 25 },
  'log streams read': { burst: 25, perSecond: 25 },
  'log groups read': { burst: 10, perSecond: 10 },
  'web ACL association': { burst: 1, perSecond: 0.5, each: true },
  'web ACL by resource': { burst: 1, perSecond: 1, each: true },
  'web ACL read': { burst: 5, perSecond: 5, each: true },
  'web ACL modify': { burst: 1, perSecond: 1, each: true },
  'alarm read': { burst: 9, perSecond: 9 },
  'alarm modify': { burst: 3, perSecond: 3 },
  'metric data read': { burst: 500, perSecond: 500 },
  'metric statistics read': { burst: 400, perSecond: 400 },
  'metric list': { burst: 25, perSecond: 25 },
} as const satisfies Record<string, Limit>

interface Limit {
  burst: number
  perSecond: number
  /** Every action has a bucket of its own. */
  each?: true
}

interface Level {
  tokens: number
  at: number
}

type Bucket = keyof typeof limits

/** What a call draws from: a token of each. */
const buckets: Readonly<Record<string, Bucket | readonly Bucket[]>> = {
  'ecs:CreateService': 'service modify',
  'ecs:UpdateService': 'service modify',
  'ecs:DeleteService': 'service modify',
  'ecs:StopServiceDeployment': 'service modify',
  'ecs:ContinueServiceDeployment': 'service modify',
  'ecs:DescribeServices': 'service read',
  'ecs:ListServices': 'service read',
  'ecs:DescribeServiceDeployments': 'service deployment read',
  'ecs:ListServiceDeployments': 'service deployment read',
  'ecs:DescribeServiceRevisions': 'service revision read',
  'ecs:DescribeClusters': 'cluster read',
  'ecs:RunTask': ['cluster resource modify', 'Fargate RunTask'],
  'ecs:StopTask': 'cluster resource modify',
  'ecs:DescribeTasks': 'cluster resource read',
  'ecs:ListTasks': 'cluster resource read',
  'ecs:RegisterTaskDefinition': 'task definition modify',
  'ecs:DeregisterTaskDefinition': 'task definition modify',
  'ecs:DescribeTaskDefinition': 'task definition read',
  'ecs:ListTaskDefinitions': 'task definition read',
  'ecs:TagResource': 'tag modify',
  'ecs:ListTagsForResource': 'tag read',
  'logs:GetLogEvents': 'log events read',
  'logs:DescribeLogStreams': 'log streams read',
  'logs:DescribeLogGroups': 'log groups read',
  'wafv2:AssociateWebACL': 'web ACL association',
  'wafv2:DisassociateWebACL': 'web ACL association',
  'wafv2:GetWebACLForResource': 'web ACL by resource',
  'wafv2:ListResourcesForWebACL': 'web ACL by resource',
  'wafv2:GetRateBasedStatementManagedKeys': 'web ACL read',
  'wafv2:GetSampledRequests': 'web ACL read',
  'wafv2:GetWebACL': 'web ACL read',
  'wafv2:ListWebACLs': 'web ACL read',
  'wafv2:CheckCapacity': 'web ACL read',
  'wafv2:CreateWebACL': 'web ACL modify',
  'wafv2:UpdateWebACL': 'web ACL modify',
  'cloudwatch:DescribeAlarms': 'alarm read',
  'cloudwatch:GetMetricData': 'metric data read',
  'cloudwatch:GetMetricStatistics': 'metric statistics read',
  'cloudwatch:ListMetrics': 'metric list',
  'cloudwatch:SetAlarmState': 'alarm modify',
}

/** The token buckets of one account in one region. All its callers draw from them. */
export class Buckets {
  private readonly levels = new Map<string, Level>()

  /** Takes a token for a call at `now` (milliseconds); false when there is none, and the call is throttled. */
  take(action: string, now: number): boolean {
    const drawn = [buckets[action] ?? []].flat().map(bucket => this.level(bucket, { action, now }))
    const granted = drawn.every(({ tokens }) => tokens >= 1)
    for (const level of drawn) level.tokens -= Number(granted)
    return granted
  }

  /** A bucket as full as it is by now. */
  private level(bucket: Bucket, { action, now }: { action: string; now: number }): Level {
    const { burst, perSecond, each }: Limit = limits[bucket]
    const key = each ? action : bucket
    const { tokens, at } = this.levels.get(key) ?? { tokens: burst, at: now }
    const level = { tokens: Math.min(burst, tokens + ((now - at) / 1000) * perSecond), at: now }
    this.levels.set(key, level)
    return level
  }
}
