import type { Json, JsonObject } from '../operation.ts'
import type { Scenario, WebAclScenario } from '../scenario.ts'
import { simulate } from '../simulation.ts'
import type { Simulation } from '../simulation.ts'
import type { World } from '../world.ts'
import type { WebAcl } from './model.ts'

interface EdgeScenario extends Pick<Scenario, 'aws' | 'traffic' | 'waf'>, WebAclScenario {
  seed?: number
}

/**
 * A load balancer with a web ACL in front of it, and the API of WAF as it is on the wire, past the SDK, which would not
 * let everything through.
 */
export class Edge {
  readonly simulation: Simulation
  readonly world: World
  /** The load balancer's ARN. */
  readonly balancer: string
  readonly webAcl: WebAcl
  private readonly began: number

  constructor({ seed = 1, aws = { throttles: false }, traffic = [], waf = {}, ...webAcl }: EdgeScenario = {}) {
    const protects = webAcl.scope === 'CLOUDFRONT' ? [distribution] : ['production']
    const webAcls = { edge: { protects, ...webAcl } }
    const clusters = { production: { api: 'api:v1' } }
    this.simulation = simulate({ aws, clusters, traffic, waf, webAcls }, { seed })
    this.world = this.simulation.world
    this.began = this.world.now()
    // What happened until the last full minute can be counted, unless a test is about just that.
    this.world.cloudwatch.metricLag = 0
    this.balancer = this.world.elb.loadBalancers()[0] ?? ''
    const [first] = this.world.waf.webAcls.values()
    if (!first) throw new Error('there is no web ACL')
    this.webAcl = first
  }

  /** What a service answers, whether it takes the request or refuses it. */
  ask(operation: string, input: JsonObject, { region = 'us-west-2', service = 'AWSWAF_20190729' } = {}): JsonObject {
    const headers = {
      'x-amz-target': `${service}.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/${region}/wafv2/aws4_request, Signature=0`,
    }
    const request = { method: 'POST', url: new URL('https://aws/'), headers, body: JSON.stringify(input) }
    const delivery = this.simulation.receive('aws', request, 'test')
    if (delivery.is !== 'reply') throw new Error(`${delivery.is} instead of a reply`)
    return JSON.parse(delivery.reply.body) as JsonObject
  }

  /** What names the web ACL in most requests. */
  get name(): JsonObject {
    const { name, id, scope } = this.webAcl
    return { Name: name, Id: id, Scope: scope }
  }

  /** Replaces the web ACL by what it is with some members changed. */
  update(changes: JsonObject): JsonObject {
    return this.ask('UpdateWebACL', {
      ...this.webAcl.document,
      ...changes,
      ...this.name,
      LockToken: this.webAcl.lockToken,
    })
  }

  /** What the given rules are answered with when they take the place of all others. */
  updateRules(...rules: readonly JsonObject[]): JsonObject {
    return this.update({ Rules: [...rules] })
  }

  /** How often something happened from the world's beginning until now, as CloudWatch tells it. */
  count(metric: string, rule: string): number {
    const { MetricDataResults } = this.ask(
      'GetMetricData',
      {
        StartTime: this.began / 1000,
        EndTime: this.world.now() / 1000,
        MetricDataQueries: [this.query(metric, rule)],
      },
      { service: 'GraniteServiceVersion20100801', region: this.region },
    )
    const [{ Values }] = MetricDataResults as [{ Values: number[] }]
    return Values.reduce((sum, value) => sum + value, 0)
  }

  /** The addresses that a rule limits now. */
  limited(rule: string): Json[] {
    const { name, id, scope } = this.webAcl
    const request = { WebACLName: name, WebACLId: id, Scope: scope, RuleName: rule }
    const { ManagedKeysIPV4, ManagedKeysIPV6 } = this.ask('GetRateBasedStatementManagedKeys', request)
    return [ManagedKeysIPV4, ManagedKeysIPV6].flatMap(keys => (keys as { Addresses: Json[] }).Addresses)
  }

  advance(minutes: number): void {
    this.world.timeline.advance(minutes * 60_000)
  }

  private get region(): string {
    return this.webAcl.scope === 'CLOUDFRONT' ? 'us-east-1' : this.world.region
  }

  /** Metrics of what is in a region name it; those of distributions do not. */
  private query(metric: string, rule: string): JsonObject {
    const place: Record<string, string> = this.webAcl.scope === 'REGIONAL' ? { Region: this.region } : {}
    const Dimensions = Object.entries({ WebACL: 'edge', Rule: rule, ...place }).map(([Name, Value]) => ({
      Name,
      Value,
    }))
    const Metric = { Namespace: 'AWS/WAFV2', MetricName: metric, Dimensions }
    return { Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }
  }
}

/** A distribution that names its web ACL itself. */
export const distribution = 'arn:aws:cloudfront::123456789012:distribution/E2EXAMPLE'

/** A rule that counts rates by address; it counts, and does not block, unless told to. */
export function rateRule(Name: string, statement: JsonObject = {}, more: JsonObject = {}): JsonObject {
  const RateBasedStatement = { Limit: 100, EvaluationWindowSec: 60, AggregateKeyType: 'IP', ...statement }
  return { Name, Priority: 1, Statement: { RateBasedStatement }, Action: { Count: {} }, ...seen(Name), ...more }
}

/** A rule that blocks what a statement matches. */
export function blockRule(Name: string, Statement: JsonObject, more: JsonObject = {}): JsonObject {
  return { Name, Priority: 0, Statement, Action: { Block: {} }, ...seen(Name), ...more }
}

/** A statement that matches paths which begin so. */
export function pathStartsWith(prefix: string): JsonObject {
  return {
    ByteMatchStatement: {
      SearchString: Buffer.from(prefix).toString('base64'),
      FieldToMatch: { UriPath: {} },
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      PositionalConstraint: 'STARTS_WITH',
    },
  }
}

/** How a rule of this name is to be seen: sampled, and with a metric of its name. */
export function seen(name: string): JsonObject {
  return { VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: name } }
}
