import type { TaskDefinition } from './task-definition.ts'
import { sameDefinition } from './difference.ts'

/** A revision that exists. `definition` is the described document. */
export interface Existing {
  arn: string
  definition: TaskDefinition
}

export type RevisionPlan =
  /** The service runs it already. */
  | { is: 'keep'; arn: string }
  /** It was registered before, by a run that did not get further or by somebody else. */
  | { is: 'reuse'; arn: string }
  | { is: 'register'; definition: TaskDefinition }

/**
 * How a service gets the revision it is to run. Equal revisions are not registered again, so a rerun leaves no orphans.
 * An INACTIVE revision cannot start a new deployment: for a forced one it is registered anew.
 */
export function planRevision({ wanted, running, newest, force }: Candidates): RevisionPlan {
  const usable = !force || running.definition['status'] !== 'INACTIVE'
  if (usable && sameDefinition(wanted, running.definition)) return { is: 'keep', arn: running.arn }
  if (newest && sameDefinition(wanted, newest.definition)) return { is: 'reuse', arn: newest.arn }
  return { is: 'register', definition: wanted }
}

interface Candidates {
  /** What is to run, as it would be registered. */
  wanted: TaskDefinition
  running: Existing
  /** The newest ACTIVE revision of the family of `wanted`. */
  newest: Existing | undefined
  /** Whether a new deployment is begun even of the revision that runs. */
  force: boolean
}

/** The number of a revision, from its ARN or `family:number`. */
export function revisionNumber(arn: string): number {
  return Number(arn.slice(arn.lastIndexOf(':') + 1))
}
