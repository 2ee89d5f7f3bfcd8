import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Run } from '../runner/index.ts'
import { Pipeline, shaOf } from '../stage/pipeline.ts'
import { ended, errorsOf, revisions, summaryOf } from '../stage/pipeline-truth.ts'
import { callers } from './callers.ts'

/* What is told where the set-up is not complete, and before anything is written. The environment staging has no variables. */

const manifest = `
services: { api: { image: shop/api, build: ./api } }
environments: { staging: { cluster: staging } }
`
const role = 'arn:aws:iam::123456789012:role/given'
const region = 'us-west-2'

let pipeline: Pipeline

beforeAll(async () => {
  pipeline = await Pipeline.start({
    repository: 'test/workflows/shop',
    commits: { one: {}, bare: {} },
    files: { ...callers, '.github/deploy.yml': manifest },
    changes: { bare: { '.github/deploy.yml': '' } },
    environmentVars: { staging: { AWS_REGION: '', AWS_DEPLOY_ROLE: '' } },
    speed: 100,
  })
  pipeline.push('bare', 'bare')
  pipeline.push('one')
})

afterAll(() => pipeline.close())

type Inputs = Readonly<Record<string, string | boolean>>

async function refused(workflow: string, inputs: Inputs, ref = 'main'): Promise<Run> {
  const before = [revisions(pipeline, 'staging'), pipeline.simulation.world.github.deployments.all.length]
  const run = pipeline.github.dispatch(`${workflow}.yml`, { inputs, ref })
  await ended(run)
  expect(run.conclusion).toBe('failure')
  expect([revisions(pipeline, 'staging'), pipeline.simulation.world.github.deployments.all.length]).toEqual(before)
  return run
}

describe('where a variable of the environment is missing', () => {
  const both = ['AWS_DEPLOY_ROLE', 'AWS_REGION']

  test.each([
    ['build', {}, both],
    ['build', { role }, ['AWS_REGION']],
    ['promote', { environment: 'staging' }, both],
    ['promote', { environment: 'staging', region }, ['AWS_DEPLOY_ROLE']],
    ['promote', { environment: 'mistyped' }, both],
    ['rollback', { environment: 'staging' }, both],
    ['rollback', { environment: 'staging', role }, ['AWS_REGION']],
    ['versions', { 'read-role': role }, ['AWS_REGION']],
  ] as const)('%s.yml says which before it asks anybody (%j)', async (workflow, inputs, missing) => {
    const { length } = pipeline.simulation.requests
    const run = await refused(workflow, inputs)
    const errors = errorsOf(run).filter(message => message.includes('gh variable set'))
    expect(errors.map(message => /AWS_\w+/.exec(message)?.[0])).toEqual(missing)
    expect(pipeline.simulation.requests).toHaveLength(length)
    const outcome = run.jobs.find(({ outputs }) => 'outcome' in outputs)?.outputs['outcome']
    expect(outcome).toBe(workflow === 'promote' || workflow === 'rollback' ? 'failed-before-change' : undefined)
  })
})

describe('where the manifest', () => {
  const inputs = { role, region }

  test.each([
    ['is missing', 'promote', { environment: 'staging' }, 'there is no manifest .github/deploy.yml'],
    ['is missing', 'build', {}, 'there is no manifest .github/deploy.yml'],
    ['is missing', 'rollback', { environment: 'staging' }, 'there is no manifest .github/deploy.yml'],
    ['is elsewhere', 'promote', { environment: 'staging', config: 'nowhere.yml' }, 'nowhere.yml'],
    ['is elsewhere', 'build', { config: 'nowhere.yml' }, 'nowhere.yml'],
    ['is elsewhere', 'rollback', { environment: 'staging', config: 'nowhere.yml' }, 'nowhere.yml'],
    ['is elsewhere', 'versions', { config: 'nowhere.yml' }, 'nowhere.yml'],
    ['lacks the environment', 'promote', { environment: 'mistyped' }, 'staging'],
    ['lacks the environment', 'rollback', { environment: 'mistyped' }, 'staging'],
    ['lacks the environment', 'versions', { environments: 'mistyped' }, 'staging'],
  ])('%s, %s.yml says so (%j)', async (where, workflow, given, says) => {
    const ref = where === 'is missing' ? 'bare' : 'main'
    const run = await refused(workflow, workflow === 'versions' ? given : { ...inputs, ...given }, ref)
    expect(errorsOf(run).join('\n')).toContain(says)
  })
})

test('versions.yml without a role shows what GitHub has recorded', async () => {
  const { github } = pipeline.simulation.world
  github.tag({ name: 'v1.0.0', commit: shaOf('one'), depth: 1 })
  const run = pipeline.github.dispatch('versions.yml')
  const job = 'versions / Which version is where'
  expect(await ended(run)).toEqual({ [job]: 'success' })
  expect(summaryOf(run, job)).toContain('staging')
  expect(pipeline.roles).not.toContainEqual(expect.objectContaining({ job }))
  expect(pipeline.artifacts.at(-1)).toMatchObject({ name: 'versions' })
})
