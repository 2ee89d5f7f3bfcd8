import { describe, expect, test } from '@jest/globals'
import type { FaultKind } from '../faults.ts'
import { hosted, repository } from './hosted.ts'

const commit = '14a3e0d3cdb8ffdba5aa92c315c51cac0c185517'

describe('a tag', () => {
  test('that is lightweight points to its commit', async () => {
    const { rest } = hosted({ tags: { 'v1.4.0': commit } })
    const { data } = await rest.git.getRef({ ...repository, ref: 'tags/v1.4.0' })
    expect(data).toMatchObject({ ref: 'refs/tags/v1.4.0', object: { type: 'commit', sha: commit } })
  })

  test('that is annotated points to an object that points on, perhaps more than once', async () => {
    const { rest } = hosted({ tags: { 'v1.4.0': { commit, depth: 2 } } })
    const { data: ref } = await rest.git.getRef({ ...repository, ref: 'tags/v1.4.0' })
    expect(ref.object.type).toBe('tag')
    const { data: outer } = await rest.git.getTag({ ...repository, tag_sha: ref.object.sha })
    expect(outer.object.type).toBe('tag')
    const { data: inner } = await rest.git.getTag({ ...repository, tag_sha: outer.object.sha })
    expect(inner.object).toMatchObject({ type: 'commit', sha: commit })
  })

  test('can be moved', async () => {
    const { rest, simulation } = hosted({ tags: { 'v1.4.0': commit } })
    const other = '969282d285abcaf2c8392f0a8351c9334090427d'
    simulation.world.github.tag({ name: 'v1.4.0', commit: other })
    const { data } = await rest.git.getRef({ ...repository, ref: 'tags/v1.4.0' })
    expect(data.object.sha).toBe(other)
  })

  test('with a slash in its name is found, and the beginning of a name is not', async () => {
    const { rest } = hosted({ tags: { 'api/v1.4.0': commit } })
    const { data } = await rest.git.getRef({ ...repository, ref: 'tags/api/v1.4.0' })
    expect(data.object.sha).toBe(commit)
    await expect(rest.git.getRef({ ...repository, ref: 'tags/api/v1' })).rejects.toMatchObject({ status: 404 })
  })
})

test.each(['main', 'v1.4.0', 'heads/main', 'tags/v1.4.0', commit, commit.slice(0, 7)])(
  'the commit behind %s',
  async ref => {
    const { rest } = hosted({ tags: { 'v1.4.0': { commit, depth: 1 } } })
    const { data } = await rest.repos.getCommit({ ...repository, ref })
    expect(data.sha).toBe(commit)
  },
)

describe('a release', () => {
  test('is found by its tag, and names a branch rather than its commit', async () => {
    const { rest } = hosted({ tags: { 'v1.4.0': commit }, releases: ['v1.4.0'] })
    const { data } = await rest.repos.getReleaseByTag({ ...repository, tag: 'v1.4.0' })
    expect(data).toMatchObject({ tag_name: 'v1.4.0', target_commitish: 'main', draft: false, prerelease: false })
  })

  test('that is a draft is not found', async () => {
    const { rest } = hosted({ tags: { 'v1.4.0': commit }, releases: [{ tag: 'v1.4.0', draft: true }] })
    await expect(rest.repos.getReleaseByTag({ ...repository, tag: 'v1.4.0' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('a refusal', () => {
  test('of what is not there is worded as GitHub words it', async () => {
    const { rest } = hosted({})
    await expect(rest.git.getRef({ ...repository, ref: 'tags/v9' })).rejects.toMatchObject({
      status: 404,
      message: 'Not Found - https://docs.github.com/rest/git/refs#get-a-reference',
    })
    await expect(rest.repos.getCommit({ ...repository, ref: 'v9' })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('No commit found for SHA: v9'),
    })
  })

  test('follows from another token, and from another repository', async () => {
    const { rest } = hosted({ token: 'another', tags: { 'v1.4.0': commit } })
    await expect(rest.git.getRef({ ...repository, ref: 'tags/v1.4.0' })).rejects.toMatchObject({ status: 401 })
    const open = hosted({ tags: { 'v1.4.0': commit } })
    const elsewhere = { owner: 'specboard', repo: 'other', ref: 'tags/v1.4.0' }
    await expect(open.rest.git.getRef(elsewhere)).rejects.toMatchObject({ status: 404 })
  })

  test.each<{ is: FaultKind; status: number; message: string }>([
    { is: 'throttled', status: 403, message: 'API rate limit exceeded' },
    { is: 'throttled-secondary', status: 403, message: 'You have exceeded a secondary rate limit' },
    { is: 'denied', status: 403, message: 'Resource not accessible by integration' },
    { is: 'unavailable', status: 503, message: 'Service Unavailable' },
    { is: 'applied-and-html', status: 502, message: '502 Bad Gateway' },
  ])('may be $status ($is)', async ({ is, status, message }) => {
    const { rest, simulation } = hosted({ tags: { 'v1.4.0': commit } })
    simulation.faults.add({ is, on: 'github:*' })
    const asked = rest.git.getRef({ ...repository, ref: 'tags/v1.4.0' })
    await expect(asked).rejects.toMatchObject({ status, message: expect.stringContaining(message) })
  })

  test('of a call that is not simulated says so', async () => {
    const { rest } = hosted({})
    await expect(rest.repos.listForks(repository)).rejects.toMatchObject({
      status: 501,
      message: expect.stringContaining('The simulator does not have GET /repos/specboard/doc-platform/forks'),
    })
  })
})
