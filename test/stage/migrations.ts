import type { Task } from '../simulator/ecs/model.ts'
import { runsOf } from '../simulator/ecs/runs.ts'
import type { BehaviourScenario, DescribedService, Scenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { perform } from './perform.ts'
import type { Circumstances, Performance } from './perform.ts'

/** The command that migrates, in all these worlds. */
export const command = 'alembic upgrade head'

/** A migration that works. */
export const works: BehaviourScenario = {
  exits: { code: 0, after: '20s' },
  logs: ['step 1', 'step 2'],
  logsEvery: '5s',
}

export interface MigrationWorld {
  /** What the migration of v2 does; that of v3 works. */
  migration?: BehaviourScenario
  service?: Partial<DescribedService>
  more?: Scenario
  seed?: number
}

/** A cluster `prod` whose service `api` runs v1, and newer images that can migrate. */
export function migrationWorld({
  migration = works,
  service = {},
  more = {},
  seed = 7,
}: MigrationWorld = {}): Simulation {
  const api = [
    'v1',
    { tags: ['v2'], behaviour: { commands: { [command]: migration } } },
    { tags: ['v3'], behaviour: { commands: { [command]: works, 'alembic upgrade head --sql': works } } },
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
