import { commitReply } from './commit-reply.ts'
import { paged } from './paging.ts'
import { notFound, notSimulated, RestFault } from './refusals.ts'
import type { RestOperation } from './request.ts'

const filters = ['sha', 'since', 'until', 'author', 'per_page', 'page']

/** What a branch, a tag or a commit is built on, the newest first. */
export const listCommits: RestOperation = (world, request) => {
  const { query } = request
  const other = [...query.keys()].find(name => !filters.includes(name))
  if (other !== undefined) throw notSimulated(`lists of commits by ${other}`)
  const { github } = world
  const sha = query.get('sha')
  const start = sha === null ? github.head() : github.resolve(sha)
  if (!start) throw sha === null ? new RestFault(409, 'Git Repository is empty.') : notFound()
  const [since, until] = [time(query.get('since')) ?? -Infinity, time(query.get('until')) ?? Infinity]
  const commits = github.commits
    .upTo(start.sha)
    .filter(({ at, author }) => at >= since && at <= until && author === (query.get('author') ?? author))
  return paged(
    world,
    request,
    commits.toReversed().map(commit => commitReply(world, commit)),
  )
}

function time(given: string | null): number | undefined {
  return given === null ? undefined : Date.parse(given)
}
