import { isOtherRuns } from '../../shared/core/brought-meanwhile.ts'
import { knownRevision } from '../../shared/core/known-revision.ts'
import { surelyNotApplied } from '../../shared/core/lost-update.ts'
import { readProvenance } from '../../shared/core/provenance.ts'
import { primaryOf, revisionName } from '../../shared/core/service.ts'
import type { Deployment, Service } from '../../shared/core/service.ts'
import { capital } from '../../shared/core/wording.ts'
import { ActionError, Cancelled, messageOf } from '../../shared/errors.ts'
import { runCommandPhase } from '../../shared/phases/command/run-command.ts'
import type { CommandResult } from '../../shared/phases/command/run-command.ts'
import { adopt } from '../../shared/phases/deploy/adopt.ts'
import { planAll } from '../../shared/phases/deploy/prepare.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import { describeIfThere } from '../../shared/phases/deploy/revise.ts'
import type { NotDeployed } from '../../shared/phases/deploy/update.ts'
import { wait } from '../../shared/wait.ts'
import { deployRunOf } from './look.ts'
import { endOnce } from './progress.ts'
import type { News, Progress, Trouble } from './progress.ts'
import { awsOf, factsOf, forward } from './promotion.ts'
import type { Promotion } from './promotion.ts'

/**
 * Runs the infrastructure command. Infrastructure has task definitions, too: what runs then is what the release is
 * brought to, and what ran before the command is what a failure returns to, also where the command itself fails.
 */
export async function runInfrastructure(promotion: Promotion, progress: Progress): Promise<News> {
  const { clock } = promotion.context
  const began = clock.now()
  const { until, context } = forward(promotion, progress)
  const facts = factsOf(promotion, progress.images)
  const line = promotion.infrastructureCommand ?? ''
  const result = await runCommandPhase({ name: 'infrastructure command', line, facts, until, context })
  if (result.is === 'cancelled')
    return { ended: endOnce(progress, 'run infrastructure', 'cancelled'), troubles: withTrouble(result, progress) }
  const looked = await lookAgain(result, { began, promotion, progress })
  if ('why' in looked) return unseen(looked.why, result, progress)
  const { moved, others } = looked
  tell(looked, progress, promotion)
  const planned = await planAnew(promotion, { ...progress, moved })
  if (planned.is === 'planned') await adopt(planned.plans, afterwards(promotion))
  const isOver = result.is === 'passed' && planned.is === 'planned'
  return {
    moved,
    ...(planned.is === 'planned' && { plans: planned.plans }),
    updates: new Map([...progress.updates, ...othersIn(others)]),
    ended: endOnce(progress, 'run infrastructure', isOver ? 'succeeded' : endOf(result, planned, looked)),
    troubles: [...withTrouble(result, progress), ...troublesOf(planned, result), ...others.map(troubleOf)],
  }
}

/** What the services show after the command. */
interface Looked {
  moved: Progress['moved']
  others: readonly NotDeployed[]
}

/** Milliseconds. The command may have taken all the time there was, and the way back needs to know what it did. */
const lookTime = 90_000

/** Milliseconds in which a replica of ECS's state may not know yet what a command did that passed. */
const replicasLag = 12_000

async function lookAgain(
  result: CommandResult,
  { began, promotion, progress }: { began: number; promotion: Promotion; progress: Progress },
): Promise<Looked | { why: string }> {
  const { clock } = promotion.context
  const ended = clock.now()
  const { cluster, context, aws, until } = afterwards(promotion)
  const names = progress.plans.map(({ service }) => service.name)
  let looks = 0
  let seen: readonly Service[] = []
  try {
    const ecs = await aws.ecs()
    const settled = { is: 'ended', end: undefined } as const
    await wait<undefined>(
      {
        until,
        look: async now => {
          seen = (await ecs.describeServices(cluster, names)).services
          looks++
          const open = names.filter(name => !isNew(name, seen, progress))
          const isLate = surelyNotApplied({ looks, sentAt: ended, now })
          // What a failed command did is told nowhere else; after one that passed, the deployment looks once more.
          const isSure = result.is === 'passed' ? now - ended >= replicasLag : isLate
          return open.length === 0 || isSure ? settled : { is: 'waiting', for: [] }
        },
      },
      context,
    )
    return await judge(seen, { began, promotion, progress })
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    return { why: `what the infrastructure command did to the services could not be seen: ${messageOf(error)}` }
  }
}

function isNew(name: string, services: readonly Service[], { plans }: Progress): boolean {
  const then = plans.find(({ service }) => service.name === name)?.before
  const now = services.find(service => service.name === name)
  return now !== undefined && primaryOf(now)?.id !== then?.id
}

