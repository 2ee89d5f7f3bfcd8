import { imageText } from './image.ts'
import type { ImageReference } from './image.ts'

/** How a job of a matrix builds an image that is missing. What nobody said is empty. */
export interface Build {
  /** What the release calls the image; of several that share it, the first. */
  name: string
  repository: string
  /** Empty for that of the account. */
  registry: string
  context: string
  dockerfile: string
  target: string
  /** `linux/amd64,linux/arm64`. */
  platforms: string
  tag: string
  /** Whether the repository lets a tag `latest` move. */
  latest: boolean
}

interface NamedImage {
  name: string
  image: ImageReference
}

/** An image that is declared, and how it is built, if that is said. */
interface Buildable extends NamedImage {
  build: { context: string; dockerfile: string | undefined; target: string | undefined } | undefined
}

interface Said {
  declared: readonly Buildable[]
  tag: string
  platforms: readonly string[]
  /** Whether a tag `latest` may move in the repository of an image. */
  latestMoves: (image: ImageReference) => boolean
}

/** What is to be built of what is missing, one entry for each repository; and what nothing says how to build. */
export function buildList(
  missing: readonly NamedImage[],
  { declared, tag, platforms, latestMoves }: Said,
): { builds: Build[]; unbuildable: string[] } {
  const byHome = Map.groupBy(missing, ({ image }) => homeOf(image))
  const entries = [...byHome].map(([home, [first, ...sharing]]) => {
    const how = declared.find(one => homeOf(one.image) === home && one.build !== undefined)?.build
    const { registry = '', repository } = first?.image ?? { repository: home }
    const names = [first, ...sharing].flatMap(one => one?.name ?? [])
    if (how === undefined || first === undefined || isElsewhere(first.image)) return { names }
    const { context, dockerfile = '', target = '' } = how
    const where = { name: first.name, repository, registry }
    const build = { ...where, context, dockerfile, target, platforms: platforms.join(','), tag }
    return { names, build: { ...build, latest: latestMoves(first.image) } }
  })
  return {
    builds: entries.flatMap(({ build }) => build ?? []),
    unbuildable: entries.flatMap(({ names, build }) => (build ? [] : names)),
  }
}

/** An image with a tag or a digest of its own is not of this release. */
function isElsewhere({ tag, digest }: ImageReference): boolean {
  return tag !== undefined || digest !== undefined
}

function homeOf(image: ImageReference): string {
  return imageText(image)
}
