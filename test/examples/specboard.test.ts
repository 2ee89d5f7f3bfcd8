import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import {
  approved,
  digests,
  ended,
  errorsOf,
  flawsIn,
  migrationsIn,
  only,
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

/** The stack of staging is busy once, when the commit `two` comes. */
const npx = `
if [[ $DEPLOY_COMMIT == ${shaOf('two')} ]] && mkdir "$PROGRAMS_HOME/busy" 2>/dev/null; then
  echo 'DocPlatform-staging is in UPDATE_IN_PROGRESS state and can not be updated' >&2
  exit 1
fi`

/** Seconds of the world in one of ours. Whoever explains a failure asks AWS for some seconds and no longer. */
const [usual, slow] = [60, 30]

let pipeline: Pipeline
let first: string[]

beforeAll(async () => {
  const programs = { aws: 'echo 123456789012.dkr.ecr.us-west-2.amazonaws.com/doc-platform/some-image', npx }
  const files = { 'infra/package.json': '{}' }
  const vars = { AWS_READ_ROLE: 'arn:aws:iam::123456789012:role/read', AWS_REGION: 'us-west-2' }
  pipeline = await Pipeline.start({ repository: 'examples/specboard', commits, programs, files, vars, speed: usual })
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
    await pipeline.pace(slow)
    const [run] = pipeline.push('crashing')
    expect(await ended(run)).toMatchObject({ 'promote / commit to staging': 'failure' })
    await pipeline.pace(usual)
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

  test('a run that failed goes on where it stopped when it is run again, and does nothing twice', async () => {
    const [before, migrations, built] = [
      revisions(pipeline, staging),
      migrationsIn(pipeline, staging),
      pipeline.builds.length,
    ]
    const run = only(pipeline.push('two'))
    expect(await ended(run)).toMatchObject({ 'promote / commit to staging': 'failure' })
    expect(run.job('promote / commit to staging').steps.find(({ id }) => id === 'infrastructure')).toMatchObject({
      outcome: 'failure',
      log: expect.stringContaining('UPDATE_IN_PROGRESS'),
    })
    expect(revisions(pipeline, staging)).toEqual(before)
    const again = run.rerun({ failedOnly: true })
    expect(await ended(again)).toMatchObject({ 'build / mcp': 'success', 'promote / commit to staging': 'success' })
    expect(again.jobs.filter(({ attempt }) => attempt === 2).map(({ id }) => id)).toEqual(['promote'])
    expect([running(pipeline, staging, names), flawsIn(pipeline, staging)]).toEqual([everywhere('two'), []])
    expect([migrationsIn(pipeline, staging), pipeline.builds.length]).toEqual([migrations + 1, built + 3])
  })

  test('a rollback that is rejected changes nothing', async () => {
    await approved(pipeline.release('v2.0.0', 'two')[0])
    const before = revisions(pipeline, production)
    const run = pipeline.github.dispatch('rollback.yml', { inputs: { release_tag: 'v1.0.0' } })
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    run.reject('production')
    expect(Object.values(await ended(run))).toEqual(['success', 'failure'])
    expect(running(pipeline, production, names)).toEqual(everywhere('two'))
    expect(revisions(pipeline, production)).toEqual(before)
  })

  test('the rollback of production goes back to the exact revisions of a release, without a migration', async () => {
    const run = pipeline.github.dispatch('rollback.yml', { inputs: { release_tag: 'v1.0.0' } })
    expect(Object.values(await approved(run))).toEqual(['success', 'success'])
    expect(revisions(pipeline, production)).toEqual(first)
    expect([flawsIn(pipeline, production), migrationsIn(pipeline, production)]).toEqual([[], 2])
    expect(records(pipeline, names).at(-1)).toBe('one to production: success')
  })

  test('which version is where is told as a table, and kept as a page', async () => {
    const run = pipeline.github.dispatch('versions.yml')
    expect(await ended(run)).toEqual({ 'versions / Which version is where': 'success' })
    const table = summaryOf(run, 'versions / Which version is where')
    expect(table).toMatch(new RegExp(`\\| .*staging.*\\|.*${shaOf('two').slice(0, 6)}`))
    expect(table).toMatch(/\| .*production.*\|.*v1\.0\.0/)
    const [page] = pipeline.artifacts.slice(-1)
    expect(page).toMatchObject({ name: 'versions', files: { 'versions.html': expect.stringContaining('v1.0.0') } })
    expect(pipeline.roles.at(-1)?.role).toMatch(/read$/)
  })
})
