import type { Json, JsonObject } from '../operation.ts'
import { isObject } from '../protocol/schema.ts'
import { invalidRequest, RestFault } from './refusals.ts'

type Kind = 'string' | 'boolean' | 'array' | 'object' | 'null'

export interface Field {
  required: boolean
  kinds: readonly Kind[]
}

/** The members that a call's body may have. */
export type Fields = Readonly<Record<string, Field>>

export const required = (...kinds: readonly Kind[]): Field => ({ required: true, kinds })
export const optional = (...kinds: readonly Kind[]): Field => ({ required: false, kinds })

/** A member that is text, or what it is when it is not given. */
export function text(value: Json | undefined, usual = ''): string {
  return typeof value === 'string' ? value : usual
}

/** Reads a body. Calls without one ignore what is sent. */
export function readBody(text: string, fields: Fields | undefined): JsonObject {
  if (!fields) return {}
  const body = parse(text)
  if (!isObject(body)) throw new RestFault(400, 'Body should be a JSON object')
  const mistakes = [
    ...Object.entries(body).flatMap(([name, value]) => mistakeIn(name, value ?? null, fields[name])),
    ...Object.entries(fields)
      .filter(([name, field]) => field.required && body[name] === undefined)
      .map(([name]) => `"${name}" wasn't supplied.`),
  ]
  if (mistakes.length > 0) throw invalidRequest(mistakes)
  return body
}

function parse(text: string): Json {
  try {
    return JSON.parse(text === '' ? '{}' : text) as Json
  } catch {
    throw new RestFault(400, 'Problems parsing JSON')
  }
}

function mistakeIn(name: string, value: Json, field: Field | undefined): string[] {
  if (!field) return [`"${name}" is not a permitted key.`]
  if (field.kinds.some(kind => kind === kindOf(value))) return []
  const kind = field.kinds[0] ?? 'null'
  return [`For 'properties/${name}', ${shown(value)} is not ${article[kind]} ${kind}.`]
}

const article: Readonly<Record<Kind, string>> = { string: 'a', boolean: 'a', array: 'an', object: 'an', null: 'a' }

/** GitHub's checks are written in Ruby. */
const shown = (value: Json): string => (value === null ? 'nil' : JSON.stringify(value))

function kindOf(value: Json): Kind | 'number' {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value as 'string' | 'boolean' | 'number' | 'object'
}
