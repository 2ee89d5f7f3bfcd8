import type { Result } from '../../shared/action.ts'
import { isGreen } from '../../shared/core/outcome.ts'
import type { Outcome } from '../../shared/core/outcome.ts'
import { capital, counted } from '../../shared/core/wording.ts'
import { deploymentsOf } from '../../shared/phases/deploy/deployments.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import type { Comparison } from '../../shared/ports.ts'
import { standsOf } from './progress.ts'
import type { Ended } from './progress.ts'
import { nameOf, releaseOf, titleOf } from './promotion.ts'
import type { Promotion } from './promotion.ts'
import { standWords, summaryOf } from './summary.ts'

type Output =
  | 'sha'
  | 'tag'
  | 'images'
  | 'digests'
  | 'task-arn'
  | 'exit-code'
  | 'log-url'
  | 'restore-point'
  | 'deployments'
  | 'changed'
  | 'report'
  | 'deployment-id'

const noMigration = { 'task-arn': '', 'exit-code': '', 'log-url': '', 'restore-point': '' }

/** How a promotion ended: for the next step, and for people. */
export function resultOf(ended: Ended, commits: Comparison | undefined, promotion: Promotion): Result<Output> {
  const { outcome, images, migration, updates, record } = ended
  const deployments = deploymentsOf([...updates.values()])
  const digests = Object.entries(images).map(([name, image]) => [name, image.slice(image.indexOf('@') + 1)])
  return {
    outcome,
    message: messageOf(ended, promotion),
    next: isGreen(outcome) ? undefined : adviceOf(ended),
    outputs: {
      sha: /^[0-9a-f]{40}$/.test(promotion.commit) ? promotion.commit : '',
      tag: promotion.commit,
      images: JSON.stringify(images),
      digests: JSON.stringify(Object.fromEntries(digests)),
      ...(migration?.outputs ?? noMigration),
      deployments: JSON.stringify(deployments),
      changed: String(standsOf(ended, promotion).some(({ changed }) => changed)),
      report: JSON.stringify(reportOf(ended, promotion)),
      'deployment-id': record === undefined ? '' : String(record),
    },
    summary: summaryOf(ended, commits, promotion),
  }
}

function messageOf(ended: Ended, promotion: Promotion): string {
  const { outcome, plans, troubles } = ended
  const [name, environment] = [titleOf(promotion), promotion.declared.environment]
  if (promotion.dryRun && outcome === 'unchanged') {
    const changing = plans.filter(({ revision }) => revision.is !== 'keep').length
    return `Dry run: ${name} could go to ${environment}; ${changing} of ${counted(plans.length, 'service')} would change. Nothing was written.`
  }
  if (outcome === 'succeeded')
    return `${capital(environment)} runs ${name}: ${counted(plans.length, 'service')} proved.`
  if (outcome === 'unchanged')
    return `${capital(environment)} had ${name} already, and that is proved. Nothing was changed.`
  const lines = troubles.map(({ why }) => why)
  const told = lines.length > 1 ? lines.map(line => `  - ${line.replaceAll('\n', '\n  ')}`) : lines
  return [
    `${capital(name)} was not promoted to ${environment}.`,
    ...endings(ended, promotion),
    ...told,
    ...databaseNote(ended, promotion),
  ].join('\n')
}

const sayings: Partial<Record<Outcome, string>> = {
  'failed-before-change': 'This promotion changed no service.',
  'rolled-back': 'Every service runs again what it ran before, and that is proved.',
  'rollback-failed': 'Not every service runs again what it ran before',
  mixed: 'The services are on different releases',
  unknown: 'How things stand could not be seen in full',
  cancelled: 'The job was cancelled. Run it again: it continues from what ECS shows then.',
}

function endings(ended: Ended, promotion: Promotion): string[] {
  const saying = sayings[ended.outcome]
  if (saying === undefined) return []
  const stands = Map.groupBy(standsOf(ended, promotion), ({ stand }) => standWords[stand])
  const truth = [...stands].map(([words, those]) => `${those.map(({ service }) => service).join(', ')} ${words}`)
  return [saying.endsWith('.') ? saying : `${[saying, ...(truth.length > 0 ? [truth.join('; ')] : [])].join(': ')}.`]
}

/** A migration is never undone, so whoever returned has to know that it stays. */
function databaseNote({ migration, plans, outcome }: Ended, promotion: Promotion): string[] {
  const applied = migration?.outcome === 'succeeded' || migration?.outcome === 'unchanged'
  if (!applied) return []
  const code: Partial<Record<Outcome, string>> = {
    'rolled-back': `, the code at ${releasesBefore(plans)}`,
    'failed-before-change': `, the code at ${releasesBefore(plans)}`,
    'rollback-failed': '',
    mixed: '',
  }
  const there = code[outcome]
  if (there === undefined) return []
  return [
    `The database is at ${nameOf(promotion)}${there}: the migration stays applied, so what ran before must work with it.`,
  ]
}

/** Without a release, of each service its revision would have to be told. */
function releasesBefore(plans: readonly Plan[]): string {
  const releases = new Set(plans.map(plan => releaseOf(plan)))
  return plans.length > 1 && releases.size === plans.length ? 'what ran before' : [...releases].join(', ')
}

/** What stopped knows best. */
function adviceOf({ troubles, diagnoses }: Ended): string | undefined {
  const diagnosed = [...diagnoses.values()].flatMap(({ next }) => next)
  return [...diagnosed, ...troubles.flatMap(({ next }) => next ?? [])][0]
}

/** The same for machines. Free text in it is AWS's; treat it as such. */
function reportOf(ended: Ended, promotion: Promotion): Record<string, unknown> {
  const { outcome, gates, states, returned, urls, baked, phases, troubles } = ended
  const services = standsOf(ended, promotion).map(({ service, stand, changed }) => {
    const { evidence, why } = returned.get(service) ?? states.get(service) ?? {}
    return [service, { stand, changed, why, ...evidence }]
  })
  return {
    ...{ outcome, gates, urls, troubles },
    bake: baked,
    release: promotion.release,
    commit: promotion.commit,
    environment: promotion.declared.environment,
    services: Object.fromEntries(services) as unknown,
    phases: phases.map(({ step, services: those, began, ended: end }) => ({
      step,
      services: those,
      seconds: Math.round((end - began) / 1_000),
    })),
  }
}
