import type * as Scenarios from './scenario.ts'
import { fillAlarms } from './build-alarms.ts'
import { addFamily } from './build-family.ts'
import { fillGitHub } from './build-github.ts'
import { fillRegistry } from './build-registry.ts'
import { addService } from './build-service.ts'
import { fillTraffic } from './build-traffic.ts'
import { fillWaf } from './build-waf.ts'
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
  fillGitHub(world, scenario)
  fillFamilies(world, scenario)
  const balanced = fillClusters(world, scenario)
  fillWaf(world, scenario)
  fillTraffic(world, scenario)
  fillAlarms(world, scenario)
  const pages = Object.entries(scenario.urls ?? {}).map(
    ([url, page]) => [url, pageOf(page, { url, balanced })] as const,
  )
  return { world, pages: new Map(pages) }
}

function setOptions(world: World, { aws = {}, logs = {} }: Scenarios.Scenario): void {
  world.replicaLag = milliseconds(aws.replicaLag ?? 0)
  world.ecs.taskVisibility = milliseconds(aws.taskVisibility ?? world.ecs.taskVisibility)
  world.ecr.assumptions.reportedDigest = aws.reportedDigest ?? 'index'
  world.ecr.assumptions.scanOfIndex = aws.scanOfIndex ?? 'none'
  world.logs.ingestionLag = milliseconds(logs.ingestionLag ?? world.logs.ingestionLag)
  world.logs.streamLag = milliseconds(logs.streamLag ?? world.logs.streamLag)
  world.logs.emptyPages = logs.emptyPages ?? 0
}

function fillFamilies(world: World, { families = {} }: Scenarios.Scenario): void {
  for (const [family, given] of Object.entries(families)) {
    addFamily(world, family, typeof given === 'string' ? { image: given } : given)
  }
}

/** Target groups by `cluster/service`. */
type Balanced = ReadonlyMap<string, readonly string[]>

function fillClusters(world: World, { clusters = {} }: Scenarios.Scenario): Balanced {
  const balanced = new Map<string, string[]>()
  for (const [cluster, services] of Object.entries(clusters)) {
    world.ecs.createCluster(cluster)
    for (const [name, given] of Object.entries(services)) {
      const described = typeof given === 'string' ? { image: given } : given
      const groups = addService(world, { cluster, name, ...described })
      if (groups.length > 0) balanced.set(`${cluster}/${name}`, groups)
    }
  }
  return balanced
}

function pageOf(page: Scenarios.PageScenario, { url, balanced }: { url: string; balanced: Balanced }): Page {
  if (typeof page !== 'string') {
    const { statuses = [] } = page
    return 'webhook' in page
      ? { is: 'webhook', kind: page.webhook, statuses, posts: [] }
      : { is: 'fixed', statuses, bodies: page.bodies ?? [], asked: 0 }
  }
  const targetGroups = balanced.get(page)
  if (targetGroups === undefined) {
    const known = [...balanced.keys()].join(', ') || 'none'
    throw new Error(`urls.${url}: there is no service ${page} behind a load balancer; there are: ${known}`)
  }
  return { is: 'balanced', targetGroups }
}
