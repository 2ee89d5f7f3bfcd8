import { describe, expect, jest, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Assumptions } from '../simulator/ecs/assumptions.ts'
import type { JsonObject } from '../simulator/operation.ts'
import { canary, secretive } from '../stage/canary.ts'
import { perform } from '../stage/perform.ts'
import { commitOf, deploymentsOf, planOf, Shop } from '../stage/shop.ts'
import type { ShopOptions } from '../stage/shop.ts'
import { flawsOf, imagesOf, primaryOf, serviceOf } from '../stage/truth.ts'

// Some tests are several promotions and rollbacks, one after the other.
jest.setTimeout(60_000)

const three = ['api', 'web', 'worker']
const all = (revision: number): string[] => three.map(name => `prod-${name}:${revision}`)

/** A shop in which these releases were promoted, one after the other. */
async function shopWith(releases: readonly string[], options: ShopOptions = {}): Promise<Shop> {
  const shop = new Shop(options)
  await shop.releaseAll(...releases)
  return shop
}

/** The same, but brought by somebody else, whose revisions have no tags. */
function foreignShop(options: ShopOptions = {}): Shop {
  return new Shop({ ran: { earlier: ['v1', 'v2'], now: 'v4' }, ...options })
}

/** Nothing was written, and every service runs what it ran. */
function expectUntouched(shop: Shop, since: number, running: readonly string[]): void {
  expect(shop.written(since)).toEqual([])
  expect(shop.running()).toEqual(running)
}

function flaws(shop: Shop): string[] {
  const { world } = shop.simulation
  return shop.services.flatMap(name => flawsOf(world, shop.service(name), imagesOf(world, shop.service(name))))
}

describe('without a destination', () => {
  test('a rollback goes to the last release that ran well, by its exact revisions, and proves it', async () => {
    const shop = await shopWith(['v2', 'v4'], { services: three })
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(all(2))
    expect(flaws(shop)).toEqual([])
    expect(back.transcript.at(-1)).toMatch(/^Rolled back to v2\. Proved: api runs prod-api:2 on 2 of 2 tasks again;/)
  })

  test('it passes over a release that ECS rolled back, though its revision has a higher number', async () => {
    const shop = await shopWith(['v2', 'v3', 'v4'])
    expect(shop.running()).toEqual(['prod-api:4'])
    await shop.rollBack()
    expect(shop.running()).toEqual(['prod-api:2'])
  })

  test('a rollback after a rollback goes further back, and at the end says that there is nothing', async () => {
    const shop = await shopWith(['v2', 'v4', 'v5'])
    const ways: string[] = []
    for (let time = 0; time < 3; time++) ways.push((await shop.rollBack()).outcome, ...shop.running())
    expect(ways).toEqual(['succeeded', 'prod-api:3', 'succeeded', 'prod-api:2', 'succeeded', 'prod-api:1'])
    const requests = shop.simulation.requests.length
    const last = await shop.rollBack()
    expect(last.outcome).toBe('failed-before-change')
    expect(last.failure).toContain('api has nothing to go back to: nothing that ran well before prod-api:1 is left')
    expectUntouched(shop, requests, ['prod-api:1'])
  })

  test('it does not return to what somebody left by hand', async () => {
    const shop = await shopWith(['v2', 'v4'])
    shop.somebodyDeploys('api', 'prod-api:2')
    shop.simulation.world.timeline.advance(3_600_000)
    await shop.rollBack()
    expect(shop.running()).toEqual(['prod-api:1'])
  })

  test('it goes further back than ECS did by itself, and says so', async () => {
    const shop = await shopWith(['v2', 'v3'])
    const back = await shop.rollBack()
    expect(shop.running()).toEqual(['prod-api:1'])
    expect(back.transcript).toContain(
      '  ECS itself went back from prod-api:3 to prod-api:2 before; this goes further back.',
    )
  })

  test('it stays with ECS, which is going back by itself at the moment', async () => {
    const shop = await shopWith(['v2'])
    await shop.deploy('v3')
    const api = shop.service('api')
    while (api.serviceDeployments[0]?.status !== 'ROLLBACK_IN_PROGRESS') shop.simulation.world.timeline.advance(1_000)
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack()
    expect(back.outcome).toBe('unchanged')
    expectUntouched(shop, requests, ['prod-api:2'])
  })

  test('services that would part are asked about first', async () => {
    const shop = await shopWith(['v2'], { services: ['api', 'web'] })
    await shop.release('v4', ['api'])
    await shop.release('v5')
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack()
    expect(back.outcome).toBe('failed-before-change')
    expect(back.failure).toContain('api would go back to v4, and not all others with it')
    expect(back.failure).toContain('web would go back to v2')
    expectUntouched(shop, requests, ['prod-api:4', 'prod-web:3'])
  })
})

