import { describe, expect, jest, test } from '@jest/globals'
import { obeyed } from '../core/runner-commands.ts'
import type { FaultKind } from '../simulator/faults.ts'
import { planOf, Shop } from '../stage/shop.ts'
import { flawsOf, imagesOf } from '../stage/truth.ts'

// Fifty services, and families of thousands, take the simulator some seconds.
jest.setTimeout(120_000)

/** Adds revisions to a family that nobody ever deployed. */
function addRevisions({ simulation }: Shop, family: string, count: number): void {
  const { families } = simulation.world.ecs
  const [first, ...others] = families.get(family) ?? []
  if (!first) throw new Error(`there is no family ${family}`)
  const last = others.at(-1)?.revision ?? 1
  const added = Array.from({ length: count }, (_, index) => {
    const revision = last + 1 + index
    const arn = first.arn.replace(/:\d+$/, `:${revision}`)
    return { ...first, revision, arn, document: { ...first.document, revision, taskDefinitionArn: arn, cpu: '512' } }
  })
  families.set(family, [first, ...others, ...added])
}

/** How often AWS and GitHub were asked before the first write. */
function callsToFind(shop: Shop, from: number): number {
  const requests = shop.requests(from)
  const first = requests.findIndex(({ operation }) => operation === 'TagResource' || operation === 'UpdateService')
  return first < 0 ? requests.length : first
}

describe('in a family of 5,000 revisions', () => {
  /** v2 is 12 revisions ago, some of them deployed, most of them not. */
  async function crowded(github: ConstructorParameters<typeof Shop>[0] = {}): Promise<Shop> {
    const shop = new Shop(github)
    addRevisions(shop, 'prod-api', 4_985)
    await shop.release('v2')
    addRevisions(shop, 'prod-api', 10)
    await shop.releaseAll('v4', 'v5')
    expect(shop.simulation.world.ecs.families.get('prod-api')?.length).toBeGreaterThan(4_998)
    return shop
  }

  async function cost(shop: Shop, inputs: Record<string, string>): Promise<{ calls: number; by: string | undefined }> {
    const from = shop.simulation.requests.length
    const back = await shop.rollBack({ 'dry-run': 'true', ...inputs })
    expect(planOf(back)['api']?.to.taskDefinition).toMatch(/prod-api:4987$/)
    return { calls: callsToFind(shop, from), by: planOf(back)['api']?.by }
  }

  test('a recent release is found in at most 30 calls, images and all, though only its tags tell of it', async () => {
    const shop = await crowded()
    shop.simulation.faults.add({ is: 'denied', on: 'ecs:ListServiceDeployments' })
    const { calls, by } = await cost(shop, { release: 'v2' })
    expect(by).toBe('its tag deploy-actions:release')
    expect(calls).toBeLessThanOrEqual(30)
  })

  test('it takes fewer with the history of deployments', async () => {
    const { calls } = await cost(await crowded(), { release: 'v2' })
    expect(calls).toBeLessThanOrEqual(12)
  })

  test('it takes fewer with the record in GitHub', async () => {
    const payload = { deployments: { api: { taskDefinition: 'prod-api:4987' } } }
    const deployments = [{ ref: 'v2', environment: 'production', payload }]
    const shop = await crowded({ github: { deployments } })
    shop.simulation.faults.add({ is: 'denied', on: 'ecs:ListServiceDeployments' })
    const { calls } = await cost(shop, { release: 'v2', environment: 'production' })
    expect(calls).toBeLessThanOrEqual(14)
  })

  test('the last good one is found as fast as in a small family', async () => {
    const shop = await crowded()
    const from = shop.simulation.requests.length
    await shop.rollBack({ 'dry-run': 'true' })
    expect(callsToFind(shop, from)).toBeLessThanOrEqual(12)
  })

  test('a release that is not there is not looked for in all of them', async () => {
    const shop = await crowded()
    const from = shop.simulation.requests.length
    const { failure } = await shop.rollBack({ release: 'v9' })
    expect(failure).toContain('Only the newest revisions were looked at; name an older one with `task-definitions`.')
    expect(callsToFind(shop, from)).toBeLessThanOrEqual(130)
  })
})

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `service-${index}`)

/** What is wrong with the services in truth. */
function flaws(shop: Shop): string[] {
  const { world } = shop.simulation
  return shop.services.flatMap(name => flawsOf(world, shop.service(name), imagesOf(world, shop.service(name))))
}

