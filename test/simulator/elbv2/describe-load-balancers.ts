import type { DescribeLoadBalancersInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { AwsFault } from '../fault.ts'
import type { JsonObject, Operation } from '../operation.ts'
import type { World } from '../world.ts'

/** Those in front of some target group: there are no others here. What is asked for must be there. */
export const describeLoadBalancers: Operation = (world, input) => {
  const { LoadBalancerArns, Names } = input as unknown as DescribeLoadBalancersInput
  const all = world.elb.loadBalancers()
  const missing = LoadBalancerArns?.find(arn => !all.includes(arn)) ?? Names?.find(name => !all.some(isNamed(name)))
  if (missing !== undefined) throw new AwsFault('LoadBalancerNotFound', `Load balancers '[${missing}]' not found`)
  const asked = all.filter(
    arn => (LoadBalancerArns?.includes(arn) ?? Names?.some(name => isNamed(name)(arn))) !== false,
  )
  return { LoadBalancers: asked.map(arn => described(world, arn)) }
}

const nameOf = (arn: string): string => arn.split('/').at(-2) ?? ''
const isNamed = (name: string) => (arn: string) => nameOf(arn) === name

function described(world: World, arn: string): JsonObject {
  const name = nameOf(arn)
  return {
    LoadBalancerArn: arn,
    LoadBalancerName: name,
    DNSName: `${name}-1234567890.${world.region}.elb.amazonaws.com`,
    CanonicalHostedZoneId: 'Z1H1FL5HABSF5',
    CreatedTime: Date.parse('2026-01-05T10:00:00Z') / 1000,
    Scheme: 'internet-facing',
    VpcId: 'vpc-0a1b2c3d4e5f60718',
    AvailabilityZones: [
      { ZoneName: `${world.region}a`, SubnetId: 'subnet-0a1b2c3d4e5f60718' },
      { ZoneName: `${world.region}b`, SubnetId: 'subnet-0b1c2d3e4f5061728' },
    ],
    SecurityGroups: ['sg-0a1b2c3d4e5f60718'],
    State: { Code: 'active' },
    Type: 'application',
    IpAddressType: 'ipv4',
  }
}
