import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { join } from 'node:path'
import { root } from '../../scripts/repository.ts'
import { commands as hostile } from '../core/hostile-lines.ts'
import { obeyed } from '../core/runner-commands.ts'
import type { PlannedFault } from '../simulator/faults.ts'
import type { BehaviourScenario } from '../simulator/scenario.ts'
import { createServer } from '../simulator/server.ts'
import type { Server } from '../simulator/server.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { awsAt, startAction } from '../stage/built-action.ts'
import type { BuiltRun, StartedAction } from '../stage/built-action.ts'
import { command, migrationWorld, runsIn, startsOf, works } from '../stage/migrations.ts'
import type { MigrationWorld } from '../stage/migrations.ts'
import { sampled } from '../stage/sampled.ts'

// Real processes, for which time passes faster than for us.
jest.setTimeout(120_000)

/** The built action as processes of their own, over HTTP. What needs hours is tested in virtual time. */

const speed = 30

class Stage {
  readonly simulation: Simulation
  private server: Server | undefined
  private readonly running: StartedAction[] = []

  constructor(world: MigrationWorld, faults: readonly PlannedFault[]) {
    this.simulation = migrationWorld({ ...world, more: { start: new Date().toISOString(), ...world.more } })
    this.simulation.faults.add(...faults)
  }

  async open(): Promise<void> {
    this.server = await createServer(this.simulation, {
      speed,
      kill: () => this.running.at(-1)?.process.kill('SIGKILL'),
    })
  }

  start(inputs: Record<string, string> = {}): StartedAction {
    const environment = { ...awsAt(this.server?.url ?? ''), CLOCK_SPEED: String(speed) }
    const usual = {
      cluster: 'prod',
      service: 'api',
      images: `api=${this.simulation.world.ecr.uri('api:v2')}`,
      command,
      release: 'v2.0.0',
    }
    const preload = join(root, 'test/peers/faster-clock.ts')
    const started = startAction('run-migration-task', { inputs: { ...usual, ...inputs }, environment, preload })
    this.running.push(started)
    return started
  }

  migrate(inputs: Record<string, string> = {}): Promise<BuiltRun> {
    return this.start(inputs).ended
  }

  async close(): Promise<void> {
    for (const { process } of this.running) process.kill('SIGKILL')
    await this.server?.close()
  }
}

let stage: Stage

async function open(world: MigrationWorld = {}, ...faults: PlannedFault[]): Promise<Stage> {
  stage = new Stage(world, faults)
  await stage.open()
  return stage
}

afterEach(() => stage.close())

const printed = ({ log }: BuiltRun): string[] =>
  log.split('\n').flatMap(line => (line.startsWith('│ ') ? [line.slice(2)] : []))

describe('a migration', () => {
  test('of 10,000 lines runs, shows them whole and in order, and is not run a second time', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `line ${index + 1}`)
    const { simulation } = await open({
      migration: { ...works, logs: lines, logsEvery: '2ms', exits: { code: 0, after: '30s' } },
    })
    const first = await stage.migrate({ 'log-lines': '10000' })
    expect(first).toMatchObject({
      code: 0,
      outputs: { outcome: 'succeeded', 'exit-code': '0', 'task-arn': expect.stringContaining(':task/prod/') },
    })
    expect(printed(first)).toEqual(lines)
    expect(first.summary).toContain('✅ Run the migration: succeeded')
    const second = await stage.migrate()
    expect(second).toMatchObject({
      code: 0,
      outputs: {
        outcome: 'unchanged',
        'task-arn': first.outputs['task-arn'],
        'restore-point': first.outputs['restore-point'],
      },
    })
    expect(runsIn(simulation)).toBe(1)
  })

  test.each<[number, BehaviourScenario]>([
    [1, { exits: { code: 1, after: '5s' } }],
    [3, { exits: { code: 3, after: '5s' } }],
    [137, { exits: { code: 137, after: '5s', outOfMemory: true } }],
  ])('that ends with %d is red, and its log commands nobody', async (code, migration) => {
    await open({ migration: { ...migration, logs: [...hostile, 'relation "users" does not exist'] } })
    const run = await stage.migrate()
    expect(run).toMatchObject({ code: 1, outputs: { outcome: 'failed-before-change', 'exit-code': String(code) } })
    expect(run.log).toContain('│ relation "users" does not exist')
    const obeyedBy = run.log.split('\n').flatMap(line => obeyed(line) ?? [])
    expect(new Set(obeyedBy)).toEqual(new Set(['group', 'endgroup', 'stop-commands', 'error']))
    expect(obeyedBy.filter(name => name === 'error')).toHaveLength(1)
  })

  test('that never runs is red, with no exit code', async () => {
    await open({
      migration: {
        cannotInitialize:
          'ResourceInitializationError: unable to retrieve secret from asm: ResourceNotFoundException: prod/db',
      },
    })
    const run = await stage.migrate()
    expect(run).toMatchObject({
      code: 1,
      outputs: { outcome: 'failed-before-change', 'exit-code': '', 'restore-point': '' },
    })
    expect(run.log).toContain('The database is as it was')
  })
})

