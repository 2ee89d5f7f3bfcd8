import type { Ecs } from '../../shared/aws/ecs.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { judgeRollout } from '../../shared/core/rollout.ts'
import type { Followed } from '../../shared/core/rollout.ts'
import { primaryOf, revisionName } from '../../shared/core/service.ts'
import type { Service, ServiceDeployment } from '../../shared/core/service.ts'
import { cannotHeal, explainStop } from '../../shared/core/stopped-task.ts'
import type { ActionError } from '../../shared/errors.ts'
import { elapsed } from '../../shared/wait.ts'
import type { Look } from '../../shared/wait.ts'
import { begin, describe, lineOf, reopen, startPath } from './path.ts'
import type { Path, State } from './path.ts'
import { Prover } from './prove.ts'
import { Records } from './records.ts'
import type { Waiting } from './wait-healthy.ts'

/** Rollouts that need no proof to be over. */
const endings: Record<'failed' | 'superseded' | 'paused', { outcome: Outcome; says: string; next: string }> = {
  failed: { outcome: 'rollback-failed', says: 'failed', next: 'Deploy a release that works, or roll back.' },
  superseded: {
    outcome: 'superseded',
    says: 'was superseded',
    next: 'Somebody else deployed after this run; look at their deployment.',
  },
  paused: {
    outcome: 'awaiting-approval',
    says: 'waits',
    next: 'Continue it (`aws ecs continue-service-deployment`), then run this job again.',
  },
}

/** Replicas differ: one good look may be a lucky one. */
const enoughProofs = 2
const enoughAbsences = 3
/** One failure may be of its moment: a role or a secret that is seconds old, an image that is still replicated. */
const enoughFailures = 2
/** Milliseconds after which a proof is too old to be reported: somebody may have deployed since. */
const proofLasts = 15_000
/** Follows several services at once: one look is a few calls for all of them. */
export class Follower {
  private readonly waiting: Waiting
  private readonly paths: Path[]
  private readonly prover: Prover
  private readonly records: Records

  constructor(waiting: Waiting) {
    this.waiting = waiting
    this.prover = new Prover(waiting)
    this.records = new Records(waiting)
    this.paths = waiting.targets.map(target => startPath(target, waiting.context.clock.now()))
  }

  /** Looks at all services that have not come to their end. */
  async look(now: number): Promise<Look<void>> {
    const ecs = await this.waiting.aws.ecs()
    const watched = this.paths.filter(({ state }) => !state || state.evidence)
    const { services, absent } = await ecs.describeServices(
      this.waiting.cluster,
      watched.map(({ target }) => target.service),
    )
    const seen = new Map(services.map(service => [service.name, service]))
    this.doubtChanged(seen)
    const open = this.open()
    open.forEach(path => begin(path, seen.get(path.target.service)))
    const records = await this.records.of(open, seen)
    await Promise.all(
      open.map(async path => {
        const service = seen.get(path.target.service)
        if (service) await this.step(path, { service, records, now, ecs })
        else this.missing(path, absent.get(path.target.service) ?? 'MISSING')
      }),
    )
    if (this.open().length === 0) this.doubtOld(now)
    const left = this.open()
    return left.length === 0 ? { is: 'ended', end: undefined } : { is: 'waiting', for: left.map(lineOf) }
  }

  allProved(): boolean {
    return this.paths.every(({ state }) => state?.outcome === 'succeeded')
  }

  states(): State[] {
    return this.paths.flatMap(({ state }) => state ?? [])
  }

  /** Ended services of which somebody will ask why. */
  failures(): State[] {
    const told: readonly Outcome[] = ['succeeded', 'superseded', 'awaiting-approval', 'cancelled']
    return this.states().filter(({ outcome }) => !told.includes(outcome))
  }

  /** The deadline has passed. What ECS does not say how it ends is unknown, not late. */
  timeOut(): void {
    const limit = elapsed(this.waiting.timeout)
    for (const path of this.open()) {
      const { rollout, earlier } = path
      // There was no time to look once more, and nothing speaks against it.
      if (earlier && path.proofs > 0) {
        path.state = earlier
        continue
      }
      const unknown = rollout.is === 'returned' || (rollout.is === 'moving' && rollout.opaque === true)
      this.settle(path, unknown ? 'unknown' : 'timed-out', {
        why: `was not done after ${limit}: ${describe(path)}`,
        next: 'ECS goes on with it. Run the job again to follow it further, with a longer `timeout` if it was only slow.',
      })
    }
  }

  cancel(): void {
    for (const path of this.open())
      this.settle(path, 'cancelled', { why: `was still under way: ${describe(path)}`, next: 'ECS goes on with it.' })
  }

  /** AWS does not let us see: then nothing is known, whatever ECS is doing. */
  giveUp(error: ActionError): void {
    for (const path of this.open())
      this.settle(path, 'unknown', { why: `could not be followed: ${error.message}`, next: error.next })
  }

  private open(): Path[] {
    return this.paths.filter(({ state }) => !state)
  }

  /** Somebody may deploy a proved service while others are still on their way: then the proof is of yesterday. */
  private doubtChanged(seen: ReadonlyMap<string, Service>): void {
    for (const path of this.paths) {
      const service = seen.get(path.target.service)
      if (path.state?.evidence && service && primaryOf(service)?.id !== path.proved) reopen(path, 0)
    }
  }

  /** Old proofs are renewed at the end, so that all of a report are of one time. */
  private doubtOld(now: number): void {
    for (const path of this.paths) {
      if (path.state?.evidence && now - path.state.at > proofLasts) reopen(path, enoughProofs - 1)
    }
  }

