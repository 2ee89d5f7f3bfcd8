import { getOctokit } from '@actions/github'
import { Cancelled, messageOf } from '../errors.ts'
import type { GitHub, TagLookup } from '../ports.ts'
import { comparison } from './compare.ts'
import { deploymentRecords } from './deployments.ts'
import { discussions } from './discussions.ts'
import { patiently, patientlyOnce, statusOf } from './patience.ts'
import type { Ask, Patience } from './patience.ts'
import { deploymentWrites } from './records.ts'

export interface Repository {
  owner: string
  repo: string
}

export interface GitHubSettings extends Patience {
  token: string
  repository: Repository
  /** `GITHUB_API_URL`; another one on GitHub Enterprise Server. */
  apiUrl: string | undefined
  fetch?: typeof fetch
}

/** A tag object may point to another tag object; more than this many is a circle or a joke. */
const mostTagObjects = 10

/** Git tags by GitHub's refs API (a release's `target_commitish` is a branch name by default), and deployments. */
export function gitHub(settings: GitHubSettings): GitHub {
  const { token, apiUrl, fetch, repository } = settings
  const octokit = getOctokit(token, { ...(apiUrl && { baseUrl: apiUrl }), ...(fetch && { request: { fetch } }) })
  const read = <T>(ask: Ask<T>): Promise<T> => patiently(ask, settings)
  const write = <T>(ask: Ask<T>): Promise<T> => patientlyOnce(ask, settings)
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
    ...comparison(octokit, { repository, read }),
    ...deploymentRecords(octokit, { repository, read }),
    ...deploymentWrites(octokit, { repository, write }),
    ...discussions(octokit, { repository, read, write }, settings),
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