/** What another run of deploy-actions brought in these minutes is not the command's. All else counts as its work. */
async function judge(
  services: readonly Service[],
  { began, promotion, progress }: { began: number; promotion: Promotion; progress: Progress },
): Promise<Looked> {
  const { runUrl } = promotion
  const { aws } = afterwards(promotion)
  const moved = new Map(progress.moved)
  const others: NotDeployed[] = []
  for (const service of services.filter(({ name }) => isNew(name, services, progress))) {
    const [primary, plan] = [primaryOf(service), progress.plans.find(one => one.service.name === service.name)]
    if (!primary || !plan) continue
    const revision = await describeIfThere(primary.taskDefinition, await aws.ecs())
    const provenance = readProvenance(revision?.tags ?? [])
    const registeredAt = revision && knownRevision(revision).registeredAt
    const before = progress.before.get(service.name)
    if (isOtherRuns({ provenance, registeredAt }, { since: began, runUrl })) others.push(leftTo(primary, plan))
    else if (before?.is === 'known' && before.arn === primary.taskDefinition) moved.delete(service.name)
    else moved.set(service.name, primary)
  }
  return { moved, others }
}

function leftTo({ id, taskDefinition }: Deployment, plan: Plan): NotDeployed {
  return {
    is: 'not-deployed',
    plan,
    outcome: 'superseded',
    why: `another run deployed it while the infrastructure command ran (${id} of ${revisionName(taskDefinition)}), and it was left alone`,
    next: 'Look at their deployment. Run the job again if this release is the one that is wanted.',
    mayHaveBegun: false,
  }
}

function othersIn(others: readonly NotDeployed[]) {
  return others.map(update => [update.plan.service.name, update] as const)
}

function tell({ moved }: Looked, progress: Progress, { context: { step }, onFailure }: Promotion): void {
  for (const [name, { id, taskDefinition }] of moved) {
    if (progress.moved.get(name)?.id === id) continue
    const before = progress.before.get(name)
    const from = before?.is === 'known' ? ` from ${revisionName(before.arn)}` : ''
    const back =
      before?.is === 'known' && onFailure === 'rollback'
        ? `, and is returned to what it ran before if anything fails`
        : ''
    step.info(
      `${name}: was brought${from} to ${revisionName(taskDefinition)} (${id}) while the infrastructure command ran. That counts as its work${back}.`,
    )
  }
}

type Planned = { is: 'planned'; plans: readonly Plan[] } | { is: 'unplanned'; error: ActionError }

async function planAnew(promotion: Promotion, progress: Progress): Promise<Planned> {
  try {
    const { aws, until, context } = afterwards(promotion)
    const run = { ...deployRunOf(promotion, progress), aws, until }
    const began = context.clock.now()
    let looks = 0
    let plans: readonly Plan[] = []
    await wait<undefined>(
      {
        until,
        look: async now => {
          plans = await planAll(run)
          // A replica of ECS's state may not know yet what another one has shown.
          const stale = plans.filter(({ service, before }) => isStale(before, progress.moved.get(service.name)))
          const isOver = stale.length === 0 || surelyNotApplied({ looks: ++looks, sentAt: began, now })
          return isOver ? { is: 'ended', end: undefined } : { is: 'waiting', for: [] }
        },
      },
      context,
    )
    return { is: 'planned', plans }
  } catch (error) {
    if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
    return { is: 'unplanned', error }
  }
}

function isStale(before: Deployment | undefined, moved: Deployment | undefined): boolean {
  return moved !== undefined && (before?.createdAt ?? 0) < moved.createdAt
}

function afterwards(promotion: Promotion) {
  const { clock } = promotion.context
  const until = clock.now() + lookTime
  return { cluster: promotion.declared.cluster, context: promotion.context, until, aws: awsOf(promotion, { until }) }
}

/** Where services were changed, a failure has to return them. */
function endOf(result: CommandResult, planned: Planned, { moved }: Looked) {
  if (result.is !== 'passed' || moved.size > 0 || planned.is === 'planned') return 'failed'
  return planned.error.outcome
}

function withTrouble(result: CommandResult, { troubles }: Progress): Trouble[] {
  if (result.is === 'passed') return [...troubles]
  return [...troubles, { why: capital(result.why), next: result.is === 'failed' ? result.next : undefined }]
}

/** A command that failed explains itself; that nothing can be planned then is no news. */
function troublesOf(planned: Planned, result: CommandResult): Trouble[] {
  if (planned.is === 'planned' || result.is !== 'passed') return []
  return [{ why: capital(planned.error.message), next: planned.error.next }]
}

function troubleOf({ plan, why, next }: NotDeployed): Trouble {
  return { why: `${plan.service.name}: ${why}`, next }
}

function unseen(why: string, result: CommandResult, progress: Progress): News {
  const next = 'Look at the services in the ECS console: the command may have deployed them. Then run the job again.'
  return {
    ended: endOnce(progress, 'run infrastructure', 'unknown'),
    troubles: [...withTrouble(result, progress), { why: capital(why), next }],
  }
}
