import { platformText, readManifest, runsOn, serves } from './manifest.ts'
import type { Manifest, Platform, PlatformImage } from './manifest.ts'

/** An image that was asked for, and what its registry showed of it. */
export interface LookedUpImage {
  /** What the release calls it. */
  name: string
  registry: string
  repository: string
  wanted: { tag: string } | { digest: string }
  seen: Seen
}

export type Seen =
  | FoundImage
  /** The repository is there, the image is not. `newest` are a few of those that are. */
  | { is: 'missing'; newest: readonly PushedImage[] }
  /** There is no such repository. `repositories` are those that can be seen; empty also if they cannot. */
  | { is: 'no-repository'; repositories: readonly string[] }
  /** The registry could not be asked, or its answer was not understood. */
  | { is: 'unknown'; why: string }

export interface PushedImage {
  tags: readonly string[]
  /** Milliseconds since 1970. */
  pushedAt?: number
}

export interface FoundImage extends PushedImage {
  is: 'found'
  digest: string
  /** ECR's `imageStatus`: ACTIVE, ARCHIVED, ACTIVATING. */
  status?: string
  /** The manifest's text as the registry sent it. */
  manifest?: string
  /** The digest that those bytes really have, `sha256:…`. */
  manifestHash?: string
  /** What the configuration of a single image states, if it was read; its manifest does not say. */
  platform?: Platform
}

/** `why` says what is so, `next` what probably led to it and what to do. Both are sentences without a full stop. */
export type ImageVerdict =
  /**
   * It is there, complete, and built for every wanted platform that could be checked. `platforms` are those the image
   * is known to be built for: empty for a single image whose configuration was not read.
   */
  | { is: 'verified'; digest: string; platforms: Platform[]; attestations: number }
  | { is: 'missing'; why: string; next: string }
  /** It is there, and must not be deployed. */
  | { is: 'refused'; why: string; next: string }
  | { is: 'unknown'; why: string }

/** Whether the image may be deployed to tasks of these platforms. */
export function judgeImage(looked: LookedUpImage, platforms: readonly Platform[]): ImageVerdict {
  const { seen } = looked
  switch (seen.is) {
    case 'found':
      return judgeFound({ ...looked, ...seen, platforms })
    case 'missing':
      return judgeMissing(looked, seen.newest)
    case 'no-repository':
      return judgeNoRepository(looked, seen.repositories)
    case 'unknown':
      return { is: 'unknown', why: `${nameOf(looked)} could not be checked: ${seen.why}` }
  }
}

type Found = Omit<LookedUpImage, 'seen'> & FoundImage & { platforms: readonly Platform[] }

function judgeFound(image: Found): ImageVerdict {
  const manifest = image.manifest === undefined ? undefined : readManifest(image.manifest)
  for (const objection of objections) {
    const verdict = objection(image, manifest)
    if (verdict) return verdict
  }
  const single = image.platform ? [image.platform] : []
  const platforms = manifest?.is === 'index' ? manifest.images.map(({ platform }) => platform) : single
  const attestations = manifest?.is === 'index' ? manifest.attestations : 0
  return { is: 'verified', digest: image.digest, platforms, attestations }
}

/** Everything that speaks against an image that is there. The first that does decides. */
const objections: readonly ((image: Found, manifest: Manifest | undefined) => ImageVerdict | undefined)[] = [
  isAnother,
  hasNotTheTag,
  cannotBePulled,
  isNotWhatItsDigestSays,
  cannotBeRead,
  isNotForThePlatform,
]

function isAnother(image: Found): ImageVerdict | undefined {
  if (!('digest' in image.wanted) || image.wanted.digest === image.digest) return undefined
  return {
    is: 'refused',
    why: `the registry answered with ${image.digest} when ${nameOf(image)} was asked for`,
    next: 'do not deploy it; a proxy or mirror between here and the registry may have answered in its place',
  }
}

