import { getOctokit } from '@actions/github'
import { describe, expect, test } from '@jest/globals'
import type { GitHubScenario } from '../scenario.ts'
import { createServer } from '../server.ts'
import { hosted, repository, sha } from './hosted.ts'
import type { Permissions } from './permissions.ts'

const tagged: GitHubScenario = { commits: [sha('1')], tags: { v1: sha('1') } }
const deployment = { ...repository, ref: 'v1', auto_merge: false, required_contexts: [] }

// https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible
describe('permissions', () => {
  test.each<{ permissions: Permissions; reads: number; writes: number }>([
    { permissions: { contents: 'read' }, reads: 403, writes: 403 },
    { permissions: { deployments: 'none' }, reads: 403, writes: 403 },
    { permissions: { deployments: 'read' }, reads: 200, writes: 403 },
    { permissions: { deployments: 'write' }, reads: 200, writes: 201 },
  ])('$permissions: reading is $reads, writing $writes', async ({ permissions, reads, writes }) => {
    const { rest } = hosted({ ...tagged, permissions })
    expect(await statusOf(rest.repos.listDeployments(repository))).toBe(reads)
    expect(await statusOf(rest.repos.createDeployment(deployment))).toBe(writes)
  })

  test('that are lacking are named in a header', async () => {
    const { rest, github } = hosted({ ...tagged, permissions: { contents: 'read' } })
    await expect(rest.repos.createDeployment(deployment)).rejects.toMatchObject({
      status: 403,
      message: expect.stringMatching(/^Resource not accessible by integration - https:\/\/docs\.github\.com\/rest\//),
      response: { headers: { 'x-accepted-github-permissions': 'deployments=write' } },
    })
    expect(github.deployments.all).toEqual([])
  })

  test('of a job are those that it asked for, whatever another job may do', async () => {
    const { github, simulation } = hosted(tagged)
    const [reader, writer] = (['read', 'write'] as const).map(access => {
      const token = github.issueToken({ deployments: access })
      return getOctokit(token, { request: { fetch: simulation.runner().fetch }, baseUrl: 'https://api.github.com' })
    })
    await expect(reader?.rest.repos.createDeployment(deployment)).rejects.toMatchObject({ status: 403 })
    await expect(writer?.rest.repos.createDeployment(deployment)).resolves.toMatchObject({ status: 201 })
  })

  test('of either kind are enough for comments, and none is needed for tags', async () => {
    const { rest } = hosted({ ...tagged, issues: [3], permissions: { 'pull-requests': 'write' } })
    const comment = { ...repository, issue_number: 3, body: 'text' }
    expect(await statusOf(rest.issues.createComment(comment))).toBe(201)
    expect(await statusOf(rest.repos.listTags(repository))).toBe(200)
    expect(await statusOf(rest.repos.listCommits(repository))).toBe(403)
  })
})

// https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
describe('pages', () => {
  const many: GitHubScenario = {
    ...tagged,
    deployments: Array.from({ length: 65 }, () => ({ ref: 'v1', environment: 'staging' })),
  }
  const at = (page: number) =>
    `<https://api.github.com/repositories/1300192/deployments?environment=staging&page=${page}>`

  test.each([
    { page: undefined, items: 30, link: `${at(2)}; rel="next", ${at(3)}; rel="last"` },
    {
      page: 2,
      items: 30,
      link: `${at(1)}; rel="prev", ${at(3)}; rel="next", ${at(3)}; rel="last", ${at(1)}; rel="first"`,
    },
    { page: 3, items: 5, link: `${at(2)}; rel="prev", ${at(1)}; rel="first"` },
    { page: 4, items: 0, link: `${at(3)}; rel="prev", ${at(1)}; rel="first"` },
  ])('of 30: page $page has $items and links to the others', async ({ page, items, link }) => {
    const { rest } = hosted(many)
    const request = { ...repository, environment: 'staging', ...(page !== undefined && { page }) }
    const { data, headers } = await rest.repos.listDeployments(request)
    expect([data.length, headers.link]).toEqual([items, link])
  })

  test.each([
    { per_page: 100, items: 65 },
    { per_page: 1000, items: 65 },
    { per_page: 2, items: 2 },
    { per_page: 0, items: 30 },
  ])('of $per_page hold $items', async ({ per_page, items }) => {
    const { rest } = hosted(many)
    expect((await rest.repos.listDeployments({ ...repository, per_page })).data).toHaveLength(items)
  })

  test('have no link where one holds all', async () => {
    const { rest } = hosted(many)
    expect((await rest.repos.listDeployments({ ...repository, per_page: 100 })).headers.link).toBeUndefined()
  })

  test('lead Octokit through the whole list, over HTTP too', async () => {
    const { simulation, octokit, rest } = hosted(many)
    expect(await octokit.paginate(rest.repos.listDeployments, repository)).toHaveLength(65)
    const server = await createServer(simulation)
    const overHttp = getOctokit('simulator', { baseUrl: `${server.url}/github` })
    const found = await overHttp.paginate(overHttp.rest.repos.listDeployments, { ...repository, per_page: 10 })
    await server.close()
    expect(found).toHaveLength(65)
  })
})

// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
describe('the rate limit', () => {
  test('is told with every answer, and begins anew every hour', async () => {
    const { rest, simulation } = hosted({ ...tagged, limits: { perHour: 2 } })
    const { headers } = await rest.repos.listTags(repository)
    expect(headers).toMatchObject({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
      'x-ratelimit-used': '1',
      'x-ratelimit-reset': String(Date.parse('2026-11-20T10:00:01Z') / 1000),
      'x-ratelimit-resource': 'core',
    })
    await rest.repos.listTags(repository)
    await expect(rest.repos.listTags(repository)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('API rate limit exceeded'),
      response: { headers: { 'x-ratelimit-remaining': '0' } },
    })
    simulation.world.timeline.advance(3_600_000)
    expect(await statusOf(rest.repos.listTags(repository))).toBe(200)
  })

  test.each([
    { what: 'more points in a minute than there are', limits: { pointsPerMinute: 9 } },
    { what: 'more changes in a minute than are allowed', limits: { contentPerMinute: 1 } },
  ])('has a second one against $what', async ({ limits }) => {
    const { rest, simulation, github } = hosted({ ...tagged, limits })
    await rest.repos.createDeployment(deployment)
    await expect(rest.repos.createDeployment(deployment)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('You have exceeded a secondary rate limit'),
      response: { headers: { 'retry-after': '60', 'x-ratelimit-remaining': '998' } },
    })
    expect(github.deployments.all).toHaveLength(1)
    simulation.world.timeline.advance(60_000)
    expect(await statusOf(rest.repos.createDeployment(deployment))).toBe(201)
  })

  test('has a third one against more changes in an hour than are allowed', async () => {
    const { rest, simulation } = hosted({ ...tagged, limits: { contentPerHour: 1 } })
    await rest.repos.createDeployment(deployment)
    simulation.world.timeline.advance(1_800_000)
    expect(await statusOf(rest.repos.createDeployment(deployment))).toBe(403)
    expect(await statusOf(rest.repos.listTags(repository))).toBe(200)
  })
})

