import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from '@jest/globals'
import { root } from '../../scripts/repository.ts'
import { simulate } from '../simulator/simulation.ts'
import { serveFast } from './fast-world.ts'
import { cleanUp, github, only } from './small.ts'
import { standIns } from './stand-ins.ts'

afterAll(cleanUp)

const preload = fileURLToPath(new URL('fast-clock.ts', import.meta.url))

/** Runs a script in a world that is ten years and some hours ahead. */
function inWorld(script: string, clock: Record<string, string> = {}): string {
  const world = Date.UTC(2036, 0, 1)
  const env = { CLOCK_SPEED: '1000', CLOCK_REAL: String(Date.now()), CLOCK_WORLD: String(world), ...clock }
  const args = ['--import', preload, '--input-type=module', '--eval', script]
  return execFileSync(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim()
}

describe('a process with the faster clock', () => {
  test.each([
    ['setTimeout', "await new Promise(done => setTimeout(done, minute, 'x'))"],
    ['timers', 'await new Promise(done => timers.setTimeout(done, minute))'],
    ['a promised timer', 'await promises.setTimeout(minute)'],
    ['a promisified timer', 'await util.promisify(setTimeout)(minute)'],
    ['the scheduler', 'await promises.scheduler.wait(minute)'],
    [
      'setInterval',
      'await new Promise(done => { const timer = setInterval(() => { clearInterval(timer); done() }, minute) })',
    ],
    ['a promised interval', 'for await (const _ of promises.setInterval(minute)) break'],
  ])('waits a minute of the world by %s', (_, wait) => {
    const [date, ticks] = inWorld(`
      import timers from 'node:timers'
      import promises from 'node:timers/promises'
      import util from 'node:util'
      const minute = 60_000
      const began = [Date.now(), performance.now()]
      ${wait}
      console.log(Date.now() - began[0], performance.now() - began[1])
    `)
      .split(' ')
      .map(Number)
    // It may be late, but not early; a timer of Node's may be one of our milliseconds early.
    expect(date).toBeGreaterThanOrEqual(58_000)
    expect(ticks).toBeGreaterThanOrEqual(58_000)
  })

  test('lives in the time of the world, however dates are made', () => {
    const years = inWorld(`
      const now = new Date()
      console.log(now.getUTCFullYear(), new Date(Date.now()).getUTCFullYear(), Date().slice(11, 15), new Date(0).getTime(), now instanceof Date, Date.UTC(2000, 0))
    `)
    expect(years).toBe('2036 2036 2036 0 true 946684800000')
  })

  test('says what it is not told', () => {
    expect(() => inWorld('', { CLOCK_SPEED: 'fast' })).toThrow('CLOCK_SPEED must say a number above 0')
  })
})

test('a built action waits minutes of the simulated world in seconds', async () => {
  const commit = '969282d285abcaf2c8392f0a8351c9334090427d'
  const simulation = simulate({
    repositories: { 'shop/api': ['v1', commit] },
    clusters: { shop: { api: 'shop/api:v1' } },
    github: { repository: 'acme/shop', tags: { 'v2.0.0': commit }, releases: ['v2.0.0'] },
  })
  const world = await serveFast(simulation, { speed: 200 })
  const workflow = `on: { release: { types: [published] } }
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions: { contents: read, id-token: write }
    steps:
      - uses: aws-actions/configure-aws-credentials@v6
        with: { aws-region: us-west-2, role-to-assume: 'arn:aws:iam::123456789012:role/deploy' }
      - id: image
        uses: org/deploy-actions/verify-image@v1
        with: { images: api=shop/api, release: '\${{ github.event.release.tag_name }}' }
      - id: deploy
        uses: org/deploy-actions/deploy-ecs@v1
        with: { cluster: shop, images: '\${{ steps.image.outputs.images }}' }
      - id: healthy
        uses: org/deploy-actions/wait-healthy@v1
        with: { cluster: shop, deployments: '\${{ steps.deploy.outputs.deployments }}', bake: 5m }
`
  const began = { ours: performance.now(), worlds: simulation.world.now() }
  const run = only(
    github(
      { 'a.yml': workflow },
      { ...world, actions: { 'org/deploy-actions': root }, standIns: standIns(), tags: { 'v2.0.0': commit } },
    ).publishRelease({ tag: 'v2.0.0' }),
  )
  await run.ended
  const passed = { ours: performance.now() - began.ours, worlds: simulation.world.now() - began.worlds }
  await world.close()
  const healthy = run.job('deploy').steps.find(({ id }) => id === 'healthy')
  expect(healthy?.outputs['outcome']).toBe('succeeded')
  const until = /Bake for 5m, until (?<day>[\d-]+) (?<time>[\d:]+)Z/.exec(healthy?.log ?? '')?.groups
  // Told to the minute, as a time of the world.
  const told = Date.parse(`${until?.['day']}T${until?.['time']}:00Z`)
  expect(told).toBeGreaterThan(began.worlds)
  expect(told).toBeLessThanOrEqual(began.worlds + passed.worlds)
  expect(passed.worlds).toBeGreaterThan(5 * 60_000)
  expect(passed.ours).toBeLessThan(passed.worlds / 10)
  expect(simulation.requests.filter(({ refusal }) => refusal?.code.includes('Signature'))).toEqual([])
})
