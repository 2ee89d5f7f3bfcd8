import { action } from '../../shared/action.ts'
import type { Context, Result } from '../../shared/action.ts'
import type { AwsServices } from '../../shared/aws/services.ts'
import { differenceLines } from '../../shared/core/difference.ts'
import type { Change } from '../../shared/core/difference.ts'
import { parseImage, shortImage } from '../../shared/core/image.ts'
import { readProvenance } from '../../shared/core/provenance.ts'
import { together } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { readImageKey } from '../../shared/core/release-images.ts'
import type { WantedImage } from '../../shared/core/release-images.ts'
import { revisionName } from '../../shared/core/service.ts'
import { serviceTable } from '../../shared/core/summary.ts'
import type { Cell } from '../../shared/core/summary.ts'
import { duration, flag, list, optional, pairs, required, text } from '../../shared/inputs.ts'
import type { Values } from '../../shared/inputs.ts'
import { runUrl } from '../../shared/run-url.ts'
import { prepare } from './prepare.ts'
import type { Plan } from './prepare.ts'
import { registerRevisions } from './register.ts'
import { updateServices } from './update.ts'
import type { Deployed, Updated } from './update.ts'

const inputs = {
  cluster: required(text),
  services: optional(list),
  images: optional(raw => imagesOf(raw)),
  base: required(text),
  release: optional(text),
  commit: optional(text),
  'force-new-deployment': required(flag),
  'allow-zero': required(flag),
  'dry-run': required(flag),
  timeout: required(duration),
}

export type DeployInputs = Values<typeof inputs>

/** Brings services to new images: looks at everything, registers what is new, then updates all side by side. */
export const deployEcs = action({
  title: 'Deploy to ECS',
  inputs,
  outputs: ['deployments', 'changed', 'outcome'],
  check: checkInputs,

  async run(given, context) {
    const until = context.clock.now() + given.timeout
    const deployment: Deployment = {
      ...given,
      services: servicesOf(given),
      until,
      context,
      aws: context.aws({ until }),
      runUrl: runUrl(context.environment),
    }
    const plans = await context.step.group(`Look at ${count(deployment.services.length)}`, () => prepare(deployment))
    plans.forEach(plan => context.step.info(planLine(plan)))
    if (given['dry-run']) return dryRun(plans)
    const revisions = await context.step.group('Register what is new', () => registerRevisions(plans, deployment))
    const updates = await context.step.group('Update services', () => updateServices(revisions, deployment))
    return resultOf(updates)
  },
})

/** What a run is asked to do, and what it may use. */
export interface Deployment extends Omit<DeployInputs, 'services'> {
  services: readonly string[]
  /** Milliseconds since 1970. */
  until: number
  context: Context
  aws: AwsServices
  runUrl: string | undefined
}

function imagesOf(raw: string): readonly WantedImage[] {
  const entries = pairs('service=image or service/container=image lines, or a JSON object of them')(raw)
  return [...entries].map(([key, value]) => ({ ...readImageKey(key), image: imageOf(key, value) }))
}

function imageOf(key: string, value: string): WantedImage['image'] {
  try {
    return parseImage(value)
  } catch (error) {
    throw new Error(`has ${JSON.stringify(key)}, which ${(error as Error).message}`, { cause: error })
  }
}

function servicesOf({ services, images = [] }: DeployInputs): readonly string[] {
  return services ?? [...new Set(images.map(({ service }) => service))]
}

function checkInputs(given: DeployInputs): string[] {
  const services = servicesOf(given)
  const imaged = new Set((given.images ?? []).map(({ service }) => service))
  if (services.length === 0) return ['`services` or `images` is required: they say what to deploy']
  const strangers = [...imaged]
    .filter(service => !services.includes(service))
    .map(name => `\`images\` names ${name}, which is not among \`services\``)
  const idle =
    given.base === 'service' && !given['force-new-deployment'] ? services.filter(service => !imaged.has(service)) : []
  return [
    ...strangers,
    ...idle.map(
      name =>
        `\`images\` has nothing for ${name}: without a new image, another \`base\` or \`force-new-deployment\` there is nothing to deploy`,
    ),
  ]
}