// https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
describe('a request is refused', () => {
  test.each([
    { what: 'whose body is no JSON', body: '{', status: 400, message: 'Problems parsing JSON' },
    { what: 'whose body is no object', body: '[]', status: 400, message: 'Body should be a JSON object' },
    {
      what: 'with a member that is not known',
      body: '{"ref":"v1","reff":1}',
      status: 422,
      message: 'Invalid request.',
    },
    {
      what: 'of another version of the API',
      headers: { 'x-github-api-version': '2021-01-01' },
      status: 400,
      message: '2021-01-01 is not a supported version',
    },
    {
      what: 'that does not say who asks',
      headers: { 'user-agent': undefined },
      status: 403,
      message: 'User-Agent header',
    },
    { what: 'without a token', headers: { authorization: undefined }, status: 404, message: 'Not Found' },
  ])('$what', ({ body = '{"ref":"v1"}', headers, status, message }) => {
    const { simulation } = hosted(tagged)
    const usual = { authorization: 'token simulator', 'user-agent': 'test', ...headers }
    const given = Object.entries(usual).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    )
    const url = new URL('https://api.github.com/repos/specboard/doc-platform/deployments')
    const delivery = simulation.receive(
      'github',
      { method: 'POST', url, headers: Object.fromEntries(given), body },
      'test',
    )
    const reply = 'reply' in delivery ? delivery.reply : undefined
    expect(reply?.status).toBe(status)
    expect(JSON.parse(reply?.body ?? '')).toMatchObject({
      message: expect.stringContaining(message),
      status: String(status),
    })
  })
})

async function statusOf(asked: Promise<{ status: number }>): Promise<number> {
  try {
    return (await asked).status
  } catch (error) {
    return (error as { status: number }).status
  }
}
