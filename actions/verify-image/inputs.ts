import { parseRepository, parseWorkflow } from '../../shared/core/attestation.ts'
import { oneOf } from '../../shared/core/choice.ts'
import { parseImage } from '../../shared/core/image.ts'
import type { ImageReference } from '../../shared/core/image.ts'
import type { ImageGates } from '../../shared/core/image-checks.ts'
import { parsePlatform } from '../../shared/core/manifest.ts'
import { severities } from '../../shared/core/scan-verdict.ts'
import { imageTag } from '../../shared/image-tag.ts'
import { duration, flag, listOf, optional, pairs, quote, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import type { NamedImage } from '../../shared/phases/verify/look.ts'
import type { Context } from '../../shared/action.ts'

export const inputs = {
  images: required(raw => readImages(raw)),
  tag: optional(imageTag()),
  release: optional(text),
  platform: optional(listOf(parsePlatform)),
  'allow-missing': required(flag),
  'fail-on-severity': optional(oneOf(severities)),
  'require-signature': optional(flag),
  attestation: optional(parseWorkflow),
  'attestation-repo': optional(parseRepository),
  'proven-in': optional(text),
  soak: optional(duration),
  'github-token': optional(text),
  timeout: required(duration),
}

export type Given = Values<typeof inputs>

/** Mistakes that lie between inputs. */
export function mistakes({ tag, release, soak, ...given }: Given): string[] {
  const both = tag !== undefined && release !== undefined
  const neither = tag === undefined && release === undefined
  const strayRepository = given['attestation-repo'] !== undefined && given.attestation === undefined
  return [
    ...(both ? ['`tag` and `release` exclude each other: a release says its tag'] : []),
    ...(neither ? ['`tag` or `release` is required: it says which images to look for'] : []),
    ...(soak !== undefined && given['proven-in'] === undefined
      ? ['`soak` needs `proven-in`: it says where the release is to be proved for so long']
      : []),
    ...(strayRepository ? ['`attestation-repo` needs `attestation`: it says which workflow must have signed'] : []),
  ]
}

/** Gates that the manifest may give. */
const gateNames = ['fail-on-severity', 'require-signature', 'attestation', 'proven-in', 'soak'] as const

/**
 * The inputs with the gates that are to be asked. Who only looks for what is to be built asks none that the manifest has
 * for those who deploy: what was just built is not scanned, nor proved anywhere.
 */
export function askedOf(given: Given, { step }: Pick<Context, 'step'>): Given {
  if (!given['allow-missing']) return given
  const unasked = gateNames.filter(name => given[name] !== undefined && step.input(name) === '')
  if (unasked.length === 0) return given
  step.info(`Not checked while images may be missing: ${unasked.join(', ')}.`)
  return { ...given, ...Object.fromEntries(unasked.map(name => [name, undefined])) }
}

/** What the images must meet beside being there. */
export function imageGates(given: Given, { environment }: Pick<Context, 'environment'>): ImageGates {
  const { attestation: workflow } = given
  const repository = given['attestation-repo'] ?? environment['GITHUB_REPOSITORY'] ?? ''
  return {
    failOnSeverity: given['fail-on-severity'],
    requireSignature: given['require-signature'] ?? false,
    attester: workflow === undefined ? undefined : { workflow, repository },
  }
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
