import { AwsError } from '../../aws/call.ts'
import { digestsInRegistry } from '../../aws/registry.ts'
import { isRecordOf, recordedRevisions } from '../../core/deployment-record.ts'
import { imagesIn, repositoryOf } from '../../core/known-revision.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import type { SoughtRelease } from '../../core/rollback-target.ts'
import { Cancelled } from '../../errors.ts'
import type { DeploymentRecord, GitHub, RecordState } from '../../ports.ts'
import type { Destination, RollBackRun } from './run.ts'

/** Revisions that GitHub's records name for a service, and when they were deployed (milliseconds since 1970). */
export type Recorded = ReadonlyMap<string, { taskDefinition: string; at: number }>

/** Milliseconds. GitHub only helps to find a release: a rollback does not wait for it until its time is over. */
const patience = 30_000

/** Finds out by what a release can be told: its commit, its images, its deployments in GitHub. Each is asked once. */
export class Identity {
  /** What was not to be had, a sentence each: told where the release is not found. */
  readonly notes = new Set<string>()
  private readonly run: RollBackRun
  private readonly to: Extract<Destination, { is: 'release' | 'tag' }>
  private readonly github: GitHub | undefined
  private readonly digests = new Map<string, Promise<ReadonlySet<string>>>()
  private commit: Promise<string | undefined> | undefined
  private records: Promise<Recorded> | undefined

  constructor(to: Identity['to'], run: RollBackRun) {
    this.run = run
    this.to = to
    const until = Math.min(run.until, run.context.clock.now() + patience)
    this.github = run.github && run.context.github({ token: run.github.token, until })
  }

  /** What tells the release without asking anybody. */
  byName(): SoughtRelease {
    if (this.to.is === 'tag') {
      const { tag } = this.to
      return { name: tag, commits: [tag], imageTags: [tag], digests: new Map() }
    }
    const { release } = this.to
    return { name: release, release, commits: [], imageTags: [release], digests: new Map() }
  }

  /** The same with its commit, and the digests of its images in the repositories that this revision uses. */
  async inFull(current: KnownRevision): Promise<SoughtRelease> {
    const named = this.byName()
    const commit = await (this.commit ??= this.askForCommit())
    const found = commit === undefined ? [] : [commit]
    const [commits, tags] = [
      [...named.commits, ...found],
      [...named.imageTags, ...found],
    ]
    const repositories = new Map(imagesIn(current).map(({ image }) => [repositoryOf(image), image]))
    const digests = await Promise.all(
      [...repositories].map(async ([name, image]) => {
        const asked = this.digests.get(name) ?? this.askForDigests({ ...image, tags })
        this.digests.set(name, asked)
        return [name, await asked] as const
      }),
    )
    const held = digests.filter(([, those]) => those.size > 0)
    return { ...named, commits, imageTags: tags, digests: new Map(held) }
  }

  /** The revisions that GitHub's records of an environment name for this release, by service. */
  recorded(sought: SoughtRelease): Promise<Recorded> {
    return (this.records ??= this.askForRecords(sought))
  }

  private async askForCommit(): Promise<string | undefined> {
    if (this.to.is === 'tag') return undefined
    if (!this.github) {
      this.notes.add('GitHub was not asked for its commit, for want of `github-token`.')
      return undefined
    }
    const found = await this.github.commitOfTag(this.to.release)
    if (found.is === 'found') return found.commit
    this.notes.add(`${found.why}.`)
    return undefined
  }

  private async askForDigests(image: Parameters<typeof digestsInRegistry>[1]): Promise<ReadonlySet<string>> {
    try {
      return new Set(await digestsInRegistry(this.run.aws, image))
    } catch (error) {
      if (!(error instanceof AwsError) || error.kind === 'expired') throw error
      if (!error.is('RepositoryNotFoundException')) this.notes.add(error.message)
      return new Set()
    }
  }

  private async askForRecords(sought: SoughtRelease): Promise<Recorded> {
    const environment = this.run.github?.environment
    if (!this.github || environment === undefined) return new Map()
    const lookup = await this.github.deploymentsTo(environment)
    if (lookup.is === 'refused') {
      this.notes.add(`${lookup.why}.`)
      return new Map()
    }
    const record = await this.firstSuccess(lookup.deployments.filter(one => isRecordOf(one, sought)))
    if (!record) return new Map()
    const revisions = recordedRevisions(record)
    return new Map(
      [...revisions].map(([service, taskDefinition]) => [service, { taskDefinition, at: record.createdAt }]),
    )
  }

  /** A success is set inactive when the next one comes, so all states of a deployment count, not the last. */
  private async firstSuccess(records: readonly DeploymentRecord[]): Promise<DeploymentRecord | undefined> {
    for (const record of records) {
      const states = await this.github?.statesOf(record.id).catch((error: unknown) => this.withoutStates(error))
      if (states?.some(({ state }) => state === 'success')) return record
    }
    return undefined
  }

  private withoutStates(error: unknown): RecordState[] {
    if (error instanceof Cancelled) throw error
    this.notes.add('GitHub did not say what became of the deployments of this release.')
    return []
  }
}
