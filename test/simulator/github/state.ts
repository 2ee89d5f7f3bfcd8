import { createHash } from 'node:crypto'
import type { World } from '../world.ts'

interface Commit {
  sha: string
  message: string
}

/** An annotated tag is an object of its own; it may point to another tag object. */
interface TagObject {
  sha: string
  tag: string
  message: string
  object: GitObject
}

interface GitObject {
  type: 'commit' | 'tag'
  sha: string
}

interface Release {
  id: number
  tag: string
  name: string
  /** GitHub keeps a branch name here, whatever the tag points to. */
  targetCommitish: string
  draft: boolean
  prerelease: boolean
  publishedAt: number
}

interface NewTag {
  name: string
  commit: string
  /** How many tag objects are between the reference and the commit: 0 for a lightweight tag, 1 for an annotated one. */
  depth?: number
}

/** The GitHub repository whose workflows deploy to this account. */
export class GitHub {
  owner = 'example'
  name = 'app'
  defaultBranch = 'main'
  /** The token that callers must show; any will do while it is undefined. */
  token: string | undefined
  readonly commits = new Map<string, Commit>()
  /** Branches and tags by full name (`refs/tags/v1.4.0`). */
  readonly references = new Map<string, GitObject>()
  readonly tagObjects = new Map<string, TagObject>()
  readonly releases: Release[] = []
  readonly world: World

  constructor(world: World) {
    this.world = world
  }

  /** Adds a commit; the newest is where the default branch points. */
  addCommit({ sha, message = `Commit ${sha.slice(0, 7)}` }: { sha: string; message?: string }): Commit {
    const commit = { sha, message }
    this.commits.set(sha, commit)
    this.references.set(`refs/heads/${this.defaultBranch}`, { type: 'commit', sha })
    return commit
  }

  /** Makes a tag, or moves it: what `git push --force` does to a reference. */
  tag({ name, commit, depth = 0 }: NewTag): void {
    if (!this.commits.has(commit)) this.addCommit({ sha: commit })
    let object: GitObject = { type: 'commit', sha: commit }
    for (let level = 1; level <= depth; level++) {
      const sha = createHash('sha1').update(`tag ${name} ${level} of ${object.sha}`).digest('hex')
      this.tagObjects.set(sha, { sha, tag: name, message: name, object })
      object = { type: 'tag', sha }
    }
    this.references.set(`refs/tags/${name}`, object)
    this.world.note(`${this.owner}/${this.name}`, `tag ${name} points to ${commit.slice(0, 7)}`)
  }

  release({
    tag,
    ...rest
  }: { tag: string } & Partial<Pick<Release, 'draft' | 'prerelease' | 'targetCommitish'>>): void {
    this.releases.push({
      id: 1000 + this.releases.length,
      tag,
      name: tag,
      targetCommitish: rest.targetCommitish ?? this.defaultBranch,
      draft: rest.draft ?? false,
      prerelease: rest.prerelease ?? false,
      publishedAt: this.world.now(),
    })
  }

  /** Follows tag objects to the commit that a branch, a tag, or a commit's (short) SHA means. */
  resolve(name: string): Commit | undefined {
    const full = [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`].find(key => this.references.has(key))
    let object = this.references.get(full ?? '')
    while (object?.type === 'tag') object = this.tagObjects.get(object.sha)?.object
    const sha = object?.sha ?? (/^[0-9a-f]{7,40}$/.test(name) ? name : undefined)
    if (sha === undefined) return undefined
    return this.commits.get(sha) ?? [...this.commits.values()].find(commit => commit.sha.startsWith(sha))
  }
}
