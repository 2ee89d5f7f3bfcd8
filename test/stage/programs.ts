import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program that a command of a workflow started. */
export interface StartedProgram {
  /** Its name and arguments, with spaces between them. */
  command: string
  /** DEPLOY_… variables that it found. */
  variables: Readonly<Record<string, string>>
}

/** Programs that only note that they were started. */
const quiet = ['npm', 'npx', 'pnpm', 'bun', 'pip', 'pytest', 'uv', 'go', 'terraform', 'aws', 'curl', 'docker']

/** Programs of the machine that workflows run on, each a bash script in place of the real one. */
export class Programs {
  /** Where scripts may keep what outlives a job: they find it as PROGRAMS_HOME. */
  readonly home: string
  private readonly folder = mkdtempSync(join(tmpdir(), 'programs-'))

  /** What those do that do more than to note that they were started, by name. */
  constructor(scripts: Readonly<Record<string, string>> = {}) {
    const bin = join(this.folder, 'bin')
    mkdirSync(bin)
    this.home = join(this.folder, 'home')
    mkdirSync(this.home)
    for (const name of new Set([...quiet, ...Object.keys(scripts)])) {
      const file = join(bin, name)
      writeFileSync(file, `${noting}${scripts[name] ?? ''}\n`)
      chmodSync(file, 0o755)
    }
  }

  /** What leads a process to them. */
  get environment(): Record<string, string> {
    const path = `${join(this.folder, 'bin')}:${process.env['PATH'] ?? ''}`
    return { PATH: path, PROGRAMS_LOG: this.log, PROGRAMS_HOME: this.home }
  }

  /** All that were started, in order. */
  started(): StartedProgram[] {
    if (!existsSync(this.log)) return []
    return readFileSync(this.log, 'utf8')
      .split('\0')
      .filter(Boolean)
      .map(text => {
        const [command = '', ...lines] = text.trimEnd().split('\n')
        const variables = lines.map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
        return { command, variables: Object.fromEntries(variables) as Record<string, string> }
      })
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private get log(): string {
    return join(this.folder, 'started')
  }
}

const noting = `#!/usr/bin/env bash
{ echo "$(basename "$0") $*"; env | grep ^DEPLOY_ | sort; printf '\\0'; } >> "$PROGRAMS_LOG"
`
