import { describe, expect, test } from '@jest/globals'
import type { Context } from '../../shared/action.ts'
import { gitHub } from '../../shared/github/tags.ts'
import { closeRecord, openRecord } from '../../shared/phases/record/record.ts'
import type { Opened, RecordRun } from '../../shared/phases/record/record.ts'
import type { GitHub } from '../../shared/ports.ts'
import { seeded } from '../simulator/random.ts'
import type { DeploymentScenario } from '../simulator/scenario.ts'
import { simulate } from '../simulator/simulation.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { FakeStep } from '../stage/fake-step.ts'

const commits = { 'v1.4.0': '1'.repeat(40), 'v1.5.0': '2'.repeat(40), 'v1.6.0': '3'.repeat(40) }
type Release = keyof typeof commits

const minute = 60_000

function stage(deployments: readonly DeploymentScenario[] = []): Simulation {
  return simulate({ github: { repository: 'acme/specboard', tags: commits, deployments } })
}

interface Promotion {
  run: RecordRun
  step: FakeStep
}

/** A promotion of a release, by a run of its own; `lasts` milliseconds at most. */
function promotion(simulation: Simulation, release: Release, { lasts = 30 * minute } = {}): Promotion {
  const { clock, fetch } = simulation.runner()
  const step = new FakeStep({})
  const outside = { clock, random: seeded(1), stop: new AbortController().signal, until: clock.now() + lasts }
  const repository = { owner: 'acme', repo: 'specboard' }
  const run: RecordRun = {
    environment: 'production',
    sha: commits[release],
    payload: {
      release,
      run: `https://github.com/acme/specboard/actions/runs/${release}`,
      until: clock.now() + lasts,
      images: {},
    },
    production: true,
    environmentUrl: undefined,
    github: gitHub({ ...outside, fetch, token: 'token', apiUrl: 'https://api.github.com', repository }),
    until: outside.until,
    context: { ...outside, step } as unknown as Context,
  }
  return { run, step }
}

const open = (simulation: Simulation, release: Release): Promise<Opened> =>
  openRecord(promotion(simulation, release).run)

function statesOf({ world }: Simulation, release: Release): string[] {
  const records = world.github.deployments.all.filter(({ sha }) => sha === commits[release])
  return records.flatMap(({ statuses }) => statuses.map(({ state }) => state))
}

const other = (rest: Partial<DeploymentScenario>): DeploymentScenario => ({
  ref: 'v1.4.0',
  environment: 'production',
  ...rest,
})
const payload = ({ world }: Simulation, lasts: number) => ({
  ...{ release: 'v1.4.0', run: 'https://github.com/acme/specboard/actions/runs/1', images: {} },
  until: world.now() + lasts,
})

describe('a promotion', () => {
  test.each<[string, (simulation: Simulation) => readonly DeploymentScenario[]]>([
    ['nothing was deployed', () => []],
    ['one has ended', simulation => [other({ payload: payload(simulation, 60 * minute), states: ['failure'] })]],
    [
      'one was killed, and its time is up',
      simulation => [other({ payload: payload(simulation, -minute), states: ['in_progress'], ago: '1h' })],
    ],
    ['GitHub records the job itself', () => [other({ states: ['in_progress'], ago: '1m' })]],
    [
      'one goes on in staging',
      simulation => [
        other({
          environment: 'staging',
          payload: payload(simulation, 60 * minute),
          states: ['in_progress'],
          ago: '1m',
        }),
      ],
    ],
  ])('goes on at once where %s', async (_, before) => {
    const simulation = stage(before(stage()))
    const began = simulation.world.now()
    expect(await open(simulation, 'v1.5.0')).toEqual({ is: 'open', id: expect.any(Number) })
    expect(simulation.world.now() - began).toBeLessThan(2_000)
  })

  test('waits for an older one until that has ended, says for whom, and asks GitHub seldom', async () => {
    const simulation = stage()
    const first = promotion(simulation, 'v1.4.0')
    const { id } = (await openRecord(first.run)) as { id: number }
    const second = promotion(simulation, 'v1.5.0')
    const asked = simulation.requests.length
    void simulation.world.timeline
      .sleep(20 * minute)
      .then(() => closeRecord(id, { outcome: 'succeeded', message: 'done' }, first.run))
    expect((await openRecord(second.run)).is).toBe('open')
    expect(statesOf(simulation, 'v1.4.0')).toEqual(['in_progress', 'success'])
    expect(second.step.transcript).toContain(
      'another promotion to production goes on: v1.4.0 by https://github.com/acme/specboard/actions/runs/v1.4.0 (ours is v1.5.0)',
    )
    // A workflow's token has a thousand requests an hour, which all jobs of the repository share.
    expect(simulation.requests.length - asked).toBeLessThan(60)
  })

  test('waits for one that has not said yet that it has begun', async () => {
    const simulation = stage([other({ payload: payload(stage(), 10 * minute), states: [], ago: '1s' })])
    const began = simulation.world.now()
    expect((await open(simulation, 'v1.5.0')).is).toBe('open')
    expect(simulation.world.now() - began).toBeGreaterThan(9 * minute)
  })

  test('changes nothing where its turn does not come, and says so in GitHub', async () => {
    const simulation = stage()
    await open(simulation, 'v1.4.0')
    const late = promotion(simulation, 'v1.5.0', { lasts: 10 * minute })
    expect(await openRecord(late.run)).toEqual({
      is: 'not-our-turn',
      why: expect.stringMatching(/^another promotion to production goes on: v1\.4\.0 by .*; nothing was changed$/),
    })
    expect(statesOf(simulation, 'v1.5.0')).toEqual(['in_progress', 'error'])
  })

  test('concludes nothing from what GitHub does not show', async () => {
    const simulation = stage()
    await open(simulation, 'v1.4.0')
    simulation.faults.add({ is: 'failed', on: 'github:repos/list-deployment-statuses', times: Infinity })
    const late = promotion(simulation, 'v1.5.0', { lasts: 5 * minute })
    expect((await openRecord(late.run)).is).toBe('not-our-turn')
  })

  test('does not go by a list that is older than its own record', async () => {
    const simulation = stage()
    await open(simulation, 'v1.4.0')
    const { run } = promotion(simulation, 'v1.5.0', { lasts: 10 * minute })
    expect((await openRecord({ ...run, github: withOldList(run.github) })).is).toBe('not-our-turn')
  })

  test('takes turns with two others that begin in the same moment', async () => {
    const simulation = stage()
    const releases = Object.keys(commits) as Release[]
    const turns: string[] = []
    await Promise.all(
      releases.map(async release => {
        const { run } = promotion(simulation, release)
        const opened = await openRecord(run)
        turns.push(`${release} begins`)
        await simulation.world.timeline.sleep(3 * minute)
        turns.push(`${release} ends`)
        if (opened.is === 'open') await closeRecord(opened.id, { outcome: 'succeeded', message: 'done' }, run)
      }),
    )
    const order = turns.filter((_, index) => index % 2 === 0).map(turn => turn.replace(' begins', ''))
    expect(turns).toEqual(order.flatMap(release => [`${release} begins`, `${release} ends`]))
    expect(new Set(order).size).toBe(3)
  })
})

