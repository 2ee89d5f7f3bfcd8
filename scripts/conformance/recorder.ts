import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** One AWS call as it went over the wire. */
export interface Exchange {
  /** `X-Amz-Target` of the JSON protocols: `<prefix>.<operation>`. */
  target: string | undefined
  /** Host and path prefix are the endpoint's own business; this is what the client asked for. */
  path: string
  requestBody: string
  status: number
  replyBody: string
}

export interface Recorder {
  url: string
  exchanges: Exchange[]
  close: () => void
}

/** Stands between clients and the simulator on a loopback port, changes nothing and remembers all. */
export async function record(target: URL): Promise<Recorder> {
  const exchanges: Exchange[] = []
  const server = createServer((request, response) => {
    forward({ target, request, response, exchanges }).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, exchanges, close: () => stop(server) }
}

interface Passage {
  target: URL
  request: IncomingMessage
  response: ServerResponse
  exchanges: Exchange[]
}

async function forward({ target, request, response, exchanges }: Passage): Promise<void> {
  const body = await buffer(request)
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    const { method, headers, url: path } = request
    const { hostname, port } = target
    const onward = send({ hostname, port, path, method, headers }, resolve)
    onward.on('error', reject).end(body)
  })
  const replyBody = await buffer(reply)
  const operation = request.headers['x-amz-target']
  exchanges.push({
    target: typeof operation === 'string' ? operation : undefined,
    path: request.url ?? '/',
    requestBody: body.toString(),
    status: reply.statusCode ?? 0,
    replyBody: replyBody.toString(),
  })
  response.writeHead(reply.statusCode ?? 502, reply.headers).end(replyBody)
}

function stop(server: Server): void {
  server.close()
  server.closeAllConnections()
}
