import { commentBody } from './comment-body.ts'
import { commentReply } from './comment-reply.ts'
import { notFound } from './refusals.ts'
import type { RestOperation } from './request.ts'
import { created } from './request.ts'

/** Writes below an issue or a pull request. */
export const createComment: RestOperation = (world, { parameters, body }) => {
  const { discussions } = world.github
  const number = Number(parameters.issue_number)
  if (!discussions.has(number)) throw notFound()
  const reply = commentReply(world, discussions.comment(number, { body: commentBody(body) }))
  return created(reply, { location: reply.url })
}
