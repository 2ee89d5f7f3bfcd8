import { AwsError, isPassing } from '../../aws/call.ts'
import type { Ecs } from '../../aws/ecs.ts'
import type { Outcome } from '../../core/outcome.ts'
import { judgeRollout } from '../../core/rollout.ts'
import type { Followed } from '../../core/rollout.ts'
import { primaryOf, revisionName } from '../../core/service.ts'
import type { Service, ServiceDeployment } from '../../core/service.ts'
import { cannotHeal, explainStop, newestFirst } from '../../core/stopped-task.ts'
import { ActionError, Cancelled } from '../../errors.ts'
import { elapsed } from '../../core/wording.ts'
import type { Look } from '../../wait.ts'
import { begin, describe, lineOf, reopen, startPath } from './path.ts'
import type { Path, State } from './path.ts'
import { Prover } from './prove.ts'
import { Records } from './records.ts'
import type { WaitRun } from './run.ts'
import type { Purpose } from './targets.ts'

/** Rollouts that need no proof to be over. */
const endings: Record<'failed' | 'superseded' | 'paused' | 'unseen', { outcome: Outcome; says: string; next: string }> =
  {
    failed: { outcome: 'rollback-failed', says: 'failed', next: 'Deploy a release that works, or roll back.' },
    superseded: {
      outcome: 'superseded',
      says: 'was superseded',
      next: 'Somebody else deployed after this run; look at their deployment.',
    },
    unseen: {
      outcome: 'unknown',
      says: 'does not have the deployment that was to be followed',
      next: 'Check `cluster` and the region, and where `deployments` comes from.',
    },
    paused: {
      outcome: 'awaiting-approval',
      says: 'waits',
      next: 'Continue it (`aws ecs continue-service-deployment`), then run this job again.',
    },
  }

type Ending = { outcome: Outcome; why: (runs: string, cause: string) => string }

/** What it means that ECS returned from a deployment to what ran before it. `runs` is what was proved then. */
const returns: Record<Purpose | 'deployment', Ending> = {
  deployment: {
    outcome: 'rolled-back',
    why: (runs, cause) => `was rolled back by ECS and ${runs} again: ${cause}`,
  },
  rollback: {
    outcome: 'rollback-failed',
    why: (runs, cause) => `could not go back: ECS undid that, and the service ${runs} as before: ${cause}`,
  },
  return: { outcome: 'succeeded', why: runs => `${runs} again` },
}

