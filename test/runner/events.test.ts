import { afterAll, describe, expect, test } from '@jest/globals'
import type { GitHubOptions } from './index.ts'
import { cleanUp, github, logOf, only, sha } from './small.ts'

afterAll(cleanUp)

const tag = 'fedcba9876543210fedcba9876543210fedcba98'
const jobs = `jobs: { job: { runs-on: ubuntu-latest, steps: [{ run: 'echo "\${{ github.event_name }} \${{ github.ref }} \${{ github.ref_type }} \${{ github.sha }}"' }] } }`
const hub = (on: string, options?: Partial<GitHubOptions>) => github({ 'a.yml': `on: ${on}\n${jobs}` }, options)

describe('a push', () => {
  test.each([
    ['push', { branch: 'main' }, 1],
    ['[push, release]', { branch: 'x' }, 1],
    ['{ push: { branches: [main] } }', { branch: 'main' }, 1],
    ['{ push: { branches: [main] } }', { branch: 'x' }, 0],
    ['{ push: { branches: [main] } }', { tag: 'v1' }, 0],
    ['{ push: { branches-ignore: [main] } }', { branch: 'main' }, 0],
    ["{ push: { tags: ['v*'] } }", { tag: 'v1' }, 1],
    ["{ push: { tags: ['v*'] } }", { branch: 'main' }, 0],
    ['{ release: { types: [published] } }', { branch: 'main' }, 0],
    ['{ schedule: [{ cron: "0 0 * * *" }], workflow_dispatch: null }', { branch: 'main' }, 0],
  ])('starts `on: %s` for %j %i times', (on, what, times) => {
    expect(hub(on).push({ sha, ...what })).toHaveLength(times)
  })

  test('starts every workflow that asks for it, and counts its runs', async () => {
    const one = github({
      'a.yml': `name: A\non: push\n${jobs}`,
      'b.yaml': `run-name: B of \${{ github.actor }}\non: push\n${jobs}`,
      'c.yml': `on: release\n${jobs}`,
    })
    one.push({ sha })
    const runs = one.push({ sha, actor: 'mona' })
    expect(runs.map(({ title, number }) => [title, number])).toEqual([
      ['A', 2],
      ['B of mona', 2],
    ])
    await Promise.all(one.runs.map(({ ended }) => ended))
    expect(new Set(one.runs.map(({ id }) => id)).size).toBe(4)
  })
})

describe('a published release', () => {
  test.each([
    ['{ release: { types: [published] } }', false, 1],
    ['{ release: { types: [published] } }', true, 1],
    ['{ release: { types: [released] } }', true, 0],
    ['{ release: { types: [prereleased, published] } }', true, 2],
    ['{ release: { types: [edited] } }', false, 0],
  ])('starts `on: %s` (pre-release: %j) %i times', (on, prerelease, times) => {
    expect(hub(on, { tags: { 'v1.0.0': tag } }).publishRelease({ tag: 'v1.0.0', prerelease })).toHaveLength(times)
  })

  test('runs at the commit of its tag', async () => {
    const run = only(
      hub('release: { types: [published] }'.replace(/^(.*)$/, '{ $1 }'), { tags: { 'v1.0.0': tag } }).publishRelease({
        tag: 'v1.0.0',
      }),
    )
    await run.ended
    expect(logOf(run)).toBe(`release refs/tags/v1.0.0 tag ${tag}`)
    expect(run.event.payload).toMatchObject({ action: 'published', release: { tag_name: 'v1.0.0', prerelease: false } })
  })

  test('needs a tag', () => {
    expect(() => hub('release').publishRelease({ tag: 'v9' })).toThrow('there is no tag v9 to release')
  })
})

const form = `{ workflow_dispatch: { inputs: {
  release: { required: true, type: string },
  dry-run: { type: boolean, default: true },
  environment: { type: environment },
  mode: { type: choice, options: [plan, apply] },
  count: { type: number, default: 1 } } } }`

describe('a dispatch', () => {
  test('gives inputs in their types, and as texts in the event', async () => {
    const one = github({
      'a.yml': `on: ${form}
jobs: { job: { runs-on: ubuntu-latest, steps: [{ run: 'echo "\${{ toJSON(inputs.dry-run) }} \${{ toJSON(github.event.inputs.dry-run) }} \${{ inputs.release }} \${{ inputs.mode }} [\${{ inputs.environment }}] \${{ inputs.count == 3 }} $GITHUB_REF_NAME"' }] } }`,
    })
    const run = one.dispatch('a.yml', { inputs: { release: 'v1', count: 3, 'dry-run': false } })
    await run.ended
    expect(logOf(run)).toBe('false false v1 plan [] true main')
    expect(run.event.payload['inputs']).toMatchObject({ 'dry-run': 'false', count: '3' })
  })

  test.each<[string, object, string]>([
    ['an unknown input', { release: 'v1', odd: 1 }, 'Unexpected inputs provided: ["odd"]'],
    ['without a required one', {}, "Required input 'release' not provided"],
    [
      'a choice that is none',
      { release: 'v1', mode: 'x' },
      "Provided value 'x' for input 'mode' not in the list of allowed values",
    ],
    ['no boolean', { release: 'v1', 'dry-run': 'maybe' }, "for input 'dry-run' is no boolean"],
    ['no number', { release: 'v1', count: 'many' }, "for input 'count' is no number"],
  ])('with %s is refused', (_, inputs, message) => {
    expect(() => hub(form).dispatch('a.yml', { inputs: { ...inputs } })).toThrow(message)
  })

  test('of what has no such trigger, file or ref is refused', () => {
    expect(() => hub('push').dispatch('a.yml')).toThrow("Workflow does not have 'workflow_dispatch' trigger")
    expect(() => hub('push').dispatch('none.yml')).toThrow('has no .github/workflows/none.yml')
    expect(() => hub(form).dispatch('a.yml', { ref: 'gone' })).toThrow('No ref found for: gone')
  })

  test('can be of a tag', async () => {
    const run = hub('workflow_dispatch', { tags: { v1: tag } }).dispatch('a.yml', { ref: 'v1' })
    await run.ended
    expect(logOf(run)).toBe(`workflow_dispatch refs/tags/v1 tag ${tag}`)
  })
})
