import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { Dialect, Trouble, WireReply } from '../protocol/call.ts'
import type { World } from '../world.ts'

const mostPerHour = 1_000

/** GitHub's REST API: JSON both ways, with the rate limit in the headers of every answer. */
export function githubDialect(
  world: World,
  { documentation, requestId }: { documentation: string; requestId: string },
): Dialect {
  const answer = (status: number, body: JsonObject, remaining = mostPerHour - 1): WireReply => ({
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-github-request-id': requestId,
      'x-ratelimit-limit': String(mostPerHour),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(Math.ceil(world.now() / 3_600_000) * 3_600),
    },
    body: JSON.stringify(body),
  })
  return {
    reply: output => answer(200, output),
    refuse: ({ code, message, status }) => {
      const body = {
        message,
        documentation_url: `https://docs.github.com/rest${documentation}`,
        status: String(status),
      }
      return answer(status, body, code === rateLimited ? 0 : undefined)
    },
    trouble: trouble => troubles[trouble](),
  }
}

const rateLimited = 'RateLimited'

const troubles: Record<Trouble, () => AwsFault> = {
  throttled: () => new AwsFault(rateLimited, 'API rate limit exceeded for installation.', 403),
  denied: () => new AwsFault('Forbidden', 'Resource not accessible by integration', 403),
  expired: () => new AwsFault('Unauthorized', 'Bad credentials', 401),
  failed: () => new AwsFault('ServerError', 'Server Error', 500),
  unavailable: () => new AwsFault('ServiceUnavailable', 'Service Unavailable', 503),
}
