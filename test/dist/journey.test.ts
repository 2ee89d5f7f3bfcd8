import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { PlannedFault } from '../simulator/faults.ts'
import type { Scenario } from '../simulator/scenario.ts'
import type { Server } from '../simulator/server.ts'
import { createServer } from '../simulator/server.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { simulate } from '../simulator/simulation.ts'
import { jobAt, runBuiltAction, startAction } from '../stage/built-action.ts'
import type { BuiltRun, StartedAction } from '../stage/built-action.ts'
import { sampled } from '../stage/sampled.ts'

// Real processes in real time.
jest.setTimeout(60_000)

/** The built actions as processes of their own, over HTTP, in real time. What needs hours is tested in virtual time. */

const commit = '969282d285abcaf2c8392f0a8351c9334090427d'

/** Three services, and a release that api does not survive. */
const world: Scenario = {
  repositories: {
    'shop/api': [
      'v1',
      commit,
      {
        tags: ['crashes'],
        behaviour: { exits: { code: 1, after: '2s' }, logs: ['::error::gotcha', 'Error: no database'] },
      },
    ],
    'shop/web': ['v1', commit, 'crashes'],
    'shop/worker': ['v1', commit, 'crashes'],
  },
  clusters: { shop: { api: 'shop/api:v1', web: 'shop/web:v1', worker: { image: 'shop/worker:v1', health: false } } },
  github: { repository: 'acme/shop', tags: { 'v2.0.0': { commit, depth: 1 } }, releases: ['v2.0.0'] },
}
const images = 'api=shop/api web=shop/web worker=shop/worker'

class Stage {
  readonly simulation: Simulation = simulate(world)
  server!: Server
  private running: StartedAction | undefined

  async open(speed: number): Promise<void> {
    this.server = await createServer(this.simulation, { speed, kill: () => this.running?.process.kill('SIGKILL') })
  }

  start(name: string, inputs: Record<string, string>): StartedAction {
    this.running = startAction(name, { inputs, environment: this.environment() })
    return this.running
  }

  run(name: string, inputs: Record<string, string>): Promise<BuiltRun> {
    return this.start(name, inputs).ended
  }

  /** verify-image, deploy-ecs and wait-healthy, as a workflow has them one after the other. */
  async release(inputs: Record<string, string>): Promise<Record<'verified' | 'deployed' | 'waited', BuiltRun>> {
    const verified = await this.run('verify-image', { images, ...inputs })
    const deployed = await this.run('deploy-ecs', { cluster: 'shop', images: verified.outputs['images'] ?? '' })
    const waited = await this.run('wait-healthy', {
      cluster: 'shop',
      deployments: deployed.outputs['deployments'] ?? '',
    })
    return { verified, deployed, waited }
  }

  async close(): Promise<void> {
    this.running?.process.kill('SIGKILL')
    await this.server.close()
  }

  written(from = 0): string[] {
    return this.simulation.requests
      .slice(from)
      .filter(
        ({ operation, applied }) =>
          applied && /^(Update|Register|Create|Delete|Deregister|Put|Run|Stop|Tag)/.test(operation),
      )
      .map(({ operation }) => operation)
  }

  environment(): Record<string, string> {
    return jobAt(this.server.url, { repository: 'acme/shop', sha: commit })
  }
}

let stage: Stage

async function open({ speed = 400, faults = [] }: { speed?: number; faults?: PlannedFault[] } = {}): Promise<Stage> {
  stage = new Stage()
  stage.simulation.faults.add(...faults)
  await stage.open(speed)
  return stage
}

afterEach(() => stage.close())

describe('a release', () => {
  test('goes through all three actions, and a second time nothing is written', async () => {
    const { simulation } = await open()
    const first = await stage.release({ release: 'v2.0.0' })
    expect([first.verified, first.deployed, first.waited].map(({ code }) => code)).toEqual([0, 0, 0])
    expect(first.verified.outputs).toMatchObject({ sha: commit, tag: commit, missing: '[]' })
    expect(first.waited.outputs['outcome']).toBe('succeeded')
    expect(first.waited.summary).toContain('✅ Wait until healthy: succeeded')
    const requests = simulation.requests.length
    const second = await stage.release({ release: 'v2.0.0' })
    expect(second.deployed.outputs).toMatchObject({ outcome: 'unchanged', changed: 'false' })
    expect(second.waited.outputs['outcome']).toBe('succeeded')
    expect(stage.written(requests)).toEqual([])
  })

  test('that crashes ends red with its reason, and its log cannot give the runner commands', async () => {
    await open()
    const { waited } = await stage.release({ tag: 'crashes' })
    expect(waited.code).toBe(1)
    expect(waited.outputs['outcome']).toBe('mixed')
    expect(waited.log).toContain('Container api exited with code 1.')
    expect(waited.log).toContain('│ Error: no database')
    expect(waited.log.split('\n').filter(line => line.startsWith('::error'))).toEqual([
      expect.stringContaining('mixed: '),
    ])
    expect(waited.summary).toContain('Error: no database')
  })
})

