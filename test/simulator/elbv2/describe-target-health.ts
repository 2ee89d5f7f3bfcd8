import type { DescribeTargetHealthInput, TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Target, TargetState } from '../neighbours.ts'
import type { JsonObject, Operation } from '../operation.ts'
import { keyOf } from './state.ts'

/** All targets of a group, or those asked for; one that is not registered is `unused`. */
export const describeTargetHealth: Operation = (world, input) => {
  const { TargetGroupArn = '', Targets } = input as unknown as DescribeTargetHealthInput
  const group = world.elb.group(TargetGroupArn)
  const ago = world.elb.chance() * world.replicaLag
  const asked = Targets?.map(({ Id = '', Port = group.port }: TargetDescription) => ({ ip: Id, port: Port }))
  const described = (asked ?? [...group.targets.values()].map(({ target }) => target)).flatMap(target => {
    const state = group.targets.get(keyOf(target))?.state(ago)
    return (state ?? asked) ? [description(`${world.region}a`, target, state ?? unused)] : []
  })
  return { TargetHealthDescriptions: described }
}

const unused: TargetState = {
  state: 'unused',
  reason: 'Target.NotRegistered',
  description: 'Target is not registered to the target group',
}

function description(zone: string, target: Target, { state, reason, description }: TargetState): JsonObject {
  return {
    Target: { Id: target.ip, Port: target.port, AvailabilityZone: zone },
    HealthCheckPort: String(target.port),
    TargetHealth: { State: state, Reason: reason, Description: description },
  }
}
