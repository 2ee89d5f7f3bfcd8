import type { Task } from '../simulator/ecs/model.ts'
import { runsOf } from '../simulator/ecs/runs.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import type { BehaviourScenario, DescribedService, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { byHand } from './by-hand.ts'
import { perform } from './perform.ts'
import type { Circumstances, Performance } from './perform.ts'

/** The command that migrates, in all these worlds. */
export const command = 'alembic upgrade head'

/** The command that takes back what it did. */
export const downCommand = 'alembic downgrade 1a2b3c'

/** A migration that works. */
export const works: BehaviourScenario = {
  exits: { code: 0, after: '20s' },
  logs: ['step 1', 'step 2'],
  logsEvery: '5s',
}

export interface MigrationWorld {
  /** What the migration of v2 does; that of v3 works. */
  migration?: BehaviourScenario
  /** What taking it back does, with v2 and with v3. The program of v1 does not know it. */
  down?: BehaviourScenario
  service?: Partial<DescribedService>
  more?: Scenario
  seed?: number
}

/** A cluster `prod` whose service `api` runs v1, and newer images that can migrate. */
export function migrationWorld({
  migration = works,
  down = works,
  service = {},
  more = {},
  seed = 7,
}: MigrationWorld = {}): Simulation {
  const api = [
    'v1',
    { tags: ['v2'], behaviour: { commands: { [command]: migration, [downCommand]: down } } },
    {
      tags: ['v3'],
      behaviour: { commands: { [command]: works, 'alembic upgrade head --sql': works, [downCommand]: down } },
    },
  ]
  const simulation = simulate(
    {
      ...more,
      repositories: { api, proxy: ['v1', 'v2'], ...more.repositories },
      clusters: { prod: { api: { image: 'api:v1', ...service } } },
    },
    { seed },
  )
  // Every replica knows the service before anything begins.
  simulation.world.timeline.advance(60_000)
  return simulation
}

/** Runs the action for `release`, of which v2 is the image unless `images` says otherwise. */
export function runMigration(
  simulation: Simulation,
  inputs: Record<string, string> = {},
  circumstances: Omit<Circumstances, 'simulation'> = {},
): Promise<Performance> {
  const usual = {
    cluster: 'prod',
    service: 'api',
    images: `api=${simulation.world.ecr.uri('api:v2')}`,
    command,
    release: 'v2.0.0',
  }
  return perform('run-migration-task', { ...usual, ...inputs }, { simulation, ...circumstances })
}

/** A world whose service runs v2, migrated and deployed. */
export async function releasedWorld(world: MigrationWorld = {}): Promise<Simulation> {
  const simulation = migrationWorld(world)
  await release(simulation)
  return simulation
}

/** Migrates to a release and deploys it; an hour later all is quiet. */
export async function release(simulation: Simulation, version = 'v2'): Promise<Performance> {
  const release = { release: `${version}.0.0`, images: `api=${simulation.world.ecr.uri(`api:${version}`)}` }
  const migrated = await runMigration(simulation, release)
  await perform('deploy-ecs', { cluster: 'prod', ...release, 'allow-failed': 'true' }, { simulation })
  simulation.world.timeline.advance(hour)
  return migrated
}

const hour = 3_600_000

/** Takes migrations back with what runs, before the service goes back to v1. */
export function runDown(
  simulation: Simulation,
  inputs: Record<string, string> = {},
  circumstances: Omit<Circumstances, 'simulation'> = {},
): Promise<Performance> {
  const usual = { cluster: 'prod', service: 'api', direction: 'down', command: downCommand, release: 'v1.0.0' }
  return perform('run-migration-task', { ...usual, ...inputs }, { simulation, ...circumstances })
}

/** The service goes back to its first revision. */
export function goBack({ world }: Simulation): void {
  byHand(world, updateService, { cluster: 'prod', service: 'api', taskDefinition: 'prod-api:1' })
  world.timeline.advance(hour)
}

export type Way = 'up' | 'down'

/** Which way a migration's task goes. */
export function wayOf({ containers }: Task): Way {
  return containers.some(({ command: words }) => words.includes('downgrade')) ? 'down' : 'up'
}

/** The programs that ran, in their order: `up` or `down`, and how they ended if it was not well. */
export function ways(simulation: Simulation): string[] {
  return runsOf(simulation.world.ecs)
    .filter(({ container, task }) => container === 'api' && !task.group.startsWith('service:'))
    .map(({ task }) => {
      const { exitCode } = task.containers.find(({ name }) => name === 'api') ?? {}
      return exitCode === 0 ? wayOf(task) : `${wayOf(task)}: ${exitCode ?? 'no exit code'}`
    })
}

/** Tasks that belong to no service, the oldest first, whether or not ECS still tells of them. */
export function oneOffTasks({ world }: Simulation): Task[] {
  return world.ecs.tasks().filter(({ group }) => !group.startsWith('service:'))
}

/** How often a program came to run in a container, whatever ECS tells of it. */
export function runsIn({ world }: Simulation, container = 'api'): number {
  return runsOf(world.ecs).filter(run => run.container === container).length
}

/** What RunTask was asked for, each time that it took effect. */
export function startsOf({ requests }: Simulation): Record<string, unknown>[] {
  return requests.filter(({ operation, applied }) => operation === 'RunTask' && applied).map(({ input }) => input)
}

/** Operations that changed something, in their order. */
export function changesOf({ requests }: Simulation): string[] {
  return requests
    .filter(({ operation, applied }) => applied && !/^(Describe|List|Get|BatchGet)/.test(operation))
    .map(({ operation }) => operation)
}

/** Lines of a log that came from a container. */
export function printed({ transcript }: Performance): string[] {
  return transcript.flatMap(line => (line.startsWith('│ ') ? [line.slice(2)] : []))
}
