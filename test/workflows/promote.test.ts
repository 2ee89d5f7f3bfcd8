import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import { updateService } from '../simulator/ecs/update-service.ts'
import { postsTo } from '../simulator/web.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import {
  deploymentsIn,
  ended,
  errorsOf,
  flawsIn,
  migrationsIn,
  records,
  revisions,
  running,
  summaryOf,
} from '../stage/pipeline-truth.ts'
import { byHand } from '../stage/by-hand.ts'
import { once } from '../stage/promotions.ts'
import { callerOf, callers } from './callers.ts'

/* promote.yml with commands, notices and a migration, called with all of its inputs. Each test goes on from the one before. */

const manifest = `
services:
  api: { image: shop/api, build: ./api, health: /health }
  worker: { image: shop/api }
migration: { service: api, command: [npm, run, migrate] }
environments:
  staging:
    cluster: staging
    url: https://staging.example.com
    infrastructure-command: make infrastructure
    smoke-test-command: make smoke
    publish-command: make publish
`
const names = ['one', 'two', 'three', 'four'] as const
type Name = (typeof names)[number]
const slack = 'https://hooks.slack.com/services/T0/B0/canary-webhook'
const job = 'promote / commit to staging'

let pipeline: Pipeline
const log: string[] = []

beforeAll(async () => {
  pipeline = await Pipeline.start({
    repository: 'test/workflows/shop',
    commits: { one: {}, two: {}, three: {}, four: {} },
    files: {
      ...callers,
      '.github/deploy.yml': manifest,
      '.github/workflows/forgetful.yml': callerOf('promote', {
        contents: 'read',
        'id-token': 'write',
        attestations: 'read',
      }),
    },
    programs: { make: '[[ ! -e $PROGRAMS_HOME/$1-fails ]] || { echo "$1 says no"; exit 3; }' },
    // The second is no page of this world.
    secrets: {
      SLACK_WEBHOOK: slack,
      WEBHOOK: 'https://receiver.example.com/canary-nobody',
      WEBHOOK_SECRET: 'canary-key',
    },
    speed: 100,
    onLine: ({ text }) => log.push(text),
  })
})

afterAll(() => pipeline.close())

/** Promotes a commit that is built, and becomes the newest of the branch. */
function promote(name: Name, inputs: Readonly<Record<string, string | boolean | number>> = {}): Run {
  pipeline.alreadyBuilt(name, ['shop/api'])
  pipeline.push(name)
  return pipeline.github.dispatch('promote.yml', { inputs: { environment: 'staging', ...inputs } })
}

/** What a command of the manifest does until the test says otherwise. */
function fails(command: string, isSo = true): void {
  const file = join(pipeline.programs.home, `${command}-fails`)
  if (isSo) writeFileSync(file, '')
  else rmSync(file)
}

function commandsSince(since: number): string[] {
  return pipeline.programs
    .started()
    .slice(since)
    .map(({ command }) => command)
}

function toldSlack(): string[] {
  return postsTo(pipeline.simulation.pages, slack).map(({ body }) => body)
}

function outcomes(run: Run): Record<string, string | undefined> {
  return Object.fromEntries(run.job(job).steps.map(({ name, outcome }) => [name, outcome]))
}

const everywhere = (name: Name): Record<string, string> => ({ api: name, worker: name })

