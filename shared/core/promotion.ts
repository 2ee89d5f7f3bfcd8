import { isGreen } from './outcome.ts'
import type { Outcome } from './outcome.ts'

/** What is known of a promotion. What has not been seen or done yet is absent. */
export interface Known {
  wanted: Wanted
  /** The job was cancelled: nothing more is begun. */
  cancelled?: boolean
  /** How each thing that is done once ended. What comes after the migration may fail as a service does. */
  ended: Partial<Record<Once, Outcome | 'failed'>>
  /** The release was marked as failed while services still run it: an earlier run was cut off on its way back. */
  abandoned?: boolean
  /** Every service, once they have been looked at. */
  services?: readonly ServiceStand[]
}

/** What this promotion is to do, beside deploying its services. */
export interface Wanted {
  dryRun: boolean
  onFailure: 'rollback' | 'leave'
  /** Steps that are not wanted are not done. */
  steps: readonly Optional[]
}

/** In the order in which they are done. */
type Optional = 'record' | 'migrate' | 'run infrastructure' | 'ask health' | 'bake' | 'run smoke test'

export type Once = 'verify' | 'look' | 'check gates' | Optional

export interface ServiceStand {
  service: string
  /** Counts from 0. */
  wave: number
  /** This promotion deployed it, in this run or in an earlier one of the same release. */
  changed: boolean
  stand: Stand
}

/** How a service stands. */
export type Stand =
  /** It runs what it ran before. */
  | 'behind'
  /** Its deployment of the release was begun. */
  | 'begun'
  | 'proved'
  /** The deployment failed, and nothing has returned it. */
  | 'failed'
  /** It was not proved in time, and may still be. */
  | 'late'
  /** The deployment waits for somebody at a hook. */
  | 'paused'
  /** Somebody deployed it after us, or deleted it. */
  | 'superseded'
  | 'unknown'
  /** It runs again what it ran before, and that is proved. */
  | 'returned'
  /** It was to be returned, and was not. */
  | 'stuck'

export type Step =
  { do: Once } | { do: 'deploy' | 'prove' | 'return'; services: readonly string[] } | { do: 'end'; outcome: Outcome }

/**
 * What a promotion does next. It decides from what is so, not from what it did: a run that continues a killed one sees
 * the same and does the same.
 */
export function nextStep(known: Known): Step {
  const { wanted, ended, services, cancelled } = known
  if (cancelled) return end('cancelled')
  return (
    once(known, 'verify') ??
    once(known, 'look') ??
    (known.abandoned && !wanted.dryRun ? wayBack(known) : undefined) ??
    once(known, 'check gates') ??
    (wanted.dryRun ? end('unchanged') : undefined) ??
    once(known, 'record') ??
    once(known, 'migrate') ??
    once(known, 'run infrastructure') ??
    (hasFailed(known) ? undefined : wave(services ?? [])) ??
    (hasFailed(known) ? wayBack(known) : undefined) ??
    halted(services ?? []) ??
    afterwards.map(step => once(known, step)).find(Boolean) ??
    end(services?.some(({ changed }) => changed) || ended.migrate === 'succeeded' ? 'succeeded' : 'unchanged')
  )
}

/** What is done once all services are proved. */
const afterwards = ['ask health', 'bake', 'run smoke test'] as const satisfies readonly Once[]

/** Does what is wanted and has not been done. What could not be done ends the promotion; what failed, fails it. */
function once({ wanted, ended }: Known, step: Once): Step | undefined {
  const outcome = ended[step]
  if (outcome === undefined) return isAlways(step) || wanted.steps.includes(step) ? { do: step } : undefined
  return outcome === 'failed' || isGreen(outcome) ? undefined : end(outcome)
}

function isAlways(step: Once): step is 'verify' | 'look' | 'check gates' {
  return step === 'verify' || step === 'look' || step === 'check gates'
}

/** Waves go one after the other; within one, all are deployed and proved side by side. */
function wave(services: readonly ServiceStand[]): Step | undefined {
  const troubled = services.some(({ stand }) => stand !== 'behind' && stand !== 'begun' && stand !== 'proved')
  if (troubled) return undefined
  const open = services.filter(({ stand }) => stand !== 'proved')
  const first = Math.min(...open.map(one => one.wave))
  const now = open.filter(one => one.wave === first)
  const behind = now.filter(({ stand }) => stand === 'behind')
  if (behind.length > 0) return { do: 'deploy', services: names(behind) }
  return now.length > 0 ? { do: 'prove', services: names(now) } : undefined
}

const failures: readonly Stand[] = ['failed', 'late', 'returned', 'stuck']

function hasFailed({ ended, services = [] }: Known): boolean {
  return Object.values(ended).includes('failed') || services.some(({ stand }) => failures.includes(stand))
}

/** What may still run the release though it is to run nowhere. What somebody else deployed since is theirs. */
const returnable: readonly Stand[] = ['begun', 'proved', 'failed', 'late', 'paused', 'unknown']

/** The last wave returns first. */
function wayBack({ wanted, services = [] }: Known): Step | undefined {
  const open = services.filter(({ stand, changed }) => changed && returnable.includes(stand))
  if (wanted.onFailure === 'leave' || open.length === 0) return end(endOfFailure(services))
  const last = Math.max(...open.map(one => one.wave))
  return { do: 'return', services: names(open.filter(one => one.wave === last)) }
}

/** Nothing failed, and yet it cannot go on. */
function halted(services: readonly ServiceStand[]): Step | undefined {
  const stands = new Set(services.map(({ stand }) => stand))
  if (stands.has('unknown')) return end('unknown')
  if (stands.has('superseded')) return end(stands.has('proved') || stands.has('begun') ? 'mixed' : 'superseded')
  return stands.has('paused') ? end('awaiting-approval') : undefined
}

/** How a promotion ended that failed: by what its services run now. */
function endOfFailure(services: readonly ServiceStand[]): Outcome {
  const on = (...stands: Stand[]): boolean => services.some(({ stand }) => stands.includes(stand))
  if (on('unknown')) return 'unknown'
  if (on('stuck')) return 'rollback-failed'
  const release = on('begun', 'proved', 'failed', 'late', 'paused')
  const before = on('behind', 'returned')
  if ([release, before, on('superseded')].filter(Boolean).length > 1) return 'mixed'
  if (on('superseded')) return 'superseded'
  if (release) return services.every(({ stand }) => stand === 'late') ? 'timed-out' : 'rollback-failed'
  return on('returned') ? 'rolled-back' : 'failed-before-change'
}

function names(services: readonly ServiceStand[]): string[] {
  return services.map(({ service }) => service)
}

function end(outcome: Outcome): Step {
  return { do: 'end', outcome }
}
