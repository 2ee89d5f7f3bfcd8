import { describe, expect, test } from '@jest/globals'
import type { GitHubScenario } from '../scenario.ts'
import type { Assumptions } from './assumptions.ts'
import { hosted, repository, sha } from './hosted.ts'

/**
 *     1 ── 2 ── 3 ── 4   main
 *           └── a ── b   topic
 */
const forked: GitHubScenario = {
  commits: [
    sha('1'),
    { sha: sha('2'), message: 'Add search', author: 'Ada' },
    { sha: sha('a'), branch: 'topic' },
    sha('3'),
    { sha: sha('b'), branch: 'topic' },
    sha('4'),
  ],
  tags: { v1: { commit: sha('2'), depth: 1 }, v2: sha('4') },
}

const digits = (commits: readonly { sha: string }[]): string => commits.map(commit => commit.sha[0]).join('')

// https://docs.github.com/rest/commits/commits#compare-two-commits
describe('comparing', () => {
  test.each([
    { basehead: 'v1...v2', status: 'ahead', commits: '34', behind: 0, mergeBase: '2' },
    { basehead: 'v2...v1', status: 'behind', commits: '', behind: 2, mergeBase: '2' },
    { basehead: 'v2...main', status: 'identical', commits: '', behind: 0, mergeBase: '4' },
    { basehead: 'main...topic', status: 'diverged', commits: 'ab', behind: 2, mergeBase: '2' },
    { basehead: `${sha('1')}...heads/topic`, status: 'ahead', commits: '2ab', behind: 0, mergeBase: '1' },
  ])('$basehead is $status', async ({ basehead, status, commits, behind, mergeBase }) => {
    const { rest } = hosted(forked)
    const { data } = await rest.repos.compareCommitsWithBasehead({ ...repository, basehead })
    expect(data).toMatchObject({
      status,
      ahead_by: commits.length,
      behind_by: behind,
      total_commits: commits.length,
      merge_base_commit: { sha: sha(mergeBase) },
    })
    expect(digits(data.commits)).toBe(commits)
  })

  test.each(['v1...v9', 'v9...v1', 'v1..v2', 'v1'])('%s is not found', async basehead => {
    const { rest } = hosted(forked)
    const asked = rest.repos.compareCommitsWithBasehead({ ...repository, basehead })
    await expect(asked).rejects.toMatchObject({ status: 404 })
  })

  test('histories that have nothing in common is refused', async () => {
    const { rest } = hosted({ commits: [sha('1'), { sha: sha('a'), branch: 'pages', parents: [] }] })
    const asked = rest.repos.compareCommitsWithBasehead({ ...repository, basehead: 'main...pages' })
    await expect(asked).rejects.toMatchObject({ status: 404, message: expect.stringContaining('No common ancestor') })
  })

  test('goes through merges', async () => {
    const { rest } = hosted({ commits: [...(forked.commits ?? []), { sha: sha('5'), parents: [sha('4'), sha('b')] }] })
    const { data } = await rest.repos.compareCommitsWithBasehead({ ...repository, basehead: `${sha('4')}...main` })
    expect(digits(data.commits)).toBe('ab5')
  })

  test('gives the newest 250 commits when no page is asked for, and else pages from the oldest on', async () => {
    const line = Array.from({ length: 301 }, (_, index) => index.toString(16).padStart(40, '0'))
    const { rest, octokit } = hosted({ commits: line })
    const request = { ...repository, basehead: `${line[0] ?? ''}...main` }
    const { data } = await rest.repos.compareCommitsWithBasehead(request)
    expect([data.total_commits, data.commits.length, data.commits.at(-1)?.sha]).toEqual([300, 250, line[300]])
    const page = await rest.repos.compareCommitsWithBasehead({ ...request, per_page: 100 })
    expect(page.data.commits.map(commit => commit.sha)).toEqual(line.slice(1, 101))
    const paged = { ...request, per_page: 100 }
    const pages = await octokit.paginate(rest.repos.compareCommitsWithBasehead, paged, ({ status }) => [status])
    expect(pages).toEqual([200, 200, 200])
  })
})

