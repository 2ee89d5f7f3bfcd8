/**
 * Loaded before an action's own code (`node --import`), after the faster clock: names of hosts lead to the simulator at
 * INTERNET_AT, which serves their pages, so that an action asks the very addresses that a manifest names.
 */
import dns from 'node:dns/promises'
import http from 'node:http'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import '../runner/fast-clock.ts'

const at = new URL(process.env['INTERNET_AT'] ?? '')

/** Public, so that it is asked; nobody is ever connected with it. */
const anywhere = { address: '198.41.0.4', family: 4 }

type Answered = (response: IncomingMessage) => void

function request(url: URL, options: RequestOptions, answered?: Answered): ClientRequest {
  const page = new URL(`/health/${url.host}${url.pathname}${url.search}`, at)
  return http.request(page, { ...options, lookup: undefined }, answered)
}

Object.assign(dns, { lookup: () => Promise.resolve([anywhere]) })
Object.assign(https, { request })
syncBuiltinESMExports()
