import type { StatusRange } from '../../core/health-url.ts'
import type { PhaseRun } from '../run.ts'
import type { Target } from './targets.ts'

/** What is to be proved. */
export interface WaitRun extends PhaseRun {
  targets: readonly Target[]
  health: HealthUrls
  /** Let a service pass that wants no task. */
  allowZero: boolean
  /** End at failures that no further start can heal. */
  failFast: boolean
  /** Milliseconds that the wait may take, as people were told it. */
  timeout: number
}

/** Addresses that have to answer once the services are proved. */
export interface HealthUrls {
  urls: readonly URL[]
  /** Statuses with which a healthy service answers. */
  status: readonly StatusRange[]
  /** Milliseconds. */
  timeout: number
  allowPrivate: boolean
}
