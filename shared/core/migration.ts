import type { OneOffTask } from './one-off-task.ts'
import { PREFIX, provenanceTags, readProvenance, tagValue } from './provenance.ts'
import type { Provenance, Tag } from './provenance.ts'

/** A migration goes up to a release; one that goes down takes migrations back, to what an earlier release stands on. */
export type Direction = 'up' | 'down'

/** What makes two runs the same migration. Where one of these differs, it is another one. */
export interface MigrationIdentity {
  /** The cluster's name: the environment. */
  cluster: string
  /** The family of the task definition. */
  family: string
  /** What is migrated to: the release; without one the commit, without either the image. `down to …` for a way back. */
  subject: string
  container: string
  /** Absent where the task definition or the image says it. */
  command: readonly string[] | undefined
  variables: Readonly<Record<string, string>>
  taskRole: string | undefined
  executionRole: string | undefined
}

/** The identity as one text, whatever order its members were given in. */
export function identityText({ variables, ...identity }: MigrationIdentity): string {
  const { cluster, family, subject, container, command, taskRole, executionRole } = identity
  const sorted = Object.entries(variables).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([cluster, family, subject, container, command, sorted, taskRole, executionRole])
}

/** A cluster's name, where its ARN may have been given. */
export function clusterName(cluster: string): string {
  return cluster.slice(cluster.lastIndexOf('/') + 1)
}

/** What `startedBy` begins with; RunTask takes letters, digits, `-`, `/` and `_`, at most 128 of them. */
const migrations = 'deploy-actions/migration/'
const rehearsals = 'deploy-actions/rehearsal/'
const down = 'down/'

/** By which a migration's tasks are found again, whoever started them. */
export function startedByMigration(key: string, direction: Direction = 'up'): string {
  return migrations + (direction === 'down' ? down : '') + key
}

/** Which migration of ours a task is of; nothing for any other task. */
export function migrationOf({ startedBy = '' }: Pick<OneOffTask, 'startedBy'>): MigrationName | undefined {
  if (!startedBy.startsWith(migrations)) return undefined
  const name = startedBy.slice(migrations.length)
  return name.startsWith(down) ? { direction: 'down', key: name.slice(down.length) } : { direction: 'up', key: name }
}

/** A migration among all others of its family. */
export interface MigrationName {
  direction: Direction
  /** Stands for its identity. */
  key: string
}

/** Of a command that is tried without being the migration: found by nobody, and in nobody's way. */
export function startedByRehearsal(key: string): string {
  return rehearsals + key
}

/** Whether it may change the database: a migration of ours, or whatever else runs in a family that has no service. */
export function mayMigrate({ startedBy = '', group }: OneOffTask, { ownFamily }: { ownFamily: boolean }): boolean {
  if (startedBy.startsWith(migrations)) return true
  return ownFamily && !startedBy.startsWith(rehearsals) && !group.startsWith('service:')
}

const attemptTag = `${PREFIX}attempt`
const imageTag = `${PREFIX}image`
const containerTag = `${PREFIX}container`
const downToTag = `${PREFIX}down-to`

/** What a migration's task carries beside where it comes from. */
export interface TaskFacts {
  attempt: number
  /** The image and the name of the container whose exit code counts. */
  image: string
  container: string
  /** Of one that goes down: what is gone back to. */
  downTo?: string
}

/** What a task of a migration carries: for people, and for the next run. */
export function taskTags(provenance: Provenance, { attempt, image, container, downTo }: TaskFacts): Tag[] {
  return [
    ...provenanceTags(provenance),
    { key: attemptTag, value: String(attempt) },
    { key: imageTag, value: aboutText(image) },
    { key: containerTag, value: tagValue(container) },
    ...(downTo === undefined ? [] : [{ key: downToTag, value: aboutText(downTo) }]),
  ]
}

/** Characters of a tag's 256 that a record has for it, beside number, word, time and id of a task. */
const longestAbout = 160

/** An image, or what is gone back to, as tags hold it. What is too long loses its beginning: a digest stands at the end. */
export function aboutText(text: string): string {
  return tagValue(text.slice(-longestAbout))
}

/** Counts from 1; a failed attempt may be followed by the next. */
export function attemptOf({ tags }: OneOffTask): number {
  return Number(valueOf(attemptTag, tags) ?? 1)
}

/** The image that the migration's container ran, as it stands in tags. */
export function imageOf({ tags }: OneOffTask): string | undefined {
  return valueOf(imageTag, tags)
}

/** The container whose exit code counts. */
export function containerOf({ tags }: OneOffTask): string | undefined {
  return valueOf(containerTag, tags)
}

/** What a task that goes down goes back to. */
export function downToOf({ tags }: OneOffTask): string | undefined {
  return valueOf(downToTag, tags)
}

function valueOf(name: string, tags: readonly Tag[]): string | undefined {
  return tags.find(({ key }) => key === name)?.value
}

/** Of which release or commit a migration is, for a person: `of release v1.9.0`, `down to v1.2.2`. */
export function subjectOf(task: OneOffTask): string {
  const { release, commit } = readProvenance(task.tags)
  if (migrationOf(task)?.direction === 'down') return downText(downToOf(task))
  return `of ${subjectName({ release, commit, image: 'an unknown release' })}`
}

/** `release v1.2.0`, `commit 4f2c…`, or the image itself. */
export function subjectName({ release, commit, image }: Subject): string {
  if (release) return `release ${release}`
  return commit ? commitName(commit) : image
}

/** `down to v1.2.2`. */
export function downText(to = 'an unknown release'): string {
  return `down to ${/^[0-9a-f]{40}$/.test(to) ? commitName(to) : to}`
}

function commitName(commit: string): string {
  return `commit ${commit.slice(0, 12)}`
}

interface Subject {
  release: string | undefined
  commit: string | undefined
  image: string
}
