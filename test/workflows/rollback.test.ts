import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import { postsTo } from '../simulator/web.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import {
  approved,
  ended,
  errorsOf,
  flawsIn,
  oneOffsIn,
  records,
  revisions,
  running,
  summaryOf,
  variablesOf,
} from '../stage/pipeline-truth.ts'
import { callers } from './callers.ts'

/* rollback.yml and versions.yml, where two releases were promoted to production. Each test goes on from the one before. */

const manifest = `
services:
  api: { image: shop/api, build: ./api, health: /health }
  worker: { image: shop/api }
migration: { service: api, command: [npm, run, migrate] }
environments:
  production: { cluster: production, publish-command: make publish }
`
const names = ['one', 'two'] as const
const slack = 'https://hooks.slack.com/services/T0/B0/canary-webhook'
const down = 'npm run migrate:down'
const downwards = { behaviour: { commands: { [down]: { exits: { code: 0, after: '5s' } } } } } as const

let pipeline: Pipeline
let first: string[]
const log: string[] = []

beforeAll(async () => {
  pipeline = await Pipeline.start({
    repository: 'test/workflows/shop',
    commits: { one: {}, two: { 'shop/api': downwards } },
    files: { ...callers, '.github/deploy.yml': manifest },
    changes: { one: { 'site.txt': 'the site of one' }, two: { 'site.txt': 'the site of two' } },
    programs: { make: 'cp site.txt "$PROGRAMS_HOME/site"; [[ ! -e $PROGRAMS_HOME/publish-fails ]] || exit 4' },
    secrets: { SLACK_WEBHOOK: slack },
    vars: { AWS_READ_ROLE: 'arn:aws:iam::123456789012:role/read', AWS_REGION: 'us-west-2' },
    speed: 100,
    onLine: ({ text }) => log.push(text),
  })
  await release('v1.0.0', 'one')
  first = revisions(pipeline, 'production')
  await release('v1.1.0', 'two')
})

afterAll(() => pipeline.close())

/** Releases a commit that is built, and promotes that to production. */
async function release(tag: string, name: (typeof names)[number], inputs = {}): Promise<Run> {
  pipeline.alreadyBuilt(name, ['shop/api'])
  pipeline.push(name)
  pipeline.release(tag, name)
  const run = pipeline.github.dispatch('promote.yml', {
    inputs: { environment: 'production', release: tag, ...inputs },
  })
  expect(await approved(run)).toEqual({ [`promote / ${tag} to production`]: 'success' })
  return run
}

function rollBack(inputs: Readonly<Record<string, string | boolean>>): Run {
  return pipeline.github.dispatch('rollback.yml', { inputs: { environment: 'production', ...inputs } })
}

