import { AwsFault } from '../fault.ts'
import type { RestOperation } from './repository.ts'
import { apiUrl, htmlUrl, person } from './repository.ts'

/** The commit behind a branch, a tag of either kind, or a SHA. */
export const getCommit: RestOperation = (world, { ref = '' }) => {
  const commit = world.github.resolve(ref)
  if (!commit) throw new AwsFault('UnprocessableEntity', `No commit found for SHA: ${ref}`, 422)
  return {
    sha: commit.sha,
    node_id: Buffer.from(commit.sha).toString('base64url'),
    url: apiUrl(world, `commits/${commit.sha}`),
    html_url: htmlUrl(world, `commit/${commit.sha}`),
    commit: {
      author: person(world),
      committer: person(world),
      message: commit.message,
      tree: { sha: commit.sha, url: apiUrl(world, `git/trees/${commit.sha}`) },
      url: apiUrl(world, `git/commits/${commit.sha}`),
      comment_count: 0,
    },
    author: null,
    committer: null,
    parents: [],
  }
}
