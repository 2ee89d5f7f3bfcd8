/** Requests that are all alike, and arrive at a steady rate from one client. */
export interface Flow {
  readonly ip: string
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: string
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Two letters, as in ISO 3166. */
  readonly country: string
  /** Rules of rule groups that they match, such as `AWSManagedRulesCommonRuleSet#NoUserAgent_HEADER`. */
  readonly violates: readonly string[]
  readonly perMinute: number
  /** ARN of what they are sent to. */
  readonly to: string
  /** Milliseconds since 1970; `-Infinity` for what always was. */
  readonly from: number
  until: number
  /** Where in the interval between two requests the counting begins, from 0 to 1. */
  readonly phase: number
}

/** What clients begin to send; what is left out is usual. */
export interface NewTraffic {
  /** The first client's address; the others have those that follow. */
  ip: string
  clients?: number
  perMinute: number
  path: string
  method?: string
  headers?: Readonly<Record<string, string>>
  country?: string
  violates?: readonly string[]
  to: string
  from: number
  until?: number
}

const minute = 60_000

/** A flow for each client. */
export function flowsOf({ ip, clients = 1, path, headers = {}, ...rest }: NewTraffic, random: () => number): Flow[] {
  const [bare = '', query = ''] = path.split('?')
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  const usual = { method: 'GET', country: 'US', violates: [], until: Infinity }
  const alike = { ...usual, ...rest, path: bare, query, headers: Object.fromEntries(lowerCase) }
  return Array.from({ length: clients }, (_, index) => ({ ...alike, ip: addressAfter(ip, index), phase: random() }))
}

function addressAfter(ip: string, distance: number): string {
  if (distance === 0) return ip
  if (ip.includes(':')) return ip.replace(/[\da-f]*$/i, last => (parseInt(last || '0', 16) + distance).toString(16))
  const number = ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + distance
  return [24, 16, 8, 0].map(shift => Math.floor(number / 2 ** shift) % 256).join('.')
}

/** How many requests of a flow arrive from one instant to another, the second not included. Additive. */
export function requestsBetween(flow: Flow, from: number, to: number): number {
  const [start, end] = [Math.max(from, flow.from), Math.min(to, flow.until)]
  return end > start ? numberAt(flow, end) - numberAt(flow, start) : 0
}

/** When they arrive. */
export function* arrivals(flow: Flow, from: number, to: number): Generator<number> {
  const start = Math.max(from, flow.from)
  const count = requestsBetween(flow, from, to)
  const first = numberAt(flow, start)
  for (let index = 0; index < count; index++) yield ((first + index - flow.phase) * minute) / flow.perMinute
}

/** The running number of the next request at an instant. */
function numberAt({ perMinute, phase }: Flow, at: number): number {
  return Math.ceil((at / minute) * perMinute + phase)
}
