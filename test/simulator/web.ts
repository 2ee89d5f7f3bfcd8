import { AwsFault } from './fault.ts'
import type { Call, Dialect, WireRequest } from './protocol/call.ts'
import type { World } from './world.ts'

/** What a public address answers: what a service behind a load balancer does, or a fixed row of statuses. */
export type Page =
  | { is: 'balanced'; targetGroups: readonly string[] }
  /** One for each request in turn; the last one stays. */
  | { is: 'fixed'; statuses: readonly number[]; asked: number }

/** Addresses outside AWS and GitHub that a scenario knows, by URL without its query. */
export type Pages = Map<string, Page>

/** Reads a request to a public address. */
export function webCall(world: World, pages: Pages, { method, url }: WireRequest): Call {
  const address = `${url.origin}${url.pathname}`
  return {
    service: 'web',
    operation: `${method} ${address}`,
    input: { url: url.href },
    place: world,
    dialect,
    perform: () => {
      const blob = world.ecr.blob(url)
      if (blob !== undefined) return { status: 200, body: blob }
      const page = pages.get(address)
      if (page) return { status: status(world, page) }
      const known = [...pages.keys()].join(', ') || 'none'
      throw new AwsFault('NoSuchPage', `The simulator has no page ${address}. It has: ${known}.`, 404)
    },
  }
}

function status(world: World, page: Page): number {
  if (page.is === 'fixed') return page.statuses[Math.min(page.asked++, page.statuses.length - 1)] ?? 200
  const answers = page.targetGroups.map(group => world.elb.answer(group)).filter(answer => answer !== undefined)
  const answer = answers[0]
  // What an Application Load Balancer says when it has no target, or when its target is silent.
  if (answer === undefined) return 503
  return answer === 'timeout' ? 504 : answer
}

const headers = { 'content-type': 'application/json' }

const dialect: Dialect = {
  reply: ({ status, body }) => ({
    status: Number(status),
    headers,
    body: typeof body === 'string' ? body : JSON.stringify({ status }),
  }),
  refuse: ({ message, status }) => ({ status, headers: { 'content-type': 'text/plain' }, body: message }),
  trouble: trouble => new AwsFault(trouble, 'Service Unavailable', trouble === 'failed' ? 500 : 503),
}
