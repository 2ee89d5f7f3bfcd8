import { DescribeTargetHealthCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { TargetHealth } from '../core/service.ts'
import { member } from './call.ts'
import type { Caller } from './call.ts'

/** Elastic Load Balancing: what target groups say of their targets. */
export class LoadBalancing {
  private readonly client: ElasticLoadBalancingV2Client
  private readonly caller: Caller

  constructor(config: Record<string, unknown>, caller: Caller) {
    this.client = new ElasticLoadBalancingV2Client(config)
    this.caller = caller
  }

  /** The health of all targets of these groups; one call a group. */
  async targetHealth(groups: readonly string[]): Promise<TargetHealth[]> {
    return (await Promise.all(groups.map(group => this.healthOf(group)))).flat()
  }

  private healthOf(group: string): Promise<TargetHealth[]> {
    return this.caller.read({
      permission: 'elasticloadbalancing:DescribeTargetHealth',
      subject: `target group ${group.slice(group.indexOf('targetgroup/') + 12)}`,
      bucket: 'target read',
      send: async abortSignal => {
        const reply = await this.client.send(new DescribeTargetHealthCommand({ TargetGroupArn: group }), {
          abortSignal,
        })
        return member(reply.TargetHealthDescriptions, 'TargetHealthDescriptions').map(
          ({ Target, TargetHealth: health }) => ({
            group,
            target: Target?.Id ?? '',
            port: Target?.Port ?? 0,
            state: health?.State ?? 'unknown',
            ...(health?.Reason && { reason: health.Reason }),
            ...(health?.Description && { description: health.Description }),
          }),
        )
      },
    })
  }
}
