import type { DescribeAlarmsInput } from '@aws-sdk/client-cloudwatch'
import { AwsFault } from '../fault.ts'
import type { JsonObject, Operation } from '../operation.ts'
import type { World } from '../world.ts'
import { unacceptable } from './faults.ts'
import { positionOf, tokenAt } from './paging.ts'
import type { Alarm } from './state.ts'

/** In the order of names. Composite alarms only where they are asked for; a name that is not there is no error. */
export const describeAlarms: Operation = (world, input, { region }) => {
  const request = input as DescribeAlarmsInput
  check(request)
  const here = region === world.region ? [...world.cloudwatch.alarms.values()] : []
  const wanted = here
    .filter(alarm => isWanted(world, alarm, request))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const start = positionOf('alarms', request.NextToken)
  const end = start + (request.MaxRecords ?? 50)
  const page = wanted.slice(start, end)
  return {
    MetricAlarms: page.filter(({ children }) => !children).map(alarm => described(alarm, request)),
    CompositeAlarms: page.filter(({ children }) => children).map(alarm => described(alarm, request)),
    ...(end < wanted.length && { NextToken: tokenAt('alarms', end) }),
  }
}

/** Limits of the SDK's description that its schemas do not carry. */
function check({ AlarmNames = [], AlarmNamePrefix, MaxRecords = 50 }: DescribeAlarmsInput): void {
  if (AlarmNames.length > 100) {
    throw unacceptable(
      `Value '[${AlarmNames.join(', ')}]' at 'alarmNames' failed to satisfy constraint: Member must have length less ` +
        'than or equal to 100',
    )
  }
  if (MaxRecords < 1 || MaxRecords > 100) {
    const bound = MaxRecords < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'
    throw unacceptable(
      `Value '${MaxRecords}' at 'maxRecords' failed to satisfy constraint: Member must have value ${bound}`,
    )
  }
  if (AlarmNames.length > 0 && AlarmNamePrefix !== undefined) {
    throw new AwsFault(
      'InvalidParameterCombinationException',
      'AlarmNamePrefix and AlarmNames cannot both be specified',
    )
  }
}

function isWanted(
  { cloudwatch }: World,
  { name, children, state, document }: Alarm,
  request: DescribeAlarmsInput,
): boolean {
  const { ChildrenOfAlarmName: parent, ParentsOfAlarmName: child } = request
  if (parent !== undefined) return cloudwatch.alarms.get(parent)?.children?.includes(name) ?? false
  if (child !== undefined) return children?.includes(child) ?? false
  const { AlarmNames = [], AlarmNamePrefix = '', AlarmTypes = ['MetricAlarm'], StateValue, ActionPrefix } = request
  const actions = [document.AlarmActions, document.OKActions, document.InsufficientDataActions].flat()
  return (
    (AlarmNames.length === 0 || AlarmNames.includes(name)) &&
    name.startsWith(AlarmNamePrefix) &&
    AlarmTypes.includes(children ? 'CompositeAlarm' : 'MetricAlarm') &&
    (StateValue === undefined || StateValue === state) &&
    (ActionPrefix === undefined ||
      actions.some(action => typeof action === 'string' && action.startsWith(ActionPrefix)))
  )
}

/** Of the family of an alarm only some members are told [SDK DescribeAlarmsInput]. */
function described(alarm: Alarm, request: DescribeAlarmsInput): JsonObject {
  const named = { AlarmName: alarm.name, AlarmArn: alarm.arn }
  const state = { StateValue: alarm.state, StateUpdatedTimestamp: alarm.updatedAt / 1000 }
  if (request.ParentsOfAlarmName !== undefined) return named
  if (request.ChildrenOfAlarmName !== undefined) return { ...named, ...state }
  return {
    ...named,
    AlarmConfigurationUpdatedTimestamp: alarm.configuredAt / 1000,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    ...state,
    StateReason: alarm.reason,
    StateTransitionedTimestamp: alarm.transitionedAt / 1000,
    ...(alarm.children ? { AlarmRule: alarm.children.map(child => `ALARM("${child}")`).join(' OR ') } : usualMetric),
    ...alarm.document,
  }
}

/** What a metric alarm watches of which nothing is said. */
const usualMetric: JsonObject = {
  MetricName: 'HTTPCode_Target_5XX_Count',
  Namespace: 'AWS/ApplicationELB',
  Statistic: 'Sum',
  Dimensions: [],
  Period: 60,
  EvaluationPeriods: 1,
  DatapointsToAlarm: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'missing',
}