describe('the outputs `release` and `sha`', () => {
  test('say where all services go, also before anything is done', async () => {
    const shop = await shopWith(['v2', 'v4'], { services: three })
    const dry = await shop.rollBack({ 'dry-run': 'true' })
    expect(dry.outputs).toMatchObject({ release: 'v2', sha: commitOf('v2') })
    expect((await shop.rollBack()).outputs).toMatchObject({ release: 'v2', sha: commitOf('v2') })
  })

  test('name the release that was asked for, where nothing tells its commit', async () => {
    const shop = new Shop({ ran: { earlier: ['v1'], now: 'v2' } })
    expect((await shop.rollBack({ release: 'v1' })).outputs).toMatchObject({ release: 'v1', sha: '' })
  })

  test('are empty where the services go to different releases', async () => {
    const shop = await shopWith(['v2'], { services: ['api', 'web'] })
    await shop.release('v4', ['api'])
    const dry = await shop.rollBack({ 'task-definitions': 'api=prod-api:2\nweb=prod-web:1', 'dry-run': 'true' })
    expect(dry.outputs).toMatchObject({ release: '', sha: '' })
  })
})

describe('a release', () => {
  test('is found by the tags of its revisions, also long ago', async () => {
    const shop = await shopWith(['v2', 'v4', 'v5'], { services: three })
    const back = await shop.rollBack({ release: 'v2' })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(all(2))
    expect(planOf(back)['web']).toMatchObject({
      by: 'its tag deploy-actions:release',
      from: { release: 'v5' },
      to: { release: 'v2', commit: commitOf('v2') },
    })
  })

  test('is found by its commit’s images where nobody tagged the revisions, and this is said', async () => {
    const shop = await shopWith(['v2', 'v4'], { services: three })
    const back = await shop.rollBack({ release: 'v1' })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(all(1))
    expect(back.transcript).toContain('  found by the digest of its image')
    expect(back.transcript).toContainEqual(expect.stringMatching(/^api: v4 → v1, prod-api:1, registered/))
  })

  test('is found by the tag of its images', async () => {
    const shop = await shopWith(['v2', 'v4'])
    const back = await shop.rollBack({ tag: commitOf('v2') })
    expect(shop.running()).toEqual(['prod-api:2'])
    expect(planOf(back)['api']?.by).toBe('its tag deploy-actions:commit')
  })

  test('is found by the record of its deployment in GitHub', async () => {
    const shop = new Shop({
      github: {
        tags: {},
        commits: [commitOf('v1')],
        deployments: [
          {
            ref: commitOf('v1'),
            environment: 'production',
            payload: { release: 'winter', deployments: { api: { taskDefinition: 'prod-api:1' } } },
            states: ['in_progress', 'success', 'inactive'],
          },
        ],
      },
      service: { health: false },
    })
    await shop.releaseAll('v2', 'v4')
    const back = await shop.rollBack({ release: 'winter', environment: 'production' })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:1'])
    expect(planOf(back)['api']?.by).toBe('the record of its deployment in GitHub')
  })

  test('whose deployment never succeeded, by the record in GitHub, is not there', async () => {
    const deployment = { ref: commitOf('v1'), environment: 'production', states: ['failure'] } as const
    const payload = { release: 'winter', deployments: { api: { taskDefinition: 'prod-api:1' } } }
    const shop = new Shop({
      github: { tags: {}, commits: [commitOf('v1')], deployments: [{ ...deployment, payload }] },
    })
    const back = await shop.rollBack({ release: 'winter', environment: 'production' })
    expect(back.failure).toContain('api has no revision of winter')
  })

  test('that is not there is answered with those that are', async () => {
    const shop = await shopWith(['v2', 'v3', 'v4', 'v5'])
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack({ release: 'v9' })
    expect(back.outcome).toBe('failed-before-change')
    expect(back.failure).toMatch(
      /api has no revision of v9\. It could go back to v4 \(2h \d+m ago\), v2 \(4h \d+m ago\), prod-api:1 \(\d/,
    )
    expect(back.failure).toContain('acme/specboard has no tag v9, or this token may not see it.')
    expectUntouched(shop, requests, ['prod-api:5'])
  })

  test('that failed is not gone back to', async () => {
    const shop = await shopWith(['v2', 'v3', 'v4'])
    const back = await shop.rollBack({ release: 'v3' })
    expect(back.outcome).toBe('failed-before-change')
    expect(back.failure).toMatch(
      /api cannot go back to v3: prod-api:3 failed when it was last deployed, .* \(ROLLBACK_SUCCESSFUL\)/,
    )
  })

  test('that was rolled away from is not gone back to', async () => {
    const shop = await shopWith(['v2', 'v4'])
    await shop.rollBack({ reason: 'checkout is slow' })
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack({ release: 'v4' })
    expect(back.outcome).toBe('failed-before-change')
    expect(back.failure).toMatch(/prod-api:3 was marked as failed 2026-.*: rolled back to v2: checkout is slow/)
    expect(back.failure).toContain('deploy-ecs brings back what failed, with `allow-failed: true`.')
    expectUntouched(shop, requests, ['prod-api:2'])
  })

  test('that runs already is proved, and nothing is written', async () => {
    const shop = await shopWith(['v2'], { services: three })
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack({ release: 'v2' })
    expect(back.outcome).toBe('unchanged')
    expect(back.transcript.at(-1)).toMatch(/^3 services were on v2 already\. Proved: api runs prod-api:2 on 2 of 2/)
    expectUntouched(shop, requests, all(2))
  })

  test('is looked for without GitHub where there is no token, and this is said when it is not found', async () => {
    const shop = await shopWith(['v2', 'v4'])
    const found = await shop.rollBack({ release: 'v2', 'github-token': '', 'dry-run': 'true' })
    expect(found.outcome).toBe('unchanged')
    const missing = await shop.rollBack({ release: 'v1', 'github-token': '' })
    expect(missing.failure).toContain('GitHub was not asked for its commit, for want of `github-token`.')
  })
})

describe('exact revisions', () => {
  test('are gone back to as they are named', async () => {
    const shop = await shopWith(['v2', 'v4', 'v5'], { services: ['api', 'web'] })
    const back = await shop.rollBack({ 'task-definitions': 'api=prod-api:2 web=prod-web:3' })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2', 'prod-web:3'])
  })

  test.each([
    { named: 'prod-api:3', says: /api cannot go back: prod-api:3 failed when it was last deployed/ },
    { named: 'prod-api:99', says: /api cannot go back to prod-api:99, which does not exist, or not any more/ },
    { named: 'prod-web:1', says: /prod-web:1 is of the family prod-web, not of prod-api/ },
  ])('such as $named are refused', async ({ named, says }) => {
    const shop = new Shop({ services: ['api', 'web'] })
    for (const name of ['v2', 'v3']) await shop.release(name, ['api'])
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack({ 'task-definitions': `api=${named}` })
    expect(back.outcome).toBe('failed-before-change')
    expect(back.failure).toMatch(says)
    expect(shop.written(requests)).toEqual([])
  })

  test('that nothing is known of are trusted to, with a warning', async () => {
    const shop = await shopWith(['v2'])
    shop.simulation.faults.add({ is: 'denied', on: 'ecs:ListServiceDeployments' })
    const back = await shop.rollBack({ 'task-definitions': 'api=prod-api:1' })
    expect(shop.running()).toEqual(['prod-api:1'])
    expect(back.transcript).toContain('warning: api: Nothing says that prod-api:1 ever ran well in it.')
  })
})

describe('what deploy-ecs changed', () => {
  test('goes back to exactly what ran before, from a deployment that is still under way', async () => {
    const shop = await shopWith(['v2'], { services: three })
    const { outputs } = await shop.deploy('v4')
    shop.simulation.world.timeline.advance(40_000)
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack({ deployments: outputs['deployments'] ?? '' })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(all(2))
    expect(flaws(shop)).toEqual([])
    expect(shop.written(requests)).not.toContain('UpdateService')
    const api = deploymentsOf(back)['api']
    expect(api).toMatchObject({ deploymentId: primaryOf(shop.service('api')).id, changed: true, outcome: 'succeeded' })
  })

  test('and has completed goes back by a deployment', async () => {
    const shop = await shopWith(['v2'])
    const deployed = await shop.deploy('v4')
    await shop.follow(deployed)
    const back = await shop.rollBack({ deployments: deployed.outputs['deployments'] ?? '' })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
    expect(primaryOf(shop.service('api')).id).toBe(deploymentsOf(back)['api']?.deploymentId)
  })

  test('and ECS took back by itself is proved and marked; a second time nothing is written', async () => {
    const shop = await shopWith(['v2'], { services: ['api', 'web'] })
    const deployed = await shop.deploy('v3')
    await shop.follow(deployed)
    const requests = shop.simulation.requests.length
    const deployments = deployed.outputs['deployments'] ?? ''
    expect((await shop.rollBack({ deployments })).outcome).toBe('succeeded')
    expect(shop.written(requests)).toEqual(['TagResource', 'TagResource'])
    expect(shop.tag('prod-api:3', 'failed')).toContain('rolled back to v2')
    expect((await shop.rollBack({ deployments })).outcome).toBe('unchanged')
    expect(shop.written(requests)).toHaveLength(2)
  })

  test('and ECS took back says which of its migrations stays applied', async () => {
    const shop = await shopWith(['v2'])
    const deployed = await shop.deploy('v3')
    shop.simulation.world.ecs
      .taskDefinition('prod-api:3')
      ?.tags.push({ key: 'deploy-actions:migration', value: 'adds a column' })
    await shop.follow(deployed)
    const back = await shop.rollBack({ deployments: deployed.outputs['deployments'] ?? '' })
    expect(back.transcript).toContain('The migration of v3 stays applied: adds a column')
  })

  test('only anew is proved and not marked: it is what is to run', async () => {
    const shop = await shopWith(['v2'])
    const again = await shop.deploy('v2', { 'force-new-deployment': 'true' })
    const back = await shop.rollBack({ deployments: again.outputs['deployments'] ?? '' })
    expect(back.outcome).toBe('unchanged')
    expect(shop.tag('prod-api:2', 'failed')).toBeUndefined()
  })

  test('is not looked for in the wrong place by a replica that lags', async () => {
    const shop = await shopWith(['v2'], { aws: { replicaLag: '25s' } })
    const { outputs } = await shop.deploy('v4')
    const back = await shop.rollBack({ deployments: outputs['deployments'] ?? '' })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
    expect(shop.tag('prod-api:3', 'failed')).toBeDefined()
  })

  test('is left alone where somebody deployed since, and the others go back', async () => {
    const shop = await shopWith(['v2'], { services: three })
    const deployed = await shop.deploy('v4')
    await shop.follow(deployed)
    shop.somebodyDeploys('web', 'prod-web:1')
    shop.simulation.world.timeline.advance(600_000)
    const deployments = deployed.outputs['deployments'] ?? ''
    const back = await shop.rollBack({ deployments })
    expect(back.outcome).toBe('mixed')
    expect(shop.running()).toEqual(['prod-api:2', 'prod-web:1', 'prod-worker:2'])
    expect(back.failure).toMatch(/web has ecs-svc\/\d+ of prod-web:1 in place of ecs-svc\/\d+, and was left alone/)
    const forced = await shop.rollBack({ deployments, force: 'true' })
    expect(forced.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(all(2))
  })

  test('and found as it was wanted is left as it is', async () => {
    const shop = await shopWith(['v2'], { services: ['api', 'web'] })
    await shop.release('v4', ['web'])
    const environment = { GITHUB_RUN_ID: '8' }
    const { outputs } = await shop.deploy('v4')
    const back = await shop.rollBack({ deployments: outputs['deployments'] ?? '' }, { environment })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2', 'prod-web:3'])
    expect(planOf(back)['web']).toMatchObject({ does: 'stays', notes: ['It was not changed by that deployment.'] })
  })

  test('by an earlier attempt of the same run goes back with the rest of it', async () => {
    const shop = await shopWith(['v2'], { services: ['api', 'web'] })
    await shop.deploy('v4', {}, ['web'])
    const { outputs } = await shop.deploy('v4')
    const back = await shop.rollBack(
      { deployments: outputs['deployments'] ?? '' },
      { environment: { GITHUB_RUN_ATTEMPT: '2' } },
    )
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2', 'prod-web:2'])
  })

  test('is not brought back by what a rollback itself gives as `deployments`', async () => {
    const shop = await shopWith(['v2', 'v4'])
    const { outputs } = await shop.rollBack()
    const again = await shop.rollBack({ deployments: outputs['deployments'] ?? '' })
    expect(again.outcome).toBe('failed-before-change')
    expect(again.failure).toContain('cannot go back to prod-api:3: it is what prod-api:2 was rolled back from')
  })
})

describe('before anything is changed', () => {
  test('one of three services whose image is gone keeps all of them where they are', async () => {
    const shop = await shopWith(['v2', 'v4'], { services: three })
    shop.deletesImage('web', 'v2')
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack()
    expect(back.outcome).toBe('failed-before-change')
    expect(back.failure).toContain('no service was changed, because 1 of 3 services cannot go back:')
    expect(back.failure).toMatch(
      /web cannot go back to v2 \(prod-web:2\): no image of web in .* has the digest sha256:/,
    )
    expectUntouched(shop, requests, all(3))
  })

  test('an image that was archived keeps a service where it is', async () => {
    const shop = foreignShop()
    const { ecr } = shop.simulation.world
    ecr.archive(`api@${ecr.find(`api:${commitOf('v2')}`)?.digest ?? ''}`)
    const back = await shop.rollBack()
    expect(back.outcome).toBe('failed-before-change')
    expect(back.failure).toMatch(/is archived and cannot be pulled\. A lifecycle policy probably archived it/)
  })

  test('an image of another platform than the tasks of its revision keeps a service where it is', async () => {
    const shop = foreignShop()
    const definition = shop.simulation.world.ecs.taskDefinition('prod-api:2')
    Object.assign(definition?.document ?? {}, { runtimePlatform: { cpuArchitecture: 'ARM64' } })
    const back = await shop.rollBack()
    expect(back.failure).toMatch(/is not built for linux\/arm64, only for linux\/amd64/)
  })

  test('everything that speaks against it is told at once', async () => {
    const shop = foreignShop({ services: three })
    shop.deletesImage('web', 'v2')
    shop.simulation.world.ecs.levers.autoscale(shop.service('worker'), 0)
    const services = 'api web worker nowhere'
    const { failure } = await shop.rollBack({ services })
    expect(failure).toContain('3 of 4 services cannot go back')
    expect(failure).toContain('nowhere is MISSING in cluster prod')
    expect(failure).toContain('worker has a desired count of 0')
    expect(failure).toContain('web cannot go back to prod-web:2')
  })

  test('a dry run shows the plan of all services, and ends', async () => {
    const shop = await shopWith(['v2', 'v4'], { services: three })
    const requests = shop.simulation.requests.length
    const dry = await shop.rollBack({ 'dry-run': 'true' })
    expect(dry.outcome).toBe('unchanged')
    expect(dry.transcript.at(-1)).toBe('Dry run: 3 of 3 services would go back to v2. Nothing was written.')
    expect(planOf(dry)['api']).toMatchObject({
      does: 'updates',
      by: 'the history of its deployments in ECS',
      from: { release: 'v4', commit: commitOf('v4') },
      to: { release: 'v2', commit: commitOf('v2'), registeredAt: expect.stringMatching(/^2026-/) },
      changes: [expect.stringMatching(/^image of api: api@sha256:.* → api@sha256:/)],
    })
    expect(dry.summary).toContain('| Service | From')
    expectUntouched(shop, requests, all(3))
  })

  test('it is said what differs besides the image: names of variables, sizes and roles, and never a value', async () => {
    const shop = new Shop({ service: { containerDefinition: secretive } })
    const { ecs } = shop.simulation.world
    const old = ecs.taskDefinition('prod-api:1')?.document ?? {}
    const [container] = old.containerDefinitions as JsonObject[]
    const environment = [{ name: 'DATABASE_URL', value: `postgres://other:${canary}@db` }]
    const secrets = [{ name: 'KEY', valueFrom: 'arn:aws:ssm:us-west-2:123456789012:parameter/key' }]
    const sizes = { cpu: '512', memory: '1024', taskRoleArn: 'arn:aws:iam::123456789012:role/another' }
    const containerDefinitions = [{ ...container, environment, secrets }]
    ecs.registerTaskDefinition({ ...old, ...sizes, containerDefinitions })
    shop.somebodyDeploys('api', 'prod-api:2')
    shop.simulation.world.timeline.advance(3_600_000)
    const dry = await shop.rollBack({ 'dry-run': 'true' })
    const changes = planOf(dry)['api']?.changes ?? []
    expect(changes).toContain('~ cpu: 512 → 256')
    expect(changes).toContain('~ memory: 1024 → 512')
    expect(changes).toContainEqual(expect.stringMatching(/^~ taskRoleArn: .*another → .*prod-api-task/))
    expect(changes).toContain('~ containerDefinitions.api.environment.DATABASE_URL (changed)')
    expect(changes).toContain('- containerDefinitions.api.secrets.KEY')
    expect(JSON.stringify([dry.transcript, dry.outputs, dry.summary])).not.toContain(canary)
  })

  test('it is said which migrations of later releases stay applied', async () => {
    const shop = await shopWith(['v2', 'v4', 'v5'])
    const tag = (arn: string, value: string) =>
      shop.simulation.world.ecs.taskDefinition(arn)?.tags.push({ key: 'deploy-actions:migration', value })
    tag('prod-api:2', 'creates orders')
    tag('prod-api:3', 'adds a column')
    tag('prod-api:4', 'drops a table')
    const back = await shop.rollBack({ release: 'v2' })
    expect(back.transcript).toContain('The migration of v5 stays applied: drops a table')
    expect(back.transcript).toContain('The migration of v4 stays applied: adds a column')
    expect(JSON.stringify(back.transcript)).not.toContain('creates orders')
    expect(back.summary).toContain('The migration of v5 stays applied: drops a table')
  })
})

describe('a revision that was deregistered', () => {
  test('comes back as an equal copy of the same release, and this is said', async () => {
    const shop = await shopWith(['v2', 'v4'])
    shop.somebodyDeregisters('prod-api:2')
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:4'])
    expect(['release', 'commit', 'image-tags'].map(key => shop.tag('prod-api:4', key))).toEqual(
      ['release', 'commit', 'image-tags'].map(key => shop.tag('prod-api:2', key)),
    )
    expect(back.transcript).toContainEqual(expect.stringContaining('as an equal copy: prod-api:2 was deregistered'))
  })

  test('is not what a rollback from its copy goes to', async () => {
    const shop = foreignShop()
    shop.somebodyDeregisters('prod-api:2')
    await shop.rollBack()
    await shop.rollBack()
    expect(shop.running()).toEqual(['prod-api:1'])
  })

  test('is copied once', async () => {
    const shop = foreignShop()
    shop.somebodyDeregisters('prod-api:2')
    await shop.rollBack({ tag: commitOf('v2') })
    const again = await shop.rollBack({ tag: commitOf('v2') })
    expect(again.outcome).toBe('unchanged')
    expect(shop.simulation.world.ecs.families.get('prod-api')).toHaveLength(4)
  })

  test('keeps a service from promotions of what it was rolled back from, though the copy is newer', async () => {
    const shop = await shopWith(['v2', 'v4'])
    shop.somebodyDeregisters('prod-api:2')
    await shop.rollBack()
    expect((await shop.deploy('v4')).failure).toContain('api would get back v4: prod-api:3 was marked as failed')
  })
})

describe('a tag that was moved since', () => {
  test('does not bring another image: what ran is what runs again', async () => {
    const shop = await shopWith(['v2'])
    const { ecr } = shop.simulation.world
    const ran = ecr.find(`api:${commitOf('v1')}`)?.digest ?? ''
    ecr.moveTag(`api:${commitOf('v1')}`, ecr.find(`api:${commitOf('v5')}`)?.digest ?? '')
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(imagesOf(shop.simulation.world, shop.service('api'))).toEqual({ api: `${ecr.uri('api')}@${ran}` })
    expect(back.transcript).toContainEqual(
      expect.stringMatching(/^warning: api: The tag api:1{12} leads to another image by now; api gets the one it ran/),
    )
  })
})

describe('an image of another registry', () => {
  test('is said to be unknown, and gone back to', async () => {
    const sidecars = { proxy: `docker.io/library/nginx@sha256:${'a'.repeat(64)}` }
    const shop = foreignShop({ service: { sidecars } })
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(back.transcript).toContainEqual(
      expect.stringMatching(/^warning: api: Whether library\/nginx@sha256:a{12} can be pulled is not known/),
    )
  })
})

describe('a deployment that is under way', () => {
  async function underWay(): Promise<Shop> {
    const shop = await shopWith(['v2'])
    await shop.deploy('v4')
    shop.simulation.world.timeline.advance(40_000)
    return shop
  }

  test('is returned from, since that is quicker than another one', async () => {
    const shop = await underWay()
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(shop.written(requests)).toContain('StopServiceDeployment')
    expect(shop.written(requests)).not.toContain('UpdateService')
    expect(back.summary).toContain('by returning from deployment')
  })

  test('is not returned from where that would lead elsewhere', async () => {
    const shop = await underWay()
    const requests = shop.simulation.requests.length
    expect((await shop.rollBack({ release: 'v1' })).outcome).toBe('succeeded')
    expect(shop.written(requests)).not.toContain('StopServiceDeployment')
    expect(shop.running()).toEqual(['prod-api:1'])
  })

  test.each([
    { what: 'the role may not stop it', fault: { is: 'denied', on: 'ecs:StopServiceDeployment' } as const },
    { what: 'ECS answers that it is over', happens: 'it is over' },
  ])('is replaced by another one where $what', async ({ fault }) => {
    const shop = await underWay()
    if (fault) shop.simulation.faults.add(fault)
    else shop.before('StopServiceDeployment', () => shop.simulation.world.timeline.advance(300_000))
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
    expect(shop.service('api').deployments).toHaveLength(4)
    expect(back.transcript).toContainEqual(expect.stringContaining('api: ECS does not return from deployment'))
  })

  test.each(['applied-and-lost', 'lost'] as const)('is returned from though the reply is %s', async is => {
    const shop = await underWay()
    shop.simulation.faults.add({ is, on: 'ecs:StopServiceDeployment' })
    expect((await shop.rollBack()).outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
  })

  test('is left to somebody else who deployed when it was to be returned from', async () => {
    const shop = await underWay()
    shop.before('StopServiceDeployment', () => shop.somebodyDeploys('api', 'prod-api:1'))
    const back = await shop.rollBack()
    expect(back.outcome).toBe('superseded')
    expect(shop.running()).toEqual(['prod-api:1'])
  })
})

describe('a deployment of somebody else in the middle', () => {
  test('leaves all services alone', async () => {
    const shop = foreignShop({ services: three })
    shop.before('BatchGetImage', () => shop.somebodyDeploys('web', 'prod-web:1'))
    const requests = shop.simulation.requests.length
    const back = await shop.rollBack()
    expect(back.outcome).toBe('superseded')
    expect(back.failure).toContain(
      'somebody else deployed web while this rollback was prepared; no service was changed',
    )
    expect(shop.written(requests)).toEqual([])
    expect(shop.running()).toEqual(['prod-api:3', 'prod-web:1', 'prod-worker:3'])
  })

  test('is overwritten by force', async () => {
    const shop = foreignShop({ services: ['api', 'web'] })
    shop.before('BatchGetImage', () => shop.somebodyDeploys('web', 'prod-web:1'))
    const back = await shop.rollBack({ force: 'true' })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2', 'prod-web:2'])
  })

  test('is told from the rollback that it ends', async () => {
    const shop = foreignShop()
    shop.before('DescribeTasks', () => shop.somebodyDeploys('api', 'prod-api:1'))
    const back = await shop.rollBack()
    expect(back.outcome).toBe('superseded')
    expect(back.failure).toContain('prod-api:1 took its place')
  })
})

describe('a rollback that fails', () => {
  test('is told with the exact state: the circuit breaker undid it, and what runs then is proved', async () => {
    const shop = foreignShop()
    shop.breaks('api', 'v2')
    const back = await shop.rollBack()
    expect(back.outcome).toBe('rollback-failed')
    expect(back.failure).toMatch(
      /api could not go back: ECS undid that, and the service runs prod-api:3 on 2 of 2 tasks as before: .*circuit breaker/,
    )
    expect(back.transcript).toContain('│ the table is gone')
    const { runs = '', outcome } = deploymentsOf(back)['api'] ?? {}
    expect([outcome, runs?.split('/').at(-1)]).toEqual(['rollback-failed', ...shop.running()])
  })

  test('for one of two services leaves them mixed, each with what it runs', async () => {
    const shop = foreignShop({ services: ['api', 'web'] })
    shop.breaks('api', 'v2')
    const back = await shop.rollBack()
    expect(back.outcome).toBe('mixed')
    expect(back.failure).toContain('runs prod-api:3')
    expect(back.failure).toContain('web runs prod-web:2')
    expect(shop.running()).toEqual(['prod-api:3', 'prod-web:2'])
    expect(back.failure).toContain('run this with `release`')
  })

  test('is not tried again by the next, which goes further back', async () => {
    const shop = foreignShop()
    shop.breaks('api', 'v2')
    await shop.rollBack()
    expect((await shop.rollBack()).outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:1'])
  })

  test('where no breaker undoes it ends soon, and says that ECS goes on', async () => {
    const shop = foreignShop({ service: { breaker: false } })
    const image = shop.simulation.world.ecr.find(`api:${commitOf('v2')}`)
    if (image)
      image.behaviour = {
        cannotInitialize: 'ResourceInitializationError: unable to retrieve secret from asm: ResourceNotFoundException',
      }
    const back = await shop.rollBack()
    expect(back.outcome).toBe('rollback-failed')
    expect(back.failure).toContain('ECS goes on trying until somebody stops it.')
  })

  test('to come to its end in time is told as late, and the next goes further back', async () => {
    const shop = foreignShop()
    expect((await shop.rollBack({ timeout: '30s' })).outcome).toBe('timed-out')
    expect(shop.running()).toEqual(['prod-api:2'])
    await shop.rollBack()
    expect(shop.running()).toEqual(['prod-api:1'])
  })
})

describe('without waiting', () => {
  test('a rollback is begun, and wait-healthy takes what it gives', async () => {
    const shop = foreignShop({ services: three })
    const back = await shop.rollBack({ wait: 'false' })
    expect(back.outcome).toBe('succeeded')
    expect(back.transcript.at(-1)).toContain(
      'ECS has begun to bring 3 services back; whether that works is for wait-healthy',
    )
    expect(deploymentsOf(back)['api']).not.toHaveProperty('outcome')
    expect((await shop.follow(back)).outcome).toBe('succeeded')
    expect(shop.running()).toEqual(all(2))
  })

  test('what is not begun is told', async () => {
    const shop = foreignShop({ services: ['api', 'web'] })
    shop.simulation.faults.add({
      is: 'denied',
      on: call => call.operation === 'UpdateService' && call.input.service === 'web',
    })
    const back = await shop.rollBack({ wait: 'false' })
    expect(back.outcome).toBe('mixed')
    expect(back.failure).toContain('Begun: api. Not begun, or not known to be:')
    expect(back.failure).toContain('Allow the role of this job the action ecs:UpdateService')
  })
})

describe('a job that is cancelled', () => {
  test('begins nothing more, and says where it stands', async () => {
    const shop = foreignShop()
    const stop = new AbortController()
    shop.simulation.world.timeline.after(20_000, () => stop.abort())
    const back = await shop.rollBack({}, { stop: stop.signal })
    expect(back.outcome).toBe('cancelled')
    expect(deploymentsOf(back)['api']).toMatchObject({ changed: true, outcome: 'cancelled' })
  })

  test('is continued by the next, which goes no further back', async () => {
    const shop = foreignShop()
    const stop = new AbortController()
    shop.simulation.world.timeline.after(20_000, () => stop.abort())
    await shop.rollBack({}, { stop: stop.signal })
    const next = await shop.rollBack()
    expect(next.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
    expect(next.transcript).toContain('  found by the rollback to it, which had not come to its end')
  })
})

describe('what was rolled away from', () => {
  test('is marked on its revisions, with time and reason', async () => {
    const shop = await shopWith(['v2', 'v4'], { services: ['api', 'web'] })
    const back = await shop.rollBack({ reason: 'checkout is slow' })
    for (const name of ['prod-api:3', 'prod-web:3'])
      expect(shop.tag(name, 'failed')).toMatch(/^2026-11-20T[\d:.]+Z rolled back to v2: checkout is slow$/)
    expect(back.summary).toContain('Marked as failed: v4.')
  })

  test('is not brought back by a promotion until it is asked for', async () => {
    const shop = await shopWith(['v2', 'v4'])
    await shop.rollBack()
    const requests = shop.simulation.requests.length
    const refused = await shop.deploy('v4')
    expect(refused.outcome).toBe('failed-before-change')
    expect(refused.failure).toMatch(/api would get back v4: prod-api:3 was marked as failed .*: rolled back to v2\./)
    expectUntouched(shop, requests, ['prod-api:2'])
    expect((await shop.deploy('v4', { 'allow-failed': 'true' })).outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:3'])
  })

  test('is known by its images, too, where the release bears another name', async () => {
    const shop = await shopWith(['v2', 'v4'])
    await shop.rollBack()
    expect((await shop.deploy('v4', { release: 'v4-again' })).outcome).toBe('failed-before-change')
  })

  test('does not keep a mended release from being deployed', async () => {
    const shop = await shopWith(['v2', 'v4'])
    await shop.rollBack()
    expect((await shop.release('v5')).outcome).toBe('succeeded')
  })

  test('is good again once it was brought back and ran well', async () => {
    const shop = await shopWith(['v2', 'v4'])
    await shop.rollBack()
    await shop.follow(await shop.deploy('v4', { 'allow-failed': 'true' }))
    shop.simulation.world.timeline.advance(3_600_000)
    await shop.release('v5')
    await shop.rollBack()
    expect(shop.running()).toEqual(['prod-api:3'])
  })

  test('is left unmarked where the role may not tag, with a warning; the service goes back all the same', async () => {
    const shop = foreignShop({ ran: { earlier: ['v1', 'v2', 'v4'], now: 'v5' } })
    shop.simulation.faults.add({ is: 'denied', on: 'ecs:TagResource' })
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(back.transcript).toContainEqual(
      expect.stringMatching(/^warning: What was left could not be marked as failed: .*ecs:TagResource/),
    )
    // Even so the next one does not swing back: the history shows what was left.
    await shop.rollBack()
    expect(shop.running()).toEqual(['prod-api:2'])
  })
})

describe('a role that may not read ECS’s history', () => {
  async function withoutHistory(...releases: string[]): Promise<Shop> {
    const shop = await shopWith(releases)
    shop.simulation.faults.add({ is: 'denied', on: 'ecs:ListServiceDeployments' })
    return shop
  }

  test('goes back by what deploy-ecs wrote down, and says so', async () => {
    const shop = await withoutHistory('v2', 'v4')
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
    expect(planOf(back)['api']?.by).toBe('the tag deploy-actions:previous of what replaced it')
  })

  test('goes back to a release by its tags', async () => {
    const shop = await withoutHistory('v2', 'v4', 'v5')
    expect((await shop.rollBack({ release: 'v2' })).outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
  })

  test('is told which permission is missing where nothing else says where to', async () => {
    const shop = await withoutHistory()
    const { failure } = await shop.rollBack()
    expect(failure).toContain('api has nothing to go back to')
    expect(failure).toContain('Allow the role of this job the action ecs:ListServiceDeployments')
  })
})

describe('services that this project did not deploy', () => {
  test('go back by the history of their deployments', async () => {
    const shop = new Shop({ ran: { earlier: ['v1', 'v2'], now: 'v4' } })
    const back = await shop.rollBack()
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
    expect(planOf(back)['api']?.by).toBe('the history of its deployments in ECS')
  })

  test('go back to a release by the tag of its images', async () => {
    const shop = new Shop({ ran: { earlier: ['v1', 'v2'], now: 'v4' } })
    const back = await shop.rollBack({ tag: commitOf('v1') })
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:1'])
    expect(planOf(back)['api']?.by).toBe('the tag of its image')
  })
})

describe('two services of one family', () => {
  test('go back to the same revision, which is copied and tagged once', async () => {
    const shop = new Shop({ service: { health: false, container: 'main' } })
    const { ecs } = shop.simulation.world
    ecs.createService({ cluster: 'prod', name: 'worker', taskDefinition: 'prod-api:1' })
    const pair = ['api', 'worker']
    const images = (tag: string) =>
      JSON.stringify(
        Object.fromEntries(pair.map(name => [name, shop.simulation.world.ecr.uri(`api:${commitOf(tag)}`)])),
      )
    for (const tag of ['v2', 'v4']) {
      await shop.follow(await shop.deploy(tag, { images: images(tag) }, []))
      shop.simulation.world.timeline.advance(3_600_000)
    }
    shop.somebodyDeregisters('prod-api:2')
    const back = await shop.rollBack({ services: 'api worker' })
    expect(back.outcome).toBe('succeeded')
    const running = pair.map(name => primaryOf(serviceOf(shop.simulation.world, 'prod', name)).taskDefinition)
    expect(new Set(running).size).toBe(1)
    expect(running[0]).toMatch(/prod-api:4$/)
  })
})

describe('with a manifest', () => {
  function inWorkspace(manifest: string): { environment: Record<string, string> } {
    const workspace = mkdtempSync(join(tmpdir(), 'rollback-'))
    mkdirSync(join(workspace, '.github'))
    writeFileSync(join(workspace, '.github', 'deploy.yml'), manifest)
    return { environment: { GITHUB_WORKSPACE: workspace } }
  }

  const manifest = `
services: { shop: { image: api }, web: { image: web } }
environments: { production: { cluster: prod, services: { shop: { service: api } } } }
service: '{name}'
`

  test('cluster and services are those of the environment', async () => {
    const shop = new Shop({ services: ['api', 'web'], ran: { earlier: ['v1', 'v2'], now: 'v4' } })
    const circumstances = { simulation: shop.simulation, ...inWorkspace(manifest) }
    const back = await perform('rollback-task-def', { environment: 'production' }, circumstances)
    expect(back.outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2', 'prod-web:2'])
  })

  test('services are named as it names them', async () => {
    const shop = new Shop({ services: ['api', 'web'], ran: { earlier: ['v1', 'v2'], now: 'v4' } })
    const circumstances = { simulation: shop.simulation, ...inWorkspace(manifest) }
    const inputs = { environment: 'production', 'task-definitions': 'shop=prod-api:1' }
    expect((await perform('rollback-task-def', inputs, circumstances)).outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:1', 'prod-web:3'])
  })
})

describe('mistakes in the inputs', () => {
  test.each([
    { inputs: {}, says: '`services` is required: it says what to roll back' },
    { inputs: { services: 'api', release: 'v1', tag: 'x' }, says: '`release`, `tag` exclude each other' },
    {
      inputs: { services: 'api', 'task-definitions': 'api=prod-api:1' },
      says: '`services` and `task-definitions` exclude each other',
    },
    {
      inputs: { 'task-definitions': `api=${'4'.repeat(40)}` },
      says: 'A release belongs into `release`, a commit into `tag`',
    },
    { inputs: { 'task-definitions': 'api=prod-api' }, says: 'it takes family:number or the ARN of a revision' },
    { inputs: { services: 'api', tag: 'a b' }, says: '`tag` is "a b"; it takes the tag of an image' },
    { inputs: { deployments: '{"api":{}}' }, says: 'has no deploymentId or no taskDefinition for api' },
  ])('are told before anything is asked: $says', async ({ inputs, says }) => {
    const shop = new Shop()
    const run = await perform('rollback-task-def', { cluster: 'prod', ...(inputs as Record<string, string>) }, shop)
    expect(run.outcome).toBe('failed-before-change')
    expect(run.failure).toContain(says)
    expect(shop.simulation.requests).toEqual([])
  })
})

describe('whatever AWS assumes of', () => {
  test.each<Partial<Assumptions>>([
    { sameTaskDefinition: 'new-deployment' },
    { successComes: 'after-completed' },
    { inactiveRevision: 'taken-for-ten-minutes' },
    { leastThreshold: 10 },
  ])('%j, a rollback is proved, and a second one goes further', async assumptions => {
    const shop = new Shop()
    Object.assign(shop.simulation.world.ecs.assumptions, assumptions)
    await shop.releaseAll('v2', 'v4')
    expect((await shop.rollBack()).outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:2'])
    expect((await shop.rollBack()).outcome).toBe('succeeded')
    expect(shop.running()).toEqual(['prod-api:1'])
  })
})
