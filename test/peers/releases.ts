import type { Simulation } from '../simulator/simulation.ts'
import { simulate } from '../simulator/simulation.ts'
import { digestsOf, primaryOf, runningTasks, serviceOf } from '../stage/truth.ts'

/** A service `api` on v1, whose circuit breaker rolls back, and what is about to be released. */
export interface Release {
  says: string
  tag: 'v2' | 'v3'
}

export const releases: readonly Release[] = [
  { says: 'a release that works', tag: 'v2' },
  { says: 'a release whose tasks crash', tag: 'v3' },
]

export const cluster = 'shop'
export const service = 'api'
const repository = 'shop/api'

/** A world of its own for every run. */
export function shop(seed: number): Simulation {
  const crashes = { exits: { code: 1, after: '5s' }, logs: ['Error: DATABASE_URL is not set'] } as const
  const images = ['v1', 'v2', { tags: ['v3'], behaviour: crashes }]
  return simulate(
    { repositories: { [repository]: images }, clusters: { [cluster]: { [service]: `${repository}:v1` } } },
    { seed },
  )
}

/** `registry/repository@sha256:…` of a release. */
export function imageOf({ world }: Simulation, { tag }: Release): string {
  const digest = world.ecr.find(`${repository}:${tag}`)?.digest
  return `${world.ecr.uri(repository)}@${digest ?? ''}`
}

/** What DescribeTaskDefinition tells of the running revision, with the release's image: the file of a repository. */
export function taskDefinitionFile({ world }: Simulation, { tag }: Release): string {
  const running = primaryOf(serviceOf(world, cluster, service)).taskDefinition
  const document = JSON.stringify(world.ecs.taskDefinition(running)?.document, null, 2)
  return document.replace(`${repository}:v1`, `${repository}:${tag}`)
}

/** What is so at this moment, whatever anybody was told. */
export function truthOf({ world }: Simulation): string {
  const found = serviceOf(world, cluster, service)
  const running = runningTasks(found).map(({ containers: [container] }) => container?.imageDigest ?? '')
  const tags = ['v1', 'v2', 'v3'].filter(tag => {
    const digests = digestsOf(world, `${repository}:${tag}`)
    return running.some(digest => digests.includes(digest))
  })
  return `${tags.join(' and ') || 'nothing'} runs, ${found.serviceDeployments[0]?.status ?? 'nothing was deployed'}`
}