describe('promote.yml', () => {
  test('does each phase once, tells who wants to know, and records it', async () => {
    const run = promote('one')
    expect(await ended(run)).toEqual({ [job]: 'success' })
    expect([running(pipeline, 'staging', names), flawsIn(pipeline, 'staging')]).toEqual([everywhere('one'), []])
    expect(commandsSince(0)).toEqual(['make infrastructure', 'make smoke', 'make publish'])
    const images = pipeline.programs.started().map(({ variables }) => variables['DEPLOY_IMAGE_API'])
    expect(new Set(images).size).toBe(1)
    expect(pipeline.programs.started().at(-1)?.variables).toMatchObject({
      DEPLOY_ENVIRONMENT: 'staging',
      DEPLOY_RELEASE: '',
      DEPLOY_COMMIT: shaOf('one'),
      DEPLOY_IMAGE_WORKER: expect.stringContaining('shop/api@sha256:') as unknown,
    })
    expect(outcomes(run)).toMatchObject({ 'Promote in one step': 'skipped', 'Bring back what was changed': 'skipped' })
    expect(run.job(job).outputs).toMatchObject({ outcome: 'succeeded', commit: shaOf('one') })
    expect(run.job(job).permissions).toEqual({
      contents: 'read',
      'id-token': 'write',
      deployments: 'write',
      attestations: 'read',
    })
    expect(run.job(job).outputs['restore-point']).toMatch(/^2026-11-20T09:\d\d:\d\dZ$/)
  })

  test('records one deployment, which is under way and then a success', () => {
    const [record, ...others] = pipeline.simulation.world.github.deployments.all
    expect(others).toEqual([])
    expect(record?.statuses.map(({ state }) => state)).toEqual(['in_progress', 'success'])
  })

  test('tells Slack of the start and of the end, and goes on where another receiver cannot be reached', () => {
    expect(toldSlack()).toEqual([expect.stringContaining('staging'), expect.stringContaining('staging')])
    const [run] = pipeline.github.runs
    const warnings = run?.job(job).annotations.filter(({ level }) => level === 'warning')
    expect(warnings?.map(({ step }) => step)).toEqual(['Notify of the start', 'Notify of the end'])
  })

  test('asks AWS for a new session before each phase that changes something', () => {
    expect(pipeline.roles.map(({ duration }) => duration)).toEqual([3600, 3600, 3600])
  })

  test('hands on what ran before its infrastructure command, which may deploy services itself', () => {
    const [run] = pipeline.github.runs
    const deploy = run?.job(job).steps.find(({ name }) => name === 'Deploy')
    const [, previous = ''] = /^ {2}previous: (.*)$/m.exec(deploy?.log ?? '') ?? []
    const arn = 'arn:aws:ecs:us-west-2:123456789012:task-definition'
    expect(JSON.parse(previous)).toEqual({ api: `${arn}/staging-api:1`, worker: `${arn}/staging-worker:1` })
  })

  test('tells no other step than the commands what is promoted', () => {
    const [run] = pipeline.github.runs
    const told = run?.job(job).steps.filter(step => step.log.includes('DEPLOY_IMAGE_API'))
    expect(told?.map(({ name }) => name)).toEqual(['Infrastructure', 'Smoke test', 'Publish'])
  })

  test('brings everything back where the smoke test fails, publishes nothing, and says so everywhere', async () => {
    fails('smoke')
    const before = commandsSince(0).length
    const run = promote('two')
    expect(await ended(run)).toEqual({ [job]: 'failure' })
    fails('smoke', false)
    expect(commandsSince(before)).toEqual(['make infrastructure', 'make smoke'])
    expect([running(pipeline, 'staging', names), flawsIn(pipeline, 'staging')]).toEqual([everywhere('one'), []])
    expect(run.job(job).outputs).toMatchObject({ outcome: 'rolled-back' })
    const said = 'The smoke test failed; its step says why. Every service runs again what it ran before'
    expect(errorsOf(run).join('\n')).toContain(said)
    expect(summaryOf(run, job)).toContain(`### ❌ Promote: rolled-back\n\n${said}`)
    expect(toldSlack().at(-1)).toContain('The smoke test failed')
    // What runs again, and nothing of what was proved before that.
    expect(toldSlack().at(-1)).toContain('staging-api:3 → staging-api:2')
    expect(toldSlack().at(-1)).not.toContain('succeeded')
    expect(records(pipeline, names)).toEqual(['one to staging: success', 'two to staging: failure'])
  })

  test('does not bring back unasked what failed; asked, without its migration, and back again where publishing fails', async () => {
    const refused = promote('two')
    expect(await ended(refused)).toEqual({ [job]: 'failure' })
    expect(refused.job(job).outputs).toMatchObject({ outcome: 'failed-before-change' })
    const [before, migrations] = [commandsSince(0).length, migrationsIn(pipeline, 'staging')]
    fails('publish')
    const run = promote('two', { 'allow-failed': true, migrate: false, 'role-duration-seconds': 7200 })
    expect(await ended(run)).toEqual({ [job]: 'failure' })
    fails('publish', false)
    expect(commandsSince(before)).toEqual(['make infrastructure', 'make smoke', 'make publish'])
    expect(outcomes(run)).toMatchObject({
      Migrate: 'skipped',
      Publish: 'failure',
      'Bring back what was changed': 'success',
    })
    expect(migrationsIn(pipeline, 'staging')).toBe(migrations)
    expect(running(pipeline, 'staging', names)).toEqual(everywhere('one'))
    expect(errorsOf(run).join('\n')).toContain('The publish command failed')
    // To begin with, to deploy, to publish, and for the way back.
    expect(pipeline.roles.slice(-4).map(({ duration }) => duration)).toEqual([7200, 7200, 7200, 7200])
  })

  test('deploys nothing where the infrastructure fails; run again it does not migrate again, and leaves what is to be left', async () => {
    fails('infrastructure')
    const [deployments, migrations] = [deploymentsIn(pipeline, 'staging'), migrationsIn(pipeline, 'staging')]
    const run = promote('three', { 'on-failure': 'leave' })
    expect(await ended(run)).toEqual({ [job]: 'failure' })
    fails('infrastructure', false)
    expect(deploymentsIn(pipeline, 'staging')).toBe(deployments)
    expect(run.job(job).outputs).toMatchObject({ outcome: 'failed-before-change' })
    expect(errorsOf(run).join('\n')).toContain(
      'The infrastructure command failed; its step says why. This run deployed no service.',
    )

    fails('smoke')
    const again = run.rerun({ failedOnly: true })
    expect(await ended(again)).toEqual({ [job]: 'failure' })
    expect(outcomes(again)).toMatchObject({ Migrate: 'success', 'Bring back what was changed': 'skipped' })
    expect(again.job(job).outputs).toMatchObject({ outcome: 'rollback-failed' })
    expect(running(pipeline, 'staging', names)).toEqual(everywhere('three'))
    expect(migrationsIn(pipeline, 'staging')).toBe(migrations + 1)
    expect(deploymentsIn(pipeline, 'staging')).toBe(deployments + 2)
    expect(records(pipeline, names).slice(3)).toEqual(['three to staging: failure'])
  })

  test('brings back what the infrastructure command changed before it failed', async () => {
    const { world } = pipeline.simulation
    const before = revisions(pipeline, 'staging')
    const [older = ''] = (world.ecs.families.get('staging-api') ?? []).map(({ arn }) => arn)
    fails('infrastructure')
    // Between the plan and the end of the command.
    once(
      pipeline.simulation,
      ({ operation }) => operation === 'repos/create-deployment',
      () => byHand(world, updateService, { cluster: 'staging', service: 'api', taskDefinition: older }),
    )
    const run = promote('four', { migrate: false })
    expect(await ended(run)).toEqual({ [job]: 'failure' })
    fails('infrastructure', false)
    expect(run.job(job).outputs).toMatchObject({ outcome: 'rolled-back' })
    expect([revisions(pipeline, 'staging'), flawsIn(pipeline, 'staging')]).toEqual([before, []])
  })

  test('leaves services alone that another run brought to the release, where its smoke test fails', async () => {
    const run = promote('three')
    expect(await ended(run)).toEqual({ [job]: 'failure' })
    expect(run.job(job).outputs).toMatchObject({ outcome: 'failed-before-change' })
    expect(running(pipeline, 'staging', names)).toEqual(everywhere('three'))
    expect(summaryOf(run, job)).toContain('The smoke test failed; its step says why. This run deployed no service.')
  })

  test('lets no secret into a log, a summary or an output', () => {
    const summaries = pipeline.github.runs.map(run => summaryOf(run, job) + JSON.stringify(run.job(job).outputs))
    expect(log.length).toBeGreaterThan(500)
    expect([...log, ...summaries].join('\n')).not.toMatch(/canary|T0\/B0/)
  })

  test('is not begun where the caller grants less than it asks for', async () => {
    const run = pipeline.github.dispatch('forgetful.yml', { inputs: { environment: 'staging' } })
    await run.ended
    expect([run.conclusion, run.jobs]).toEqual(['startup_failure', []])
    expect(run.problems.join('\n')).toContain(
      "requesting 'deployments: write', but is only allowed 'deployments: none'",
    )
  })
})
