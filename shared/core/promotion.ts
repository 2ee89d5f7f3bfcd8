import { isGreen } from './outcome.ts'
import type { Outcome } from './outcome.ts'

/** What is known of a promotion. What has not been seen or done yet is absent. */
export interface Known {
  wanted: Wanted
  /** The job was cancelled: nothing more is begun. */
  cancelled?: boolean
  /** How each thing that is done once ended. What comes after the migration may fail as a service does. */
  ended: Partial<Record<Once, Outcome | 'failed'>>
  /** An earlier run was cut off on its way back: that way is gone on, whatever else is so. */
  abandoned?: boolean
  /** Every service, once they have been looked at. */
  services?: readonly ServiceStand[]
  /** The services were proved a while ago: somebody may have deployed since. */
  proofIsOld?: boolean
}

/** What this promotion is to do, beside deploying its services. */
export interface Wanted {
  dryRun: boolean
  onFailure: 'rollback' | 'leave'
  /** Steps that are not wanted are not done. */
  steps: readonly Optional[]
}

/** In the order in which they are done. */
type Optional = 'record' | 'migrate' | 'run infrastructure' | 'ask health' | 'bake' | 'run smoke test' | 'publish'

export type Once = Always | Optional

type Always = 'verify' | 'look' | 'check gates' | 'mark as failed'

export interface ServiceStand {
  service: string
  /** Counts from 0. */
  wave: number
  /** The release was deployed to it, by this run or by an earlier one, or it was moved: it is to return on a failure. */
  ours: boolean
  /** By this run. */
  changed: boolean
  stand: Stand
}

/** How a service stands. */
export type Stand =
  /** It runs what it ran before. */
  | 'behind'
  /** The same, because ECS did not take the deployment. */
  | 'refused'
  /** Something else of this promotion deployed it, such as its infrastructure command. */
  | 'moved'
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
  /** It was to be returned, and whether it was is not known. */
  | 'astray'

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
    (known.abandoned ? goOnBack(known) : undefined) ??
    once(known, 'check gates') ??
    (wanted.dryRun ? end('unchanged') : undefined) ??
    once(known, 'record') ??
    once(known, 'migrate') ??
    once(known, 'run infrastructure') ??
    (hasFailed(known) ? undefined : wave(services ?? [])) ??
    (hasFailed(known) ? wayBack(known) : undefined) ??
    halted(services ?? []) ??
    afterwards.map(step => once(known, step)).find(Boolean) ??
    proveAgain(known) ??
    once(known, 'publish') ??
    end(services?.some(({ changed }) => changed) || ended.migrate === 'succeeded' ? 'succeeded' : 'unchanged')
  )
}

/** What an earlier run was cut off on is finished before anything else; a dry run can only say so. */
function goOnBack(known: Known): Step {
  const { wanted, services = [] } = known
  if (wanted.dryRun) return end(halfway(services) ? 'mixed' : 'failed-before-change')
  return once(known, 'record') ?? wayBack(known)
}

/** Only what is proved is published, and green is only what was proved just now: in the time between, others may deploy. */
function proveAgain({ proofIsOld, services = [] }: Known): Step | undefined {
  return proofIsOld ? { do: 'prove', services: names(services) } : undefined
}

/** What is done once all services are proved. */
const afterwards = ['ask health', 'bake', 'run smoke test'] as const satisfies readonly Once[]

/** Does what is wanted and has not been done. What could not be done ends the promotion; what failed, fails it. */
function once({ wanted, ended, services = [] }: Known, step: Once): Step | undefined {
  const outcome = ended[step]
  if (outcome === undefined) return isOptional(step) && !wanted.steps.includes(step) ? undefined : { do: step }
  return outcome === 'failed' || isGreen(outcome) ? undefined : end(halfway(services) ? asMixed(outcome) : outcome)
}

function isOptional(step: Once): step is Optional {
  const always: readonly Once[] = ['verify', 'look', 'check gates', 'mark as failed'] satisfies Always[]
  return !always.includes(step)
}

