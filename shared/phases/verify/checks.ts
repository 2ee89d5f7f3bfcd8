import type { Context } from '../../action.ts'
import type { AwsServices } from '../../aws/services.ts'
import { imageText } from '../../core/image.ts'
import { checkNames, gatesAsked, withChecks } from '../../core/image-checks.ts'
import type { ImageCheck, ImageGates } from '../../core/image-checks.ts'
import type { Platform } from '../../core/manifest.ts'
import { counted } from '../../core/wording.ts'
import { checkAttestations } from './attestations.ts'
import { checkInRegistry } from './registry-checks.ts'
import type { Verified } from './verify.ts'

export interface CheckRun {
  gates: ImageGates
  /** Those that the images must be built for. */
  platforms: readonly Platform[]
  /** Missing images are what is asked for. */
  allowMissing: boolean
  /** Milliseconds since 1970 until which scans and signatures that are under way are waited for. */
  until: number
  /** Token with which gh asks GitHub for attestations. */
  token: string | undefined
  context: Context
  aws: AwsServices
}

/** An image that is there, by its digest, and all that the release calls it. */
export interface Target {
  names: readonly string[]
  /** Registry host. */
  registry: string
  repository: string
  digest: string
  /** Its manifest's text, where the registry gave it. */
  manifest: string | undefined
  /** Milliseconds since 1970. */
  pushedAt: number | undefined
  /** It has a tag or a digest of its own: it is not of this release. */
  isBuiltElsewhere: boolean
}

/** Looks at what verified images must meet beside being there, each image once; their verdicts then say all of it. */
export async function checkImages(all: readonly Verified[], run: CheckRun): Promise<Verified[]> {
  const asked = gatesAsked(run.gates)
  if (asked.length === 0) return [...all]
  const targets = targetsOf(all)
  const { step, clock } = run.context
  // Where the release is refused already, nothing is waited for.
  const isRefused = all.some(({ verdict: { is } }) => is !== 'verified' && !(run.allowMissing && is === 'missing'))
  const until = isRefused ? Math.min(run.until, clock.now()) : run.until
  const found = await step.group(`Check ${asked.join(', ')} of ${counted(targets.size, 'image')}`, async () => {
    const attested = await checkAttestations(targets, run)
    const inRegistry = await checkInRegistry(targets, { ...run, until })
    const checks = new Map(
      [...targets.keys()].map(key => [key, inOrder([...(inRegistry.get(key) ?? []), ...(attested.get(key) ?? [])])]),
    )
    for (const [key, { names }] of targets)
      for (const check of checks.get(key) ?? []) step.info(`${names.join(', ')}: ${check.name}: ${checkText(check)}`)
    return checks
  })
  return all.map(one => {
    const checks = found.get(keyOf(one)) ?? []
    return { ...one, checks, verdict: withChecks(one.verdict, checks, asked) }
  })
}

function inOrder(checks: readonly ImageCheck[]): ImageCheck[] {
  return checks.toSorted((a, b) => checkNames.indexOf(a.name) - checkNames.indexOf(b.name))
}

function checkText({ is, shown }: ImageCheck): string {
  if (is === 'left-out') return `not asked for: ${shown}`
  return `${is}: ${shown}`
}

/** By what a task definition would name them: services that share an image share its checks. */
function targetsOf(all: readonly Verified[]): ReadonlyMap<string, Target> {
  const groups = Map.groupBy(
    all.filter(({ verdict }) => verdict.is === 'verified'),
    keyOf,
  )
  return new Map([...groups].flatMap(([key, those]) => (those[0] ? [[key, targetOf(those[0], those)] as const] : [])))
}

function targetOf({ image: { image }, registry, seen, verdict }: Verified, all: readonly Verified[]): Target {
  const found = seen.is === 'found' ? seen : undefined
  return {
    names: all.map(one => one.image.name),
    registry,
    repository: image.repository,
    digest: verdict.is === 'verified' ? verdict.digest : '',
    manifest: found?.manifest,
    pushedAt: found?.pushedAt,
    isBuiltElsewhere: image.tag !== undefined || image.digest !== undefined,
  }
}

function keyOf({ image: { image }, registry, verdict }: Verified): string {
  const digest = verdict.is === 'verified' ? verdict.digest : ''
  const own = image.tag !== undefined || image.digest !== undefined ? ' built elsewhere' : ''
  return imageText({ registry, repository: image.repository, ...(digest && { digest }) }) + own
}
