import { endOf } from '../../shared/action.ts'
import { missingAlarms, ringing } from '../../shared/core/alarm.ts'
import type { Seen } from '../../shared/core/rate-evidence.ts'
import { foretoldText, jumpOf } from '../../shared/core/rate-watch.ts'
import type { RateRule } from '../../shared/core/rate-rule.ts'
import { numberText, shareOf, shareText } from '../../shared/core/rate-traffic.ts'
import type { TrafficSum } from '../../shared/core/rate-traffic.ts'
import { findRule } from '../../shared/core/web-acl.ts'
import type { WebAclDocument, WebAclName } from '../../shared/core/web-acl.ts'
import { dayAndTime } from '../../shared/core/wording.ts'
import { wait } from '../../shared/wait.ts'
import type { Look } from '../../shared/wait.ts'
import { alarmText } from './alarms.ts'
import { seeing, trafficOf } from './evidence.ts'
import type { InForce } from './evidence.ts'
import type { RuleEnd } from './report.ts'
import { returnToCount } from './return.ts'
import type { LimitRun } from './run.ts'

/** What was promoted, and how it ended until now. */
export interface Promoted {
  webAcl: WebAclName
  document: WebAclDocument
  ends: readonly RuleEnd[]
}

/** A rule that blocks since not long ago. */
export interface Watched extends InForce {
  rule: RateRule
  since: number
  /** What it had counted before. */
  counted: Seen<TrafficSum>
}

export interface Watch {
  webAcl: WebAclName
  rules: readonly Watched[]
  /** Milliseconds since 1970. */
  until: number
}

/**
 * Looks on after rules were let block, by this run or by one before it that did not come to the end of its watch, and
 * returns them to Count when an alarm goes off or more is blocked than was foretold.
 */
export async function watchAfter(run: LimitRun, promoted: Promoted): Promise<readonly RuleEnd[]> {
  const rules = await rulesToWatch(run, promoted)
  if (rules.length === 0) return promoted.ends
  const { webAcl, ends } = promoted
  const watch = { webAcl, rules, until: Math.max(...rules.map(({ since }) => since)) + (run.watch ?? 0) }
  const title = `Watch ${rules.map(({ name }) => name).join(', ')} until ${dayAndTime(watch.until)}`
  const end = await run.context.step.group(title, () => watchAndReturn(run, watch))
  return ends.map(one => (rules.some(({ rule }) => rule === one.looked.rule) ? end(one) : one))
}

async function rulesToWatch(run: LimitRun, { webAcl, document, ends }: Promoted): Promise<Watched[]> {
  const { watch, soak, context } = run
  if (watch === undefined) return []
  const rules = ends.map(async ({ looked: { rule } }) => {
    const live = findRule(document, rule.name)
    if (live?.action !== 'block' || live.since === undefined || live.since + watch <= context.clock.now()) return []
    const [since, inForce] = [live.since, { webAcl, document, name: rule.name, live }]
    const counted = await trafficOf(run, inForce, { action: 'count', period: { from: since - soak, until: since } })
    return [{ ...inForce, rule, since, counted }]
  })
  return (await Promise.all(rules)).flat()
}

/** How a watch ended for a rule, made of how it had ended before. */
type AfterWatch = (one: RuleEnd) => RuleEnd

async function watchAndReturn(run: LimitRun, watch: Watch): Promise<AfterWatch> {
  const { step } = run.context
  try {
    const sight = await lookOn(run, watch)
    if (sight.is === 'alarmed') return await returnToCount(run, watch, sight.why)
    return sight.is === 'calm' ? calm : unseen(sight.why)
  } catch (error) {
    const { outcome, message } = endOf(error, step)
    return one => ({ ...one, outcome, says: `${one.says}, and was not watched to the end: ${message}`, next: watchOn })
  }
}

const watchOn = 'Run the job again: it watches the rest of the time.'

function calm(one: RuleEnd): RuleEnd {
  return { ...one, says: `${one.says}; nothing spoke against it while it was watched` }
}

