import { action } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import { imagesOf, platformsOf } from '../../shared/core/deploy-manifest/declared.ts'
import { ecrRegistry, imageText, parseImage } from '../../shared/core/image.ts'
import type { ImageReference } from '../../shared/core/image.ts'
import { parsePlatform, platformText } from '../../shared/core/manifest.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { serviceTable } from '../../shared/core/summary.ts'
import type { Cell } from '../../shared/core/summary.ts'
import { capital, counted } from '../../shared/core/wording.ts'
import { judgeImage } from '../../shared/core/verification.ts'
import type { ImageVerdict } from '../../shared/core/verification.ts'
import { ActionError } from '../../shared/errors.ts'
import { duration, flag, listOf, optional, pairs, quote, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { lookForImages, wantedOf } from './look.ts'
import type { NamedImage } from './look.ts'

const inputs = {
  images: required(raw => readImages(raw)),
  tag: optional(tagOf),
  release: optional(text),
  platform: optional(listOf(parsePlatform)),
  'allow-missing': required(flag),
  'github-token': optional(text),
  timeout: required(duration),
}

export type VerifyInputs = Values<typeof inputs>

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
    const commit = given.release === undefined ? undefined : await commitOf(given.release, { given, context, until })
    const tag = commit ?? given.tag ?? ''
    const aws = context.aws({ until })
    const verified = await context.step.group(
      `Look for ${counted(given.images.length, 'image')} with the tag ${tag}`,
      () => verifyAll(tag, { given, context, aws }),
    )
    return resultOf(verified, { tag, sha: commit ?? (isCommit(tag) ? tag : ''), allowMissing: given['allow-missing'] })
  },
})

export interface Verified {
  image: NamedImage
  /** Registry host, where the image was found. */
  registry: string
  verdict: ImageVerdict
}

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

/** ECR takes letters, digits and `_.-`, at most 128 of them. */
function tagOf(raw: string): string {
  if (!/^\w[\w.-]{0,127}$/.test(raw))
    throw new Error(`is ${quote(raw)}; it takes the tag of an image, such as a commit`)
  return raw
}

function isCommit(tag: string): boolean {
  return /^[0-9a-f]{40}$/.test(tag)
}

async function commitOf(
  release: string,
  { given, context, until }: { given: VerifyInputs; context: Context; until: number },
): Promise<string> {
  const token = given['github-token']
  if (token === undefined)
    throw new ActionError('`release` needs `github-token` to ask GitHub for its commit', {
      outcome: 'failed-before-change',
    })
  const found = await context.github({ token, until }).commitOfTag(release)
  if (found.is === 'found') {
    context.step.info(`Release ${release} is commit ${found.commit}.`)
    return found.commit
  }
  const next = found.is === 'refused' ? found.next : 'Check the name of the release; its tag has to be pushed.'
  throw new ActionError(found.why, { outcome: found.is === 'refused' ? 'unknown' : 'failed-before-change', next })
}

async function verifyAll(
  tag: string,
  { given, context, aws }: { given: VerifyInputs; context: Context; aws: AwsServices },
): Promise<Verified[]> {
  const looked = await lookForImages(given.images, { tag, aws })
  return looked.map(({ image, registry, seen }) => {
    const looked = {
      name: image.name,
      registry,
      repository: image.image.repository,
      wanted: wantedOf(image.image, tag),
    }
    const taken = takenByDigest(image, registry)
    const verified = { image, registry, verdict: taken ?? judgeImage({ ...looked, seen }, given.platform ?? []) }
    const { verdict } = verified
    if (taken) context.step.warning(`${image.name}: ${registry} cannot be asked; its image is taken by its digest.`)
    // Missing images may be what is asked for; a repository that is not there is more likely a slip.
    if (seen.is === 'no-repository' && given['allow-missing'])
      context.step.warning(`${image.name}: ${sentenceOf(verified)}`)
    // What is wrong is told in full, and once, when the step ends.
    context.step.info(`${image.name}: ${verdict.is === 'verified' ? sentenceOf(verified) : verdict.is}`)
    return verified
  })
}

/** Registries outside of Amazon ECR are not asked; a digest says which image it is, but not that it can be pulled. */
function takenByDigest({ image }: NamedImage, registry: string): ImageVerdict | undefined {
  if (image.digest === undefined || ecrRegistry(registry)) return undefined
  return { is: 'verified', digest: image.digest, platforms: [], attestations: 0 }
}

function sentenceOf({ verdict }: Verified): string {
  if (verdict.is === 'verified')
    return `${verdict.digest}${verdict.platforms.length > 0 ? ` for ${verdict.platforms.map(platformText).join(', ')}` : ''}`
  return 'next' in verdict ? `${verdict.why}. ${capital(verdict.next)}.` : verdict.why.replace(/[^.]$/, '$&.')
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
    return [what, ...wrong.map(one => `  - ${one.image.name}: ${sentenceOf(one)}`)].join('\n')
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
