import type { ImageChange, TaskDefinition } from './task-definition.ts'
import { registrable, withImages } from './task-definition.ts'
import { sameDefinition } from './same-definition.ts'

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
 * Which revision a service gets: the base with the new images. Equal revisions are not registered again, so a rerun
 * leaves no orphans. An INACTIVE revision cannot start a new deployment: for a forced one it is registered anew.
 */
export function planRevision(plan: {
  base: TaskDefinition
  images: readonly ImageChange[]
  running: Existing
  newest: Existing | undefined
  force: boolean
}): RevisionPlan {
  const wanted = registrable(withImages(plan.base, plan.images))
  const usable = ({ definition }: Existing): boolean => !plan.force || definition['status'] !== 'INACTIVE'
  if (sameDefinition(wanted, registrable(plan.running.definition)) && usable(plan.running))
    return { is: 'keep', arn: plan.running.arn }
  if (plan.newest && sameDefinition(wanted, registrable(plan.newest.definition)))
    return { is: 'reuse', arn: plan.newest.arn }
  return { is: 'register', definition: wanted }
}

/** The number of a revision, from its ARN or `family:number`. */
export function revisionNumber(arn: string): number {
  return Number(arn.slice(arn.lastIndexOf(':') + 1))
}
