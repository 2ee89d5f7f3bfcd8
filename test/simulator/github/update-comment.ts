import { commentBody } from './comment-body.ts'
import { commentReply } from './comment-reply.ts'
import { notFound } from './refusals.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

/** Writes a comment anew. */
export const updateComment: RestOperation = (world, { parameters, body }) => {
  const { discussions } = world.github
  const comment = discussions.comments.find(({ id }) => id === Number(parameters.comment_id))
  if (!comment) throw notFound()
  discussions.edit(comment, commentBody(body))
  return ok(commentReply(world, comment))
}
