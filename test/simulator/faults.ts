import { AwsFault } from './fault.ts'
import type { Call, Trouble, WireReply } from './protocol/call.ts'

/**
 * What can go wrong between a caller and a service. Names that begin with `applied` say that the service did what it
 * was asked before things went wrong.
 */
export type FaultKind =
  /** Nobody listens. */
  | 'refused'
  /** The connection breaks before, or after, the service did it. */
  | 'lost'
  | 'applied-and-lost'
  /** HTTP 500. */
  | 'failed'
  | 'applied-and-failed'
  /** HTTP 503. */
  | 'unavailable'
  | 'applied-and-unavailable'
  /** No answer ever comes. */
  | 'hangs'
  | 'applied-and-hangs'
  /** Half of the answer arrives. */
  | 'applied-and-cut-off'
  /** HTTP 200 with nothing in it. */
  | 'applied-and-empty'
  /** HTTP 502 with a page of a proxy. */
  | 'applied-and-html'
  | 'throttled'
  /** The same, but for asking too much at once; other services than GitHub do not tell it from `throttled`. */
  | 'throttled-secondary'
  /** No policy allows it. */
  | 'denied'
  /** The credentials are too old. */
  | 'expired'
  /** By the clock of AWS, the request was signed too long ago, or too early. */
  | 'skewed'
  /** Somebody else registers a revision of the family at the same time. Of RegisterTaskDefinition, if nothing is said. */
  | 'contended'
  /** All is well, but late. */
  | 'slow'
  /** The caller dies before the request arrives, or before it gets the answer. */
  | 'killed'
  | 'applied-and-killed'

/** Which requests suffer what. All conditions that are given must hold. */
export interface PlannedFault {
  is: FaultKind
  /** `ecs:UpdateService`, `ecs:*`, `UpdateService`, several of these, or anything that can be said of a call. */
  on?: string | readonly string[] | ((call: Call) => boolean)
  /** The running number of the request in the whole simulation, from 0. */
  index?: number
  /** Of the requests that match, the first to suffer: 1 is the first of all. */
  nth?: number
  /** How many requests suffer. One, unless the fault has a probability or a period, or is `denied` or `expired`. */
  times?: number
  /** Chance of each request that matches; drawn from the seed. */
  probability?: number
  /** Milliseconds of virtual time since the world began. */
  from?: number
  until?: number
  /** How late a slow answer is, in milliseconds. */
  delay?: number
  /** What a refusal says, in place of the usual words. */
  message?: string
}

/** What reaches the caller. */
export type Delivery =
  | { is: 'reply'; reply: WireReply; delay?: number; refusal?: AwsFault }
  | { is: 'cut-off'; reply: WireReply }
  | { is: 'reset' | 'refused' | 'hang' | 'killed' }

interface Effect {
  /** Whether the service does what it was asked. */
  applies: boolean
  reaches: 'reply' | 'cut-off' | 'reset' | 'refused' | 'hang' | 'killed' | 'empty' | 'html' | 'contended' | Trouble
}

/** What each fault does: the one table that the plan, the simulation and the README go by. */
export const effects: Readonly<Record<FaultKind, Effect>> = {
  refused: { applies: false, reaches: 'refused' },
  lost: { applies: false, reaches: 'reset' },
  'applied-and-lost': { applies: true, reaches: 'reset' },
  failed: { applies: false, reaches: 'failed' },
  'applied-and-failed': { applies: true, reaches: 'failed' },
  unavailable: { applies: false, reaches: 'unavailable' },
  'applied-and-unavailable': { applies: true, reaches: 'unavailable' },
  hangs: { applies: false, reaches: 'hang' },
  'applied-and-hangs': { applies: true, reaches: 'hang' },
  'applied-and-cut-off': { applies: true, reaches: 'cut-off' },
  'applied-and-empty': { applies: true, reaches: 'empty' },
  'applied-and-html': { applies: true, reaches: 'html' },
  throttled: { applies: false, reaches: 'throttled' },
  'throttled-secondary': { applies: false, reaches: 'throttled-secondary' },
  denied: { applies: false, reaches: 'denied' },
  expired: { applies: false, reaches: 'expired' },
  skewed: { applies: false, reaches: 'skewed' },
  contended: { applies: false, reaches: 'contended' },
  slow: { applies: true, reaches: 'reply' },
  killed: { applies: false, reaches: 'killed' },
  'applied-and-killed': { applies: true, reaches: 'killed' },
}

