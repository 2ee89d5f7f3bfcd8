import type { Context } from '../../shared/action.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import type { ReleaseFacts } from '../../shared/core/command-environment.ts'
import type { Declared } from '../../shared/core/deploy-manifest/declared.ts'
import type { Platform } from '../../shared/core/manifest.ts'
import type { GitHub } from '../../shared/ports.ts'
import type { PhaseRun } from '../../shared/phases/run.ts'
import type { Progress } from './progress.ts'

/** What is to be promoted and where to, and what may be used for it. Fixed from the first step to the last. */
export interface Promotion {
  declared: Declared
  /** The environment that `requires` names, where one is. */
  required: Declared | undefined
  /** Git tag of the release; absent where a commit is promoted. */
  release: string | undefined
  /** The commit, which is the tag of the images. */
  commit: string
  platforms: readonly Platform[]
  onFailure: 'rollback' | 'leave'
  dryRun: boolean
  allowFailed: boolean
  requireRollback: boolean
  /** Words of the migration's command; absent where there is no migration. */
  migrationCommand: readonly string[] | undefined
  infrastructureCommand: string | undefined
  smokeTestCommand: string | undefined
  publishCommand: string | undefined
  /** GitHub, asked until a time in milliseconds since 1970; absent where it is not asked. */
  github: ((until: number) => GitHub) | undefined
  /** This run's page, the same for all its attempts. */
  runUrl: string | undefined
  limits: Limits
  context: Context
}

/** Milliseconds: how long the way forward may take, and the way back on top of that. */
interface Limits {
  timeout: number
  rollbackTimeout: number
  /** When the promotion began, milliseconds since 1970. */
  began: number
}

/** When the promotion is over at the latest, milliseconds since 1970: forward, baked, and brought back. */
export function lastMoment({ limits, declared }: Promotion): number {
  return limits.began + limits.timeout + (declared.bake ?? 0) + limits.rollbackTimeout
}

/** The way forward as its phases take it. The bake time comes on top, but only for what follows it. */
export function forward(promotion: Promotion, { ended }: Pick<Progress, 'ended'>): PhaseRun {
  const { limits, declared } = promotion
  const baked = ended.bake === undefined ? 0 : (declared.bake ?? 0)
  return phaseRun(promotion, limits.began + limits.timeout + baked)
}

/** The way back has its own time: it is needed most when the way forward took too long. */
export function wayBack(promotion: Promotion, { phases }: Pick<Progress, 'phases'>): PhaseRun {
  const { context, limits } = promotion
  const began = phases.find(({ step }) => step === 'return')?.began ?? context.clock.now()
  return phaseRun(promotion, began + limits.rollbackTimeout)
}

function phaseRun(promotion: Promotion, until: number): PhaseRun {
  const { declared, context } = promotion
  return { cluster: declared.cluster, until, context, aws: awsOf(promotion, { until }) }
}

export function awsOf({ context }: Promotion, options: { until: number; patience?: number }): AwsServices {
  return context.aws(options)
}

export function factsOf(
  { declared, release, commit }: Promotion,
  images: Readonly<Record<string, string>>,
): ReleaseFacts {
  return { environment: declared.environment, release, commit, images }
}

/** The same as the beginning of a sentence may have it: `release v1.3.0`, `commit 969282d285ab`. */
export function titleOf(promotion: Pick<Promotion, 'release' | 'commit'>): string {
  return `${promotion.release === undefined ? 'commit' : 'release'} ${nameOf(promotion)}`
}

export function nameOf({ release, commit }: Pick<Promotion, 'release' | 'commit'>): string {
  return release ?? commit.slice(0, 12)
}
