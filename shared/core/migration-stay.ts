import { releaseName } from './known-revision.ts'
import type { KnownRevision } from './known-revision.ts'
import { downText } from './migration.ts'
import { isoTime, readRecords, together } from './migration-record.ts'
import type { NamedRecord } from './migration-record.ts'

/** What a release's migration did, in a few words. */
export interface Stay {
  release: string
  what: string
}

/** What is looked at, and for which cluster: with `scope` the keys of its migrations begin. */
export interface Past {
  /** Revisions that ran after the target. */
  later: readonly KnownRevision[]
  /** What is to be gone back to. */
  target: KnownRevision
  scope: string
}

/**
 * The migrations of later releases that stay applied when the code goes back. One that was taken back is left out; where
 * that is not certain, it is said.
 */
export function stayingMigrations({ later, target, scope }: Past): Stay[] {
  const ups = later.flatMap(upOf)
  const records = later.flatMap(({ tags }) => readRecords(tags, scope))
  const downs = together(records).flatMap(downOf)
  return ups.flatMap(up => {
    // A migration brings everything up to its release, so a later one brings this one again.
    const at = Math.max(...ups.filter(one => one.order >= up.order).map(one => one.at))
    const since = downs.filter(down => down.at > at)
    const ends = since.map(down => endOf(up, down, { later, target }))
    if (ends.includes('taken back')) return []
    const [doubt] = since.filter((_, index) => ends[index] === 'in doubt')
    return [{ release: up.release, what: doubt ? `${up.what}, unless ${doubtText(doubt)}` : up.what }]
  })
}

interface Up extends Stay {
  /** When it began, milliseconds since 1970; for words that tell no time, when the revision was made. */
  at: number
  /** Releases that are later have a greater one. */
  order: number
}

function upOf(revision: KnownRevision): Up[] {
  const { migration: what } = revision.provenance
  if (what === undefined) return []
  const order = orderOf(revision)
  const [, how, at = ''] = /^(\w+) (\d{4}-\S+Z) /.exec(what) ?? []
  const told = Date.parse(at)
  if (how === undefined || Number.isNaN(told)) return [{ release: releaseName(revision), what, at: order, order }]
  // What follows names the release, which is told anyway.
  return [{ release: releaseName(revision), what: `${how} ${at}`, at: told, order }]
}

/** A new release has a new revision. */
function orderOf({ registeredAt = 0 }: KnownRevision): number {
  return registeredAt
}

interface Down {
  to: string
  is: 'succeeded' | 'failed' | 'unknown'
  at: number
}

function downOf({ direction, record: { begun, ended, voided = 0 } }: NamedRecord): Down[] {
  if (direction === 'up') return []
  const isOpen = begun && begun.attempt > Math.max(ended?.attempt ?? 0, voided)
  return [
    ...(ended ? [{ to: ended.about, is: ended.as, at: ended.began }] : []),
    ...(isOpen ? [{ to: begun.about, is: 'unknown' as const, at: begun.at }] : []),
  ]
}

/** What one that went down made of one that went up before it. */
function endOf(
  up: Up,
  { to, is }: Down,
  { later, target }: Omit<Past, 'scope'>,
): 'taken back' | 'applied' | 'in doubt' {
  const isOf = ({ provenance: { release, commit } }: KnownRevision): boolean => release === to || commit === to
  const there = later.filter(isOf)
  // The release that it went down to keeps its own migration, and those of the ones before.
  const keeps = !isOf(target) && there.length > 0 && up.order <= Math.min(...there.map(orderOf))
  if (keeps) return 'applied'
  return is === 'succeeded' && (isOf(target) || there.length > 0) ? 'taken back' : 'in doubt'
}

function doubtText({ to, is, at }: Down): string {
  const it = `the migration ${downText(to)}, begun at ${isoTime(at)}, took it back`
  const but = { succeeded: '', failed: ': it ran and failed', unknown: ': how it ended is not known' }
  return it + but[is]
}
