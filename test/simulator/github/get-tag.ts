import type { RestOperation } from './repository.ts'
import { apiUrl, notFound, person } from './repository.ts'

/** An annotated tag's object, which may point to a further one. A lightweight tag has none. */
export const getTag: RestOperation = (world, { tag_sha: sha = '' }) => {
  const tag = world.github.tagObjects.get(sha)
  if (!tag) throw notFound()
  return {
    node_id: Buffer.from(tag.sha).toString('base64url'),
    tag: tag.tag,
    sha: tag.sha,
    url: apiUrl(world, `git/tags/${tag.sha}`),
    message: tag.message,
    tagger: person(world),
    object: { ...tag.object, url: apiUrl(world, `git/${tag.object.type}s/${tag.object.sha}`) },
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  }
}
