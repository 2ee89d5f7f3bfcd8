import { changeText } from '../../core/change-text.ts'
import { isGreen, together } from '../../core/outcome.ts'
import { bases, releaseName } from '../../core/rollback-target.ts'
import type { KnownRevision } from '../../core/rollback-target.ts'
import { revisionName } from '../../core/service.ts'
import { codeSpan, prose, serviceTable } from '../../core/summary.ts'
import type { Cell } from '../../core/summary.ts'
import { age, counted } from '../../core/wording.ts'
import { wordsOf } from '../prove/conclude.ts'
import type { Conclusion } from '../prove/conclude.ts'
import { summaryOf } from '../prove/report.ts'
import { isUntouched } from './begin.ts'
import type { Begun, Going } from './begin.ts'
import type { Left } from './find.ts'
import type { Prepared } from './prepare.ts'
import type { RolledBack } from './roll-back.ts'
import type { RollBackRun } from './run.ts'
import type { Migrations, Way } from './way.ts'

/** The plan for the log: what will become of each service, and what people should know of it. */
export function planLines({ ways, left }: Prepared, { context }: RollBackRun): string[] {
  const now = context.clock.now()
  return [
    ...ways.flatMap(way => [`${way.service.name}: ${headline(way, now)}`, ...details(way).map(line => `  ${line}`)]),
    ...left.map(({ service, why }) => `${service}: ${why}`),
    ...migrationLines(ways),
  ]
}

function headline({ current, target, name, does }: Way, now: number): string {
  const there = [name, ...factsOf(target, { name, now })].join(', ')
  return does === 'stays' ? `stays on ${there}` : `${releaseName(current)} → ${there}`
}

/** What tells a revision beside its release: `prod-api:41`, `commit 4f2c…`, `registered 3 days ago`. */
function factsOf(
  { arn, provenance, registeredAt }: KnownRevision,
  { name, now }: { name: string; now: number },
): string[] {
  const own = revisionName(arn)
  const commit = provenance.commit?.slice(0, 12)
  return [
    ...(own === name ? [] : [own]),
    ...(commit === undefined || commit === name ? [] : [`commit ${commit}`]),
    ...(registeredAt === undefined ? [] : [`registered ${age(now - registeredAt)} ago`]),
  ]
}

function details(way: Way): string[] {
  const found = `found by ${bases[way.basis]}`
  return [found, ...(way.does === 'stays' ? [] : changesOf(way)), ...howOf(way), ...way.notes]
}

function changesOf({ plan }: Way): string[] {
  return plan.changes.length > 0 ? plan.changes.map(changeText) : ['no difference but the revision']
}

const copies: Record<NonNullable<Way['copy']>, (name: string) => string> = {
  inactive: name => `as an equal copy: ${name} was deregistered, and ECS starts no deployment of it`,
  pinned: name => `as a copy of ${name} that names the image it ran by its digest`,
}

function howOf({ stops, copy, target }: Way): string[] {
  return [
    ...(stops ? [`by returning from deployment ${stops.from.id}, which is still under way`] : []),
    ...(copy ? [copies[copy](revisionName(target.arn))] : []),
  ]
}

function migrationLines(ways: readonly Way[]): string[] {
  const going = ways.filter(({ does }) => does !== 'stays')
  const known = new Map(going.flatMap(({ migrations }) => migrations.known.map(one => [one.release, one.what])))
  const unread = going.filter(({ migrations }: { migrations: Migrations }) => !migrations.complete)
  const lines = [...known].map(([release, what]) => `The migration of ${release} stays applied: ${what}`)
  const names = unread.map(({ service }) => service.name).join(', ')
  return unread.length === 0
    ? lines
    : [
        ...lines,
        `Which migrations stay applied is not fully known for ${names}: not all later revisions could be read.`,
      ]
}

/** What would be done, and nothing is. */
export function dryRun(prepared: Prepared, run: RollBackRun): RolledBack {
  const { ways, left } = prepared
  const going = ways.filter(({ does }) => does !== 'stays').length
  const outcome = together([...left.map(one => one.outcome), ...ways.map(() => 'unchanged' as const)])
  return {
    outcome,
    message: `Dry run: ${going} of ${counted(ways.length + left.length, 'service')} would go back${releaseText(ways)}. Nothing was written.`,
    ...nextOf(left),
    outputs: { deployments: '{}', plan: planJson(prepared, run) },
    summary: [whereIn(run), planTable(ways, run), ...remarks(ways)].join('\n\n'),
  }
}

const mixedAdvice =
  'Bring all services to one release again: run this with `release`, and the one that all of them can run.'

export interface Ended {
  begun: readonly Begun[]
  left: readonly Left[]
  /** Absent where nothing was followed. */
  conclusion: Conclusion | undefined
}

/** What was done, for the next step and for the reader. */
export function resultOf(ended: Ended, run: RollBackRun): RolledBack {
  const { begun, left, conclusion } = ended
  const ways = begun.map(({ way }) => way)
  const outcome = conclusion?.outcome ?? together([...left, ...begun].map(unprovedOutcome))
  const { message, next } = conclusion ? wordsOf(conclusion, mixedAdvice) : unprovedWords(ended)
  return {
    outcome,
    message: isGreen(outcome) ? `${greenWords(ended)} ${message}` : message,
    next,
    outputs: { deployments: deploymentsJson(ended), plan: planJson({ ways, left }, run) },
    summary: [
      whereIn(run),
      ...(conclusion ? [summaryOf(conclusion)] : []),
      planTable(ways, run),
      ...remarks(ways),
      ...markRemark(ways),
    ].join('\n\n'),
  }
}

function unprovedOutcome(one: Left | Begun) {
  if (!('is' in one) || one.is === 'not-going') return one.outcome
  return isUntouched(one) ? 'unchanged' : 'succeeded'
}