// https://docs.github.com/rest/commits/commits#list-commits
describe('a list of commits', () => {
  test.each([
    { what: 'the default branch', filter: {}, commits: '4321' },
    { what: 'a branch', filter: { sha: 'topic' }, commits: 'ba21' },
    { what: 'a tag', filter: { sha: 'v1' }, commits: '21' },
    { what: 'one author', filter: { author: 'Ada' }, commits: '2' },
    { what: 'a time', filter: { since: '2026-11-20T04:00:00Z', until: '2026-11-20T06:00:00Z' }, commits: '32' },
  ])('of $what', async ({ filter, commits }) => {
    const { rest } = hosted(forked)
    const { data } = await rest.repos.listCommits({ ...repository, ...filter })
    expect(digits(data)).toBe(commits)
  })

  test('tells who made what of what', async () => {
    const { rest } = hosted(forked)
    const { data } = await rest.repos.listCommits({ ...repository, sha: 'v1', per_page: 1 })
    expect(data).toMatchObject([
      { commit: { message: 'Add search', author: { name: 'Ada' } }, parents: [{ sha: sha('1') }] },
    ])
  })

  test('is not found for a branch that is not there, and loud about what is not simulated', async () => {
    const { rest } = hosted(forked)
    await expect(rest.repos.listCommits({ ...repository, sha: 'v9' })).rejects.toMatchObject({ status: 404 })
    await expect(rest.repos.listCommits({ ...repository, path: 'src' })).rejects.toMatchObject({ status: 501 })
  })
})

// https://docs.github.com/rest/git/refs#list-matching-references
describe('references', () => {
  test.each([
    { ref: 'tags/v', found: ['refs/tags/v1', 'refs/tags/v2'] },
    { ref: 'tags/v1', found: ['refs/tags/v1'] },
    { ref: 'heads/', found: ['refs/heads/main', 'refs/heads/topic'] },
    { ref: 'tags/v9', found: [] },
  ])('that begin with $ref', async ({ ref, found }) => {
    const { rest } = hosted(forked)
    const { data } = await rest.git.listMatchingRefs({ ...repository, ref })
    expect(data.map(reference => reference.ref)).toEqual(found)
  })
})

test.each<{ tagOrder: Assumptions['tagOrder']; tags: string[] }>([
  { tagOrder: 'descending-by-name', tags: ['v2', 'v1'] },
  { tagOrder: 'ascending-by-name', tags: ['v1', 'v2'] },
])('tags are listed with their commits, perhaps $tagOrder', async ({ tagOrder, tags }) => {
  const { rest, github } = hosted(forked)
  github.assumptions.tagOrder = tagOrder
  const { data } = await rest.repos.listTags(repository)
  expect(data.map(({ name }) => name)).toEqual(tags)
  expect(data.find(({ name }) => name === 'v1')?.commit.sha).toBe(sha('2'))
})

// https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit
describe('the pull requests of a commit', () => {
  const github: GitHubScenario = {
    ...forked,
    pullRequests: [
      { number: 7, title: 'Add search', commits: [sha('a')], merged: sha('3') },
      { number: 8, commits: [sha('b')] },
    ],
  }

  test.each([
    { of: '3', why: 'it merged one', numbers: [7] },
    { of: 'b', why: 'an open one brings it', numbers: [8] },
    { of: 'a', why: 'it is not on the default branch, and its own is not open', numbers: [] },
    { of: '1', why: 'it came without one', numbers: [] },
  ])('of commit $of are $numbers, since $why', async ({ of, numbers }) => {
    const { rest } = hosted(github)
    const request = { ...repository, commit_sha: sha(of) }
    const { data } = await rest.repos.listPullRequestsAssociatedWithCommit(request)
    expect(data.map(({ number }) => number)).toEqual(numbers)
  })

  test('tell what people look at', async () => {
    const { rest } = hosted(github)
    const request = { ...repository, commit_sha: sha('3') }
    const { data } = await rest.repos.listPullRequestsAssociatedWithCommit(request)
    expect(data).toMatchObject([
      {
        title: 'Add search',
        state: 'closed',
        user: { login: 'developer' },
        html_url: 'https://github.com/specboard/doc-platform/pull/7',
        merge_commit_sha: sha('3'),
        merged_at: '2026-11-20T06:00:00Z',
      },
    ])
  })

  test('of a commit that is not there are refused', async () => {
    const { rest } = hosted(github)
    const asked = rest.repos.listPullRequestsAssociatedWithCommit({ ...repository, commit_sha: sha('9') })
    await expect(asked).rejects.toMatchObject({ status: 422, message: expect.stringContaining('No commit found') })
  })
})
