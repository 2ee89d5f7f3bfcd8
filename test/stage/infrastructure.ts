import type { JsonObject } from '../simulator/operation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { bySomebody, commits, registersBeside } from './promotions.ts'
import { primaryOf, serviceOf } from './truth.ts'

/** What an infrastructure tool makes of a service's containers. */
export interface Change {
  /** `tag` and `digest` are images of v2, as a stack is given them; without it the image stays. */
  release?: 'tag' | 'digest'
  /** The value of a variable MODE. */
  mode?: string
}

/** A tool such as CDK deploys services. */
export function deploysBeside(simulation: Simulation, names: readonly string[], change: Change): void {
  for (const name of names) bySomebody(simulation, name, changed(simulation, name, change))
}

/** A tool such as Terraform registers revisions, and leaves it to others to deploy them. */
export function registersRevisions(simulation: Simulation, names: readonly string[], change: Change): void {
  for (const name of names) registersBeside(simulation, name, changed(simulation, name, change))
}

function changed({ world }: Simulation, name: string, { release, mode }: Change): JsonObject {
  const { taskDefinition } = primaryOf(serviceOf(world, 'prod', name))
  const { document = {} } = world.ecs.taskDefinition(taskDefinition) ?? {}
  const all = document['containerDefinitions'] as unknown as readonly (JsonObject & { image: string })[]
  return {
    containerDefinitions: all.map(container => ({
      ...container,
      ...(release && { image: imageOf({ world }, container.image, release) }),
      ...(mode !== undefined && { environment: [...others(container), { name: 'MODE', value: mode }] }),
    })),
  }
}

function others({ environment }: JsonObject): readonly JsonObject[] {
  return ((environment ?? []) as JsonObject[]).filter(({ name }) => name !== 'MODE')
}

function imageOf({ world }: Pick<Simulation, 'world'>, image: string, release: 'tag' | 'digest'): string {
  const repository = image.replace(/^[^/]*\.amazonaws\.com\//, '').replace(/[:@].*$/, '')
  const tagged = `${repository}:${commits.v2}`
  return world.ecr.uri(release === 'tag' ? tagged : `${repository}@${world.ecr.find(tagged)?.digest ?? ''}`)
}

/** The revision that a service was last told to run, such as `prod-api:2`. */
export function revisionOf({ world }: Simulation, name: string): string {
  return (
    primaryOf(serviceOf(world, 'prod', name))
      .taskDefinition.split('/')
      .at(-1) ?? ''
  )
}
