import type { ListWebACLsRequest } from '@aws-sdk/client-wafv2'
import type { Operation } from '../operation.ts'
import { checkNumber } from './constraints.ts'
import { ensureScope, isHere } from './request.ts'
import { summary } from './web-acl.ts'

/** WAF's pages hold 100 at most. */
const most = 100

/** In the order of their names; the marker is the last name of a page. */
export const listWebAcls: Operation = (world, input, sender) => {
  const { Scope, NextMarker = '', Limit = most } = input as unknown as ListWebACLsRequest
  checkNumber('limit', Limit, most)
  ensureScope(Scope ?? 'REGIONAL', sender)
  const all = [...world.waf.webAcls.values()]
    .filter(({ scope, knownFrom }) => scope === Scope && knownFrom <= world.now())
    .filter(webAcl => isHere(world, webAcl, sender))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .filter(({ name }) => name > NextMarker)
  const page = all.slice(0, Limit)
  const last = page.at(-1)
  return {
    WebACLs: page.map(webAcl => summary(world, webAcl)),
    ...(last && page.length < all.length && { NextMarker: last.name }),
  }
}
