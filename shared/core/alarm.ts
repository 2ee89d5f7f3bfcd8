import { nearestFirst } from './nearest.ts'
import { redact } from './redaction.ts'

/** A CloudWatch alarm as it is now. */
export interface Alarm {
  name: string
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  state: string
  /** In CloudWatch's words. */
  reason?: string
}

/** Those that are in alarm. */
export function ringing(alarms: readonly Alarm[]): Alarm[] {
  return alarms.filter(({ state }) => state === 'ALARM')
}

/** Those that were asked for and are not there. CloudWatch leaves them out without a word. */
export function missingAlarms(names: readonly string[], alarms: readonly Alarm[]): string[] {
  const there = new Set(alarms.map(({ name }) => name))
  return names.filter(name => !there.has(name))
}

/** So many names are enough to find the right one among. */
const mostNames = 10

/** What to say of alarms that are not there, in a sentence without a full stop. */
export function missingText(missing: readonly string[], there: readonly string[]): string {
  return `CloudWatch has no alarm ${missing.join(', ')} in this region; ${nearText(missing, there)}`
}

/** Those of the names there are that were probably meant. */
export function nearText([first = '']: readonly string[], there: readonly string[]): string {
  const near = nearestFirst(first, there).slice(0, mostNames)
  return near.length > 0 ? `there are ${near.join(', ')}` : 'there are none'
}

/** What an alarm that goes off says. */
export function ringingText({ name, reason }: Alarm): string {
  return `alarm ${name} is in ALARM${reason === undefined ? '' : `: ${redact(reason).replace(/\.$/, '')}`}`
}

/** How alarms stand of which none goes off. One without enough data goes off when it has them, and not before. */
export function quietText(alarms: readonly Alarm[]): string {
  const states = [...Map.groupBy(alarms, ({ state }) => state)]
  return states.map(([state, those]) => `${those.map(({ name }) => name).join(', ')} ${state}`).join('; ')
}
