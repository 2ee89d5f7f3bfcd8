import { createHash } from 'node:crypto'
import type { World } from '../world.ts'
import type { Assumptions } from './assumptions.ts'
import { likely } from './assumptions.ts'
import type { Commit } from './commit-graph.ts'
import { CommitGraph } from './commit-graph.ts'
import { Deployments } from './deployments.ts'
import { Discussions } from './discussions.ts'
import type { Permissions } from './permissions.ts'
import { RateLimit } from './rate-limit.ts'

/** An annotated tag is an object of its own; it may point to another tag object. */
interface TagObject {
  sha: string
  tag: string
  message: string
  object: GitObject
}

export interface GitObject {
  type: 'commit' | 'tag'
  sha: string
}

export interface Release {
  id: number
  tag: string
  name: string
  body: string
  /** GitHub keeps a branch name here, whatever the tag points to. */
  targetCommitish: string
  draft: boolean
  prerelease: boolean
  createdAt: number
  /** `undefined` while it is a draft. */
  publishedAt: number | undefined
}

type NewCommit = Pick<Commit, 'sha'> & Partial<Commit> & { branch?: string }

interface NewTag {
  name: string
  commit: string
  /** How many tag objects are between the reference and the commit: 0 for a lightweight tag, 1 for an annotated one. */
  depth?: number
}

type NewRelease = Pick<Release, 'tag'> &
  Partial<Pick<Release, 'name' | 'body' | 'draft' | 'prerelease' | 'targetCommitish'>>

/** State of a commit status or of a check run: those that GitHub waits for, by context. */
export type CommitStates = Readonly<Record<string, 'success' | 'pending' | 'failure' | 'error'>>

/** The GitHub repository whose workflows deploy to this account. */
export class GitHub {
  readonly id = 1_300_192
  owner = 'example'
  name = 'app'
  defaultBranch = 'main'
  /** The token that callers must show; any will do while it is undefined. */
  token: string | undefined
  /** What the token may do; everything while it is undefined. */
  permissions: Permissions | undefined
  /** Tokens of jobs, and what each of them may do. */
  readonly tokens = new Map<string, Permissions>()
  readonly rateLimit = new RateLimit()
  readonly assumptions: Assumptions = { ...likely }
  readonly commits = new CommitGraph()
  /** Branches and tags by full name (`refs/tags/v1.4.0`). */
  readonly references = new Map<string, GitObject>()
  readonly tagObjects = new Map<string, TagObject>()
  /** The oldest first. */
  readonly releases: Release[] = []
  readonly deployments: Deployments
  readonly discussions: Discussions
  /** By commit. */
  readonly commitStates = new Map<string, CommitStates>()
  /** Branches that cannot be merged with the default branch. */
  readonly conflicts = new Set<string>()
  readonly world: World

  constructor(world: World) {
    this.world = world
    const now = (): number => world.now()
    this.deployments = new Deployments(now)
    this.discussions = new Discussions(now)
  }

  /** Gives a job its token, which may do what the job has asked for and nothing else. */
  issueToken(permissions: Permissions): string {
    const token = `ghs_${gitHash(`token ${this.tokens.size}`)}`
    this.tokens.set(token, permissions)
    return token
  }

  /** Adds a commit to a branch. A new branch leaves from the default branch. */
  addCommit({ sha, branch = this.defaultBranch, ...given }: NewCommit): Commit {
    const before = this.resolve(`heads/${branch}`) ?? this.head()
    const commit: Commit = {
      sha,
      message: `Commit ${sha.slice(0, 7)}`,
      author: 'Developer',
      at: this.world.now(),
      parents: before ? [before.sha] : [],
      ...given,
    }
    this.commits.add(commit)
    this.branch(branch, sha)
    return commit
  }

  /** Where the default branch is; `undefined` in a repository without commits. */
  head(): Commit | undefined {
    return this.resolve(`heads/${this.defaultBranch}`)
  }

  /** Makes a branch, or moves it. */
  branch(name: string, sha: string): void {
    if (!this.commits.get(sha)) throw new Error(`there is no commit ${sha} for the branch ${name}`)
    this.references.set(`refs/heads/${name}`, { type: 'commit', sha })
  }

  /** Makes a tag, or moves it: what `git push --force` does to a reference. */
  tag({ name, commit, depth = 0 }: NewTag): void {
    if (!this.commits.get(commit)) this.addCommit({ sha: commit })
    let object: GitObject = { type: 'commit', sha: commit }
    for (let level = 1; level <= depth; level++) {
      const sha = gitHash(`tag ${name} ${level} of ${object.sha}`)
      this.tagObjects.set(sha, { sha, tag: name, message: name, object })
      object = { type: 'tag', sha }
    }
    this.references.set(`refs/tags/${name}`, object)
    this.world.note(`${this.owner}/${this.name}`, `tag ${name} points to ${commit.slice(0, 7)}`)
  }

  release({ tag, name = tag, body = '', draft = false, ...rest }: NewRelease): Release {
    const release: Release = {
      id: 1000 + this.releases.length,
      tag,
      name,
      body,
      targetCommitish: rest.targetCommitish ?? this.defaultBranch,
      draft,
      prerelease: rest.prerelease ?? false,
      createdAt: this.resolve(`tags/${tag}`)?.at ?? this.world.now(),
      publishedAt: draft ? undefined : this.world.now(),
    }
    this.releases.push(release)
    return release
  }

  /** Merges a commit into a branch, and gives the merge. */
  merge(branch: string, other: Commit): Commit {
    const onto = this.resolve(`heads/${branch}`)
    if (!onto) throw new Error(`there is no branch ${branch}`)
    return this.addCommit({
      sha: gitHash(`merge of ${onto.sha} and ${other.sha}`),
      message: `Merge ${this.defaultBranch} into ${branch}`,
      branch,
      parents: [onto.sha, other.sha],
    })
  }

  /** Follows tag objects to the commit that a branch, a tag, or a commit's (short) SHA means. */
  resolve(name: string): Commit | undefined {
    const full = [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`].find(key => this.references.has(key))
    const sha = full === undefined ? undefined : this.commitOf(full)
    if (sha !== undefined) return this.commits.get(sha)
    return /^[0-9a-f]{7,40}$/.test(name) ? this.commits.beginningWith(name) : undefined
  }

  /** The SHA of the commit behind a reference. */
  private commitOf(reference: string): string | undefined {
    let object = this.references.get(reference)
    while (object?.type === 'tag') object = this.tagObjects.get(object.sha)?.object
    return object?.sha
  }
}

function gitHash(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}