describe('several services', () => {
  test.each([1, 10, 50])('of a cluster (%i) go back side by side, within what AWS allows', async count => {
    const shop = new Shop({ services: many(count), ran: { earlier: ['v1', 'v2'], now: 'v4' } })
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(new Set(shop.running().map(name => name.split(':')[1]))).toEqual(new Set(['2']))
    expect(flaws(shop)).toEqual([])
    expect(shop.requests().filter(({ fault }) => fault !== undefined)).toEqual([])
    expect(JSON.stringify(back.summary).length).toBeLessThan(250_000)
  })

  test.each([1, 2, 10])(
    'with %i of them, all are back, and known to be, at most 5 s later than ECS alone takes',
    async count => {
      const shop = new Shop({ services: many(count), ran: { earlier: ['v1', 'v2'], now: 'v4' } })
      const { world } = shop.simulation
      const began = world.now()
      expect((await shop.rollBack()).outcome).toBe('succeeded')
      const took = world.now() - began
      const records = shop.services.map(name => shop.service(name).serviceDeployments[0])
      const own = Math.max(...records.map(record => (record?.finishedAt ?? Infinity) - (record?.createdAt ?? 0)))
      expect(took - own).toBeLessThanOrEqual(5_000)
      const begun = Math.max(...records.map(record => record?.createdAt ?? Infinity)) - began
      expect(begun).toBeLessThanOrEqual(5_000)
    },
  )
})

describe('though', () => {
  const writes = ['ecs:TagResource', 'ecs:UpdateService', 'ecs:RegisterTaskDefinition']
  const lost = ['lost', 'applied-and-lost', 'applied-and-failed', 'applied-and-empty', 'applied-and-html'] as const

  test.each(writes.flatMap(on => lost.map(is => ({ on, is }))))(
    'the reply of $on is $is, each service gets one deployment',
    async ({ on, is }) => {
      const shop = new Shop({ services: ['api', 'web'], ran: { earlier: ['v1', 'v2'], now: 'v4' } })
      shop.somebodyDeregisters('prod-web:2')
      shop.simulation.faults.add({ is, on, times: 2 })
      const back = await shop.rollBack()
      expect(back.outcome).toBe('succeeded')
      expect(shop.running()).toEqual(['prod-api:2', 'prod-web:4'])
      expect(shop.services.map(name => shop.service(name).deployments.length)).toEqual([4, 4])
      expect(shop.tag('prod-api:3', 'failed')).toBeDefined()
    },
  )

  test.each<FaultKind>(['throttled', 'failed', 'unavailable'])('every fourth call is %s', async is => {
    const shop = new Shop({ services: many(3), ran: { earlier: ['v1', 'v2'], now: 'v4' } })
    shop.simulation.faults.add({ is, probability: 0.25 })
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(flaws(shop)).toEqual([])
    expect(shop.services.map(name => shop.service(name).deployments.length)).toEqual([4, 4, 4])
  })

  test('GitHub is away, a release that is tagged in AWS is found, and another one is soon told to be missing', async () => {
    const shop = new Shop()
    await shop.releaseAll('v2', 'v4')
    shop.simulation.faults.add({ is: 'unavailable', on: 'github:*', probability: 1 })
    const began = shop.simulation.world.now()
    const missing = await shop.rollBack({ release: 'v1' })
    expect(missing.outcome).toBe('failed-before-change')
    expect(missing.failure).toContain('GitHub did not say which commit tag v1 of acme/specboard points to')
    expect(shop.simulation.world.now() - began).toBeLessThan(60_000)
    expect((await shop.rollBack({ release: 'v2' })).outcome).toBe('succeeded')
  })
})

describe('names that would like to be obeyed', () => {
  const hostile = ['::error::gotcha', '##[add-mask]x', '`</td><script>', 'v1\n::set-output name=outcome::succeeded']

  test.each(hostile)('such as the release %j are shown, and do nothing', async name => {
    const shop = new Shop()
    await shop.deploy('v2', { release: name }).then(deployed => shop.follow(deployed))
    shop.simulation.world.ecs
      .taskDefinition('prod-api:2')
      ?.tags.push({ key: 'deploy-actions:migration', value: '::stop::' })
    const missing = await shop.rollBack({ release: `${name}!` })
    const back = await shop.rollBack({ reason: name })
    expect([missing.outcome, back.outcome]).toEqual(['failed-before-change', 'succeeded'])
    for (const { transcript, summary, failure = '' } of [missing, back]) {
      expect(transcript.filter(line => obeyed(line) !== undefined)).toEqual([])
      expect(summary).not.toContain('<script>')
      expect(failure).not.toContain('\r')
    }
    expect(shop.tag('prod-api:2', 'failed')).toMatch(/^2026-.* rolled back to prod-api:1: /)
  })
})
