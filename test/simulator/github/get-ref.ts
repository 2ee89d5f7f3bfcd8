import { referenceReply } from './reference-reply.ts'
import { notFound } from './refusals.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

/** Exactly this reference: GitHub does not match beginnings here. */
export const getRef: RestOperation = (world, { parameters: { ref = '' } }) => {
  const name = `refs/${ref}`
  const object = world.github.references.get(name)
  if (!object) throw notFound()
  return ok(referenceReply(world, name, object))
}
