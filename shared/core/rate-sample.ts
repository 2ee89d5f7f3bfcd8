import ipaddr from 'ipaddr.js'
import { withoutSecrets } from './foreign-text.ts'
import type { Period } from './metric.ts'
import type { Aggregation, RateAction } from './rate-rule.ts'

/** One request of a sample, as WAF tells it. All of it is what somebody sent. */
export interface SampledRequest {
  /** What the rule did to it, such as `COUNT`. */
  action: string
  address: string
  method: string
  path: string
  /** By names in lower case. */
  headers: ReadonlyMap<string, string>
}

/** WAF samples the last three hours, and of each period only the first 5,000 requests [SDK GetSampledRequests]. */
const longestSample = 10_800_000
const samplePart = 1_800_000

/** The parts of a period for which to ask for samples, so that its last minutes are among them. In whole minutes. */
export function sampleParts({ from, until }: Period): Period[] {
  const begin = Math.floor(Math.max(from, until - longestSample) / minute) * minute
  const begins = Array.from(
    { length: Math.ceil((until - begin) / samplePart) },
    (_, index) => begin + index * samplePart,
  )
  return begins.map(at => ({ from: at, until: Math.min(at + samplePart, until) }))
}

const minute = 60_000

/** Things and how often each was seen, the most frequent first. */
export type Tally = readonly (readonly [string, number])[]

/** What WAF sampled in one period. */
export interface Sample {
  requests: readonly SampledRequest[]
  /** From so many requests they were taken. */
  population: number
}

/** Samples of requests over a limit, taken together. */
export interface SampleSummary {
  requests: number
  /** Whether no request was left out. */
  isWhole: boolean
  addresses: number
  /** Where they come from: the addresses, whole or cut to their networks. */
  origins: Tally
  /** Method and path. */
  paths: Tally
}

interface SampleView {
  by: Aggregation
  action: RateAction
  /** Whether the samples are of all the time that the evidence is of; WAF keeps three hours. */
  reachesBack: boolean
  /** Addresses are personal data; a log may be public. */
  showAddresses: boolean
}

export function summarizeSample(samples: readonly Sample[], view: SampleView): SampleSummary {
  const own = samples.flatMap(({ requests }) => requests.filter(({ action }) => action.toLowerCase() === view.action))
  const addresses = own.map(request => addressOf(request, view.by))
  return {
    requests: own.length,
    // "If PopulationSize is less than MaxItems, the sample includes every request" [SDK GetSampledRequestsResponse].
    isWhole: view.reachesBack && samples.every(({ requests, population }) => population <= requests.length),
    addresses: new Set(addresses).size,
    origins: tally(addresses.map(address => (view.showAddresses ? address : networkOf(address)))),
    paths: tally(own.map(({ method, path }) => `${method} ${plainPath(path)}`)),
  }
}

function tally(things: readonly string[]): Tally {
  const counts = new Map<string, number>()
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1)
  return [...counts].toSorted(([one, often], [other, oftener]) => oftener - often || (one < other ? -1 : 1))
}

/** The address that the limit is for: the client's own, or the first in the header (developer guide, "Forwarded IP"). */
function addressOf({ address, headers }: SampledRequest, by: Aggregation): string {
  return by.is === 'ip' ? address : (headers.get(by.header.toLowerCase())?.split(',')[0]?.trim() ?? '')
}

/**
 * An address without what tells one person from the neighbours: `203.0.113.x`, `2001:db8:1::/48`. The log of a public
 * repository is public, and an address is personal data.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'no address'
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString().replace(/\d+$/, 'x')
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/48`).toString()}/48`
}

/**
 * A path without what is only in this one: numbers, ids, tokens and whatever looks like a credential become `*`. So the
 * requests to one handler are one line, and the token in a link for a new password stays out of the log.
 */
export function plainPath(path: string): string {
  const [line = ''] = withoutSecrets(path)
  const parts = line.split('/').map(part => (isParticular(part) ? '*' : part))
  return parts.length > mostParts ? `${parts.slice(0, mostParts).join('/')}/…` : parts.join('/')
}

/** The first is what comes before the first slash: nothing. */
const mostParts = 7

function isParticular(part: string): boolean {
  return /^\d+$|[@%=]/.test(part) || part.length > 32 || (part.length >= 8 && /\d/.test(part))
}
