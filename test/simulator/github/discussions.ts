export interface PullRequest {
  number: number
  title: string
  author: string
  /** The commits that it brings, the oldest first. */
  commits: readonly string[]
  /** The commit by which it came to its base; `undefined` while it is open, or closed without that. */
  merged: string | undefined
  state: 'open' | 'closed'
  createdAt: number
}

/** What somebody wrote below an issue or a pull request. */
export interface Comment {
  id: number
  /** Number of the issue or the pull request. */
  of: number
  author: string
  body: string
  createdAt: number
  updatedAt: number
}

export type NewPullRequest = Pick<PullRequest, 'number' | 'commits'> & Partial<PullRequest>

/** The pull requests of a repository, and the comments below them and below issues. */
export class Discussions {
  readonly pullRequests = new Map<number, PullRequest>()
  /** Numbers of issues that are no pull requests. */
  readonly issues = new Set<number>()
  /** The oldest first. */
  readonly comments: Comment[] = []
  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  addPullRequest({ number, commits, merged, ...given }: NewPullRequest): PullRequest {
    const pullRequest: PullRequest = {
      number,
      commits,
      merged,
      title: `Change ${number}`,
      author: 'developer',
      state: merged === undefined ? 'open' : 'closed',
      createdAt: this.now(),
      ...given,
    }
    this.pullRequests.set(number, pullRequest)
    return pullRequest
  }

  /** An issue or a pull request: they share their numbers. */
  has(number: number): boolean {
    return this.issues.has(number) || this.pullRequests.has(number)
  }

  comment(of: number, { body, author = 'github-actions[bot]' }: { body: string; author?: string }): Comment {
    const now = this.now()
    const comment = { id: 3_400_000_001 + this.comments.length, of, author, body, createdAt: now, updatedAt: now }
    this.comments.push(comment)
    return comment
  }

  edit(comment: Comment, body: string): void {
    Object.assign(comment, { body, updatedAt: this.now() })
  }
}
