import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readText } from '../../scripts/repository.ts'
import { examplesIn } from '../../scripts/workflow-files.ts'
import { Pipeline } from '../stage/pipeline.ts'
import { approved, ended, flawsIn, revisions, running } from '../stage/pipeline-truth.ts'

/* The page docs/first-release.md, done as it says: its manifest, and the files that it has copied. */

const page = readText('docs/first-release.md')
const [manifest] = examplesIn('docs/first-release.md', page).filter(({ text }) => text.startsWith('services:'))
const copied = [...page.matchAll(/\]\(\.\.\/(workflows\/[\w-]+\.yml)\)/g)].map(([, path = '']) => path)
const files = {
  '.github/deploy.yml': manifest?.text ?? '',
  ...Object.fromEntries(copied.map(path => [`.github/${path}`, readText(path)])),
}
const names = ['one', 'two']

let pipeline: Pipeline

beforeAll(async () => {
  const commits = Object.fromEntries(names.map(name => [name, {}]))
  pipeline = await Pipeline.start({ repository: 'test/newcomer', commits, files })
})

afterAll(() => pipeline.close())

describe('the page about a first release', () => {
  test('has three files copied', () => {
    expect(copied).toEqual(['workflows/staging.yml', 'workflows/production.yml', 'workflows/rollback.yml'])
  })

  test('says how a push comes to staging', async () => {
    const [run] = pipeline.push('one')
    expect(Object.values(await ended(run))).toEqual(Array.from({ length: 5 }, () => 'success'))
    expect(running(pipeline, 'my-app-staging', names)).toEqual({ api: 'one', frontend: 'one', worker: 'one' })
    expect(flawsIn(pipeline, 'my-app-staging')).toEqual([])
  })

  test('and a release to production', async () => {
    expect(Object.values(await approved(pipeline.release('v1.0.0', 'one')[0]))).toEqual(['success'])
    expect(running(pipeline, 'my-app-production', names)).toEqual({ api: 'one', frontend: 'one', worker: 'one' })
    expect(flawsIn(pipeline, 'my-app-production')).toEqual([])
  })

  test('and how to go back, without naming a release', async () => {
    const first = revisions(pipeline, 'my-app-production')
    await ended(pipeline.push('two')[0])
    await approved(pipeline.release('v1.1.0', 'two')[0])
    const run = pipeline.github.dispatch('rollback.yml', { inputs: { reason: 'Guests cannot log in' } })
    expect(Object.values(await approved(run))).toEqual(['skipped', 'success'])
    expect(revisions(pipeline, 'my-app-production')).toEqual(first)
  })
})
