import { describe, expect, test } from '@jest/globals'
import type { GitHubScenario } from '../scenario.ts'
import type { Access } from './permissions.ts'
import { hosted, repository, sha } from './hosted.ts'

const published: GitHubScenario = {
  commits: [sha('1'), sha('2'), sha('3'), sha('4')],
  tags: { v1: sha('1'), v2: sha('2'), v3: sha('3'), v4: sha('4') },
  releases: [
    { tag: 'v2', body: 'Search' },
    'v1',
    { tag: 'v3', prerelease: true },
    { tag: 'v4', draft: true, name: 'Four' },
  ],
}

// https://docs.github.com/rest/releases/releases#get-the-latest-release
describe('the latest release', () => {
  test('is that of the newest commit, whenever it was published, and no draft or prerelease', async () => {
    const { rest } = hosted(published)
    const { data } = await rest.repos.getLatestRelease(repository)
    expect(data).toMatchObject({ tag_name: 'v2', created_at: '2026-11-20T06:00:00Z' })
  })

  test('is not found where there is none', async () => {
    const { rest } = hosted({ ...published, releases: [{ tag: 'v3', prerelease: true }] })
    await expect(rest.repos.getLatestRelease(repository)).rejects.toMatchObject({ status: 404 })
  })
})

// https://docs.github.com/rest/releases/releases#list-releases
test.each<{ contents: Access; tags: string[] }>([
  { contents: 'write', tags: ['v4', 'v3', 'v2', 'v1'] },
  { contents: 'read', tags: ['v3', 'v2', 'v1'] },
])('releases are listed with drafts for those alone who may write ($contents)', async ({ contents, tags }) => {
  const { rest } = hosted({ ...published, permissions: { contents } })
  const { data } = await rest.repos.listReleases(repository)
  expect(data.map(release => release.tag_name)).toEqual(tags)
})

// https://docs.github.com/rest/releases/releases#update-a-release
describe('changing a release', () => {
  async function idOf(tag: string) {
    const world = hosted(published)
    const { data } = await world.rest.repos.listReleases(repository)
    return { ...world, request: { ...repository, release_id: data.find(({ tag_name }) => tag_name === tag)?.id ?? 0 } }
  }

  test('changes what is given, and nothing else', async () => {
    const { rest, request } = await idOf('v2')
    await rest.repos.updateRelease({ ...request, body: 'Search\n\nIn production since 09:00.' })
    const { data } = await rest.repos.getRelease(request)
    expect(data).toMatchObject({ tag_name: 'v2', name: 'v2', body: 'Search\n\nIn production since 09:00.' })
  })

  test('publishes a draft', async () => {
    const { rest, request } = await idOf('v4')
    expect((await rest.repos.getRelease(request)).data.published_at).toBeNull()
    await rest.repos.updateRelease({ ...request, draft: false })
    const { data } = await rest.repos.getReleaseByTag({ ...repository, tag: 'v4' })
    expect(data).toMatchObject({ name: 'Four', published_at: '2026-11-20T09:00:00Z' })
  })

  test('refuses a text that is too long, and a release that is not there', async () => {
    const { rest, request } = await idOf('v2')
    const long = rest.repos.updateRelease({ ...request, body: 'x'.repeat(125_001) })
    await expect(long).rejects.toMatchObject({ status: 422, message: expect.stringContaining('125000 characters') })
    const missing = rest.repos.updateRelease({ ...repository, release_id: 1, body: '' })
    await expect(missing).rejects.toMatchObject({ status: 404 })
  })
})

// https://docs.github.com/rest/issues/comments
describe('comments', () => {
  const discussed: GitHubScenario = { ...published, pullRequests: [{ number: 7, commits: [] }], issues: [3] }

  test('are made, listed with the oldest first, and changed', async () => {
    const { rest, simulation } = hosted(discussed)
    const issue = { ...repository, issue_number: 7 }
    const { data, status, headers } = await rest.issues.createComment({ ...issue, body: 'In staging' })
    await rest.issues.createComment({ ...issue, body: 'Second' })
    expect([status, headers.location, data.html_url]).toEqual([
      201,
      data.url,
      `https://github.com/specboard/doc-platform/pull/7#issuecomment-${data.id}`,
    ])
    simulation.world.timeline.advance(60_000)
    await rest.issues.updateComment({ ...repository, comment_id: data.id, body: 'In production' })
    const { data: all } = await rest.issues.listComments(issue)
    expect(all.map(({ body, updated_at }) => [body, updated_at])).toEqual([
      ['In production', '2026-11-20T09:01:00Z'],
      ['Second', '2026-11-20T09:00:00Z'],
    ])
    const { data: recent } = await rest.issues.listComments({ ...issue, since: '2026-11-20T09:00:30Z' })
    expect(recent).toHaveLength(1)
    expect((await rest.issues.listComments({ ...issue, issue_number: 3 })).data).toEqual([])
  })

  test.each([
    { issue_number: 9, body: 'text', status: 404, message: 'Not Found' },
    { issue_number: 7, body: ' ', status: 422, message: "body can't be blank" },
    { issue_number: 7, body: 'x'.repeat(65_537), status: 422, message: 'is too long (maximum is 65536 characters)' },
  ])('are refused: $message', async ({ issue_number, body, status, message }) => {
    const { rest } = hosted(discussed)
    const refused = rest.issues.createComment({ ...repository, issue_number, body })
    await expect(refused).rejects.toMatchObject({ status, message: expect.stringContaining(message) })
  })
})
