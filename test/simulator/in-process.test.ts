import { DescribeServicesCommand } from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import { clientsOf } from './clients.ts'
import { simulate } from './simulation.ts'

const cluster = 'production'
const world = { clusters: { [cluster]: { api: 'api:v1' } }, urls: { 'https://example.com/health': `${cluster}/api` } }
const describeApi = new DescribeServicesCommand({ cluster, services: ['api'] })

describe('a runner', () => {
  test('waits 20 to 80 ms of virtual time for an answer', async () => {
    const runner = simulate(world).runner()
    const { ecs } = clientsOf(runner)
    for (let index = 0; index < 20; index++) {
      const before = runner.clock.now()
      await ecs.send(describeApi)
      expect(runner.clock.now() - before).toBeGreaterThanOrEqual(20)
      expect(runner.clock.now() - before).toBeLessThanOrEqual(80)
    }
  })

  test('lives in the same time as others', async () => {
    const simulation = simulate(world)
    const start = simulation.world.now()
    const [one, two] = [simulation.runner(), simulation.runner()]
    const woke: string[] = []
    await Promise.all([
      one.clock.sleep(2_000).then(() => woke.push('one')),
      two.clock.sleep(1_000).then(() => woke.push('two')),
    ])
    expect(woke).toEqual(['two', 'one'])
    expect(simulation.world.now() - start).toBe(2_000)
  })

  test('may stop waiting for an answer, and learns why', async () => {
    const simulation = simulate(world)
    const runner = simulation.runner()
    const { ecs } = clientsOf(runner)
    const cancel = new AbortController()
    simulation.faults.add({ is: 'hangs' })
    const asked = ecs.send(describeApi, { abortSignal: cancel.signal })
    void runner.clock.sleep(1_000).then(() => cancel.abort())
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    expect(runner.clock.now() - Date.parse('2026-11-20T09:00:00Z')).toBe(1_000)
  })

  test('that is killed sleeps for ever', async () => {
    const simulation = simulate(world)
    const runner = simulation.runner()
    let woke = false
    void runner.clock.sleep(1_000).then(() => (woke = true))
    runner.kill()
    await simulation.runner().clock.sleep(10_000)
    expect(woke).toBe(false)
  })

  test('gets the same from the same seed, and something else from another', async () => {
    const run = async (seed: number) => {
      const simulation = simulate(world, { seed })
      const runner = simulation.runner()
      const { ecs } = clientsOf(runner)
      const { services } = await ecs.send(describeApi)
      return [runner.clock.now(), services?.[0]?.deployments?.[0]?.id]
    }
    expect(await run(7)).toEqual(await run(7))
    expect(await run(7)).not.toEqual(await run(8))
  })
})

describe('fetch', () => {
  test('reaches the pages of the scenario through their load balancer', async () => {
    const simulation = simulate(world)
    const runner = simulation.runner()
    expect((await runner.fetch('https://example.com/health?deep=1')).status).toBe(200)
    for (const group of simulation.world.elb.groups.values()) {
      for (const { target } of group.targets.values()) simulation.world.elb.deregister(group.arn, target)
    }
    expect((await runner.fetch('https://example.com/health')).status).toBe(503)
  })

  test('gets fixed statuses in turn', async () => {
    const runner = simulate({ urls: { 'https://example.com/': { statuses: [503, 200] } } }).runner()
    const statuses = [
      await runner.fetch('https://example.com/'),
      await runner.fetch('https://example.com/'),
      await runner.fetch('https://example.com/'),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([503, 200, 200])
  })

  test('says which pages there are when it is asked for another', async () => {
    const answer = await simulate(world).runner().fetch('https://example.com/helth')
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe(
      'The simulator has no page https://example.com/helth. It has: https://example.com/health.',
    )
  })

  test.each([
    { is: 'lost', error: { message: 'fetch failed', cause: { code: 'ECONNRESET' } } },
    { is: 'refused', error: { message: 'fetch failed', cause: { code: 'ECONNREFUSED' } } },
    { is: 'hangs', error: { message: 'fetch failed', cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } } },
  ] as const)('fails as Node’s does: $is', async ({ is, error }) => {
    const simulation = simulate(world)
    simulation.faults.add({ is })
    await expect(simulation.runner().fetch('https://example.com/health')).rejects.toMatchObject(error)
  })

  test('breaks off in the body', async () => {
    const simulation = simulate(world)
    simulation.faults.add({ is: 'applied-and-cut-off' })
    const answer = await simulation.runner().fetch('https://example.com/health')
    await expect(answer.text()).rejects.toThrow('terminated')
  })
})

test('the simulation remembers every request and what came of it', async () => {
  const simulation = simulate(world)
  const { ecs } = clientsOf(simulation.runner('first run'))
  simulation.faults.add({ is: 'applied-and-lost', nth: 2 })
  await ecs.send(describeApi)
  await ecs.send(describeApi).catch(() => undefined)
  await ecs.send(new DescribeServicesCommand({ cluster: 'nowhere', services: ['api'] })).catch(() => undefined)
  const input = { cluster, services: ['api'] }
  const common = { runner: 'first run', service: 'ecs', operation: 'DescribeServices' }
  expect(simulation.requests).toMatchObject([
    { index: 0, ...common, input, applied: true, reply: { services: [{ serviceName: 'api' }] } },
    { index: 1, ...common, input, applied: true, fault: 'applied-and-lost' },
    { index: 2, ...common, applied: false, refusal: { code: 'ClusterNotFoundException' } },
  ])
})
