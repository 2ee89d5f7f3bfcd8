import type { World } from '../world.ts'
import { paged } from './paging.ts'
import { apiUrl, nodeId } from './repository.ts'
import type { RestOperation } from './request.ts'
import type { TagData } from './shapes.ts'

/** Tags and the commits that they mean in the end. */
export const listTags: RestOperation = (world, request) => {
  const { references, assumptions } = world.github
  const names = [...references.keys()].flatMap(name => /^refs\/tags\/(.+)/.exec(name)?.[1] ?? []).sort()
  const ordered = assumptions.tagOrder === 'ascending-by-name' ? names : names.reverse()
  return paged(
    world,
    request,
    ordered.map(name => tag(world, name)),
  )
}

function tag(world: World, name: string): TagData {
  const sha = world.github.resolve(`tags/${name}`)?.sha ?? ''
  return {
    name,
    commit: { sha, url: apiUrl(world, `commits/${sha}`) },
    zipball_url: apiUrl(world, `zipball/refs/tags/${name}`),
    tarball_url: apiUrl(world, `tarball/refs/tags/${name}`),
    node_id: nodeId('REF', `refs/tags/${name}`),
  }
}
