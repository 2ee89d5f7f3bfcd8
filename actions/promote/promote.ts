import { action, endOf } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import { oneOf } from '../../shared/core/choice.ts'
import { declaredOf, platformsOf } from '../../shared/core/deploy-manifest/declared.ts'
import { parsePlatform } from '../../shared/core/manifest.ts'
import { isGreen } from '../../shared/core/outcome.ts'
import { nextStep } from '../../shared/core/promotion.ts'
import type { Known, Once, Step } from '../../shared/core/promotion.ts'
import { ActionError, Cancelled, UsageError } from '../../shared/errors.ts'
import { imageTag } from '../../shared/image-tag.ts'
import { duration, flag, optional, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import type { Manifest } from '../../shared/manifest.ts'
import { declaredCommand } from '../../shared/phases/migrate/declared-command.ts'
import { commitOf } from '../../shared/phases/verify/release.ts'
import { runUrl } from '../../shared/run-url.ts'
import { deploy, record, runBake, runCommand, runMigration } from './act.ts'
import { commitsOf } from './commits.ts'
import { runInfrastructure } from './infrastructure.ts'
import { checkGates, look, verify } from './look.ts'
import { differencesOf, planLines, planOf, returnText } from './plan.ts'
import { endOnce, isProofOld, nothingYet, standsOf, unseen } from './progress.ts'
import type { Ended, News, Progress } from './progress.ts'
import type { Promotion } from './promotion.ts'
import { askHealth, prove } from './prove.ts'
import { close } from './record.ts'
import { resultOf } from './report.ts'
import { bringBack, markAsFailed } from './way-back.ts'

const inputs = {
  environment: required(text),
  release: optional(text),
  tag: optional(imageTag('the commit that the images are tagged with')),
  migrate: required(flag),
  'on-failure': optional(oneOf(['rollback', 'leave'])),
  'infrastructure-command': optional(text),
  'smoke-test-command': optional(text),
  'publish-command': optional(text),
  'allow-failed': required(flag),
  'require-rollback': required(flag),
  'dry-run': required(flag),
  timeout: required(duration),
  'rollback-timeout': required(duration),
  'github-token': optional(text),
}

type PromoteInputs = Values<typeof inputs>

/** Takes a release to an environment: all of its services, or none. */
export const promote = action({
  title: 'Promote',
  inputs,
  outputs: [
    ...['sha', 'tag', 'images', 'digests', 'task-arn', 'exit-code', 'log-url', 'restore-point'],
    ...['deployments', 'changed', 'outcome', 'report', 'deployment-id', 'plan', 'previous', 'variables'],
  ],
  check: ({ release, tag }) => {
    if (release !== undefined && tag !== undefined) return ['`release` and `tag` exclude each other']
    return release === undefined && tag === undefined ? ['`release` or `tag` is required: it says what to promote'] : []
  },

  async run(given, context, manifest) {
    const asked = askedOf(given, context, manifest)
    const commit = given.tag ?? (await commitOrEnd(given, asked))
    if (typeof commit !== 'string') return commit
    const promotion = { ...asked, commit }
    const ended = await goOn(promotion)
    if (promotion.dryRun && isGreen(ended.outcome)) await tellPlan(ended, promotion)
    const result = resultOf(ended, await commitsOf(promotion, ended), promotion)
    await close(promotion, ended, result)
    return result
  },
})

async function tellPlan({ plans }: Ended, promotion: Promotion): Promise<void> {
  const { step } = promotion.context
  const tell = (title: string, lines: readonly string[]): Promise<void> =>
    step.group(title, () => {
      lines.forEach(line => step.info(line))
      return Promise.resolve()
    })
  const differences = plans.map(plan => `${plan.service.name}: ${differencesOf(plan).join('; ') || 'none'}`)
  await tell('What would differ', differences)
  await tell('What would be done, in this order', [
    ...planLines(promotion),
    `if anything fails, ${returnText(promotion)}`,
  ])
}

type Asked = Omit<Promotion, 'commit'>

/** The commit of the release; or how the promotion ends because it is not known. What is asked for can be told even then. */
async function commitOrEnd(given: PromoteInputs, asked: Asked): Promise<string | Result<'plan'>> {
  const { context, limits } = asked
  const until = limits.began + limits.timeout
  try {
    return await commitOf(given.release ?? '', { token: given['github-token'], context, until })
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    const plan = planOf(nothingYet, { ...asked, commit: '' })
    return { ...endOf(error, context.step), outputs: { plan: JSON.stringify(plan) } }
  }
}

function askedOf(given: PromoteInputs, context: Context, manifest: Manifest | undefined): Asked {
  if (!manifest?.declared) {
    throw new UsageError([
      'there is no manifest .github/deploy.yml in the workspace, which says what is promoted; is actions/checkout missing?',
    ])
  }
  const { declared, document } = manifest
  const began = context.clock.now()
  const token = given['github-token']
  const limits = { timeout: given.timeout, rollbackTimeout: given['rollback-timeout'], began }
  return {
    declared,
    required: declared.requires === undefined ? undefined : declaredOf(document, declared.requires),
    release: given.release,
    platforms: platformsOf(document).map(parsePlatform),
    onFailure: given['on-failure'] ?? declared.onFailure,
    dryRun: given['dry-run'],
    allowFailed: given['allow-failed'],
    requireRollback: given['require-rollback'],
    migrationCommand: given.migrate && declared.migration ? declaredCommand(declared.migration) : undefined,
    infrastructureCommand: given['infrastructure-command'] ?? declared.infrastructureCommand,
    smokeTestCommand: given['smoke-test-command'] ?? declared.smokeTestCommand,
    publishCommand: given['publish-command'] ?? declared.publishCommand,
    github: token === undefined ? undefined : until => context.github({ token, until }),
    // All attempts of a run go on with the same record.
    runUrl: runUrl({ ...context.environment, GITHUB_RUN_ATTEMPT: undefined }),
    limits,
    context,
  }
}

/** Does what comes next until there is nothing more to do. What is next is decided from what is known, and nowhere else. */
async function goOn(promotion: Promotion): Promise<Ended> {
  let progress: Progress = nothingYet
  for (;;) {
    const step = nextStep(knownOf(promotion, progress))
    if (step.do === 'end') return { ...progress, outcome: step.outcome }
    progress = await take(step, promotion, progress)
  }
}

function knownOf(promotion: Promotion, progress: Progress): Known {
  const { dryRun, onFailure, context } = promotion
  const { ended, abandoned, plans } = progress
  return {
    wanted: { dryRun, onFailure, steps: stepsOf(promotion) },
    cancelled: context.stop.aborted,
    ended,
    abandoned,
    proofIsOld: isProofOld(progress, context.clock.now()),
    ...(plans.length > 0 && { services: standsOf(progress, promotion) }),
  }
}

/** Steps that this environment has. */
function stepsOf(promotion: Promotion): Known['wanted']['steps'] {
  const { declared, github, migrationCommand } = promotion
  const { infrastructureCommand, smokeTestCommand, publishCommand } = promotion
  const wanted = {
    record: github !== undefined,
    migrate: migrationCommand !== undefined,
    'run infrastructure': infrastructureCommand !== undefined,
    'ask health': declared.services.some(({ healthUrl }) => healthUrl !== undefined),
    bake: declared.bake !== undefined || declared.alarms.length > 0,
    'run smoke test': smokeTestCommand !== undefined,
    publish: publishCommand !== undefined,
  } as const satisfies Record<Known['wanted']['steps'][number], boolean>
  return (Object.keys(wanted) as (keyof typeof wanted)[]).filter(step => wanted[step])
}

type Doing = Exclude<Step, { do: 'end' }>

/** Takes one step, and keeps the time. What goes wrong in it is a part of the progress; a bug is not. */
async function take(step: Doing, promotion: Promotion, progress: Progress): Promise<Progress> {
  const { clock } = promotion.context
  const began = clock.now()
  const news = await attempt(step, promotion, progress)
  const services = 'services' in step ? step.services : []
  const phases = [...progress.phases, { step: step.do, services, began, ended: clock.now() }]
  return { ...progress, ...news, phases }
}

async function attempt(step: Doing, promotion: Promotion, progress: Progress): Promise<News> {
  try {
    return await act(step, promotion, progress)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    // The next decision sees that the job is cancelled, and ends.
    if (error instanceof Cancelled) return {}
    const { outcome, message, next } = endOf(error, promotion.context.step)
    const troubles = [...progress.troubles, { why: message, next }]
    if (!('services' in step)) return { troubles, ended: endOnce(progress, step.do, outcome) }
    return { troubles, ...unseen(step, progress, { why: message, at: promotion.context.clock.now() }) }
  }
}

function act(step: Doing, promotion: Promotion, progress: Progress): Promise<News> {
  const known = [promotion, progress] as const
  const acts: Record<Once, () => Promise<News>> = {
    verify: () => verify(...known),
    look: () => look(...known),
    'check gates': () => checkGates(...known),
    record: () => record(...known),
    migrate: () => runMigration(...known),
    'run infrastructure': () => runInfrastructure(...known),
    'ask health': () => askHealth(...known),
    bake: () => runBake(...known),
    'run smoke test': () => runCommand('run smoke test', ...known),
    publish: () => runCommand('publish', ...known),
    'mark as failed': () => markAsFailed(...known),
  }
  if (step.do === 'deploy') return deploy(step.services, ...known)
  if (step.do === 'prove') return prove(step.services, ...known)
  return step.do === 'return' ? bringBack(step.services, ...known) : acts[step.do]()
}
