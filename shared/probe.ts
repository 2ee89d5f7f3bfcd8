import { addressesOf, bodyOf, inTime, send } from './exchange.ts'
import type { Address, ExchangeOptions } from './exchange.ts'
import type { Probed, ProbeOptions } from './ports.ts'

const MOST_REDIRECTS = 3

export type HttpProbeOptions = ProbeOptions & Pick<ExchangeOptions, 'lookup'>

/** Asks a URL once, over HTTP. */
export function probe(url: URL, options: HttpProbeOptions): Promise<Probed> {
  return inTime(
    options,
    async signal => {
      const addresses = await addressesOf(url, options, signal)
      return askAndFollow(url, { addresses, signal, redirects: options.follow ? MOST_REDIRECTS : 0 })
    },
    '; the program hangs, or a security group or a firewall drops the request',
  )
}

interface Ask {
  addresses: readonly Address[]
  signal: AbortSignal
  /** How many more redirects are followed. */
  redirects: number
}

async function askAndFollow(url: URL, ask: Ask): Promise<Probed> {
  const response = await send(url, { ...ask, headers: {} })
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
