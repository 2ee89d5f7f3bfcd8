import type { DescribeTargetGroupAttributesInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Operation } from '../operation.ts'

/** The attributes that decide how long a deployment lasts. */
export const describeTargetGroupAttributes: Operation = (world, input) => {
  const { TargetGroupArn = '' } = input as unknown as DescribeTargetGroupAttributesInput
  const group = world.elb.group(TargetGroupArn)
  return {
    Attributes: [
      { Key: 'deregistration_delay.timeout_seconds', Value: String(group.deregistrationDelay / 1000) },
      { Key: 'slow_start.duration_seconds', Value: '0' },
      { Key: 'stickiness.enabled', Value: 'false' },
      { Key: 'load_balancing.algorithm.type', Value: 'round_robin' },
    ],
  }
}
