import { describe, expect, test } from '@jest/globals'
import { Cancelled } from '../../shared/errors.ts'
import { gitHub } from '../../shared/github/tags.ts'
import { seeded } from '../simulator/random.ts'
import type { GitHubScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import { failureOf } from './aws-clients.ts'

const sha = (number: number): string => number.toString(16).padStart(40, '0')

/** Answers of GitHub's that the simulator does not have, by the end of their address. */
type Answers = Readonly<Record<string, unknown>>

function setStage(more: GitHubScenario = {}, answers: Answers = {}) {
  const simulation = simulate({
    github: {
      repository: 'example/api',
      commits: [1, 2, 3].map(sha),
      tags: { v1: sha(1), v3: sha(3) },
      releases: [{ tag: 'v3', body: 'Search' }],
      pullRequests: [
        { number: 7, commits: [], merged: sha(2) },
        { number: 8, commits: [sha(3)] },
      ],
      ...more,
    },
  })
  const runner = simulation.runner()
  const fetch: typeof runner.fetch = async (input, init) => {
    const { url } = new Request(input, init)
    const answer = Object.keys(answers).find(end => url.replace(/\?.*$/, '').endsWith(end))
    return answer === undefined ? runner.fetch(input, init) : Response.json(answers[answer])
  }
  const { clock } = runner
  const stop = new AbortController()
  const settings = { clock, fetch, random: seeded(1), stop: stop.signal, until: clock.now() + 20_000 }
  const repository = { owner: 'example', repo: 'api' }
  const github = gitHub({ ...settings, token: 'token', apiUrl: 'https://api.github.com', repository })
  return { simulation, github, stop, clock }
}

describe('the commits since another', () => {
  test('are the newest first, with how many there are on either side', async () => {
    const { github } = setStage()
    const found = { is: 'found', commits: [sha(3), sha(2)], ahead: 2, behind: 0 }
    expect(await github.commitsSince(sha(1), sha(3))).toEqual(found)
    expect(await github.commitsSince(sha(3), sha(1))).toEqual({ is: 'found', commits: [], ahead: 0, behind: 2 })
  })

  test('are the newest of many', async () => {
    const commits = Array.from({ length: 300 }, (_, index) => sha(index + 1))
    const { github } = setStage({ commits, tags: {}, releases: [], pullRequests: [] })
    const found = await github.commitsSince(sha(1), sha(300))
    expect(found).toMatchObject({ ahead: 299, behind: 0 })
    expect(found.is === 'found' && [found.commits.length, found.commits[0]]).toEqual([250, sha(300)])
  })

  test('are refused where one is not there', async () => {
    expect(await setStage().github.commitsSince(sha(9), sha(1))).toMatchObject({
      is: 'refused',
      everywhere: false,
      status: 404,
    })
  })
})

describe('the pull requests of a commit', () => {
  test.each([
    [2, [{ number: 7, commit: sha(2) }]],
    [3, []],
  ])('%i are those that were merged: %j', async (number, merged) => {
    expect(await setStage().github.pullRequestsOf(sha(number))).toEqual({ is: 'found', merged })
  })

  test('are not those of the repository that a fork comes from', async () => {
    const pull = (repository: string, number: number) => ({
      ...{ number, merged_at: '2026-11-20T09:00:00Z', merge_commit_sha: sha(2) },
      url: `https://api.github.com/repos/${repository}/pulls/${number}`,
    })
    const pulls = [pull('upstream/api', 1), pull('Example/API', 2), pull('example/api2', 3), pull('example/api', 4)]
    const { github } = setStage(
      {},
      { [`commits/${sha(2)}/pulls`]: [...pulls, { ...pull('example/api', 5), merged_at: null }] },
    )
    const found = await github.pullRequestsOf(sha(2))
    expect(found.is === 'found' && found.merged.map(({ number }) => number)).toEqual([2, 4])
  })
})

describe('comments', () => {
  test('are written a second apart, and read with who wrote them', async () => {
    const { github, simulation } = setStage()
    await github.addComment(7, 'one')
    await github.addComment(7, 'two')
    const found = await github.commentsOn(7)
    expect(found).toMatchObject({
      is: 'found',
      complete: true,
      comments: [{ body: 'one' }, { body: 'two', author: 'github-actions[bot]', isBot: true, app: undefined }],
    })
    const id = found.is === 'found' ? (found.comments[0]?.id ?? 0) : 0
    expect(await github.editComment(id, 'three')).toEqual({ is: 'written' })
    const times = simulation.requests.filter(({ operation }) => /create|update/.test(operation)).map(({ at }) => at)
    expect(times.slice(1).every((time, index) => time - (times[index] ?? 0) >= 1_000)).toBe(true)
  })

  test.each([
    ['lost', { lost: true, everywhere: true }],
    ['applied-and-cut-off', { lost: true, everywhere: true }],
    ['applied-and-empty', { lost: true, everywhere: true }],
    [
      'denied',
      {
        lost: false,
        everywhere: true,
        why: expect.stringContaining('give the job the permission `pull-requests: write`'),
      },
    ],
    ['throttled', { lost: false, everywhere: true, why: expect.not.stringContaining('permission') }],
  ] as const)('that are not written say why, and are not sent again: %s', async (is, expected) => {
    const { github, simulation } = setStage()
    simulation.faults.add({ is, on: 'github:issues/create-comment', times: Infinity })
    expect(await github.addComment(7, 'one')).toMatchObject({ is: 'refused', ...expected })
    if (is !== 'throttled') expect(simulation.requests).toHaveLength(1)
  })

  test('below a locked conversation are refused there alone', async () => {
    const { github, simulation } = setStage()
    simulation.faults.add({
      is: 'denied',
      on: 'github:*',
      message: 'Unable to create comment because issue is locked.',
    })
    expect(await github.addComment(7, 'one')).toMatchObject({
      everywhere: false,
      why: expect.not.stringContaining('permission'),
    })
  })

  test('stop with the job', async () => {
    const { github, stop } = setStage()
    stop.abort()
    expect(await failureOf(github.addComment(7, 'one'))).toBeInstanceOf(Cancelled)
    expect(await failureOf(github.commentsOn(7))).toBeInstanceOf(Cancelled)
  })
})

describe('the account of the token', () => {
  test.each<[Answers, string | undefined]>([
    [{ graphql: { data: { viewer: { login: 'deployer[bot]' } } } }, 'deployer[bot]'],
    [{ graphql: { errors: [{ message: 'no' }] } }, undefined],
    [{}, undefined],
  ])('is told by %j: %p', async (answers, login) => {
    const { github, clock } = setStage({}, answers)
    const began = clock.now()
    expect(await github.ownLogin()).toBe(login)
    expect(clock.now() - began).toBeLessThan(1_000)
  })
})

describe('the page of a release', () => {
  test('is found by its tag, and changed in its text alone', async () => {
    const { github, simulation } = setStage()
    const page = await github.releasePage('v3')
    expect(page).toEqual({ is: 'found', id: expect.any(Number), body: 'Search' })
    await github.editReleasePage(page.is === 'found' ? page.id : 0, 'More')
    expect(simulation.world.github.releases[0]).toMatchObject({ name: 'v3', body: 'More', draft: false })
  })

  test('is missing where there is none', async () => {
    expect(await setStage().github.releasePage('v1')).toEqual({ is: 'missing' })
  })

  test('is refused with the permission that it takes', async () => {
    const { github } = setStage({ permissions: { contents: 'read' } })
    expect(await github.editReleasePage(1, 'x')).toMatchObject({
      everywhere: true,
      why: expect.stringContaining('`contents: write`'),
    })
  })
})
