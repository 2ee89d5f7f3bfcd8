import { usualLimits } from './github/rate-limit.ts'
import type * as Scenarios from './scenario.ts'
import type { Duration } from './shape.ts'
import { milliseconds } from './shape.ts'
import type { World } from './world.ts'

const hour = 3_600_000
const day = 24 * hour

/** Gives the repository what the scenario says it has. */
export function fillGitHub(world: World, { github: given = {} }: Scenarios.Scenario): void {
  const { github } = world
  const [owner = github.owner, name = github.name] = given.repository?.split('/') ?? []
  Object.assign(github, { owner, name, token: given.token, permissions: given.permissions })
  github.defaultBranch = given.defaultBranch ?? github.defaultBranch
  github.rateLimit.limits = { ...usualLimits, ...given.limits }
  addCommits(world, given)
  addReferences(world, given)
  for (const release of given.releases ?? []) github.release(typeof release === 'string' ? { tag: release } : release)
  for (const [sha, states] of Object.entries(given.checks ?? {})) github.commitStates.set(sha, states)
  for (const branch of given.conflicts ?? []) github.conflicts.add(branch)
  for (const pullRequest of given.pullRequests ?? []) github.discussions.addPullRequest(pullRequest)
  for (const number of given.issues ?? []) github.discussions.issues.add(number)
  addDeployments(world, given)
}

function addCommits(world: World, given: Scenarios.GitHubScenario): void {
  const commits = (given.commits ?? taggedCommits(given)).map(one => (typeof one === 'string' ? { sha: one } : one))
  commits.forEach(({ ago, ...commit }: Scenarios.CommitScenario, index) => {
    world.github.addCommit({ ...commit, at: before(world, ago, (commits.length - index) * hour) })
  })
}

/** The commits of a scenario that names none but in its tags. */
function taggedCommits({ tags = {} }: Scenarios.GitHubScenario): string[] {
  return [...new Set(Object.values(tags).map(to => (typeof to === 'string' ? to : to.commit)))]
}

function addReferences({ github }: World, { branches = {}, tags = {} }: Scenarios.GitHubScenario): void {
  for (const [branch, commit] of Object.entries(branches)) github.branch(branch, commit)
  for (const [tag, to] of Object.entries(tags)) {
    const { commit, depth = 0 } = typeof to === 'string' ? { commit: to } : to
    if (!github.commits.get(commit)) throw new Error(`github.tags.${tag}: there is no commit ${commit}`)
    github.tag({ name: tag, commit, depth })
  }
}

function addDeployments(world: World, { deployments = [] }: Scenarios.GitHubScenario): void {
  deployments.forEach((deployment, index) => {
    addDeployment(world, deployment, (deployments.length - index) * day)
  })
}

/** As its workflow left it: all its statuses at once, and what they make inactive. */
function addDeployment(world: World, given: Scenarios.DeploymentScenario, usualAge: number): void {
  const { github } = world
  const { ref, ago, states = ['success'], logUrl, environmentUrl, ...rest } = given
  const at = before(world, ago, usualAge)
  const commit = github.resolve(ref)
  if (!commit) throw new Error(`github.deployments: there is no branch, tag or commit ${ref}`)
  const deployment = github.deployments.create({ ref, sha: commit.sha, createdAt: at, ...rest })
  for (const state of states) {
    github.deployments.addStatus(deployment, {
      state,
      at,
      ...(logUrl !== undefined && { logUrl }),
      ...(environmentUrl !== undefined && { environmentUrl }),
    })
  }
  if (states.includes('success')) github.deployments.inactivateBefore(deployment)
}

function before(world: World, ago: Duration | undefined, usual: number): number {
  return world.now() - milliseconds(ago ?? usual)
}
