import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../repository.ts'
import type { Tools } from './tools.ts'

export interface RunningServer {
  url: URL
  stop: () => void
}

/** Starts the simulator on a port of its own choice. Its time runs `speed` times as fast as ours. */
export function startSimulator({ world, speed }: { world: string; speed: number }): Promise<RunningServer> {
  const args = [join('test', 'simulator', 'serve.ts'), '--world', world, '--speed', String(speed), '--port', '0']
  return start('the simulator', { program: process.execPath, args, env: {} })
}

/** Starts moto, a simulated AWS by others, on a port of its own choice. It is empty, and nothing takes time there. */
export function startMoto({ moto }: Pick<Tools, 'moto'>): Promise<RunningServer> {
  return start('moto', { ...moto, args: [...moto.args, '--host', '127.0.0.1', '--port', '0'] })
}

interface ServerCommand {
  program: string
  args: readonly string[]
  env: Record<string, string>
}

/** Resolves once the program has printed where it listens. */
function start(name: string, { program, args, env }: ServerCommand): Promise<RunningServer> {
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    const printed: string[] = []
    child.on('error', reject)
    child.on('exit', code => reject(new Error(`${name} ended with code ${code}\n${printed.join('\n')}`)))
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', line => {
        printed.push(line)
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
        if (url !== undefined) resolve({ url: new URL(url), stop: () => child.kill() })
      })
    }
  })
}
