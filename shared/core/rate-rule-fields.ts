import { oneOf, shownValue } from './choice.ts'
import { isJsonObject } from './json.ts'
import { windows } from './rate-rule.ts'
import type { Aggregation, RateAction, RateRule, Window } from './rate-rule.ts'

/**
 * How each setting of a rate limit is written, in an input or in YAML. Every reader takes text or plain data, and throws
 * an Error whose message continues the name, such as "is 5; it takes …".
 */
export const rateFields = {
  limit: readLimit,
  window: readWindow,
  'aggregate-by': oneOf<Aggregation['is']>(['ip', 'forwarded-ip']),
  header: readHeader,
  fallback: oneOf<'match' | 'no-match'>(['match', 'no-match']),
  paths: readPaths,
  methods: readMethods,
  action: oneOf<RateAction>(['count', 'block']),
  'response-code': readResponseCode,
} as const satisfies Record<string, (value: unknown) => unknown>

/** The settings as they were given, each read by itself. */
export type RateFields = { [Name in keyof typeof rateFields]?: ReturnType<(typeof rateFields)[Name]> | undefined }

/** What the fields of one limit cannot mean together; each a sentence. `named` says how its reader knows a field. */
export function rateContradictions(fields: RateFields, named: (field: string) => string): string[] {
  if (fields['aggregate-by'] === 'forwarded-ip') return []
  return (['header', 'fallback'] as const)
    .filter(field => fields[field] !== undefined)
    .map(field => `${named(field)} is only for \`aggregate-by: forwarded-ip\``)
}

/** The limit that the fields mean. `limit` must be among them. */
export function rateRuleOf(name: string, fields: RateFields): RateRule {
  const { limit = 0, window = 300, paths = [], methods = [], action, header = 'X-Forwarded-For' } = fields
  const by = { is: 'forwarded-ip', header, fallback: fields.fallback ?? 'no-match' } as const
  return {
    name,
    limit,
    window,
    by: fields['aggregate-by'] === 'forwarded-ip' ? by : { is: 'ip' },
    paths,
    methods,
    action,
    responseCode: fields['response-code'] ?? 429,
  }
}

/** Name of a limit, as it becomes part of names in AWS. Throws as the readers do. */
export function readRateName(name: string): string {
  // A rule's name has 128 characters at most [SDK Rule], of which our prefix takes 15.
  if (/^[\w-]{1,113}$/.test(name)) return name
  throw new Error(`is ${shownValue(name)}; it takes up to 113 letters, digits, - and _`)
}

/** Limits that were read from plain data, or everything that is wrong with it. */
export type RateRulesReading = { is: 'read'; rules: readonly RateRule[] } | { is: 'wrong'; mistakes: readonly string[] }

/**
 * Reads limits by name, `{ login: { limit: 20, window: 60, paths: [/v1/auth/login] } }`. Each mistake is a sentence that
 * begins with its place below `place`.
 */
export function readRateRules(data: unknown, place: string): RateRulesReading {
  if (!isJsonObject(data) || Object.keys(data).length === 0) {
    return { is: 'wrong', mistakes: [`\`${place}\` is ${shownValue(data)}; it takes rate limits by name`] }
  }
  const readings = Object.entries(data).map(([name, given]) => readOne(name, given, `${place}.${name}`))
  const mistakes = readings.flatMap(reading => (reading.is === 'wrong' ? reading.mistakes : []))
  if (mistakes.length > 0) return { is: 'wrong', mistakes }
  return { is: 'read', rules: readings.flatMap(reading => (reading.is === 'read' ? reading.rules : [])) }
}

function readOne(name: string, given: unknown, place: string): RateRulesReading {
  const mistakes: string[] = []
  attempt(() => readRateName(name), place, mistakes)
  if (!isJsonObject(given)) {
    return {
      is: 'wrong',
      mistakes: [...mistakes, `\`${place}\` is ${shownValue(given)}; it takes \`limit\` and other settings`],
    }
  }
  const fields: RateFields = {}
  for (const [field, value] of Object.entries(given)) {
    attempt(() => Object.assign(fields, { [field]: readField(field, value) }), `${place}.${field}`, mistakes)
  }
  if (!Object.hasOwn(given, 'limit')) mistakes.push(`\`${place}.limit\` is required`)
  mistakes.push(...rateContradictions(fields, field => `\`${place}.${field}\``))
  return mistakes.length > 0 ? { is: 'wrong', mistakes } : { is: 'read', rules: [rateRuleOf(name, fields)] }
}

