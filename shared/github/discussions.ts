import type { getOctokit } from '@actions/github'
import type { WrittenComment } from '../core/promotion-comment.ts'
import { Cancelled, messageOf } from '../errors.ts'
import type { Discussions, Refused } from '../ports.ts'
import { isThrottled, isUnheard, statusOf } from './patience.ts'
import type { Ask, Patience, Reader } from './patience.ts'

/** What lists hold on a page, and how many pages of comments are read. */
const perPage = 100
const mostPages = 10

/** Milliseconds between two requests that make something people see ("Best practices for using the REST API"). */
const betweenWrites = 1_000

/** Whoever reads pull requests here is about to write on them. */
const commentPermission = { permission: 'pull-requests: write' }

interface Conversation extends Reader {
  /** Sends a change once. */
  write: <T>(ask: Ask<T>) => Promise<T>
}

/** Pull requests and their comments, and the pages of releases. */
export function discussions(
  octokit: ReturnType<typeof getOctokit>,
  conversation: Conversation,
  pace: Pick<Patience, 'clock' | 'stop'>,
): Discussions {
  const spaced = { ...conversation, write: spacedOut(conversation.write, pace) }
  return { ...reading(octokit, conversation), ...commenting(octokit, spaced), ...releasePages(octokit, spaced) }
}

/** Keeps a second between the end of a change and the beginning of the next. */
function spacedOut(
  write: Conversation['write'],
  { clock, stop }: Pick<Patience, 'clock' | 'stop'>,
): Conversation['write'] {
  let next = 0
  return async ask => {
    await clock.sleep(Math.max(0, next - clock.now()), stop)
    try {
      return await write(ask)
    } finally {
      next = clock.now() + betweenWrites
    }
  }
}

function reading(
  octokit: ReturnType<typeof getOctokit>,
  { repository, read, write }: Conversation,
): Pick<Discussions, 'commitsSince' | 'pullRequestsOf' | 'ownLogin'> {
  const { repos } = octokit.rest
  return {
    commitsSince: (base, head) =>
      asked('compare the commits', { permission: 'contents: read' }, () =>
        read(async request => {
          // Without a page GitHub gives the newest 250 commits, the oldest of them first.
          const { data } = await repos.compareCommitsWithBasehead({
            ...repository,
            basehead: `${base}...${head}`,
            request,
          })
          const commits = listed(data.commits).map(({ sha }) => sha)
          return { is: 'found' as const, commits: commits.toReversed(), ahead: data.ahead_by, behind: data.behind_by }
        }),
      ),
    pullRequestsOf: commit =>
      asked(`list the pull requests of commit ${commit.slice(0, 12)}`, commentPermission, async () => {
        const pulls = await read(async request =>
          listed(
            (
              await repos.listPullRequestsAssociatedWithCommit({
                ...repository,
                commit_sha: commit,
                per_page: perPage,
                request,
              })
            ).data,
          ),
        )
        return { is: 'found' as const, merged: pulls.flatMap(pull => mergedHere(pull, repository)) }
      }),
    async ownLogin() {
      try {
        // The REST API tells this to people's tokens alone. It is asked once: all goes on without it.
        const ask: Ask<unknown> = request => octokit.graphql('query { viewer { login } }', { request })
        const { viewer } = Object(await write(ask)) as { viewer?: { login?: string } }
        return viewer?.login
      } catch (error) {
        if (error instanceof Cancelled) throw error
        return undefined
      }
    },
  }
}

interface Pull {
  number: number
  url: string
  merged_at: string | null
  merge_commit_sha: string | null
}

/** A fork shares commits with the repository that it comes from, whose numbers mean other pull requests. */
function mergedHere(
  { number, url, merged_at, merge_commit_sha: commit }: Pull,
  { owner, repo }: Reader['repository'],
): { number: number; commit: string }[] {
  const isHere = url.toLowerCase().endsWith(`/repos/${owner}/${repo}/pulls/${number}`.toLowerCase())
  return isHere && merged_at !== null && commit !== null ? [{ number, commit }] : []
}

