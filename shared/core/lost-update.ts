import type { Deployment, Service } from './service.ts'
import { primaryOf } from './service.ts'

/**
 * Replicas of ECS's state lag; how far is not documented. Only what is still not to be seen after this many
 * milliseconds counts as not done, and only after several looks that agree.
 */
export const settleTime = 35_000
export const settleLooks = 3

export interface SentUpdate {
  /** The PRIMARY deployment before the update was sent. */
  before: Deployment | undefined
  taskDefinition: string
  force: boolean
}

export type UpdateSeen =
  { is: 'applied'; deployment: Deployment } | { is: 'overtaken'; deployment: Deployment } | { is: 'not-seen' }

/**
 * What a look at the service says of an update whose reply was lost, or of one whose reply is in hand. UpdateService
 * has no idempotency token: the deployment it made is the new PRIMARY of the wanted revision.
 */
export function findUpdate(service: Service, { before, taskDefinition, force }: SentUpdate): UpdateSeen {
  const primary = primaryOf(service)
  if (!primary || (primary.id === before?.id && (force || primary.taskDefinition !== taskDefinition)))
    return { is: 'not-seen' }
  // A replica may still show a deployment from before the one that was there when we sent ours, even of this revision.
  if (before && Math.max(primary.createdAt, primary.updatedAt) < before.createdAt) return { is: 'not-seen' }
  if (primary.taskDefinition === taskDefinition) return { is: 'applied', deployment: primary }
  return before && primary.createdAt < before.createdAt ? { is: 'not-seen' } : { is: 'overtaken', deployment: primary }
}

/** Whether a change that has not been seen may be called not done. */
export function surelyNotApplied({ looks, sentAt, now }: { looks: number; sentAt: number; now: number }): boolean {
  return looks >= settleLooks && now - sentAt >= settleTime
}
