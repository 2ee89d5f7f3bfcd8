import type { OneOffTask } from './one-off-task.ts'
import { PREFIX, provenanceTags, readProvenance, tagValue } from './provenance.ts'
import type { Provenance, Tag } from './provenance.ts'

/** What makes two runs the same migration. Where one of these differs, it is another one. */
export interface MigrationIdentity {
  /** The cluster's name: the environment. */
  cluster: string
  /** The family of the task definition. */
  family: string
  /** What is migrated to: the release; without one the commit, without either the image. */
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

/** By which a migration's tasks are found again, whoever started them. */
export function startedByMigration(key: string): string {
  return migrations + key
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

/** What a task of a migration carries: for people, and for the next run. */
export function taskTags(provenance: Provenance, { attempt, image }: { attempt: number; image: string }): Tag[] {
  return [
    ...provenanceTags(provenance),
    { key: attemptTag, value: String(attempt) },
    { key: imageTag, value: tagValue(image) },
  ]
}

/** Counts from 1; a failed attempt may be followed by the next. */
export function attemptOf({ tags }: OneOffTask): number {
  return Number(tags.find(({ key }) => key === attemptTag)?.value ?? 1)
}

/** The image that the migration's container ran, as it stands in tags. */
export function imageOf({ tags }: OneOffTask): string | undefined {
  return tags.find(({ key }) => key === imageTag)?.value
}

/** Of which release or commit a migration is, for a person. */
export function subjectOf({ tags }: OneOffTask): string {
  const { release, commit } = readProvenance(tags)
  return subjectName({ release, commit, image: 'an unknown release' })
}

/** `release v1.2.0`, `commit 4f2c…`, or the image itself. */
export function subjectName({ release, commit, image }: Subject): string {
  if (release) return `release ${release}`
  return commit ? `commit ${commit.slice(0, 12)}` : image
}

interface Subject {
  release: string | undefined
  commit: string | undefined
  image: string
}
