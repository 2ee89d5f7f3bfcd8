import type * as Scenarios from './scenario.ts'
import type { World } from './world.ts'

/** Adds the CloudWatch alarms of a scenario. */
export function fillAlarms({ cloudwatch }: World, { alarms = {} }: Scenarios.Scenario): void {
  for (const [name, given] of Object.entries(alarms)) {
    const { state, anyOf, more }: Scenarios.AlarmScenario = typeof given === 'string' ? { state: given } : given
    cloudwatch.addAlarm({
      name,
      ...(state && { state }),
      ...(anyOf && { children: anyOf }),
      ...(more && { document: more }),
    })
  }
}
