import type { Alarms } from '../../aws/alarms.ts'
import { isPassing } from '../../aws/call.ts'
import type { AwsServices } from '../../aws/services.ts'
import { missingAlarms, missingText, quietText, ringing, ringingText } from '../../core/alarm.ts'
import { capital, dayAndTime, elapsed } from '../../core/wording.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import { wait } from '../../wait.ts'
import type { Look } from '../../wait.ts'
import type { PhaseRun } from '../run.ts'

/** How alarms stand at one look; `says` and `why` are sentences without a full stop. */
export type AlarmsSeen =
  | { is: 'quiet'; says: string }
  | { is: 'ringing'; why: string; next: string }
  /** An alarm that is not there cannot go off: that is a mistake, not quiet. */
  | { is: 'missing'; why: string; next: string }

/** Asks CloudWatch once. */
export async function lookAtAlarms(names: readonly string[], aws: AwsServices): Promise<AlarmsSeen> {
  const cloudWatch = await aws.alarms()
  const alarms = await cloudWatch.describe(names)
  const missing = missingAlarms(names, alarms)
  if (missing.length > 0) {
    const why = missingText(missing, await othersOf(cloudWatch))
    return { is: 'missing', why, next: missingAdvice }
  }
  const loud = ringing(alarms)
  if (loud.length === 0) return { is: 'quiet', says: quietText(alarms) }
  const next = 'Look at what the alarm watches before anything else is deployed.'
  return { is: 'ringing', why: loud.map(ringingText).join('; '), next }
}

/**
 * Says so if an alarm is in ALARM, or cannot be read, before anything is waited for. That ends nothing yet: the alarm may
 * have been there before the release, or be its first sign.
 */
export async function warnOfAlarms(names: readonly string[], { aws, context }: Omit<PhaseRun, 'cluster' | 'until'>) {
  const { step } = context
  if (names.length === 0) return
  try {
    const seen = await lookAtAlarms(names, aws)
    if (seen.is === 'missing') step.warning(`${seen.why}. ${seen.next}`)
    if (seen.is === 'ringing')
      step.warning(`${capital(seen.why)}. Whether the release did that cannot be told; it has to be quiet in the end.`)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    if (!(error instanceof Cancelled)) step.warning([error.message, error.next].filter(Boolean).join(' '))
  }
}

/** The second half is DescribeAlarms' own word of itself: it leaves composite alarms out for narrower permissions. */
const missingAdvice =
  'Correct the names in `alarms`, or the region. A composite alarm is shown only to a role that may do cloudwatch:DescribeAlarms with every resource.'

/** Only for the message: a role may be allowed to see the named alarms and no others. */
async function othersOf(cloudWatch: Alarms): Promise<string[]> {
  try {
    return await cloudWatch.someNames()
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    return []
  }
}

/** Services that were proved, while it is watched whether that lasts. */
export interface BakeRun extends Pick<PhaseRun, 'context'> {
  alarms: readonly string[]
  /** Milliseconds. */
  bake: number
}

export type BakeEnd =
  | { is: 'quiet'; says: string }
  | { is: 'ringing'; why: string; next: string }
  | { is: 'unknown'; why: string; next: string | undefined }
  | { is: 'cancelled'; why: string }

/** Milliseconds for which a read of the alarms is tried again before it is said that they cannot be read. */
const patience = 20_000

/**
 * Watches until the time is over or an alarm goes off. CloudWatch evaluates an alarm once a minute, or every ten
 * seconds at most, and the loop looks as often: one that goes off and calms down is seen. What cannot be seen at the end
 * is unknown, not quiet.
 */
export async function bake({ alarms, bake: length, context }: BakeRun): Promise<BakeEnd> {
  const { clock, step } = context
  const began = clock.now()
  const until = began + length
  const title = length > 0 ? `Bake for ${elapsed(length)}, until ${dayAndTime(until)}` : 'Look at the alarms'
  try {
    return await step.group(title, async () => {
      const aws = context.aws({ until, patience })
      const waited = await wait({ until, look: () => lookOnce(alarms, aws) }, context)
      const end = waited.is === 'ended' ? timed(waited.end, clock.now() - began) : endOfTime(waited.for, length)
      step.info(end.is === 'quiet' ? end.says : end.why)
      return end
    })
  } catch (error) {
    if (error instanceof Cancelled) return { is: 'cancelled', why: 'the job was cancelled in the bake time' }
    if (error instanceof ActionError) return { is: 'unknown', why: error.message, next: error.next }
    throw error
  }
}

/** When an alarm goes off tells whether it was there from the start. */
function timed(end: BakeEnd, after: number): BakeEnd {
  if (end.is !== 'ringing' || after < 1_000) return end
  return { ...end, why: `${elapsed(after)} into the bake time ${end.why}` }
}

const unreadable = 'the alarms cannot be read just now'

async function lookOnce(alarms: readonly string[], aws: AwsServices): Promise<Look<BakeEnd>> {
  if (alarms.length === 0) return { is: 'waiting', for: ['no alarm is named'] }
  try {
    const seen = await lookAtAlarms(alarms, aws)
    if (seen.is === 'ringing') return { is: 'ended', end: seen }
    if (seen.is === 'missing') return { is: 'ended', end: { ...seen, is: 'unknown' } }
    return { is: 'waiting', for: [seen.says] }
  } catch (error) {
    if (!isPassing(error)) throw error
    return { is: 'waiting', for: [`${unreadable}: ${error.message}`] }
  }
}

function endOfTime(seen: readonly string[], length: number): BakeEnd {
  const doubt = seen.find(line => line.startsWith(unreadable))
  if (doubt !== undefined) return { is: 'unknown', why: doubt, next: 'Look at the alarms, and run the job again.' }
  const time = length > 0 ? `quiet for ${elapsed(length)}` : 'quiet'
  return { is: 'quiet', says: `${time}: ${seen.join('; ')}` }
}