/** An earlier run brought the release to some services only. */
function halfway(services: readonly ServiceStand[]): boolean {
  return services.some(({ ours }) => ours) && services.some(({ stand }) => isToDeploy(stand))
}

/** That this run changed nothing is not all there is to say then. */
function asMixed(outcome: Outcome): Outcome {
  return outcome === 'failed-before-change' || outcome === 'superseded' ? 'mixed' : outcome
}

/** Waves go one after the other; within one, all are deployed and proved side by side. */
function wave(services: readonly ServiceStand[]): Step | undefined {
  const troubled = services.some(({ stand }) => !isToDeploy(stand) && stand !== 'begun' && stand !== 'proved')
  if (troubled) return undefined
  const open = services.filter(({ stand }) => stand !== 'proved')
  const first = Math.min(...open.map(one => one.wave))
  const now = open.filter(one => one.wave === first)
  const behind = now.filter(({ stand }) => isToDeploy(stand))
  if (behind.length > 0) return { do: 'deploy', services: names(behind) }
  return now.length > 0 ? { do: 'prove', services: names(now) } : undefined
}

function isToDeploy(stand: Stand): boolean {
  return stand === 'behind' || stand === 'moved'
}

const failures: readonly Stand[] = ['refused', 'failed', 'late', 'returned', 'stuck', 'astray']

function hasFailed({ ended, services = [] }: Known): boolean {
  return Object.values(ended).includes('failed') || services.some(({ stand }) => failures.includes(stand))
}

/** What may run the release still, or what came with it. What somebody else deployed since is theirs. */
const returnable: readonly Stand[] = ['moved', 'begun', 'proved', 'failed', 'late', 'paused', 'unknown']

/**
 * The last wave returns first. Before any does, the release is marked as failed: a run that is killed now is continued
 * on its way back, not on its way forward, and what ECS took back by itself is not brought back unasked either.
 */
function wayBack(known: Known): Step {
  const { wanted, services = [] } = known
  const ours = services.filter(one => one.ours && one.stand !== 'superseded')
  if (wanted.onFailure === 'leave' || ours.length === 0) return end(endOfFailure(services))
  const open = ours.filter(({ stand }) => returnable.includes(stand))
  const marks = once(known, 'mark as failed')
  if (marks || open.length === 0) return marks ?? end(endOfFailure(services))
  const last = Math.max(...open.map(one => one.wave))
  return { do: 'return', services: names(open.filter(one => one.wave === last)) }
}

/** Nothing failed, and yet it cannot go on. */
function halted(services: readonly ServiceStand[]): Step | undefined {
  const stands = new Set(services.map(({ stand }) => stand))
  if (stands.has('unknown')) return end('unknown')
  const isOurs = stands.has('moved') || stands.has('proved') || stands.has('begun')
  if (stands.has('superseded')) return end(isOurs ? 'mixed' : 'superseded')
  return stands.has('paused') ? end('awaiting-approval') : undefined
}

/** How a promotion ended that failed: by what its services run now. */
function endOfFailure(services: readonly ServiceStand[]): Outcome {
  const on = (...stands: Stand[]): boolean => services.some(({ stand }) => stands.includes(stand))
  if (on('unknown', 'astray')) return 'unknown'
  if (on('stuck')) return 'rollback-failed'
  const release = on('begun', 'proved', 'failed', 'late', 'paused')
  const before = on('behind', 'refused', 'returned')
  const moved = on('moved')
  if ([release, before, moved, on('superseded')].filter(Boolean).length > 1) return 'mixed'
  if (on('superseded')) return 'superseded'
  if (release || moved) return services.every(({ stand }) => stand === 'late') ? 'timed-out' : 'rollback-failed'
  return on('returned') ? 'rolled-back' : 'failed-before-change'
}

function names(services: readonly ServiceStand[]): string[] {
  return services.map(({ service }) => service)
}

function end(outcome: Outcome): Step {
  return { do: 'end', outcome }
}
