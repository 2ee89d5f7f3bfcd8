import type { Operation } from '../operation.ts'
import { describeLoadBalancers } from './describe-load-balancers.ts'
import { describeTargetGroupAttributes } from './describe-target-group-attributes.ts'
import { describeTargetGroups } from './describe-target-groups.ts'
import { describeTargetHealth } from './describe-target-health.ts'

/** What the simulator has of Elastic Load Balancing. */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeTargetGroupAttributes: describeTargetGroupAttributes,
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetHealth: describeTargetHealth,
}
