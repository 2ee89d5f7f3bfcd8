import { AwsFault } from '../fault.ts'
import type { World } from '../world.ts'
import type { LifecyclePolicy } from './lifecycle-policy.ts'
import type { Repository } from './model.ts'

/** The policy of a repository; refuses a request about one that has none. */
export function policyOf(world: World, { name, lifecycle }: Repository): LifecyclePolicy {
  if (lifecycle) return lifecycle
  throw new AwsFault(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${name}' in the registry with id '${world.account}'`,
  )
}
