import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Command {
  file: string
  args: readonly string[]
  folder: string
  env: Readonly<Record<string, string>>
  onLine: (line: string) => void
  /** Aborts when the step is to end. */
  stop: AbortSignal
  grace: Grace
}

/** What a cancelled process is given, in milliseconds: between SIGINT and SIGTERM, and from there to SIGKILL. */
export interface Grace {
  afterInterrupt: number
  afterTerminate: number
}

/** actions/runner, ProcessInvoker.cs */
export const githubGrace: Grace = { afterInterrupt: 7_500, afterTerminate: 2_500 }

export interface Ended {
  /** `null` if a signal ended it. */
  code: number | null
  /** The process group: what the process left running is in it. */
  group: number | undefined
}

/** How long the runner listens to what a process left running, once it has ended itself. */
const lastWords = 500

/** Runs a process as GitHub's runner does. Only the process itself is asked to end; its children die with the group. */
export async function runProcess(command: Command): Promise<Ended> {
  const { file, args, folder, env, onLine, stop, grace } = command
  const child = spawn(file, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const listeners = [lines(onLine), lines(onLine)] as const
  child.stdout.setEncoding('utf8').on('data', listeners[0].write)
  child.stderr.setEncoding('utf8').on('data', listeners[1].write)
  const closed = new Promise<void>(resolve => child.once('close', () => resolve()))
  const exited = new Promise<number | null>((resolve, failed) => {
    child.once('error', failed)
    child.once('exit', resolve)
  })
  const ended = new AbortController()
  const end = (): void => void endProcess(child.pid, grace, ended.signal)
  if (stop.aborted) end()
  stop.addEventListener('abort', end)
  try {
    const code = await exited
    await Promise.race([
      closed,
      sleep(lastWords, undefined, { signal: ended.signal, ref: false }).catch(() => undefined),
    ])
    return { code, group: child.pid }
  } finally {
    ended.abort()
    stop.removeEventListener('abort', end)
    listeners.forEach(({ rest }) => rest())
  }
}

async function endProcess(pid: number | undefined, grace: Grace, ended: AbortSignal): Promise<void> {
  if (pid === undefined) return
  const pause = async (ms: number): Promise<boolean> => {
    await sleep(ms, undefined, { signal: ended }).catch(() => undefined)
    return ended.aborted
  }
  send(pid, 'SIGINT')
  if (await pause(grace.afterInterrupt)) return
  send(pid, 'SIGTERM')
  if (await pause(grace.afterTerminate)) return
  killGroup(pid)
}

/** Ends a process and all that it started, and is content if there is none of it left. */
export function killGroup(group: number): void {
  send(-group, 'SIGKILL')
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Gives whole lines, and at the end what is left without one. */
function lines(onLine: (line: string) => void): { write: (chunk: string) => void; rest: () => void } {
  let left = ''
  return {
    write: chunk => {
      const parts = (left + chunk).split('\n')
      left = parts.pop() ?? ''
      parts.forEach(line => onLine(line.replace(/\r$/, '')))
    },
    rest: () => {
      if (left !== '') onLine(left)
      left = ''
    },
  }
}
