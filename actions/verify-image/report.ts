import type { Result } from '../../shared/action.ts'
import type { Build } from '../../shared/core/build-list.ts'
import { imageText } from '../../shared/core/image.ts'
import { checkNames } from '../../shared/core/image-checks.ts'
import type { CheckName } from '../../shared/core/image-checks.ts'
import { platformText } from '../../shared/core/manifest.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { serviceTable } from '../../shared/core/summary.ts'
import type { Cell } from '../../shared/core/summary.ts'
import { capital, counted } from '../../shared/core/wording.ts'
import type { Gate } from '../../shared/phases/gates/gate.ts'
import { verdictText } from '../../shared/phases/verify/verify.ts'
import type { Verified } from '../../shared/phases/verify/verify.ts'

export const outputs = ['sha', 'tag', 'images', 'digests', 'missing', 'builds'] as const

/** What was found, and what was asked for. */
interface Findings {
  /** Empty where the tag is no commit. */
  sha: string
  tag: string
  allowMissing: boolean
  proof: Gate | undefined
  builds: readonly Build[]
}

export function resultOf(all: readonly Verified[], findings: Findings): Result<(typeof outputs)[number]> {
  const { sha, tag, allowMissing, proof, builds } = findings
  const missing = all.filter(({ verdict }) => verdict.is === 'missing')
  const wrong = all.filter(({ verdict }) => verdict.is !== 'verified' && !(allowMissing && verdict.is === 'missing'))
  return {
    outcome: outcomeOf(wrong, proof),
    message: sentenceFor(all, { wrong, missing, tag, proof }),
    outputs: {
      sha,
      tag,
      images: JSON.stringify(referencesOf(all)),
      digests: JSON.stringify(byName(all, (_, digest) => digest)),
      missing: JSON.stringify(missing.map(({ image }) => image.name)),
      builds: JSON.stringify(builds),
    },
    summary: [imagesTable(all), ...(proof ? [proofTable(proof)] : [])].join('\n\n'),
  }
}

/** Image name → `registry/repository@sha256:…`, of those that were verified. */
export function referencesOf(all: readonly Verified[]): Record<string, string> {
  return byName(all, ({ image, registry }, digest) =>
    imageText({ registry, repository: image.image.repository, digest }),
  )
}

/** With a column for every gate that was asked for. */
function imagesTable(all: readonly Verified[]): string {
  const asked = checkNames.filter(name => all.some(({ checks }) => checks.some(check => check.name === name)))
  const head = ['Image', 'Repository', 'Result', ...asked.map(capital), 'Digest', 'Platforms']
  return serviceTable(
    head,
    all.map(one => rowOf(one, asked)),
  )
}

function rowOf({ image, seen, verdict, checks }: Verified, asked: readonly CheckName[]): Cell[] {
  const digest = verdict.is === 'verified' ? verdict.digest : seen.is === 'found' ? seen.digest : ''
  const platforms = verdict.is === 'verified' ? verdict.platforms.map(platformText).join(', ') || 'not stated' : ''
  const shown = asked.map(name => checks.find(check => check.name === name)?.shown ?? '')
  return [image.name, { code: image.image.repository }, verdict.is, ...shown, { code: digest }, platforms]
}

function proofTable({ name, is, says }: Gate): string {
  return serviceTable(['Gate', '', 'What was seen'], [[name, is, says]])
}

function outcomeOf(wrong: readonly Verified[], proof: Gate | undefined): Outcome {
  if (wrong.some(({ verdict }) => verdict.is === 'unknown')) return 'unknown'
  return wrong.length > 0 || proof?.is === 'refused' ? 'failed-before-change' : 'succeeded'
}

interface Sides extends Pick<Findings, 'tag' | 'proof'> {
  wrong: readonly Verified[]
  missing: readonly Verified[]
}

function sentenceFor(all: readonly Verified[], { wrong, missing, tag, proof }: Sides): string {
  const unproved = proof?.is === 'refused' ? [`${capital(proof.name)}: ${proof.says}. ${proof.next ?? ''}`.trim()] : []
  if (wrong.length > 0) return [...wrongLines(all, wrong), ...unproved].join('\n')
  if (unproved.length > 0) return unproved.join('\n')
  const names = missing.map(({ image }) => image.name).join(', ')
  if (missing.length > 0) return `${counted(all.length, 'image')} looked for; to be built: ${names}.`
  return `All images (${all.length}) with the tag ${tag} are there and verified.`
}

function wrongLines(all: readonly Verified[], wrong: readonly Verified[]): string[] {
  const unseen = wrong.every(({ verdict }) => verdict.is === 'unknown')
  const what = `${wrong.length} of ${counted(all.length, 'image')} ${unseen ? 'could not be checked' : 'cannot be deployed'}:`
  return [what, ...wrong.map(one => `  - ${one.image.name}: ${verdictText(one)}`)]
}

function byName(
  all: readonly Verified[],
  text: (verified: Verified, digest: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    all.flatMap(one => (one.verdict.is === 'verified' ? [[one.image.name, text(one, one.verdict.digest)]] : [])),
  )
}