function commenting(
  { rest: { issues } }: ReturnType<typeof getOctokit>,
  { repository, read, write }: Conversation,
): Pick<Discussions, 'commentsOn' | 'addComment' | 'editComment'> {
  return {
    commentsOn: number =>
      asked(`list the comments on #${number}`, commentPermission, async () => {
        const comments: WrittenComment[] = []
        for (let page = 1; page <= mostPages; page++) {
          const query = { ...repository, issue_number: number, per_page: perPage, page }
          const some = await read(async request => listed((await issues.listComments({ ...query, request })).data))
          comments.push(...some.map(toComment))
          if (some.length < perPage) return { is: 'found' as const, comments, complete: true }
        }
        return { is: 'found' as const, comments, complete: false }
      }),
    addComment: (number, body) =>
      asked(`write on #${number}`, commentPermission, () =>
        write(async request =>
          written((await issues.createComment({ ...repository, issue_number: number, body, request })).data),
        ),
      ),
    editComment: (id, body) =>
      asked(`edit comment ${id}`, commentPermission, () =>
        write(async request =>
          written((await issues.updateComment({ ...repository, comment_id: id, body, request })).data),
        ),
      ),
  }
}

interface CommentData {
  id: number
  body?: string
  user: { login: string; type: string } | null
  performed_via_github_app?: { slug?: string } | null
}

function toComment({ id, body = '', user, performed_via_github_app: app }: CommentData): WrittenComment {
  return { id, body, author: user?.login ?? '', isBot: user?.type === 'Bot', app: app?.slug }
}

function releasePages(
  { rest: { repos } }: ReturnType<typeof getOctokit>,
  { repository, read, write }: Conversation,
): Pick<Discussions, 'releasePage' | 'editReleasePage'> {
  return {
    async releasePage(tag) {
      const found = await asked(`show the release ${tag}`, { permission: 'contents: read' }, async () => {
        const { id, body } = await read(async request =>
          whole((await repos.getReleaseByTag({ ...repository, tag, request })).data),
        )
        return { is: 'found' as const, id, body: body ?? '' }
      })
      return found.is === 'refused' && found.status === 404 ? { is: 'missing' } : found
    },
    editReleasePage: (id, body) =>
      asked('write on the page of the release', { permission: 'contents: write' }, () =>
        write(async request =>
          written((await repos.updateRelease({ ...repository, release_id: id, body, request })).data),
        ),
      ),
  }
}

/** A reply that was cut off comes as a good one without its data. */
function whole<T extends { id: number }>(data: T | undefined): T {
  if (Object(data) !== data || data?.id === undefined) throw new Error('the reply is incomplete')
  return data
}

function written(data: { id: number } | undefined): { is: 'written' } {
  whole(data)
  return { is: 'written' }
}

function listed<T>(data: readonly T[] | undefined): readonly T[] {
  const list: unknown = data
  if (!Array.isArray(list)) throw new Error('the reply is incomplete')
  return list as readonly T[]
}

async function asked<T>(
  what: string,
  { permission }: { permission: string },
  ask: () => Promise<T>,
): Promise<T | Refused> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Cancelled) throw error
    return refusalOf(error, what, permission)
  }
}

function refusalOf(error: unknown, what: string, permission: string): Refused {
  const status = statusOf(error)
  const why = `GitHub did not ${what}: ${messageOf(error)}`
  // A conversation that is locked is refused with the same status as a token that may not write.
  const lacks = (status === 401 || status === 403) && !isThrottled(error) && !/locked/i.test(messageOf(error))
  return {
    is: 'refused',
    why: lacks ? `${why}; give the job the permission \`${permission}\`` : why,
    everywhere: lacks || isThrottled(error) || isUnheard(error),
    lost: isUnheard(error),
    ...(status !== undefined && { status }),
  }
}