function unseen(why: string): AfterWatch {
  return one => ({
    ...one,
    outcome: 'unknown',
    says: `${one.says}, but how that goes was not seen: ${why}`,
    next: watchOn,
  })
}

/** What was seen of rules that block. */
type Sight = { is: 'calm' } | { is: 'alarmed'; why: string } | { is: 'unseen'; why: string }

/** WAF reports once a minute, so metrics are not asked for more often. In milliseconds. */
const metricPause = 55_000

async function lookOn(run: LimitRun, { rules, until }: Watch): Promise<Sight> {
  for (const rule of rules) run.context.step.info(`${rule.name}: ${limitsText(run, rule)}`)
  let metered: Metered = { at: 0, sights: [], lines: [] }
  const look = async (now: number): Promise<Look<Sight>> => {
    if (now - metered.at >= metricPause) metered = await lookAtTraffic(run, rules, now)
    const sights = [await lookAtAlarms(run), ...metered.sights]
    const end = sights.find(({ is }) => is === 'alarmed') ?? (now >= until ? lastSight(sights) : undefined)
    return end ? { is: 'ended', end } : { is: 'waiting', for: metered.lines }
  }
  const waited = await wait({ until, look }, run.context)
  return waited.is === 'ended' ? waited.end : lastSight(metered.sights)
}

function lastSight(sights: readonly Sight[]): Sight {
  return sights.find(({ is }) => is === 'unseen') ?? { is: 'calm' }
}

async function lookAtAlarms(run: LimitRun): Promise<Sight> {
  if (run.alarms.length === 0) return { is: 'calm' }
  const seen = await seeing(run, async () => (await run.evidence.alarms(run.region)).describe(run.alarms))
  if (seen.is === 'unseen') return seen
  const [on, missing] = [ringing(seen.what), missingAlarms(run.alarms, seen.what)]
  if (missing.length > 0) return { is: 'unseen', why: `CloudWatch has no alarm ${missing.join(', ')}` }
  return on.length > 0 ? { is: 'alarmed', why: on.map(alarmText).join('; ') } : { is: 'calm' }
}

/** What the metrics showed when they were looked at, in milliseconds since 1970. */
interface Metered {
  at: number
  sights: readonly Sight[]
  lines: readonly string[]
}

async function lookAtTraffic(run: LimitRun, rules: readonly Watched[], now: number): Promise<Metered> {
  const looks = await Promise.all(
    rules.map(async rule => {
      const blocked = await trafficOf(run, rule, { action: 'block', period: { from: rule.since, until: now } })
      return { sight: sightOf(run, rule, blocked), line: `${rule.name}: ${blockedText(blocked)}` }
    }),
  )
  return { at: now, sights: looks.map(({ sight }) => sight), lines: looks.map(({ line }) => line) }
}

function sightOf({ maxShare }: LimitRun, { name, rule, counted }: Watched, blocked: Seen<TrafficSum>): Sight {
  if (counted.is === 'unseen') return counted
  if (blocked.is === 'unseen') return blocked
  const jump = jumpOf({ counted: counted.what, blocked: blocked.what, limit: rule.limit, maxShare })
  return jump === undefined ? { is: 'calm' } : { is: 'alarmed', why: `${name} ${jump}` }
}

function limitsText({ maxShare }: LimitRun, { rule, counted }: Watched): string {
  if (counted.is === 'unseen') return `what it had counted is not known: ${counted.why}`
  return foretoldText({ counted: counted.what, limit: rule.limit, maxShare })
}

function blockedText(blocked: Seen<TrafficSum>): string {
  if (blocked.is === 'unseen') return `not seen: ${blocked.why}`
  const share = shareOf(blocked.what)
  if (share === undefined) return 'no request is reported yet'
  return `blocked ${numberText(blocked.what.over)} of ${numberText(blocked.what.all)} requests (${shareText(share)})`
}
