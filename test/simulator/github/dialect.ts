import type { AwsFault } from '../fault.ts'
import type { Dialect, Trouble, WireReply } from '../protocol/call.ts'
import type { World } from '../world.ts'
import { acceptedPermissions } from './permissions.ts'
import { secondary } from './rate-limit.ts'
import { RestFault } from './refusals.ts'
import type { Route } from './routes.ts'

interface Answered {
  requestId: string
  /** The call that is answered, if there is one of that kind. */
  route?: Route
}

/** The version of the API that the simulator speaks. */
export const apiVersion = '2022-11-28'

/** GitHub's REST API: JSON both ways; every answer tells the rate limit and which permissions its call takes. */
export function githubDialect(world: World, { requestId, route }: Answered): Dialect {
  const headers = (): WireReply['headers'] => ({
    'content-type': 'application/json; charset=utf-8',
    'x-github-api-version-selected': apiVersion,
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': requestId,
    ...world.github.rateLimit.headers(world.now()),
    ...(route && acceptedPermissions(route.needs)),
  })
  const answer = (status: number, body: unknown, more: WireReply['headers'] = {}): WireReply => ({
    status,
    headers: { ...headers(), ...more },
    body: JSON.stringify(body),
  })
  return {
    reply: ({ status, headers: more, body }) => answer(Number(status), body, more as WireReply['headers']),
    refuse: fault => {
      const { headers: more, documentation } = restFault(fault)
      const body = {
        message: fault.message,
        ...fault.members,
        documentation_url: `https://docs.github.com/rest${documentation ?? route?.documentation ?? ''}`,
        status: String(fault.status),
      }
      return answer(fault.status, body, more)
    },
    trouble: trouble => troubles[trouble](world),
  }
}

function restFault(fault: AwsFault): Pick<RestFault, 'headers' | 'documentation'> {
  return fault instanceof RestFault ? fault : { headers: {}, documentation: undefined }
}

const troubles: Readonly<Record<Trouble, (world: World) => RestFault>> = {
  throttled: ({ github }) => github.rateLimit.primary(),
  'throttled-secondary': secondary,
  denied: () => new RestFault(403, 'Resource not accessible by integration'),
  expired: () => new RestFault(401, 'Bad credentials'),
  skewed: () => new RestFault(401, 'Bad credentials'),
  failed: () => new RestFault(500, 'Server Error'),
  unavailable: () => new RestFault(503, 'Service Unavailable'),
}
