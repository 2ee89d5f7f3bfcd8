/**
 * How many requests of a kind an account may send: `burst` at once, then `perSecond`.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 */
const limits = {
  'service modify': { burst: 50, perSecond: 5 },
  'service read': { burst: 100, perSecond: 20 },
  'service deployment read': { burst: 50, perSecond: 20 },
  'service revision read': { burst: 50, perSecond: 20 },
  'cluster resource modify': { burst: 100, perSecond: 40 },
  'cluster resource read': { burst: 100, perSecond: 20 },
  'task definition modify': { burst: 20, perSecond: 1 },
  'task definition read': { burst: 50, perSecond: 20 },
  'tag modify': { burst: 20, perSecond: 10 },
  'tag read': { burst: 50, perSecond: 20 },
} as const

type Bucket = keyof typeof limits

const buckets: Readonly<Record<string, Bucket>> = {
  'ecs:CreateService': 'service modify',
  'ecs:UpdateService': 'service modify',
  'ecs:StopServiceDeployment': 'service modify',
  'ecs:ContinueServiceDeployment': 'service modify',
  'ecs:DescribeServices': 'service read',
  'ecs:ListServices': 'service read',
  'ecs:DescribeServiceDeployments': 'service deployment read',
  'ecs:ListServiceDeployments': 'service deployment read',
  'ecs:DescribeServiceRevisions': 'service revision read',
  'ecs:StopTask': 'cluster resource modify',
  'ecs:DescribeTasks': 'cluster resource read',
  'ecs:ListTasks': 'cluster resource read',
  'ecs:RegisterTaskDefinition': 'task definition modify',
  'ecs:DeregisterTaskDefinition': 'task definition modify',
  'ecs:DescribeTaskDefinition': 'task definition read',
  'ecs:ListTaskDefinitions': 'task definition read',
  'ecs:TagResource': 'tag modify',
  'ecs:ListTagsForResource': 'tag read',
}

/** The token buckets of one account in one region. All its callers draw from them. */
export class Buckets {
  private readonly levels = new Map<Bucket, { tokens: number; at: number }>()

  /** Takes a token for a call at `now` (milliseconds); false when there is none, and the call is throttled. */
  take(action: string, now: number): boolean {
    const bucket = buckets[action]
    if (bucket === undefined) return true
    const { burst, perSecond } = limits[bucket]
    const level = this.levels.get(bucket) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, level.tokens + ((now - level.at) / 1000) * perSecond)
    const granted = tokens >= 1
    this.levels.set(bucket, { tokens: granted ? tokens - 1 : tokens, at: now })
    return granted
  }
}
