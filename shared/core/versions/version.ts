import type { ContainerImage } from '../known-revision.ts'
import type { Provenance } from '../provenance.ts'

/** What people call what runs: a release, its commit, or as much of that as is known. */
export interface Version {
  release?: string
  /** Full SHA. */
  commit?: string
}

export function isCommit(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{40}$/.test(text)
}

export function isKnown({ release, commit }: Version): boolean {
  return release !== undefined || commit !== undefined
}

/** `v1.4.0`, or else the first digits of the commit. */
export function versionText({ release, commit }: Version): string {
  return release ?? commit?.slice(0, 12) ?? 'an unknown version'
}

/** Whether two are the same. Undefined where what is known of them cannot be compared. */
export function isSame(one: Version, other: Version): boolean | undefined {
  if (one.commit !== undefined && other.commit !== undefined) return one.commit === other.commit
  if (one.release !== undefined && other.release !== undefined) return one.release === other.release
  return undefined
}

/**
 * What a revision says of itself: by the tags that these actions write, or else by the tag of its image, which is the
 * commit where images are built once. `own` are the repositories that belong to the release.
 */
export function versionOf(
  { release, commit, imageTags = {} }: Provenance,
  images: readonly ContainerImage[],
  own: readonly string[],
): Version {
  const ours = images.filter(({ image }) => own.length === 0 || own.includes(image.repository))
  const tags = [commit, ...Object.values(imageTags), ...ours.map(({ image }) => image.tag)]
  const found = tags.find(tag => isCommit(tag))
  return { ...(release !== undefined && { release }), ...(found !== undefined && { commit: found }) }
}
