import { createHash } from 'node:crypto'
import { Buckets } from './buckets.ts'
import { AwsFault } from './fault.ts'
import { delivery, effects, FaultPlan } from './faults.ts'
import type { Delivery, FaultKind, PlannedFault } from './faults.ts'
import { githubCall } from './github/index.ts'
import { Runner } from './in-process.ts'
import type { JsonObject } from './operation.ts'
import { denialOf } from './policy.ts'
import type { Denial } from './policy.ts'
import type { Call, WireReply, WireRequest } from './protocol/call.ts'
import { untimely } from './protocol/signature.ts'
import { SimulatorDefect } from './protocol/validate.ts'
import { seeded } from './random.ts'
import { awsCall } from './router.ts'
import { buildWorld } from './build-world.ts'
import { readScenario } from './scenario-file.ts'
import type { Scenario } from './scenario.ts'
import { milliseconds } from './shape.ts'
import type { Pages } from './web.ts'
import { webCall } from './web.ts'
import type { World } from './world.ts'

/** One request that somebody sent, and what came of it. */
export interface RequestRecord {
  /** Running number, from 0. */
  index: number
  /** Virtual time in milliseconds since 1970. */
  at: number
  runner: string
  /** As in IAM: `ecs`, `ecr`, `elasticloadbalancing`, `logs`, `wafv2`, …; or `github`, or `web`. */
  service: string
  operation: string
  input: JsonObject
  /** The service did what it was asked, whether or not the caller got to know. */
  applied: boolean
  reply?: JsonObject
  refusal?: { code: string; message: string }
  fault?: FaultKind
}

/** The door a request comes through. */
export type Entrance = 'aws' | 'github' | 'web'

/** A world, everybody who talks to it, and all that goes wrong between them. */
export class Simulation {
  readonly world: World
  readonly faults: FaultPlan
  readonly requests: RequestRecord[] = []
  readonly pages: Pages
  /** AWS throttles as documented. */
  throttles: boolean
  /** AWS knows members of task definitions that this SDK does not: they are taken, kept and given back. */
  acceptsUnknownTaskDefinitionMembers: boolean
  /** The same of web ACLs. */
  acceptsUnknownWebAclMembers: boolean
  /** How far the clock of AWS is ahead of that of every runner, in milliseconds. */
  clockSkew: number
  /** What no policy allows. */
  readonly denied: Denial[]
  /** Chance on the way to the services, apart from the world's own, so that asking does not change what happens. */
  readonly random: () => number
  private readonly buckets = new Buckets()
  private readonly began: number
  private defect: SimulatorDefect | undefined
  private runners = 0

  constructor(scenario: Scenario, seed = scenario.seed ?? 1) {
    const { world, pages } = buildWorld(scenario, seed)
    this.world = world
    this.pages = pages
    this.began = world.now()
    this.throttles = scenario.aws?.throttles ?? true
    this.acceptsUnknownTaskDefinitionMembers = scenario.aws?.acceptsUnknownTaskDefinitionMembers ?? true
    this.acceptsUnknownWebAclMembers = scenario.aws?.acceptsUnknownWebAclMembers ?? true
    this.clockSkew = milliseconds(scenario.aws?.clockSkew ?? 0)
    this.denied = [...(scenario.aws?.denied ?? [])]
    this.random = seeded(seed ^ 0x77697265)
    this.faults = new FaultPlan(seeded(seed ^ 0x6661756c))
  }

  /** One process on a runner, in virtual time. Several may live at once. */
  runner(name = `runner ${++this.runners}`): Runner {
    return new Runner(this, name)
  }

  /** Takes a request in, lets it take effect or not, and says what reaches the caller. */
  receive(entrance: Entrance, request: Omit<WireRequest, 'id'>, runner: string): Delivery {
    // Whoever takes a defect of the simulator for an error of AWS, and goes on, gets it again.
    if (this.defect) throw this.defect
    const call = this.read(entrance, { ...request, id: this.requestId() })
    const index = this.requests.length
    const { service, operation, input } = call
    const record: RequestRecord = { index, at: this.world.now(), runner, service, operation, input, applied: false }
    this.requests.push(record)
    const planned = this.faults.next(call, { index, elapsed: record.at - this.began })
    const fault = planned ?? (entrance === 'aws' ? this.refused(call, request) : undefined)
    if (fault) record.fault = fault.is
    const reply = fault && !effects[fault.is].applies ? nothing : this.answer(call, record)
    const delivered: Delivery = fault ? delivery(fault, call, reply) : { is: 'reply', reply }
    if (delivered.is === 'reply' && delivered.refusal) record.refusal = said(delivered.refusal)
    return entrance === 'aws' ? this.dated(delivered) : delivered
  }

  /** What AWS refuses before it looks at what is asked. */
  private refused(call: Call, request: Pick<WireRequest, 'headers'>): PlannedFault | undefined {
    const { service } = call
    const late = untimely(request, { service, now: this.world.now(), skew: this.clockSkew })
    if (late !== undefined) return { is: 'skewed', message: late }
    const denial = denialOf(call, this.denied, this.world)
    return denial === undefined ? this.throttled(call) : { is: 'denied', message: denial }
  }

  /** AWS says the time in every reply, by which the SDK corrects that of its signatures. */
  private dated(delivered: Delivery): Delivery {
    if (!('reply' in delivered)) return delivered
    const { reply } = delivered
    const date = new Date(Date.now() + this.clockSkew).toUTCString()
    return { ...delivered, reply: { ...reply, headers: { ...reply.headers, date } } }
  }

  /** SHA-256 of all that was asked, what came of it, and what happened: the same for the same scenario, seed and requests. */
  fingerprint(): string {
    return createHash('sha256')
      .update(JSON.stringify([this.requests, this.world.history]))
      .digest('hex')
  }

  private read(entrance: Entrance, request: WireRequest): Call {
    if (entrance === 'github') return githubCall(this.world, request)
    if (entrance === 'web') return webCall(this.world, this.pages, request)
    return awsCall(this.world, request, this)
  }

  private throttled({ service, operation }: Call): { is: 'throttled' } | undefined {
    const granted = !this.throttles || this.buckets.take(`${service}:${operation}`, this.world.now())
    return granted ? undefined : { is: 'throttled' }
  }

  private answer(call: Call, record: RequestRecord): WireReply {
    try {
      record.reply = call.perform()
      record.applied = true
      return call.dialect.reply(record.reply)
    } catch (error) {
      if (!(error instanceof AwsFault)) throw this.broken(call, error)
      record.refusal = said(error)
      return call.dialect.refuse(error)
    }
  }

  private broken({ service, operation }: Call, error: unknown): SimulatorDefect {
    const named = error instanceof SimulatorDefect ? error : undefined
    this.defect = named ?? new SimulatorDefect(`${service}:${operation} failed: ${String(error)}`, { cause: error })
    return this.defect
  }

  private requestId(): string {
    const digits = (count: number): string =>
      Array.from({ length: count }, () => Math.floor(this.random() * 16).toString(16)).join('')
    return [8, 4, 4, 4, 12].map(digits).join('-')
  }
}

const said = ({ code, message }: AwsFault): { code: string; message: string } => ({ code, message })

const nothing: WireReply = { status: 200, headers: {}, body: '' }

/** Starts the simulation of a world: from a world file, or as a test describes it. */
export function simulate(scenario: Scenario | string, { seed }: { seed?: number } = {}): Simulation {
  return new Simulation(typeof scenario === 'string' ? readScenario(scenario) : scenario, seed)
}
