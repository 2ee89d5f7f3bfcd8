import type { getOctokit } from '@actions/github'
import { Cancelled, messageOf } from '../errors.ts'
import type { GitHub } from '../ports.ts'
import { isThrottled, statusOf } from './patience.ts'
import type { Reader } from './patience.ts'

/** Most commits that are listed; GitHub gives at most 250 on a page ("Compare two commits"). */
const most = 50

/** What lies between two commits, by GitHub's compare API. */
export function comparison(
  { rest: { repos } }: ReturnType<typeof getOctokit>,
  { repository, read }: Reader,
): Pick<GitHub, 'commitsBetween'> {
  return {
    async commitsBetween(base, head) {
      try {
        return await read(async request => {
          const basehead = `${base}...${head}`
          const { data } = await repos.compareCommitsWithBasehead({ ...repository, basehead, per_page: most, request })
          const { commits, ahead_by: ahead, behind_by: behind, html_url: url } = data
          const listed = commits.map(({ sha, commit }) => ({
            sha,
            title: commit.message.split('\n')[0] ?? '',
            author: commit.author?.name ?? '',
          }))
          return { is: 'found', commits: listed, ahead, behind, url }
        })
      } catch (error) {
        if (error instanceof Cancelled) throw error
        return { is: 'unread', why: refusalText(error) }
      }
    },
  }
}

function refusalText(error: unknown): string {
  const status = statusOf(error)
  const lacks = (status === 401 || status === 403) && !isThrottled(error)
  return lacks ? `${messageOf(error)}; give the job the permission \`contents: read\`` : messageOf(error)
}