describe('a migration that is not alone', () => {
  test('is judged by its own container, whatever its sidecar ends with', async () => {
    await open({
      service: { sidecars: { proxy: { image: 'example.com/proxy:v1', essential: false } } },
      more: { otherImages: { 'example.com/proxy:v1': { exits: { code: 1, after: '2s' } } } },
    })
    const run = await stage.migrate()
    expect(run).toMatchObject({ code: 0, outputs: { outcome: 'succeeded', 'exit-code': '0' } })
    expect(run.log).toContain('::warning::Container proxy ended with exit code 1.')
  })

  test('is refused while another release’s runs, which is named; that one is left running and followed', async () => {
    const { simulation } = await open({ migration: { ...works, exits: { code: 0, after: '4m' } } })
    const late = await stage.migrate({ timeout: '90s' })
    expect(late).toMatchObject({ code: 1, outputs: { outcome: 'timed-out' } })
    expect(late.log).toContain('and was left running')
    const other = await stage.migrate({ release: 'v3.0.0', images: `api=${simulation.world.ecr.uri('api:v3')}` })
    expect(other).toMatchObject({ code: 1, outputs: { outcome: 'failed-before-change', 'task-arn': '' } })
    expect(other.log).toMatch(/another migration is running: task [0-9a-f]{32} of release v2\.0\.0/)
    const next = await stage.migrate()
    expect(next).toMatchObject({ code: 0, outputs: { 'task-arn': late.outputs['task-arn'] } })
    expect(runsIn(simulation)).toBe(1)
  })

  test('in a dry run is shown and not started, or its dry-run command is run instead', async () => {
    const { simulation } = await open()
    const v3 = { images: `api=${simulation.world.ecr.uri('api:v3')}`, 'dry-run': 'true' }
    const shown = await stage.migrate(v3)
    expect(shown).toMatchObject({ code: 0, outputs: { outcome: 'unchanged', 'task-arn': '' } })
    expect(startsOf(simulation)).toEqual([])
    const tried = await stage.migrate({ ...v3, 'dry-run-command': 'alembic upgrade head --sql' })
    expect(tried).toMatchObject({ code: 0, outputs: { outcome: 'succeeded' } })
    expect(printed(tried)).toEqual(['step 1', 'step 2'])
  })
})

describe('one task', () => {
  test.each(['applied-and-lost', 'applied-and-killed', 'killed', 'applied-and-hangs'] as const)(
    'though RunTask was %s',
    async is => {
      const { simulation } = await open({}, { is, on: 'ecs:RunTask' })
      await stage.migrate()
      const last = await stage.migrate()
      expect(['succeeded', 'unchanged']).toContain(last.outputs['outcome'])
      expect(runsIn(simulation)).toBe(1)
    },
  )

  // Up to RunTask and a little further; every call there is has its turn in virtual time.
  const calls = [0, 6, 10, 11, 12, 14, 15, 16, 17, 18, 24]
  test.each(sampled(calls, 4))(
    'though one of two runners was killed at request %d, and the job is run again',
    async index => {
      const { simulation } = await open({}, { is: index % 2 === 0 ? 'killed' : 'applied-and-killed', index })
      await Promise.all([stage.migrate(), stage.migrate()])
      const last = await stage.migrate()
      expect(['succeeded', 'unchanged']).toContain(last.outputs['outcome'])
      expect(runsIn(simulation)).toBe(1)
    },
  )

  test('though two runners start it at the same moment', async () => {
    const { simulation } = await open()
    const both = await Promise.all([stage.migrate(), stage.migrate()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(runsIn(simulation)).toBe(1)
  })
})

describe('a job that is cancelled', () => {
  test('ends within 5 seconds, leaves the migration running and says so, and the next one follows it', async () => {
    const { simulation } = await open({ migration: { ...works, exits: { code: 0, after: '5m' } } })
    const started = stage.start({ 'on-timeout': 'stop' })
    await new Promise<void>(resolve =>
      started.process.stdout?.on('data', (text: Buffer) => text.includes('│ step 1') && resolve()),
    )
    started.process.kill('SIGINT')
    // As the runner does, but sooner: what has not ended by then is killed, and has no exit code.
    const killer = setTimeout(() => started.process.kill('SIGKILL'), 5_000)
    const run = await started.ended
    clearTimeout(killer)
    expect(run).toMatchObject({
      code: 1,
      outputs: { outcome: 'cancelled', 'task-arn': expect.stringContaining(':task/prod/') },
    })
    expect(run.log).toContain('was left running')
    const next = await stage.migrate()
    expect(next.outputs['outcome']).toBe('succeeded')
    expect(printed(next)).toEqual(['step 1', 'step 2'])
    expect(startsOf(simulation)).toHaveLength(1)
  })
})
