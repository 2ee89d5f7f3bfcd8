import { RestFault } from './refusals.ts'

const minute = 60_000
const hour = 3_600_000

/**
 * How much a token may ask. The usual values are those of a workflow's `GITHUB_TOKEN`.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export interface Limits {
  /** Requests in an hour: the primary limit. */
  perHour: number
  /** A read costs one point, a change five. */
  pointsPerMinute: number
  /** Requests that make something people see. */
  contentPerMinute: number
  contentPerHour: number
}

export const usualLimits: Limits = { perHour: 1_000, pointsPerMinute: 900, contentPerMinute: 80, contentPerHour: 500 }

const documentation = '/using-the-rest-api/rate-limits-for-the-rest-api'

/** What has been asked with the token, and how GitHub refuses more. */
export class RateLimit {
  limits: Limits = usualLimits
  private window = { ends: 0, used: 0 }
  /** The changes of the last hour and the reads of the last minute. */
  private recent: Counted[] = []

  /** Counts a request at `now`, milliseconds since 1970, and refuses it if it is one too many. */
  count(method: string, now: number): void {
    if (now >= this.window.ends) this.window = { ends: now + hour, used: 0 }
    if (this.window.used >= this.limits.perHour) throw this.primary()
    this.window.used++
    this.recent.push({ at: now, points: method === 'GET' ? 1 : 5 })
    this.recent = this.recent.filter(({ at, points }) => now - at < (points === 1 ? minute : hour))
    if (this.isBurst(method, now)) throw secondary()
  }

  /** As every reply tells them. */
  headers(now: number): Record<string, string> {
    const { ends, used } = now >= this.window.ends ? { ends: now + hour, used: 0 } : this.window
    const { perHour } = this.limits
    return {
      'x-ratelimit-limit': String(perHour),
      'x-ratelimit-remaining': String(Math.max(0, perHour - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(Math.ceil(ends / 1000)),
      'x-ratelimit-resource': 'core',
    }
  }

  /** As for a token that has asked all it may. */
  primary(): RestFault {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-used': String(this.limits.perHour) }
    return new RestFault(403, 'API rate limit exceeded for installation.', { headers, documentation })
  }

  private isBurst(method: string, now: number): boolean {
    const lastMinute = this.recent.filter(({ at }) => now - at < minute)
    const { pointsPerMinute, contentPerMinute, contentPerHour } = this.limits
    if (sum(lastMinute) > pointsPerMinute) return true
    return method !== 'GET' && (changes(lastMinute) > contentPerMinute || changes(this.recent) > contentPerHour)
  }
}

interface Counted {
  at: number
  points: number
}

const sum = (requests: readonly Counted[]): number => requests.reduce((total, { points }) => total + points, 0)
const changes = (requests: readonly Counted[]): number => requests.filter(({ points }) => points > 1).length

/** As for a token that asks too much at once. How much is left by the primary limit does not matter. */
export function secondary(): RestFault {
  return new RestFault(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to ' +
      'GitHub Support for help, please include the request ID.',
    { headers: { 'retry-after': '60' }, documentation: `${documentation}#about-secondary-rate-limits` },
  )
}
