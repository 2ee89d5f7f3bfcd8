import ipaddr from 'ipaddr.js'
import { safeLine } from './foreign-text.ts'
import { redact } from './redaction.ts'

/** From the first to the last status, both included. */
export interface StatusRange {
  from: number
  to: number
}

export type AnswerVerdict = { is: 'healthy' } | { is: 'unhealthy'; why: string }

/** An address that has to answer. */
export interface HealthUrl {
  url: URL
  /** The member of its answer, JSON, that has to have a value. */
  member?: WantedMember
}

export interface WantedMember {
  /** Names with dots between them. */
  path: string
  value: string
}

/** Bytes of an answer that are read. */
export const longestBody = 64 * 1_024

const takesUrl = 'it takes addresses such as https://example.com/health'

/** What keeps a URL from being asked, and the sentence that says so. */
const urlProblems: readonly { readonly found: (url: URL) => boolean; readonly says: string }[] = [
  { found: url => !/^https?:$/.test(url.protocol), says: `which is neither https nor http; ${takesUrl}` },
  {
    // It would be printed with every answer, and a password in a workflow file is no secret.
    found: url => url.username !== '' || url.password !== '',
    says: 'which has a user or a password in it; health checks are asked without a login',
  },
  { found: url => url.href.length > 2_000, says: 'which is longer than 2,000 characters' },
]

/**
 * The address of a health check; https unless the text says otherwise. Throws an Error whose message completes the
 * sentence "`health-urls` …".
 */
export function parseHealthUrl(text: string): URL {
  const trimmed = text.trim()
  const has = `has ${JSON.stringify(redact(safeLine(trimmed, { most: 200 })))}`
  const url = urlOf(trimmed)
  if (!url) throw new Error(`${has}, which is no address; ${takesUrl}`)
  const problem = urlProblems.find(({ found }) => found(url))
  if (problem) throw new Error(`${has}, ${problem.says}`)
  url.hash = ''
  return url
}

function urlOf(text: string): URL | null {
  // URL takes white space and braces into a host or a path, where they are what a template left behind.
  if (text === '' || /[\s{}<>\\]/.test(text)) return null
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
}

/**
 * Statuses such as `200`, `200-299` or `2xx`, separated by commas, spaces or new lines. Throws an Error whose message
 * completes the sentence "`health-status` …".
 */
export function parseStatusRanges(text: string): StatusRange[] {
  const parts = text.split(/[\s,]+/).filter(part => part !== '')
  if (parts.length === 0) throw new Error('is empty; it takes statuses such as 200, 200-299 or 2xx')
  return parts.map(parseStatusRange)
}

function parseStatusRange(text: string): StatusRange {
  const [, hundreds, first, last = first] = /^(?:([1-5])xx|(\d{3})(?:-(\d{3}))?)$/i.exec(text) ?? []
  const from = hundreds === undefined ? Number(first) : Number(hundreds) * 100
  const to = hundreds === undefined ? Number(last) : from + 99
  if (from >= 100 && to <= 599 && from <= to) return { from, to }
  throw new Error(
    `has ${JSON.stringify(safeLine(text, { most: 100 }))}; it takes statuses from 100 to 599, such as 200, 200-299 or 2xx`,
  )
}

/** What an answer that was not wanted usually means behind a load balancer. */
const meanings: Readonly<Record<number, string>> = {
  400: 'the program does not accept the request; it may allow only certain host names',
  401: 'it asks for a login; let the health path answer without one',
  403: 'it is forbidden; a login, a list of allowed addresses or a web ACL stands before it',
  404: 'nothing is at this path; check the path, and that a rule of the load balancer sends it to this service',
  405: 'it cannot be asked with GET',
  429: 'a rate limit refused the request',
  500: 'the program failed while it answered; read its log',
  502: 'the load balancer got no proper answer from the task; it crashed, closed the connection, or speaks another protocol',
  503: 'the load balancer has no healthy task for it, or the program says that it is not ready',
  504: 'the task did not answer the load balancer in time; check its security group and what it waits for',
}

/** Whether a health check's answer is one of those wanted, and else why not, in a sentence without its end. */
export function judgeAnswer(
  { status, location }: { status: number; location?: string },
  wanted: readonly StatusRange[],
): AnswerVerdict {
  if (wanted.some(({ from, to }) => status >= from && status <= to)) return { is: 'healthy' }
  const answered = `answered ${status}, not ${wanted.map(shownRange).join(' or ')}`
  const meaning = status >= 300 && status < 400 ? redirection(location) : meanings[status]
  return { is: 'unhealthy', why: meaning === undefined ? answered : `${answered}: ${meaning}` }
}