/** What reaches the caller of a call that suffers a fault; `reply` is what the service would have answered. */
export function delivery(fault: PlannedFault, call: Call, reply: WireReply): Delivery {
  const { reaches } = effects[fault.is]
  switch (reaches) {
    case 'reply':
      return { is: 'reply', reply, delay: fault.delay ?? 5_000 }
    case 'cut-off':
      return { is: 'cut-off', reply }
    case 'reset':
    case 'refused':
    case 'hang':
    case 'killed':
      return { is: reaches }
    case 'empty':
      return { is: 'reply', reply: { status: 200, headers: reply.headers, body: '' } }
    case 'html':
      return { is: 'reply', reply: badGateway }
    default: {
      const refusal = refusalOf(reaches, { call, message: fault.message })
      return { is: 'reply', reply: call.dialect.refuse(refusal), refusal }
    }
  }
}

interface Refused {
  call: Call
  message: string | undefined
}

function refusalOf(trouble: Trouble | 'contended', { call, message }: Refused): AwsFault {
  const usual = trouble === 'contended' ? contention : call.dialect.trouble(trouble, call)
  return message === undefined ? usual : new AwsFault(usual.code, message, usual.status, usual.members)
}

/** As recorded in https://github.com/hashicorp/terraform-provider-aws/issues/9777. */
const contention = new AwsFault(
  'ClientException',
  'Too many concurrent attempts to create a new revision of the specified family.',
)

const badGateway: WireReply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
}

/** The faults that a world will suffer. Each request suffers one at most: the first in the plan that is for it. */
export class FaultPlan {
  private readonly random: () => number
  private planned: { fault: PlannedFault; matched: number; suffered: number }[] = []

  constructor(random: () => number) {
    this.random = random
  }

  add(...faults: readonly PlannedFault[]): void {
    this.planned.push(...faults.map(fault => ({ fault, matched: 0, suffered: 0 })))
  }

  /** From now on all goes well. */
  clear(): void {
    this.planned = []
  }

  /** The fault that a request suffers. `elapsed` is the virtual time since the world began, in milliseconds. */
  next(call: Call, { index, elapsed }: { index: number; elapsed: number }): PlannedFault | undefined {
    for (const entry of this.planned) {
      const { fault } = entry
      if (!isFor(fault, call) || !isDue(fault, { index, elapsed })) continue
      entry.matched++
      if (entry.matched < (fault.nth ?? 1) || entry.suffered >= (fault.times ?? usualTimes(fault))) continue
      if (fault.probability !== undefined && this.random() >= fault.probability) continue
      entry.suffered++
      return fault
    }
    return undefined
  }
}

function usualTimes({ is, probability, from, until }: PlannedFault): number {
  const lasts = is === 'denied' || is === 'expired' || [probability, from, until].some(value => value !== undefined)
  return lasts ? Infinity : 1
}

function isDue({ index, from = 0, until = Infinity }: PlannedFault, at: { index: number; elapsed: number }): boolean {
  return (index === undefined || index === at.index) && at.elapsed >= from && at.elapsed < until
}

function isFor(
  { is, on = is === 'contended' ? 'ecs:RegisterTaskDefinition' : undefined }: PlannedFault,
  call: Call,
): boolean {
  // AWS's credentials are not those of GitHub, and a health page takes none.
  if (on === undefined) return is !== 'expired' || !['github', 'web'].includes(call.service)
  if (typeof on === 'function') return on(call)
  const names = [`${call.service}:${call.operation}`, `${call.service}:*`, call.operation, '*']
  return (typeof on === 'string' ? [on] : on).some(pattern => names.includes(pattern))
}
