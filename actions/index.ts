import { runAction } from '../shared/action.ts'
import type { Action, Context } from '../shared/action.ts'
import { awsServices } from '../shared/aws/services.ts'
import { isGreen } from '../shared/core/outcome.ts'
import { githubStep } from '../shared/github-step.ts'
import type { GitHub } from '../shared/ports.ts'
import { stopOnSignals } from '../shared/signals.ts'
import { systemClock } from '../shared/system-clock.ts'
import { version } from '../shared/version.ts'
import { catalog } from './catalog.ts'
import type { ActionName } from './catalog.ts'

/** Starts an action in the real world. `actions/<name>/entry.js` calls it, and it alone ends the process. */
export async function main(name: ActionName): Promise<void> {
  const outcome = await runAction((await catalog[name]()) as unknown as Action, realWorld())
  // Keep-alive connections would hold the process for seconds.
  process.exit(isGreen(outcome) ? 0 : 1)
}

function realWorld(): Context {
  const environment = process.env
  const outside = { step: githubStep, clock: systemClock, random: Math.random, stop: stopOnSignals(process) }
  return {
    ...outside,
    environment,
    aws: options => awsServices({ version, download }, { ...outside, ...options }),
    github: options => lazyGitHub({ ...outside, ...options, environment }),
    post: async (url, message, options) => (await import('../shared/post.ts')).post(url, message, options),
    probe: async (url, options) => (await import('../shared/probe.ts')).probe(url, options),
    command: async (line, options) => (await import('../shared/command.ts')).runCommand(line, options),
  }
}

/** Milliseconds. */
const downloadTime = 5_000

async function download(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadTime) })
  return response.text()
}

/** Octokit is loaded when GitHub is first asked, which few actions do; one client keeps the pace of all that is written. */
function lazyGitHub({
  environment,
  ...settings
}: Parameters<Context['github']>[0] & Pick<Context, 'clock' | 'random' | 'stop' | 'environment'>): GitHub {
  const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/')
  let client: Promise<GitHub> | undefined
  const load = (): Promise<GitHub> =>
    (client ??= import('../shared/github/tags.ts').then(({ gitHub }) =>
      gitHub({ ...settings, repository: { owner, repo }, apiUrl: environment['GITHUB_API_URL'] }),
    ))
  return {
    commitOfTag: async tag => (await load()).commitOfTag(tag),
    deploymentsTo: async name => (await load()).deploymentsTo(name),
    commitsBetween: async (base, head) => (await load()).commitsBetween(base, head),
    statesOf: async deployment => (await load()).statesOf(deployment),
    createDeployment: async deployment => (await load()).createDeployment(deployment),
    setDeploymentState: async (deployment, state) => (await load()).setDeploymentState(deployment, state),
    commitsSince: async (base, head) => (await load()).commitsSince(base, head),
    pullRequestsOf: async commit => (await load()).pullRequestsOf(commit),
    commentsOn: async pullRequest => (await load()).commentsOn(pullRequest),
    addComment: async (pullRequest, body) => (await load()).addComment(pullRequest, body),
    editComment: async (comment, body) => (await load()).editComment(comment, body),
    releasePage: async tag => (await load()).releasePage(tag),
    editReleasePage: async (release, body) => (await load()).editReleasePage(release, body),
    ownLogin: async () => (await load()).ownLogin(),
  }
}
