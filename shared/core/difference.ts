import { isJsonObject } from './json.ts'
import type { JsonObject } from './json.ts'
import { definitionShape, hidden } from './definition-shape.ts'
import type { Shape, Whole } from './definition-shape.ts'
import { registrable } from './task-definition.ts'
import type { TaskDefinition } from './task-definition.ts'

/** One difference between two task definitions. */
export interface Change {
  /** Where, such as `containerDefinitions.api.image`: members by name, containers and variables by their own. */
  path: string
  kind: 'added' | 'removed' | 'changed'
  /** What was there. Only of members that cannot hold a secret; absent for all others. */
  before?: string
  after?: string
}

/**
 * What differs between two task definitions, as ECS understands them: the order of members and of variables, read-only
 * members, tags, and the difference between a default and nothing do not count.
 */
export function difference(before: TaskDefinition, after: TaskDefinition): Change[] {
  return compare(definitionShape, { before: comparable(before), after: comparable(after) }, [])
}

/** Whether registering the one would give a revision that runs as the other does, so that it can be spared. */
export function sameDefinition(a: TaskDefinition, b: TaskDefinition): boolean {
  return difference(a, b).length === 0
}

function comparable(described: TaskDefinition): JsonObject {
  const { containerDefinitions, networkMode } = described
  return {
    ...registrable(described),
    containerDefinitions: containerDefinitions.map(one => ({
      ...one,
      portMappings: withDefaults(one['portMappings'], networkMode),
    })),
    tags: undefined,
  }
}

/** With `awsvpc` and `host` there is but one port, so ECS fills in the other; with `bridge`, 0 and none mean any. */
function withDefaults(portMappings: unknown, networkMode: unknown): unknown {
  if (!Array.isArray(portMappings)) return portMappings
  return portMappings.map((mapping: unknown) => {
    if (!isJsonObject(mapping)) return mapping
    const { protocol, hostPort, containerPort } = mapping
    const host = networkMode === 'awsvpc' || networkMode === 'host' ? containerPort : undefined
    return { ...mapping, protocol: protocol ?? 'tcp', hostPort: hostPort === 0 ? host : (hostPort ?? host) }
  })
}

/** One part of both definitions; undefined where a definition does not have it. */
interface Pair<T = unknown> {
  before: T | undefined
  after: T | undefined
}

type Path = readonly string[]

function compare(shape: Shape, given: Pair, path: Path): Change[] {
  const pair = { before: orAbsent(given.before), after: orAbsent(given.after) }
  switch (shape.is) {
    case 'object':
      return bothAre(isJsonObject, pair) ? compareMembers(shape.members, pair, path) : compareWhole(hidden, pair, path)
    case 'named':
      return bothAre(isNamed, pair) ? compareNamed(shape.item, pair, path) : compareWhole(hidden, pair, path)
    case 'list':
      return bothAre(isList, pair) && sameItems(shape.item, pair) ? [] : compareWhole(hidden, pair, path)
    case 'hidden':
    case 'shown':
      return compareWhole(shape, pair, path)
  }
}

function orAbsent(value: unknown): unknown {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value
}

/** Whether both are what their shape expects, as far as they are there. What is not is compared whole. */
function bothAre<T>(isExpected: (value: unknown) => value is T, pair: Pair): pair is Pair<T> {
  return [pair.before, pair.after].every(value => value === undefined || isExpected(value))
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

interface Named extends JsonObject {
  name: string
}

function isNamed(value: unknown): value is readonly Named[] {
  if (!Array.isArray(value) || !value.every(isJsonObject)) return false
  const names = value.map(item => item['name'])
  return names.every(name => typeof name === 'string') && new Set(names).size === names.length
}

function compareMembers(
  members: Readonly<Record<string, Shape>>,
  { before, after }: Pair<JsonObject>,
  path: Path,
): Change[] {
  const names = union(Object.keys(before ?? {}), Object.keys(after ?? {}))
  const changes = names.flatMap(name => {
    const shape = own(members, name) ?? hidden
    return compare(shape, { before: own(before, name), after: own(after, name) }, [...path, name])
  })
  return changes.map(change => oneSided(change, { before, after }))
}

/** Of what was not there at all, nothing is changed from its default: it is added. The same the other way round. */
function oneSided(change: Change, pair: Pair): Change {
  const { path, before, after } = change
  if (pair.before === undefined) return { path, kind: 'added', ...(after !== undefined && { after }) }
  if (pair.after === undefined) return { path, kind: 'removed', ...(before !== undefined && { before }) }
  return change
}

function compareNamed(item: Shape, { before, after }: Pair<readonly Named[]>, path: Path): Change[] {
  const [was, is] = [byName(before), byName(after)]
  return union([...was.keys()], [...is.keys()]).flatMap(name => {
    const pair = { before: was.get(name), after: is.get(name) }
    const where = [...path, name]
    const itself = compareExistence(pair, where)
    return itself.length > 0 && item.is !== 'object' ? itself : [...itself, ...compare(item, pair, where)]
  })
}

function byName(items: readonly Named[] = []): ReadonlyMap<string, JsonObject> {
  return new Map(items.map(({ name, ...rest }) => [name, rest]))
}

function compareExistence({ before, after }: Pair, path: Path): Change[] {
  if (before === undefined) return [{ path: pathText(path), kind: 'added' }]
  if (after === undefined) return [{ path: pathText(path), kind: 'removed' }]
  return []
}

function sameItems(item: Shape, { before = [], after = [] }: Pair<readonly unknown[]>): boolean {
  if (before.length !== after.length) return false
  return before.every((one, index) => compare(item, { before: one, after: after[index] }, []).length === 0)
}

function compareWhole(shape: Whole, pair: Pair, path: Path): Change[] {
  const [before, after] = [meant(shape, pair.before), meant(shape, pair.after)]
  if (canonicalText(before) === canonicalText(after)) return []
  const [was, is] = [shownText(shape, before), shownText(shape, after)]
  const values = was === is ? {} : { ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  return [{ path: pathText(path), kind, ...values }]
}

function meant(shape: Whole, value: unknown): unknown {
  if (value === undefined) return shape.absent
  return shape.is === 'shown' && shape.spelling ? shape.spelling(value) : value
}

/** JSON in which members that are null, an empty list or absent are alike, and the order of members is one. */
function canonicalText(value: unknown): string {
  return JSON.stringify([value], (_, part: unknown) => {
    if (!isJsonObject(part)) return part
    const members = Object.entries(part).filter(([, member]) => orAbsent(member) !== undefined)
    return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function shownText(shape: Whole, value: unknown): string | undefined {
  if (shape.is !== 'shown' || value === undefined) return undefined
  const text = shape.text(value)
  return text === undefined ? undefined : oneLine(text)
}

function own<T>(object: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])]
}

function pathText(path: Path): string {
  return oneLine(path.join('.'))
}

/** Names and values come from files and replies: what would end a line or hide in it is spelled out. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const

/** The differences for people, a line each: `~ containerDefinitions.api.image: … → …`. */
export function differenceLines(changes: readonly Change[]): string[] {
  return changes.map(({ path, kind, before, after }) => {
    const values = [before, after].filter(value => value !== undefined)
    if (kind === 'changed' && values.length < 2) return `${SIGNS[kind]} ${path} (changed)`
    return `${SIGNS[kind]} ${path}${values.length > 0 ? `: ${values.join(' → ')}` : ''}`
  })
}
