import { shownCommand } from '../../shared/core/command-line.ts'
import { markdownText } from '../../shared/core/foreign-text.ts'
import { shortImage } from '../../shared/core/image.ts'
import { isGreen } from '../../shared/core/outcome.ts'
import type { Stand } from '../../shared/core/promotion.ts'
import { revisionName } from '../../shared/core/service.ts'
import { codeSpan, prose, serviceTable } from '../../shared/core/summary.ts'
import type { Cell } from '../../shared/core/summary.ts'
import { counted, elapsed } from '../../shared/core/wording.ts'
import type { Plan } from '../../shared/phases/deploy/prepare.ts'
import { diagnosisText } from '../../shared/phases/prove/report.ts'
import type { Comparison } from '../../shared/ports.ts'
import { beforeNames } from './before.ts'
import type { Origins } from './before.ts'
import { differencesOf, planLines, returnText } from './plan.ts'
import { standsOf } from './progress.ts'
import type { Ended } from './progress.ts'
import { nameOf } from './promotion.ts'
import type { Promotion } from './promotion.ts'
import { tookText } from './took.ts'

/** A promotion for people, below its outcome: what runs now, why it failed, and what else one may want to know. */
export function summaryOf(ended: Ended, commits: Comparison | undefined, promotion: Promotion): string {
  const { plans, diagnoses } = ended
  const parts = [
    headline(ended, commits, promotion),
    plans.length > 0 ? servicesTable(ended, promotion) : '',
    ...[...diagnoses].map(([service, diagnosis]) => diagnosisText(service, diagnosis)),
    migrationText(ended, promotion),
    planText(ended, promotion),
    differencesText(ended, promotion),
    gatesText(ended),
    urlsText(ended),
    commitsText(commits),
    tookText(ended),
  ]
  return parts.filter(Boolean).join('\n\n')
}

function headline({ phases }: Ended, commits: Comparison | undefined, promotion: Promotion): string {
  const { declared, commit, release, runUrl } = promotion
  const what =
    release === undefined ? codeSpan(nameOf(promotion)) : `${codeSpan(release)} (${codeSpan(commit.slice(0, 12))})`
  const took = (phases.at(-1)?.ended ?? promotion.limits.began) - promotion.limits.began
  return [
    `${what} → ${codeSpan(declared.environment)}, cluster ${codeSpan(declared.cluster)}`,
    elapsed(took),
    ...(declared.url === undefined ? [] : [link(declared.environment, declared.url)]),
    ...(runUrl === undefined ? [] : [link('this run', runUrl)]),
    ...(commits?.is === 'found' ? [link('compare', commits.url)] : []),
  ].join(' · ')
}

