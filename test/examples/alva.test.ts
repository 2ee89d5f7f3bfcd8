import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Pipeline } from '../stage/pipeline.ts'
import {
  approved,
  digests,
  ended,
  errorsOf,
  flawsIn,
  oneOffsIn,
  only,
  records,
  revisions,
  running,
  summaryOf,
} from '../stage/pipeline-truth.ts'

/*
 * The life of alva's pipeline: each test goes on where the one before has ended. Staging has a branch, and each of the
 * four services an address.
 */

const migrate = 'pnpm db:migrate'

const commits = {
  one: {},
  two: {},
  crashing: {
    auth: { behaviour: { exits: { code: 1, after: '2s' }, logs: ['Error: JWT_PRIVATE_KEY is not a PEM'] } },
  },
  'half-migrated': {
    api: { behaviour: { commands: { [migrate]: { exits: { code: 1, after: '5s' }, logs: ['relation exists'] } } } },
  },
  'not-built': { admin: 'does not build' },
} as const
const names = Object.keys(commits)

const [staging, production] = ['alva-staging-cluster', 'alva-production-cluster']
const services = ['web', 'api', 'auth', 'admin']
const everywhere = (name: string): Record<string, string> =>
  Object.fromEntries(services.map(service => [`alva-${service}`, name]))
const toStaging = 'promote / commit to staging'
const toProduction = (release: string): string => `promote / ${release} to production`

/** Seconds of the world in one of ours. Whoever explains a failure asks AWS for some seconds and no longer. */
const [usual, slow] = [60, 30]

let pipeline: Pipeline
let first: Record<'staging' | 'production', string[]>

beforeAll(async () => {
  // The region is a variable of the environments alone, so that no plan can be made before somebody approves.
  const vars = { AWS_READ_ROLE: 'arn:aws:iam::123456789012:role/read' }
  pipeline = await Pipeline.start({ repository: 'examples/alva', commits, vars, speed: usual })
})

afterAll(() => pipeline.close())

/** Addresses that were asked since so many requests. */
function asked(since = 0): string[] {
  const requests = pipeline.simulation.requests.slice(since).filter(({ service }) => service === 'web')
  return [...new Set(requests.map(({ operation }) => operation))].sort()
}

/** What is so in both environments. */
const state = (): unknown =>
  [staging, production].map(cluster => [revisions(pipeline, cluster), oneOffsIn(pipeline, cluster)])

describe('alva', () => {
  test('a push to main goes nowhere', () => {
    expect(pipeline.push('one', 'main')).toEqual([])
  })

  test('a push to the branch staging builds four images, migrates, and proves four services at their addresses', async () => {
    const run = only(pipeline.push('one', 'staging'))
    expect(await ended(run)).toEqual({
      'build / What is missing': 'success',
      ...Object.fromEntries(services.map(service => [`build / ${service}`, 'success'])),
      'build / All images are there': 'success',
      [toStaging]: 'success',
    })
    expect(running(pipeline, staging, names)).toEqual(everywhere('one'))
    expect([flawsIn(pipeline, staging), oneOffsIn(pipeline, staging)]).toEqual([[], [`${migrate}: 0`]])
    expect(asked()).toEqual([
      'GET https://admin-staging.alva.app/health',
      'GET https://api-staging.alva.app/health',
      'GET https://auth-staging.alva.app/health',
      'GET https://staging.alva.app/health',
    ])
  })

  test('its release takes the very same four images to production', async () => {
    const before = pipeline.simulation.requests.length
    const run = only(pipeline.release('v1.0.0', 'one'))
    expect(await approved(run)).toEqual({ [toProduction('v1.0.0')]: 'success' })
    expect(digests(pipeline, production)).toEqual(digests(pipeline, staging))
    expect([flawsIn(pipeline, production), oneOffsIn(pipeline, production)]).toEqual([[], [`${migrate}: 0`]])
    expect(asked(before)).toEqual([
      'GET https://admin.alva.app/health',
      'GET https://alva.app/health',
      'GET https://api.alva.app/health',
      'GET https://auth.alva.app/health',
    ])
    expect(pipeline.builds).toHaveLength(4)
    first = { staging: revisions(pipeline, staging), production: revisions(pipeline, production) }
  })

  test('one service that crashes takes all four back', async () => {
    await pipeline.pace(slow)
    const run = only(pipeline.push('crashing', 'staging'))
    expect(await ended(run)).toMatchObject({ [toStaging]: 'failure' })
    await pipeline.pace(usual)
    expect([revisions(pipeline, staging), flawsIn(pipeline, staging)]).toEqual([first.staging, []])
    expect(errorsOf(run).join('\n')).toMatch(/alva-auth: .*exited with code 1/)
    expect(errorsOf(run).join('\n')).not.toMatch(/alva-(web|api|admin): .*exited/)
    expect(summaryOf(run, toStaging)).toContain('JWT_PRIVATE_KEY is not a PEM')
    expect(records(pipeline, names).at(-1)).toBe('crashing to staging: failure')
  })

  test('a migration that fails leaves all four as they are', async () => {
    const run = only(pipeline.push('half-migrated', 'staging'))
    expect(await ended(run)).toMatchObject({ [toStaging]: 'failure' })
    expect(revisions(pipeline, staging)).toEqual(first.staging)
    expect(oneOffsIn(pipeline, staging).at(-1)).toBe(`${migrate}: 1`)
    expect(errorsOf(run).join('\n')).toContain('exited with code 1')
  })

  test('an image that cannot be built stops before staging, and its release before production', async () => {
    const before = state()
    const run = only(pipeline.push('not-built', 'staging'))
    expect(await ended(run)).toMatchObject({ 'build / admin': 'failure', 'build / web': 'success', promote: 'skipped' })
    const released = only(pipeline.release('v1.1.0', 'not-built'))
    expect(await approved(released)).toEqual({ [toProduction('v1.1.0')]: 'failure' })
    expect(errorsOf(released).join('\n')).toMatch(/admin: .*carries the tag/)
    expect(state()).toEqual(before)
  })

  test('the rollback of production goes back to the exact revisions of a release', async () => {
    await ended(only(pipeline.push('two', 'staging')))
    await approved(only(pipeline.release('v2.0.0', 'two')))
    expect(running(pipeline, production, names)).toEqual(everywhere('two'))
    const inputs = { environment: 'production', release: 'v1.0.0', reason: 'Plans are lost' }
    const run = pipeline.github.dispatch('rollback.yml', { inputs })
    expect(await approved(run)).toEqual({
      'rollback / Plan': 'skipped',
      'rollback / production back to v1.0.0': 'success',
    })
    expect([revisions(pipeline, production), flawsIn(pipeline, production)]).toEqual([first.production, []])
    expect(oneOffsIn(pipeline, production)).toEqual([`${migrate}: 0`, `${migrate}: 0`])
    expect(records(pipeline, names).at(-1)).toBe('one to production: success')
  })

  test('that of staging needs no approval, and without a release it passes by the commit that crashed', async () => {
    const run = pipeline.github.dispatch('rollback.yml', {
      inputs: { environment: 'staging', reason: 'Plans are lost' },
    })
    expect(Object.values(await ended(run))).toEqual(['skipped', 'success'])
    expect([revisions(pipeline, staging), flawsIn(pipeline, staging)]).toEqual([first.staging, []])
    expect(records(pipeline, names).at(-1)).toBe('one to staging: success')
  })
})
