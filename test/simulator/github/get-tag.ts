import { notFound } from './refusals.ts'
import { apiUrl, nodeId, timestamp } from './repository.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'
import type { TagObjectData } from './shapes.ts'

/** An annotated tag's object, which may point to a further one. A lightweight tag has none. */
export const getTag: RestOperation = (world, { parameters: { tag_sha: sha = '' } }) => {
  const tag = world.github.tagObjects.get(sha)
  if (!tag) throw notFound()
  const { type, sha: target } = tag.object
  const body: TagObjectData = {
    node_id: nodeId('TA', tag.sha),
    tag: tag.tag,
    sha: tag.sha,
    url: apiUrl(world, `git/tags/${tag.sha}`),
    message: tag.message,
    tagger: { name: 'Developer', email: 'developer@example.com', date: timestamp(world.now()) },
    object: { type, sha: target, url: apiUrl(world, `git/${type}s/${target}`) },
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  }
  return ok(body)
}
