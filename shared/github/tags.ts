import { getOctokit } from '@actions/github'
import { retryPause } from '../core/pace.ts'
import { Cancelled, messageOf } from '../errors.ts'
import type { Clock, GitHub, TagLookup } from '../ports.ts'

export interface Repository {
  owner: string
  repo: string
}

export interface GitHubSettings {
  token: string
  repository: Repository
  /** `GITHUB_API_URL`; another one on GitHub Enterprise Server. */
  apiUrl: string | undefined
  fetch?: typeof fetch
  clock: Clock
  random: () => number
  stop: AbortSignal
  /** Milliseconds since 1970 after which nothing is tried again. */
  until: number
}

/** A tag object may point to another tag object; more than this many is a circle or a joke. */
const mostTagObjects = 10

/** Milliseconds. `fetch` itself waits five minutes for an answer. */
const patience = 10_000

type Ask<T> = (request: { signal: AbortSignal }) => Promise<T>

/** Git tags by GitHub's refs API. A release's `target_commitish` is never asked: it is a branch name by default. */
export function gitHub(settings: GitHubSettings): GitHub {
  const { token, apiUrl, fetch, repository } = settings
  const octokit = getOctokit(token, { ...(apiUrl && { baseUrl: apiUrl }), ...(fetch && { request: { fetch } }) })
  const read = <T>(ask: Ask<T>): Promise<T> => patiently(ask, settings)
  return {
    async commitOfTag(tag) {
      try {
        const ref = { ...repository, ref: `tags/${tag}` }
        let { type, sha } = await read(async request => target(await octokit.rest.git.getRef({ ...ref, request })))
        for (let depth = 0; type === 'tag' && depth < mostTagObjects; depth++) {
          const object = { ...repository, tag_sha: sha }
          ;({ type, sha } = await read(async request => target(await octokit.rest.git.getTag({ ...object, request }))))
        }
        if (type === 'commit') return { is: 'found', commit: sha }
        return { is: 'missing', why: `tag ${tag} points to a ${type}, not to a commit` }
      } catch (error) {
        return lookupOfError(error, tag, repository)
      }
    },
  }
}

interface GitObject {
  type: string
  sha: string
}

/** What a ref or a tag points to. A reply that was cut off comes as a good one without its data. */
function target({ data }: { data: unknown }): GitObject {
  const object = (data as { object?: GitObject } | undefined)?.object
  if (!object) throw new Error('the reply is incomplete')
  return object
}

function lookupOfError(error: unknown, tag: string, { owner, repo }: Repository): TagLookup {
  if (error instanceof Cancelled) throw error
  const status = statusOf(error)
  if (status === 404) return { is: 'missing', why: `${owner}/${repo} has no tag ${tag}, or this token may not see it` }
  return {
    is: 'refused',
    why: `GitHub did not say which commit tag ${tag} of ${owner}/${repo} points to: ${messageOf(error)}`,
    next: status === 401 || status === 403 ? 'Give the job the permission `contents: read`.' : 'Run the job again.',
  }
}

/** Asks again on server errors, broken connections and rate limits, until the deadline. */
async function patiently<T>(ask: Ask<T>, settings: GitHubSettings): Promise<T> {
  const { clock, random, stop, until } = settings
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(ask, settings)
    } catch (error) {
      const status = statusOf(error)
      const throttled = status === 429 || (status === 403 && /rate limit/i.test(messageOf(error)))
      const pause = retryPause({ attempt, throttled }, random())
      const heals = throttled || status === undefined || status >= 500
      if (stop.aborted) throw new Cancelled()
      if (!heals || clock.now() + pause > until) throw error
      await clock.sleep(pause, stop)
    }
  }
}

/** Asks once, and stops asking after `patience` of silence or when the job is stopped. */
async function once<T>(ask: Ask<T>, { clock, stop }: GitHubSettings): Promise<T> {
  if (stop.aborted) throw new Cancelled()
  const [silence, answer] = [new AbortController(), new AbortController()]
  void clock.sleep(patience, AbortSignal.any([stop, answer.signal])).then(() => silence.abort())
  try {
    return await ask({ signal: silence.signal })
  } finally {
    answer.abort()
  }
}

function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : undefined
}
