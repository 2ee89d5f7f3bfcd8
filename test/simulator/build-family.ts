import { buildTaskDefinition } from './build-task-definition.ts'
import type { DescribedFamily } from './scenario.ts'
import type { World } from './world.ts'

/** Adds a family of task definitions that no service runs, and the log group that it writes to. */
export function addFamily(world: World, family: string, described: DescribedFamily): void {
  const { image, earlier = [], container = family, logGroup = `/ecs/${family}`, command, ...rest } = described
  world.logs.createGroup(logGroup)
  for (const each of [...earlier, image]) {
    const document = buildTaskDefinition(world, {
      ...rest,
      place: `families.${family}`,
      family,
      owner: family,
      container,
      image: each,
      logGroup,
      logPrefix: container,
      containerDefinition: { ...(command && { command: [...command] }), ...rest.containerDefinition },
    })
    world.ecs.registerTaskDefinition(document)
  }
}
