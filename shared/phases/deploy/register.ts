import type { Ecs } from '../../aws/ecs.ts'
import { surelyNotApplied } from '../../core/lost-update.ts'
import { revisionNumber } from '../../core/revision-plan.ts'
import { sameDefinition } from '../../core/difference.ts'
import { revisionName } from '../../core/service.ts'
import type { TaskDefinition } from '../../core/task-definition.ts'
import { ActionError } from '../../errors.ts'
import { wait } from '../../wait.ts'
import type { PhaseRun } from '../run.ts'
import type { Revised } from './revise.ts'

/** A plan whose revision exists. */
export interface Registered<Plan extends Revised = Revised> {
  plan: Plan
  taskDefinition: string
}

/**
 * Registers the revisions that do not exist yet. Families side by side, the revisions of one family one after the
 * other: ECS refuses concurrent ones, and services that share a family may share the revision. After a failure nothing
 * more is registered, and what was is told.
 */
export async function registerRevisions<Plan extends Revised>(
  plans: readonly Plan[],
  run: PhaseRun,
): Promise<Registered<Plan>[]> {
  const registering: Registering = { ecs: await run.aws.ecs(), run, made: [], failure: new AbortController() }
  const families = Map.groupBy(plans, plan => (plan.revision.is === 'register' ? plan.revision.definition.family : ''))
  const ends = await Promise.allSettled([...families.values()].map(family => registerFamily(family, registering)))
  const failed = ends.find(end => end.status === 'rejected')
  if (failed) throw withoutDeployment(failed.reason, registering)
  const byPlan = new Map(ends.flatMap(end => (end.status === 'fulfilled' ? end.value : [])).map(one => [one.plan, one]))
  return plans.flatMap(plan => byPlan.get(plan) ?? [])
}

interface Registering {
  ecs: Ecs
  run: PhaseRun
  made: { definition: TaskDefinition; arn: string }[]
  /** Aborts at the first failure. */
  failure: AbortController
}

async function registerFamily<Plan extends Revised>(
  plans: readonly Plan[],
  registering: Registering,
): Promise<Registered<Plan>[]> {
  const registered: Registered<Plan>[] = []
  for (const plan of plans) registered.push({ plan, taskDefinition: await revisionFor(plan, registering) })
  return registered
}

async function revisionFor(plan: Revised, registering: Registering): Promise<string> {
  const { revision } = plan
  if (revision.is !== 'register') return revision.arn
  const equal = registering.made.find(({ definition }) => sameDefinition(definition, revision.definition))
  if (equal) return equal.arn
  try {
    const arn = await register(plan, revision.definition, registering)
    registering.made.push({ definition: revision.definition, arn })
    return arn
  } catch (error) {
    registering.failure.abort()
    throw error
  }
}

/** The failure, with what it leaves behind: revisions that nothing runs. */
function withoutDeployment(error: unknown, { made }: Registering): unknown {
  if (!(error instanceof ActionError)) return error
  const names = made.map(({ arn }) => revisionName(arn)).join(', ')
  const left = names === '' ? '' : ` Registered and not deployed: ${names}; the next run reuses what is equal.`
  const { outcome, next } = error
  return new ActionError(`No service was changed: ${error.message}${left}`, {
    outcome,
    ...(next !== undefined && { next }),
  })
}

async function register(plan: Revised, definition: TaskDefinition, registering: Registering): Promise<string> {
  const { ecs, run, failure } = registering
  const { clock, step } = run.context
  for (;;) {
    const sentAt = clock.now()
    const change = await ecs.registerTaskDefinition({ definition, tags: plan.tags, unless: failure.signal })
    if (change.is === 'done') {
      step.info(`${plan.name}: registered ${revisionName(change.reply)}`)
      return change.reply
    }
    const lost = `the reply to RegisterTaskDefinition was lost (${change.fault.fault.code})`
    step.info(`${plan.name}: ${lost}; looking whether it was done`)
    const found = await findRegistered(plan, definition, { ecs, run, sentAt })
    if (found) {
      step.info(`${plan.name}: it was done: ${revisionName(found)}`)
      return found
    }
  }
}

/**
 * A registration whose reply was lost: the revision among those newer than the newest one known before, or undefined
 * once it is sure that there is none. RegisterTaskDefinition has no idempotency token.
 */
async function findRegistered(
  { newest, name }: Revised,
  definition: TaskDefinition,
  { ecs, run, sentAt }: { ecs: Ecs; run: PhaseRun; sentAt: number },
): Promise<string | undefined> {
  const known = newest && newest.definition.family === definition.family ? revisionNumber(newest.arn) : 0
  let looks = 0
  const waited = await wait(
    {
      until: run.until,
      look: async now => {
        const arns = (await ecs.newestRevisions(definition.family, 10)).filter(arn => revisionNumber(arn) > known)
        const revisions = await Promise.all(arns.map(arn => ecs.describeTaskDefinition(arn)))
        const equal = revisions.find(revision => sameDefinition(definition, revision.definition))
        if (equal) return { is: 'ended', end: equal.arn }
        return surelyNotApplied({ looks: ++looks, sentAt, now })
          ? { is: 'ended', end: undefined }
          : { is: 'waiting', for: [] }
      },
    },
    run.context,
  )
  if (waited.is === 'ended') return waited.end
  throw new ActionError(
    `${name}: whether a revision of ${definition.family} was registered could not be seen in time`,
    {
      outcome: 'failed-before-change',
      next: 'No service was changed. Run the job again: a revision that was registered is reused.',
    },
  )
}
