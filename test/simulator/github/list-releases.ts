import { paged } from './paging.ts'
import { releaseReply } from './release-reply.ts'
import type { RestOperation } from './request.ts'

/** Releases, the newest first; drafts for those alone who may write. */
export const listReleases: RestOperation = (world, request) => {
  const { releases, permissions } = world.github
  const mayWrite = !permissions || permissions.contents === 'write'
  const visible = releases.filter(({ draft }) => mayWrite || !draft)
  const ordered = visible.toSorted((one, other) => other.createdAt - one.createdAt)
  return paged(
    world,
    request,
    ordered.map(release => releaseReply(world, release)),
  )
}
