import { describe, expect, test } from '@jest/globals'
import type { GitHubScenario } from '../scenario.ts'
import type { Assumptions } from './assumptions.ts'
import { hosted, repository, sha } from './hosted.ts'

const commits = [sha('1'), sha('2'), sha('3')]
const v1: GitHubScenario = { commits, tags: { v1: { commit: sha('2'), depth: 1 } } }
/** What a tool sends that neither merges nor looks at checks. */
const plain = { ...repository, auto_merge: false, required_contexts: [] }

// https://docs.github.com/rest/deployments/deployments#create-a-deployment
describe('a deployment', () => {
  test('is recorded with the commit that its ref means at that moment', async () => {
    const { rest, github } = hosted(v1)
    const { status, data } = await rest.repos.createDeployment({ ...plain, ref: 'v1' })
    github.tag({ name: 'v1', commit: sha('3') })
    expect([status, data]).toMatchObject([
      201,
      {
        sha: sha('2'),
        ref: 'v1',
        task: 'deploy',
        environment: 'production',
        original_environment: 'production',
        production_environment: true,
        transient_environment: false,
        payload: {},
        creator: { login: 'github-actions[bot]', type: 'Bot' },
        created_at: '2026-11-20T09:00:00Z',
      },
    ])
    expect((await rest.repos.listDeployments({ ...repository, ref: 'v1' })).data).toMatchObject([{ sha: sha('2') }])
  })

  test.each<{ environment: string; given?: boolean; production: boolean }>([
    { environment: 'production', production: true },
    { environment: 'staging', production: false },
    { environment: 'production', given: false, production: false },
    { environment: 'live', given: true, production: true },
  ])('to $environment is one of production ($given): $production', async ({ environment, given, production }) => {
    const { rest } = hosted(v1)
    const request = { ...plain, ref: 'v1', environment, ...(given !== undefined && { production_environment: given }) }
    const { data } = await rest.repos.createDeployment(request)
    expect(data).toMatchObject({ environment, production_environment: production })
  })

  test.each([{ payload: { release: 'v1', services: ['api'] } }, { payload: 'v1' }])(
    'keeps its payload as it was given: $payload',
    async ({ payload }) => {
      const { rest } = hosted(v1)
      const { data } = await rest.repos.createDeployment({ ...plain, ref: 'v1', payload })
      const id = 'id' in data ? data.id : 0
      const found = await rest.repos.getDeployment({ ...repository, deployment_id: id })
      expect(found.data.payload).toEqual(payload)
    },
  )

  test.each([
    { what: 'of a ref that is not there', request: { ref: 'v9' }, status: 422, message: 'No ref found for: v9' },
    {
      what: 'without a ref',
      request: { ref: undefined as unknown as string },
      status: 422,
      message: `Invalid request.\n\n"ref" wasn't supplied.`,
    },
    {
      what: 'with a member of another type',
      request: { ref: 'v1', auto_merge: 'no' as unknown as boolean },
      status: 422,
      message: `Invalid request.\n\nFor 'properties/auto_merge', "no" is not a boolean.`,
    },
    {
      what: 'described at length',
      request: { ref: 'v1', description: 'x'.repeat(141) },
      status: 422,
      message: 'description is too long (maximum is 140 characters)',
    },
  ])('$what is refused', async ({ request, status, message }) => {
    const { rest, github } = hosted(v1)
    const refused = rest.repos.createDeployment({ ...plain, ...request })
    await expect(refused).rejects.toMatchObject({ status, message: expect.stringContaining(message) })
    expect(github.deployments.all).toEqual([])
  })
})

describe('a branch that lacks the newest of the default branch', () => {
  const behind: GitHubScenario = { commits: [sha('1'), { sha: sha('a'), branch: 'topic' }, sha('2')] }
  const request = { ...repository, ref: 'topic', required_contexts: [] }

  test('is merged rather than deployed, and can be deployed then', async () => {
    const { rest, github } = hosted(behind)
    const { status, data } = await rest.repos.createDeployment(request)
    expect([status, data]).toEqual([202, { message: 'Auto-merged main into topic on deployment.' }])
    expect(github.resolve('topic')?.parents).toEqual([sha('a'), sha('2')])
    expect((await rest.repos.createDeployment(request)).status).toBe(201)
  })

  test('is refused when it cannot be merged', async () => {
    const { rest } = hosted({ ...behind, conflicts: ['topic'] })
    await expect(rest.repos.createDeployment(request)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('Conflict merging main into topic'),
    })
  })

  test.each(['topic', sha('a')])('is deployed as it is where nobody asks for more: %s', async ref => {
    const { rest } = hosted(behind)
    const auto_merge = ref === sha('a')
    const { data } = await rest.repos.createDeployment({ ...request, ref, auto_merge })
    expect(data).toMatchObject({ sha: sha('a') })
  })
})

