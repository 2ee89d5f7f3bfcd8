import { afterEach, describe, expect, jest, test } from '@jest/globals'
import type { PlannedFault } from '../simulator/faults.ts'
import type { Server } from '../simulator/server.ts'
import { createServer } from '../simulator/server.ts'
import { jobAt, runBuiltAction, startAction } from '../stage/built-action.ts'
import type { BuiltRun, StartedAction } from '../stage/built-action.ts'
import { commitOf, deploymentsOf, Shop } from '../stage/shop.ts'
import type { ShopOptions } from '../stage/shop.ts'
import { sampled } from '../stage/sampled.ts'

// Real processes in real time.
jest.setTimeout(60_000)

/** The built rollback as a process of its own, over HTTP. What needs hours is tested in virtual time. */

const three = ['api', 'web', 'worker']

class Stage {
  readonly shop: Shop
  private server: Server | undefined
  private running: StartedAction | undefined

  constructor(options: ShopOptions) {
    this.shop = new Shop(options)
  }

  async open(faults: readonly PlannedFault[] = []): Promise<void> {
    this.shop.simulation.faults.add(...faults)
    this.server = await createServer(this.shop.simulation, {
      speed: 400,
      kill: () => this.running?.process.kill('SIGKILL'),
    })
  }

  async run(name: string, inputs: Record<string, string>, environment: Record<string, string> = {}): Promise<BuiltRun> {
    this.running = startAction(name, {
      inputs: { cluster: 'prod', ...inputs },
      environment: { ...this.environment(), ...environment },
    })
    return this.running.ended
  }

  rollBack(inputs: Record<string, string> = {}, environment: Record<string, string> = {}): Promise<BuiltRun> {
    const services = 'deployments' in inputs ? {} : { services: this.shop.services.join(' ') }
    return this.run('rollback-task-def', { ...services, ...inputs }, environment)
  }

  /** Brings a release by the built actions, and proves it. */
  async release(name: string): Promise<BuiltRun> {
    const commit = commitOf(name)
    const images = this.shop.services.map(one => `${one}=${this.shop.simulation.world.ecr.uri(`${one}:${commit}`)}`)
    const deployed = await this.run('deploy-ecs', { images: images.join(' '), release: name, commit })
    await this.run('wait-healthy', { deployments: deployed.outputs['deployments'] ?? '' })
    return deployed
  }

  async close(): Promise<void> {
    this.running?.process.kill('SIGKILL')
    await this.server?.close()
  }

  private environment(): Record<string, string> {
    return jobAt(this.server?.url ?? '', { repository: 'acme/specboard', sha: commitOf('v4') })
  }
}

let stage: Stage

async function open(options: ShopOptions = {}, faults: readonly PlannedFault[] = []): Promise<Stage> {
  stage = new Stage({ ran: { earlier: ['v1', 'v2'], now: 'v4' }, ...options })
  await stage.open(faults)
  return stage
}

afterEach(() => stage.close())

