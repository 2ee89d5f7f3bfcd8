import { changeText } from '../../shared/core/change-text.ts'
import { commandVariables } from '../../shared/core/command-environment.ts'
import { shownCommand } from '../../shared/core/command-line.ts'
import { redact } from '../../shared/core/redaction.ts'
import { elapsed } from '../../shared/core/wording.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import type { Progress } from './progress.ts'
import { beforeNames } from './before.ts'
import { factsOf, nameOf } from './promotion.ts'
import type { Promotion } from './promotion.ts'

type Seen = Pick<Progress, 'plans' | 'abandoned' | 'before' | 'moved'>

/** What this promotion consists of, for a workflow that shows its phases as steps of its own: known as far as it was looked at. */
export function planOf(seen: Seen, promotion: Promotion): Record<string, unknown> {
  const { plans, abandoned } = seen
  const { declared, release, commit, migrationCommand, onFailure } = promotion
  const checksVersion = declared.services.some(({ healthUrl, healthJson }) => healthUrl && healthJson)
  return {
    environment: declared.environment,
    cluster: declared.cluster,
    url: declared.url ?? '',
    release: release ?? '',
    commit,
    migrate: migrationCommand !== undefined,
    'infrastructure-command': promotion.infrastructureCommand ?? '',
    'smoke-test-command': promotion.smokeTestCommand ?? '',
    'publish-command': promotion.publishCommand ?? '',
    'on-failure': onFailure,
    base: declared.base ?? 'service',
    'health-value': checksVersion ? commit : '',
    'in-one-step': declared.waves.length > 1 || abandoned,
    unfinished: abandoned,
    // Whether anything would change is not known before the services were looked at.
    changed: plans.length === 0 ? null : plans.some(isChanging),
    services: Object.fromEntries(plans.map(plan => [plan.service.name, changeOf(plan, seen, promotion)])),
  }
}

function changeOf(plan: Plan, seen: Seen, promotion: Promotion) {
  return {
    from: beforeNames(plan, seen)?.release ?? null,
    to: nameOf(promotion),
    changes: isChanging(plan),
    taskDefinition: plan.running.arn,
    differences: differencesOf(plan),
  }
}

/** What differs between the revision that runs and the one that is to run; of variables and secrets only names. */
export function differencesOf({ changes }: Plan): string[] {
  return changes.map(changeText)
}

/** What the infrastructure command deployed is changed, too. */
export function isChanging({ revision, moved }: Plan): boolean {
  return moved || revision.is !== 'keep'
}

/** What a command of the promotion is told, as lines for `GITHUB_ENV`. */
export function variablesOf({ images }: Pick<Progress, 'images'>, promotion: Promotion): string {
  const variables = Object.entries(commandVariables(factsOf(promotion, images)))
  // A name or a value of several lines would be variables of its own.
  return variables.map(([name, value]) => `${name}=${value.replace(/\s+/g, ' ')}`).join('\n')
}

/** What would be done, in its order: a line each, for the log of a dry run and its summary. */
export function planLines(promotion: Promotion): string[] {
  const { declared, migrationCommand, infrastructureCommand, smokeTestCommand, publishCommand } = promotion
  const urls = [...new Set(declared.services.flatMap(({ healthUrl }) => healthUrl ?? []))]
  const [migration, infrastructure, smokeTest, publish] = [
    migrationCommand && shownCommand(migrationCommand),
    ...[infrastructureCommand, smokeTestCommand, publishCommand].map(line => line && redact(line)),
  ].map(line => line && asCode(line))
  return [
    migration && `migrate, unless that was done for this release before: ${migration}`,
    infrastructure && `run the infrastructure command: ${infrastructure}`,
    ...declared.waves.map(wave => waveText(wave, promotion)),
    urls.length > 0 && `ask ${urls.join(', ')}`,
    watchText(promotion),
    smokeTest && `run the smoke test: ${smokeTest}`,
    publish && `run the publish command: ${publish}`,
  ].flatMap(line => line || [])
}

/** A command of several lines is known by its first. */
function asCode(command: string): string {
  const [first = '', ...more] = command.trim().split('\n')
  const line = more.length > 0 ? `${first} …` : first
  return /^[\w.:/@=, -]+$/.test(line) ? `\`${line}\`` : line
}

export function returnText({ onFailure }: Promotion): string {
  return onFailure === 'leave' ? 'everything is left as it is then' : 'every service returns to what it runs now'
}

function waveText(wave: readonly string[], promotion: Promotion): string {
  const names = promotion.declared.services.filter(({ name }) => wave.includes(name)).map(({ service }) => service)
  return `bring ${names.join(', ')} to ${nameOf(promotion)}${names.length > 1 ? ' side by side' : ''}, and prove that`
}

function watchText({ declared: { bake, alarms } }: Promotion): string | undefined {
  if (bake === undefined && alarms.length === 0) return undefined
  const how = bake === undefined ? 'look' : `watch for ${elapsed(bake)}`
  return alarms.length > 0 ? `${how}, at the alarms ${alarms.join(', ')}` : how
}
