import { PREFIX, tagValue } from './provenance.ts'
import type { Tag } from './provenance.ts'

/**
 * What the tags of a revision tell of a migration that was run with it. ECS forgets a stopped task after an hour; these
 * stay. One tag says that an attempt was about to begin, another how one ended, so that a late beginner overwrites
 * nobody's end. Times are milliseconds since 1970.
 */
export interface MigrationRecord {
  begun?: Begun
  ended?: Ended
}

/** Written before RunTask: from then on it may have started. */
export interface Begun {
  attempt: number
  at: number
  /** The image of the migration's container. */
  image: string
}

/** Written once the end was seen. */
export interface Ended {
  attempt: number
  as: 'succeeded' | 'failed' | 'unknown'
  /** Just before it began. */
  began: number
  /** Id of the task. */
  task: string
  image: string
}

const begunKey = (key: string): string => `${PREFIX}migration-begun:${key}`
const endedKey = (key: string): string => `${PREFIX}migration-ended:${key}`

export function begunTag(key: string, { attempt, at, image }: Begun): Tag {
  return { key: begunKey(key), value: [attempt, isoTime(at), tagValue(image)].join(' ') }
}

export function endedTag(key: string, { attempt, as, began, task, image }: Ended): Tag {
  return { key: endedKey(key), value: [attempt, as, isoTime(began), task, tagValue(image)].join(' ') }
}

/** What the tags of one revision tell of the migration with this key. */
export function readRecord(tags: readonly Tag[], key: string): MigrationRecord {
  const valueOf = (name: string): string => tags.find(tag => tag.key === name)?.value ?? ''
  const begun = /^(\d+) (\S+) (\S+)$/.exec(valueOf(begunKey(key)))
  const ended = /^(\d+) (succeeded|failed|unknown) (\S+) (\S+) (\S+)$/.exec(valueOf(endedKey(key)))
  return {
    ...(begun && { begun: { attempt: Number(begun[1]), at: Date.parse(begun[2] ?? ''), image: begun[3] ?? '' } }),
    ...(ended && {
      ended: {
        attempt: Number(ended[1]),
        as: ended[2] as Ended['as'],
        began: Date.parse(ended[3] ?? ''),
        task: ended[4] ?? '',
        image: ended[5] ?? '',
      },
    }),
  }
}

/** What several revisions tell together: of each, the newest attempt. */
export function together(records: readonly MigrationRecord[]): MigrationRecord {
  const begun = latest(records.flatMap(record => record.begun ?? []))
  const ended = latest(records.flatMap(record => record.ended ?? []))
  return { ...(begun && { begun }), ...(ended && { ended }) }
}

function latest<T extends { attempt: number }>(attempts: readonly T[]): T | undefined {
  return attempts.toSorted((a, b) => b.attempt - a.attempt)[0]
}

/** `2026-11-20T09:00:00Z`: whole seconds, rounded down. */
export function isoTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}
