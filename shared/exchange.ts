import { lookup as dnsLookup } from 'node:dns/promises'
import { type IncomingMessage, type OutgoingHttpHeaders, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { safeLine } from './core/foreign-text.ts'
import { addressProblem, longestBody } from './core/health-url.ts'

/*
 * One request to an address that a workflow names. The name is resolved once, and the connection goes to the very
 * addresses that were found allowed: a name that resolves to something else the second time (DNS rebinding) gains
 * nothing. Proxies are not used, since a proxy would resolve the name again.
 */

export interface Address {
  address: string
  family: number
}

/** Finds the addresses of a host name. */
export type Lookup = (host: string) => Promise<readonly Address[]>

export interface ExchangeOptions {
  timeoutMs: number
  /** Whether addresses inside a network (private, loopback) may be asked. */
  allowPrivate: boolean
  signal?: AbortSignal
  /** The system's resolver unless given. */
  lookup?: Lookup
}

/** How an exchange failed, or why it was not begun. */
export type NoAnswer = { is: 'failed'; why: string } | { is: 'refused'; why: string }

/** Does the work in the time that it may take. What goes wrong is an answer, too. `silence` says what its lack means. */
export async function inTime<T>(
  options: ExchangeOptions,
  work: (signal: AbortSignal) => Promise<T>,
  silence = '',
): Promise<T | NoAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout
  try {
    return await work(signal)
  } catch (error) {
    if (error instanceof Refusal) return { is: 'refused', why: error.message }
    if (options.signal?.aborted) return { is: 'failed', why: 'it was cancelled' }
    if (timeout.aborted) return { is: 'failed', why: `no answer within ${options.timeoutMs / 1000} s${silence}` }
    return { is: 'failed', why: whyFailed(error) }
  }
}

/** An address that must not be asked. */
class Refusal extends Error {}

/** The addresses of a URL's host, all of them allowed. */
export function addressesOf(url: URL, options: ExchangeOptions, signal: AbortSignal): Promise<Address[]> {
  return unlessAborted(allowedAddresses(url, options), signal)
}

async function allowedAddresses(
  url: URL,
  { allowPrivate, lookup = systemLookup }: ExchangeOptions,
): Promise<Address[]> {
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

interface Message {
  addresses: readonly Address[]
  signal: AbortSignal
  headers: OutgoingHttpHeaders
  /** Sent by POST; without one the URL is asked by GET. */
  body?: string
}

/** Sends one request, and gives the answer as soon as its head is there. */
export function send(url: URL, { addresses, signal, headers, body }: Message): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    request(url, {
      method: body === undefined ? 'GET' : 'POST',
      // An agent of its own, so that nothing else's connection is used and none stays open.
      agent: false,
      lookup: pinned(addresses),
      signal,
      headers: { 'user-agent': 'deploy-actions', accept: '*/*', 'accept-encoding': 'identity', ...headers },
    })
      .on('response', resolve)
      .on('error', reject)
      .end(body)
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

/** The body of an answer, or the beginning of one that is too long. */
export async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    // Leaving the loop closes the connection.
    if (size >= longestBody) break
  }
  return Buffer.concat(chunks).subarray(0, longestBody).toString('utf8')
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

function whyFailed(error: unknown): string {
  const { code = '', message } = rootOf(error)
  return failures[code] ?? safeLine(code === '' ? message : `${message} (${code})`, { most: 300 })
}

/** Node tries several addresses and then throws all their errors as one. Whatever is thrown is read as an error. */
function rootOf(error: unknown): { code?: string; message: string } {
  const { code, message, errors } = Object(error) as { code?: string; message?: string; errors?: readonly unknown[] }
  if (errors?.[0] !== undefined) return rootOf(errors[0])
  return { message: message ?? String(error), ...(code === undefined ? {} : { code }) }
}
