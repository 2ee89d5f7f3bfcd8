import type { DescribeTargetGroupsInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsFault } from '../fault.ts'
import type { JsonObject, Operation } from '../operation.ts'
import type { TargetGroup } from './state.ts'

/** By ARN, by name, or of one load balancer. What is asked for by ARN or name must be there. */
export const describeTargetGroups: Operation = (world, input) => {
  const { TargetGroupArns, Names, LoadBalancerArn } = input as unknown as DescribeTargetGroupsInput
  const all = [...world.elb.groups.values()]
  const groups =
    TargetGroupArns?.map(arn => world.elb.group(arn)) ??
    Names?.map(name => named(all, name)) ??
    all.filter(group => LoadBalancerArn === undefined || group.loadBalancer === LoadBalancerArn)
  return { TargetGroups: groups.map(group => described(group)) }
}

function named(groups: readonly TargetGroup[], name: string): TargetGroup {
  const group = groups.find(candidate => candidate.name === name)
  if (group) return group
  throw new AwsFault('TargetGroupNotFound', 'One or more target groups not found')
}

function described({ arn, name, port, check, loadBalancer }: TargetGroup): JsonObject {
  return {
    TargetGroupArn: arn,
    TargetGroupName: name,
    Protocol: 'HTTP',
    Port: port,
    VpcId: 'vpc-0a1b2c3d4e5f60718',
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: check.interval / 1000,
    HealthCheckTimeoutSeconds: check.timeout / 1000,
    HealthyThresholdCount: check.healthyThreshold,
    UnhealthyThresholdCount: check.unhealthyThreshold,
    HealthCheckPath: check.path,
    Matcher: { HttpCode: check.matcher },
    LoadBalancerArns: [loadBalancer],
    TargetType: 'ip',
    ProtocolVersion: 'HTTP1',
    IpAddressType: 'ipv4',
  }
}
