import { changeText } from '../../core/change-text.ts'
import { releaseName } from '../../core/known-revision.ts'
import type { KnownRevision } from '../../core/known-revision.ts'
import { bases } from '../../core/rollback-target.ts'
import { revisionName } from '../../core/service.ts'
import { prose, serviceTable } from '../../core/summary.ts'
import type { Cell } from '../../core/summary.ts'
import { age } from '../../core/wording.ts'
import type { Prepared } from './prepare.ts'
import type { RollBackRun } from './run.ts'
import type { Way } from './way.ts'

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
  const known = new Map(ways.flatMap(({ migrations }) => migrations.known.map(one => [one.release, one.what])))
  const names = ways.flatMap(({ service, migrations }) => (migrations.complete ? [] : [service.name])).join(', ')
  return [
    ...[...known].map(([release, what]) => `The migration of ${release} stays applied: ${what}`),
    ...(names === '' ? [] : [`Migrations of later releases are not fully known for ${names}: not all could be read.`]),
  ]
}

/** The plan as a table for the job summary. */
export function planTable(ways: readonly Way[], { context }: RollBackRun): string {
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

/** What people should know of it, a paragraph each. */
export function remarks(ways: readonly Way[]): string[] {
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

/** The output `plan`: what was decided for each service before anything was written. */
export function planJson({ ways, left }: Prepared, { cluster }: RollBackRun): string {
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

/** ` to v1.4.1`, where all go to one release. */
export function releaseText(ways: readonly Way[], preposition = 'to'): string {
  const [name, ...others] = new Set(ways.map(way => way.name))
  return name !== undefined && others.length === 0 ? ` ${preposition} ${name}` : ''
}

/** The outputs `release` and `sha`: where all services go, as far as one release and one commit are known of all. */
export function goalOf({ ways, left }: Prepared, { to }: RollBackRun): { release: string; sha: string } {
  const told = to.is === 'release' ? to.release : undefined
  const one = (each: (way: Way) => string | undefined): string => {
    const [first = '', ...others] = new Set(ways.map(way => each(way) ?? ''))
    return others.length > 0 || left.length > 0 ? '' : first
  }
  const sha = one(({ target }) => target.provenance.commit)
  return {
    release: one(({ target }) => told ?? target.provenance.release),
    sha: /^[0-9a-f]{40}$/.test(sha) ? sha : '',
  }
}
