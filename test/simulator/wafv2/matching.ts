import { BlockList, isIP } from 'node:net'
import type {
  ByteMatchStatement,
  FieldToMatch,
  ForwardedIPConfig,
  Statement,
  TextTransformation,
} from '@aws-sdk/client-wafv2'
import type { Entity } from './model.ts'
import type { Flow } from './traffic.ts'

/** A request in the middle of a web ACL. */
export interface Inspected {
  readonly flow: Flow
  /** Labels that rules before have given it, fully qualified. */
  readonly labels: ReadonlySet<string>
  /** What rules refer to. */
  readonly entities: ReadonlyMap<string, Entity>
}

type Matchers = {
  readonly [Kind in keyof Statement]?: (statement: NonNullable<Statement[Kind]>, request: Inspected) => boolean
}

/** Kinds of statements by what they look at. What is not here looks at what these requests do not have. */
const matchers: Matchers = {
  ByteMatchStatement: (statement, { flow }) =>
    componentsOf(flow, statement).some(component => holdsBytes(component, statement)),
  RegexMatchStatement: (statement, { flow }) =>
    componentsOf(flow, statement).some(component => new RegExp(statement.RegexString ?? '').test(component)),
  RegexPatternSetReferenceStatement: (statement, { flow, entities }) => {
    const set = entities.get(statement.ARN ?? '')
    const patterns = set?.is === 'regex-pattern-set' ? set.patterns : []
    return componentsOf(flow, statement).some(component =>
      patterns.some(pattern => new RegExp(pattern).test(component)),
    )
  },
  SizeConstraintStatement: (statement, { flow }) =>
    componentsOf(flow, statement).some(component =>
      comparisons[statement.ComparisonOperator ?? 'EQ'](Buffer.byteLength(component), statement.Size ?? 0),
    ),
  GeoMatchStatement: ({ CountryCodes = [] }, { flow }) => CountryCodes.some(code => code === flow.country),
  IPSetReferenceStatement: ({ ARN = '', IPSetForwardedIPConfig }, { flow, entities }) => {
    const set = entities.get(ARN)
    const address = IPSetForwardedIPConfig ? forwardedIp(flow, IPSetForwardedIPConfig) : flow.ip
    if (address === 'invalid') return IPSetForwardedIPConfig?.FallbackBehavior === 'MATCH'
    return address !== undefined && set?.is === 'ip-set' && blockList(set.addresses).check(address, family(address))
  },
  LabelMatchStatement: ({ Scope, Key = '' }, { labels }) =>
    [...labels].some(label =>
      Scope === 'NAMESPACE' ? label.includes(`:${Key}`) || label.startsWith(Key) : `:${label}`.endsWith(`:${Key}`),
    ),
  AndStatement: ({ Statements = [] }, request) => Statements.every(nested => matches(nested, request)),
  OrStatement: ({ Statements = [] }, request) => Statements.some(nested => matches(nested, request)),
  NotStatement: ({ Statement = {} }, request) => !matches(Statement, request),
}

/** Whether a request matches a statement that neither counts rates nor runs a rule group. */
export function matches(statement: Statement, request: Inspected): boolean {
  return Object.entries(statement).some(([kind, value]) => {
    const matcher = (matchers as Record<string, ((value: unknown, request: Inspected) => boolean) | undefined>)[kind]
    return matcher?.(value, request) ?? false
  })
}

/**
 * The first address in the header; nothing without the header, where a rule does not apply at all [SDK
 * ForwardedIPConfig].
 */
export function forwardedIp(
  { headers }: Flow,
  { HeaderName = '' }: Pick<ForwardedIPConfig, 'HeaderName'>,
): string | undefined {
  const [first] = headers[HeaderName.toLowerCase()]?.split(',') ?? []
  if (first === undefined) return undefined
  return isIP(first.trim()) === 0 ? 'invalid' : first.trim()
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', length = ''] = range.split('/')
    list.addSubnet(address, Number(length), family(address))
  }
  return list
}

const comparisons = {
  EQ: (size: number, bound: number) => size === bound,
  NE: (size: number, bound: number) => size !== bound,
  LE: (size: number, bound: number) => size <= bound,
  LT: (size: number, bound: number) => size < bound,
  GE: (size: number, bound: number) => size >= bound,
  GT: (size: number, bound: number) => size > bound,
} as const

interface Inspection {
  FieldToMatch?: FieldToMatch | undefined
  TextTransformations?: TextTransformation[] | undefined
}

/** The parts of the request that a statement looks into, transformed; these requests have no body and no cookies. */
function componentsOf(flow: Flow, { FieldToMatch = {}, TextTransformations = [] }: Inspection): string[] {
  const { UriPath, QueryString, Method, SingleHeader, AllQueryArguments, SingleQueryArgument } = FieldToMatch
  const found = [
    UriPath && flow.path,
    QueryString && flow.query,
    Method && flow.method,
    SingleHeader && flow.headers[SingleHeader.Name?.toLowerCase() ?? ''],
    ...(AllQueryArguments ? [...new URLSearchParams(flow.query).values()] : []),
    ...(SingleQueryArgument ? new URLSearchParams(flow.query).getAll(SingleQueryArgument.Name ?? '') : []),
  ]
  const order = TextTransformations.toSorted((one, other) => (one.Priority ?? 0) - (other.Priority ?? 0))
  return found
    .filter(component => component !== undefined)
    .map(component => order.reduce((text, { Type }) => transformations[Type ?? 'NONE']?.(text) ?? text, component))
}

/** Those that paths and methods are given. Any other leaves the text as it is. */
const transformations: Readonly<Record<string, (text: string) => string>> = {
  LOWERCASE: text => text.toLowerCase(),
  URL_DECODE: text => text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  NORMALIZE_PATH: text => new URL(text, 'https://host').pathname,
}

function holdsBytes(component: string, { SearchString, PositionalConstraint }: ByteMatchStatement): boolean {
  // Bytes travel as base64 in JSON, and stay so here.
  const wanted = Buffer.from(String(SearchString), 'base64').toString()
  return positions[PositionalConstraint ?? 'EXACTLY'](component, wanted)
}

const positions = {
  EXACTLY: (text: string, wanted: string) => text === wanted,
  STARTS_WITH: (text: string, wanted: string) => text.startsWith(wanted),
  ENDS_WITH: (text: string, wanted: string) => text.endsWith(wanted),
  CONTAINS: (text: string, wanted: string) => text.includes(wanted),
  CONTAINS_WORD: (text: string, wanted: string) => text.split(/\W+/).includes(wanted),
} as const
