import type { HealthUrl, StatusRange } from '../../core/health-url.ts'
import type { PhaseRun } from '../run.ts'
import type { Target } from './targets.ts'

/** What is to be proved. */
export interface WaitRun extends PhaseRun {
  targets: readonly Target[]
  health: HealthUrls
  /** Alarms that must be quiet once the services are proved, and for so long, in milliseconds. */
  alarms: readonly string[]
  bake: number
  /** Let a service pass that wants no task. */
  allowZero: boolean
  /** End at failures that no further start can heal. */
  failFast: boolean
  /** Milliseconds that the wait may take, as people were told it. */
  timeout: number
  /** The longest pause between two looks, in milliseconds. */
  longestPause?: number
}

/** Milliseconds for which one read of a look is tried again, so that one that fails does not blind the others. */
export const lookPatience = 20_000

/** For whoever proves services and nothing else. */
export const servicesAlone = {
  health: { urls: [], status: [], timeout: 0, allowPrivate: false },
  alarms: [],
  bake: 0,
} as const satisfies Pick<WaitRun, 'health' | 'alarms' | 'bake'>

/** Addresses that have to answer once the services are proved. */
export interface HealthUrls {
  urls: readonly HealthUrl[]
  /** Statuses with which a healthy service answers. */
  status: readonly StatusRange[]
  /** Milliseconds. */
  timeout: number
  allowPrivate: boolean
}
