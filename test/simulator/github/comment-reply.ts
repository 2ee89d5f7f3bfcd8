import type { World } from '../world.ts'
import type { Comment } from './discussions.ts'
import { apiUrl, htmlUrl, nodeId, timestamp, user } from './repository.ts'
import type { CommentData } from './shapes.ts'

/** A comment below an issue or a pull request. */
export function commentReply(world: World, { id, of, author, body, createdAt, updatedAt }: Comment): CommentData {
  const kind = world.github.discussions.pullRequests.has(of) ? 'pull' : 'issues'
  return {
    id,
    node_id: nodeId('IC', id),
    url: apiUrl(world, `issues/comments/${id}`),
    html_url: htmlUrl(world, `${kind}/${of}#issuecomment-${id}`),
    issue_url: apiUrl(world, `issues/${of}`),
    user: user(author),
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
    author_association: 'NONE',
    body,
    performed_via_github_app: null,
  }
}