describe('a rollback', () => {
  test('goes back to the last release that ran well, by its revisions; the next goes further, and then there is nothing', async () => {
    const { shop } = await open({ services: three })
    const first = await stage.rollBack({ reason: 'checkout is slow' })
    expect([first.code, first.outputs['outcome']]).toEqual([0, 'succeeded'])
    expect(shop.running()).toEqual(three.map(name => `prod-${name}:2`))
    expect(first.summary).toContain('✅ Roll back: succeeded')
    const second = await stage.rollBack()
    expect([second.code, ...shop.running()]).toEqual([0, ...three.map(name => `prod-${name}:1`)])
    const third = await stage.rollBack()
    expect([third.code, third.outputs['outcome']]).toEqual([1, 'failed-before-change'])
    expect(third.log).toContain('api has nothing to go back to')
  })

  test('finds a release through its commit and its images, shows the plan first, and then does it', async () => {
    const { shop } = await open({ services: three })
    const dry = await stage.rollBack({ release: 'v1', 'dry-run': 'true' })
    expect([dry.code, dry.outputs['outcome']]).toEqual([0, 'unchanged'])
    expect(dry.log).toContain('found by the tag of its image')
    expect(shop.written()).toEqual([])
    const done = await stage.rollBack({ release: 'v1' })
    expect(done.code).toBe(0)
    expect(JSON.parse(done.outputs['plan'] ?? '{}')).toMatchObject({
      services: { web: { by: 'the tag of its image' } },
    })
    expect(shop.running()).toEqual(three.map(name => `prod-${name}:1`))
  })

  test('returns what deploy-ecs began, and keeps promotions from bringing it back', async () => {
    const { shop } = await open({ services: ['api', 'web'], ran: { earlier: ['v1'], now: 'v2' } })
    const deployed = await stage.release('v4')
    const back = await stage.rollBack({ deployments: deployed.outputs['deployments'] ?? '' })
    expect([back.code, ...shop.running()]).toEqual([0, 'prod-api:2', 'prod-web:2'])
    const again = await stage.release('v4')
    expect([again.code, again.outputs['outcome']]).toEqual([1, 'failed-before-change'])
    expect(again.log).toContain('allow-failed: true')
  })

  test('leaves three services where they are, of which one cannot go back', async () => {
    const { shop } = await open({ services: three })
    shop.deletesImage('web', 'v2')
    const back = await stage.rollBack()
    expect([back.code, back.outputs['outcome']]).toEqual([1, 'failed-before-change'])
    expect(back.log).toContain('1 of 3 services cannot go back')
    expect(shop.written()).toEqual([])
  })

  test('brings a deregistered revision back as a copy', async () => {
    const { shop } = await open()
    shop.somebodyDeregisters('prod-api:2')
    const back = await stage.rollBack()
    expect([back.code, ...shop.running()]).toEqual([0, 'prod-api:4'])
    expect(back.log).toContain('as an equal copy')
  })

  test('that the circuit breaker undoes is red, with what runs then', async () => {
    const { shop } = await open()
    shop.breaks('api', 'v2')
    const back = await stage.rollBack()
    expect([back.code, back.outputs['outcome']]).toEqual([1, 'rollback-failed'])
    expect(back.log).toContain('ECS undid that, and the service runs prod-api:3 on 2 of 2 tasks as before')
    const { runs } = deploymentsOf({ outputs: back.outputs } as never)['api'] ?? {}
    expect(runs).toMatch(/prod-api:3$/)
    expect(shop.running()).toEqual(['prod-api:3'])
  })

  test('does not overwrite what somebody else deployed in the middle', async () => {
    const { shop } = await open({ services: three })
    shop.before('BatchGetImage', () => shop.somebodyDeploys('web', 'prod-web:1'))
    const back = await stage.rollBack()
    expect([back.code, back.outputs['outcome']]).toEqual([1, 'superseded'])
    expect(shop.running()).toEqual(['prod-api:3', 'prod-web:1', 'prod-worker:3'])
  })
})

describe('one deployment and one revision', () => {
  const kills = ['killed', 'applied-and-killed'] as const
  const calls = [0, 8, 9, 10, 12, 20]

  test.each(
    sampled(
      calls.flatMap(index => kills.map(is => ({ index, is }))),
      5,
    ),
  )('though it was $is at request $index', async ({ index, is }) => {
    const { shop } = await open({}, [{ is, index }])
    shop.somebodyDeregisters('prod-api:2')
    const first = await stage.rollBack()
    shop.simulation.faults.clear()
    const second = await stage.rollBack({}, { GITHUB_RUN_ATTEMPT: '2' })
    expect([first.code, second.code]).toEqual([null, 0])
    expect(shop.running()).toEqual(['prod-api:4'])
    expect(shop.written().filter(name => name !== 'TagResource')).toEqual(['RegisterTaskDefinition', 'UpdateService'])
    expect(shop.tag('prod-api:3', 'failed')).toBeDefined()
  })
})

test('a mistake in the inputs is told before anything is asked', async () => {
  const { shop } = await open()
  const run = await runBuiltAction('rollback-task-def', { inputs: { release: 'v1', tag: 'v2' }, environment: {} })
  expect(run.code).toBe(1)
  expect(run.log).toContain('`cluster` is required')
  expect(shop.simulation.requests).toEqual([])
})
