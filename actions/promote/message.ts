import type { Outcome } from '../../shared/core/outcome.ts'
import { capital, counted } from '../../shared/core/wording.ts'
import { beforeNames } from './before.ts'
import type { Origins } from './before.ts'
import { isChanging } from './plan.ts'
import { standsOf } from './progress.ts'
import type { Ended } from './progress.ts'
import { nameOf, titleOf } from './promotion.ts'
import type { Promotion } from './promotion.ts'
import { standWords } from './summary.ts'

/** How a promotion ended, in sentences for the log and the summary. */
export function messageOf(ended: Ended, promotion: Promotion): string {
  const { outcome, plans, troubles } = ended
  const [name, environment] = [titleOf(promotion), promotion.declared.environment]
  if (promotion.dryRun && outcome === 'unchanged') return planned(ended, promotion)
  if (outcome === 'succeeded')
    return `${capital(environment)} runs ${name}: ${counted(plans.length, 'service')} proved.`
  if (outcome === 'unchanged')
    return `${capital(environment)} had ${name} already, and that is proved. ${whatRan(ended)}`
  const lines = troubles.map(({ why }) => why)
  const told = lines.length > 1 ? lines.map(line => `  - ${line.replaceAll('\n', '\n  ')}`) : lines
  return [
    promotion.dryRun
      ? `Dry run: ${name} would not go to ${environment}. Nothing was written.`
      : `${capital(name)} was not promoted to ${environment}.`,
    ...endings(ended, promotion),
    ...told,
    ...databaseNote(ended, promotion),
    ...publishedNote(ended, promotion),
  ].join('\n')
}

/** What a dry run says that found nothing in the way. */
function planned({ plans }: Ended, promotion: Promotion): string {
  const [name, environment] = [titleOf(promotion), promotion.declared.environment]
  const changing = plans.filter(isChanging).length
  const change =
    changing > 0
      ? `${name} would go to ${environment}: ${changing} of ${counted(plans.length, 'service')} would change`
      : `${environment} has ${name} already: no service would change`
  return `Dry run: ${change}. Nothing was written.`
}

/** Commands are run again where nothing else is to be done. */
function whatRan({ ended }: Ended): string {
  const changing = { 'run infrastructure': 'infrastructure command', publish: 'publish command' } as const
  const ran = (Object.keys(changing) as (keyof typeof changing)[]).filter(step => ended[step] === 'succeeded')
  if (ran.length === 0) return 'Nothing was changed.'
  return `No service was changed; the ${ran.map(step => changing[step]).join(' and the ')} ran.`
}

const sayings: Partial<Record<Outcome, string>> = {
  'failed-before-change': 'This promotion changed no service.',
  'rolled-back': 'Every service runs again what it ran before, and that is proved.',
  'rollback-failed': 'Not every service runs again what it ran before',
  mixed: 'The services are on different releases',
  unknown: 'How things stand could not be seen in full',
  cancelled: 'The job was cancelled. Run it again: it continues from what ECS shows then.',
}

/** A dry run is not said to have changed nothing twice; what was to be left is not said to have not returned. */
function sayingOf({ outcome }: Ended, { dryRun, onFailure }: Promotion): string | undefined {
  if (dryRun && outcome === 'failed-before-change') return undefined
  return outcome === 'rollback-failed' && onFailure === 'leave' ? 'Every service was left as it is' : sayings[outcome]
}

function endings(ended: Ended, promotion: Promotion): string[] {
  const saying = sayingOf(ended, promotion)
  if (saying === undefined) return []
  const stands = Map.groupBy(standsOf(ended, promotion), ({ stand }) => standWords[stand])
  const truth = [...stands].map(([words, those]) => `${those.map(({ service }) => service).join(', ')} ${words}`)
  return [saying.endsWith('.') ? saying : `${[saying, ...(truth.length > 0 ? [truth.join('; ')] : [])].join(': ')}.`]
}

/** A migration is never undone, so whoever returned has to know that it stays. */
function databaseNote(ended: Ended, promotion: Promotion): string[] {
  const { migration, outcome } = ended
  const applied = migration?.outcome === 'succeeded' || migration?.outcome === 'unchanged'
  if (!applied) return []
  const before = releasesBefore(ended, promotion)
  const code: Partial<Record<Outcome, string>> = {
    'rolled-back': `, the code at ${before}`,
    'failed-before-change': `, the code at ${before}`,
    'rollback-failed': '',
    mixed: '',
  }
  const there = code[outcome]
  if (there === undefined) return []
  return [
    `The database is at ${nameOf(promotion)}${there}: the migration stays applied, so what ran before must work with it.`,
  ]
}

/** Nothing undoes what was published, so whoever returned has to publish again what was there before. */
function publishedNote(progress: Ended, promotion: Promotion): string[] {
  const { ended, outcome } = progress
  if (ended.publish === undefined) return []
  const name = nameOf(promotion)
  const stays =
    ended.publish === 'succeeded'
      ? `What the publish command published of ${name} stays`
      : `The publish command may have published a part of ${name}, and that stays`
  return [`${stays}: nothing undoes it. ${howToPublish(outcome, releasesBefore(progress, promotion), promotion)}`]
}

function howToPublish(outcome: Outcome, before: string, { onFailure }: Promotion): string {
  if (outcome === 'rolled-back')
    return `To publish ${before} again, run its publish command again; promoting it once more does that.`
  const stayed = outcome === 'cancelled' || (outcome === 'rollback-failed' && onFailure === 'leave')
  return stayed
    ? 'Running the job again runs that command again.'
    : 'Run the publish command of the release that is to stay.'
}

/** Without a release, of each service its revision would have to be told. */
function releasesBefore({ plans, ...origins }: Origins & Pick<Ended, 'plans'>, { commit }: Promotion): string {
  const names = plans.map(plan => beforeNames(plan, origins))
  const releases = new Set(names.map(one => one?.release))
  const hadIt = names.some(one => one === undefined || one.commit === commit)
  const unclear = hadIt || (plans.length > 1 && releases.size === plans.length)
  return unclear ? 'what ran before' : [...releases].join(', ')
}
