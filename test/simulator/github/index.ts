import type { Call, WireRequest } from '../protocol/call.ts'
import type { World } from '../world.ts'
import { readBody } from './body.ts'
import { apiVersion, githubDialect } from './dialect.ts'
import { checkPermissions } from './permissions.ts'
import type { Permissions } from './permissions.ts'
import { notFound, notSimulated, RestFault } from './refusals.ts'
import type { RestReply } from './request.ts'
import type { Match } from './routes.ts'
import { findRoute } from './routes.ts'

export { routes } from './routes.ts'

/** Reads a request to GitHub; its URL's path is below the API's base URL. */
export function githubCall(world: World, request: WireRequest): Call {
  const place = locate(request)
  const match = findRoute(request.method, place?.path ?? '')
  return {
    service: 'github',
    operation: match?.route.id ?? `${request.method} ${request.url.pathname}`,
    input: {
      ...match?.parameters,
      ...Object.fromEntries(request.url.searchParams),
      ...(request.body !== '' && { body: request.body }),
    },
    place: world,
    dialect: githubDialect(world, { requestId: request.id, ...(match && { route: match.route }) }),
    perform: () => {
      admit(world, request)
      if (!place || !match) throw notSimulated(`${request.method} ${request.url.pathname}`)
      // A repository that the token cannot see is not found, as if it were not there.
      if (!place.isIn(world)) throw notFound()
      checkPermissions(permissionsOf(world, request), match.route.needs)
      return { ...operate(world, match, { request, path: place.path }) }
    },
  }
}

interface Place {
  isIn: (world: World) => boolean
  /** Below the repository. */
  path: string
}

/** Repositories are addressed by their names, and in links to other pages by their ids. */
function locate({ url }: WireRequest): Place | undefined {
  const path = url.pathname.split('/').map(decodeURIComponent).join('/')
  const [, owner = '', name = '', belowName] = /^\/repos\/([^/]+)\/([^/]+)\/(.+)$/.exec(path) ?? []
  if (belowName !== undefined) {
    return { path: belowName, isIn: ({ github }) => same(github.owner, owner) && same(github.name, name) }
  }
  const [, id, below] = /^\/repositories\/(\d+)\/(.+)$/.exec(path) ?? []
  return below === undefined ? undefined : { path: below, isIn: ({ github }) => github.id === Number(id) }
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const withoutUserAgent =
  'Request forbidden by administrative rules. Please make sure your request has a User-Agent header'

/** What every request must have, whatever it asks. */
function admit(world: World, { method, headers }: WireRequest): void {
  const { github } = world
  if (headers['user-agent'] === undefined) throw new RestFault(403, withoutUserAgent)
  const version = headers['x-github-api-version'] ?? apiVersion
  if (version !== apiVersion) throw new RestFault(400, `${version} is not a supported version`)
  github.rateLimit.count(method, world.now())
  const shown = shownToken(headers)
  if (shown === undefined) throw notFound()
  if (github.tokens.has(shown)) return
  if (github.token !== undefined && shown !== github.token) throw new RestFault(401, 'Bad credentials')
}

function shownToken(headers: WireRequest['headers']): string | undefined {
  return /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? '')?.[1]
}

/** What the token of a request may do: a job's what its job asked for, any other one what the repository says. */
function permissionsOf({ github }: World, { headers }: WireRequest): Permissions | undefined {
  return github.tokens.get(shownToken(headers) ?? '') ?? github.permissions
}

interface Asked {
  request: WireRequest
  path: string
}

function operate(world: World, { route, parameters }: Match, { request, path }: Asked): RestReply {
  const body = readBody(request.body, route.fields)
  return route.operation(world, { parameters, query: request.url.searchParams, body, path })
}
