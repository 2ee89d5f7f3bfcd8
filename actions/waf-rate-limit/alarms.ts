import type { Alarm } from '../../shared/core/alarm.ts'
import { missingAlarms, nearText, ringing } from '../../shared/core/alarm.ts'
import { capital } from '../../shared/core/wording.ts'
import { ActionError } from '../../shared/errors.ts'
import type { LimitRun } from './run.ts'

/** Alarms that are not there would never go off, and one that is on already would say nothing of the switch. */
export async function ensureSilent(run: LimitRun): Promise<void> {
  const { alarms: names, evidence, region } = run
  if (names.length === 0) return
  const alarms = await evidence.alarms(region)
  const found = await alarms.describe(names)
  const missing = missingAlarms(names, found)
  if (missing.length > 0) throw notThere(missing, await alarms.someNames())
  const on = ringing(found)
  if (on.length > 0) {
    throw new ActionError(`nothing was promoted, because ${on.map(alarmText).join('; ')}`, {
      outcome: 'failed-before-change',
      next: 'Run the job again when the alarm is off.',
    })
  }
}

export function alarmText({ name, reason }: Alarm): string {
  return `alarm ${name} is in ALARM${reason === undefined ? '' : ` (${reason})`}`
}

function notThere(missing: readonly string[], there: readonly string[]): ActionError {
  const known = capital(nearText(missing, there))
  return new ActionError(`CloudWatch has no alarm ${missing.join(', ')}. ${known}.`, {
    outcome: 'failed-before-change',
    next: 'Check the names in `alarms`, one a line, and the region of this job.',
  })
}
