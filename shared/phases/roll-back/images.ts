import { lookInRegistry } from '../../aws/registry.ts'
import { imageText, parseImage, pin, shortImage } from '../../core/image.ts'
import type { ImageReference } from '../../core/image.ts'
import { digestsOf, readManifest } from '../../core/manifest.ts'
import type { Obstacle } from '../../core/preflight.ts'
import { revisionName } from '../../core/service.ts'
import { wantedPlatform } from '../../core/task-definition.ts'
import type { ImageChange } from '../../core/task-definition.ts'
import { judgeImage } from '../../core/verification.ts'
import type { Seen } from '../../core/verification.ts'
import { capital } from '../../core/wording.ts'
import type { PhaseRun } from '../run.ts'
import type { Target } from './find.ts'

/** What the images of a target say. */
export interface CheckedImages {
  obstacles: readonly Obstacle[]
  /** Containers whose tag leads to another image by now, and the image that they ran. */
  pins: readonly ImageChange[]
  /** What could not be made sure of, a sentence each. */
  warnings: readonly string[]
}

/** A revision that is to run again, and the digests that its containers ran, where that is known. */
type Aim = Pick<Target, 'name' | 'digests'> & { target: Pick<Target['target'], 'arn' | 'definition'> }

/** Asks the registries whether the images of targets can be pulled now. Each image is looked for once. */
export class ImageCheck {
  private readonly run: Pick<PhaseRun, 'aws'>
  private readonly looked = new Map<string, Promise<Seen | undefined>>()

  constructor(run: Pick<PhaseRun, 'aws'>) {
    this.run = run
  }

  /** All containers of a target: one that cannot be started keeps the others from running. */
  async of(service: string, found: Aim): Promise<CheckedImages> {
    const containers = found.target.definition.containerDefinitions
    const all = await Promise.all(
      containers.map(async ({ name, image }) => {
        const reference = referenceOf(image)
        const ran = found.digests.get(name)
        return reference ? this.check({ service, found, container: name, image: reference, ran }) : noReference(name)
      }),
    )
    return {
      obstacles: all.flatMap(({ obstacle }) => obstacle ?? []),
      pins: all.flatMap(one => one.pin ?? []),
      warnings: all.flatMap(({ warning }) => warning ?? []),
    }
  }

  private async check(one: Question): Promise<Answer> {
    const { image, ran } = one
    if (image.digest !== undefined) return this.judge(one, { digest: image.digest })
    const tag = image.tag ?? 'latest'
    if (ran === undefined) return { ...unresolved(one), ...(await this.judge(one, { tag })) }
    const seen = await this.look(image, { tag })
    if (!seen) return outside(image)
    if (seen.is === 'found' && holds(seen, ran)) return this.judge(one, { tag })
    return this.asItRan(one, ran)
  }

  /** The tag was moved, or is gone. What ran is still what is to run. */
  private async asItRan(one: Question, digest: string): Promise<Answer> {
    const answer = await this.judge(one, { digest })
    if (answer.obstacle) return answer
    const { container, image } = one
    return {
      pin: { container, image: pin(image, digest) },
      warning: `The tag ${shortImage(imageText(image))} leads to another image by now; ${container} gets the one it ran, by its digest.`,
    }
  }

  private async judge({ service, found, image }: Question, wanted: Wanted): Promise<Answer> {
    const seen = await this.look(image, wanted)
    if (!seen) return outside(image)
    const { registry = '', repository } = image
    const platform = wantedPlatform(found.target.definition)
    const verdict = judgeImage({ name: service, registry, repository, wanted, seen }, platform ? [platform] : [])
    if (verdict.is === 'verified') return {}
    if (verdict.is === 'unknown') return { warning: `Whether its image can be pulled is not known: ${verdict.why}.` }
    const [name, own] = [found.name, revisionName(found.target.arn)]
    const revision = name === own ? name : `${name} (${own})`
    const next = `${capital(verdict.next)}; or name another release.`
    return { obstacle: { service, why: `cannot go back to ${revision}: ${verdict.why}`, next } }
  }

  private look(image: ImageReference, wanted: Wanted): Promise<Seen | undefined> {
    const key = `${imageText(image)} ${JSON.stringify(wanted)}`
    const known = this.looked.get(key) ?? lookInRegistry(this.run.aws, { ...image, wanted })
    this.looked.set(key, known)
    return known
  }
}

type Wanted = { tag: string } | { digest: string }

interface Question {
  service: string
  found: Aim
  container: string
  image: ImageReference
  /** The digest that it ran, where ECS's records say so. */
  ran: string | undefined
}

interface Answer {
  obstacle?: Obstacle
  pin?: ImageChange
  warning?: string
}

function referenceOf(image: string | undefined): ImageReference | undefined {
  try {
    return image === undefined ? undefined : parseImage(image)
  } catch {
    return undefined
  }
}

/** ECS resolves a tag to the digest of an index, or of the platform's image in it. */
function holds(seen: Extract<Seen, { is: 'found' }>, digest: string): boolean {
  return digestsOf(readManifest(seen.manifest ?? ''), seen.digest).includes(digest)
}

function noReference(container: string): Answer {
  return { warning: `The image of ${container} could not be understood, so it was not checked.` }
}

function outside(image: ImageReference): Answer {
  return {
    warning: `Whether ${shortImage(imageText(image))} can be pulled is not known: it is not in Amazon ECR.`,
  }
}

function unresolved({ container, image }: Question): Pick<Answer, 'warning'> {
  const text = shortImage(imageText(image))
  return {
    warning: `The container ${container} gets what ${text} is now: nothing says which image that was when it last ran.`,
  }
}
