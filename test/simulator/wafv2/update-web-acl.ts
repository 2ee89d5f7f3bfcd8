import type { Operation } from '../operation.ts'
import { checkDocument } from './check-document.ts'
import { refusal } from './faults.ts'
import { namedWebAcl } from './request.ts'
import type { NamedWebAcl } from './request.ts'
import { documentOf } from './web-acl.ts'

/** Replaces the whole web ACL: what is left out is gone. Only ApplicationConfig is kept [SDK]. */
export const updateWebAcl: Operation = (world, input, sender) => {
  const document = documentOf(input)
  const webAcl = namedWebAcl(world, input as unknown as NamedWebAcl, sender)
  const { ApplicationConfig } = webAcl.document
  checkDocument(world, document, { scope: webAcl.scope, before: webAcl.document })
  world.waf.ensureUsable(webAcl)
  if (input.LockToken !== webAcl.lockToken) throw refusal('WAFOptimisticLockException')
  world.waf.replace(webAcl, { ...(ApplicationConfig !== undefined && { ApplicationConfig }), ...document })
  return { NextLockToken: webAcl.lockToken }
}
