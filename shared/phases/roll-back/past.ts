import type { Ecs, ListedDeployment } from '../../aws/ecs.ts'
import { batches } from '../../aws/pages.ts'
import { endOfDeployment, historyLasts, wayBack } from '../../core/history.ts'
import type { History, PastDeployment } from '../../core/history.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import type { Basis, Candidate, Knowledge } from '../../core/rollback-target.ts'
import { primaryOf, revisionName } from '../../core/service.ts'
import type { Service } from '../../core/service.ts'
import { ActionError } from '../../errors.ts'
import { isRefusal } from '../prove/records.ts'
import type { Revisions } from './revisions.ts'
import type { RollBackRun } from './run.ts'

/** Milliseconds before the present deployment in which what is looked for is looked for first. */
const recently = 14 * 86_400_000

/** Most of a family's revisions that are read for one service; one that is older has to be named. */
const mostRevisions = 100

const unknownDigests: ReadonlyMap<string, string> = new Map()

/** The past of a service, of which nothing is known yet but what it runs. */
export async function pastOf(service: Service, outside: { run: RollBackRun; revisions: Revisions }): Promise<Past> {
  const current = await outside.revisions.read(service.taskDefinition)
  if (current !== 'gone') return new Past({ service, current }, outside)
  throw new ActionError(`${service.name} runs ${revisionName(service.taskDefinition)}, which ECS does not describe`, {
    outcome: 'failed-before-change',
    next: 'Look at the service in the ECS console.',
  })
}

/** What is found out of one service's past, a portion at a time: the newest first, and no more than is needed. */
export class Past {
  readonly service: Service
  readonly current: KnownRevision
  /** Why ECS's history of the service could not be read. */
  unreadable: string | undefined
  private readonly run: RollBackRun
  private readonly revisions: Revisions
  private readonly candidates = new Map<string, Candidate>()
  private history: History | undefined

  constructor(
    { service, current }: { service: Service; current: KnownRevision },
    { run, revisions }: { run: RollBackRun; revisions: Revisions },
  ) {
    this.service = service
    this.current = current
    this.run = run
    this.revisions = revisions
  }

  /** Everything that is known, the newest candidates first. */
  knowledge(): Knowledge {
    const { current, history, service } = this
    const currentFailed = primaryOf(service)?.rollout === 'FAILED'
    return { current, currentFailed, history, candidates: [...this.candidates.values()] }
  }

  /** The same, but only what leads back from the current revision. */
  knowledgeOfWayBack(): Knowledge {
    const known = this.knowledge()
    if (!known.history) return known
    const way = wayBack(this.current.arn, known.history)
    return { ...known, candidates: way.flatMap(arn => this.candidates.get(arn) ?? []) }
  }

  /** Has these revisions read. */
  async read(taskDefinitions: readonly string[]): Promise<void> {
    await Promise.all(
      taskDefinitions.map(async name => {
        const candidate = this.candidates.get(name)
        if (candidate) candidate.read = await this.revisions.read(name)
      }),
    )
  }

  revision(taskDefinition: string): Promise<KnownRevision | 'gone'> {
    return this.revisions.read(taskDefinition)
  }

  /** Adds a candidate. To one that is known already only a record's word that it ran well adds something. */
  add(taskDefinition: string, { basis, vouchedAt }: { basis: Basis; vouchedAt?: number }): void {
    const vouched = vouchedAt !== undefined && { basis, vouchedAt }
    const known = this.candidates.get(taskDefinition)
    if (known) Object.assign(known, vouched)
    else
      this.candidates.set(taskDefinition, {
        ...{ taskDefinition, basis, digests: unknownDigests, ...vouched },
        ...(taskDefinition === this.current.arn && { read: this.current }),
      })
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.run.context.clock.now()
  }

  /** Whether more than enough was read. */
  isExhausted(): boolean {
    return [...this.candidates.values()].filter(({ read }) => read !== undefined).length >= mostRevisions
  }

