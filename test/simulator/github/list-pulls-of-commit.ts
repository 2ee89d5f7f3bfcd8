import type { World } from '../world.ts'
import type { PullRequest } from './discussions.ts'
import { paged } from './paging.ts'
import { RestFault } from './refusals.ts'
import { apiUrl, htmlUrl, nodeId, timestamp, user } from './repository.ts'
import type { RestOperation } from './request.ts'
import type { PullData } from './shapes.ts'

/** The merged pull request that brought a commit to the default branch; of one that is not there, the open ones. */
export const listPullsOfCommit: RestOperation = (world, request) => {
  const { github } = world
  const { commit_sha: name = '' } = request.parameters
  const commit = github.resolve(name)
  if (!commit) throw new RestFault(422, `No commit found for SHA: ${name}`)
  const head = github.head()
  const isOnDefaultBranch = head !== undefined && github.commits.upTo(head.sha).includes(commit)
  const found = [...github.discussions.pullRequests.values()].filter(({ commits, merged, state }) =>
    isOnDefaultBranch
      ? merged !== undefined && [...commits, merged].includes(commit.sha)
      : state === 'open' && commits.includes(commit.sha),
  )
  return paged(
    world,
    request,
    found.map(pullRequest => reply(world, pullRequest)),
  )
}

/** What people look at; GitHub tells much more. */
type Shown = Pick<
  PullData,
  | 'id'
  | 'node_id'
  | 'number'
  | 'url'
  | 'html_url'
  | 'issue_url'
  | 'comments_url'
  | 'title'
  | 'body'
  | 'state'
  | 'draft'
  | 'locked'
  | 'user'
  | 'labels'
  | 'created_at'
  | 'updated_at'
  | 'closed_at'
  | 'merged_at'
  | 'merge_commit_sha'
  | 'author_association'
>

function reply(world: World, { number, title, author, state, merged, createdAt }: PullRequest): Shown {
  const mergedAt = merged === undefined ? undefined : world.github.commits.get(merged)?.at
  const closed = mergedAt === undefined ? null : timestamp(mergedAt)
  return {
    id: 1_900_000_000 + number,
    node_id: nodeId('PR', number),
    number,
    url: apiUrl(world, `pulls/${number}`),
    html_url: htmlUrl(world, `pull/${number}`),
    issue_url: apiUrl(world, `issues/${number}`),
    comments_url: apiUrl(world, `issues/${number}/comments`),
    title,
    body: null,
    state,
    draft: false,
    locked: false,
    user: user(author),
    labels: [],
    created_at: timestamp(createdAt),
    updated_at: closed ?? timestamp(createdAt),
    closed_at: closed,
    merged_at: closed,
    merge_commit_sha: merged ?? null,
    author_association: 'CONTRIBUTOR',
  }
}
