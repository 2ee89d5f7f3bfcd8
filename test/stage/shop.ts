import { isGreen } from '../../shared/core/outcome.ts'
import { deregisterTaskDefinition } from '../simulator/ecs/deregister-task-definition.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { BehaviourScenario, DescribedService, GitHubScenario, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import { perform } from './perform.ts'
import type { Circumstances, Performance } from './perform.ts'
import { primaryOf, serviceOf, tagsOf } from './truth.ts'

/** A release of the shop: the commit its images carry as their tag, and how its programs are. */
export interface Release {
  commit: string
  behaviour?: BehaviourScenario
}

/** `v3` crashes at its start. */
export const releases: Readonly<Record<string, Release>> = {
  v1: { commit: '1'.repeat(40) },
  v2: { commit: '2'.repeat(40) },
  v3: { commit: '3'.repeat(40), behaviour: { exits: { code: 1, after: '2s' }, logs: ['no database'] } },
  v4: { commit: '4'.repeat(40) },
  v5: { commit: '5'.repeat(40) },
}

export function commitOf(release: string): string {
  return releases[release]?.commit ?? ''
}

export interface ShopOptions {
  services?: readonly string[]
  /** Releases that ran before, the oldest first, and the one that runs now: brought by somebody else, without tags. */
  ran?: { earlier: readonly string[]; now: string }
  /** Members of every service. */
  service?: Partial<DescribedService>
  github?: GitHubScenario
  aws?: Scenario['aws']
}

const hour = 3_600_000

/**
 * Services of a cluster `prod` that run v1, whose revision nobody tagged, and releases of them that deploy-ecs brings
 * and wait-healthy proves, as a promotion does.
 */
export class Shop {
  readonly simulation: Simulation
  readonly services: readonly string[]

  constructor({ services = ['api'], ran, service = {}, github = {}, aws = {} }: ShopOptions = {}) {
    const images = Object.values(releases).map(({ commit, behaviour }) => ({
      tags: [commit],
      ...(behaviour && { behaviour }),
    }))
    const { earlier, now } = ran ?? { earlier: [], now: 'v1' }
    const described = services.map(name => {
      const history = { image: `${name}:${commitOf(now)}`, earlier: earlier.map(one => `${name}:${commitOf(one)}`) }
      return [name, { ...history, targetGroup: { deregistrationDelay: '5s' }, ...service }] as const
    })
    this.services = services
    this.simulation = simulate(
      {
        repositories: Object.fromEntries(services.map(name => [name, images])),
        clusters: { prod: Object.fromEntries(described) },
        github: {
          repository: 'acme/specboard',
          tags: Object.fromEntries(Object.entries(releases).map(([name, { commit }]) => [name, commit])),
          ...github,
        },
        aws,
      },
      { seed: 7 },
    )
    // Every replica knows the services before anything happens to them.
    this.simulation.world.timeline.advance(60_000)
  }

  /** Brings a release, and waits until it is proved or has failed. The next thing happens an hour later. */
  async release(name: string, services = this.services): Promise<Performance> {
    const deployed = await this.deploy(name, {}, services)
    const waited = isGreen(deployed.outcome) ? await this.follow(deployed) : deployed
    this.simulation.world.timeline.advance(hour)
    return waited
  }

  /** Several, one after the other. */
  async releaseAll(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.release(name)
  }

  /** Only begins. */
  deploy(name: string, inputs: Record<string, string> = {}, services = this.services): Promise<Performance> {
    const commit = commitOf(name)
    const images = Object.fromEntries(services.map(one => [one, this.simulation.world.ecr.uri(`${one}:${commit}`)]))
    const what = { cluster: 'prod', images: JSON.stringify(images), release: name, commit }
    return perform('deploy-ecs', { ...what, ...inputs }, this)
  }

  follow({ outputs }: Performance): Promise<Performance> {
    return perform('wait-healthy', { cluster: 'prod', deployments: outputs['deployments'] ?? '' }, this)
  }

