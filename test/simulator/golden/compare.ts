import type { Json, JsonObject } from '../operation.ts'
import { isObject } from '../protocol/schema.ts'

/** The ids of a recording, by the names that a trace gives them, as they are in this world. */
export type Ids = Map<string, string>

/** Something that is not as it was recorded, and where. */
export interface Difference {
  path: string
  is: string
}

interface Comparison {
  ids: Ids
  /** Only what was recorded is looked at; more may be there. */
  partly?: boolean
}

interface Pair {
  recorded: Json
  simulated: Json | undefined
  path: string
}

/** Compares what the simulator says with what was recorded. A name that is new comes to mean what is found there. */
export function differences(recorded: Json, simulated: Json | undefined, comparison: Comparison): Difference[] {
  return compare({ recorded, simulated, path: '' }, comparison)
}

function compare({ recorded, simulated, path }: Pair, comparison: Comparison): Difference[] {
  if (simulated === undefined)
    return recorded === '<nothing>' ? [] : [{ path, is: `not there, but recorded: ${JSON.stringify(recorded)}` }]
  if (Array.isArray(recorded) && Array.isArray(simulated))
    return compareLists({ recorded, simulated, path }, comparison)
  if (isObject(recorded) && isObject(simulated)) return compareMembers({ recorded, simulated, path }, comparison)
  const equal = typeof recorded === 'string' ? fits(recorded, simulated, comparison.ids) : recorded === simulated
  return equal ? [] : [{ path, is: `${JSON.stringify(simulated)}, but recorded: ${JSON.stringify(recorded)}` }]
}

interface Lists {
  recorded: Json[]
  simulated: Json[]
  path: string
}

function compareLists({ recorded, simulated, path }: Lists, comparison: Comparison): Difference[] {
  const items = recorded.flatMap((item, index) =>
    compare({ recorded: item, simulated: simulated[index], path: `${path}[${index}]` }, comparison),
  )
  const more = comparison.partly === true ? [] : simulated.slice(recorded.length)
  return [...items, ...more.map((_, index) => unrecorded(`${path}[${recorded.length + index}]`))]
}

interface Structures {
  recorded: JsonObject
  simulated: JsonObject
  path: string
}

function compareMembers({ recorded, simulated, path }: Structures, comparison: Comparison): Difference[] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const members = Object.entries(recorded).flatMap(([name, value]) =>
    compare({ recorded: value ?? null, simulated: simulated[name], path: at(name) }, comparison),
  )
  const names = comparison.partly === true ? [] : Object.keys(simulated)
  const more = names.filter(name => simulated[name] !== undefined && !(name in recorded))
  return [...members, ...more.map(name => unrecorded(at(name)))]
}

function unrecorded(path: string): Difference {
  return { path, is: 'there, but was not recorded' }
}

const types: Readonly<Record<string, (value: Json) => boolean>> = {
  '<nothing>': () => false,
  '<text>': value => typeof value === 'string',
  '<number>': value => typeof value === 'number',
  '<flag>': value => typeof value === 'boolean',
  '<list>': value => Array.isArray(value),
  '<map>': isObject,
}

function fits(pattern: string, value: Json, ids: Ids): boolean {
  const isType = types[pattern]
  if (isType) return isType(value)
  return typeof value === 'string' && bind(pattern, value, ids)
}

const name = /\{(\w+)\}/

/** Whether a text is as the pattern says, ids made equal. */
function bind(pattern: string, value: string, ids: Ids): boolean {
  const parts = pattern.split(name)
  const source = parts.map((part, index) => {
    if (index % 2 === 0) return escaped(part)
    const known = ids.get(part)
    if (known !== undefined) return escaped(known)
    return parts.indexOf(part) < index ? `\\k<${part}>` : `(?<${part}>.+?)`
  })
  const found = new RegExp(`^${source.join('')}$`, 's').exec(value)
  for (const [id, text] of Object.entries(found?.groups ?? {})) ids.set(id, text)
  return found !== null
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** What a trace says, with this world's ids in place of its names. Throws for a name that nothing has been given yet. */
export function resolve(value: Json, ids: Ids): Json {
  if (Array.isArray(value)) return value.map(item => resolve(item, ids))
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, resolve(inner ?? null, ids)]))
  }
  return typeof value === 'string' ? value.replaceAll(/\{(\w+)\}/g, (_, id: string) => known(id, ids)) : value
}

function known(id: string, ids: Ids): string {
  const value = ids.get(id)
  if (value === undefined) throw new Error(`the trace names {${id}} before anything is called so`)
  return value
}
