import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { join } from 'node:path'
import { root } from '../../scripts/repository.ts'
import { Pipeline } from '../stage/pipeline.ts'
import { approved, ended, errorsOf, flawsIn, revisions, running } from '../stage/pipeline-truth.ts'

/* specboard's own script on a stack that deploys the services, as `cdk deploy` does with `image-tag`. */

const crashing = { 'doc-platform/api': { behaviour: { exits: { code: 1, after: '2s' }, logs: ['no pool size'] } } }
const commits = { one: {}, two: {}, crashing } as const
const names = Object.keys(commits)
const [staging, production] = ['doc-platform-staging', 'doc-platform-production']
const everywhere = (name: string): Record<string, string> => ({ api: name, frontend: name, mcp: name })
const node = [
  process.execPath,
  '--import',
  join(root, 'test/runner/fast-clock.ts'),
  join(root, 'test/examples/stack.ts'),
]

let pipeline: Pipeline

beforeAll(async () => {
  const programs = { npx: `exec ${node.map(word => `'${word}'`).join(' ')} "$@"` }
  pipeline = await Pipeline.start({
    repository: 'examples/specboard',
    commits,
    programs,
    files: { 'infra/package.json': '{}' },
  })
})

afterAll(() => pipeline.close())

describe('a stack that deploys the release by its tag', () => {
  test('the release is proved by digest, on the exact commit of the stack', async () => {
    expect(await ended(pipeline.push('one')[0])).toMatchObject({ 'promote / commit to staging': 'success' })
    expect([running(pipeline, staging, names), flawsIn(pipeline, staging)]).toEqual([everywhere('one'), []])
    expect(await approved(pipeline.release('v1.0.0', 'one')[0])).toEqual({
      'promote / v1.0.0 to production': 'success',
    })
    expect([running(pipeline, production, names), flawsIn(pipeline, production)]).toEqual([everywhere('one'), []])
  })

  test('a release that fails returns to the exact revisions that ran before `cdk deploy`', async () => {
    const before = revisions(pipeline, staging)
    const [run] = pipeline.push('crashing')
    expect(await ended(run)).toMatchObject({ 'promote / commit to staging': 'failure' })
    expect([revisions(pipeline, staging), flawsIn(pipeline, staging)]).toEqual([before, []])
    if (run) expect(errorsOf(run).join('\n')).toContain('exited with code 1')
  })

  test('and the next one goes there', async () => {
    expect(await ended(pipeline.push('two')[0])).toMatchObject({ 'promote / commit to staging': 'success' })
    expect([running(pipeline, staging, names), flawsIn(pipeline, staging)]).toEqual([everywhere('two'), []])
  })
})
