import { lookup as dnsLookup } from 'node:dns/promises'
import { type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { safeLine } from './core/foreign-text.ts'
import { addressProblem } from './core/health-url.ts'
import type { Probed, ProbeOptions } from './ports.ts'

const MOST_REDIRECTS = 3
/** Bytes of a body that are read. */
const LONGEST_BODY = 64 * 1024

interface Address {
  address: string
  family: number
}

/** Finds the addresses of a host name. */
export type Lookup = (host: string) => Promise<readonly Address[]>

export interface HttpProbeOptions extends ProbeOptions {
  /** The system's resolver unless given. */
  lookup?: Lookup
}

/**
 * Asks a URL once, over HTTP. The name is resolved once, and the connection goes to the very addresses that were found
 * allowed: a name that resolves to something else the second time (DNS rebinding) gains nothing. Proxies are not used,
 * since a proxy would resolve the name again.
 */
export async function probe(url: URL, options: HttpProbeOptions): Promise<Probed> {
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout
  try {
    const addresses = await unlessAborted(addressesOf(url, options), signal)
    return await askAndFollow(url, { addresses, signal, redirects: options.follow ? MOST_REDIRECTS : 0 })
  } catch (error) {
    if (error instanceof Refusal) return { is: 'refused', why: error.message }
    return { is: 'failed', why: whyFailed(error, { options, timeout }) }
  }
}

/** An address that must not be asked. */
class Refusal extends Error {}

async function addressesOf(url: URL, { allowPrivate, lookup = systemLookup }: HttpProbeOptions): Promise<Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const addresses = family === 0 ? await lookup(host) : [{ address: host, family }]
  if (addresses.length === 0) throw new Error(`${host} has no address`)
  if (allowPrivate) return [...addresses]
  for (const { address } of addresses) {
    const problem = addressProblem(address)
    if (problem !== undefined) throw new Refusal(`not asked, because ${address} is ${problem}`)
  }
  return [...addresses]
}

const systemLookup: Lookup = host => dnsLookup(host, { all: true })

interface Ask {
  addresses: readonly Address[]
  signal: AbortSignal
  /** How many more redirects are followed. */
  redirects: number
}

async function askAndFollow(url: URL, ask: Ask): Promise<Probed> {
  const response = await send(url, ask)
  const status = response.statusCode ?? 0
  const location = response.headers.location
  const target = status >= 300 && status < 400 && location !== undefined ? URL.parse(location, url.href) : null
  if (target && ask.redirects > 0 && sameHost(url, target)) {
    response.destroy()
    return askAndFollow(target, { ...ask, redirects: ask.redirects - 1 })
  }
  const body = await bodyOf(response)
  return { is: 'answered', status, ...(location === undefined ? {} : { location }), body }
}

/** The same host and port, or the same host's move from http to https. Not back: what http says can be forged. */
function sameHost(from: URL, to: URL): boolean {
  if (to.username !== '' || to.password !== '') return false
  if (from.protocol === 'http:' && to.protocol === 'https:') return from.hostname === to.hostname && to.port === ''
  return from.origin === to.origin
}

function send(url: URL, { addresses, signal }: Ask): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    request(url, {
      // An agent of its own, so that nothing else's connection is used and none stays open.
      agent: false,
      lookup: pinned(addresses),
      signal,
      headers: { 'user-agent': 'deploy-actions', accept: '*/*', 'accept-encoding': 'identity' },
    })
      .on('response', resolve)
      .on('error', reject)
      .end()
  })
}

/** Answers with the addresses that were checked, whatever the resolver would say now. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, callback) => {
    const [first = { address: '', family: 4 }] = addresses
    if (all === true) callback(null, [...addresses])
    else callback(null, first.address, first.family)
  }
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    // Leaving the loop closes the connection.
    if (size >= LONGEST_BODY) break
  }
  return Buffer.concat(chunks).subarray(0, LONGEST_BODY).toString('utf8')
}

/** Name resolution cannot be aborted, so it is left alone. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error('aborted'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject)
  })
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; nothing listens on that port',
  ECONNRESET: 'the connection was closed before an answer came',
  EPIPE: 'the connection was closed before an answer came',
  ENOTFOUND: 'there is no such host name; check its spelling and its DNS record',
  EAI_AGAIN: 'the host name could not be resolved just now',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  ETIMEDOUT: 'the connection could not be made in time; a security group or a firewall may drop it',
  EPROTO: 'the TLS handshake failed; the port may speak plain http',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified; the server may not send the intermediate one',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
}

function whyFailed(error: unknown, { options, timeout }: { options: HttpProbeOptions; timeout: AbortSignal }): string {
  if (options.signal?.aborted) return 'the check was cancelled'
  if (timeout.aborted) {
    return `no answer within ${options.timeoutMs / 1000} s; the program hangs, or a security group or a firewall drops the request`
  }
  const { code = '', message } = rootOf(error)
  return failures[code] ?? safeLine(code === '' ? message : `${message} (${code})`, { most: 300 })
}

/** Node tries several addresses and then throws all their errors as one. Whatever is thrown is read as an error. */
function rootOf(error: unknown): { code?: string; message: string } {
  const { code, message, errors } = Object(error) as { code?: string; message?: string; errors?: readonly unknown[] }
  if (errors?.[0] !== undefined) return rootOf(errors[0])
  return { message: message ?? String(error), ...(code === undefined ? {} : { code }) }
}