describe('a promotion that is run again', () => {
  test('goes before the one that waits for it', async () => {
    const simulation = stage()
    await open(simulation, 'v1.4.0')
    const waiting = open(simulation, 'v1.5.0')
    await simulation.world.timeline.sleep(5 * minute)
    const again = promotion(simulation, 'v1.4.0')
    const opened = await openRecord(again.run)
    expect(simulation.world.github.deployments.all).toHaveLength(2)
    if (opened.is === 'open') await closeRecord(opened.id, { outcome: 'succeeded', message: 'done' }, again.run)
    expect((await waiting).is).toBe('open')
  })

  test('after its time has others wait as long as at first', async () => {
    const simulation = stage()
    await open(simulation, 'v1.4.0')
    simulation.world.timeline.advance(24 * 60 * minute)
    await open(simulation, 'v1.4.0')
    expect(simulation.world.github.deployments.all).toHaveLength(1)
    const began = simulation.world.now()
    const next = promotion(simulation, 'v1.5.0', { lasts: 60 * minute })
    expect((await openRecord(next.run)).is).toBe('open')
    expect(simulation.world.now() - began).toBeGreaterThan(29 * minute)
  })

  test('waits for its turn anew where others came after it had ended', async () => {
    const simulation = stage()
    const first = promotion(simulation, 'v1.4.0')
    const opened = await openRecord(first.run)
    if (opened.is === 'open') await closeRecord(opened.id, { outcome: 'rolled-back', message: 'a failure' }, first.run)
    await open(simulation, 'v1.5.0')
    const began = simulation.world.now()
    expect((await openRecord(promotion(simulation, 'v1.4.0', { lasts: 60 * minute }).run)).is).toBe('open')
    expect(simulation.world.now() - began).toBeGreaterThan(29 * minute)
    expect(simulation.world.github.deployments.all).toHaveLength(3)
  })
})

describe('the end of a promotion', () => {
  test('that GitHub does not take is told, and nothing else is stopped by it', async () => {
    const simulation = stage()
    const { run, step } = promotion(simulation, 'v1.5.0')
    const opened = await openRecord(run)
    simulation.faults.add({ is: 'denied', on: 'github:repos/create-deployment-status' })
    if (opened.is === 'open') await closeRecord(opened.id, { outcome: 'succeeded', message: 'done' }, run)
    expect(step.transcript.at(-1)).toMatch(
      /^warning: GitHub did not set deployment \d+ to success: .*`deployments: write`\. GitHub shows the deployment as still under way\.$/,
    )
  })

  test('says which deployments could not be ended', async () => {
    const simulation = stage([other({})])
    const { run, step } = promotion(simulation, 'v1.5.0')
    const opened = await openRecord(run)
    simulation.faults.add({ is: 'denied', on: 'github:repos/create-deployment-status', nth: 2 })
    if (opened.is === 'open') await closeRecord(opened.id, { outcome: 'succeeded', message: 'done' }, run)
    expect(statesOf(simulation, 'v1.5.0')).toEqual(['in_progress', 'success'])
    expect(step.transcript.at(-1)).toMatch(/^warning: GitHub did not set deployment \d+ to inactive: /)
  })
})

/** GitHub whose first two lists after the promotion's own record was made are older than that. */
function withOldList(github: GitHub): GitHub {
  let created = false
  let old = 2
  return {
    ...github,
    createDeployment: async deployment => {
      created = true
      return github.createDeployment(deployment)
    },
    deploymentsTo: async environment =>
      created && old-- > 0 ? { is: 'found', deployments: [] } : github.deploymentsTo(environment),
  }
}