/** Nothing in the address can end the link. */
function link(text: string, url: string): string {
  const safe = url.replace(/[()<>\s]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
  return `[${markdownText(text)}](${safe})`
}

/** What people read of how a service stands. */
export const standWords: Readonly<Record<Stand, string>> = {
  behind: 'not touched',
  refused: 'not deployed',
  moved: 'on what the infrastructure command brought',
  begun: 'begun, not proved',
  proved: 'proved',
  failed: 'failed',
  late: 'not proved in time',
  paused: 'waits at a hook',
  superseded: 'somebody else’s',
  unknown: 'unknown',
  returned: 'returned',
  stuck: 'not returned',
  astray: 'unknown',
}

/** In a plan. */
const plannedWords: Partial<Record<Stand, string>> = { behind: 'to be deployed', begun: 'runs it already' }

function servicesTable(ended: Ended, promotion: Promotion): string {
  const { plans, updates, states, returned, phases } = ended
  const stands = new Map(standsOf(ended, promotion).map(one => [one.service, one.stand]))
  const rows = plans.map((plan): Cell[] => {
    const { name } = plan.service
    const state = returned.get(name) ?? states.get(name)
    const { evidence } = state ?? {}
    const stand = stands.get(name) ?? 'behind'
    const update = updates.get(name)
    const began = phases.find(({ step, services }) => step === 'deploy' && services.includes(name))?.began
    return [
      name,
      fromText(plan, ended),
      { code: toText(plan, update?.is === 'deployed' ? update.taskDefinition : undefined) },
      { lines: imagesOf(plan) },
      (promotion.dryRun ? plannedWords[stand] : undefined) ?? standWords[stand],
      evidence ? `${evidence.running} of ${evidence.desired}` : '',
      evidence && plan.service.targetGroups.length > 0 ? counted(evidence.healthyTargets, 'target') : '',
      state && began !== undefined ? elapsed(state.at - began) : '',
    ]
  })
  const head = ['Service', 'From', 'To', 'Image', 'Now', 'Tasks', 'Healthy', 'After']
  // What only a rollout has is in no plan.
  const shown = promotion.dryRun ? 5 : head.length
  return serviceTable(
    head.slice(0, shown),
    rows.map(row => row.slice(0, shown)),
  )
}

function fromText(plan: Plan, origins: Origins): string {
  const before = beforeNames(plan, origins)
  if (!before) return 'not known'
  const { release, revision } = before
  return release === revision ? revision : `${release} (${revision})`
}

function toText({ revision }: Plan, deployed: string | undefined): string {
  const arn = deployed ?? ('arn' in revision ? revision.arn : undefined)
  return arn === undefined ? 'a new revision' : revisionName(arn)
}

/** Those that the release brings; what else runs beside them is the task definition's. */
function imagesOf({ wanted, running }: Plan): string[] {
  const before = new Map(running.definition.containerDefinitions.map(({ name, image }) => [name, image]))
  const all = wanted.containerDefinitions.map(({ name, image = '' }) => ({ image, isNew: before.get(name) !== image }))
  const brought = all.filter(({ isNew }) => isNew)
  return (brought.length > 0 ? brought : all).map(({ image }) => shortImage(image))
}

function migrationText({ migration }: Ended, { migrationCommand }: Promotion): string {
  if (!migrationCommand || !migration) return ''
  const command = markdownText(shownCommand(migrationCommand))
  const { outcome, outputs, summary } = migration
  if (!isGreen(outcome)) return `#### Migration: ${outcome}\n\n${summary}`
  const ended = outcome === 'unchanged' ? 'had ended well before' : 'ended with exit code 0'
  const point = outputs['restore-point'] === '' ? '' : ` Restore point: ${codeSpan(outputs['restore-point'])}.`
  const log = outputs['log-url'] === '' ? '' : ` ${link('Log', outputs['log-url'])}`
  return `**Migration**: ${command} ${ended}.${point}${log}`
}

/** What a dry run would have done. */
function planText({ outcome }: Ended, promotion: Promotion): string {
  if (!promotion.dryRun || !isGreen(outcome)) return ''
  const steps = planLines(promotion).map((line, index) => `${index + 1}. ${prose(line)}`)
  return ['It would, in this order:', ...steps, '', `If anything fails, ${returnText(promotion)}.`].join('\n')
}

/** What the table of services does not show: where the base is not what runs, more than the images may change. */
function differencesText({ plans }: Ended, { dryRun }: Promotion): string {
  const rows = plans.map((plan): Cell[] => [plan.service.name, { lines: differencesOf(plan) }])
  const isMore = plans.some(({ changes }) => changes.some(({ path }) => !path.endsWith('.image')))
  return dryRun && isMore ? serviceTable(['Service', 'Difference'], rows) : ''
}

function gatesText({ gates }: Ended): string {
  if (gates.length === 0) return ''
  if (gates.every(({ is }) => is === 'passed')) {
    return `**Gates** passed: ${gates.map(({ name, says }) => `${markdownText(name)} (${markdownText(says)})`).join(', ')}.`
  }
  const rows = gates.map(({ name, is, says }) => [name, is, says])
  return serviceTable(['Gate', '', 'What was seen'], rows)
}

function urlsText({ urls }: Ended): string {
  if (urls.length === 0) return ''
  const rows = urls.map(({ url, outcome, why }) => [url, outcome, why])
  return serviceTable(['URL', 'Outcome', 'Answer'], rows)
}

/** A release may have hundreds. */
const mostCommits = 20

function commitsText(commits: Comparison | undefined): string {
  if (commits?.is !== 'found') return ''
  const { ahead, behind } = commits
  const older = behind > 0 ? `What ran before has ${counted(behind, 'commit')} that this release does not have.` : ''
  if (ahead === 0) return older
  const lines = commits.commits
    .slice(0, mostCommits)
    .map(({ sha, title, author }) => `- ${codeSpan(sha.slice(0, 12))} ${markdownText(title)} (${markdownText(author)})`)
  const more = ahead > lines.length ? [`- and ${ahead - lines.length} more`] : []
  const heading = `#### ${counted(ahead, 'commit')} since what ran before`
  return [heading, older, [...lines, ...more].join('\n')].filter(Boolean).join('\n\n')
}
