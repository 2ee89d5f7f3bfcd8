export interface Commit {
  sha: string
  message: string
  author: string
  /** When it was made, milliseconds since 1970. */
  at: number
  parents: readonly string[]
}

/** Where two commits stand to each other, as `git log base..head` and `head..base` tell. */
export interface Comparison {
  mergeBase: Commit
  /** What head has and base has not, the oldest first. */
  ahead: readonly Commit[]
  behind: readonly Commit[]
}

/** The commits of a repository, and what each is built on. */
export class CommitGraph {
  /** By SHA, in the order they were added. */
  private readonly commits = new Map<string, Commit>()

  add(commit: Commit): void {
    const unknown = commit.parents.find(parent => !this.commits.has(parent))
    if (unknown !== undefined) throw new Error(`commit ${commit.sha} follows ${unknown}, which is not there`)
    this.commits.set(commit.sha, commit)
  }

  get(sha: string): Commit | undefined {
    return this.commits.get(sha)
  }

  /** The commit whose SHA begins so. */
  beginningWith(sha: string): Commit | undefined {
    return [...this.commits.values()].find(commit => commit.sha.startsWith(sha))
  }

  /** A commit and all that it is built on, the oldest first. */
  upTo(sha: string): Commit[] {
    const found = new Set<string>()
    const open = [sha]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue
      found.add(next)
      open.push(...(this.commits.get(next)?.parents ?? []))
    }
    // A commit is added after its parents, so that among those of one instant, too, the parents come first.
    return [...this.commits.values()].filter(commit => found.has(commit.sha)).sort((one, other) => one.at - other.at)
  }

  /** `undefined` for commits that have no ancestor in common. */
  compare(base: string, head: string): Comparison | undefined {
    const [ofBase, ofHead] = [this.upTo(base), this.upTo(head)]
    const [inBase, inHead] = [new Set(ofBase), new Set(ofHead)]
    const mergeBase = ofBase.findLast(commit => inHead.has(commit))
    return (
      mergeBase && {
        mergeBase,
        ahead: ofHead.filter(commit => !inBase.has(commit)),
        behind: ofBase.filter(commit => !inHead.has(commit)),
      }
    )
  }
}
