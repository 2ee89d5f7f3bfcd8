import { endOf } from '../../shared/action.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import type { Once } from '../../shared/core/promotion.ts'
import { capital } from '../../shared/core/wording.ts'
import { ActionError, Cancelled } from '../../shared/errors.ts'
import { runCommandPhase } from '../../shared/phases/command/run-command.ts'
import { adopt } from '../../shared/phases/deploy/adopt.ts'
import { planAll } from '../../shared/phases/deploy/prepare.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import { registerRevisions } from '../../shared/phases/deploy/register.ts'
import { OvertakenEarly, updateServices } from '../../shared/phases/deploy/update.ts'
import type { Updated } from '../../shared/phases/deploy/update.ts'
import { migrate } from '../../shared/phases/migrate/migrate.ts'
import { reportOf } from '../../shared/phases/migrate/report.ts'
import { openRecord } from '../../shared/phases/record/record.ts'
import { bake } from '../../shared/phases/watch/watch.ts'
import { deployRunOf, wantedImages } from './look.ts'
import { endOnce } from './progress.ts'
import type { News, Progress, Trouble } from './progress.ts'
import { factsOf, forward } from './promotion.ts'
import type { Promotion } from './promotion.ts'
import { recordOf } from './record.ts'

/** Milliseconds: who waited longer for his turn finds another world than he had looked at. */
const looksLast = 15_000

/**
 * Writes down that the promotion begins, and waits for its turn; after a wait everything is looked at anew. Without a
 * record it goes on, and says so.
 */
export async function record(promotion: Promotion, progress: Progress): Promise<News> {
  const { step, clock } = promotion.context
  const began = clock.now()
  const run = recordOf(promotion, progress, forward(promotion, progress).until)
  if (!run) return { ended: endOnce(progress, 'record', 'unchanged') }
  const opened = await openRecord(run)
  if (opened.is === 'open') {
    step.info(`Recorded as deployment ${opened.id} in GitHub.`)
    const ended = endOnce(progress, 'record', 'succeeded')
    const waited = clock.now() - began > looksLast
    return { record: opened.id, ended: waited ? withoutLooks(ended) : ended }
  }
  if (opened.is === 'unwritten') {
    step.warning(`${opened.why}. GitHub will not show this promotion, and another one is not kept waiting for it.`)
    return { ended: endOnce(progress, 'record', 'unchanged') }
  }
  const next = 'Run the job again once the other promotion is over.'
  return {
    ended: endOnce(progress, 'record', 'superseded'),
    troubles: [...progress.troubles, { why: capital(opened.why), next }],
  }
}

function withoutLooks(ended: Progress['ended']): Progress['ended'] {
  const kept = { ...ended }
  delete kept.look
  delete kept['check gates']
  return kept
}

/** Runs the migration once per release and environment. */
export async function runMigration(promotion: Promotion, progress: Progress): Promise<News> {
  const { declared, release, commit, runUrl, migrationCommand } = promotion
  const { base = 'service' } = declared
  const run = forward(promotion, progress)
  const { service, container, timeout = usualMigrationTime } = declared.migration ?? {}
  const until = Math.min(run.until, promotion.context.clock.now() + timeout)
  const migration = reportOf(
    await migrate({
      ...run,
      ...{ service, container, release, commit, runUrl, timeout, until, base },
      ...unsaid,
      command: migrationCommand,
      images: wantedImages(promotion, progress.images),
    }),
  )
  const { outcome, message, next } = migration
  const troubles = outcome === 'succeeded' || outcome === 'unchanged' ? [] : [{ why: message, next }]
  return { migration, ended: endOnce(progress, 'migrate', outcome), troubles: [...progress.troubles, ...troubles] }
}

/** Milliseconds. */
const usualMigrationTime = 1_800_000

/** What run-migration-task can be told and a manifest cannot. */
const unsaid = {
  taskDefinition: undefined,
  network: undefined,
  image: undefined,
  variables: {},
  taskRole: undefined,
  executionRole: undefined,
  capacity: 'on-demand',
  onTimeout: 'leave',
  logLines: 1_000,
  force: false,
  rehearsal: false,
} as const

/** What each command is called, and which it is. */
const commands = {
  'run smoke test': { name: 'smoke test', lineOf: ({ smokeTestCommand }) => smokeTestCommand },
  publish: { name: 'publish command', lineOf: ({ publishCommand }) => publishCommand },
} as const satisfies Partial<Record<Once, { name: string; lineOf: (promotion: Promotion) => string | undefined }>>

