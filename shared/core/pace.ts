/** How long to wait: between two looks, before a retry, and for a place among the API's calls. All in milliseconds. */

const shortest = 1_000
const longest = 10_000

/**
 * The pause before the next look. About one second after something changed, growing to ten while nothing moves, with
 * ten percent of jitter so that many jobs do not look in step. `chance` is a number from 0 to 1.
 */
export function nextPause({ last, changed }: { last: number | undefined; changed: boolean }, chance: number): number {
  const pause = changed || last === undefined ? shortest : Math.min(longest, last * 1.5)
  return Math.max(shortest, Math.min(longest, pause * (0.9 + 0.2 * chance)))
}

/** Full jitter: anywhere between nothing and an exponentially growing ceiling. `attempt` counts from 0. */
export function retryPause({ attempt, throttled }: { attempt: number; throttled: boolean }, chance: number): number {
  const ceiling = Math.min(20_000, (throttled ? 1_000 : 250) * 2 ** Math.min(attempt, 10))
  return Math.ceil(ceiling * chance)
}

/** How fast one kind of API call may be made: `burst` at once, then `perSecond`. */
export interface Rate {
  burst: number
  perSecond: number
}

/**
 * AWS throttles per account and Region, by these groups of operations ("Request throttling for the Amazon ECS API";
 * the other services' quotas). Others share the account, so one run takes at most half of each burst.
 */
export const rates = {
  'service modify': { burst: 25, perSecond: 5 },
  'service read': { burst: 50, perSecond: 20 },
  'service deployment read': { burst: 25, perSecond: 20 },
  'service revision read': { burst: 25, perSecond: 20 },
  'cluster resource read': { burst: 50, perSecond: 20 },
  'cluster resource modify': { burst: 10, perSecond: 10 },
  'task definition modify': { burst: 10, perSecond: 1 },
  'task definition read': { burst: 25, perSecond: 20 },
  'tag modify': { burst: 10, perSecond: 10 },
  'image read': { burst: 50, perSecond: 50 },
  'target read': { burst: 20, perSecond: 10 },
  'log read': { burst: 10, perSecond: 10 },
  'web ACL read': { burst: 2, perSecond: 5 },
  'web ACL modify': { burst: 1, perSecond: 1 },
  'web ACL by resource': { burst: 1, perSecond: 1 },
  'web ACL association': { burst: 1, perSecond: 0.5 },
  'metric read': { burst: 10, perSecond: 10 },
  'alarm read': { burst: 4, perSecond: 4 },
} as const satisfies Record<string, Rate>

export type Bucket = keyof typeof rates

/** Tokens left in a bucket at a time. Negative when calls have already been promised a later place. */
export interface Level {
  tokens: number
  at: number
}

/** Takes one place: how long to wait for it, and the bucket afterwards. */
export function takePlace(
  level: Level | undefined,
  { burst, perSecond }: Rate,
  now: number,
): { wait: number; level: Level } {
  const refilled = level ? Math.min(burst, level.tokens + ((now - level.at) / 1_000) * perSecond) : burst
  const tokens = refilled - 1
  return { wait: tokens >= 0 ? 0 : Math.ceil((-tokens / perSecond) * 1_000), level: { tokens, at: now } }
}
