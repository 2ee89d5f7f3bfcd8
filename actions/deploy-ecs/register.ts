import type { Ecs } from '../../shared/aws/ecs.ts'
import { surelyNotApplied } from '../../shared/core/lost-update.ts'
import { revisionNumber } from '../../shared/core/revision-plan.ts'
import { sameDefinition } from '../../shared/core/same-definition.ts'
import { revisionName } from '../../shared/core/service.ts'
import { registrable } from '../../shared/core/task-definition.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'
import { ActionError } from '../../shared/errors.ts'
import { wait } from '../../shared/wait.ts'
import type { Deployment } from './deploy-ecs.ts'
import type { Plan } from './prepare.ts'

/** A plan whose revision exists. */
export interface Registered {
  plan: Plan
  taskDefinition: string
}

/**
 * Registers the revisions that do not exist yet. Families side by side, the revisions of one family one after the
 * other: ECS refuses concurrent ones, and services that share a family may share the revision.
 */
export async function registerRevisions(plans: readonly Plan[], deployment: Deployment): Promise<Registered[]> {
  const ecs = await deployment.aws.ecs()
  const families = Map.groupBy(plans, plan => (plan.revision.is === 'register' ? plan.revision.definition.family : ''))
  const registered = await Promise.all([...families.values()].map(family => registerFamily(family, ecs, deployment)))
  const byPlan = new Map(registered.flat().map(one => [one.plan, one]))
  return plans.flatMap(plan => byPlan.get(plan) ?? [])
}

async function registerFamily(plans: readonly Plan[], ecs: Ecs, deployment: Deployment): Promise<Registered[]> {
  const registered: Registered[] = []
  const made: { definition: TaskDefinition; arn: string }[] = []
  for (const plan of plans) {
    const { revision } = plan
    const arn =
      revision.is === 'register'
        ? (made.find(({ definition }) => sameDefinition(definition, revision.definition))?.arn ??
          (await register(plan, revision.definition, { ecs, deployment })))
        : revision.arn
    if (revision.is === 'register') made.push({ definition: revision.definition, arn })
    registered.push({ plan, taskDefinition: arn })
  }
  return registered
}

async function register(
  plan: Plan,
  definition: TaskDefinition,
  { ecs, deployment }: { ecs: Ecs; deployment: Deployment },
): Promise<string> {
  const { clock, step } = deployment.context
  for (;;) {
    const sentAt = clock.now()
    const change = await ecs.registerTaskDefinition(definition, plan.tags)
    if (change.is === 'done') {
      step.info(`${plan.service.name}: registered ${revisionName(change.reply)}`)
      return change.reply
    }
    step.info(
      `${plan.service.name}: the reply to RegisterTaskDefinition was lost (${change.fault.fault.code}); looking whether it was done`,
    )
    const found = await findRegistered(plan, definition, { ecs, deployment, sentAt })
    if (found) {
      step.info(`${plan.service.name}: it was done: ${revisionName(found)}`)
      return found
    }
  }
}

/**
 * A registration whose reply was lost: the revision among those newer than the newest one known before, or undefined
 * once it is sure that there is none. RegisterTaskDefinition has no idempotency token.
 */
async function findRegistered(
  { newest, service }: Plan,
  definition: TaskDefinition,
  { ecs, deployment, sentAt }: { ecs: Ecs; deployment: Deployment; sentAt: number },
): Promise<string | undefined> {
  const known = newest && newest.definition.family === definition.family ? revisionNumber(newest.arn) : 0
  let looks = 0
  const waited = await wait(
    {
      until: deployment.until,
      look: async now => {
        const arns = (await ecs.newestRevisions(definition.family, 10)).filter(arn => revisionNumber(arn) > known)
        const revisions = await Promise.all(arns.map(arn => ecs.describeTaskDefinition(arn)))
        const equal = revisions.find(revision => sameDefinition(definition, registrable(revision.definition)))
        if (equal) return { is: 'ended', end: equal.arn }
        return surelyNotApplied({ looks: ++looks, sentAt, now })
          ? { is: 'ended', end: undefined }
          : { is: 'waiting', for: [] }
      },
    },
    deployment.context,
  )
  if (waited.is === 'ended') return waited.end
  throw new ActionError(
    `${service.name}: whether a revision of ${definition.family} was registered could not be seen in time`,
    {
      outcome: 'failed-before-change',
      next: 'No service was changed. Run the job again: a revision that was registered is reused.',
    },
  )
}
