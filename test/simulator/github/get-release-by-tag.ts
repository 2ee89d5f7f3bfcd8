import { notFound } from './refusals.ts'
import { releaseReply } from './release-reply.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

/** A published release. Drafts have no tag yet, so GitHub does not find them by one. */
export const getReleaseByTag: RestOperation = (world, { parameters: { tag } }) => {
  const release = world.github.releases.find(candidate => candidate.tag === tag && !candidate.draft)
  if (!release) throw notFound()
  return ok(releaseReply(world, release))
}
