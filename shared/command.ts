import { messageOf } from './errors.ts'
import type { RunCommand } from './ports.ts'

/** As the runner starts the bash of a `run:` step. */
const bash = ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c']

/**
 * Says its process id first and then becomes what its words say: only who knows the id can end it. In a session of its
 * own, where `setsid` is there, all that it starts ends with it. The words are arguments: no shell reads them again.
 */
const starter = 'echo "$$"; if command -v setsid >/dev/null; then exec setsid "$@"; fi; exec "$@"'

/** Milliseconds that output is waited for once the command is over; a child left behind may hold it open for ever. */
const patience = 2_000

/**
 * Runs the line with bash, or the words as they are. What it prints comes as it is printed; stdout and stderr each in
 * their own order.
 */
export const runCommand: RunCommand = async (command, { folder, environment, signal, print }) => {
  const stopped = (): boolean => signal.aborted
  if (stopped()) return { is: 'ended-by-us' }
  const { exec } = await import('@actions/exec')
  let id: number | undefined
  const kill = (): void => end(id)
  const out = new Lines(lines => {
    const [first, ...rest] = lines
    const [said, others] = id === undefined ? [first, rest] : [undefined, lines]
    id ??= Number(said)
    if (stopped()) kill()
    print(others)
  })
  const problems = new Lines(print)
  signal.addEventListener('abort', kill, { once: true })
  try {
    const words = typeof command === 'string' ? [...bash, command] : command
    const code = await exec('bash', [...bash.slice(1), starter, 'bash', ...words], {
      cwd: folder,
      env: { ...environment },
      silent: true,
      ignoreReturnCode: true,
      delay: patience,
      listeners: { stdout: chunk => out.add(chunk), stderr: chunk => problems.add(chunk) },
    })
    return stopped() ? { is: 'ended-by-us' } : { is: 'ended', code }
  } catch (error) {
    return stopped() ? { is: 'ended-by-us' } : { is: 'not-started', why: messageOf(error) }
  } finally {
    signal.removeEventListener('abort', kill)
    out.flush()
    problems.flush()
  }
}

/** Ends the session of a process, or the process alone where it has none of its own. */
function end(id: number | undefined): void {
  if (id === undefined) return
  for (const target of [-id, id]) {
    try {
      process.kill(target, 'SIGKILL')
      return
    } catch {
      // It is over, or leads no group.
    }
  }
}

/** Puts whole lines together from chunks that end anywhere, in the middle of a character, too. */
class Lines {
  private readonly decoder = new TextDecoder()
  private readonly take: (lines: readonly string[]) => void
  private rest = ''

  constructor(take: (lines: readonly string[]) => void) {
    this.take = take
  }

  add(chunk: Uint8Array): void {
    const lines = (this.rest + this.decoder.decode(chunk, { stream: true })).split('\n')
    this.rest = lines.pop() ?? ''
    if (lines.length > 0) this.take(lines)
  }

  flush(): void {
    if (this.rest !== '') this.take([this.rest])
    this.rest = ''
  }
}
