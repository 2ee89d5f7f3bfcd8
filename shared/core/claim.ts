import { parseImage } from './image.ts'
import type { Claim } from './proof.ts'
import type { TaskDefinition } from './task-definition.ts'
import { isJsonObject } from './json.ts'

/**
 * What the tasks of a deployment must run. A container whose image is pinned is held to that digest; of the others
 * `resolved` says which digest ECS resolved for the deployment, where that can be known.
 */
export function claimOf(
  definition: TaskDefinition,
  {
    taskDefinition,
    deploymentId,
    resolved,
  }: { taskDefinition: string; deploymentId: string; resolved: ReadonlyMap<string, string> },
): Claim {
  const digests = new Map<string, readonly string[]>()
  for (const { name, image } of definition.containerDefinitions) {
    const digest = pinnedDigest(image) ?? resolved.get(name)
    if (digest !== undefined) digests.set(name, [digest])
  }
  return { taskDefinition, deploymentId, digests, checked: checkedContainers(definition) }
}

/** ECS looks at the health of essential containers only ("Determine Amazon ECS task health"). */
function checkedContainers({ containerDefinitions }: TaskDefinition): string[] {
  return containerDefinitions
    .filter(({ essential, healthCheck }) => essential !== false && isJsonObject(healthCheck))
    .map(({ name }) => name)
}

/** Containers whose image could be another one tomorrow. */
export function unpinnedContainers(definition: TaskDefinition): string[] {
  return definition.containerDefinitions
    .filter(({ image }) => pinnedDigest(image) === undefined)
    .map(({ name }) => name)
}

function pinnedDigest(image: string | undefined): string | undefined {
  try {
    return image === undefined ? undefined : parseImage(image).digest
  } catch {
    return undefined
  }
}
