import type { AlarmState } from '../neighbours.ts'
import type { JsonObject } from '../operation.ts'

/**
 * Why a metric alarm is in its state, in the form of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function reasonOf(state: AlarmState, at: number, { Threshold = 1 }: JsonObject): string {
  const time = new Date(at).toISOString().replace(/^\d\d(\d\d)-(\d\d)-(\d\d)T([\d:]+)\..*/, '$3/$2/$1 $4')
  const threshold = Number(Threshold)
  const crossed = (value: number, how: string): string =>
    `Threshold Crossed: 1 datapoint [${value.toFixed(1)} (${time})] was ${how} the threshold (${threshold.toFixed(1)}).`
  const texts: Record<AlarmState, string> = {
    OK: crossed(0, 'not greater than'),
    ALARM: crossed(threshold + 4, 'greater than'),
    INSUFFICIENT_DATA: 'Insufficient Data: 1 datapoint was unknown.',
  }
  return texts[state]
}

/** Why a composite alarm is in its state: what its child did. */
export function composedReason(child: { arn: string; state: AlarmState; updatedAt: number }): string {
  return `${child.arn} transitioned to ${child.state} at ${new Date(child.updatedAt).toUTCString()}`
}
