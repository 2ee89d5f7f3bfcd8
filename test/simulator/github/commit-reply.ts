import type { World } from '../world.ts'
import type { Commit } from './commit-graph.ts'
import { apiUrl, htmlUrl, nodeId, timestamp } from './repository.ts'
import type { CommitData } from './shapes.ts'

/** A commit as lists and comparisons show it. Commits have no files here, and authors no account. */
export function commitReply(world: World, { sha, message, author, at, parents }: Commit): CommitData {
  const person = { name: author, email: 'developer@example.com', date: timestamp(at) }
  return {
    sha,
    node_id: nodeId('C', sha),
    url: apiUrl(world, `commits/${sha}`),
    html_url: htmlUrl(world, `commit/${sha}`),
    comments_url: apiUrl(world, `commits/${sha}/comments`),
    commit: {
      author: person,
      committer: person,
      message,
      tree: { sha, url: apiUrl(world, `git/trees/${sha}`) },
      url: apiUrl(world, `git/commits/${sha}`),
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    author: null,
    committer: null,
    parents: parents.map(parent => ({
      sha: parent,
      url: apiUrl(world, `commits/${parent}`),
      html_url: htmlUrl(world, `commit/${parent}`),
    })),
  }
}
