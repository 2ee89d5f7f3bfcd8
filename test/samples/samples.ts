/**
 * What people see of these actions: job summaries and the page of versions, from runs on the simulator in virtual time,
 * so that they come out the same every time.
 */
import { mkdtempSync, readFileSync, rmSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { perform } from '../stage/perform.ts'
import type { Performance } from '../stage/perform.ts'

const manifest = `
services:
  api: { image: doc-platform/api, health: /health }
  frontend: { image: doc-platform/frontend }
  mcp: { image: doc-platform/mcp }
migration: { service: api, command: [npm, run, migrate] }
environments:
  staging: { cluster: doc-platform-staging, url: 'https://staging.specboard.io' }
  production:
    cluster: doc-platform-production
    url: https://specboard.io
    requires: staging
    bake: 5m
    alarms: [api-5xx]
`

/** Texts by the names of their files: Markdown of job summaries, and a page. */
export async function samples(): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'samples-'))
  try {
    mkdirSync(join(folder, '.github'))
    writeFileSync(join(folder, '.github/deploy.yml'), manifest)
    const team = new Team(simulate('test/samples/world.yml', { seed: 7 }), folder)
    return { ...(await team.releases()), ...(await team.goesBack()), ...(await team.looks()) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

class Team {
  private readonly simulation: Simulation
  private readonly folder: string
  private runs = 0

  constructor(simulation: Simulation, folder: string) {
    this.simulation = simulation
    this.folder = folder
    // Every replica knows the services before anything begins.
    simulation.world.timeline.advance(60_000)
  }

  async releases(): Promise<Record<string, string>> {
    const failed = await this.promote('v1.7.0', 'staging')
    const staging = await this.promote('v1.5.0', 'staging')
    expectEnd(staging, 'succeeded')
    const plan = await this.promote('v1.5.0', 'production', { 'dry-run': 'true' })
    const production = await this.promote('v1.5.0', 'production')
    const crashed = await this.promote('v1.6.0', 'staging')
    const refused = await this.promote('v1.6.0', 'production')
    return {
      'plan.md': expectEnd(plan, 'unchanged'),
      'promotion.md': expectEnd(production, 'succeeded'),
      'brought-back.md': expectEnd(crashed, 'rolled-back'),
      'refused.md': expectEnd(refused, 'failed-before-change'),
      'migration-failed.md': expectEnd(failed, 'failed-before-change'),
    }
  }

  async goesBack(): Promise<Record<string, string>> {
    const back = await this.act('rollback-task-def', {
      environment: 'production',
      release: 'v1.4.0',
      reason: 'Comments cannot be searched by guests',
    })
    await this.act('record-deployment', { environment: 'production', release: 'v1.4.0', state: 'succeeded' })
    return { 'rollback.md': expectEnd(back, 'succeeded') }
  }

  async looks(): Promise<Record<string, string>> {
    const seen = await this.act('which-version', { page: 'versions.html' })
    return {
      'versions.md': seen.summary,
      'versions.html': readFileSync(join(this.folder, 'versions.html'), 'utf8'),
    }
  }

  private promote(release: string, environment: string, more: Record<string, string> = {}): Promise<Performance> {
    return this.act('promote', { environment, release, ...more })
  }

  /** A run of its own, some hours after the one before. */
  private async act(name: Parameters<typeof perform>[0], inputs: Record<string, string>): Promise<Performance> {
    this.runs += 1
    this.simulation.world.timeline.advance(3 * 3_600_000)
    const environment = { GITHUB_WORKSPACE: this.folder, GITHUB_RUN_ID: String(this.runs), GITHUB_ACTOR: 'mira' }
    return perform(name, inputs, { simulation: this.simulation, environment })
  }
}

/** A sample of something else than it is called would be no sample. */
function expectEnd({ outcome, summary, failure }: Performance, wanted: string): string {
  if (outcome !== wanted) throw new Error(`ended as ${outcome} and not as ${wanted}: ${failure ?? ''}`)
  return summary
}
