import { AwsFault } from '../fault.ts'
import type { Call, WireRequest } from '../protocol/call.ts'
import type { World } from '../world.ts'
import { githubDialect } from './dialect.ts'
import { getCommit } from './get-commit.ts'
import { getRef } from './get-ref.ts'
import { getReleaseByTag } from './get-release-by-tag.ts'
import { getTag } from './get-tag.ts'
import type { RestOperation } from './repository.ts'
import { notFound } from './repository.ts'

/** One call of the REST API, by the id that GitHub's OpenAPI description gives it. */
interface Route {
  id: string
  method: string
  path: RegExp
  documentation: string
  operation: RestOperation
}

const inRepository = (path: string): RegExp => new RegExp(`^/repos/(?<owner>[^/]+)/(?<repo>[^/]+)/${path}$`)

/** What the simulator has of GitHub. */
export const routes: readonly Route[] = [
  {
    id: 'git/get-ref',
    method: 'GET',
    path: inRepository('git/ref/(?<ref>.+)'),
    documentation: '/git/refs#get-a-reference',
    operation: getRef,
  },
  {
    id: 'git/get-tag',
    method: 'GET',
    path: inRepository('git/tags/(?<tag_sha>[^/]+)'),
    documentation: '/git/tags#get-a-tag',
    operation: getTag,
  },
  {
    id: 'repos/get-commit',
    method: 'GET',
    path: inRepository('commits/(?<ref>.+)'),
    documentation: '/commits/commits#get-a-commit',
    operation: getCommit,
  },
  {
    id: 'repos/get-release-by-tag',
    method: 'GET',
    path: inRepository('releases/tags/(?<tag>.+)'),
    documentation: '/releases/releases#get-a-release-by-tag-name',
    operation: getReleaseByTag,
  },
]

/** Reads a request to GitHub; its URL's path is below the API's base URL. */
export function githubCall(world: World, request: WireRequest): Call {
  const path = request.url.pathname.split('/').map(decodeURIComponent).join('/')
  const route = routes.find(candidate => candidate.method === request.method && candidate.path.test(path))
  const input = { ...route?.path.exec(path)?.groups }
  return {
    service: 'github',
    operation: route?.id ?? `${request.method} ${path}`,
    input,
    place: world,
    dialect: githubDialect(world, { documentation: route?.documentation ?? '', requestId: request.id }),
    perform: () => {
      if (!route) throw new AwsFault('NotImplemented', `The simulator does not have ${request.method} ${path}`, 501)
      authorize(world, request)
      // A repository that the token cannot see is not found, as if it were not there.
      if (!isOurs(world, input)) throw notFound()
      return route.operation(world, input)
    },
  }
}

function authorize({ github }: World, { headers }: WireRequest): void {
  const shown = /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? '')?.[1]
  if (shown === undefined) throw notFound()
  if (github.token !== undefined && shown !== github.token) throw new AwsFault('Unauthorized', 'Bad credentials', 401)
}

function isOurs({ github }: World, { owner = '', repo = '' }: Readonly<Record<string, string>>): boolean {
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
  return same(github.owner, owner) && same(github.name, repo)
}
