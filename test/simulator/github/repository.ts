import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { World } from '../world.ts'

/** One call of the REST API, given the parameters of its path. */
export type RestOperation = (world: World, parameters: Readonly<Record<string, string>>) => JsonObject

/** How GitHub refuses what is not there, and what the token must not see. */
export const notFound = (): AwsFault => new AwsFault('NotFound', 'Not Found', 404)

/** The address of something of the repository in the API. */
export function apiUrl({ github }: World, path: string): string {
  return `https://api.github.com/repos/${github.owner}/${github.name}/${path}`
}

/** The address of something of the repository for people. */
export function htmlUrl({ github }: World, path: string): string {
  return `https://github.com/${github.owner}/${github.name}/${path}`
}

/** Who made the repository's tags and commits. */
export function person(world: World): { name: string; email: string; date: string } {
  return { name: 'Developer', email: 'developer@example.com', date: new Date(world.now()).toISOString() }
}
