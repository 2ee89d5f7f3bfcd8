import { startedByMigration, taskTags } from '../../shared/core/migration.ts'
import type { OneOffTask } from '../../shared/core/one-off-task.ts'

interface Described extends Partial<OneOffTask> {
  id?: string
  attempt?: number
  image?: string
  release?: string
  /** Where to, of a task that goes down: that of the migration `down`. */
  downTo?: string
  /** Of the container `api`, whose reason may be given, too. */
  exitCode?: number
  reason?: string
  /** Exit codes of other containers. */
  sidecars?: Readonly<Record<string, number>>
}

/** A migration's task as DescribeTasks shows it: one that has stopped, unless it is said otherwise. */
export function migrationTask({
  id = 'abc',
  attempt = 1,
  image = 'registry/api@sha256:new',
  release,
  downTo,
  ...given
}: Described): OneOffTask {
  const { exitCode, reason, sidecars = {}, ...members } = given
  const own = { name: 'api', ...(exitCode !== undefined && { exitCode }), ...(reason !== undefined && { reason }) }
  return {
    taskArn: `arn:aws:ecs:us-west-2:123456789012:task/shop/${id}`,
    taskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/shop-api:2',
    group: 'family:shop-api',
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    createdAt: Date.UTC(2026, 10, 20, 11),
    containers: [own, ...Object.entries(sidecars).map(([name, code]) => ({ name, exitCode: code }))],
    ...(downTo !== undefined && { startedBy: startedByMigration('down', 'down') }),
    tags: taskTags({ ...(release && { release }) }, { attempt, image, container: 'api', ...(downTo && { downTo }) }),
    ...members,
  }
}
