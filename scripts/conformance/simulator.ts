import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../repository.ts'

export interface RunningSimulator {
  url: URL
  stop: () => void
}

/** Starts the simulator on a port of its own choice. Its time runs `speed` times as fast as ours. */
export function startSimulator({ world, speed }: { world: string; speed: number }): Promise<RunningSimulator> {
  const args = [join('test', 'simulator', 'serve.ts'), '--world', world, '--speed', String(speed), '--port', '0']
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    const printed: string[] = []
    child.on('error', reject)
    child.on('exit', code => reject(new Error(`the simulator ended with code ${code}\n${printed.join('\n')}`)))
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', line => {
        printed.push(line)
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
        if (url !== undefined) resolve({ url: new URL(url), stop: () => child.kill() })
      })
    }
  })
}
