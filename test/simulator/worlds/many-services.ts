import type { Scenario } from '../scenario.ts'

/** A cluster `production` of `count` services, `service-001` and so on. Each runs v1 of its own image and can run v2. */
export function manyServices(count: number): Scenario {
  const names = Array.from({ length: count }, (_, index) => `service-${String(index + 1).padStart(3, '0')}`)
  return {
    repositories: Object.fromEntries(names.map(name => [name, ['v1', 'v2']])),
    clusters: { production: Object.fromEntries(names.map(name => [name, `${name}:v1`])) },
  }
}
