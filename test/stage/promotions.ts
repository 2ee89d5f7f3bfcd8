import type { BehaviourScenario, DescribedService, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { RequestRecord, Simulation } from '../simulator/simulation.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { JsonObject } from '../simulator/operation.ts'
import type { Call } from '../simulator/protocol/call.ts'
import { byHand } from './by-hand.ts'
import { perform } from './perform.ts'
import type { Circumstances, Performance } from './perform.ts'
import { imagesOf, primaryOf, serviceOf, tagsOf } from './truth.ts'

/** Releases of the shop, and the commits that their images carry as tags. */
export const commits = { v1: '1'.repeat(40), v2: '2'.repeat(40), v3: '3'.repeat(40) } as const

export type Release = keyof typeof commits

/** The command that migrates, in all these worlds. */
export const migration = 'npm run migrate'

/** A migration that works. */
export const migrates: BehaviourScenario = { exits: { code: 0, after: '20s' }, logs: ['step 1'] }

/** What a program does that crashes at its start. */
export const crashes: BehaviourScenario = { exits: { code: 1, after: '2s' }, logs: ['no database'] }

/** Three services; worker shares the image of api. */
export const threeServices = `
services:
  api: { image: shop/api }
  worker: { image: shop/api, container: app }
  web: { image: shop/web }
`

export interface PromotionWorld {
  /** Members of the services, by their names in ECS. */
  services?: Record<string, Partial<DescribedService>>
  /** Of every service. */
  each?: Partial<DescribedService>
  /** How the images of v2 are, by repository. Those of other releases work. */
  release?: Record<string, BehaviourScenario>
  /** What the migration of v2 does. */
  migrating?: BehaviourScenario
  /** Also a cluster `stage` with the same services. */
  staging?: boolean
  more?: Scenario
  seed?: number
}

const repositories = ['shop/api', 'shop/web', 'shop/jobs'] as const
const containers: Record<string, Partial<DescribedService>> = {
  api: { image: `shop/api:${commits.v1}` },
  worker: { image: `shop/api:${commits.v1}`, container: 'app', health: false },
  web: { image: `shop/web:${commits.v1}` },
}

/** A cluster `prod` whose services run v1, images of v2 and v3, and GitHub with the releases' tags. */
export function promotionWorld({
  services = { api: {}, worker: {}, web: {} },
  each = {},
  release = {},
  migrating = migrates,
  staging = false,
  more = {},
  seed = 7,
}: PromotionWorld = {}): Simulation {
  const described = Object.fromEntries(
    Object.entries(services).map(([name, members]): [string, DescribedService] => [
      name,
      { image: '', targetGroup: { deregistrationDelay: '5s' }, ...containers[name], ...each, ...members },
    ]),
  )
  const simulation = simulate(
    {
      ...more,
      repositories: Object.fromEntries(repositories.map(name => [name, imagesIn(name, { release, migrating })])),
      clusters: { prod: described, ...(staging && { stage: described }) },
      github: {
        repository: 'acme/specboard',
        commits: Object.entries(commits).map(([name, sha]) => ({ sha, message: `Make ${name}` })),
        tags: commits,
        ...more.github,
      },
    },
    { seed },
  )
  // Every replica knows the services before anything begins.
  simulation.world.timeline.advance(60_000)
  return simulation
}

function imagesIn(name: string, { release, migrating }: Required<Pick<PromotionWorld, 'release' | 'migrating'>>) {
  return Object.entries(commits).map(([version, commit]) => {
    const program = version === 'v2' ? release[name] : undefined
    const commands = { [migration]: version === 'v2' ? migrating : migrates }
    return { tags: [commit], behaviour: { ...program, commands } }
  })
}

/** Runs the root action: v2 goes to production, unless the inputs say otherwise. */
export function promote(
  simulation: Simulation,
  inputs: Record<string, string>,
  circumstances: Omit<Circumstances, 'simulation'>,
): Promise<Performance> {
  const what = 'tag' in inputs ? {} : { release: 'v2' }
  return perform('promote', { environment: 'production', ...what, ...inputs }, { simulation, ...circumstances })
}

/** The releases whose images a service was last told to run; of several containers each. */
export function runs({ world }: Simulation, name: string, cluster = 'prod'): string {
  const images = Object.values(imagesOf(world, serviceOf(world, cluster, name)))
  return [...new Set(images.map(image => releaseOf({ world }, image)))].join()
}

function releaseOf({ world }: Pick<Simulation, 'world'>, image: string): string {
  const found = Object.entries(commits).find(([, commit]) =>
    repositories.some(name =>
      [`${name}:${commit}`, world.ecr.uri(`${name}:${commit}`)].some(one => same({ world }, one, image)),
    ),
  )
  return found?.[0] ?? image
}

function same({ world }: Pick<Simulation, 'world'>, one: string, other: string): boolean {
  return world.ecr.find(one)?.digest === (world.ecr.find(other)?.digest ?? '')
}

/** A tag of ours on a revision, such as `failed` on `prod-api:2`. */
export function markOn({ world }: Simulation, revision: string, key: string): string | undefined {
  const [family = ''] = revision.split(':')
  const found = world.ecs.families.get(family)?.find(({ arn }) => arn.endsWith(`/${revision}`))
  return found && tagsOf(world, found.arn)[`deploy-actions:${key}`]
}

/** What was written in AWS, in order; GitHub's records are not of this. */
export function written(requests: readonly RequestRecord[]): RequestRecord[] {
  return requests.filter(
    ({ service, operation, applied }) =>
      applied && service !== 'github' && service !== 'web' && !/^(Describe|List|BatchGet|Get)/.test(operation),
  )
}

/** The states of the records in GitHub of each deployment, the oldest first. */
export function recordsOf({ world }: Simulation): { sha: string; states: string[] }[] {
  return world.github.deployments.all.map(({ sha, statuses }) => ({ sha, states: statuses.map(({ state }) => state) }))
}

export interface ServiceReport {
  stand: string
  changed: boolean
  why?: string
}

/** What the output `report` says of each service. */
export function standsIn({ outputs }: Performance): Record<string, string> {
  const { services = {} } = JSON.parse(outputs['report'] ?? '{}') as { services?: Record<string, ServiceReport> }
  return Object.fromEntries(Object.entries(services).map(([name, { stand }]) => [name, stand]))
}

/** Lets something happen just before the first request of a kind is answered. */
export function once({ faults }: Simulation, isIt: (call: Call) => boolean, happen: () => void): void {
  let happened = false
  faults.add({
    is: 'slow',
    on: call => {
      if (!happened && isIt(call)) {
        happened = true
        happen()
      }
      return false
    },
  })
}

/** Members of a described task definition that cannot be registered. */
const described = [
  ...['taskDefinitionArn', 'revision', 'status', 'requiresAttributes', 'compatibilities', 'registeredAt'],
  ...['registeredBy', 'deregisteredAt'],
]

/** An image is deleted from its repository, as a lifecycle policy does it. */
export function deletesImage({ world }: Simulation, repository: string, release: Release): void {
  const { digest = '' } = world.ecr.find(`${repository}:${commits[release]}`) ?? {}
  world.ecr.deleteImage(`${repository}@${digest}`)
}

/** Somebody registers what a service runs with a change of his own, beside any runner. */
export function registersBeside({ world }: Simulation, name: string, change: JsonObject): string {
  const service = serviceOf(world, 'prod', name)
  const { document = {} } = world.ecs.taskDefinition(primaryOf(service).taskDefinition) ?? {}
  const kept = Object.entries(document).filter(([key]) => !described.includes(key))
  return world.ecs.registerTaskDefinition({ ...Object.fromEntries(kept), ...change }).arn
}

/** Somebody else, such as an infrastructure tool, deploys what runs with a change of its own. */
export function bySomebody(
  simulation: Simulation,
  name: string,
  change: JsonObject = { cpu: '512', memory: '1024' },
): string {
  const taskDefinition = registersBeside(simulation, name, change)
  byHand(simulation.world, updateService, { cluster: 'prod', service: name, taskDefinition })
  return taskDefinition
}
