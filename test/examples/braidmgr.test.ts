import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import {
  approved,
  deploymentsIn,
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
  variablesOf,
} from '../stage/pipeline-truth.ts'
import { published, publishing } from './static-site.ts'

/*
 * The life of braidmgr's pipeline: each test goes on where the one before has ended. Tests come first, the migration is a
 * script inside of the image, smoke tests ask from outside, and the frontend is published last.
 */

const migrate = (environment: string): string => `./scripts/run-migrations.sh ${environment}`
const backend = 'braidmgr-backend'

const commits = {
  'not-tested': {},
  one: {},
  two: {},
  smoking: {},
  crashing: {
    [backend]: { behaviour: { exits: { code: 3, after: '2s' }, logs: ['KeyError: JWT_PUBLIC_KEY'] } },
  },
  'half-migrated': {
    [backend]: {
      behaviour: {
        commands: {
          [migrate('staging')]: { exits: { code: 1, after: '5s' }, logs: ['DuplicateColumn: items.status'] },
        },
      },
    },
  },
  'not-built': { [backend]: 'does not build' },
} as const
const names = Object.keys(commits)

const programs = {
  ...publishing,
  python3: 'mkdir -p .venv/bin; for name in pip python; do ln -s "$(dirname "$0")/$name" ".venv/bin/$name"; done',
  python: '! grep --recursive --quiet "assert False" tests',
  curl: `
if [[ $DEPLOY_COMMIT == ${shaOf('smoking')} ]]; then
  echo 'curl: (22) The requested URL returned error: 500' >&2
  exit 22
fi
[[ $* != *url_effective* ]] || echo "https://\${@: -1}"`,
}

const files = { 'backend/tests/test_items.py': 'assert True', 'frontend/package.json': '{}' }

const [staging, production] = ['braidmgr-staging', 'braidmgr-production']
const [stagingSite, site] = ['braidmgr-staging-frontend', 'braidmgr-production-frontend']
const toStaging = 'promote / commit to staging'
const toProduction = (release: string): string => `promote / ${release} to production`

/** Seconds of the world in one of ours. Whoever explains a failure asks AWS for some seconds and no longer. */
const [usual, slow] = [60, 30]

let pipeline: Pipeline
let first: string[]

beforeAll(async () => {
  pipeline = await Pipeline.start({
    repository: 'examples/braidmgr',
    speed: usual,
    commits,
    programs,
    files,
    changes: { 'not-tested': { 'backend/tests/test_items.py': 'assert False' } },
  })
})

afterAll(() => pipeline.close())

/** What is so in both environments. */
const state = (): unknown =>
  [staging, production].map(cluster => [revisions(pipeline, cluster), oneOffsIn(pipeline, cluster)])

const rollBack = (inputs: Record<string, string>): Run =>
  pipeline.github.dispatch('rollback.yml', { inputs: { reason: 'Items are gone', ...inputs } })

