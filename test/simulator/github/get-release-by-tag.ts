import type { RestOperation } from './repository.ts'
import { apiUrl, htmlUrl, notFound } from './repository.ts'

/** A published release. Drafts have no tag yet, so GitHub does not find them by one. */
export const getReleaseByTag: RestOperation = (world, { tag }) => {
  const release = world.github.releases.find(candidate => candidate.tag === tag && !candidate.draft)
  if (!release) throw notFound()
  const publishedAt = new Date(release.publishedAt).toISOString()
  return {
    id: release.id,
    node_id: `RE_${release.id}`,
    url: apiUrl(world, `releases/${release.id}`),
    html_url: htmlUrl(world, `releases/tag/${release.tag}`),
    tag_name: release.tag,
    target_commitish: release.targetCommitish,
    name: release.name,
    body: '',
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: publishedAt,
    published_at: publishedAt,
    assets: [],
  }
}
