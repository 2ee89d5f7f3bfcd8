import type { Declared } from '../../shared/core/deploy-manifest/declared.ts'
import { readProvenance } from '../../shared/core/provenance.ts'
import type { Known, Once, ServiceStand, Stand, Step } from '../../shared/core/promotion.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import type { Deployment } from '../../shared/core/service.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import type { Updated } from '../../shared/phases/deploy/update.ts'
import type { Gate } from '../../shared/phases/gates/gates.ts'
import type { MigrationReport } from '../../shared/phases/migrate/report.ts'
import type { Diagnosis } from '../../shared/phases/prove/diagnose.ts'
import type { UrlState } from '../../shared/phases/prove/health-urls.ts'
import type { State } from '../../shared/phases/prove/path.ts'
import type { Target } from '../../shared/phases/prove/targets.ts'
import type { BakeEnd } from '../../shared/phases/watch/watch.ts'
import type { Before } from './before.ts'
import type { Promotion } from './promotion.ts'

/** What a promotion has seen and done so far. */
export interface Progress {
  ended: Known['ended']
  /** Image name → `registry/repository@sha256:…`. */
  images: Readonly<Record<string, string>>
  plans: readonly Plan[]
  /** What each service ran before this promotion changed anything, its commands and earlier attempts included. */
  before: ReadonlyMap<string, Before>
  /** Services that its infrastructure command has deployed since, with the deployment. */
  moved: ReadonlyMap<string, Deployment>
  gates: readonly Gate[]
  /** Number of the deployment in GitHub. */
  record: number | undefined
  migration: MigrationReport | undefined
  /** By service. */
  updates: ReadonlyMap<string, Updated>
  /** Services that an earlier run returned, and was cut off before it had proved that: what they left, and for what. */
  leaving: ReadonlyMap<string, Target>
  /** How each service stood when it was last followed: on its way forward, and on its way back. */
  states: ReadonlyMap<string, State>
  returned: ReadonlyMap<string, State>
  diagnoses: ReadonlyMap<string, Diagnosis>
  urls: readonly UrlState[]
  baked: BakeEnd | undefined
  /** An earlier run was cut off on its way back. */
  abandoned: boolean
  /** What went wrong, in the order in which it did. */
  troubles: readonly Trouble[]
  /** How long each phase took, in their order. */
  phases: readonly Phase[]
}

/** `why` is a sentence. */
export interface Trouble {
  why: string
  next?: string | undefined
}

/** A step that was taken. Times are milliseconds since 1970. */
export interface Phase {
  step: Step['do']
  /** Those it was about; none where it was about all. */
  services: readonly string[]
  began: number
  ended: number
}

/** A promotion that came to its end. */
export interface Ended extends Progress {
  outcome: Outcome
}

export const nothingYet: Progress = {
  ended: {},
  images: {},
  plans: [],
  before: new Map(),
  moved: new Map(),
  gates: [],
  record: undefined,
  migration: undefined,
  updates: new Map(),
  leaving: new Map(),
  states: new Map(),
  returned: new Map(),
  diagnoses: new Map(),
  urls: [],
  baked: undefined,
  abandoned: false,
  troubles: [],
  phases: [],
}

/** Milliseconds after which somebody may have deployed since the services were proved. */
const proofLasts = 15_000

export function isProofOld({ states }: Progress, now: number): boolean {
  return [...states.values()].some(({ at }) => now - at > proofLasts)
}

/** What changes in the progress when a step was done. */
export type News = Partial<Progress>

/** A step that is done once came to its end. */
export function endOnce(progress: Progress, step: Once, outcome: Outcome | 'failed'): Known['ended'] {
  return { ...progress.ended, [step]: outcome }
}

/** How every service stands, by what was seen last. */
export function standsOf(
  { plans, before, moved, updates, leaving, states, returned }: Progress,
  { declared, commit }: Promotion,
): ServiceStand[] {
  return plans.map(plan => {
    const { name } = plan.service
    const update = updates.get(name)
    const [left, isMoved] = [leaving.has(name), moved.has(name)]
    const seen = { plan, update, left, isMoved, state: states.get(name), back: returned.get(name) }
    const stand = standOf({ ...seen, before: before.get(name) })
    const changed = isMoved || (update?.is === 'deployed' ? update.changed : update?.mayHaveBegun === true)
    const begun = update ? update.is === 'deployed' : hasIt(plan)
    const ours = changed || left || (begun && broughtBy(plan) === commit)
    return { service: name, wave: waveOf(name, declared), stand, ours, changed }
  })
}

/** The commit that the wanted revision was registered for, where it exists already. */
function broughtBy({ revision, running, newest }: Plan): string | undefined {
  const known = revision.is === 'keep' ? running : newest
  return known && readProvenance(known.tags).commit
}

function waveOf(service: string, { waves, services }: Declared): number {
  const { name } = services.find(one => one.service === service) ?? { name: service }
  return Math.max(
    0,
    waves.findIndex(wave => wave.includes(name)),
  )
}

interface Seen {
  plan: Plan
  update: Updated | undefined
  left: boolean
  isMoved: boolean
  before: Before | undefined
  state: State | undefined
  back: State | undefined
}

function standOf(seen: Seen): Stand {
  const { plan, update, left, isMoved, state, back } = seen
  if (back) return afterReturn[back.outcome] ?? 'stuck'
  if (state)
    return state.outcome === 'rolled-back' ? afterRollback(state, seen) : (afterProof[state.outcome] ?? 'begun')
  if (left) return 'failed'
  if (update?.is === 'not-deployed') return afterUpdate[update.outcome] ?? (isMoved ? 'failed' : 'refused')
  if (update || hasIt(plan)) return 'begun'
  return isMoved ? 'moved' : 'behind'
}

/** ECS itself returns to what was completed last, which may have been deployed by the infrastructure command. */
function afterRollback({ runs }: State, { isMoved, before }: Seen): Stand {
  return isMoved && !(before?.is === 'known' && before.arn === runs) ? 'failed' : 'returned'
}

const afterReturn: Partial<Record<Outcome, Stand>> = {
  succeeded: 'returned',
  unchanged: 'returned',
  superseded: 'superseded',
  unknown: 'astray',
}

const afterProof: Partial<Record<Outcome, Stand>> = {
  succeeded: 'proved',
  'rollback-failed': 'failed',
  superseded: 'superseded',
  'timed-out': 'late',
  'awaiting-approval': 'paused',
  unknown: 'unknown',
}

const afterUpdate: Partial<Record<Outcome, Stand>> = { superseded: 'superseded', unknown: 'unknown' }

/** Whether the service was on the wanted revision before this run did anything. */
function hasIt({ revision, service, force }: Plan): boolean {
  return !force && 'arn' in revision && revision.arn === service.taskDefinition
}

/** A step after which nobody knows how its services stand. */
export function unseen(
  step: { do: 'deploy' | 'prove' | 'return'; services: readonly string[] },
  { states, returned }: Progress,
  { why, at }: { why: string; at: number },
): News {
  const lost = step.services.map((service): [string, State] => [service, { service, outcome: 'unknown', why, at }])
  return step.do === 'return'
    ? { returned: new Map([...returned, ...lost]) }
    : { states: new Map([...states, ...lost]) }
}