/**
 * The path of a member in a JSON document, such as `version` or `build.commit`. Throws an Error whose message completes
 * the sentence "`health-json` …".
 */
export function parseMemberPath(text: string): string {
  if (/^[^\s.]+(\.[^\s.]+)*$/.test(text) && text.length <= 200) return text
  const has = JSON.stringify(safeLine(text, { most: 100 }))
  throw new Error(`is ${has}; it takes a member of the JSON that is answered, such as version or build.commit`)
}

/** Whether a member of the answer has the wanted value, and else why not: it shows which version answers. */
export function judgeMember(body: string, { path, value }: WantedMember): AnswerVerdict {
  const found = memberOf(body, path)
  if (found.is === 'unread') return { is: 'unhealthy', why: found.why }
  if (sameVersion(found.text, value)) return { is: 'healthy' }
  const shown = redact(safeLine(found.text, { most: 80 }))
  return { is: 'unhealthy', why: `says ${JSON.stringify(shown)} in \`${path}\`, not ${value}: another version answers` }
}

function memberOf(body: string, path: string): { is: 'read'; text: string } | { is: 'unread'; why: string } {
  if (new TextEncoder().encode(body).length >= longestBody)
    return { is: 'unread', why: `answered more than ${longestBody / 1_024} KiB, of which \`${path}\` is not read` }
  let at: unknown
  try {
    at = JSON.parse(body)
  } catch {
    return { is: 'unread', why: `answered something that is not JSON, so it does not say \`${path}\`` }
  }
  for (const name of path.split('.'))
    at = at instanceof Object && Object.hasOwn(at, name) ? at[name as never] : undefined
  if (typeof at === 'string' || typeof at === 'number') return { is: 'read', text: String(at) }
  return {
    is: 'unread',
    why: `answered JSON in which \`${path}\` is ${at === undefined ? 'not there' : 'neither text nor number'}`,
  }
}

/** Programs often know a commit by its first digits only. */
function sameVersion(one: string, other: string): boolean {
  if (one === other) return true
  const areCommits = [one, other].every(text => /^[0-9a-f]{7,40}$/.test(text))
  return areCommits && (one.startsWith(other) || other.startsWith(one))
}

function redirection(location: string | undefined): string | undefined {
  if (location === undefined) return undefined
  const target = redact(safeLine(location, { most: 200 }))
  return `it redirects to ${target}; name the address that answers itself, or accept the redirect in \`health-status\``
}

function shownRange({ from, to }: StatusRange): string {
  if (from === to) return String(from)
  return from % 100 === 0 && to === from + 99 ? `${from / 100}xx` : `${from}-${to}`
}

/** Why an address that stands in a URL itself, or `localhost`, must not be asked; undefined for all other names. */
export function literalAddressProblem({ hostname }: URL): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (host === 'localhost' || host.endsWith('.localhost')) return addressProblem('127.0.0.1')
  return /^[\d.]+$|:/.test(host) ? addressProblem(host) : undefined
}

/** The address without its query, which may hold a key. */
export function shownUrl({ origin, pathname, search }: URL): string {
  return safeLine(origin + pathname + (search === '' ? '' : '?…'), { most: 200 })
}

/** Addresses behind which AWS hands out credentials to whoever asks. */
const credentialServices: Readonly<Record<string, string>> = {
  '169.254.169.254': 'the instance metadata service, which hands out credentials',
  '169.254.170.2': 'the credentials service of ECS',
  '169.254.170.23': 'the credentials service of EKS',
  'fd00:ec2::254': 'the instance metadata service, which hands out credentials',
  'fd00:ec2::23': 'the credentials service of EKS',
}

/** By the names that ipaddr.js gives to the registered ranges. */
const ranges: Readonly<Record<string, string>> = {
  unspecified: 'an unspecified address, which means the runner itself',
  loopback: 'a loopback address: the runner itself',
  linkLocal: 'a link-local address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  carrierGradeNat: 'an address of a carrier’s inner network (100.64.0.0/10)',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
}

/**
 * Why an address must not be asked, in words that complete "it is …"; `undefined` for a public one. Whoever can name a
 * health URL could otherwise make a self-hosted runner ask what only it can reach.
 */
export function addressProblem(ip: string): string | undefined {
  if (!ipaddr.isValid(ip)) return 'not an IP address'
  const given = ipaddr.parse(ip)
  const mapped = given instanceof ipaddr.IPv6 && given.isIPv4MappedAddress()
  const address = mapped ? given.toIPv4Address() : given
  const service = credentialServices[address.toString()]
  if (service !== undefined) return service
  const range = address.range()
  if (range !== 'unicast') return ranges[range] ?? 'an address of a reserved range'
  return mapped ? 'an IPv4 address written as IPv6' : undefined
}