  private async step(
    path: Path,
    look: { service: Service; records: readonly ServiceDeployment[]; now: number; ecs: Ecs },
  ): Promise<void> {
    const { service, records, now } = look
    const { followed } = path
    if (!followed) {
      if (service.controller !== 'ECS') this.settle(path, 'unknown', foreignController(service))
      return
    }
    const record = records.find(({ arn }) => arn === path.record)
    const judged = judgeRollout(followed, { service, record, now }, path.memory)
    Object.assign(path, judged)
    await this.watchFailures(path, service, look.ecs)
    if (!path.state) await this.act(path, { service, record })
  }

  /** What follows from where the rollout stands. */
  private async act(path: Path, look: { service: Service; record: ServiceDeployment | undefined }): Promise<void> {
    const { rollout, followed } = path
    if (rollout.is === 'completed') {
      if (followed) await this.proveEnd(path, { ...look, followed, outcome: 'succeeded' })
    } else if (rollout.is === 'returned') {
      const back = primaryOf(look.service)
      const previous = back && { deploymentId: back.id, taskDefinition: back.taskDefinition }
      if (previous) await this.proveEnd(path, { ...look, followed: previous, outcome: 'rolled-back' })
    } else if (rollout.is === 'moving' || rollout.is === 'rolling-back') {
      path.proofs = 0
    } else {
      const { outcome, says, next } = endings[rollout.is]
      this.settle(path, outcome, { why: `${says}: ${rollout.why}`, next })
    }
  }

  private async proveEnd(
    path: Path,
    end: {
      service: Service
      record: ServiceDeployment | undefined
      followed: Followed
      outcome: 'succeeded' | 'rolled-back'
    },
  ): Promise<void> {
    const { service, outcome } = end
    if (service.desired === 0) {
      this.settleEmpty(path, outcome)
      return
    }
    const proof = await this.prover.prove(end)
    path.proofs = proof.is === 'proved' ? path.proofs + 1 : 0
    const cause = path.rollout.is === 'returned' ? path.rollout.why : undefined
    if (proof.is === 'open') {
      const says = outcome === 'succeeded' ? 'ECS calls it done' : 'ECS says it went back'
      path.rollout =
        cause === undefined
          ? { is: 'moving', on: `${says}, but ${proof.because.join('; ')}` }
          : { is: 'returned', why: cause }
      path.trouble = cause === undefined ? undefined : proof.because.join('; ')
    } else if (path.proofs >= enoughProofs) {
      const runs = `runs ${revisionName(end.followed.taskDefinition)} on ${proof.evidence.running} of ${proof.evidence.desired} tasks`
      path.proved = end.followed.deploymentId
      const why = outcome === 'succeeded' ? runs : `was rolled back by ECS and ${runs} again: ${cause ?? ''}`
      this.settle(path, outcome, { why, evidence: proof.evidence, runs: end.followed.taskDefinition })
    }
  }

  private settleEmpty(path: Path, outcome: 'succeeded' | 'rolled-back'): void {
    const allowed = this.waiting['allow-zero'] && outcome === 'succeeded'
    this.settle(path, allowed ? 'succeeded' : 'unknown', {
      why: 'has a desired count of 0: no task runs, so nothing is proved',
      next: allowed ? undefined : 'Scale it up, or set `allow-zero: true`.',
    })
  }

  /** Asks what died as soon as ECS counts another failed task; with `fail-fast` what cannot heal ends the wait. */
  private async watchFailures(path: Path, service: Service, ecs: Ecs): Promise<void> {
    const own = service.deployments.find(({ id }) => id === path.followed?.deploymentId)
    if (!own || own.failed <= path.failedTasks) return
    path.failedTasks = own.failed
    const stopped = await ecs.stoppedTasks(this.waiting.cluster, service.name)
    const [newest] = stopped
      .filter(({ startedBy }) => startedBy === own.id)
      .sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0))
      .map(explainStop)
      .filter(({ kind }) => kind !== 'replaced')
    if (!newest) return
    path.trouble = newest.what
    if (this.waiting['fail-fast'] && own.failed >= enoughFailures && cannotHeal(newest)) {
      const why = `cannot succeed: ${newest.what} ECS goes on trying until its circuit breaker or somebody stops it.`
      this.settle(path, 'rollback-failed', { why, next: newest.next })
    }
  }

  private missing(path: Path, reason: string): void {
    path.absences++
    if (path.absences < enoughAbsences) return
    const next = 'Check the name, the cluster and the region.'
    const wasThere = path.memory.newest > 0
    this.settle(path, wasThere ? 'superseded' : 'unknown', {
      why: `is ${reason} in cluster ${this.waiting.cluster}`,
      next,
    })
  }

  private settle(path: Path, outcome: Outcome, end: Pick<State, 'why' | 'next' | 'evidence' | 'runs'>): void {
    const { target, followed } = path
    const { clock, step } = this.waiting.context
    path.state = {
      service: target.service,
      outcome,
      ...end,
      deploymentId: followed?.deploymentId,
      taskDefinition: followed?.taskDefinition,
      at: clock.now(),
    }
    if (path.earlier?.outcome !== outcome) step.info(`${outcome}: ${target.service} ${end.why}`)
  }
}

/** Such services have no deployments that DescribeServices would show. */
function foreignController({ controller }: Service): Pick<State, 'why' | 'next'> {
  return { why: `is deployed by ${controller}, which alone knows how it goes`, next: 'Wait for it with that tool.' }
}
