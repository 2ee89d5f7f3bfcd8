/** A simulated world that runs faster than ours, and processes that live in its time. */
import { fileURLToPath } from 'node:url'
import type { Server, ServerOptions } from '../simulator/server.ts'
import { createServer } from '../simulator/server.ts'
import type { Simulation } from '../simulator/simulation.ts'

export interface FastWorld extends Server {
  /** What a process must find to talk to it, and to live in its time once it loads `preload`. */
  readonly environment: Readonly<Record<string, string>>
  /** `createGitHub` takes it, as does `node --import`. */
  readonly preload: string
  readonly speed: number
}

/**
 * Serves a simulation to processes with the faster clock alone. Their signatures bear the world's time, so that it is
 * held against the world's clock, and not against this machine's.
 */
export async function serveFast(
  simulation: Simulation,
  { speed, ...options }: ServerOptions & { speed: number },
): Promise<FastWorld> {
  const { clockSkew } = simulation
  const server = await createServer(simulation, {
    ...options,
    speed,
    onRequest: (...request) => {
      simulation.clockSkew = clockSkew + simulation.world.now() - Date.now()
      options.onRequest?.(...request)
    },
    onReply: record => {
      simulation.clockSkew = clockSkew
      options.onReply?.(record)
    },
  })
  const environment = {
    AWS_ENDPOINT_URL: server.url,
    GITHUB_API_URL: `${server.url}/github`,
    CLOCK_SPEED: String(speed),
    CLOCK_REAL: String(Date.now()),
    CLOCK_WORLD: String(simulation.world.now()),
  }
  const preload = fileURLToPath(new URL('fast-clock.ts', import.meta.url))
  return { ...server, environment, preload, speed }
}
