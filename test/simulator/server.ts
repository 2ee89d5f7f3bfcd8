import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Delivery } from './faults.ts'
import type { WireReply, WireRequest } from './protocol/call.ts'
import type { Entrance, RequestRecord, Simulation } from './simulation.ts'

export interface ServerOptions {
  /** Seconds of the world in a second of ours. */
  speed?: number
  /** Any free port, if not said. */
  port?: number
  /** Called before a request takes effect, with its running number. */
  onRequest?: (index: number, request: { method: string; path: string; target: string | undefined }) => void
  /** Called once a request has taken effect, or not, and before its answer is sent. */
  onReply?: (record: RequestRecord) => void
  /** Ends the process that sent the request: what the faults `killed` and `applied-and-killed` ask for. */
  kill?: () => void
}

export interface Server {
  readonly url: string
  /** Ends the server and all connections, also those that wait for an answer that never comes. */
  close(): Promise<void>
}

/** How often the world goes on while nobody asks anything, in milliseconds of ours. */
const beat = 50

/**
 * Serves a simulation on a port of this machine alone: AWS at the root, GitHub's API under `/github`, public pages
 * under `/health/<host and path>`. Faults are real ones: connections break, answers end half-way or never come.
 */
export async function createServer(simulation: Simulation, options: ServerOptions = {}): Promise<Server> {
  const goOn = pace(simulation, options.speed ?? 1)
  const server = createHttpServer((request, response) => {
    void serve({ simulation, request, response, goOn, options })
  })
  await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const timer = setInterval(goOn, beat)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  simulation.world.publicAddress = address => url + pathHere(address)
  return {
    url,
    close: async () => {
      clearInterval(timer)
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Gives a function that lets the world catch up with our time. */
function pace({ world }: Simulation, speed: number): () => void {
  const start = { world: world.now(), ours: performance.now() }
  return () => world.timeline.runUntil(start.world + (performance.now() - start.ours) * speed)
}

interface Served {
  simulation: Simulation
  request: IncomingMessage
  response: ServerResponse
  goOn: () => void
  options: ServerOptions
}

async function serve({ simulation, request, response, goOn, options }: Served): Promise<void> {
  const { entrance, read } = await receive(request)
  goOn()
  options.onRequest?.(simulation.requests.length, {
    method: read.method,
    path: read.url.pathname,
    target: read.headers['x-amz-target'],
  })
  try {
    const delivery = simulation.receive(entrance, read, 'http')
    const record = simulation.requests.at(-1)
    if (record) options.onReply?.(record)
    if (delivery.is === 'killed') options.kill?.()
    deliver(response, delivery, options.speed ?? 1)
  } catch (error) {
    // A defect of the simulator: whoever runs it must see it, whatever the client makes of a 500.
    console.error(error)
    response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
  }
}

/** Where each entrance is; the rest is AWS's, which has no paths. */
const doors: readonly { entrance: Entrance; prefix: string; origin: string }[] = [
  { entrance: 'github', prefix: '/github', origin: 'https://api.github.com' },
  { entrance: 'web', prefix: '/health/', origin: 'https://' },
]

/** Where a public address is on this server. */
function pathHere(address: string): string {
  const door = doors.find(({ origin }) => address.startsWith(origin))
  return door ? door.prefix + address.slice(door.origin.length) : address
}

async function receive(request: IncomingMessage): Promise<{ entrance: Entrance; read: Omit<WireRequest, 'id'> }> {
  const path = request.url ?? '/'
  const door = doors.find(({ prefix }) => path.startsWith(prefix))
  const url = new URL(door ? door.origin + path.slice(door.prefix.length) : `https://aws${path}`)
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  return {
    entrance: door?.entrance ?? 'aws',
    read: {
      method: request.method ?? 'GET',
      url,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: await text(request),
    },
  }
}

function deliver(response: ServerResponse, delivery: Delivery, speed: number): void {
  if (delivery.is === 'reply') {
    setTimeout(() => answer(response, delivery.reply), (delivery.delay ?? 0) / speed)
  } else if (delivery.is === 'cut-off') {
    const { status, headers, body } = delivery.reply
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
    response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.destroy())
  } else if (delivery.is !== 'hang') {
    response.destroy()
  }
}

function answer(response: ServerResponse, { status, headers, body }: WireReply): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}
