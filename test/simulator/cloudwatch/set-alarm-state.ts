import type { SetAlarmStateInput } from '@aws-sdk/client-cloudwatch'
import { AwsFault } from '../fault.ts'
import type { Operation } from '../operation.ts'

/** Sets the state of an alarm, as people do to try it out. */
export const setAlarmState: Operation = (world, input, { region }) => {
  const { AlarmName = '', StateValue = 'OK', StateReason } = input as unknown as SetAlarmStateInput
  if (region !== world.region || !world.cloudwatch.alarms.has(AlarmName)) {
    throw new AwsFault('ResourceNotFound', 'Unknown alarm', 404)
  }
  world.cloudwatch.set(AlarmName, StateValue, StateReason)
  return {}
}
