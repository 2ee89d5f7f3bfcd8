import { afterAll, describe, expect, test } from '@jest/globals'
import { cleanUp, github, job, onPush, pushed, repository, sha, start } from './small.ts'

afterAll(cleanUp)

describe('what GitHub does and this runner does not is refused by name', () => {
  const actions = {
    'org/tools': repository({
      'composite/action.yml': 'name: C\nruns: { using: composite, steps: [] }\n',
      'docker/action.yml': 'name: D\nruns: { using: docker, image: Dockerfile }\n',
      'odd/action.yml': 'name: O\nruns: { using: node24, main: m.js, odd: 1 }\n',
    }),
  }

  test.each([
    ['containers', job('- run: echo', 'container: node:24'), 'jobs.job.container'],
    ['services', job('- run: echo', 'services: { db: { image: postgres } }'), 'jobs.job.services'],
    ['steps in the background', job('- { run: echo, background: true }'), 'jobs.job.steps[0].background'],
    ['parallel steps', job('- parallel: [{ run: echo }]'), 'jobs.job.steps[0].parallel'],
    ['images', job('- uses: docker://alpine'), 'docker://alpine is a container'],
    ['composite actions', job('- uses: org/tools/composite@v1'), 'runs.using: composite'],
    ['actions in containers', job('- uses: org/tools/docker@v1'), 'runs.using: docker'],
    ['unknown keys of action.yml', job('- uses: org/tools/odd@v1'), 'runs.odd'],
    ["other people's actions", job('- run: echo\n- uses: foo/bar/baz@v3'), 'there is no stand-in for foo/bar/baz'],
    [
      'filters by path',
      `on: { push: { paths: [x] } }\njobs:\n  ${job('- run: echo').replaceAll('\n', '\n  ')}`,
      'on.push.paths',
    ],
  ])('%s', (_, workflow, message) => {
    expect(() => start(workflow, { actions })).toThrow(message)
    expect(() => start(workflow, { actions })).toThrow('.github/workflows/a.yml')
  })

  test('but not in a workflow that does not start', () => {
    const other = `on: release\njobs:\n  ${job('- run: echo', 'container: x').replaceAll('\n', '\n  ')}`
    expect(github({ 'a.yml': other }).push({ sha })).toEqual([])
  })

  test('and inputs that a stand-in was not written for', () => {
    const standIns = { 'foo/bar': { inputs: { known: '' }, run: () => ({}) } }
    expect(() => start(job('- { uses: foo/bar@v1, with: { known: 1, odd: 2 } }'), { standIns })).toThrow(
      'the stand-in for foo/bar does not know odd',
    )
  })
})

describe('what GitHub refuses does not start', () => {
  test.each([
    ['a key it does not know', job('- run: echo', 'colour: red'), 'colour'],
    [
      'a job that is needed and missing',
      onPush('a: { runs-on: x, steps: [{ run: echo }] }\nb: { runs-on: x, needs: none, steps: [{ run: echo }] }'),
      'none',
    ],
    ['two steps of one name', job('- { id: a, run: echo }\n- { id: a, run: echo }'), "identifier 'a'"],
    ['a function it does not know', job('- { run: echo, if: maybe() }'), 'maybe'],
    ['a context that is not there', job('- run: echo', 'if: secrets.X'), 'secrets'],
    ['an environment of a calling job', 'job: { uses: ./.github/workflows/b.yml, environment: x }', 'environment'],
    ['what is no YAML', onPush('job: {'), 'line'],
    ['a permission it does not know', job('- run: echo', 'permissions: { contents: all }'), 'all'],
  ])('%s', async (_, workflow, message) => {
    const run = await pushed(workflow)
    expect(run.conclusion).toBe('startup_failure')
    expect(run.problems.join('\n')).toContain(message)
    expect(() => run.job('job')).toThrow(message)
  })
})
