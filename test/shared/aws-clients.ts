import { awsServices } from '../../shared/aws/services.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import type { Limits } from '../../shared/aws/call.ts'
import type { Runner } from '../simulator/in-process.ts'
import { seeded } from '../simulator/random.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import type { Scenario } from '../simulator/scenario.ts'
import { settingsOf } from '../stage/simulated-aws.ts'

/** Our clients in a simulated account, and what a test needs to trouble and to watch them. */
export interface Stage {
  aws: AwsServices
  simulation: Simulation
  clock: Runner['clock']
  stop: AbortController
  /** What was logged. */
  said: string[]
  /** Operations that were asked for so far, as in IAM. */
  asked: () => string[]
}

export interface Staging {
  /** Milliseconds from the beginning after which nothing is tried again. */
  patience?: number
  random?: () => number
}

export function setStage(scenario: Scenario | string, { patience = 60_000, random = seeded(1) }: Staging = {}): Stage {
  const simulation = simulate(scenario)
  const runner = simulation.runner()
  const { clock } = runner
  const stop = new AbortController()
  const said: string[] = []
  const limits: Limits = {
    clock,
    random,
    until: clock.now() + patience,
    stop: stop.signal,
    step: { info: line => said.push(line) },
  }
  const asked = () => simulation.requests.map(({ service, operation }) => `${service}:${operation}`)
  return { aws: awsServices(settingsOf(simulation, runner), limits), simulation, clock, stop, said, asked }
}

/** The error that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    value => Promise.reject(new Error(`it ended well, with ${JSON.stringify(value)}`)),
    (error: unknown) => error,
  )
}
