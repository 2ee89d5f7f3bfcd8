import { batches } from '../../shared/aws/pages.ts'
import type { CommitsSince, Refused } from '../../shared/ports.ts'
import type { Promoted } from './promoted.ts'

/** How many commits are looked through: GitHub limits what a job's token may ask in an hour. */
const mostCommits = 100

/** How many pull requests are written on in one run, a second apart. */
export const mostPullRequests = 30

/** Commits whose pull requests are asked for at once. */
const atOnce = 5

export interface Merged {
  /** Of pull requests, those that were merged last first. */
  numbers: readonly number[]
  /** What was left out, and what could not be read; sentences without their ends. */
  problems: readonly string[]
}

/** The pull requests whose merge commits are among these, as many as are written on and one more. */
export async function mergedWith(
  { commits, ahead }: Pick<CommitsSince, 'commits' | 'ahead'>,
  { github }: Pick<Promoted, 'github'>,
): Promise<Merged> {
  const merges = new Set(commits)
  const looked = commits.slice(0, mostCommits)
  const numbers = new Set<number>()
  const problems: string[] = []
  for (const batch of batches(looked, atOnce)) {
    const found = await Promise.all(batch.map(commit => github.pullRequestsOf(commit)))
    const merged = found.flatMap(one => (one.is === 'found' ? one.merged : []))
    for (const { number, commit } of merged) if (merges.has(commit)) numbers.add(number)
    const refused = found.find((one): one is Refused => one.is === 'refused')
    if (refused) problems.push(`Not all pull requests are known: ${refused.why}`)
    if (refused || numbers.size > mostPullRequests) return { numbers: [...numbers], problems }
  }
  if (ahead > looked.length)
    problems.push(`Only the newest ${looked.length} of ${ahead} commits were looked through for pull requests`)
  return { numbers: [...numbers], problems }
}
