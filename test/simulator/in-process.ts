import { setMaxListeners } from 'node:events'
import { Readable } from 'node:stream'
import type { Delivery } from './faults.ts'
import type { WireRequest } from './protocol/call.ts'
import type { Entrance, Simulation } from './simulation.ts'
import type { SocketErrors } from './sockets.ts'
import { fetchErrors, half, sdkErrors } from './sockets.ts'

/** A request as the SDK's clients hand it to their request handler. */
interface SdkRequest {
  method: string
  protocol: string
  hostname: string
  path: string
  query?: Record<string, string | string[] | null>
  headers: Record<string, string>
  body?: unknown
}

interface SdkResponse {
  statusCode: number
  headers: Record<string, string>
  body: Uint8Array | Readable
}

interface HandlerOptions {
  /** The SDK's types also allow an older kind of signal, which nobody uses. */
  abortSignal?: unknown
  requestTimeout?: number
}

/** How long a client waits for an answer that does not come, in milliseconds of virtual time. */
const patience = { sdk: 10_000, fetch: 300_000 }

/**
 * One process on a runner. It talks to the simulation in memory and lives in virtual time; what goes wrong looks to
 * it as it does through Node's sockets.
 */
export class Runner {
  readonly name: string
  private readonly simulation: Simulation
  private readonly death = new AbortController()

  constructor(simulation: Simulation, name: string) {
    this.simulation = simulation
    this.name = name
    // As many may wait at once as the process likes.
    setMaxListeners(0, this.death.signal)
  }

  get killed(): boolean {
    return this.death.signal.aborted
  }

  /** SIGKILL: nothing that this process waits for ever comes. */
  kill(): void {
    this.death.abort()
  }

  /** Virtual time, as this process sees it: its clock may be off. */
  readonly clock = {
    now: (): number => this.simulation.world.now() - this.simulation.clockSkew,
    sleep: async (ms: number, signal?: AbortSignal): Promise<void> => {
      const dead = this.death.signal
      if (!dead.aborted) {
        await this.simulation.world.timeline.sleep(ms, signal ? AbortSignal.any([signal, dead]) : dead)
      }
      if (this.killed) await never()
    },
  }

  /** What the SDK's clients take as `requestHandler`. */
  readonly requestHandler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request: SdkRequest, options: HandlerOptions = {}): Promise<{ response: SdkResponse }> => {
      const signal = options.abortSignal instanceof AbortSignal ? options.abortSignal : undefined
      const delivery = await this.exchange({
        entrance: 'aws',
        request: readSdkRequest(request),
        patience: options.requestTimeout ?? patience.sdk,
        errors: sdkErrors,
        signal,
      })
      const { status, headers, body } = delivery.reply
      const whole = delivery.is === 'reply'
      return {
        response: { statusCode: status, headers, body: whole ? Buffer.from(body) : half(delivery.reply, sdkErrors) },
      }
    },
    updateHttpClientConfig: (): void => undefined,
    httpHandlerConfigs: (): Record<string, never> => ({}),
    destroy: (): void => undefined,
  }

  /** A `fetch` for GitHub's REST API and for the pages that the scenario has. */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const delivery = await this.exchange({
      entrance: url.hostname === 'api.github.com' ? 'github' : 'web',
      request: {
        method: request.method,
        url,
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
      },
      patience: patience.fetch,
      errors: fetchErrors,
      signal: request.signal,
    })
    const { status, headers, body } = delivery.reply
    const whole = body === '' ? null : body
    const sent = delivery.is === 'reply' ? whole : Readable.toWeb(half(delivery.reply, fetchErrors))
    const response = new Response(sent, { status, headers })
    // As `fetch` has it: Octokit finds the next page of a comparison by it.
    return Object.defineProperty(response, 'url', { value: request.url })
  }

  private async exchange({ entrance, request, ...caller }: Exchange): Promise<Arrived> {
    await this.travel(this.latency(), caller)
    const delivery = this.simulation.receive(entrance, request, this.name)
    if (delivery.is === 'killed') this.kill()
    const delay = delivery.is === 'reply' ? (delivery.delay ?? 0) : 0
    if (delivery.is === 'hang' || delay >= caller.patience) {
      await this.travel(caller.patience, caller)
      throw caller.errors.silent(caller.patience)
    }
    await this.travel(this.latency() + delay, caller)
    return arrived(delivery, caller.errors)
  }

  private async travel(ms: number, { signal, errors }: Caller): Promise<void> {
    if (!signal?.aborted) await this.clock.sleep(ms, signal)
    if (signal?.aborted) throw errors.aborted(signal)
  }

  /** There and back takes 20 to 80 ms. */
  private latency(): number {
    return Math.round(10 + 30 * this.simulation.random())
  }
}

interface Caller {
  patience: number
  errors: SocketErrors
  signal: AbortSignal | undefined
}

interface Exchange extends Caller {
  entrance: Entrance
  request: Omit<WireRequest, 'id'>
}

type Arrived = Extract<Delivery, { reply: unknown }>

function arrived(delivery: Delivery, errors: SocketErrors): Arrived {
  if (delivery.is === 'reset') throw errors.reset()
  if (delivery.is === 'refused') throw errors.refused()
  if ('reply' in delivery) return delivery
  throw new Error(`nothing arrives after ${delivery.is}`)
}

function readSdkRequest({
  method,
  protocol,
  hostname,
  path,
  query,
  headers,
  body,
}: SdkRequest): Omit<WireRequest, 'id'> {
  const url = new URL(`${protocol}//${hostname}${path}`)
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value ?? '']) url.searchParams.append(name, each)
  }
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return { method, url, headers: Object.fromEntries(lowerCase) as Record<string, string>, body: textOf(body) }
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : ''
}

/** What a dead process waits for. */
function never(): Promise<never> {
  return new Promise(() => undefined)
}