// https://docs.github.com/rest/deployments/deployments#create-a-deployment, https://github.com/drevops/vortex/issues/1903
describe('checks of the commit', () => {
  const checks = { [sha('2')]: { build: 'success', deploy: 'pending' } } as const
  const request = { ...repository, ref: 'v1', auto_merge: false }

  test('must all have succeeded: also the one of the job that deploys', async () => {
    const { rest } = hosted({ ...v1, checks })
    await expect(rest.repos.createDeployment(request)).rejects.toMatchObject({
      status: 409,
      response: {
        data: {
          message: 'Conflict: Commit status checks failed for v1.',
          errors: [
            {
              contexts: [
                { context: 'build', state: 'success' },
                { context: 'deploy', state: 'pending' },
              ],
              resource: 'Deployment',
              field: 'required_contexts',
              code: 'invalid',
            },
          ],
          status: '409',
        },
      },
    })
  })

  test.each<{ required_contexts: string[]; status: number }>([
    { required_contexts: [], status: 201 },
    { required_contexts: ['build'], status: 201 },
    { required_contexts: ['build', 'lint'], status: 409 },
  ])('may be named: $required_contexts is $status', async ({ required_contexts, status }) => {
    const { rest } = hosted({ ...v1, checks })
    const created = rest.repos.createDeployment({ ...request, required_contexts })
    const answer = created.then(
      reply => reply.status,
      (error: unknown) => (error as { status: number }).status,
    )
    expect(await answer).toBe(status)
  })
})

describe('deployments', () => {
  const several: GitHubScenario = {
    ...v1,
    deployments: [
      { ref: 'v1', environment: 'staging', task: 'deploy:migrations' },
      { ref: 'v1', environment: 'staging', ago: '2h' },
      { ref: 'main', environment: 'production' },
    ],
  }

  test.each([
    { filter: {}, environments: ['production', 'staging', 'staging'] },
    { filter: { environment: 'staging' }, environments: ['staging', 'staging'] },
    { filter: { environment: 'stag' }, environments: [] },
    { filter: { environment: 'none' }, environments: ['production', 'staging', 'staging'] },
    { filter: { sha: sha('3') }, environments: ['production'] },
    { filter: { ref: 'v1', task: 'deploy' }, environments: ['staging'] },
  ])('are listed with the newest first: $filter', async ({ filter, environments }) => {
    const { rest } = hosted(several)
    const { data } = await rest.repos.listDeployments({ ...repository, ...filter })
    expect(data.map(({ environment }) => environment)).toEqual(environments)
  })

  test('of a scenario are as old as it says, else a day apart', async () => {
    const { rest } = hosted(several)
    const { data } = await rest.repos.listDeployments(repository)
    expect(data.map(({ created_at }) => created_at)).toEqual([
      '2026-11-19T09:00:00Z',
      '2026-11-20T07:00:00Z',
      '2026-11-17T09:00:00Z',
    ])
  })

  test('that are not there are not found', async () => {
    const { rest } = hosted(several)
    const missing = { ...repository, deployment_id: 1 }
    await expect(rest.repos.getDeployment(missing)).rejects.toMatchObject({ status: 404 })
    await expect(rest.repos.listDeploymentStatuses(missing)).rejects.toMatchObject({ status: 404 })
    await expect(rest.repos.createDeploymentStatus({ ...missing, state: 'success' })).rejects.toMatchObject({
      status: 404,
    })
  })
})