function site(): string | undefined {
  const file = join(pipeline.programs.home, 'site')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

const everywhere = (name: string): Record<string, string> => ({ api: name, worker: name })
const [plan, lastGood] = ['rollback / Plan', 'rollback / production back to the last good release']

describe('rollback.yml', () => {
  test('refuses a release that nobody knows before anybody is asked, and says which there are', async () => {
    const before = [revisions(pipeline, 'production'), records(pipeline, names)]
    const run = rollBack({ release: 'v9.9.9' })
    expect(await ended(run)).toMatchObject({ [plan]: 'failure' })
    expect(run.jobs.find(({ name }) => name !== plan)?.conclusion).toBe('skipped')
    expect(errorsOf(run).join('\n')).toContain('v9.9.9')
    expect(errorsOf(run).join('\n')).toContain('v1.0.0')
    expect([revisions(pipeline, 'production'), records(pipeline, names)]).toEqual(before)
    expect(pipeline.roles.at(-1)).toMatchObject({ role: 'arn:aws:iam::123456789012:role/read', job: plan })
  })

  test('shows the plan alone, and tells nobody of it', async () => {
    const [before, told] = [records(pipeline, names), postsTo(pipeline.simulation.pages, slack).length]
    const run = rollBack({ 'dry-run': true })
    expect(await approved(run)).toEqual({ [plan]: 'success', [lastGood]: 'success' })
    expect(run.job(lastGood).outputs).toMatchObject({ outcome: 'unchanged', release: 'v1.0.0' })
    expect(running(pipeline, 'production', names)).toEqual(everywhere('two'))
    expect([records(pipeline, names), site()]).toEqual([before, 'the site of two'])
    expect(postsTo(pipeline.simulation.pages, slack)).toHaveLength(told)
  })

  test('takes the database back first, then the services, and publishes last, from the old commit', async () => {
    const run = rollBack({ 'down-migration-command': down, reason: 'Search is "empty"' })
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    expect(summaryOf(run, plan)).toContain('v1.0.0')
    expect(oneOffsIn(pipeline, 'production')).toHaveLength(2)
    expect(await approved(run)).toEqual({ [plan]: 'success', [lastGood]: 'success' })
    expect([revisions(pipeline, 'production'), flawsIn(pipeline, 'production')]).toEqual([first, []])
    expect(oneOffsIn(pipeline, 'production').at(-1)).toBe(`${down}: 0`)
    const steps = run.job(lastGood).steps.filter(({ outcome }) => outcome === 'success')
    const order = ['Plan the rollback', 'Record the deployment', 'Take the database back', 'Roll back', 'Publish']
    expect(steps.map(({ name }) => name).filter(name => order.includes(name))).toEqual(order)
    expect(site()).toBe('the site of one')
    expect(variablesOf(pipeline, 'make publish').at(-1)).toMatchObject({
      DEPLOY_ENVIRONMENT: 'production',
      DEPLOY_RELEASE: 'v1.0.0',
      DEPLOY_COMMIT: shaOf('one'),
    })
  })

  test('records and tells the release that runs again', () => {
    expect(records(pipeline, names).at(-1)).toBe('one to production: success')
    expect(pipeline.simulation.world.github.deployments.all.at(-1)?.payload).toMatchObject({ release: 'v1.0.0' })
    const told = postsTo(pipeline.simulation.pages, slack).slice(-2)
    expect(told.map(({ body }) => (JSON.parse(body) as { text: string }).text)).toEqual([
      '▶️ Rollback of production to v1.0.0: begun',
      '✅ Rollback of production to v1.0.0: succeeded',
    ])
    expect(told[0]?.body).toContain(String.raw`Search is \"empty\"`)
  })

  test('lets the next promotion of the release migrate again', async () => {
    await release('v1.1.0', 'two', { 'allow-failed': true })
    expect(oneOffsIn(pipeline, 'production').map(one => one.replace(/^npm run /, ''))).toEqual([
      'migrate: 0',
      'migrate: 0',
      'migrate:down: 0',
      'migrate: 0',
    ])
    expect(site()).toBe('the site of two')
  })

  test('goes back to a commit, and is red where that cannot be published', async () => {
    writeFileSync(join(pipeline.programs.home, 'publish-fails'), '')
    const named = `rollback / production back to ${shaOf('one')}`
    const run = rollBack({ commit: shaOf('one') })
    expect(await approved(run)).toEqual({ [plan]: 'success', [named]: 'failure' })
    expect(running(pipeline, 'production', names)).toEqual(everywhere('one'))
    expect(run.job(named).outputs).toMatchObject({ outcome: 'rollback-failed' })
    expect(errorsOf(run).join('\n')).toContain(
      'The services are back, and that is proved, but the publish command failed',
    )
    expect(records(pipeline, names).at(-1)).toBe('one to production: failure')
    expect(postsTo(pipeline.simulation.pages, slack).at(-1)?.body).toContain('the publish command failed')
  })

  test('lets no secret into a log', () => {
    expect(log.join('\n')).not.toContain('canary')
  })
})

describe('versions.yml', () => {
  test('shows what runs where, and keeps the page', async () => {
    const run = pipeline.github.dispatch('versions.yml')
    const job = 'versions / Which version is where'
    expect(await ended(run)).toEqual({ [job]: 'success' })
    expect(summaryOf(run, job)).toContain('production')
    expect(pipeline.roles.at(-1)).toMatchObject({ role: 'arn:aws:iam::123456789012:role/read', job })
    const [artifact] = pipeline.artifacts
    expect(Object.keys(artifact?.files ?? {})).toEqual(['versions.html'])
    expect(artifact?.files['versions.html']).toContain('v1.0.0')
    const versions = JSON.parse(run.job(job).outputs['versions'] ?? '') as Record<string, unknown>
    expect(Object.keys(versions)).toEqual(['production'])
  })
})
