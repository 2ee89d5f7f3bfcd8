import { action } from '../../shared/action.ts'
import type { Result } from '../../shared/action.ts'
import { imagesOf, platformsOf } from '../../shared/core/deploy-manifest/declared.ts'
import { imageText, parseImage } from '../../shared/core/image.ts'
import type { ImageReference } from '../../shared/core/image.ts'
import { parsePlatform, platformText } from '../../shared/core/manifest.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { serviceTable } from '../../shared/core/summary.ts'
import type { Cell } from '../../shared/core/summary.ts'
import { counted } from '../../shared/core/wording.ts'
import { imageTag } from '../../shared/image-tag.ts'
import { duration, flag, listOf, optional, pairs, quote, required, text } from '../../shared/inputs.ts'
import type { NamedImage } from '../../shared/phases/verify/look.ts'
import { commitOf } from '../../shared/phases/verify/release.ts'
import { verdictText, verifyImages } from '../../shared/phases/verify/verify.ts'
import type { Verified } from '../../shared/phases/verify/verify.ts'

const inputs = {
  images: required(raw => readImages(raw)),
  tag: optional(imageTag()),
  release: optional(text),
  platform: optional(listOf(parsePlatform)),
  'allow-missing': required(flag),
  'github-token': optional(text),
  timeout: required(duration),
}

/** Proves that all images of a release are there and are what their digests say. Writes nothing. */
export const verifyImage = action({
  title: 'Verify images',
  inputs,
  outputs: ['sha', 'tag', 'images', 'digests', 'missing'],
  defaults: ({ declared, document }) => ({
    images: declared ? declared.services.flatMap(({ images }) => images) : imagesOf(document),
    platform: platformsOf(document).map(parsePlatform),
  }),
  check: ({ tag, release }) => {
    if (tag !== undefined && release !== undefined)
      return ['`tag` and `release` exclude each other: a release says its tag']
    return tag === undefined && release === undefined
      ? ['`tag` or `release` is required: it says which images to look for']
      : []
  },

  async run(given, context) {
    const until = context.clock.now() + given.timeout
    const token = given['github-token']
    const commit = given.release === undefined ? undefined : await commitOf(given.release, { token, context, until })
    const tag = commit ?? given.tag ?? ''
    const verified = await verifyImages(given.images, {
      tag,
      platforms: given.platform ?? [],
      allowMissing: given['allow-missing'],
      context,
      aws: context.aws({ until }),
    })
    return resultOf(verified, { tag, sha: commit ?? (isCommit(tag) ? tag : ''), allowMissing: given['allow-missing'] })
  },
})

function readImages(raw: string): readonly NamedImage[] {
  const takes = 'name=repository lines, or repositories'
  return [...pairs(takes, lastSegment)(raw)].map(([name, value]) => ({ name, image: repositoryOf(name, value) }))
}

function lastSegment(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1)
}

function repositoryOf(name: string, value: string): ImageReference {
  let image: ImageReference
  try {
    image = parseImage(value)
  } catch {
    throw new Error(`has ${quote(value)} for ${name}; it takes a repository, with its registry or without`)
  }
  if (image.tag !== undefined || image.digest !== undefined)
    throw new Error(`has ${quote(value)} for ${name}; the tag belongs into \`tag\` or \`release\``)
  return image
}

function isCommit(tag: string): boolean {
  return /^[0-9a-f]{40}$/.test(tag)
}

function resultOf(
  all: readonly Verified[],
  { tag, sha, allowMissing }: { tag: string; sha: string; allowMissing: boolean },
): Result<'sha' | 'tag' | 'images' | 'digests' | 'missing'> {
  const missing = all.filter(({ verdict }) => verdict.is === 'missing')
  const wrong = all.filter(({ verdict }) => verdict.is !== 'verified' && !(allowMissing && verdict.is === 'missing'))
  return {
    outcome: outcomeOf(wrong),
    message: sentenceFor(all, { wrong, missing, tag }),
    outputs: {
      sha,
      tag,
      images: byName(all, ({ image, registry }, digest) =>
        imageText({ registry, repository: image.image.repository, digest }),
      ),
      digests: byName(all, (_, digest) => digest),
      missing: JSON.stringify(missing.map(({ image }) => image.name)),
    },
    summary: serviceTable(['Image', 'Repository', 'Result', 'Digest', 'Platforms'], all.map(rowOf)),
  }
}

function rowOf({ image, verdict }: Verified): Cell[] {
  const [digest, platforms] =
    verdict.is === 'verified'
      ? [verdict.digest, verdict.platforms.map(platformText).join(', ') || 'not stated']
      : ['', '']
  return [image.name, { code: image.image.repository }, verdict.is, { code: digest }, platforms]
}

function outcomeOf(wrong: readonly Verified[]): Outcome {
  if (wrong.length === 0) return 'succeeded'
  return wrong.some(({ verdict }) => verdict.is === 'unknown') ? 'unknown' : 'failed-before-change'
}

function sentenceFor(
  all: readonly Verified[],
  { wrong, missing, tag }: { wrong: readonly Verified[]; missing: readonly Verified[]; tag: string },
): string {
  if (wrong.length > 0) {
    const unseen = wrong.every(({ verdict }) => verdict.is === 'unknown')
    const what = `${wrong.length} of ${counted(all.length, 'image')} ${unseen ? 'could not be checked' : 'cannot be deployed'}:`
    return [what, ...wrong.map(one => `  - ${one.image.name}: ${verdictText(one)}`)].join('\n')
  }
  const names = missing.map(({ image }) => image.name).join(', ')
  if (missing.length > 0) return `${counted(all.length, 'image')} looked for; to be built: ${names}.`
  return `All images (${all.length}) with the tag ${tag} are there and verified.`
}

function byName(all: readonly Verified[], text: (verified: Verified, digest: string) => string): string {
  return JSON.stringify(
    Object.fromEntries(
      all.flatMap(one => (one.verdict.is === 'verified' ? [[one.image.name, text(one, one.verdict.digest)]] : [])),
    ),
  )
}
