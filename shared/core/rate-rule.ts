import { isJsonObject } from './json.ts'
import type { JsonObject } from './json.ts'

/** Seconds over which WAF counts requests [SDK RateBasedStatement]. */
export const windows = [60, 120, 300, 600] as const

export type Window = (typeof windows)[number]

/** What a limit holds for: each address that a request comes from, or that a header names. */
export type Aggregation = { is: 'ip' } | { is: 'forwarded-ip'; header: string; fallback: 'match' | 'no-match' }

/** What a rate limit watches. A change of any of it resets WAF's counts, and makes earlier evidence worthless. */
export interface RateSettings {
  /** Requests in a window, from 10. */
  limit: number
  window: Window
  by: Aggregation
  /** Beginnings of paths, normalised and in lower case, of which any is enough; none for all requests. */
  paths: readonly string[]
  /** In upper case, of which any is enough; none for all. */
  methods: readonly string[]
}

export type RateAction = 'count' | 'block'

/** A rate limit as it is wanted. */
export interface RateRule extends RateSettings {
  /** As its owner calls it. */
  name: string
  /** Left out, a new or a changed rule counts, and one that is there as wanted goes on with what it does. */
  action: RateAction | undefined
  /** HTTP status that a blocked request is answered with. */
  responseCode: number
}

/** The mark of our rules: nobody else's name begins like this, and no rule without it is ever touched. */
const prefix = 'deploy-actions-'

/** Name of the rule in the web ACL, and of its metrics. */
export function ruleNameOf(name: string): string {
  return prefix + name
}

/** What its owner calls a rule of ours; undefined for anybody else's. */
export function ownName(ruleName: unknown): string | undefined {
  return typeof ruleName === 'string' && ruleName.startsWith(prefix) ? ruleName.slice(prefix.length) : undefined
}

/** The rule's statement in WAF's own JSON. */
export function statementOf(settings: RateSettings): JsonObject {
  const { limit, window, by } = settings
  const scope = scopeOf(settings)
  return {
    RateBasedStatement: {
      Limit: limit,
      EvaluationWindowSec: window,
      AggregateKeyType: by.is === 'ip' ? 'IP' : 'FORWARDED_IP',
      ...(scope && { ScopeDownStatement: scope }),
      ...(by.is === 'forwarded-ip' && { ForwardedIPConfig: forwardedIp(by) }),
    },
  }
}

function forwardedIp({ header, fallback }: Extract<Aggregation, { is: 'forwarded-ip' }>): JsonObject {
  return { HeaderName: header, FallbackBehavior: fallback === 'match' ? 'MATCH' : 'NO_MATCH' }
}

/** Requests to any of the paths, with any of the methods. */
function scopeOf({ paths, methods }: Pick<RateSettings, 'paths' | 'methods'>): JsonObject | undefined {
  const parts = [paths.map(pathMatch), methods.map(methodMatch)].map(each => joined('OrStatement', each))
  return joined(
    'AndStatement',
    parts.filter(part => part !== undefined),
  )
}

/** WAF refuses to join less than two statements. */
function joined(kind: 'AndStatement' | 'OrStatement', statements: readonly JsonObject[]): JsonObject | undefined {
  return statements.length > 1 ? { [kind]: { Statements: statements } } : statements[0]
}

/**
 * A path is compared as the application will read it, whatever it was disguised as: `/v1/%61uth`, `/v1//auth`,
 * `/v1/x/../auth` and `/V1/Auth` all reach the handler of `/v1/auth` in one web framework or another. Where one of them
 * does not, it is a request that nobody sends in earnest. Decoding comes first, as `%2e` and `%2f` are part of the path
 * that is normalised then.
 */
const asTheApplicationReads = ['URL_DECODE', 'NORMALIZE_PATH', 'LOWERCASE']

function pathMatch(path: string): JsonObject {
  return byteMatch(path, {
    FieldToMatch: { UriPath: {} },
    PositionalConstraint: 'STARTS_WITH',
    TextTransformations: asTheApplicationReads.map((Type, Priority) => ({ Priority, Type })),
  })
}

/** Methods are case-sensitive (RFC 9110, 9.1), so they are compared as they are. */
function methodMatch(method: string): JsonObject {
  return byteMatch(method, {
    FieldToMatch: { Method: {} },
    PositionalConstraint: 'EXACTLY',
    TextTransformations: [{ Priority: 0, Type: 'NONE' }],
  })
}

/** In WAF's JSON the bytes that are looked for are in Base64. */
function byteMatch(searched: string, how: JsonObject): JsonObject {
  return { ByteMatchStatement: { SearchString: Buffer.from(searched).toString('base64'), ...how } }
}

/** What a rule watches, if it is one that `statementOf` could have made; undefined for what is anything else. */
export function readSettings(statement: unknown): RateSettings | undefined {
  const rate = isJsonObject(statement) ? statement['RateBasedStatement'] : undefined
  if (!isJsonObject(rate)) return undefined
  const { Limit: limit, EvaluationWindowSec: seconds = 300, ScopeDownStatement: scope } = rate
  const window = windows.find(known => known === seconds)
  const [by, scopes] = [readAggregation(rate), readScope(scope)]
  if (typeof limit !== 'number' || window === undefined || !by || !scopes) return undefined
  return isEmpty(rate['CustomKeys']) ? { limit, window, by, ...scopes } : undefined
}

