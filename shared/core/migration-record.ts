import { aboutText } from './migration.ts'
import type { Direction, MigrationName } from './migration.ts'
import { PREFIX } from './provenance.ts'
import type { Tag } from './provenance.ts'

/**
 * What the tags of a revision tell of a migration that was run with it. ECS forgets a stopped task after an hour; these
 * stay. One tag says that an attempt was about to begin, another how the last one ended that ran, so that a late
 * beginner overwrites nobody's end. Times are milliseconds since 1970.
 */
export interface MigrationRecord {
  begun?: Begun
  ended?: Ended
  /** The last attempt that is certain to have run nothing. */
  voided?: number
}

/** Written before RunTask: from then on it may have started. */
export interface Begun {
  attempt: number
  at: number
  /** Going up the image that its container runs, going down what is gone back to. */
  about: string
}

/** Written once the end was seen. */
export interface Ended {
  attempt: number
  as: 'succeeded' | 'failed' | 'unknown'
  /** Just before it began. */
  began: number
  /** Id of the task. */
  task: string
  about: string
}

/** The record of one migration among those of a family. */
export interface NamedRecord extends MigrationName {
  record: MigrationRecord
}

type Kind = 'begun' | 'ended' | 'voided'

const names: Readonly<Record<Direction, string>> = { up: 'migration', down: 'down' }
const tagKey = ({ direction, key }: MigrationName, kind: Kind): string => `${PREFIX}${names[direction]}-${kind}:${key}`

export function begunTag(name: MigrationName, { attempt, at, about }: Begun): Tag {
  return { key: tagKey(name, 'begun'), value: [attempt, isoTime(at), aboutText(about)].join(' ') }
}

export function endedTag(name: MigrationName, { attempt, as, began, task, about }: Ended): Tag {
  return { key: tagKey(name, 'ended'), value: [attempt, as, isoTime(began), task, aboutText(about)].join(' ') }
}

export function voidedTag(name: MigrationName, attempt: number): Tag {
  return { key: tagKey(name, 'voided'), value: String(attempt) }
}

/** What the tags of one revision tell of the migrations whose keys begin so. */
export function readRecords(tags: readonly Tag[], scope: string): NamedRecord[] {
  const found = tags.flatMap(tag => {
    const named = /^deploy-actions:(migration|down)-(begun|ended|voided):([\w-]+)$/.exec(tag.key)
    const [, name, kind, key = ''] = named ?? []
    if (!key.startsWith(scope)) return []
    const direction: Direction = name === names.down ? 'down' : 'up'
    const record = read[kind as Kind](tag.value)
    return Object.keys(record).length > 0 ? [{ direction, key, record }] : []
  })
  return together(found)
}

const read: Readonly<Record<Kind, (value: string) => MigrationRecord>> = {
  begun: value => {
    const [, attempt, at = '', about = ''] = /^(\d+) (\S+) (.+)$/.exec(value) ?? []
    return attempt === undefined ? {} : { begun: { attempt: Number(attempt), at: Date.parse(at), about } }
  },
  ended: value => {
    const found = /^(\d+) (succeeded|failed|unknown) (\S+) (\S+) (.+)$/.exec(value)
    if (!found) return {}
    const [, attempt, as, began = '', task = '', about = ''] = found
    return {
      ended: { attempt: Number(attempt), as: as as Ended['as'], began: Date.parse(began), task, about },
    }
  },
  voided: value => (/^\d+$/.test(value) ? { voided: Number(value) } : {}),
}

/** What several revisions, or several tags, tell together: of each migration its newest attempts. */
export function together(records: readonly NamedRecord[]): NamedRecord[] {
  const groups = Map.groupBy(records, ({ direction, key }) => `${direction} ${key}`)
  return [...groups.values()].flatMap(group => {
    const [first] = group
    return first ? [{ direction: first.direction, key: first.key, record: merged(group.map(one => one.record)) }] : []
  })
}

function merged(records: readonly MigrationRecord[]): MigrationRecord {
  const begun = latest(records.flatMap(record => record.begun ?? []))
  const ended = latest(records.flatMap(record => record.ended ?? []))
  const voided = records.flatMap(record => record.voided ?? [])
  return { ...(begun && { begun }), ...(ended && { ended }), ...(voided.length > 0 && { voided: Math.max(...voided) }) }
}

function latest<T extends { attempt: number }>(attempts: readonly T[]): T | undefined {
  return attempts.toSorted((a, b) => b.attempt - a.attempt)[0]
}

/** As many as AWS allows a resource, those that begin with `aws:` not counted. */
const mostTags = 50
/** Of a migration: its beginning, its end, and words on the revision. */
const ownTags = 3
/** A new revision leaves room for those, and for what a rollback marks. */
const tagsToBeginWith = 44

/** Whether a revision with these tags can take the record of a migration, too. */
export function hasRoom(tags: readonly Tag[], name: MigrationName): boolean {
  const isRecorded = tags.some(({ key }) => key === tagKey(name, 'begun'))
  return isRecorded || tags.filter(({ key }) => !/^aws:/i.test(key)).length + ownTags <= mostTags
}

/** The tags of a new revision, without the last of ours where records would find no room; those of others stay. */
export function leavingRoom(tags: readonly Tag[]): Tag[] {
  const foreign = tags.filter(({ key }) => !key.startsWith(PREFIX)).length
  return tags.slice(0, Math.max(tagsToBeginWith, foreign))
}

/** `2026-11-20T09:00:00Z`: whole seconds, rounded down. */
export function isoTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
