import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import type { JsonObject } from '../simulator/operation.ts'
import { postsTo } from '../simulator/web.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import {
  approved,
  deploymentsIn,
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
  variablesOf,
} from '../stage/pipeline-truth.ts'
import { published, publishing } from './static-site.ts'

/*
 * The life of afterwave's pipeline: each test goes on where the one before has ended. There is one API, a web frontend
 * that is published once the API is proved, an alarm that is watched in production, and rate limits in AWS WAF.
 */

const commits = {
  one: {},
  alarming: {},
  two: {},
  crashing: {
    'afterwave-api': { behaviour: { exits: { code: 2, after: '1s' }, logs: ['panic: no table afterwave-sessions'] } },
  },
  'not-built': { 'afterwave-api': 'does not build' },
} as const
const names = Object.keys(commits)

const [staging, production] = ['afterwave-staging', 'afterwave-production']
const [stagingSite, site] = ['afterwave-web-staging', 'afterwave-web-production']
const toStaging = 'promote / commit to staging'
const toProduction = (release: string): string => `promote / ${release} to production`
const slack = 'https://hooks.slack.com/services/T0000/B0000/afterwave'

/** Seconds of the world in one of ours. Whoever explains a failure asks AWS for some seconds and no longer. */
const [usual, slow] = [60, 30]

let pipeline: Pipeline
let first: string[]

beforeAll(async () => {
  pipeline = await Pipeline.start({
    repository: 'examples/afterwave',
    speed: usual,
    commits,
    programs: { ...publishing, make: '' },
    files: { 'web/package.json': '{}' },
    secrets: { SLACK_WEBHOOK: slack },
    vars: { AWS_READ_ROLE: 'arn:aws:iam::123456789012:role/read', AWS_REGION: 'us-west-2' },
    environmentVars: { production: { AWS_WAF_ROLE: 'arn:aws:iam::123456789012:role/waf' } },
  })
  pipeline.simulation.pages.set(slack, { is: 'webhook', kind: 'slack', statuses: [], posts: [] })
})

afterAll(() => pipeline.close())

/** What Slack was told since so many messages. */
function toldSlack(since: number): string[] {
  return postsTo(pipeline.simulation.pages, slack)
    .slice(since)
    .map(({ body }) => (JSON.parse(body) as { text: string }).text)
}

