import type { Json, JsonObject } from '../operation.ts'

/*
 * Reading raw JSON. Documents stay raw so that unknown members survive; these give a typed look at the known ones, and
 * `undefined` or nothing where a member is absent or something else.
 */

export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

export function asObjects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function asTexts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : []
}

export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether two documents say the same: the order of an object's members does not matter, that of a list does. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => same(item, other[index]))
  }
  if (isObject(one) && isObject(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...names].every(name => same(one[name], other[name]))
  }
  return one === other
}

/** The members of `source` that are named and present. */
export function pick(source: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.filter(name => source[name] !== undefined && source[name] !== null).map(name => [name, source[name]]),
  )
}

/** All members of `source` but those named. */
export function omit(source: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([name]) => !names.includes(name)))
}
