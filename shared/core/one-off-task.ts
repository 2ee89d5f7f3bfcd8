import type { Tag } from './provenance.ts'
import type { StoppedTask } from './stopped-task.ts'

/** A task that RunTask started, whether or not it has stopped. Times are milliseconds since 1970, by ECS's clock. */
export interface OneOffTask extends StoppedTask {
  /** PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING or STOPPED. */
  lastStatus: string
  /** `service:…` for tasks of a service. */
  group: string
  /** When RunTask took it on: before anything of it ran. */
  createdAt: number
  /** Absent for one that never was RUNNING. */
  startedAt?: number
  /** When its programs had ended, before its network interface and its disk were put away. */
  endedAt?: number
  tags: readonly Tag[]
}

export function hasStopped({ lastStatus }: Pick<OneOffTask, 'lastStatus'>): boolean {
  return lastStatus === 'STOPPED'
}

/** Whether a container's end is known, which comes some seconds before its task is STOPPED. */
export function hasEnded({ containers }: Pick<OneOffTask, 'containers'>, container: string): boolean {
  return containers.some(({ name, exitCode }) => name === container && exitCode !== undefined)
}

/** The last part of a task's ARN. */
export function taskId(taskArn: string): string {
  return taskArn.slice(taskArn.lastIndexOf('/') + 1)
}