function readField(field: string, value: unknown): unknown {
  if (!Object.hasOwn(rateFields, field)) {
    throw new Error(`is no setting of a rate limit; those are ${Object.keys(rateFields).join(', ')}`)
  }
  return rateFields[field as keyof typeof rateFields](value)
}

function attempt(read: () => unknown, place: string, mistakes: string[]): void {
  try {
    read()
  } catch (error) {
    mistakes.push(`\`${place}\` ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readLimit(value: unknown): number {
  const limit = numberIn(value)
  // The least that WAF takes; the most is not documented with certainty, so WAF itself is left to refuse it.
  if (Number.isSafeInteger(limit) && limit >= 10) return limit
  throw new Error(`is ${shownValue(value)}; it takes a whole number of requests, 10 or more`)
}

/** `60`, `60s` and `1m` are the same. */
function readWindow(value: unknown): Window {
  const [, number, unit] = /^(\d{1,4})(s|m)?$/.exec(String(value)) ?? []
  const seconds = Number(number) * (unit === 'm' ? 60 : 1)
  const window = windows.find(known => known === seconds)
  if (window !== undefined) return window
  throw new Error(`is ${shownValue(value)}; it takes 60s, 120s, 300s or 600s, the windows that WAF has`)
}

function readHeader(value: unknown): string {
  // A field name is a token (RFC 9110, 5.1); WAF takes up to 255 characters [API ForwardedIPConfig].
  if (typeof value === 'string' && /^[\w!#$%&'*+.^`|~-]{1,255}$/.test(value)) return value
  throw new Error(`is ${shownValue(value)}; it takes the name of a header, such as X-Forwarded-For`)
}

const takesPaths = 'it takes beginnings of paths, such as /v1/auth/login'
const takesMethods = 'it takes HTTP methods, such as POST'

/** Things that a beginning of a path cannot have, as it is compared with what is decoded, normalised and without a query. */
const pathProblems: readonly { found: RegExp; says: string }[] = [
  { found: /^(?!\/)/, says: `which does not begin with /; ${takesPaths}` },
  { found: /[?#]/, says: 'which has a query or a fragment; only the path is compared' },
  { found: /\*/, says: 'which has a *; every path that begins like this is meant anyway' },
  { found: /%/, says: 'which has a %; write the character itself, since paths are compared decoded' },
  { found: /[\p{C}\p{Z}\\]/u, says: `which has a character that no path has; ${takesPaths}` },
  { found: /\/\.{0,2}\/|\/\.{1,2}$/, says: 'which has an empty part, `.` or `..`; paths are compared without them' },
]

function readPaths(value: unknown): readonly string[] {
  return [...new Set(textsOf(value, takesPaths).map(readPath))]
}

function readPath(path: string): string {
  const problem = pathProblems.find(({ found }) => found.test(path))
  if (problem) throw new Error(`has ${shownValue(path)}, ${problem.says}`)
  // [SDK ByteMatchStatement]
  if (Buffer.byteLength(path) > 200)
    throw new Error(`has ${shownValue(path)}, which is longer than the 200 bytes that WAF compares`)
  return path.replace(/[A-Z]/g, letter => letter.toLowerCase())
}

const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE']

function readMethods(value: unknown): readonly string[] {
  return [...new Set(textsOf(value, takesMethods).map(readMethod))]
}

function readMethod(text: string): string {
  const method = text.toUpperCase()
  if (knownMethods.includes(method)) return method
  throw new Error(`has ${shownValue(text)}, which is no HTTP method; those are ${knownMethods.join(', ')}`)
}

/**
 * What WAF can answer with (developer guide, "Supported status codes for custom responses"). Checked here, because WAF
 * gets to see it only when the rule blocks, which may be weeks later.
 */
const responseCodes: readonly (readonly number[])[] = [
  [200, 201, 202, 204, 206],
  [300, 301, 302, 303, 304, 307, 308],
  [400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 416, 421, 429],
  [500, 501, 502, 503, 504, 505],
]

function readResponseCode(value: unknown): number {
  const code = numberIn(value)
  if (responseCodes.flat().includes(code)) return code
  throw new Error(`is ${shownValue(value)}; it takes a status that WAF can answer with, such as 429, 403 or 503`)
}

/** A list of texts, or a text with commas, spaces or new lines between them. */
function textsOf(value: unknown, takes: string): readonly string[] {
  const texts = typeof value === 'string' ? value.split(/[\s,]+/).filter(part => part !== '') : value
  if (Array.isArray(texts) && texts.length > 0 && texts.every(text => typeof text === 'string')) return texts
  throw new Error(`is ${shownValue(value)}; ${takes}`)
}

function numberIn(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : NaN
}
