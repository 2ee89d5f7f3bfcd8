import { AwsFault } from './fault.ts'
import type { Call, Dialect, WireRequest } from './protocol/call.ts'
import type { JsonObject } from './operation.ts'
import type { Post, WebhookKind } from './webhooks.ts'
import { answerPost } from './webhooks.ts'
import type { World } from './world.ts'

/** What a public address answers: what a service behind a load balancer does, or a fixed row of statuses. */
export type Page =
  | { is: 'balanced'; targetGroups: readonly string[] }
  /** One for each request in turn; the last one stays. */
  | { is: 'fixed'; statuses: readonly number[]; bodies: readonly string[]; asked: number }
  /** Takes messages; the statuses are for the first of them, in turn, and all later ones are taken as they should be. */
  | { is: 'webhook'; kind: WebhookKind; statuses: readonly number[]; posts: Post[] }

/** Addresses outside AWS and GitHub that a scenario knows, by URL without its query. */
export type Pages = Map<string, Page>

/** What was posted to an address, the oldest first, whatever was answered. */
export function postsTo(pages: Pages, address: string): readonly Post[] {
  const page = pages.get(address)
  return page?.is === 'webhook' ? page.posts : []
}

/** Reads a request to a public address. */
export function webCall(world: World, pages: Pages, request: WireRequest): Call {
  const { method, url } = request
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
      if (page?.is === 'webhook') return { ...post(world, page, request) }
      if (page) return { ...body(page), status: status(world, page) }
      const known = [...pages.keys()].join(', ') || 'none'
      throw new AwsFault('NoSuchPage', `The simulator has no page ${address}. It has: ${known}.`, 404)
    },
  }
}

function post(world: World, page: Extract<Page, { is: 'webhook' }>, request: WireRequest): JsonObject {
  const { method, headers, body } = request
  if (method !== 'POST') return { status: 405, body: 'method_not_allowed' }
  const status = page.statuses[page.posts.length]
  page.posts.push({ at: world.now(), headers, body })
  return status === undefined ? { ...answerPost(page.kind, body) } : { status, body: '' }
}

/** One for each request in turn, as with the statuses. */
function body(page: Exclude<Page, { is: 'webhook' }>): JsonObject {
  const text = page.is === 'fixed' ? (page.bodies[page.asked] ?? page.bodies.at(-1)) : undefined
  return text === undefined ? {} : { body: text }
}

function status(world: World, page: Exclude<Page, { is: 'webhook' }>): number {
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
    // Slack and Discord say how long they want to be left alone.
    headers: { ...headers, ...(status === 429 && { 'retry-after': '7' }) },
    body: typeof body === 'string' ? body : JSON.stringify({ status }),
  }),
  refuse: ({ message, status }) => ({ status, headers: { 'content-type': 'text/plain' }, body: message }),
  trouble: trouble => new AwsFault(trouble, 'Service Unavailable', trouble === 'failed' ? 500 : 503),
}
