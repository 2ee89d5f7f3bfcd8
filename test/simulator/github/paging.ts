import type { World } from '../world.ts'
import type { RestReply, RestRequest } from './request.ts'
import { ok } from './request.ts'

/** What a page holds at most, however much is asked for. */
const most = 100

/** What a request asks for of a list: GitHub corrects what it cannot give rather than refuse it. */
export function wantedPage({ query }: RestRequest, usual = 30): { page: number; size: number } {
  const given = (name: string): number => Math.trunc(Number(query.get(name) ?? 0)) || 0
  const size = given('per_page')
  return { page: Math.max(1, given('page')), size: size < 1 ? usual : Math.min(size, most) }
}

/** The asked page of a list as the reply, with the way to the others in the header `link`. */
export function paged(world: World, request: RestRequest, all: readonly unknown[]): RestReply {
  const { page, size } = wantedPage(request)
  const last = Math.max(1, Math.ceil(all.length / size))
  const others = { prev: page - 1, next: page + 1, last, first: 1 }
  const shown = Object.entries(others).filter(([rel, to]) =>
    rel === 'prev' || rel === 'first' ? page > 1 : to > page && to <= last,
  )
  const link = shown.map(([rel, to]) => `<${address(world, request, to)}>; rel="${rel}"`).join(', ')
  return ok(all.slice((page - 1) * size, page * size), link === '' ? {} : { link })
}

/** GitHub's links name the repository by its id. */
function address({ github, publicAddress }: World, { path, query }: RestRequest, page: number): string {
  const parameters = new URLSearchParams(query)
  parameters.set('page', String(page))
  return publicAddress(`https://api.github.com/repositories/${github.id}/${path}?${parameters.toString()}`)
}
