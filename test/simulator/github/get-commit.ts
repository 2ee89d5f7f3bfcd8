import { commitReply } from './commit-reply.ts'
import { RestFault } from './refusals.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

/** The commit behind a branch, a tag of either kind, or a SHA. */
export const getCommit: RestOperation = (world, { parameters: { ref = '' } }) => {
  const commit = world.github.resolve(ref)
  if (!commit) throw new RestFault(422, `No commit found for SHA: ${ref}`)
  return ok({ ...commitReply(world, commit), stats: { total: 0, additions: 0, deletions: 0 }, files: [] })
}
