import type { Ecs } from '../../aws/ecs.ts'
import { findUpdate, surelyNotApplied } from '../../core/lost-update.ts'
import type { SentUpdate, UpdateSeen } from '../../core/lost-update.ts'
import type { Outcome } from '../../core/outcome.ts'
import { primaryOf, revisionName } from '../../core/service.ts'
import type { Deployment, Service } from '../../core/service.ts'
import { endOf } from '../../action.ts'
import { ActionError } from '../../errors.ts'
import { wait } from '../../wait.ts'
import type { PhaseRun } from '../run.ts'
import type { Plan } from './prepare.ts'
import type { Registered } from './register.ts'

/** What became of one service. */
export type Updated = Deployed | NotDeployed

export interface NotDeployed {
  is: 'not-deployed'
  plan: Plan
  outcome: Outcome
  why: string
  next?: string | undefined
  /** The update was sent, and what became of it is not known. */
  mayHaveBegun: boolean
}

export interface Deployed {
  is: 'deployed'
  plan: Plan
  taskDefinition: string
  deploymentId: string
  /** Whether this run began the deployment; else it was there. */
  changed: boolean
}

interface Updating {
  ecs: Ecs
  deployment: PhaseRun
  /** Aborts at the first failure: what has not begun by then is not begun. */
  failure: AbortController
}

const lookAtTheirs = 'Look at their deployment. Run the job again if this release is the one that is wanted.'
const runAgain = 'Run the job again: it continues from what ECS shows then.'

/** Updates all services side by side. After a failure no further update is begun; those under way are seen through. */
export async function updateServices(
  registered: readonly Registered<Plan>[],
  deployment: PhaseRun,
): Promise<Updated[]> {
  const looked = await lookAgain(registered, deployment)
  if (looked.foreign.size > 0) throw new OvertakenEarly([...looked.foreign.keys()])
  return beginUpdates(registered, looked, deployment)
}

/** What was begun since the first look, by service. */
export interface LookedAgain {
  /** Of the very revision that is wanted. */
  ours: ReadonlyMap<string, Deployment>
  foreign: ReadonlyMap<string, Deployment>
}

/**
 * Registering may take a minute with many services. A deployment that somebody began meanwhile is not overwritten. One
 * of the very revision that is wanted is ours: a job that was killed began it, and the first look came from a replica
 * of ECS's state that did not know it yet.
 */
export async function lookAgain(
  registered: readonly Registered<Plan>[],
  { cluster, aws }: PhaseRun,
): Promise<LookedAgain> {
  const needed = new Map(registered.filter(isNeeded).map(one => [one.plan.service.name, one]))
  const { services } = await (await aws.ecs()).describeServices(cluster, [...needed.keys()])
  const newer = services.flatMap(service => {
    const [one, primary] = [needed.get(service.name), primaryOf(service)]
    return one && primary && isNewer(primary, one.plan.before) ? [{ one, primary }] : []
  })
  const isOurs = ({ one, primary }: (typeof newer)[number]): boolean =>
    !one.plan.force && primary.taskDefinition === one.taskDefinition
  const byService = (those: typeof newer) => new Map(those.map(({ one, primary }) => [one.plan.service.name, primary]))
  return { ours: byService(newer.filter(isOurs)), foreign: byService(newer.filter(one => !isOurs(one))) }
}

/** Begins the updates that are needed, after the last look before them. */
export async function beginUpdates(
  registered: readonly Registered<Plan>[],
  { ours }: LookedAgain,
  deployment: PhaseRun,
): Promise<Updated[]> {
  const updating = { ecs: await deployment.aws.ecs(), deployment, failure: new AbortController() }
  return Promise.all(
    registered.map(async one => {
      const there = ours.get(one.plan.service.name)
      return there ? unchanged(one, there) : updateOrExplain(one, updating)
    }),
  )
}

function isNewer(now: Deployment, before: Deployment | undefined): boolean {
  return before !== undefined && now.id !== before.id && now.createdAt > before.createdAt
}

/** Nothing was begun, because somebody else deployed these services. */
export class OvertakenEarly extends ActionError {
  readonly services: readonly string[]

  constructor(services: readonly string[]) {
    super(`somebody else deployed ${services.join(', ')} while this deployment was prepared; no service was changed`, {
      outcome: 'superseded',
      next: lookAtTheirs,
    })
    this.services = services
  }
}

function unchanged({ plan, taskDefinition }: Registered<Plan>, { id }: { id: string }): Updated {
  return { is: 'deployed', plan, taskDefinition, deploymentId: id, changed: false }
}

function isNeeded({ plan, taskDefinition }: Registered<Plan>): boolean {
  return plan.force || plan.service.taskDefinition !== taskDefinition
}

