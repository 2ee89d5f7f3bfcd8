import type { RestOperation } from './repository.ts'
import { apiUrl, notFound } from './repository.ts'

/** Exactly this reference: GitHub does not match beginnings here. */
export const getRef: RestOperation = (world, { ref = '' }) => {
  const name = `refs/${ref}`
  const object = world.github.references.get(name)
  if (!object) throw notFound()
  return {
    ref: name,
    node_id: Buffer.from(name).toString('base64url'),
    url: apiUrl(world, `git/${name}`),
    object: { ...object, url: apiUrl(world, `git/${object.type}s/${object.sha}`) },
  }
}