/** What it means that a deployment was completed. */
const completions: Record<Purpose | 'deployment', Ending> = {
  deployment: { outcome: 'succeeded', why: runs => runs },
  rollback: { outcome: 'succeeded', why: runs => `${runs} again` },
  return: {
    outcome: 'rollback-failed',
    why: runs => `could not go back: the deployment that was told to stop was completed, and the service ${runs}`,
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
  private readonly waiting: WaitRun
  private readonly paths: Path[]
  private readonly prover: Prover
  private readonly records: Records
  /** Why the last look saw nothing. */
  private blindness: AwsError | undefined

  constructor(waiting: WaitRun) {
    this.waiting = waiting
    this.prover = new Prover(waiting)
    this.records = new Records(waiting)
    this.paths = waiting.targets.map(target => startPath(target, waiting.context.clock.now()))
  }

  /** Looks at all services that have not come to their end. An AWS that is away for a while ends nothing. */
  async look(now: number): Promise<Look<void>> {
    try {
      this.blindness = undefined
      await this.lookAtAll(now)
      if (this.open().length === 0 && this.doubtOld(now)) await this.lookAtAll(now)
    } catch (error) {
      if (!isPassing(error)) throw error
      this.blindness = error
    }
    const left = this.open()
    if (left.length === 0 && !this.blindness) return { is: 'ended', end: undefined }
    return {
      is: 'waiting',
      for: this.blindness ? [`AWS cannot be read just now: ${this.blindness.message}`] : left.map(lineOf),
    }
  }

  private async lookAtAll(now: number): Promise<void> {
    const ecs = await this.waiting.aws.ecs()
    const watched = this.paths.filter(({ state }) => !state || state.evidence)
    const names = watched.map(({ target }) => target.service)
    const { services, absent } = await ecs.describeServices(this.waiting.cluster, names)
    const seen = new Map(services.map(service => [service.name, service]))
    this.doubtChanged(seen)
    const open = this.open()
    open.forEach(path => begin(path, seen.get(path.target.service)))
    const records = await this.records.of(open, seen)
    await Promise.all(
      open.map(async path => {
        const service = seen.get(path.target.service)
        if (service) await this.advanceOrSay(path, { service, records, now, ecs })
        else this.missing(path, absent.get(path.target.service) ?? 'MISSING')
      }),
    )
  }

  allProved(): boolean {
    return this.paths.every(({ state }) => state?.outcome === 'succeeded')
  }

  states(): State[] {
    return this.paths.flatMap(({ state }) => state ?? [])
  }

  /** Ended services of which somebody will ask why. */
  failures(): State[] {
    // What could not be seen was told as it came; looking for its reasons would ask the same in vain.
    const told: readonly Outcome[] = ['succeeded', 'superseded', 'awaiting-approval', 'cancelled', 'unknown']
    return this.states().filter(({ outcome }) => !told.includes(outcome))
  }

  /** The deadline has passed. What ECS does not say, or could not be heard saying, is unknown, not late. */
  timeOut(): void {
    const limit = elapsed(this.waiting.timeout)
    for (const path of this.open()) {
      const { rollout, unread } = path
      const unheard = this.blindness?.message ?? unread
      const unknown = unheard ?? (rollout.is === 'returned' || (rollout.is === 'moving' && rollout.opaque))
      this.settle(path, unknown ? 'unknown' : 'timed-out', {
        why: `was not done after ${limit}: ${unheard ?? describe(path)}`,
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

  /** Old proofs are renewed at the end, so that all of a report are of one time. Answers whether there were any. */
  private doubtOld(now: number): boolean {
    const old = this.paths.filter(({ state }) => state?.evidence && now - state.at > proofLasts)
    old.forEach(path => reopen(path, enoughProofs - 1))
    return old.length > 0
  }

  /** What cannot be read of one service says nothing of the others. */
  private async advanceOrSay(path: Path, look: LookAt): Promise<void> {
    try {
      delete path.unread
      await this.advance(path, look)
    } catch (error) {
      if (!(error instanceof ActionError) || error instanceof Cancelled || isExpired(error)) throw error
      path.proofs = 0
      if (isPassing(error)) path.unread = error.message
      else this.settle(path, 'unknown', { why: `could not be followed: ${error.message}`, next: error.next })
    }
  }

  private async advance(path: Path, look: LookAt): Promise<void> {
    const { service, records, now } = look
    const { followed } = path
    if (!followed) {
      if (service.controller !== 'ECS') this.settle(path, 'unknown', foreignController(service))
      return
    }
    const record = records.find(({ arn }) => arn === path.record)
    Object.assign(path, judgeRollout(followed, { service, record, now }, path.memory))
    await this.watchFailures(path, service, look.ecs)
    if (!path.state) await this.act(path, { service, record })
  }

  /** What follows from where the rollout stands. */
  private async act(path: Path, look: { service: Service; record: ServiceDeployment | undefined }): Promise<void> {
    const { rollout, followed } = path
    if (rollout.is === 'completed') {
      if (followed) await this.proveEnd(path, { ...look, followed, ending: completions[purposeOf(path)] })
    } else if (rollout.is === 'returned') {
      const back = primaryOf(look.service)
      const previous = back && { deploymentId: back.id, taskDefinition: back.taskDefinition }
      if (previous) await this.proveEnd(path, { ...look, followed: previous, ending: returns[purposeOf(path)] })
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
      ending: Ending
    },
  ): Promise<void> {
    const { service, ending } = end
    if (service.desired === 0) {
      this.settleEmpty(path, ending)
      return
    }
    const proof = await this.prover.prove(end)
    path.proofs = proof.is === 'proved' ? path.proofs + 1 : 0
    const cause = path.rollout.is === 'returned' ? path.rollout.why : undefined
    if (proof.is === 'open') {
      path.rollout =
        cause === undefined
          ? { is: 'moving', on: `ECS calls it done, but ${proof.because.join('; ')}` }
          : { is: 'returned', why: cause }
      path.trouble = cause === undefined ? undefined : proof.because.join('; ')
    } else if (path.proofs >= enoughProofs) {
      const runs = `runs ${revisionName(end.followed.taskDefinition)} on ${proof.evidence.running} of ${proof.evidence.desired} tasks`
      path.proved = end.followed.deploymentId
      const why = ending.why(runs, cause ?? '')
      this.settle(path, ending.outcome, { why, evidence: proof.evidence, runs: end.followed.taskDefinition })
    }
  }

  private settleEmpty(path: Path, { outcome }: Ending): void {
    const allowed = this.waiting.allowZero && outcome === 'succeeded'
    this.settle(path, allowed ? 'succeeded' : 'unknown', {
      why: 'has a desired count of 0: no task runs, so nothing is proved',
      next: allowed ? undefined : 'Scale it up, or set `allow-zero: true`.',
    })
  }

  /** Asks what died as soon as ECS counts another failed task; with `fail-fast` what cannot heal ends the wait. */
  private async watchFailures(path: Path, service: Service, ecs: Ecs): Promise<void> {
    const own = service.deployments.find(({ id }) => id === path.followed?.deploymentId)
    if (!own) return
    // What failed before this wait began may have been mended since.
    path.failedBefore ??= own.failed
    if (own.failed <= Math.max(path.failedTasks, path.failedBefore)) return
    path.failedTasks = own.failed
    const { tasks } = await ecs.stoppedTasks({
      cluster: this.waiting.cluster,
      service: service.name,
      startedBy: own.id,
    })
    const [newest] = newestFirst(tasks)
      .map(explainStop)
      .filter(({ kind }) => kind !== 'replaced')
    if (!newest) return
    path.trouble = newest.what
    const failures = own.failed - path.failedBefore
    if (this.endsEarly(path, service) && failures >= enoughFailures && own.running === 0 && cannotHeal(newest)) {
      const goesOn = service.circuitBreaker.rollback
        ? 'What ran before is not restored yet: ECS will do that when its circuit breaker trips.'
        : 'ECS goes on trying until somebody stops it.'
      this.settle(path, 'rollback-failed', { why: `cannot succeed: ${newest.what} ${goesOn}`, next: newest.next })
    }
  }

  /** What was told to stop may fail; and where ECS undoes a rollback by itself, it is waited for what is there then. */
  private endsEarly({ target: { purpose } }: Path, { circuitBreaker }: Service): boolean {
    const awaitsEcs = purpose === 'return' || (purpose === 'rollback' && circuitBreaker.rollback)
    return this.waiting.failFast && !awaitsEcs
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
    const wanted =
      target.purpose === 'return'
        ? { deploymentId: target.previousDeploymentId, taskDefinition: target.previousTaskDefinition }
        : { deploymentId: followed?.deploymentId, taskDefinition: followed?.taskDefinition }
    path.state = { service: target.service, outcome, ...end, ...wanted, at: clock.now() }
    if (path.told !== outcome) step.info(`${outcome}: ${target.service} ${end.why}`)
    path.told = outcome
  }
}

function purposeOf({ target }: Path): Purpose | 'deployment' {
  return target.purpose ?? 'deployment'
}

/** One look at one service. */
interface LookAt {
  service: Service
  records: readonly ServiceDeployment[]
  /** Milliseconds since 1970. */
  now: number
  ecs: Ecs
}

/** Credentials that no longer hold concern every service. */
function isExpired(error: ActionError): boolean {
  return error instanceof AwsError && error.kind === 'expired'
}

/** Such services have no deployments that DescribeServices would show. */
function foreignController({ controller }: Service): Pick<State, 'why' | 'next'> {
  return { why: `is deployed by ${controller}, which alone knows how it goes`, next: 'Wait for it with that tool.' }
}
