import type { World } from '../world.ts'
import { apiUrl, nodeId } from './repository.ts'
import type { ReferenceData } from './shapes.ts'
import type { GitObject } from './state.ts'

/** A reference by its full name, such as `refs/tags/v1.4.0`, and what it points to. */
export function referenceReply(world: World, ref: string, { type, sha }: GitObject): ReferenceData {
  return {
    ref,
    node_id: nodeId('REF', ref),
    url: apiUrl(world, `git/${ref}`),
    object: { type, sha, url: apiUrl(world, `git/${type}s/${sha}`) },
  }
}
