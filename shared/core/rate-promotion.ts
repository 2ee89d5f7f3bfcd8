import type { Seen } from './rate-evidence.ts'
import { numberText, shareOf, shareText } from './rate-traffic.ts'
import type { TrafficSum } from './rate-traffic.ts'
import type { LiveRule } from './web-acl.ts'
import { dayAndTime, elapsed } from './wording.ts'

/** What may become of a rule that is to block. */
export type Promotion =
  | { is: 'ready' }
  /** It blocks already, since then as far as that is known. Milliseconds since 1970. */
  | { is: 'blocks'; since: number | undefined }
  /** Not yet; from that time on it may be. */
  | { is: 'early'; at: number }
  | { is: 'refused'; why: string; next: string }

/** A rule, and what speaks for or against its blocking. */
export interface PromotionCase {
  live: LiveRule | undefined
  /** Whether it watches what is wanted. */
  isAsWanted: boolean
  traffic: Seen<TrafficSum>
}

/** When a rule may be promoted. */
export interface Gate {
  now: number
  /** How long it must have counted, in milliseconds. */
  soak: number
  /** The largest share of all requests that it may block, from 0 to 1. */
  maxShare: number
}

const applyFirst = 'Run this action with `mode: apply`: the rule then counts, and its soak begins.'

/** Whether a rule may go from Count to Block. What is unknown speaks against it. */
export function judgePromotion({ live, isAsWanted, traffic }: PromotionCase, gate: Gate): Promotion {
  if (!live) return { is: 'refused', why: 'it is not there', next: applyFirst }
  if (!isAsWanted) return { is: 'refused', why: 'its settings are not those that are wanted', next: applyFirst }
  if (live.action === 'block') return { is: 'blocks', since: live.since }
  if (live.action === 'other') {
    const next = 'Run this action with `mode: apply` and `action: count`: its soak begins then.'
    return { is: 'refused', why: 'it neither counts nor blocks: somebody gave it another action', next }
  }
  if (live.since === undefined) {
    return { is: 'refused', why: 'since when it counts with these settings is not known', next: applyFirst }
  }
  if (live.since + gate.soak > gate.now) return { is: 'early', at: live.since + gate.soak }
  return judgeTraffic(traffic, gate)
}

function judgeTraffic(traffic: Seen<TrafficSum>, { maxShare, soak }: Gate): Promotion {
  if (traffic.is === 'unseen') {
    const next = 'See to that, and run this action again.'
    return { is: 'refused', why: `what it would have blocked is not known: ${traffic.why}`, next }
  }
  const share = shareOf(traffic.what)
  if (share === undefined) {
    const next = 'Find out which web ACL stands before what serves your traffic; `resource-arn` tells.'
    return { is: 'refused', why: `no request at all was seen in the last ${elapsed(soak)}`, next }
  }
  if (share <= maxShare) return { is: 'ready' }
  const { over, all } = traffic.what
  const blocked = `${numberText(over)} of ${numberText(all)} requests (${shareText(share)})`
  const why = `it would have blocked ${blocked}, and max-would-block allows ${shareText(maxShare)}`
  const next =
    'Look at whose requests these are: where they are welcome, raise the limit; where not, raise `max-would-block`.'
  return { is: 'refused', why, next }
}

/** Times are told in whole minutes; whoever comes at the time that was told must not be too early. */
const almostAMinute = 59_999

/** When a soak ends, for people. */
export function soakEndText(at: number): string {
  return dayAndTime(at + almostAMinute)
}

/** Why a rule is not promoted, as a sentence goes on after "promoted". */
export function notPromotedText(promotion: Extract<Promotion, { is: 'early' | 'refused' }>): string {
  if (promotion.is === 'refused') return `, because ${promotion.why}`
  return ` yet: that is possible from ${soakEndText(promotion.at)}, the end of its soak`
}

/** What `promote` would do to a rule that counts, as a sentence goes on after its name. */
export function outlookText(promotion: Promotion): string {
  if (promotion.is === 'blocks') return 'blocks already'
  return promotion.is === 'ready' ? 'may be promoted now' : `may not be promoted${notPromotedText(promotion)}`
}