function greenWords({ begun }: Ended): string {
  const ways = begun.map(({ way }) => way)
  const isChanged = begun.some(one => one.is === 'going' && one.changed)
  if (isChanged) return `Rolled back${releaseText(ways)}.`
  return `${counted(ways.length, 'service')} ${ways.length === 1 ? 'was' : 'were'}${releaseText(ways, 'on')} already.`
}

/** ` to v1.4.1`, where all go to one release. */
function releaseText(ways: readonly Way[], preposition = 'to'): string {
  const [name, ...others] = new Set(ways.map(way => way.name))
  return name !== undefined && others.length === 0 ? ` ${preposition} ${name}` : ''
}

function unprovedWords({ begun, left }: Ended): { message: string; next: string | undefined } {
  const not = [...left, ...begun.filter(one => one.is === 'not-going')]
  const going = begun.filter(one => one.is === 'going')
  if (not.length === 0) {
    const changed = going.filter(one => one.changed).length
    const begunText = `ECS has begun to bring ${counted(changed, 'service')} back; whether that works is for wait-healthy to prove.`
    return { message: changed > 0 ? begunText : 'Nothing was proved.', next: undefined }
  }
  const lines = not.map(({ service, why }) => `  - ${service} ${why}`)
  const names = going.map(({ way }) => way.service.name).join(', ')
  return {
    message: [names ? `Begun: ${names}. Not begun, or not known to be:` : 'No service went back:', ...lines].join('\n'),
    ...nextOf(not),
  }
}

function nextOf(those: readonly Left[]): { next: string | undefined } {
  return { next: those.flatMap(({ next }) => next ?? [])[0] }
}

/** As deploy-ecs gives it, so that wait-healthy takes it; `outcome` is there where it was followed. */
function deploymentsJson({ begun, conclusion }: Ended): string {
  const going = begun.filter(one => one.is === 'going')
  return JSON.stringify(
    Object.fromEntries(
      going.map(({ way, taskDefinition, deploymentId, changed, from }: Going) => {
        const state = conclusion?.states.find(({ service }) => service === way.service.name)
        const before = changed ? (from ?? way.plan.before) : undefined
        const previous = {
          previousTaskDefinition: changed ? way.current.arn : null,
          previousDeploymentId: before?.id ?? null,
        }
        const end = state && { outcome: state.outcome, runs: state.runs ?? null }
        return [way.service.name, { taskDefinition, deploymentId, changed, ...previous, ...end }]
      }),
    ),
  )
}

/** The output `plan`: what was decided for each service before anything was written. */
function planJson({ ways, left }: Prepared, { cluster }: RollBackRun): string {
  const services = ways.map(way => [
    way.service.name,
    {
      does: way.does,
      from: revisionJson(way.current),
      to: revisionJson(way.target),
      by: bases[way.basis],
      copy: way.copy,
      changes: changesOf(way),
      migrations: way.migrations.known,
      migrationsKnown: way.migrations.complete,
      notes: way.notes,
      warnings: way.warnings,
    },
  ])
  const alone = left.map(({ service, outcome, why }) => [service, { does: 'left', outcome, why }])
  return JSON.stringify({ cluster, services: Object.fromEntries([...services, ...alone]) as unknown })
}

function revisionJson({ arn, definition, provenance: { release, commit }, registeredAt }: KnownRevision) {
  const images = definition.containerDefinitions.map(({ name, image }) => [name, image])
  return {
    taskDefinition: arn,
    release,
    commit,
    images: Object.fromEntries(images) as unknown,
    registeredAt: registeredAt === undefined ? undefined : new Date(registeredAt).toISOString(),
  }
}

function whereIn({ cluster }: RollBackRun): string {
  return `Cluster ${codeSpan(cluster)}.`
}

function planTable(ways: readonly Way[], { context }: RollBackRun): string {
  const now = context.clock.now()
  const rows = ways.map((way): Cell[] => {
    const { current, target, name, does, basis } = way
    const isStaying = does === 'stays'
    const described = (one: KnownRevision, known: string): Cell => ({
      lines: [known, ...factsOf(one, { name: known, now })],
    })
    return [
      way.service.name,
      isStaying ? '' : described(current, releaseName(current)),
      described(target, name),
      bases[basis],
      { lines: isStaying ? ['stays as it is'] : [...changesOf(way), ...howOf(way)] },
    ]
  })
  return serviceTable(['Service', 'From', 'To', 'Found by', 'What differs'], rows)
}

function remarks(ways: readonly Way[]): string[] {
  return [...migrationLines(ways), ...sayings(ways, 'notes'), ...sayings(ways, 'warnings')].map(prose)
}

/** What could not be made sure of before anything is changed. */
export function warningsOf({ ways }: Prepared): string[] {
  return sayings(ways, 'warnings')
}

/** What is said of several services is said once. */
function sayings(ways: readonly Way[], kind: 'notes' | 'warnings'): string[] {
  const all = ways.flatMap(({ service, [kind]: own }) => own.map(text => ({ text, name: service.name })))
  const groups = Map.groupBy(all, ({ text }) => text)
  return [...groups].map(([text, those]) => `${those.map(({ name }) => name).join(', ')}: ${text}`)
}

function markRemark(ways: readonly Way[]): string[] {
  const left = ways.flatMap(({ current, leaves }) => (leaves === undefined ? [] : [{ current, leaves }]))
  const names = new Set(
    left.map(one => (one.leaves === one.current.arn ? releaseName(one.current) : revisionName(one.leaves))),
  )
  if (names.size === 0) return []
  return [
    prose(`Marked as failed: ${[...names].join(', ')}. deploy-ecs brings that back only with \`allow-failed: true\`.`),
  ]
}