  /** To the last one that ran well, unless the inputs say where to. */
  rollBack(inputs: Record<string, string> = {}, circumstances: Partial<Circumstances> = {}): Promise<Performance> {
    const bringsServices = 'task-definitions' in inputs || 'deployments' in inputs
    const services = bringsServices ? {} : { services: this.services.join(' ') }
    const all = { simulation: this.simulation, ...circumstances }
    return perform('rollback-task-def', { cluster: 'prod', ...services, ...inputs }, all)
  }

  /** The revision that each service was last told to run, such as `prod-api:2`. */
  running(): string[] {
    return this.services.map(name => primaryOf(this.service(name)).taskDefinition.split('/').at(-1) ?? '')
  }

  service(name: string) {
    return serviceOf(this.simulation.world, 'prod', name)
  }

  /** Somebody else's UpdateService, beside any runner. */
  somebodyDeploys(name: string, taskDefinition: string): void {
    const { world } = this.simulation
    updateService(world, { cluster: 'prod', service: name, taskDefinition }, { region: world.region })
  }

  somebodyDeregisters(taskDefinition: string): void {
    const { world } = this.simulation
    deregisterTaskDefinition(world, { taskDefinition }, { region: world.region })
  }

  /** From now on the program of a release crashes at its start: what it needs is gone. */
  breaks(service: string, release: string): void {
    const image = this.simulation.world.ecr.find(`${service}:${commitOf(release)}`)
    if (!image) throw new Error(`there is no image of ${service} ${release}`)
    image.behaviour = { exits: { code: 1, after: 2_000 }, logs: ['the table is gone'] }
  }

  deletesImage(service: string, release: string): void {
    const { ecr } = this.simulation.world
    ecr.deleteImage(`${service}@${ecr.find(`${service}:${commitOf(release)}`)?.digest ?? ''}`)
  }

  /** Lets something happen just before the next request of a kind arrives, once. */
  before(operation: string, happen: () => void): void {
    let happened = false
    this.simulation.faults.add({
      is: 'slow',
      on: call => {
        if (!happened && call.operation === operation) {
          happened = true
          happen()
        }
        return false
      },
    })
  }

  /** A tag of ours on a revision. */
  tag(taskDefinition: string, key: string): string | undefined {
    return tagsOf(this.simulation.world, taskDefinition)[`deploy-actions:${key}`]
  }

  /** The requests since one of them. */
  requests(from = 0): readonly RequestRecord[] {
    return this.simulation.requests.slice(from)
  }

  /** What was written, in order, since a request. */
  written(from = 0): string[] {
    return this.requests(from)
      .filter(({ operation, applied }) => applied && !/^(Describe|List|BatchGet|Get|git\/|repos\/)/.test(operation))
      .map(({ operation }) => operation)
  }
}

/** What the output `plan` says of a service. */
export interface PlannedService {
  does: string
  from: PlannedRevision
  to: PlannedRevision
  by: string
  copy?: string
  changes: string[]
  migrations: { release: string; what: string }[]
  migrationsKnown: boolean
  notes: string[]
  warnings: string[]
}

export interface PlannedRevision {
  taskDefinition: string
  release?: string
  commit?: string
  images: Record<string, string>
  registeredAt?: string
}

export function planOf({ outputs }: Performance): Record<string, PlannedService> {
  const { services } = JSON.parse(outputs['plan'] ?? '{}') as { services: Record<string, PlannedService> }
  return services
}

/** What the output `deployments` of a rollback says of a service. */
export interface RolledBackService {
  taskDefinition: string
  deploymentId: string
  changed: boolean
  previousTaskDefinition: string | null
  previousDeploymentId: string | null
  outcome?: string
  runs?: string | null
}

export function deploymentsOf({ outputs }: Performance): Record<string, RolledBackService> {
  return JSON.parse(outputs['deployments'] ?? '{}') as Record<string, RolledBackService>
}