function planLine({ service, revision, changes, force }: Plan): string {
  const what = {
    keep: force ? 'a new deployment of the revision it runs' : 'nothing to do, it has this revision',
    reuse: `revision ${'arn' in revision ? revisionName(revision.arn) : ''} exists already`,
    register: 'a new revision',
  }[revision.is]
  return [`${service.name}: ${what}`, ...changes.map(changeText)].join('; ')
}

/** Images by what tells them apart; everything else as the dry run shows it. */
function changeText(change: Change): string {
  const container = /^containerDefinitions\.(.+)\.image$/.exec(change.path)?.[1]
  if (container === undefined) return differenceLines([change]).join(' ')
  return `image of ${container}: ${shortImage(change.before)} → ${shortImage(change.after)}`
}

function dryRun(plans: readonly Plan[]): Result<'deployments' | 'changed'> {
  const rows = plans.map(plan => [
    plan.service.name,
    revisionName(plan.running.arn),
    plan.revision.is,
    differenceLines(plan.changes).join('\n') || 'none',
  ])
  const changing = plans.filter(({ revision, force }) => force || revision.is !== 'keep').length
  return {
    outcome: 'unchanged',
    message: `Dry run: ${changing} of ${count(plans.length)} would change. Nothing was written.`,
    outputs: { deployments: '{}', changed: 'false' },
    summary: serviceTable(['Service', 'Runs', 'Plan', 'Difference'], rows),
  }
}

function resultOf(updates: readonly Updated[]): Result<'deployments' | 'changed'> {
  const outcome = together(updates.map(outcomeOf))
  const failed = updates.filter(update => update.is !== 'deployed')
  const changed = updates.filter(update => update.is === 'deployed' && update.changed)
  return {
    outcome,
    message: messageOf(outcome, { updates, changed: changed.length }),
    next: failed.flatMap(update => ('next' in update ? (update.next ?? []) : []))[0],
    outputs: { deployments: JSON.stringify(deploymentsOf(updates)), changed: String(changed.length > 0) },
    summary: serviceTable(['Service', 'From', 'To', 'Deployment', 'Result'], updates.map(rowOf)),
  }
}

function outcomeOf(update: Updated): Outcome {
  if (update.is === 'deployed') return update.changed ? 'succeeded' : 'unchanged'
  return update.outcome
}

function messageOf(outcome: Outcome, { updates, changed }: { updates: readonly Updated[]; changed: number }): string {
  const failures = updates.flatMap(update =>
    update.is === 'deployed' ? [] : [`${update.plan.service.name}: ${update.why}`],
  )
  if (failures.length > 0) return failures.join('\n')
  if (outcome === 'unchanged') return `${count(updates.length)} already on these revisions; nothing was written.`
  return `ECS has begun ${changed} deployment${changed === 1 ? '' : 's'}. Whether they succeed is for wait-healthy to prove.`
}

/** What the next steps need: wait-healthy follows exactly these deployments, a rollback returns to exactly these revisions. */
function deploymentsOf(updates: readonly Updated[]): Record<string, unknown> {
  return Object.fromEntries(
    updates.flatMap(update => {
      if (update.is !== 'deployed') return []
      const { plan, taskDefinition, deploymentId, changed } = update
      return [[plan.service.name, { taskDefinition, deploymentId, changed, ...previousOf(update) }]]
    }),
  )
}

/**
 * What to return to. A service that has the revision already was brought to it by an earlier run, which wrote down on
 * the revision what ran before; the deployment of that time is not known any more.
 */
function previousOf({ plan, taskDefinition, changed }: Deployed): Record<string, string | null> {
  const { running, before } = plan
  if (changed || running.arn !== taskDefinition) {
    return { previousTaskDefinition: running.arn, previousDeploymentId: before?.id ?? null }
  }
  return { previousTaskDefinition: readProvenance(running.tags).previous ?? null, previousDeploymentId: null }
}

function rowOf(update: Updated): Cell[] {
  const { plan } = update
  const [service, from] = [plan.service.name, { code: revisionName(plan.running.arn) }]
  if (update.is !== 'deployed') return [service, from, '', '', `${update.outcome}: ${update.why}`]
  const result = update.changed ? 'begun' : 'unchanged'
  return [service, from, { code: revisionName(update.taskDefinition) }, { code: update.deploymentId }, result]
}

function count(services: number): string {
  return `${services} service${services === 1 ? '' : 's'}`
}
