import type { ECRClient } from '@aws-sdk/client-ecr'
import { clientsOf } from '../clients.ts'
import type { Runner } from '../in-process.ts'
import type { JsonObject } from '../operation.ts'
import type { AwsScenario, ImageScenario, RepositoryScenario } from '../scenario.ts'
import type { Simulation } from '../simulation.ts'
import { simulate } from '../simulation.ts'
import type { Ecr } from './state.ts'

interface Registry {
  simulation: Simulation
  runner: Runner
  ecr: Ecr
  client: ECRClient
  /** The digest behind a tag; of a tag that is not there, none. */
  digestOf: (tag: string) => string
}

/** What every request of a test names. */
export const repositoryName = 'doc-platform/api'

/** A world with one repository, and a client that asks for it. */
export function registry(given: readonly ImageScenario[] | RepositoryScenario, aws: AwsScenario = {}): Registry {
  const simulation = simulate({ aws, repositories: { [repositoryName]: given } })
  const runner = simulation.runner()
  const { ecr } = simulation.world
  const digestOf = (tag: string): string => ecr.find(`${repositoryName}:${tag}`)?.digest ?? ''
  return { simulation, runner, ecr, client: clientsOf(runner).ecr, digestOf }
}

/** A lifecycle policy of rules in the order of their priority, which expire if they do not say otherwise. */
export function policy(...rules: readonly { selection: JsonObject; action?: JsonObject }[]): JsonObject {
  return {
    rules: rules.map(({ selection, action = { type: 'expire' } }, index) => ({
      rulePriority: index + 1,
      selection,
      action,
    })),
  }
}