describe('afterwave', () => {
  test('a push to main is tested, built and proved on staging, and then its frontend is published', async () => {
    const run = only(pipeline.push('one'))
    expect(await ended(run)).toEqual({
      'test / test': 'success',
      'build / What is missing': 'success',
      'build / api': 'success',
      'build / All images are there': 'success',
      [toStaging]: 'success',
    })
    expect(running(pipeline, staging, names)).toEqual({ api: 'one' })
    expect([flawsIn(pipeline, staging), migrationsIn(pipeline, staging)]).toEqual([[], 0])
    expect(published(pipeline, stagingSite)).toEqual({ page: shaOf('one'), files: [shaOf('one')] })
    const started = pipeline.programs.started().map(({ command }) => command)
    expect(started.slice(0, 3)).toEqual(['go vet ./...', 'make test', 'go build ./...'])
  })

  test('its release takes the same image and the same files to production, built once, and Slack hears of it', async () => {
    const run = only(pipeline.release('v1.0.0', 'one'))
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    expect([running(pipeline, production, names), published(pipeline, site)]).toEqual([{ api: 'bootstrap' }, undefined])
    const before = toldSlack(0).length
    expect(await approved(run)).toEqual({ [toProduction('v1.0.0')]: 'success' })
    expect(digests(pipeline, production)).toEqual(digests(pipeline, staging))
    expect(flawsIn(pipeline, production)).toEqual([])
    expect(published(pipeline, site)).toEqual({ page: shaOf('one'), files: [shaOf('one')] })
    expect(variablesOf(pipeline, 'bun run build')).toHaveLength(1)
    expect(toldSlack(before)).toEqual([expect.stringContaining('v1.0.0'), expect.stringContaining('v1.0.0')])
    first = revisions(pipeline, production)
  })

  test('the scripts of both environments see the same commit', () => {
    const seen = variablesOf(pipeline, 'aws cloudfront create-invalidation')
    expect(seen).toEqual(
      ['staging', 'production'].map(environment =>
        expect.objectContaining({ DEPLOY_ENVIRONMENT: environment, DEPLOY_COMMIT: shaOf('one') }),
      ),
    )
    expect(seen.map(variables => variables['DEPLOY_RELEASE'])).toEqual(['', 'v1.0.0'])
  })

  test('an alarm in the bake time brings production back, and nothing is published', async () => {
    expect(await ended(only(pipeline.push('alarming')))).toMatchObject({ [toStaging]: 'success' })
    const run = only(pipeline.release('v1.1.0', 'alarming'))
    const { cloudwatch } = pipeline.simulation.world
    void pipeline.said(/^Bake for 5m/).then(() => cloudwatch.set('api-5xx', 'ALARM'))
    expect(await approved(run)).toEqual({ [toProduction('v1.1.0')]: 'failure' })
    cloudwatch.set('api-5xx', 'OK')
    expect([revisions(pipeline, production), flawsIn(pipeline, production)]).toEqual([first, []])
    expect(published(pipeline, site)?.page).toBe(shaOf('one'))
    expect(errorsOf(run).join('\n')).toContain('api-5xx')
    expect(summaryOf(run, toProduction('v1.1.0'))).toContain('api-5xx')
    expect(records(pipeline, names).at(-1)).toBe('alarming to production: failure')
  })

  test('a commit that crashes is returned on staging, told with its last words, and not published', async () => {
    const before = [revisions(pipeline, staging), published(pipeline, stagingSite)]
    await pipeline.pace(slow)
    const run = only(pipeline.push('crashing'))
    expect(await ended(run)).toMatchObject({ [toStaging]: 'failure' })
    await pipeline.pace(usual)
    expect([revisions(pipeline, staging), published(pipeline, stagingSite)]).toEqual(before)
    expect(flawsIn(pipeline, staging)).toEqual([])
    expect(errorsOf(run).join('\n')).toContain('exited with code 2')
    expect(summaryOf(run, toStaging)).toContain('panic: no table afterwave-sessions')
    expect(variablesOf(pipeline, 'bun run build')).toHaveLength(2)
  })

  test('an image that cannot be built is neither promoted nor released', async () => {
    const before = [revisions(pipeline, staging), revisions(pipeline, production)]
    const run = only(pipeline.push('not-built'))
    expect(await ended(run)).toMatchObject({ 'build / api': 'failure', promote: 'skipped' })
    const released = only(pipeline.release('v1.2.0', 'not-built'))
    expect(await approved(released)).toEqual({ [toProduction('v1.2.0')]: 'failure' })
    expect(errorsOf(released).join('\n')).toContain(shaOf('not-built'))
    expect([revisions(pipeline, staging), revisions(pipeline, production)]).toEqual(before)
  })

  test('a promotion that is cancelled is gone on with by the next attempt, and nothing is done twice', async () => {
    await ended(only(pipeline.push('two')))
    const before = deploymentsIn(pipeline, production)
    const run = only(pipeline.release('v2.0.0', 'two'))
    void pipeline.said(/^Wait for api/).then(() => run.cancel())
    expect(await approved(run)).toEqual({ [toProduction('v2.0.0')]: 'cancelled' })
    expect(published(pipeline, site)?.page).toBe(shaOf('one'))
    const again: Run = run.rerun({ failedOnly: true })
    expect(await approved(again)).toEqual({ [toProduction('v2.0.0')]: 'success' })
    expect([running(pipeline, production, names), flawsIn(pipeline, production)]).toEqual([{ api: 'two' }, []])
    expect(deploymentsIn(pipeline, production)).toBe(before + 1)
    expect(published(pipeline, site)?.page).toBe(shaOf('two'))
    expect(records(pipeline, names).filter(record => record.startsWith('two to production'))).toEqual([
      'two to production: success',
    ])
  })

  test('the rollback without a release skips the one that failed, shows its plan first, and publishes the old commit', async () => {
    const built = variablesOf(pipeline, 'bun run build').length
    const run = pipeline.github.dispatch('rollback.yml', { inputs: { reason: 'Search is empty' } })
    await run.when(({ waitingFor }) => waitingFor.length > 0)
    expect(summaryOf(run, 'rollback / Plan')).toContain('v1.0.0')
    expect(await approved(run)).toEqual({
      'rollback / Plan': 'success',
      'rollback / production back to the last good release': 'success',
    })
    expect([revisions(pipeline, production), flawsIn(pipeline, production)]).toEqual([first, []])
    expect(published(pipeline, site)).toEqual({ page: shaOf('one'), files: [shaOf('one'), shaOf('two')].sort() })
    expect(variablesOf(pipeline, 'aws cloudfront create-invalidation').at(-1)).toMatchObject({
      DEPLOY_COMMIT: shaOf('one'),
      DEPLOY_RELEASE: 'v1.0.0',
    })
    expect(variablesOf(pipeline, 'bun run build')).toHaveLength(built)
    expect(records(pipeline, names).at(-1)).toBe('one to production: success')
  })

  test('a rollback that names the release which runs changes nothing, and one to a release that failed is refused', async () => {
    const before = deploymentsIn(pipeline, production)
    const named = (release: string): Run =>
      pipeline.github.dispatch('rollback.yml', { inputs: { release, reason: 'Search is empty' } })
    const there = named('v1.0.0')
    expect(await approved(there)).toMatchObject({ 'rollback / production back to v1.0.0': 'success' })
    const failed = named('v1.1.0')
    expect(await ended(failed)).toMatchObject({ 'rollback / Plan': 'failure' })
    expect(errorsOf(failed).join('\n')).toContain('v1.1.0')
    expect(deploymentsIn(pipeline, production)).toBe(before)
    expect(revisions(pipeline, production)).toEqual(first)
  })

  test('rate limits are missed by check, brought by apply so that they count, and found by check', async () => {
    const limits = (mode: string): Run => pipeline.github.dispatch('waf-rate-limit.yml', { inputs: { mode } })
    const missed = limits('check')
    expect(await approved(missed)).toEqual({ limits: 'failure' })
    expect(errorsOf(missed).join('\n')).toContain('Run this action with `mode: apply`')
    expect(await approved(limits('apply'))).toEqual({ limits: 'success' })
    const [webAcl] = pipeline.simulation.world.waf.webAcls.values()
    const rules = (webAcl?.document['Rules'] ?? []) as JsonObject[]
    expect(rules.map(({ Name, Action }) => [Name, Object.keys(Action as JsonObject)])).toEqual([
      ['banned-addresses', ['Block']],
      ['deploy-actions-everyone', ['Count']],
      ['deploy-actions-sign-in', ['Count']],
    ])
    expect(await approved(limits('check'))).toEqual({ limits: 'success' })
    expect(pipeline.roles.slice(-3).map(({ role }) => role.split('/').at(-1))).toEqual(['waf', 'waf', 'waf'])
  })
})
