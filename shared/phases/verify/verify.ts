import type { Context } from '../../action.ts'
import type { AwsServices } from '../../aws/services.ts'
import { ecrRegistry } from '../../core/image.ts'
import { platformText } from '../../core/manifest.ts'
import type { Platform } from '../../core/manifest.ts'
import type { ImageCheck } from '../../core/image-checks.ts'
import { judgeImage } from '../../core/verification.ts'
import type { ImageVerdict, Seen } from '../../core/verification.ts'
import { capital, counted } from '../../core/wording.ts'
import { lookForImages, wantedOf } from './look.ts'
import type { LookedFor, NamedImage } from './look.ts'

/** An image of the release, and whether it may be deployed. */
export interface Verified {
  image: NamedImage
  /** Registry host, where the image was found. */
  registry: string
  seen: Seen
  verdict: ImageVerdict
  /** What became of the gates that were asked for; the verdict has what they say against the image. */
  checks: readonly ImageCheck[]
}

export interface VerifyRun {
  /** What the images of the release carry. */
  tag: string
  /** Those that every image must be built for. */
  platforms: readonly Platform[]
  /** Missing images are what is asked for. */
  allowMissing: boolean
  context: Context
  aws: AwsServices
}

/** Looks at every image of a release. Writes nothing. */
export function verifyImages(images: readonly NamedImage[], run: VerifyRun): Promise<Verified[]> {
  const title = `Look for ${counted(images.length, 'image')} with the tag ${run.tag}`
  return run.context.step.group(title, async () => {
    const looked = await lookForImages(images, run)
    return looked.map(one => verify(one, run))
  })
}

function verify(looked: LookedFor, { tag, platforms, allowMissing, context: { step } }: VerifyRun): Verified {
  const { image, registry, seen } = looked
  const { repository } = image.image
  const taken = takenByDigest(looked)
  const asked = { name: image.name, registry, repository, wanted: wantedOf(image.image, tag), seen }
  const verified = { image, registry, seen, verdict: taken ?? judgeImage(asked, platforms), checks: [] }
  if (taken) step.warning(`${image.name}: ${registry} cannot be asked; its image is taken by its digest.`)
  // Missing images may be what is asked for; a repository that is not there is more likely a slip.
  if (seen.is === 'no-repository' && allowMissing) step.warning(`${image.name}: ${verdictText(verified)}`)
  // What is wrong is told in full, and once, when the step ends.
  const { verdict } = verified
  step.info(`${image.name}: ${verdict.is === 'verified' ? verdictText(verified) : verdict.is}`)
  return verified
}

/** Registries outside of Amazon ECR are not asked; a digest says which image it is, but not that it can be pulled. */
function takenByDigest({ image: { image }, registry }: LookedFor): ImageVerdict | undefined {
  if (image.digest === undefined || ecrRegistry(registry)) return undefined
  return { is: 'verified', digest: image.digest, platforms: [], attestations: 0 }
}

/** The verdict as a sentence, with what to do where something is to be done. */
export function verdictText({ verdict }: Pick<Verified, 'verdict'>): string {
  if (verdict.is === 'verified') {
    const platforms = verdict.platforms.map(platformText).join(', ')
    return `${verdict.digest}${platforms === '' ? '' : ` for ${platforms}`}`
  }
  return 'next' in verdict ? `${verdict.why}. ${capital(verdict.next)}.` : verdict.why.replace(/[^.]$/, '$&.')
}