describe('input mistakes', () => {
  test('are all told in one run, before anything is asked', async () => {
    const { simulation } = await open()
    const run = await stage.run('wait-healthy', { timeout: 'soon', 'fail-fast': 'perhaps', 'health-status': 'good' })
    expect(run.code).toBe(1)
    for (const name of ['cluster', 'timeout', 'fail-fast', 'health-status']) expect(run.log).toContain(`\`${name}\``)
    expect(simulation.requests).toEqual([])
  })
})

describe('AWS', () => {
  test('is announced when it is not the real one', async () => {
    const { server } = await open()
    const run = await stage.run('verify-image', { images, tag: commit })
    expect(run.log).toContain(`AWS is asked at ${server.url}, because AWS_ENDPOINT_URL says so.`)
  })

  test('that denies is quoted with the missing permission', async () => {
    await open({ faults: [{ is: 'denied', on: 'ecs:UpdateService' }] })
    const run = await stage.run('deploy-ecs', {
      cluster: 'shop',
      services: 'api',
      images: `api=123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api:${commit}`,
    })
    expect(run.code).toBe(1)
    expect(run.outputs['outcome']).toBe('failed-before-change')
    expect(run.log).toMatch(/is not authorized to perform: ecs:UpdateService/)
    expect(run.log).toContain('Allow the role of this job the action ecs:UpdateService')
  })
})

describe('one deployment and one revision', () => {
  const deploy = { cluster: 'shop', images: `api=123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api:${commit}` }

  async function deployTwice(fault: PlannedFault): Promise<BuiltRun[]> {
    await open({ faults: [fault] })
    const first = await stage.run('deploy-ecs', deploy)
    stage.simulation.faults.clear()
    return [first, await stage.run('deploy-ecs', deploy)]
  }

  test.each(['ecs:RegisterTaskDefinition', 'ecs:UpdateService'])('though the reply of %s is lost', async on => {
    const [first, second] = await deployTwice({ is: 'applied-and-lost', on })
    expect([first?.outputs['outcome'], second?.outputs['outcome']]).toEqual(['succeeded', 'unchanged'])
    expect(stage.written()).toEqual(['RegisterTaskDefinition', 'UpdateService'])
  })

  const calls = [0, 1, 2, 3, 4, 5, 6, 7]
  const kills = ['killed', 'applied-and-killed'] as const
  test.each(
    sampled(
      calls.flatMap(index => kills.map(is => ({ index, is }))),
      5,
    ),
  )('though it was $is at request $index', async ({ index, is }) => {
    const [, second] = await deployTwice({ is, index })
    expect(second?.code).toBe(0)
    expect(stage.written()).toEqual(['RegisterTaskDefinition', 'UpdateService'])
  })
})

describe('a job that is cancelled', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends within 5 seconds of %s, red, with its outputs written',
    async signal => {
      await open({ speed: 1 })
      const images = `api=123456789012.dkr.ecr.us-west-2.amazonaws.com/shop/api:${commit}`
      const deployed = await runBuiltAction('deploy-ecs', {
        inputs: { cluster: 'shop', images },
        environment: stage.environment(),
      })
      const deployments = deployed.outputs['deployments'] ?? ''
      const started = stage.start('wait-healthy', { cluster: 'shop', deployments })
      await new Promise<void>(resolve =>
        started.process.stdout?.on('data', (text: Buffer) => text.includes('api: ') && resolve()),
      )
      started.process.kill(signal)
      // As the runner does, but sooner: what has not ended by then is killed, and has no exit code.
      const killer = setTimeout(() => started.process.kill('SIGKILL'), 5_000)
      const run = await started.ended
      clearTimeout(killer)
      expect(run.code).toBe(1)
      expect(run.outputs['outcome']).toBe('cancelled')
      expect(run.summary).toContain('cancelled')
      expect(stage.written()).toEqual(['RegisterTaskDefinition', 'UpdateService'])
    },
  )
})
