import { clientsOf } from '../clients.ts'
import type { GitHubScenario } from '../scenario.ts'
import type { Simulation } from '../simulation.ts'
import { simulate } from '../simulation.ts'
import type { GitHub } from './state.ts'

type Octokit = ReturnType<typeof clientsOf>['github']

interface Hosted {
  simulation: Simulation
  github: GitHub
  octokit: Octokit
  rest: Octokit['rest']
}

/** What every call of a test names. */
export const repository = { owner: 'specboard', repo: 'doc-platform' }

/** A SHA that can be told from others at a glance. */
export const sha = (digit: string): string => digit.repeat(40)

/** A world with a repository, and Octokit that asks for it. */
export function hosted(github: GitHubScenario): Hosted {
  const simulation = simulate({ github: { repository: 'specboard/doc-platform', ...github } })
  const octokit = clientsOf(simulation.runner()).github
  return { simulation, github: simulation.world.github, octokit, rest: octokit.rest }
}
