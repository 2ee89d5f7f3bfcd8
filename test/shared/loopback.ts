import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from '@jest/globals'

const servers: Server[] = []

/** Closes the servers of a test at its end; called once by a file that serves. */
export function closeServersAfterEach(): void {
  afterEach(closeServers)
}

/** From now on nothing listens any more. */
export async function closeServers(): Promise<void> {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}

/** A server on this machine; its address with this path. */
export async function serveOnLoopback(answer: RequestListener, path: string): Promise<URL> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
}
