import { notFound } from './refusals.ts'
import { releaseReply } from './release-reply.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

/** A release by its id, drafts too. */
export const getRelease: RestOperation = (world, { parameters }) => {
  const release = world.github.releases.find(({ id }) => id === Number(parameters.release_id))
  if (!release) throw notFound()
  return ok(releaseReply(world, release))
}
