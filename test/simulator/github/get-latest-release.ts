import { notFound } from './refusals.ts'
import { releaseReply } from './release-reply.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

/** The release of the newest commit, whenever it was published; drafts and prereleases do not count. */
export const getLatestRelease: RestOperation = world => {
  const full = world.github.releases.filter(({ draft, prerelease }) => !draft && !prerelease)
  const latest = full.toSorted((one, other) => one.createdAt - other.createdAt).at(-1)
  if (!latest) throw notFound()
  return ok(releaseReply(world, latest))
}
