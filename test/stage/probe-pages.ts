import { BlockList, isIPv4 } from 'node:net'
import type { Probe } from '../../shared/ports.ts'
import type { Runner } from '../simulator/in-process.ts'

/**
 * Probes the pages of a world, where the real probe resolves names and opens sockets. A page that redirects leads to
 * its own address with a slash at the end, as web servers have it; from an address that ends in one it leads nowhere.
 */
export function probePages(fetch: Runner['fetch']): Probe {
  return async function probe(url, options) {
    const { allowPrivate, follow, signal } = options
    if (!allowPrivate && isPrivate(url)) return { is: 'refused', why: `not asked, because ${url.hostname} is private` }
    try {
      const response = await fetch(url, { redirect: 'manual', ...(signal && { signal }) })
      const { status } = response
      const location = status >= 300 && status < 400 ? withSlash(url) : undefined
      if (follow && location) return await probe(location, options)
      return { is: 'answered', status, ...(location && { location: location.href }), body: await response.text() }
    } catch (error) {
      return { is: 'failed', why: String(error) }
    }
  }
}

function withSlash({ pathname, search, origin }: URL): URL | undefined {
  return pathname.endsWith('/') ? undefined : new URL(`${pathname}/${search}`, origin)
}

/** Loopback, and what RFC 1918 keeps for private networks. */
const privateAddresses = new BlockList()
privateAddresses.addSubnet('127.0.0.0', 8)
privateAddresses.addSubnet('10.0.0.0', 8)
privateAddresses.addSubnet('172.16.0.0', 12)
privateAddresses.addSubnet('192.168.0.0', 16)

export function isPrivate({ hostname }: URL): boolean {
  return hostname === 'localhost' || (isIPv4(hostname) && privateAddresses.check(hostname))
}