function readAggregation({ AggregateKeyType: type, ForwardedIPConfig: config }: JsonObject): Aggregation | undefined {
  if (type === 'IP') return { is: 'ip' }
  if (type !== 'FORWARDED_IP' || !isJsonObject(config)) return undefined
  const { HeaderName: header, FallbackBehavior: fallback } = config
  if (typeof header !== 'string') return undefined
  return { is: 'forwarded-ip', header, fallback: fallback === 'MATCH' ? 'match' : 'no-match' }
}

/** Makes the scope anew from the strings that are looked for: it is ours if that is what is there. */
function readScope(scope: unknown): Pick<RateSettings, 'paths' | 'methods'> | undefined {
  const matches = byteMatchesIn(scope)
  const searchedIn = (field: string): string[] =>
    matches.flatMap(({ FieldToMatch, SearchString }) =>
      isJsonObject(FieldToMatch) && field in FieldToMatch
        ? [Buffer.from(String(SearchString), 'base64').toString()]
        : [],
    )
  const read = { paths: searchedIn('UriPath'), methods: searchedIn('Method') }
  return covers(scope, scopeOf(read)) ? read : undefined
}

function byteMatchesIn(statement: unknown): JsonObject[] {
  if (!isJsonObject(statement)) return []
  const { ByteMatchStatement: match, AndStatement, OrStatement } = statement
  if (isJsonObject(match)) return [match]
  const joint = AndStatement ?? OrStatement
  const inner = isJsonObject(joint) ? joint['Statements'] : undefined
  return Array.isArray(inner) ? inner.flatMap(byteMatchesIn) : []
}

/** Whether all that is wanted is there, and nothing beside it: WAF may show members that are empty. */
function covers(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) return false
    return wanted.every((one, index) => covers(actual[index], one))
  }
  if (!isJsonObject(wanted)) return wanted === undefined ? isEmpty(actual) : actual === wanted
  if (!isJsonObject(actual)) return false
  const names = new Set([...Object.keys(wanted), ...Object.keys(actual)])
  return [...names].every(name => covers(actual[name], wanted[name]))
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

/** One setting that is another one than wanted. */
export interface SettingChange {
  setting: string
  /** As people read them. */
  before: string
  after: string
}

/** What differs between two limits. The order of paths and of methods means nothing. */
export function settingChanges(before: RateSettings, after: RateSettings): SettingChange[] {
  return shownSettings.flatMap(({ setting, text, key = text }) =>
    key(before) === key(after) ? [] : [{ setting, before: text(before), after: text(after) }],
  )
}

interface ShownSetting {
  setting: string
  text: (settings: RateSettings) => string
  /** What is compared, if not the text. */
  key?: (settings: RateSettings) => string
}

const shownSettings: readonly ShownSetting[] = [
  { setting: 'limit', text: ({ limit }) => requests(limit) },
  { setting: 'window', text: ({ window }) => `${window}s` },
  {
    setting: 'aggregate-by',
    text: ({ by }) => aggregationText(by),
    key: ({ by }) => aggregationText(by).toLowerCase(),
  },
  { setting: 'paths', text: ({ paths }) => listText(paths), key: ({ paths }) => listText(paths.toSorted()) },
  { setting: 'methods', text: ({ methods }) => listText(methods), key: ({ methods }) => listText(methods.toSorted()) },
]

function requests(limit: number): string {
  return `${limit.toLocaleString('en-US')} requests`
}

function listText(names: readonly string[]): string {
  return names.length === 0 ? 'all' : names.join(', ')
}

function aggregationText(by: Aggregation): string {
  if (by.is === 'ip') return 'each address'
  return `each address in ${by.header} (${by.fallback} where it holds none)`
}

/** A limit as people say it: `at most 20 requests in 60s from each address, POST to /v1/auth/login`. */
export function settingsText({ limit, window, by, paths, methods }: RateSettings): string {
  const which = [methods.join(' or '), paths.length > 0 ? `to ${paths.join(' or ')}` : ''].filter(Boolean).join(' ')
  return `at most ${requests(limit)} in ${window}s from ${aggregationText(by)}${which === '' ? '' : `, ${which}`}`
}

/** Whether the one limit blocks nothing that the other does not: evidence for the other is evidence for it. */
export function isLooser(limit: RateSettings, than: RateSettings): boolean {
  return limit.limit > than.limit && settingChanges({ ...limit, limit: than.limit }, than).length === 0
}

/** Eight hexadecimal digits that tell one limit's settings from another's (FNV-1a, 32 bit). */
export function fingerprint(settings: RateSettings): string {
  const text = shownSettings.map(({ text, key = text }) => key(settings)).join('\n')
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