/** A service that deploys has a primary deployment; one that shows none cannot be followed. */
function withoutPrimary(plan: Plan): Updated {
  const next = 'Look at the service in the ECS console, and run the job again.'
  return {
    is: 'not-deployed',
    plan,
    outcome: 'unknown',
    why: 'has the revision, but ECS shows no primary deployment',
    next,
    mayHaveBegun: false,
  }
}

async function updateOrExplain(one: Registered<Plan>, updating: Updating): Promise<Updated> {
  const { plan, taskDefinition } = one
  const { step, stop } = updating.deployment.context
  if (!isNeeded(one)) return plan.before ? unchanged(one, plan.before) : withoutPrimary(plan)
  try {
    const deployed = await update(one, updating)
    step.info(`${plan.service.name}: deployment ${deployed.id} of ${revisionName(taskDefinition)} has begun`)
    return { is: 'deployed', plan, taskDefinition, deploymentId: deployed.id, changed: true }
  } catch (error) {
    if (!stop.aborted) updating.failure.abort()
    const { outcome, message, next } = endOf(error, step)
    return { is: 'not-deployed', plan, outcome, why: message, next, mayHaveBegun: error instanceof Undecided }
  }
}

async function update(
  { plan, taskDefinition }: Registered<Plan>,
  { ecs, deployment, failure }: Updating,
): Promise<Deployment> {
  const { clock, step } = deployment.context
  const sent: SentUpdate = { before: plan.before, taskDefinition, force: plan.force }
  for (;;) {
    const sentAt = clock.now()
    const change = await ecs.updateService({
      cluster: deployment.cluster,
      service: plan.service.name,
      taskDefinition,
      force: plan.force,
      unless: failure.signal,
    })
    const replied = change.is === 'done' ? findUpdate(change.reply, sent) : undefined
    if (replied?.is === 'applied') return replied.deployment
    const why =
      change.is === 'lost'
        ? `the reply to UpdateService was lost (${change.fault.fault.code})`
        : 'the reply does not show the new deployment'
    step.info(`${plan.service.name}: ${why}; looking whether it was done`)
    const seen = await settle(plan.service, sent, { ecs, deployment, sentAt }).catch(undecided)
    if (seen.is === 'applied') return seen.deployment
    if (seen.is === 'overtaken') throw overtaken(plan.service, seen.deployment)
    if (plan.force) throw lostForced(plan.service)
  }
}

/** Reads until it is sure whether the update was done. Sending it again is safe only then, and only without force. */
async function settle(
  service: Service,
  sent: SentUpdate,
  { ecs, deployment, sentAt }: { ecs: Ecs; deployment: PhaseRun; sentAt: number },
): Promise<UpdateSeen> {
  let looks = 0
  const waited = await wait<UpdateSeen>(
    {
      until: deployment.until,
      look: async now => {
        const { services } = await ecs.describeServices(deployment.cluster, [service.name])
        const seen: UpdateSeen = services[0] ? findUpdate(services[0], sent) : { is: 'not-seen' }
        if (seen.is !== 'not-seen') return { is: 'ended', end: seen }
        return surelyNotApplied({ looks: ++looks, sentAt, now })
          ? { is: 'ended', end: seen }
          : { is: 'waiting', for: [] }
      },
    },
    deployment.context,
  )
  if (waited.is === 'ended') return waited.end
  throw new ActionError('whether the update was done could not be seen in time', {
    outcome: 'unknown',
    next: runAgain,
  })
}

/** The update was sent, and whether ECS did it is not known. */
class Undecided extends ActionError {}

/** From the moment a reply is lost until it is found out what it said, whatever goes wrong leaves it unknown. */
function undecided(error: unknown): never {
  if (!(error instanceof ActionError)) throw error
  if (error.outcome === 'cancelled') {
    const why = 'cancelled while ECS was being asked to deploy it: whether it did is not known'
    throw new Undecided(why, { outcome: 'cancelled', next: runAgain })
  }
  const why = `whether ECS began the deployment is not known: its reply was lost, and then: ${error.message}`
  throw new Undecided(why, { outcome: 'unknown', next: error.next ?? runAgain })
}

function overtaken(service: Service, { id, taskDefinition }: Deployment): ActionError {
  return new ActionError(`${service.name} was deployed by somebody else: ${id} of ${revisionName(taskDefinition)}`, {
    outcome: 'superseded',
    next: lookAtTheirs,
  })
}

/** A forced update of the same revision makes a deployment each time it is sent, so it is never sent twice. */
function lostForced(service: Service): Undecided {
  return new Undecided(
    `whether ECS began the forced deployment of ${service.name} is not known: the reply was lost and no deployment has appeared`,
    {
      outcome: 'unknown',
      next: 'Look at the deployments of the service. If there is none, run the job again.',
    },
  )
}