// https://docs.github.com/rest/deployments/statuses#create-a-deployment-status
describe('a status', () => {
  function deployed() {
    const world = hosted(v1)
    const { id } = world.github.deployments.create({ ref: 'v1', sha: sha('2'), environment: 'staging' })
    return { ...world, status: { ...repository, deployment_id: id } }
  }

  test('says what became of a deployment; the newest is listed first', async () => {
    const { rest, simulation, status } = deployed()
    await rest.repos.createDeploymentStatus({ ...status, state: 'in_progress', log_url: 'https://example.com/run/1' })
    simulation.world.timeline.advance(60_000)
    const { data, headers } = await rest.repos.createDeploymentStatus({
      ...status,
      state: 'success',
      environment_url: 'https://staging.example.com',
      description: 'v1 is proved',
    })
    expect(data).toMatchObject({ state: 'success', environment: 'staging', description: 'v1 is proved' })
    expect(headers.location).toBe(data.url)
    const { data: all } = await rest.repos.listDeploymentStatuses(status)
    expect(all).toMatchObject([
      { state: 'success', environment_url: 'https://staging.example.com', log_url: '' },
      { state: 'in_progress', log_url: 'https://example.com/run/1', target_url: 'https://example.com/run/1' },
    ])
    const one = { ...status, status_id: all[1]?.id ?? 0 }
    expect((await rest.repos.getDeploymentStatus(one)).data.state).toBe('in_progress')
  })

  test('may move the deployment to another environment', async () => {
    const { rest, status } = deployed()
    await rest.repos.createDeploymentStatus({ ...status, state: 'success', environment: 'qa' })
    const { data } = await rest.repos.getDeployment(status)
    expect(data).toMatchObject({ environment: 'qa', original_environment: 'staging' })
  })

  test.each([
    { what: 'of another state', given: { state: 'done' as 'success' }, message: 'state is not included in the list' },
    { what: 'described at length', given: { state: 'success', description: 'x'.repeat(141) }, message: 'is too long' },
    {
      what: 'with an address that is none',
      given: { state: 'success', environment_url: 'staging.example.com' },
      message: 'environment_url must use http(s) scheme',
    },
  ] as const)('$what is refused', async ({ given, message }) => {
    const { rest, status } = deployed()
    await expect(rest.repos.createDeploymentStatus({ ...status, ...given })).rejects.toMatchObject({
      status: 422,
      response: {
        data: {
          message: 'Validation Failed',
          errors: [{ resource: 'DeploymentStatus', code: 'custom', message: expect.stringContaining(message) }],
        },
      },
    })
  })
})

// https://docs.github.com/rest/deployments/statuses#create-a-deployment-status (auto_inactive)
describe('a success', () => {
  const newest = { ref: 'v1', environment: 'staging', states: [] } as const

  async function statesAfter(given: object, earlier: object = {}, assumptions: Partial<Assumptions> = {}) {
    const { rest, github } = hosted({
      ...v1,
      deployments: [{ ref: 'v1', environment: 'staging', ...earlier }, newest],
    })
    Object.assign(github.assumptions, assumptions)
    const [first, last] = github.deployments.all
    const status = { ...repository, deployment_id: last?.id ?? 0, state: 'success' as const, ...given }
    await rest.repos.createDeploymentStatus(status)
    return first?.statuses.map(({ state }) => state)
  }

  test.each([
    { what: 'a success of the same environment', earlier: {}, states: ['success', 'inactive'] },
    { what: 'one that is in progress', earlier: { states: ['in_progress'] }, states: ['in_progress'] },
    { what: 'one that failed', earlier: { states: ['failure'] }, states: ['failure'] },
    { what: 'one of another environment', earlier: { environment: 'qa' }, states: ['success'] },
    { what: 'one of production', earlier: { production: true }, states: ['success'] },
    { what: 'one of a transient environment', earlier: { transient: true }, states: ['success'] },
  ])('leaves $what $states', async ({ earlier, states }) => {
    expect(await statesAfter({}, earlier)).toEqual(states)
  })

  test('leaves all as they are without auto_inactive', async () => {
    expect(await statesAfter({ auto_inactive: false })).toEqual(['success'])
  })

  test.each<{ inactivates: Assumptions['inactivates']; states: string[] }>([
    { inactivates: 'success', states: ['success'] },
    { inactivates: 'every-state', states: ['success', 'inactive'] },
  ])('is not the same as a beginning, where the world is so that $inactivates counts', async row => {
    const { inactivates, states } = row
    expect(await statesAfter({ state: 'in_progress' }, {}, { inactivates })).toEqual(states)
  })
})
