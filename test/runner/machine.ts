/** The machine a job gets: folders of its own, and nothing of ours in its environment but the way to programs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { killGroup } from './process.ts'

export class Machine {
  readonly workspace: string
  readonly temp: string
  readonly eventPath: string
  private readonly root = mkdtempSync(join(tmpdir(), 'runner-'))
  private readonly groups: number[] = []

  constructor(repository: string, event: unknown) {
    const name = repository.split('/').at(-1) ?? repository
    this.workspace = join(this.root, 'work', name, name)
    this.temp = join(this.root, '_temp')
    this.eventPath = join(this.temp, '_github_workflow', 'event.json')
    for (const folder of [this.workspace, join(this.root, 'home'), dirname(this.eventPath)]) {
      mkdirSync(folder, { recursive: true })
    }
    writeFileSync(this.eventPath, JSON.stringify(event))
  }

  /** What each process finds, before anything the workflow says. */
  environment(given: Readonly<Record<string, string>>): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      HOME: join(this.root, 'home'),
      LANG: 'C.UTF-8',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      RUNNER_WORKSPACE: dirname(this.workspace),
      ...given,
    }
  }

  /** The context `runner`, and RUNNER_… */
  get runner(): Record<string, string> {
    return {
      os: 'Linux',
      arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
      name: 'GitHub Actions 1',
      environment: 'github-hosted',
      temp: this.temp,
      tool_cache: join(this.root, 'tools'),
    }
  }

  get commandFiles(): string {
    return join(this.temp, '_runner_file_commands')
  }

  /** Processes that a step left behind end with the job. */
  remember(group: number | undefined): void {
    if (group !== undefined) this.groups.push(group)
  }

  remove(): void {
    this.groups.forEach(killGroup)
    rmSync(this.root, { recursive: true, force: true })
  }
}