/** A tag may be moved between two calls; then the digest of one and the tags of the other are not of one image. */
function hasNotTheTag(image: Found): ImageVerdict | undefined {
  if (!('tag' in image.wanted) || image.tags.length === 0 || image.tags.includes(image.wanted.tag)) return undefined
  return { is: 'unknown', why: `${nameOf(image)} was found, but without that tag; it may just have been moved` }
}

function cannotBePulled({ status = 'ACTIVE', ...image }: Found): ImageVerdict | undefined {
  if (status === 'ACTIVE') return undefined
  const next = unpullable.get(status)
  if (next === undefined) return { is: 'unknown', why: `${nameOf(image)} is there with the status ${status}` }
  return { is: 'refused', why: `${nameOf(image)} is ${status.toLowerCase()} and cannot be pulled`, next }
}

/** ECR lists images in these states, but does not hand them out. */
const unpullable: ReadonlyMap<string, string> = new Map([
  [
    'ARCHIVED',
    'a lifecycle policy probably archived it; restore it in the registry (UpdateImageStorageClass), or build it again',
  ],
  ['ACTIVATING', 'it is being restored from the archive; run this again when that is done'],
])

function isNotWhatItsDigestSays(image: Found): ImageVerdict | undefined {
  if (image.manifestHash === undefined || image.manifestHash === image.digest) return undefined
  return {
    is: 'refused',
    why: `the manifest of ${nameOf(image)} is not what its digest promises: ${image.digest}, but ${image.manifestHash}`,
    next: 'do not deploy it; it was changed on its way here or in the registry, so find out where before building again',
  }
}

function cannotBeRead(image: Found, manifest: Manifest | undefined): ImageVerdict | undefined {
  if (manifest?.is === 'unreadable') {
    return { is: 'unknown', why: `the manifest of ${nameOf(image)} could not be understood: ${manifest.why}` }
  }
  if (manifest) return undefined
  return {
    is: 'unknown',
    why: `${nameOf(image)} is there, but the registry did not give its manifest, so what it is could not be checked`,
  }
}

function isNotForThePlatform(image: Found, manifest: Manifest | undefined): ImageVerdict | undefined {
  const lacking = image.platforms.filter(wanted => !mayServe(image, manifest, wanted))
  if (lacking.length === 0) return undefined
  const built = manifest?.is === 'index' ? manifest.images.map(({ platform }) => platform) : [image.platform]
  const names = built.filter(platform => platform !== undefined).map(platformText)
  return {
    is: 'refused',
    why: `${nameOf(image)} is not built for ${lacking.map(platformText).join(' and ')}, only for ${names.join(', ') || 'nothing'}`,
    next:
      'its tasks would not start; build it for that platform (platforms: in docker/build-push-action), ' +
      'or correct runtimePlatform in the task definition',
  }
}

function mayServe({ platform }: Found, manifest: Manifest | undefined, wanted: Platform): boolean {
  if (manifest?.is === 'index') return serves(manifest, wanted) !== 'no'
  return platform === undefined || runsOn(platform, wanted)
}

/** The images in an index that tasks of these platforms may run, or of all where none is named; none if it is no index. */
export function partsOfIndex(manifest: string | undefined, platforms: readonly Platform[]): readonly PlatformImage[] {
  const read = manifest === undefined ? undefined : readManifest(manifest)
  if (read?.is !== 'index') return []
  const wanted = read.images.filter(({ platform }) => platforms.some(one => runsOn(platform, one)))
  return wanted.length > 0 ? wanted : read.images
}

/** How many manifests an image puts into its repository: its own, and those that an index names. */
export function manifestsOf(manifest: string | undefined): number {
  const read = manifest === undefined ? undefined : readManifest(manifest)
  return read?.is === 'index' ? 1 + read.images.length + read.attestations : 1
}

function judgeMissing(looked: LookedUpImage, newest: readonly PushedImage[]): ImageVerdict {
  const { repository, registry, wanted } = looked
  const what = 'tag' in wanted ? `carries the tag ${wanted.tag}` : `has the digest ${wanted.digest}`
  const row = explanations.find(({ fits }) => fits(looked, newest))
  return {
    is: 'missing',
    why: `no image of ${repository} in ${registry} ${what}; ${newestText(newest)}`,
    next: row?.next(looked, newest) ?? ELSEWHERE,
  }
}

