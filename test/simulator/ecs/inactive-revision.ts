import type { TaskDefinition } from './model.ts'
import type { Ecs } from './state.ts'
import { minute } from './timing.ts'

const window = 10 * minute

/**
 * Whether a revision can be used for nothing new, because it was deregistered. That this may take up to ten minutes to
 * be so is documented, but not how often.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
 */
export function isInactive(ecs: Ecs, { deregisteredAt }: TaskDefinition): boolean {
  if (deregisteredAt === undefined) return false
  return ecs.assumptions.inactiveRevision === 'refused' || ecs.now() > deregisteredAt + window
}
