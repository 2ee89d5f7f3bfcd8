import { isBehind, isReturning } from '../../core/history.ts'
import type { Outcome } from '../../core/outcome.ts'
import type { Obstacle } from '../../core/preflight.ts'
import { releaseName } from '../../core/known-revision.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import { chooseLastGood, chooseNamed, chooseRelease, untriedHere } from '../../core/rollback-target.ts'
import type { Basis, Choice, Passed } from '../../core/rollback-target.ts'
import { primaryOf, revisionName } from '../../core/service.ts'
import type { Identity } from './identity.ts'
import type { Past } from './past.ts'
import { doesNotExist, inMotion, isBarred, noWayBack, notThere } from './reasons.ts'
import type { Reason } from './reasons.ts'
import type { Revisions } from './revisions.ts'

/** Where a service is to go back to, or why it cannot. */
export type Found = Target | Missing

export interface Target {
  is: 'target'
  target: KnownRevision
  /** What people call it. */
  name: string
  basis: Basis
  /** Container → digest that it ran, where ECS's records say so. */
  digests: ReadonlyMap<string, string>
  notes: readonly string[]
  warnings: readonly string[]
}

export interface Missing {
  is: 'missing'
  obstacle: Obstacle
}

/** A service that did not go back. `why` continues a sentence that begins with its name. */
export interface Left {
  service: string
  outcome: Outcome
  why: string
  next?: string | undefined
}

/** A service and where it is to go back to. */
export interface Headed {
  past: Past
  found: Target
  /** ARN of the revision that is marked as rolled away from, where that is not simply the present one. */
  leaves?: string
  /** What is left is not to be marked: it is not what failed. */
  isBlameless?: boolean
}

/** What was found out of one service. */
export type Finding = ({ is: 'headed' } & Headed) | Missing | { is: 'left'; left: Left }

/** Service deployments that are read at once: as many as one call describes; for the way back, a good part of it. */
const portions = { release: 20, wayBack: 100 }

/** The last one that ran well; or the present one, where a rollback to it has not come to its end (`isContinued`). */
export async function findLastGood(past: Past, isContinued: boolean): Promise<Found> {
  if (isContinued) return { ...stays(past), basis: 'unfinished' }
  const search = { past, choose: () => chooseLastGood(past.knowledgeOfWayBack()), isSettled: isFound }
  let choice = await searchIn(past.deployments(portions.wayBack), search)
  const { history } = past.knowledge()
  if (history && isBehind(primaryOf(past.service), history)) return missing(past, inMotion)
  if (history && isReturning(past.current.arn, history)) return { ...stays(past), basis: 'unfinished' }
  if (!history) choice = await searchIn(past.recorded(), search)
  const found = foundOr(choice, passed => missing(past, noWayBack(past, passed)))
  return found.is === 'target' ? { ...found, notes: returnedNotes(past) } : found
}

/** Whoever wants to get rid of a release may not know that ECS did so already. */
function returnedNotes(past: Past): string[] {
  const newest = past.knowledge().history?.deployments[0]
  if (newest?.end !== 'failed' || newest.taskDefinition === past.current.arn) return []
  const failed = revisionName(newest.taskDefinition)
  return [`ECS itself went back from ${failed} to ${revisionName(past.current.arn)} before; this goes further back.`]
}

/** The newest revision of a release, by the signs that cost least first. */
export async function findRelease(past: Past, identity: Identity): Promise<Found> {
  past.add(past.current.arn, { basis: 'history' })
  let sought = identity.byName()
  const search = { past, choose: () => chooseRelease(sought, past.knowledge()), isSettled: isFoundOrBarred }
  const deployments = past.deployments(portions.release)
  const steps: (() => Promise<Choice>)[] = [
    () => searchOnceIn(deployments, search),
    async () => {
      sought = await identity.inFull(past.current)
      return searchIn(deployments, search)
    },
    async () => {
      const recorded = (await identity.recorded(sought)).get(past.service.name)
      const revision = recorded && (await past.revision(recorded.taskDefinition))
      if (revision && revision !== 'gone') past.add(revision.arn, { basis: 'record', vouchedAt: recorded.at })
      return decide(search)
    },
    () => searchIn(past.family(), search),
  ]
  let choice: Choice = { is: 'none', passed: [] }
  for (const step of steps) if (!isFoundOrBarred(choice)) choice = await step()
  const found = foundOr(choice, passed => missing(past, notThere(past, identity, passed)))
  // Not every revision says of itself which release it is.
  return found.is === 'target' ? { ...found, name: sought.name } : found
}

/** The very revision that was named. */
export async function findNamed(
  past: Past,
  { name, revisions }: { name: string; revisions: Revisions },
): Promise<Found> {
  const read = await revisions.read(name)
  if (read === 'gone') return missing(past, doesNotExist(name))
  past.add(read.arn, { basis: 'named' })
  const search = { past, choose: () => chooseNamed(read.arn, past.knowledge()), isSettled: isFound }
  const choice = await searchOnceIn(past.deployments(portions.wayBack), search)
  const candidate = past.knowledge().candidates.find(({ taskDefinition }) => taskDefinition === read.arn)
  const untried = candidate && untriedHere(candidate, past.knowledge())
  const found = foundOr(choice, passed => missing(past, isBarred(passed)))
  if (found.is === 'missing' || !untried) return found.is === 'missing' ? found : { ...found, basis: 'named' }
  return { ...found, basis: 'named', warnings: [`Nothing says that ${revisionName(read.arn)} ever ran well in it.`] }
}

/** The present revision: it is where the service is to be. */
export function stays(past: Past): Target {
  const { current } = past
  return {
    is: 'target',
    target: current,
    name: releaseName(current),
    basis: 'history',
    digests: new Map(),
    notes: [],
    warnings: [],
  }
}

type Source = AsyncGenerator<void> | Generator<void>

interface Search {
  past: Past
  choose: () => Choice
  /** Whether reading on could not change it. */
  isSettled: (choice: Choice) => boolean
}

/** Reads on until the choice is settled, or there is no more to read. */
async function searchIn(source: Source, search: Search): Promise<Choice> {
  let choice = await decide(search)
  while (!search.isSettled(choice) && !search.past.isExhausted()) {
    const isOver = (await source.next()).done
    choice = await decide(search)
    if (isOver) break
  }
  return choice
}

async function searchOnceIn(source: Source, search: Search): Promise<Choice> {
  await source.next()
  return decide(search)
}

/** Has read what the choice needs of the candidates that are known. */
async function decide({ past, choose }: Search): Promise<Choice> {
  for (;;) {
    const choice = choose()
    if (choice.is !== 'unread') return choice
    if (past.isExhausted()) return { is: 'none', passed: [] }
    await past.read(choice.taskDefinitions)
  }
}

function isFound({ is }: Choice): boolean {
  return is === 'found'
}

/** A release that is there, and must not be gone back to, need not be looked for elsewhere. */
function isFoundOrBarred(choice: Choice): boolean {
  return choice.is === 'found' || (choice.is === 'none' && choice.passed.length > 0)
}

function foundOr(choice: Choice, otherwise: (passed: readonly Passed[]) => Found): Found {
  if (choice.is !== 'found') return otherwise(choice.is === 'none' ? choice.passed : [])
  const { target, basis, digests } = choice
  return { is: 'target', target, name: releaseName(target), basis, digests, notes: [], warnings: [] }
}

export function missing({ service }: Past, reason: Reason): Missing {
  return { is: 'missing', obstacle: { service: service.name, ...reason } }
}
