import { codeBlock, markdownText, withoutSecrets } from '../../core/foreign-text.ts'
import { isGreen } from '../../core/outcome.ts'
import { revisionName } from '../../core/service.ts'
import { codeSpan, serviceTable } from '../../core/summary.ts'
import type { Cell } from '../../core/summary.ts'
import { elapsed } from '../../core/wording.ts'
import type { Diagnosis } from './diagnose.ts'
import type { State } from './path.ts'
import type { Conclusion } from './conclude.ts'

/** The output `report`: what is known of each service, for machines. Free text in it is AWS's; treat it as such. */
export function reportOf({ states, urls, baked, diagnoses, began, ended }: Conclusion): Record<string, unknown> {
  const services = states.map(({ service, evidence, at, next, ...state }) => {
    const findings = diagnoses
      .get(service)
      ?.findings.map(({ seen, means, next: advice }) => ({ seen, means, next: advice }))
    return [service, { ...state, ...evidence, next, seconds: seconds(at - began), findings }]
  })
  return { services: Object.fromEntries(services) as unknown, urls, bake: baked, seconds: seconds(ended - began) }
}

/** The same for people: one table, then what failed and why. */
export function summaryOf({ states, urls, baked, diagnoses, began, ended }: Conclusion): string {
  const parts = [
    serviceTable(
      ['Service', 'Outcome', 'Wanted', 'Runs', 'Tasks', 'Image', 'Healthy targets', 'After'],
      states.map(state => rowOf(state, began)),
    ),
    urls.length > 0
      ? serviceTable(
          ['URL', 'Outcome', 'Answer'],
          urls.map(({ url, outcome, why }) => [url, outcome, why]),
        )
      : '',
    ...states.flatMap(state => {
      const diagnosis = diagnoses.get(state.service)
      return diagnosis ? [diagnosisText(state.service, diagnosis)] : []
    }),
    baked ? `Watched: ${markdownText(baked.is === 'quiet' ? baked.says : baked.why)}.` : '',
    `Waited ${elapsed(ended - began)}.`,
  ]
  return parts.filter(Boolean).join('\n\n')
}

function rowOf({ service, outcome, taskDefinition, evidence, runs, at }: State, began: number): Cell[] {
  const digests = [...new Set(Object.values(evidence?.digests ?? {}))]
  return [
    service,
    outcome,
    { code: taskDefinition === undefined ? '' : revisionName(taskDefinition) },
    { code: runs === undefined ? '' : revisionName(runs) },
    evidence ? `${evidence.running} of ${evidence.desired}` : '',
    digests.length === 1 ? { code: digests.map(shortDigest).join() } : digests.map(shortDigest).join(', '),
    evidence ? String(evidence.healthyTargets) : '',
    elapsed(at - began),
  ]
}

/** Why a service failed: what was seen, what it means, and the last lines of what stopped. */
export function diagnosisText(service: string, { findings, unread }: Diagnosis): string {
  const parts = findings.flatMap(({ seen, means, next, log }) => [
    `**${markdownText(seen)}**`,
    `${markdownText(means)} ${markdownText(next)}`,
    ...(log
      ? [`Last lines of ${codeSpan(log.container)}, task ${codeSpan(log.task)}:`, codeBlock(logTail(log.lines))]
      : []),
  ])
  const notes = unread.map(note => `_Not seen: ${markdownText(note)}_`)
  return [`#### Why ${codeSpan(service)} failed`, ...parts, ...notes].join('\n\n')
}

/** The log holds more of what a container said; in the summary fifty services must have room. */
const summaryLines = 10
const summaryWidth = 300

/** Services that still fit into one sentence; the table has them all. */
const few = 5

/** What went wrong; with services on different releases, what each of them runs. */
export function sentenceFor({ outcome, states, urls, baked }: Conclusion): string {
  const told = outcome === 'mixed' ? states : states.filter(state => !isGreen(state.outcome))
  const failed = urls.filter(url => !isGreen(url.outcome))
  const spoilt = baked && baked.is !== 'quiet' ? [baked.why] : []
  const lines = [...alike(told), ...failed.map(({ url, why }) => `${url}: ${why}`), ...spoilt]
  const heading = outcome === 'mixed' ? 'The services are on different releases:' : 'Not proved:'
  if (told.length === 0 && lines.length > 0)
    return `${provedText(states)} Only this is not as wanted: ${lines.join('; ')}`
  if (lines.length > 1) return [heading, ...lines.map(line => `  - ${line}`)].join('\n')
  return lines[0] ?? provedText(states)
}

/** What is so of several services is said once. */
function alike(states: readonly State[]): string[] {
  const groups = Map.groupBy(states, ({ why }) => why)
  return [...groups].map(([why, those]) => `${those.map(({ service }) => service).join(', ')} ${why}`)
}

/** What was proved, and what was let pass unproved. */
function provedText(states: readonly State[]): string {
  const proved = states.filter(({ evidence }) => evidence)
  const empty = states.filter(({ evidence }) => !evidence).map(({ service }) => service)
  const each = proved.map(({ service, why }) => `${service} ${why}`).join('; ')
  const all = `all ${proved.length} services run what was wanted and are healthy`
  return [
    ...(proved.length > 0 ? [`Proved: ${proved.length > few ? all : each}.`] : []),
    ...(empty.length > 0
      ? [`Not proved, because no task of theirs runs and \`allow-zero\` lets that pass: ${empty.join(', ')}.`]
      : []),
  ].join(' ')
}

function logTail(lines: readonly string[]): string[] {
  return withoutSecrets(lines)
    .slice(-summaryLines)
    .map(line => line.slice(0, summaryWidth))
}

/** `sha256:` and twelve digits tell images apart for a reader. */
function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}

function seconds(ms: number): number {
  return Math.round(ms / 1_000)
}