describe('braidmgr', () => {
  test('nothing is built of a commit whose tests fail', async () => {
    const run = only(pipeline.push('not-tested'))
    expect(await ended(run)).toEqual({ 'test / test': 'failure', build: 'skipped', promote: 'skipped' })
    expect(pipeline.builds).toEqual([])
  })

  test('a push to main is tested, built, migrated, proved, smoke-tested and published, in this order', async () => {
    const run = only(pipeline.push('one'))
    expect(await ended(run)).toEqual({
      'test / test': 'success',
      'build / What is missing': 'success',
      'build / api': 'success',
      'build / All images are there': 'success',
      [toStaging]: 'success',
    })
    expect(running(pipeline, staging, names)).toEqual({ api: 'one' })
    expect([flawsIn(pipeline, staging), oneOffsIn(pipeline, staging)]).toEqual([[], [`${migrate('staging')}: 0`]])
    expect(published(pipeline, stagingSite)?.page).toBe(shaOf('one'))
    const order = pipeline.programs.started().map(({ command }) => command.split(' ')[0])
    expect(order.indexOf('curl')).toBeLessThan(order.indexOf('aws'))
    expect(variablesOf(pipeline, 'curl')[0]).toMatchObject({
      DEPLOY_ENVIRONMENT: 'staging',
      DEPLOY_COMMIT: shaOf('one'),
    })
  })

  test('its release takes the very same image and files to production, and is smoke-tested there, too', async () => {
    const run = only(pipeline.release('v1.0.0', 'one'))
    expect(await approved(run)).toEqual({ [toProduction('v1.0.0')]: 'success' })
    expect(digests(pipeline, production)).toEqual(digests(pipeline, staging))
    expect([flawsIn(pipeline, production), oneOffsIn(pipeline, production)]).toEqual([
      [],
      [`${migrate('production')}: 0`],
    ])
    expect(published(pipeline, site)).toEqual(published(pipeline, stagingSite))
    expect(variablesOf(pipeline, 'npm run build')).toHaveLength(1)
    expect(variablesOf(pipeline, 'curl').at(-1)).toMatchObject({
      DEPLOY_ENVIRONMENT: 'production',
      DEPLOY_RELEASE: 'v1.0.0',
    })
    first = revisions(pipeline, production)
  })

  test('a smoke test that fails brings staging back, and nothing is published', async () => {
    const before = revisions(pipeline, staging)
    const run = only(pipeline.push('smoking'))
    expect(await ended(run)).toMatchObject({ [toStaging]: 'failure' })
    expect([revisions(pipeline, staging), flawsIn(pipeline, staging)]).toEqual([before, []])
    expect(published(pipeline, stagingSite)?.page).toBe(shaOf('one'))
    const { steps } = run.job(toStaging)
    expect(steps.find(({ name }) => name === 'Smoke test')?.log).toContain('The requested URL returned error: 500')
    expect(errorsOf(run)).toEqual([
      'Process completed with exit code 22.',
      expect.stringContaining('smoke test failed'),
    ])
    expect(records(pipeline, names).at(-1)).toBe('smoking to staging: failure')
  })

  test('production needs staging: the release of what failed there is refused before anything is changed', async () => {
    const before = state()
    const run = only(pipeline.release('v1.1.0', 'smoking'))
    expect(await approved(run)).toEqual({ [toProduction('v1.1.0')]: 'failure' })
    expect(errorsOf(run).join('\n')).toContain('staging')
    expect(state()).toEqual(before)
  })

  test('a migration that fails leaves the API as it is', async () => {
    const before = revisions(pipeline, staging)
    const run = only(pipeline.push('half-migrated'))
    expect(await ended(run)).toMatchObject({ [toStaging]: 'failure' })
    expect(revisions(pipeline, staging)).toEqual(before)
    expect(oneOffsIn(pipeline, staging).at(-1)).toBe(`${migrate('staging')}: 1`)
    expect(errorsOf(run).join('\n')).toContain('exited with code 1')
    expect(summaryOf(run, toStaging)).toContain('DuplicateColumn: items.status')
  })

  test('an API that crashes is returned, with its last words', async () => {
    const before = revisions(pipeline, staging)
    await pipeline.pace(slow)
    const run = only(pipeline.push('crashing'))
    expect(await ended(run)).toMatchObject({ [toStaging]: 'failure' })
    await pipeline.pace(usual)
    expect([revisions(pipeline, staging), flawsIn(pipeline, staging)]).toEqual([before, []])
    expect(errorsOf(run).join('\n')).toContain('exited with code 3')
    expect(summaryOf(run, toStaging)).toContain('KeyError: JWT_PUBLIC_KEY')
  })

  test('an image that cannot be built is neither promoted nor released', async () => {
    const before = state()
    const run = only(pipeline.push('not-built'))
    expect(await ended(run)).toMatchObject({ 'build / api': 'failure', promote: 'skipped' })
    const released = only(pipeline.release('v1.2.0', 'not-built'))
    expect(await approved(released)).toEqual({ [toProduction('v1.2.0')]: 'failure' })
    expect(errorsOf(released).join('\n')).toContain(`carries the tag ${shaOf('not-built')}`)
    expect(state()).toEqual(before)
  })

  test('a promotion that is cancelled in its migration is gone on with, and does not migrate twice', async () => {
    await ended(only(pipeline.push('two')))
    const before = deploymentsIn(pipeline, production)
    const run = only(pipeline.release('v2.0.0', 'two'))
    void pipeline.said(/^It is PENDING/).then(() => run.cancel())
    expect(await approved(run)).toEqual({ [toProduction('v2.0.0')]: 'cancelled' })
    expect(deploymentsIn(pipeline, production)).toBe(before)
    const again = run.rerun({ failedOnly: true })
    expect(await approved(again)).toEqual({ [toProduction('v2.0.0')]: 'success' })
    expect([running(pipeline, production, names), flawsIn(pipeline, production)]).toEqual([{ api: 'two' }, []])
    expect(oneOffsIn(pipeline, production)).toEqual(Array(2).fill(`${migrate('production')}: 0`))
    expect(deploymentsIn(pipeline, production)).toBe(before + 1)
    expect(published(pipeline, site)?.page).toBe(shaOf('two'))
  })

  test('the rollback goes back to the exact revision of a release, without a migration, and publishes its frontend', async () => {
    const migrations = oneOffsIn(pipeline, production)
    expect(Object.values(await approved(rollBack({ release: 'v1.0.0' })))).toEqual(['skipped', 'success'])
    expect([revisions(pipeline, production), flawsIn(pipeline, production)]).toEqual([first, []])
    expect(oneOffsIn(pipeline, production)).toEqual(migrations)
    expect(published(pipeline, site)?.page).toBe(shaOf('one'))
    expect(records(pipeline, names).at(-1)).toBe('one to production: success')
  })

  test('one more without a release goes further back, to what was there before there were releases', async () => {
    const run = rollBack({})
    expect(Object.values(await approved(run))).toEqual(['skipped', 'success'])
    expect(running(pipeline, production, names)).toEqual({ api: 'bootstrap' })
    expect(flawsIn(pipeline, production)).toEqual([])
    // Nobody knows of which commit that is, so its frontend is left to people.
    expect(published(pipeline, site)?.page).toBe(shaOf('one'))
    const { annotations } = run.job('rollback / production back to the last good release')
    expect(annotations.map(({ message }) => message)).toContainEqual(expect.stringContaining('Publish by hand'))
  })
})
