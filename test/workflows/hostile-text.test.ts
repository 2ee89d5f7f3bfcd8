import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import { ended, errorsOf, flawsIn, revisions, summaryOf, variablesOf } from '../stage/pipeline-truth.ts'
import { callers } from './callers.ts'

/* Texts that somebody else chose and that a shell or the runner would obey, wherever a workflow takes a text. */

const touch = 'touch${IFS}$PROGRAMS_HOME/obeyed'
/** Git takes this as the name of a tag. */
const tag = `v1$(${touch})\`${touch}\`'";${touch};#%0Aobeyed=1`
const lines = ['::error::obeyed', '##[error]obeyed', '::add-mask::staging', '::set-output name=outcome::obeyed']
const name = ['hostile', ...lines].join('\n')

const manifest = `
services:
  api: { image: shop/api, build: ./api, health: /health }
  worker: { image: shop/api }
migration: { service: api, command: [npm, run, migrate] }
environments:
  staging: { cluster: staging, smoke-test-command: make smoke }
`

let pipeline: Pipeline
const log: string[] = []

beforeAll(async () => {
  pipeline = await Pipeline.start({
    repository: 'test/workflows/shop',
    commits: {
      [name]: {
        'shop/api': {
          behaviour: { commands: { 'npm run migrate': { exits: { code: 0, after: '2s' }, logs: lines } } },
        },
      },
    },
    files: { ...callers, '.github/deploy.yml': manifest },
    programs: { make: 'printf %s "$DEPLOY_RELEASE" > "$PROGRAMS_HOME/release"' },
    speed: 100,
    onLine: ({ text }) => log.push(text),
  })
  pipeline.alreadyBuilt(name, ['shop/api'])
  pipeline.push(name)
  pipeline.release(tag, name)
})

afterAll(() => pipeline.close())

function start(workflow: string, inputs: Readonly<Record<string, string | boolean>>): Run {
  return pipeline.github.dispatch(`${workflow}.yml`, { inputs: { environment: 'staging', ...inputs } })
}

/** What a run obeyed: files that a shell made, and commands that the runner took. */
function obeyedBy(run: Run): unknown[] {
  const annotations = run.jobs.flatMap(job => job.annotations).filter(({ message }) => message.startsWith('obeyed'))
  const outputs = run.jobs
    .flatMap(job => job.steps.flatMap(step => Object.keys(step.outputs)))
    .filter(key => key === 'obeyed')
  return [...annotations, ...outputs, ...(existsSync(join(pipeline.programs.home, 'obeyed')) ? ['a shell'] : [])]
}

describe('hostile text', () => {
  test('in the name of a release, the message of its commit and the log of its migration is text', async () => {
    const run = start('promote', { release: tag })
    const job = `promote / ${tag} to staging`
    expect(await ended(run)).toEqual({ [job]: 'success' })
    expect(flawsIn(pipeline, 'staging')).toEqual([])
    expect(readFileSync(join(pipeline.programs.home, 'release'), 'utf8')).toBe(tag)
    expect(variablesOf(pipeline, 'make smoke')[0]).toMatchObject({ DEPLOY_RELEASE: tag, DEPLOY_ENVIRONMENT: 'staging' })
    expect(run.job(job).outputs).toMatchObject({ outcome: 'succeeded', commit: shaOf(name) })
    expect(obeyedBy(run)).toEqual([])
    // Nobody has masked it.
    expect(log.filter(line => line.includes('staging')).length).toBeGreaterThan(10)
    expect(summaryOf(run, job)).not.toMatch(/^(::|##\[)/m)
  })

  const quoted = `"; ${touch}; exit 1 #`
  const several = ['v1', ...lines, 'obeyed=1'].join('\n')

  test.each([
    ['promote', { release: several }],
    ['promote', { commit: quoted }],
    ['promote', { 'on-failure': several }],
    ['rollback', { release: quoted, reason: several }],
    ['rollback', { commit: several }],
    ['rollback', { reason: quoted, timeout: several }],
    ['build', { commit: quoted }],
    ['versions', { environments: `staging ${quoted}` }],
  ])('in the inputs of %s.yml is text (%j)', async (workflow, inputs) => {
    const before = revisions(pipeline, 'staging')
    const run = workflow === 'versions' ? pipeline.github.dispatch('versions.yml', { inputs }) : start(workflow, inputs)
    await ended(run)
    expect(run.conclusion).toBe('failure')
    expect(errorsOf(run)).not.toEqual([])
    expect([obeyedBy(run), revisions(pipeline, 'staging')]).toEqual([[], before])
  })
})
