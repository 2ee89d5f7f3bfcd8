import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Pipeline } from '../stage/pipeline.ts'
import {
  approved,
  digests,
  ended,
  errorsOf,
  flawsIn,
  migrationsIn,
  records,
  revisions,
  running,
  summaryOf,
} from '../stage/pipeline-truth.ts'

/*
 * The life of specboard's pipeline, as its document describes it: each test goes on where the one before has ended, as
 * the days of a team do.
 */

const commits = {
  one: {},
  two: {},
  crashing: {
    'doc-platform/api': {
      behaviour: { exits: { code: 1, after: '2s' }, logs: ['Error: DATABASE_POOL_SIZE is not a number'] },
    },
  },
  'half-migrated': {
    'doc-platform/api': {
      behaviour: { commands: { 'npm run migrate': { exits: { code: 1, after: '5s' }, logs: ['relation exists'] } } },
    },
  },
  'not-built': { 'doc-platform/mcp': 'does not build' },
} as const
const names = Object.keys(commits)

const [staging, production] = ['doc-platform-staging', 'doc-platform-production']
const everywhere = (name: string): Record<string, string> => ({ api: name, frontend: name, mcp: name })

let pipeline: Pipeline
let first: string[]

beforeAll(async () => {
  const programs = { aws: 'echo 123456789012.dkr.ecr.us-west-2.amazonaws.com/doc-platform/some-image' }
  const files = { 'infra/package.json': '{}' }
  pipeline = await Pipeline.start({ repository: 'examples/specboard', commits, programs, files })
})

afterAll(() => pipeline.close())

describe('specboard', () => {
  test('a push to main builds three images, migrates and goes to staging, proved', async () => {
    const [run] = pipeline.push('one')
    expect(await ended(run)).toEqual({
      'test / test': 'success',
      'build / What is missing': 'success',
      'build / api': 'success',
      'build / frontend': 'success',
      'build / mcp': 'success',
      'build / All images are there': 'success',
      'promote / commit to staging': 'success',
    })
    expect(running(pipeline, staging, names)).toEqual(everywhere('one'))
    expect([flawsIn(pipeline, staging), migrationsIn(pipeline, staging)]).toEqual([[], 1])
    expect(running(pipeline, production, names)).toEqual(everywhere('bootstrap'))
  })

  test('its release waits for approval, and takes the very same images to production', async () => {
    const [run] = pipeline.release('v1.0.0', 'one')
    expect(await approved(run)).toEqual({ 'promote / v1.0.0 to production': 'success' })
    expect(digests(pipeline, production)).toEqual(digests(pipeline, staging))
    expect([flawsIn(pipeline, production), migrationsIn(pipeline, production)]).toEqual([[], 1])
    expect(records(pipeline, names)).toEqual(['one to staging: success', 'one to production: success'])
    first = revisions(pipeline, production)
  })

  test('the infrastructure is deployed between migration and deployment, at the commit of the release', () => {
    const deployed = pipeline.programs.started().filter(({ command }) => command.startsWith('npx cdk deploy'))
    expect(deployed.map(({ variables }) => [variables['DEPLOY_ENVIRONMENT'], variables['DEPLOY_RELEASE']])).toEqual([
      ['staging', ''],
      ['production', 'v1.0.0'],
    ])
  })

  test('a prerelease goes nowhere', async () => {
    const [run] = pipeline.release('v1.1.0-rc.1', 'one', true)
    expect(await ended(run)).toEqual({ promote: 'skipped' })
  })

  test('a commit that crashes is returned on staging, and the run says why', async () => {
    const [run] = pipeline.push('crashing')
    expect(await ended(run)).toMatchObject({ 'promote / commit to staging': 'failure' })
    expect(running(pipeline, staging, names)).toEqual(everywhere('one'))
    expect(flawsIn(pipeline, staging)).toEqual([])
    if (run) expect(summaryOf(run, 'promote / commit to staging')).toContain('DATABASE_POOL_SIZE is not a number')
    if (run) expect(errorsOf(run).join('\n')).toContain('exited with code 1')
  })

  test('and its release is refused before anything is changed, approved or not', async () => {
    const [run] = pipeline.release('v1.1.0', 'crashing')
    expect(await approved(run)).toEqual({ 'promote / v1.1.0 to production': 'failure' })
    expect(revisions(pipeline, production)).toEqual(first)
    expect(migrationsIn(pipeline, production)).toBe(1)
  })

  test('a migration that fails leaves every service as it is', async () => {
    const before = revisions(pipeline, staging)
    const [run] = pipeline.push('half-migrated')
    expect(await ended(run)).toMatchObject({ 'promote / commit to staging': 'failure' })
    expect(revisions(pipeline, staging)).toEqual(before)
    if (run) expect(errorsOf(run).join('\n')).toContain('exited with code 1')
  })

  test('an image that cannot be built stops before staging, and its release before production', async () => {
    const before = revisions(pipeline, staging)
    const [run] = pipeline.push('not-built')
    expect(await ended(run)).toMatchObject({
      'build / mcp': 'failure',
      'build / All images are there': 'skipped',
      promote: 'skipped',
    })
    const [released] = pipeline.release('v1.2.0', 'not-built')
    expect(await approved(released)).toEqual({ 'promote / v1.2.0 to production': 'failure' })
    if (released) expect(errorsOf(released).join('\n')).toContain('mcp')
    expect([revisions(pipeline, staging), revisions(pipeline, production)]).toEqual([before, first])
  })

  test('the rollback of production goes back to the exact revisions of a release, without a migration', async () => {
    await ended(pipeline.push('two')[0])
    await approved(pipeline.release('v2.0.0', 'two')[0])
    expect(running(pipeline, production, names)).toEqual(everywhere('two'))
    const run = pipeline.github.dispatch('rollback.yml', { inputs: { release_tag: 'v1.0.0' } })
    expect(Object.values(await approved(run))).toEqual(['skipped', 'success'])
    expect(revisions(pipeline, production)).toEqual(first)
    expect([flawsIn(pipeline, production), migrationsIn(pipeline, production)]).toEqual([[], 2])
    expect(records(pipeline, names).at(-1)).toBe('one to production: success')
  })

  test('who is rejected changes nothing', async () => {
    const run = pipeline.github.dispatch('rollback.yml', { inputs: { release_tag: 'v2.0.0' } })
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    run.reject('production')
    expect(Object.values(await ended(run))).toEqual(['skipped', 'failure'])
    expect(revisions(pipeline, production)).toEqual(first)
  })
})
