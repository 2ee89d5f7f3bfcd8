import type { Context } from '../../action.ts'
import type { AwsServices } from '../../aws/services.ts'
import { ecrRegistry } from '../../core/image.ts'
import type { ImageReference } from '../../core/image.ts'
import { lifecycleRisk } from '../../core/lifecycle-risk.ts'
import { mayMove } from '../../core/tag-mutability.ts'
import type { TagMutability } from '../../core/tag-mutability.ts'
import { manifestsOf } from '../../core/verification.ts'
import type { Seen } from '../../core/verification.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import type { Verified } from './verify.ts'

interface SettingsRun {
  context: Context
  aws: AwsServices
}

/** A repository that is there. */
interface Home {
  account: string | undefined
  region: string | undefined
  repository: string
}

/** Reads which tags may move, by repository as `mutabilityOf` finds it. What may not be read is left out, and told. */
export async function readMutability(
  images: readonly Verified[],
  run: SettingsRun,
): Promise<(image: ImageReference) => TagMutability | undefined> {
  const homes = images.flatMap(one => homeOf(one) ?? [])
  const registries = Map.groupBy(homes, ({ account = '', region = '' }) => `${account} ${region}`)
  const leftOut = leavesOut('which tags may be moved', run)
  const found = await Promise.all(
    [...registries.values()].map(async those => {
      const [{ account, region }] = those as [Home]
      const repositories = [...new Set(those.map(({ repository }) => repository))]
      const read = await leftOut(async () =>
        (await run.aws.ecr(region)).tagMutability({ registryId: account, repositories }),
      )
      return [...(read ?? [])].map(([repository, settings]) => ({ account, region, repository, settings }))
    }),
  )
  const known = new Map(found.flat().map(one => [keyOf(one), one.settings]))
  const keys = new Map(
    images.flatMap(one => {
      const home = homeOf(one)
      return home ? [[one.image.image, keyOf(home)] as const] : []
    }),
  )
  return image => known.get(keys.get(image) ?? '')
}

/** Says what about the repositories may hurt a release later: tags that may be moved, and images that go. */
export async function tellRisks(images: readonly Verified[], tag: string, run: SettingsRun): Promise<void> {
  const found = images.filter(({ seen, verdict }) => seen.is === 'found' && verdict.is === 'verified')
  const [mutabilityOf, risks] = await Promise.all([readMutability(found, run), readRisks(found, run)])
  const movable = found.filter(({ image: { image } }) => {
    const settings = mutabilityOf(image)
    return image.digest === undefined && settings !== undefined && mayMove(settings, image.tag ?? tag)
  })
  const { step } = run.context
  if (movable.length > 0)
    step.info(
      `Tags can be moved in ${namesOf(movable.map(({ image }) => image.image.repository))}: deploy by digest, as the outputs have it.`,
    )
  for (const [risk, repositories] of risks) step.warning(`${namesOf(repositories)}: ${risk}.`)
}

/** What lifecycle policies threaten, each with the repositories that it is about. */
async function readRisks(
  images: readonly Verified[],
  run: SettingsRun,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const now = run.context.clock.now()
  const leftOut = leavesOut('lifecycle policies', run)
  const found = await Promise.all(
    [...byRepository(images).values()].map(async ({ home: { account, region, repository }, seen }) => {
      const policy = await leftOut(async () =>
        (await run.aws.ecr(region)).lifecyclePolicy({ registryId: account, repository }),
      )
      if (policy === undefined || seen.is !== 'found') return []
      const kept = { tags: seen.tags, pushedAt: seen.pushedAt, manifests: manifestsOf(seen.manifest) }
      const risk = lifecycleRisk(policy, kept, now)
      return risk === undefined ? [] : [{ risk, repository }]
    }),
  )
  const groups = Map.groupBy(found.flat(), ({ risk }) => risk)
  return new Map([...groups].map(([risk, those]) => [risk, those.map(({ repository }) => repository)]))
}

function byRepository(images: readonly Verified[]): ReadonlyMap<string, { home: Home; seen: Seen }> {
  const entries = images.flatMap(one => {
    const home = homeOf(one)
    return home ? [[keyOf(home), { home, seen: one.seen }] as const] : []
  })
  return new Map(entries)
}

/** What only warns never fails: what cannot be read is told once, however many repositories it is about. */
function leavesOut(what: string, { context }: SettingsRun): <T>(read: () => Promise<T>) => Promise<T | undefined> {
  let isTold = false
  return async read => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
      if (!isTold) context.step.info(`Left out, ${what}: ${error.message}.`)
      isTold = true
      return undefined
    }
  }
}

/** Where an image is, or would be, in Amazon ECR; undefined where there is no such repository. */
function homeOf({ image: { image }, registry, seen }: Verified): Home | undefined {
  if (seen.is !== 'found' && seen.is !== 'missing') return undefined
  const { account, region } = ecrRegistry(image.registry ?? registry) ?? {}
  if (image.registry !== undefined && account === undefined) return undefined
  // Nothing was found that would tell the account: then it is that of the job.
  return { account, region, repository: image.repository }
}

function keyOf({ account = '', region = '', repository }: Home): string {
  return [account, region, repository].join(' ')
}

/** Repositories that a line names. */
const most = 5

function namesOf(repositories: readonly string[]): string {
  const distinct = [...new Set(repositories)]
  const more = distinct.length - most
  return more <= 0 ? distinct.join(', ') : `${distinct.slice(0, most).join(', ')} and ${more} more`
}