interface Explanation {
  fits: (looked: LookedUpImage, newest: readonly PushedImage[]) => boolean
  next: (looked: LookedUpImage, newest: readonly PushedImage[]) => string
}

const ELSEWHERE =
  'it was probably never pushed, or to another repository, registry or Region; it may also have been deleted ' +
  'or expired by a lifecycle policy. Build it again, or name one of those that are there'

/** Why an image is missing, most telling sign first. */
const explanations: readonly Explanation[] = [
  {
    fits: (_, newest) => newest.length === 0,
    next: () => 'nothing has been pushed there yet; look at the build, and whether it pushes to this very registry',
  },
  {
    fits: ({ wanted }) => 'digest' in wanted,
    next: () =>
      'it was probably deleted or expired by a lifecycle policy, or it lies in another registry from where it was ' +
      'not (or not yet) replicated. Build the release again, or restore the image',
  },
  {
    fits: (looked, newest) => similarTag(looked, newest) !== undefined,
    next: (looked, newest) =>
      `there is ${similarTag(looked, newest) ?? ''}, so the build probably writes tags in another form; ` +
      'let it tag images with exactly what is asked for here, or ask for that tag',
  },
  {
    fits: ({ wanted }) => 'tag' in wanted && COMMIT.test(wanted.tag),
    next: () =>
      'the build of this commit probably failed or has not finished: look at its run, then run this again. If the ' +
      'commit is old, a lifecycle policy may have expired its image; the tag may also be of another repository',
  },
]

const COMMIT = /^[0-9a-f]{40}$/

/** The same tag in another form: a short commit for the full one, `sha-` or `v` before it, something behind it. */
function similarTag({ wanted }: LookedUpImage, newest: readonly PushedImage[]): string | undefined {
  if (!('tag' in wanted)) return undefined
  const sought = bare(wanted.tag)
  return newest
    .flatMap(image => image.tags)
    .find(tag => {
      const there = bare(tag)
      return Math.min(there.length, sought.length) >= 5 && (there.startsWith(sought) || sought.startsWith(there))
    })
}

function bare(tag: string): string {
  return tag.replace(/^(?:sha-|v)/, '')
}

function newestText(newest: readonly PushedImage[]): string {
  if (newest.length === 0) return 'the repository is empty'
  // An index's images and attestations lie beside it without a tag, and say nothing.
  const tagged = newest.filter(image => image.tags.length > 0)
  if (tagged.length === 0) return 'none there carries a tag'
  const latest = tagged.toSorted((a, b) => (b.pushedAt ?? 0) - (a.pushedAt ?? 0)).slice(0, 5)
  return `the newest tags there: ${latest.map(pushedText).join(', ')}`
}

function pushedText({ tags, pushedAt }: PushedImage): string {
  const name = tags.slice(0, 3).join(' = ')
  return pushedAt === undefined ? name : `${name} (pushed ${new Date(pushedAt).toISOString().slice(0, 16)}Z)`
}

function judgeNoRepository({ registry, repository }: LookedUpImage, others: readonly string[]): ImageVerdict {
  const alike = others.toSorted((a, b) => likeness(b, repository) - likeness(a, repository)).slice(0, 5)
  return {
    is: 'missing',
    why: `${registry} has no repository ${repository}${alike.length > 0 ? `; there are ${alike.join(', ')}` : ''}`,
    next: 'correct its name, or the account and Region if it lies in another registry; if it is new, create it and build',
  }
}

/** How much two repository names have in common: a wrong prefix is more likely than a wrong last part. */
function likeness(a: string, b: string): number {
  const [first, second] = [a.split('/'), b.split('/')]
  return (first.at(-1) === second.at(-1) ? 2 : 0) + (first[0] === second[0] ? 1 : 0)
}

function nameOf({ repository, wanted }: Pick<LookedUpImage, 'repository' | 'wanted'>): string {
  return 'tag' in wanted ? `${repository}:${wanted.tag}` : `${repository}@${wanted.digest}`
}