  /**
   * Reads ECS's records of the service's deployments, newest first, so many at a time, and yields after each portion.
   * ListServiceDeployments documents no order, so all of a period are listed before any is taken for the newest.
   */
  async *deployments(portion: number): AsyncGenerator<void> {
    const ecs = await this.run.aws.ecs()
    try {
      for (const period of this.periods()) yield* this.deploymentsSince(period, { portion, ecs })
    } catch (error) {
      if (!isRefusal(error)) throw error
      this.history = undefined
      this.unreadable = [error.message, error.next].filter(Boolean).join(' ')
    }
  }

  private async *deploymentsSince(
    period: number,
    { portion, ecs }: { portion: number; ecs: Ecs },
  ): AsyncGenerator<void> {
    const { cluster } = this.run
    const listed = await ecs.listServiceDeployments({ cluster, service: this.service.name, after: period })
    const before = this.history?.since ?? Infinity
    const fresh = listed.filter(({ createdAt }) => createdAt < before)
    const portions = batches(
      fresh.toSorted((a, b) => b.createdAt - a.createdAt),
      portion,
    )
    for (const each of portions) {
      await this.take(ecs, each)
      yield
    }
    this.remember([], period)
  }

  /** From when on deployments are listed, in milliseconds since 1970: first the recent ones, then all there are. */
  private periods(): number[] {
    const all = this.now() - historyLasts
    const recent = (primaryOf(this.service)?.createdAt ?? this.now()) - recently
    return recent > all ? [recent, all] : [all]
  }

  private async take(ecs: Ecs, listed: readonly ListedDeployment[]): Promise<void> {
    const stopped = listed.filter(({ status }) => status === 'STOPPED').map(({ arn }) => arn)
    const [revisions, records] = await Promise.all([
      ecs.describeServiceRevisions([...new Set(listed.map(({ targetRevision }) => targetRevision))]),
      ecs.describeServiceDeployments(stopped),
    ])
    const gaveUp = records.filter(
      ({ breaker, triggeredAlarms }) => breaker?.status === 'TRIGGERED' || triggeredAlarms[0],
    )
    const wentOff = new Set(gaveUp.map(({ arn }) => arn))
    const found = listed.flatMap(({ arn, status, targetRevision, createdAt }): PastDeployment[] => {
      const revision = revisions.find(one => one.arn === targetRevision)
      const end = endOfDeployment(status, { wentOff: wentOff.has(arn) })
      return revision ? [{ ...revision, end, status, createdAt }] : []
    })
    this.remember(found, Math.min(...listed.map(({ createdAt }) => createdAt)))
  }

  private remember(found: readonly PastDeployment[], since: number): void {
    this.history = { deployments: [...(this.history?.deployments ?? []), ...found], since }
    for (const { taskDefinition, digests } of found) {
      this.add(taskDefinition, { basis: 'history' })
      const candidate = this.candidates.get(taskDefinition)
      if (candidate && candidate.digests.size === 0) candidate.digests = digests
    }
  }

  /**
   * What can be known of the way back without ECS's history: what the service itself shows as completed, and what
   * deploy-ecs wrote down to have run before each revision.
   */
  *recorded(): Generator<void> {
    for (const { rollout, taskDefinition, createdAt } of this.service.deployments)
      if (rollout === 'COMPLETED') this.add(taskDefinition, { basis: 'completed', vouchedAt: createdAt })
    yield
    let { previous } = this.current.provenance
    while (previous !== undefined && !this.candidates.has(previous)) {
      this.add(previous, { basis: 'previous', vouchedAt: 0 })
      yield
      const { read } = this.candidates.get(previous) ?? {}
      previous = read === undefined || read === 'gone' ? undefined : read.provenance.previous
    }
  }

  /** The ACTIVE revisions of the current revision's family, newest first, a page at a time. */
  async *family(): AsyncGenerator<void> {
    const ecs = await this.run.aws.ecs()
    const { family } = this.current.definition
    let token: string | undefined
    do {
      const { items, next } = await ecs.revisionsPage({ family, most: 100, token })
      items.forEach(arn => this.add(arn, { basis: 'history' }))
      yield
      token = next
    } while (token !== undefined)
  }
}