/** Runs a command of the workspace. A failure counts like that of a service. */
export async function runCommand(
  which: keyof typeof commands,
  promotion: Promotion,
  progress: Progress,
): Promise<News> {
  const { name, lineOf } = commands[which]
  const { until, context } = forward(promotion, progress)
  const facts = factsOf(promotion, progress.images)
  const result = await runCommandPhase({ name, line: lineOf(promotion) ?? '', facts, until, context })
  if (result.is === 'passed') return { ended: endOnce(progress, which, 'succeeded') }
  const next = result.is === 'failed' ? result.next : undefined
  return {
    ended: endOnce(progress, which, result.is === 'failed' ? 'failed' : 'cancelled'),
    troubles: [...progress.troubles, { why: capital(result.why), next }],
  }
}

/** Registers and begins the deployments of these services. What was refused stands as such: nothing is thrown. */
export async function deploy(services: readonly string[], promotion: Promotion, progress: Progress): Promise<News> {
  const { step } = promotion.context
  const planned = progress.plans.filter(({ service }) => services.includes(service.name))
  const run = forward(promotion, progress)
  const updates = await step.group(`Deploy ${services.join(', ')}`, async (): Promise<Updated[]> => {
    try {
      const plans = await withNewestRevisions(planned, promotion, progress)
      await adopt(plans, run)
      return await updateServices(await registerRevisions(plans, run), run)
    } catch (error) {
      if (!(error instanceof ActionError) || error instanceof Cancelled) throw error
      const { outcome, message: why, next } = endOf(error, step)
      // What the infrastructure command deployed is not somebody else's, though nothing is deployed over it then.
      const isTheirs = ({ moved, name }: Plan): boolean =>
        !moved || !(error instanceof OvertakenEarly) || error.services.includes(name)
      return planned.map(plan => {
        const own = isTheirs(plan) ? outcome : 'failed-before-change'
        return { is: 'not-deployed', plan, outcome: own, why, next, mayHaveBegun: false }
      })
    }
  })
  return {
    updates: new Map([...progress.updates, ...updates.map(update => [update.plan.service.name, update] as const)]),
    troubles: [...progress.troubles, ...troublesOf(updates)],
  }
}

/**
 * The migration has registered the revision of its service since the services were looked at. Everything else of a plan
 * stays: a deployment that somebody began since is found by it.
 */
async function withNewestRevisions(plans: readonly Plan[], promotion: Promotion, progress: Progress): Promise<Plan[]> {
  const services = plans.map(({ service }) => service.name)
  const fresh = await planAll({ ...deployRunOf(promotion, progress), services })
  return plans.map(plan => {
    const { newest, revision, before } = fresh.find(({ service }) => service.name === plan.service.name) ?? plan
    // What was made of another deployment is not for this plan: a replica may be late, or somebody else was there.
    return before?.id === plan.before?.id ? { ...plan, newest, revision } : plan
  })
}

/** What is so of several services is told once. */
function troublesOf(updates: readonly Updated[]): Trouble[] {
  const refused = updates.filter(update => update.is === 'not-deployed')
  return [...Map.groupBy(refused, ({ why }) => why)].map(([why, those]) => ({
    why: `${those.map(({ plan }) => plan.service.name).join(', ')}: ${why}`,
    next: those[0]?.next,
  }))
}

/** Watches the proved services for the bake time. */
export async function runBake(promotion: Promotion, progress: Progress): Promise<News> {
  const { declared } = promotion
  const begun = { ended: endOnce(progress, 'bake', 'succeeded') }
  const end = await bake({ ...forward(promotion, begun), alarms: declared.alarms, bake: declared.bake ?? 0 })
  const outcomes: Record<typeof end.is, Outcome | 'failed'> = {
    quiet: 'succeeded',
    ringing: 'failed',
    unknown: 'unknown',
    cancelled: 'cancelled',
  }
  const ended = endOnce(progress, 'bake', outcomes[end.is])
  if (end.is === 'quiet') return { baked: end, ended }
  const next = 'next' in end ? end.next : undefined
  return { baked: end, ended, troubles: [...progress.troubles, { why: capital(end.why), next }] }
}
