import type { RateAction } from './rate-rule.ts'
import type { SampleSummary, Tally } from './rate-sample.ts'
import { numberText, shareOf, shareText } from './rate-traffic.ts'
import type { TrafficSum } from './rate-traffic.ts'
import { counted, elapsed } from './wording.ts'

/** What was seen, or why it was not. What was not seen is never taken for nothing. */
export type Seen<T> = { is: 'seen'; what: T } | { is: 'unseen'; why: string }

/** What is known of a rule that is in force. */
export interface Evidence {
  /** What it does meanwhile. */
  action: RateAction
  traffic: Seen<TrafficSum>
  sample: Seen<SampleSummary>
  /** How many addresses are over the limit at this moment. */
  overNow: Seen<number>
}

/** The evidence for people, a sentence a line, each without its end. */
export function evidenceLines({ action, traffic, sample, overNow }: Evidence): string[] {
  const would = verbs[action]
  return [
    traffic.is === 'seen'
      ? trafficText(traffic.what, { would, sample })
      : `what ${would.notSeen} is not known: ${traffic.why}`,
    ...(sample.is === 'seen' ? sampleLines(sample.what, traffic) : [`no sampled requests: ${sample.why}`]),
    overNow.is === 'seen'
      ? `over the limit now: ${overNow.what === 0 ? 'nobody' : addresses(overNow.what)}`
      : `who is over the limit now is not known: ${overNow.why}`,
  ]
}

interface Verb {
  /** Follows a number of requests. */
  one: string
  many: string
  notSeen: string
}

const verbs: Readonly<Record<RateAction, Verb>> = {
  count: { one: 'would have been blocked', many: 'would have been blocked', notSeen: 'it would have blocked' },
  block: { one: 'was blocked', many: 'were blocked', notSeen: 'it blocked' },
}

/** `in the last 3h 412 requests of 3 addresses would have been blocked, of 81,000 (0.51 %)`. */
function trafficText(traffic: TrafficSum, { would, sample }: { would: Verb; sample: Seen<SampleSummary> }): string {
  const { period, over, all } = traffic
  const when = `in the last ${elapsed(period.until - period.from)}`
  const share = shareOf(traffic)
  if (share === undefined) return `${when} no request at all was seen`
  const of = `of ${numberText(all)} (${shareText(share)})`
  if (over === 0) return `${when} no request ${would.one}, ${of}`
  const whose = sample.is === 'seen' ? whoseText(sample.what) : ''
  return `${when} ${numberText(over)} request${over === 1 ? '' : 's'}${whose} ${over === 1 ? would.one : would.many}, ${of}`
}

function whoseText({ requests, isWhole, addresses: number }: SampleSummary): string {
  return requests === 0 ? '' : ` of ${isWhole ? '' : 'at least '}${addresses(number)}`
}

function addresses(number: number): string {
  return number === 1 ? '1 address' : `${numberText(number)} addresses`
}

function sampleLines({ requests, paths, origins }: SampleSummary, traffic: Seen<TrafficSum>): string[] {
  const isMissed = requests === 0 && traffic.is === 'seen' && traffic.what.over > 0
  if (requests === 0) return isMissed ? ['none of them is among the requests that WAF sampled'] : []
  return [`top paths of ${numberText(requests)} sampled requests: ${topOf(paths)}`, `they came from ${topOf(origins)}`]
}

/** `POST /v1/auth/login 380, GET / 12 and 3 others`. */
export function topOf(tally: Tally, most = 5): string {
  const shown = tally.slice(0, most).map(([thing, times]) => `${thing} ${numberText(times)}`)
  const rest = tally.length - shown.length
  return `${shown.join(', ')}${rest > 0 ? ` and ${counted(rest, 'other')}` : ''}`
}
