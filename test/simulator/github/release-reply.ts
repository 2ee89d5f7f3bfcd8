import type { World } from '../world.ts'
import { apiUrl, htmlUrl, nodeId, timestamp, user } from './repository.ts'
import type { ReleaseData } from './shapes.ts'
import type { Release } from './state.ts'

/** A release. It is as old as its commit; when it was published is another time. */
export function releaseReply(world: World, release: Release): ReleaseData {
  const { id, tag, publishedAt } = release
  return {
    id,
    node_id: nodeId('RE', id),
    url: apiUrl(world, `releases/${id}`),
    html_url: htmlUrl(world, `releases/tag/${tag}`),
    assets_url: apiUrl(world, `releases/${id}/assets`),
    upload_url: `https://uploads.github.com/repos/${world.github.owner}/${world.github.name}/releases/${id}/assets{?name,label}`,
    tarball_url: apiUrl(world, `tarball/${tag}`),
    zipball_url: apiUrl(world, `zipball/${tag}`),
    tag_name: tag,
    target_commitish: release.targetCommitish,
    name: release.name,
    body: release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: timestamp(release.createdAt),
    published_at: publishedAt === undefined ? null : timestamp(publishedAt),
    author: user('developer'),
    assets: [],
  }
}
