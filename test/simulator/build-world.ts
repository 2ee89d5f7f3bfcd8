import type { Behaviour } from './behaviour.ts'
import { healthy } from './behaviour.ts'
import type * as Scenarios from './scenario.ts'
import { addService } from './build-service.ts'
import { milliseconds } from './shape.ts'
import type { Page, Pages } from './web.ts'
import { World } from './world.ts'

/** Makes the world that a scenario describes, in the middle of its life. */
export function buildWorld(scenario: Scenarios.Scenario, seed: number): { world: World; pages: Pages } {
  const { start, account, region } = scenario
  const world = new World({
    seed,
    ...(start !== undefined && { start: Date.parse(start) }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  })
  setOptions(world, scenario)
  fillRegistry(world, scenario)
  fillGitHub(world, scenario.github ?? {})
  const balanced = fillClusters(world, scenario)
  const pages = Object.entries(scenario.urls ?? {}).map(
    ([url, page]) => [url, pageOf(page, { url, balanced })] as const,
  )
  return { world, pages: new Map(pages) }
}

function setOptions(world: World, { aws = {}, logs = {} }: Scenarios.Scenario): void {
  world.replicaLag = milliseconds(aws.replicaLag ?? 0)
  world.ecr.reportedDigest = aws.reportedDigest ?? 'index'
  world.logs.ingestionLag = milliseconds(logs.ingestionLag ?? world.logs.ingestionLag)
  world.logs.streamLag = milliseconds(logs.streamLag ?? world.logs.streamLag)
  world.logs.emptyPages = logs.emptyPages ?? 0
}

function fillRegistry(world: World, { repositories, otherImages = {}, clusters = {} }: Scenarios.Scenario): void {
  for (const [reference, behaviour] of Object.entries(otherImages)) {
    world.ecr.elsewhere.set(reference, behaviourOf(behaviour))
  }
  for (const [name, given] of Object.entries(repositories ?? impliedRepositories(clusters))) {
    const { images, mutability = 'MUTABLE' } = 'images' in given ? given : { images: given }
    world.ecr.createRepository({ name, mutability })
    images.forEach((image, index) => {
      const pushedAt = world.now() - (images.length - index) * day
      push(world, name, { pushedAt, ...(typeof image === 'string' ? { tags: [image] } : image) })
    })
  }
}

/** The images that services run, for a scenario that says nothing of repositories. */
function impliedRepositories(clusters: NonNullable<Scenarios.Scenario['clusters']>): Record<string, string[]> {
  const services = Object.values(clusters).flatMap(cluster => Object.values(cluster))
  const described = services.map(service => (typeof service === 'string' ? { image: service } : service))
  const repositories: Record<string, string[]> = {}
  for (const reference of described.flatMap(({ image, earlier = [] }) => [...earlier, image])) {
    const [name = '', tag = 'latest'] = reference.split(':')
    repositories[name] = [...new Set([...(repositories[name] ?? []), tag])]
  }
  return repositories
}

/** In milliseconds; the images of a repository were pushed a day apart. */
const day = 86_400_000

interface EarlierBuild extends Scenarios.BuiltImage {
  pushedAt: number
}

function push(world: World, repository: string, { archived, behaviour, ...build }: EarlierBuild): void {
  const image = world.ecr.push({ repository, ...build, ...(behaviour && { behaviour: behaviourOf(behaviour) }) })
  if (archived === true) world.ecr.archive(`${repository}@${image.digest}`)
}

function behaviourOf({ exits, healthyAfter, ...rest }: Scenarios.BehaviourScenario): Behaviour {
  const after = exits && { ...exits, after: milliseconds(exits.after) }
  return {
    ...healthy,
    // A program that ends by itself says only what its scenario lets it say.
    ...(after && { exits: after, logs: [] }),
    ...(healthyAfter !== undefined && {
      healthyAfter: healthyAfter === 'never' ? 'never' : milliseconds(healthyAfter),
    }),
    ...rest,
  }
}

/** Target groups by `cluster/service`. */
type Balanced = ReadonlyMap<string, string>

function fillClusters(world: World, { clusters = {} }: Scenarios.Scenario): Balanced {
  const balanced = new Map<string, string>()
  for (const [cluster, services] of Object.entries(clusters)) {
    world.ecs.createCluster(cluster)
    for (const [name, given] of Object.entries(services)) {
      const described = typeof given === 'string' ? { image: given } : given
      const group = addService(world, { cluster, name, ...described })
      if (group !== undefined) balanced.set(`${cluster}/${name}`, group)
    }
  }
  return balanced
}

function fillGitHub({ github }: World, given: Scenarios.GitHubScenario): void {
  const [owner = github.owner, name = github.name] = given.repository?.split('/') ?? []
  Object.assign(github, { owner, name, token: given.token })
  github.defaultBranch = given.defaultBranch ?? github.defaultBranch
  for (const [tag, to] of Object.entries(given.tags ?? {})) {
    github.tag({ name: tag, ...(typeof to === 'string' ? { commit: to } : to) })
  }
  for (const release of given.releases ?? []) github.release(typeof release === 'string' ? { tag: release } : release)
}

function pageOf(page: Scenarios.PageScenario, { url, balanced }: { url: string; balanced: Balanced }): Page {
  if (typeof page !== 'string') return { is: 'fixed', statuses: page.statuses, asked: 0 }
  const group = balanced.get(page)
  if (group === undefined) {
    const known = [...balanced.keys()].join(', ') || 'none'
    throw new Error(`urls.${url}: there is no service ${page} behind a load balancer; there are: ${known}`)
  }
  return { is: 'balanced', targetGroups: [group] }
}
