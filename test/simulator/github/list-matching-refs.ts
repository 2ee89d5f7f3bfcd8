import { referenceReply } from './reference-reply.ts'
import type { RestOperation } from './request.ts'
import { ok } from './request.ts'

/** All references whose names begin so, in the order of their names; none is no mistake. */
export const listMatchingRefs: RestOperation = (world, { parameters: { ref = '' } }) => {
  const matching = [...world.github.references].filter(([name]) => name.startsWith(`refs/${ref}`))
  return ok(matching.sort(byName).map(([name, object]) => referenceReply(world, name, object)))
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1
}
