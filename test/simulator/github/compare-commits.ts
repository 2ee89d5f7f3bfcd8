import type { World } from '../world.ts'
import type { Commit, Comparison } from './commit-graph.ts'
import { commitReply } from './commit-reply.ts'
import { wantedPage } from './paging.ts'
import { notFound, RestFault } from './refusals.ts'
import type { RestOperation, RestRequest } from './request.ts'
import { ok } from './request.ts'
import { apiUrl, htmlUrl } from './repository.ts'
import type { ComparisonData } from './shapes.ts'

/** How many commits a reply holds when it is not asked for fewer. */
const most = 250

/** `base...head`, each a branch, a tag or a commit of this repository. */
export const compareCommits: RestOperation = (world, request) => {
  const [base, head] = ends(world, request)
  const comparison = world.github.commits.compare(base.sha, head.sha)
  if (!comparison) throw new RestFault(404, `No common ancestor between ${base.sha} and ${head.sha}.`)
  const { basehead = '' } = request.parameters
  const url = htmlUrl(world, `compare/${basehead}`)
  const body: ComparisonData = {
    url: apiUrl(world, `compare/${basehead}`),
    html_url: url,
    permalink_url: htmlUrl(world, `compare/${base.sha.slice(0, 7)}...${head.sha.slice(0, 7)}`),
    diff_url: `${url}.diff`,
    patch_url: `${url}.patch`,
    base_commit: commitReply(world, base),
    merge_base_commit: commitReply(world, comparison.mergeBase),
    status: status(comparison),
    ahead_by: comparison.ahead.length,
    behind_by: comparison.behind.length,
    total_commits: comparison.ahead.length,
    commits: shown(request, comparison).map(commit => commitReply(world, commit)),
    files: [],
  }
  return ok(body)
}

function ends({ github }: World, { parameters: { basehead = '' } }: RestRequest): [base: Commit, head: Commit] {
  const [base, head, more] = basehead.split('...').map(name => github.resolve(name))
  if (!base || !head || more) throw notFound()
  return [base, head]
}

/** Without a page, the newest that one reply holds; pages begin with the oldest. GitHub gives no links to them. */
function shown(request: RestRequest, { ahead }: Comparison): readonly Commit[] {
  if (!request.query.has('per_page') && !request.query.has('page')) return ahead.slice(-most)
  const { page, size } = wantedPage(request, most)
  return ahead.slice((page - 1) * size, page * size)
}

function status({ ahead, behind }: Comparison): ComparisonData['status'] {
  if (ahead.length > 0) return behind.length > 0 ? 'diverged' : 'ahead'
  return behind.length > 0 ? 'behind' : 'identical'
}
