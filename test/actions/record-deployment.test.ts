import { describe, expect, test } from '@jest/globals'
import { recordedRevisions } from '../../shared/core/deployment-record.ts'
import type { DeploymentScenario, GitHubScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { fates } from '../stage/crash-sweep.ts'
import { perform } from '../stage/perform.ts'
import type { Circumstances, Performance } from '../stage/perform.ts'
import { MortalRunner, rollOutToTheEnd } from '../stage/roll-out.ts'
import { primaryOf, serviceOf } from '../stage/truth.ts'
import { workspace } from '../stage/workspace.ts'

const released = '969282d285abcaf2c8392f0a8351c9334090427d'
const older = '14a3e0d3cdb8ffdba5aa92c315c51cac0c185517'
const digest = `sha256:${'ab'.repeat(32)}`
const image = `123456789012.dkr.ecr.us-west-2.amazonaws.com/api@${digest}`

function stage(github: GitHubScenario = {}): Simulation {
  return simulate({
    github: { repository: 'acme/specboard', tags: { 'v1.5.0': released, 'v1.4.0': older }, ...github },
  })
}

type Run = Pick<Circumstances, 'environment'>

/** A step of run 7, unless it is said to be another one's. */
function record(
  simulation: Simulation,
  inputs: Record<string, string>,
  circumstances: Partial<Circumstances> = {},
): Promise<Performance> {
  return perform('record-deployment', { environment: 'production', ...inputs }, { simulation, ...circumstances })
}

const begin = { state: 'in_progress', release: 'v1.5.0' }
const end = { state: 'succeeded' }
const run = (id: string): Run => ({ environment: { GITHUB_RUN_ID: id } })
const attempt = (number: string): Run => ({ environment: { GITHUB_RUN_ATTEMPT: number } })

/** What GitHub has, whatever anybody was told of it. */
function recorded({ world }: Simulation) {
  return world.github.deployments.all.map(({ sha, environment, statuses }) => ({
    ...{ sha, environment },
    states: statuses.map(({ state }) => state),
  }))
}

function lastOf({ world }: Simulation) {
  const last = world.github.deployments.all.at(-1)
  if (!last) throw new Error('nothing is recorded')
  return last
}

describe('a deployment from its beginning to its end', () => {
  test('is one record, on the commit that is released, whatever the workflow runs on', async () => {
    const simulation = stage()
    const begun = await record(simulation, begin)
    const ended = await record(simulation, end)
    expect([begun.outcome, ended.outcome]).toEqual(['succeeded', 'succeeded'])
    expect(recorded(simulation)).toEqual([
      { sha: released, environment: 'production', states: ['in_progress', 'success'] },
    ])
    expect(ended.outputs).toEqual({ 'deployment-id': String(lastOf(simulation).id) })
    expect(begun.outputs).toEqual(ended.outputs)
  })

  test('is recorded whatever the checks of its commit say, and merges nothing', async () => {
    const simulation = stage({ commits: [older, released, 'e'.repeat(40)], checks: { [released]: { ci: 'pending' } } })
    expect((await record(simulation, begin)).outcome).toBe('succeeded')
    expect(recorded(simulation)).toHaveLength(1)
  })

  test('leads to the run and to the environment', async () => {
    const simulation = stage()
    await record(simulation, { ...begin, 'environment-url': 'https://specboard.example' })
    expect(lastOf(simulation)).toMatchObject({ ref: released, production: true, description: 'v1.5.0' })
    expect(lastOf(simulation).statuses).toMatchObject([
      {
        logUrl: 'https://github.com/acme/specboard/actions/runs/7',
        environmentUrl: 'https://specboard.example/',
        description: 'Deployment has begun',
      },
    ])
  })

  test('holds the release, its digests and its revisions, as a rollback reads them', async () => {
    const simulation = stage()
    const deployments = {
      'prod-api': {
        taskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:42',
        previousTaskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:41',
        deploymentId: 'ecs-svc/1',
        changed: true,
      },
    }
    await record(simulation, {
      ...begin,
      images: JSON.stringify({ api: image, web: digest }),
      deployments: JSON.stringify(deployments),
    })
    const { payload } = lastOf(simulation)
    expect(payload).toEqual({
      release: 'v1.5.0',
      run: 'https://github.com/acme/specboard/actions/runs/7',
      until: expect.any(Number),
      images: { api: image, web: digest },
      deployments: {
        'prod-api': {
          taskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:42',
          previousTaskDefinition: 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:41',
        },
      },
    })
    expect([...recordedRevisions({ payload })]).toEqual([
      ['prod-api', 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:42'],
    ])
  })
})

test('what deploy-ecs and wait-healthy said is recorded, and a rollback finds its revisions there', async () => {
  const simulation = simulate({
    repositories: { api: ['v1', 'v2'] },
    clusters: { prod: { api: 'api:v1' } },
    github: { repository: 'acme/specboard', tags: { 'v1.5.0': released } },
  })
  const wanted = { cluster: 'prod', images: { api: simulation.world.ecr.uri('api:v2') } }
  const { outcome, deploy, wait } = await rollOutToTheEnd(wanted, { simulation })
  await record(simulation, {
    ...{ state: outcome, release: 'v1.5.0' },
    deployments: deploy.outputs['deployments'] ?? '',
    report: wait?.outputs['report'] ?? '',
  })
  const { payload, statuses } = lastOf(simulation)
  const { taskDefinition } = primaryOf(serviceOf(simulation.world, 'prod', 'api'))
  expect([...recordedRevisions({ payload })]).toEqual([['api', taskDefinition]])
  expect(payload).toMatchObject({ proof: { api: { running: 2, desired: 2 } } })
  expect(statuses).toMatchObject([{ state: 'success', description: 'Proved: 1 service, 2 tasks' }])
})

describe('the state of a deployment', () => {
  test.each([
    ['succeeded', 'success'],
    ['unchanged', 'success'],
    ['failed-before-change', 'failure'],
    ['rolled-back', 'failure'],
    ['rollback-failed', 'failure'],
    ['mixed', 'failure'],
    ['superseded', 'error'],
    ['timed-out', 'error'],
    ['awaiting-approval', 'error'],
    ['unknown', 'error'],
    ['cancelled', 'error'],
    ['success', 'success'],
    ['failure', 'failure'],
    ['error', 'error'],
    ['inactive', 'inactive'],
    ['queued', 'queued'],
    ['pending', 'pending'],
  ])('%s is %s in GitHub', async (state, states) => {
    const simulation = stage()
    expect((await record(simulation, { state, sha: released })).outcome).toBe('succeeded')
    expect(recorded(simulation)).toEqual([{ sha: released, environment: 'production', states: [states] }])
  })

  test('comes with what was proved, and a record that is made at the end holds the proof', async () => {
    const simulation = stage()
    const { payload, statuses } = await recordReport(simulation, 'succeeded', {
      api: { outcome: 'succeeded', ...evidence },
      web: { outcome: 'succeeded', ...evidence, running: 1, desired: 1 },
    })
    expect(statuses).toMatchObject([{ description: 'Proved: 2 services, 3 tasks' }])
    expect(payload).toMatchObject({ proof: { api: evidence, web: { running: 1 } } })
  })

  test('comes with the cause of a failure, and nothing is called proved', async () => {
    const findings = [{ seen: '2 tasks of api:42 stopped: exit code 1', means: 'x', next: 'y' }]
    const { payload, statuses } = await recordReport(stage(), 'rolled-back', {
      api: { outcome: 'rolled-back', why: 'was rolled back', findings, ...evidence },
      web: { outcome: 'succeeded', ...evidence },
    })
    expect(statuses).toMatchObject([{ description: 'rolled-back: api: 2 tasks of api:42 stopped: exit code 1' }])
    expect(payload).not.toHaveProperty('proof')
  })

  test('is described in your own words, or in what its outcome means', async () => {
    const simulation = stage()
    await record(simulation, { state: 'timed-out', sha: released })
    await record(simulation, { state: 'failure', sha: released, description: 'the migration failed' })
    expect(lastOf(simulation).statuses.map(({ description }) => description)).toEqual([
      'timed-out: Not finished in time; it may still finish.',
      'the migration failed',
    ])
  })
})

const evidence = { running: 2, desired: 2, digests: { api: digest }, healthyTargets: 2 }

async function recordReport(simulation: Simulation, state: string, services: Record<string, unknown>) {
  await record(simulation, { state, sha: released, report: JSON.stringify({ services, urls: [] }) })
  return lastOf(simulation)
}

describe('a run that is run again', () => {
  test.each(['failed-before-change', 'cancelled', 'succeeded'])(
    'after it ended %s makes no second record',
    async state => {
      const simulation = stage()
      await record(simulation, begin)
      await record(simulation, { state })
      await record(simulation, begin, attempt('2'))
      await record(simulation, end, attempt('2'))
      expect(recorded(simulation)).toHaveLength(1)
      expect(recorded(simulation)[0]?.states.slice(2)).toEqual(['in_progress', 'success'])
    },
  )

  test('writes nothing where all is as it should be', async () => {
    const simulation = stage()
    await record(simulation, { ...end, sha: released })
    const again = await record(simulation, { ...end, sha: released })
    expect(again.outcome).toBe('unchanged')
    expect(recorded(simulation)).toEqual([{ sha: released, environment: 'production', states: ['success'] }])
  })

  test('after another release took its place is a deployment of its own, and the other one is over', async () => {
    const simulation = stage()
    await record(simulation, { ...end, release: 'v1.4.0' }, run('1'))
    await record(simulation, { ...end, release: 'v1.5.0' }, run('2'))
    await record(simulation, { state: 'in_progress', release: 'v1.4.0' }, run('1'))
    await record(simulation, end, run('1'))
    expect(recorded(simulation).map(({ sha, states }) => [sha, ...states])).toEqual([
      [older, 'success', 'inactive'],
      [released, 'success', 'inactive'],
      [older, 'in_progress', 'success'],
    ])
  })

  test('records its other commit where the tag was moved', async () => {
    const simulation = stage()
    await record(simulation, begin)
    simulation.world.github.tag({ name: 'v1.5.0', commit: older })
    await record(simulation, begin, attempt('2'))
    expect(recorded(simulation).map(({ sha }) => sha)).toEqual([released, older])
  })
})

describe('what was in the environment before', () => {
  test.each(['production', 'staging'])('is inactive after a success, in %s', async environment => {
    const simulation = stage({ deployments: [{ ref: 'v1.4.0', environment }] })
    const { failure } = await record(simulation, { ...end, release: 'v1.5.0', environment })
    expect(failure).toBeUndefined()
    expect(recorded(simulation).map(({ states }) => states)).toEqual([['success', 'inactive'], ['success']])
  })

  test('is found behind many failures', async () => {
    const failed = Array<DeploymentScenario>(20).fill({ ref: 'v1.4.0', environment: 'staging', states: ['failure'] })
    const simulation = stage({ deployments: [{ ref: 'v1.4.0', environment: 'staging' }, ...failed] })
    await record(simulation, { ...end, release: 'v1.5.0', environment: 'staging' })
    expect(recorded(simulation)[0]?.states).toEqual(['success', 'inactive'])
  })

  test('stays as it is after a failure, and so does what is in other environments', async () => {
    const simulation = stage({ deployments: [{ ref: 'v1.4.0', environment: 'production' }] })
    await record(simulation, { state: 'rolled-back', release: 'v1.5.0' })
    await record(simulation, { ...end, release: 'v1.5.0', environment: 'staging' })
    expect(recorded(simulation).map(({ states }) => states)).toEqual([['success'], ['failure'], ['success']])
  })

  test('is no longer shown as under way once its run was killed and another release is there', async () => {
    const simulation = stage()
    await record(simulation, { state: 'in_progress', release: 'v1.4.0' }, run('1'))
    simulation.world.timeline.advance(2 * 3_600_000)
    const { transcript } = await record(simulation, { ...end, release: 'v1.5.0' }, run('2'))
    expect(recorded(simulation).map(({ states }) => states)).toEqual([['in_progress', 'inactive'], ['success']])
    expect(transcript.at(-1)).toContain('It took the place of 1 other deployment.')
  })

  test('stays as it is while a deployment is under way, whatever GitHub would make of that', async () => {
    const simulation = stage({ deployments: [{ ref: 'v1.4.0', environment: 'staging' }] })
    simulation.world.github.assumptions.inactivates = 'every-state'
    await record(simulation, { ...begin, environment: 'staging' })
    expect(recorded(simulation).map(({ states }) => states)).toEqual([['success'], ['in_progress']])
  })

  test("leaves GitHub's own record of the job alone, and is not taken for ours", async () => {
    const job = { ref: 'main', environment: 'production', states: ['in_progress'] as const, ago: '1m' }
    const simulation = stage({ commits: [older, released], deployments: [job] })
    await record(simulation, begin)
    await record(simulation, end)
    expect(recorded(simulation).map(({ states }) => states)).toEqual([['in_progress'], ['in_progress', 'success']])
  })
})

describe('what comes too late', () => {
  test('is said: GitHub lets nobody change what was recorded', async () => {
    const simulation = stage()
    await record(simulation, begin)
    const { id } = lastOf(simulation)
    const taskDefinition = 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:42'
    const deployments = JSON.stringify({ api: { taskDefinition, deploymentId: 'ecs-svc/1' } })
    const { outcome, transcript } = await record(simulation, { ...end, deployments })
    expect(outcome).toBe('succeeded')
    expect(transcript).toContain(
      `Deployment ${id} was recorded without \`deployments\`, and GitHub lets nobody add them. Rollbacks find the revisions by their tags.`,
    )
    expect(lastOf(simulation).payload).not.toHaveProperty('deployments')
  })

  test('is nothing where the steps before came to nothing', async () => {
    const { outcome } = await record(stage(), {
      state: 'cancelled',
      sha: released,
      deployments: '{}',
      images: '{}',
      report: '',
    })
    expect(outcome).toBe('succeeded')
  })
})

describe('a record that cannot be written', () => {
  test.each([
    ['deployments', { contents: 'read' }, '`deployments: read`, or `deployments: write` to record'],
    ['writing them', { contents: 'read', deployments: 'read' }, 'give the job the permission `deployments: write`'],
    ['contents', { deployments: 'write' }, 'Give the job the permission `contents: read`.'],
  ] as const)('for want of the permission for %s says so', async (_, permissions, says) => {
    const simulation = stage({ permissions })
    const { failure, outputs } = await record(simulation, begin)
    expect(failure).toContain(says)
    expect(outputs).toEqual({})
    expect(recorded(simulation)).toEqual([])
  })

  test('lets the job go on where it is not required, with a warning and without a word of success', async () => {
    const { outcome, failure, transcript, outputs } = await record(stage({ permissions: { contents: 'read' } }), {
      ...begin,
      required: 'false',
    })
    expect({ outcome, failure, outputs }).toEqual({ outcome: 'unchanged', failure: undefined, outputs: {} })
    expect(transcript.join('\n')).toMatch(
      /warning: GitHub did not list the deployments to production: .*deployments: write/,
    )
    expect(transcript.at(-1)).toBe('GitHub does not show how production stands; `required: false` lets that pass.')
  })

  test('is red and unknown where GitHub is down', async () => {
    const simulation = stage()
    simulation.faults.add({ is: 'unavailable', on: 'github:repos/create-deployment', times: Infinity })
    const began = simulation.world.now()
    const { outcome, failure } = await record(simulation, begin)
    expect(outcome).toBe('unknown')
    expect(failure).toContain('GitHub did not record the deployment: Service Unavailable')
    expect(simulation.world.now() - began).toBeLessThan(315_000)
  })

  test('waits as long as GitHub asks for after too many requests', async () => {
    const simulation = stage()
    simulation.faults.add({ is: 'throttled-secondary', on: 'github:repos/create-deployment' })
    const began = simulation.world.now()
    expect((await record(simulation, begin)).outcome).toBe('succeeded')
    expect(simulation.world.now() - began).toBeGreaterThan(60_000)
    expect(recorded(simulation)).toHaveLength(1)
  })

  test('for want of a commit says what to give', async () => {
    const { outcome, failure } = await record(stage(), { state: 'success' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('this run has recorded no deployment to production yet, and no commit is given')
  })

  test.each([
    ['a tag that is not there', { ...begin, release: 'v9' }, 'acme/specboard has no tag v9'],
    ['a commit that is not there', { ...begin, sha: 'f'.repeat(40) }, 'No ref found for'],
  ])('names %s', async (_, inputs, says) => {
    const { outcome, failure } = await record(stage(), inputs)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(says)
  })
})

describe('the inputs', () => {
  test('are wrong all at once, before GitHub is asked', async () => {
    const simulation = stage()
    const { failure } = await record(simulation, {
      state: 'done',
      sha: 'main',
      images: 'api=api:latest',
      'environment-url': 'javascript:alert(1)',
    })
    expect(failure).toContain('4 inputs need a change')
    expect(failure).toContain('`state` is "done"; it takes queued, pending')
    expect(failure).toContain('`sha` is "main"; it takes the full SHA of a commit')
    expect(failure).toContain('`images` has "api:latest" for api, which is not pinned by a digest')
    expect(failure).toContain('`environment-url` is "javascript:alert(1)"; it takes an address')
    expect(simulation.requests).toEqual([])
  })

  test('name a commit where a deployment begins', async () => {
    expect((await record(stage(), { state: 'in_progress' })).failure).toContain('`sha` or `release` is required')
  })

  const manifest = workspace({
    '.github/deploy.yml': `
services: { api: { image: api } }
environments: { production: { cluster: prod, url: "https://specboard.example" } }
`,
  })

  test('are what the manifest says, where they are not given', async () => {
    const simulation = stage()
    await record(simulation, begin, { environment: manifest })
    expect(lastOf(simulation).statuses[0]?.environmentUrl).toBe('https://specboard.example/')
  })

  const broken = workspace({
    '.github/deploy.yml': `
services: { api: { image: api } }
environments: { production: { cluster: prod, url: "https://user:pw@specboard.example" } }
`,
  })

  test('are refused also where the manifest has them wrong', async () => {
    const { outcome, failure } = await record(stage(), begin, { environment: broken })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('`url` of production in the manifest is "https://user:[redacted]@specboard.example"')
  })

  test('are checked against the manifest: a record of an environment by a wrong name helps nobody', async () => {
    const { failure } = await record(stage(), { ...begin, environment: 'prod' }, { environment: manifest })
    expect(failure).toContain('`environment` names prod, which .github/deploy.yml does not have; it has production')
  })

  test.each(['prod/eu #1 & co', 'Prüfung "eins"', '::add-mask::x', '<b>*prod*</b>'])(
    'may name an environment as hostile as %j',
    async environment => {
      const simulation = stage()
      await record(simulation, { ...begin, environment })
      const { summary, transcript } = await record(simulation, { ...end, environment })
      expect(recorded(simulation)).toEqual([{ sha: released, environment, states: ['in_progress', 'success'] }])
      expect(summary).not.toContain('<b>')
      expect(transcript.filter(line => line.startsWith('::'))).toEqual([])
    },
  )

  test('of others come as one line of 140 characters without credentials', async () => {
    const simulation = stage()
    const description = `token=ghp_${'a'.repeat(36)}\n\u001b[31m${'🚀'.repeat(100)}`
    await record(simulation, { state: 'failure', sha: released, description })
    const [status] = lastOf(simulation).statuses
    expect(status?.description).toMatch(/^token=\[redacted\] 🚀+…$/u)
    expect(status?.description.length).toBeLessThanOrEqual(140)
  })

  test('of fifty services fit into one record', async () => {
    const simulation = stage()
    const names = Array.from({ length: 50 }, (_, index) => `production-service-with-a-long-name-${index}`)
    const per = (value: (name: string) => unknown): string =>
      JSON.stringify(Object.fromEntries(names.map(name => [name, value(name)])))
    const arn = (name: string, revision: number): string =>
      `arn:aws:ecs:us-west-2:123456789012:task-definition/${name}:${revision}`
    const { outcome } = await record(simulation, {
      ...end,
      sha: released,
      images: per(() => image),
      deployments: per(name => ({
        taskDefinition: arn(name, 1042),
        previousTaskDefinition: arn(name, 1041),
        deploymentId: 'ecs-svc/1234567890123456789',
      })),
      report: JSON.stringify({ services: JSON.parse(per(() => ({ outcome: 'succeeded', ...evidence }))) as unknown }),
    })
    expect(outcome).toBe('succeeded')
    // What other texts of GitHub's API may have; of payloads nothing is documented.
    expect(JSON.stringify(lastOf(simulation).payload).length).toBeLessThan(65_535)
    expect(lastOf(simulation).statuses[0]?.description).toBe('Proved: 50 services, 100 tasks')
  })
})

/** A whole job: it begins, and it ends well. */
async function job(simulation: Simulation): Promise<{ is: 'killed' } | { is: 'ended'; green: boolean }> {
  const runner = new MortalRunner(simulation, 'job')
  const play = async () => {
    const begun = await record(simulation, begin, { runner })
    const ended = begun.failure === undefined ? await record(simulation, end, { runner }) : begun
    return { is: 'ended', green: ended.failure === undefined } as const
  }
  return Promise.race([play(), runner.died])
}

function eventful(): Simulation {
  return stage({ deployments: [{ ref: 'v1.4.0', environment: 'production' }] })
}

describe('a job that loses any one call, or is killed at it, and is then run again', () => {
  test.each(fates)('leaves one record as an undisturbed one would: %s', async is => {
    const undisturbed = eventful()
    await job(undisturbed)
    const wrong: unknown[] = []
    for (const { index, operation } of undisturbed.requests) {
      const simulation = eventful()
      simulation.faults.add({ is, index })
      const first = await job(simulation)
      if (first.is === 'killed' || !first.green) await job(simulation)
      const states = recorded(simulation).map(one => one.states.at(-1))
      if (states.join() !== 'inactive,success') wrong.push({ index, operation, states })
    }
    expect(wrong).toEqual([])
  })
})
