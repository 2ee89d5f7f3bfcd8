import { numberText, shareOf, shareText } from './rate-traffic.ts'
import type { TrafficSum } from './rate-traffic.ts'

/** What a rule blocks since it was switched, against what it had counted before. */
export interface BlockWatch {
  counted: TrafficSum
  blocked: TrafficSum
  /** That of the rule. */
  limit: number
  /** The largest share of all requests that it may block, from 0 to 1. */
  maxShare: number
}

/** Blocked clients try again, so somewhat more than what was counted is no surprise. */
const retries = 2

/** How many requests a rule may block in five minutes before that is more than its evidence foretold. */
function mostForetold({ peak }: TrafficSum, limit: number): number {
  return Math.max(retries * peak, limit)
}

/** What would be more than was foretold, as a sentence goes on after the rule's name. */
export function foretoldText({ counted, limit, maxShare }: Omit<BlockWatch, 'blocked'>): string {
  const most = numberText(mostForetold(counted, limit))
  return `in Count at most ${numberText(counted.peak)} requests of any 5m were over the limit; it goes back to Count if it blocks more than ${most} in 5m, and more than ${shareText(maxShare)} of all`
}

/** Why a rule blocks more than its evidence foretold, as above; undefined while it does not. */
export function jumpOf({ counted, blocked, limit, maxShare }: BlockWatch): string | undefined {
  const share = shareOf(blocked)
  if (blocked.peak <= mostForetold(counted, limit) || share === undefined || share <= maxShare) return undefined
  return `blocked ${numberText(blocked.peak)} requests in 5m and ${shareText(share)} of all, where in Count at most ${numberText(counted.peak)} of any 5m were over the limit`
}
