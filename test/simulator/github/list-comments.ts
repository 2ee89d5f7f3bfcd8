import { commentReply } from './comment-reply.ts'
import { paged } from './paging.ts'
import { notFound } from './refusals.ts'
import type { RestOperation } from './request.ts'

/** The comments below an issue or a pull request, the oldest first. */
export const listComments: RestOperation = (world, request) => {
  const { discussions } = world.github
  const number = Number(request.parameters.issue_number)
  if (!discussions.has(number)) throw notFound()
  const since = Date.parse(request.query.get('since') ?? '') || -Infinity
  const found = discussions.comments.filter(({ of, updatedAt }) => of === number && updatedAt >= since)
  return paged(
    world,
    request,
    found.map(comment => commentReply(world, comment)),
  )
}
