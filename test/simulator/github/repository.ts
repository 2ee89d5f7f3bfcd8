import { AwsFault } from '../fault.ts'
import type { JsonObject } from '../operation.ts'
import type { World } from '../world.ts'

/** One call of the REST API, given the parameters of its path. */
export type RestOperation = (world: World, parameters: Readonly<Record<string, string>>) => JsonObject

export const notFound = (): AwsFault => new AwsFault('NotFound', 'Not Found', 404)

export function apiUrl({ github }: World, path: string): string {
  return `https://api.github.com/repos/${github.owner}/${github.name}/${path}`
}

export function htmlUrl({ github }: World, path: string): string {
  return `https://github.com/${github.owner}/${github.name}/${path}`
}

/** Who made the repository's tags and commits. */
export function person(world: World): { name: string; email: string; date: string } {
  return { name: 'Developer', email: 'developer@example.com', date: new Date(world.now()).toISOString() }
}
