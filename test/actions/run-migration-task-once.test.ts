import { describe, expect, test } from '@jest/globals'
import type { Simulation } from '../simulator/simulation.ts'
import {
  changesOf,
  migrationWorld,
  oneOffTasks,
  printed,
  runMigration,
  runsIn,
  startsOf,
  works,
} from '../stage/migrations.ts'
import type { MigrationWorld } from '../stage/migrations.ts'

const hour = 3_600_000
const slow = { exits: { code: 0, after: '10m' }, logs: ['first', 'second', 'third'], logsEvery: '2m' }
const fails = { exits: { code: 3, after: '5s' } }

function wait({ world }: Simulation, ms: number): void {
  world.timeline.advance(ms)
}

/** Lets the release's migration fail the first time and work from then on. */
async function failedOnce(more: MigrationWorld = {}): Promise<Simulation> {
  const simulation = migrationWorld({ ...more, migration: fails })
  await runMigration(simulation)
  const image = simulation.world.ecr.find('api:v2')
  Object.assign(image?.behaviour ?? {}, { commands: { 'alembic upgrade head': { exits: { code: 0, after: 20_000 } } } })
  return simulation
}

/** A run that is killed as soon as its task runs. */
async function killedWhileItRuns(simulation: Simulation): Promise<void> {
  const runner = simulation.runner()
  const killed = runMigration(simulation, {}, { runner })
  while (runsIn(simulation) === 0) await simulation.world.timeline.sleep(1_000)
  runner.kill()
  void killed
}

describe('a migration that ended well', () => {
  test('is not started again: the same outputs, and nothing is written', async () => {
    const simulation = migrationWorld()
    const first = await runMigration(simulation)
    const changes = changesOf(simulation).length
    const second = await runMigration(simulation)
    expect(second).toMatchObject({
      outcome: 'unchanged',
      failure: undefined,
      outputs: { ...first.outputs, outcome: 'unchanged' },
    })
    expect(changesOf(simulation)).toHaveLength(changes)
  })

  test.each([2, 24 * 30])('is not started again %d hours later, when ECS has forgotten it', async hours => {
    const simulation = migrationWorld()
    const first = await runMigration(simulation)
    wait(simulation, hours * hour)
    const second = await runMigration(simulation)
    expect(second).toMatchObject({ outcome: 'unchanged', outputs: { ...first.outputs, outcome: 'unchanged' } })
    expect(runsIn(simulation)).toBe(1)
  })

  test('is not started again after a newer release, though the service runs another revision by then', async () => {
    const simulation = migrationWorld()
    const { ecr } = simulation.world
    await runMigration(simulation)
    await runMigration(simulation, { release: 'v3.0.0', images: `api=${ecr.uri('api:v3')}` })
    wait(simulation, 5 * hour)
    const { outcome } = await runMigration(simulation)
    expect(outcome).toBe('unchanged')
    expect(runsIn(simulation)).toBe(2)
  })

  test.each(['at once', 'hours later'])('is run once more by force, %s', async when => {
    const simulation = migrationWorld()
    await runMigration(simulation)
    if (when === 'hours later') wait(simulation, 3 * hour)
    const { outcome, transcript } = await runMigration(simulation, { force: 'true' })
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toContain('Starting attempt 2: `force` is set')
    expect(runsIn(simulation)).toBe(2)
  })

  test('is refused with another image: one release has one', async () => {
    const simulation = migrationWorld()
    await runMigration(simulation)
    const { outcome, failure } = await runMigration(simulation, { images: `api=${simulation.world.ecr.uri('api:v3')}` })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('one release cannot have two images')
    expect(runsIn(simulation)).toBe(1)
  })

  test('without release and commit is known by the digest of its image', async () => {
    const simulation = migrationWorld()
    const nameless = { release: '', commit: '' }
    expect((await runMigration(simulation, nameless)).outcome).toBe('succeeded')
    expect((await runMigration(simulation, nameless)).outcome).toBe('unchanged')
    const other = await runMigration(simulation, { ...nameless, images: `api=${simulation.world.ecr.uri('api:v3')}` })
    expect(other.outcome).toBe('succeeded')
  })
})

describe('a migration that runs', () => {
  test('is followed by a second run, which shows its log from the start', async () => {
    const simulation = migrationWorld({ migration: slow })
    const first = await runMigration(simulation, { timeout: '5m' })
    expect(first.outcome).toBe('timed-out')
    const second = await runMigration(simulation)
    expect(second.outcome).toBe('succeeded')
    expect(printed(second)).toEqual(['first', 'second', 'third'])
    expect(second.transcript.join('\n')).toMatch(
      /Task [0-9a-f]{32} of this migration is there already, begun at 2026-.*: nothing is started, it is followed/,
    )
    expect(second.outputs).toMatchObject({
      'task-arn': first.outputs['task-arn'],
      'restore-point': first.outputs['restore-point'],
    })
    expect(runsIn(simulation)).toBe(1)
  })

  test('after its runner was killed is followed by the next', async () => {
    const simulation = migrationWorld({ migration: slow })
    await killedWhileItRuns(simulation)
    const { outcome } = await runMigration(simulation)
    expect(outcome).toBe('succeeded')
    expect(runsIn(simulation)).toBe(1)
  })

  test('keeps another release’s migration from starting, and is named by it', async () => {
    const simulation = migrationWorld({ migration: slow })
    await killedWhileItRuns(simulation)
    const next = { release: 'v3.0.0', images: `api=${simulation.world.ecr.uri('api:v3')}` }
    const { outcome, failure } = await runMigration(simulation, next)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain(
      `another migration is running: task ${oneOffTasks(simulation)[0]?.id ?? ''} of release v2.0.0`,
    )
    wait(simulation, hour)
    expect((await runMigration(simulation, next)).outcome).toBe('succeeded')
  })
})

describe('a migration that failed', () => {
  test('may run again', async () => {
    const simulation = await failedOnce()
    const { outcome } = await runMigration(simulation)
    expect(outcome).toBe('succeeded')
    expect(runsIn(simulation)).toBe(2)
  })

  test('may run again when ECS has forgotten it', async () => {
    const simulation = await failedOnce()
    wait(simulation, 3 * hour)
    const { outcome, transcript } = await runMigration(simulation)
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toContain('Starting attempt 2: attempt 1 was seen to fail')
  })

  test.each(['0s', '20s'])(
    'runs again once, though two start it at the same moment, with reads that lag %s',
    async replicaLag => {
      const simulation = await failedOnce({ more: { aws: { replicaLag } } })
      wait(simulation, 60_000)
      const both = await Promise.all([runMigration(simulation), runMigration(simulation)])
      expect(both.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
      expect(runsIn(simulation)).toBe(2)
    },
  )
})

describe('two runners at the same moment', () => {
  const circumstances = [
    { what: 'a world that answers at once', aws: {} },
    { what: 'reads that lag', aws: { replicaLag: '30s' } },
    { what: 'a task that shows late', aws: { taskVisibility: '2m' } },
    { what: 'both of it', aws: { replicaLag: '30s', taskVisibility: '2m' } },
  ]

  test.each(circumstances)('start one task between them, in $what', async ({ aws }) => {
    const simulation = migrationWorld({ more: { aws } })
    const results = await Promise.all([0, 1, 2].map(() => runMigration(simulation)))
    expect(results.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined])
    expect(new Set(results.map(({ outputs }) => outputs['task-arn'])).size).toBe(1)
    expect(runsIn(simulation)).toBe(1)
  })

  test('of which one comes while the other starts, start one', async () => {
    for (const seconds of [1, 2, 3, 5, 8, 20, 45]) {
      const simulation = migrationWorld({ more: { aws: { replicaLag: '20s', taskVisibility: '30s' } }, seed: seconds })
      const first = runMigration(simulation)
      await simulation.world.timeline.sleep(seconds * 1_000)
      const second = await runMigration(simulation)
      expect([(await first).outcome, second.outcome]).toEqual(['succeeded', 'succeeded'])
      expect(runsIn(simulation)).toBe(1)
    }
  })
})

test('an attempt has one token, whoever makes it and whenever', async () => {
  const tokens = await Promise.all(
    [0, 90_000].map(async later => {
      const simulation = await failedOnce()
      wait(simulation, later)
      await runMigration(simulation, {}, { environment: { GITHUB_RUN_ID: String(later), GITHUB_RUN_ATTEMPT: '3' } })
      return startsOf(simulation).map(({ clientToken }) => clientToken)
    }),
  )
  expect(tokens[0]).toEqual(tokens[1])
  expect(new Set(tokens.flat()).size).toBe(2)
  for (const token of tokens.flat()) expect(token).toMatch(/^[!-~]{1,64}$/)
})

describe('what nobody can know', () => {
  test('is called so: it had begun, its end was not seen, and ECS has forgotten it', async () => {
    const simulation = migrationWorld()
    await killedWhileItRuns(simulation)
    wait(simulation, 2 * hour)
    const { outcome, failure, outputs } = await runMigration(simulation)
    expect(outcome).toBe('unknown')
    expect(failure).toMatch(
      /^unknown: Whether the migration of release v2\.0\.0 has run is not known: it was about to begin at 2026/,
    )
    expect(failure).toContain('set `force: true` for one run')
    expect(outputs['task-arn']).toBe('')
    expect(runsIn(simulation)).toBe(1)
    const forced = await runMigration(simulation, { force: 'true' })
    expect(forced.outcome).toBe('succeeded')
    expect((await runMigration(simulation)).outcome).toBe('unchanged')
  })

  test('stays unknown for whoever asks later: it was cut off with the machine it ran on', async () => {
    const simulation = migrationWorld({ migration: slow })
    const running = runMigration(simulation)
    while (runsIn(simulation) === 0) await simulation.world.timeline.sleep(1_000)
    const [task] = oneOffTasks(simulation)
    if (task) simulation.world.ecs.levers.breakDown(task)
    const { outcome, failure } = await running
    expect(outcome).toBe('unknown')
    expect(failure).toContain('how far it came is not known')
    for (const hours of [0, 3]) {
      wait(simulation, hours * hour)
      expect((await runMigration(simulation)).outcome).toBe('unknown')
    }
    expect(runsIn(simulation)).toBe(1)
  })
})

describe('a lost reply to RunTask', () => {
  test.each([
    'lost',
    'applied-and-lost',
    'applied-and-empty',
    'applied-and-html',
    'applied-and-hangs',
    'failed',
    'applied-and-failed',
    'applied-and-cut-off',
  ] as const)('(%s) makes no second task, whatever ListTasks takes', async is => {
    for (const startedByFilter of ['with-desired-status', 'alone'] as const) {
      const simulation = migrationWorld()
      simulation.world.ecs.assumptions.startedByFilter = startedByFilter
      simulation.faults.add({ is, on: 'ecs:RunTask' })
      const { outcome, transcript } = await runMigration(simulation)
      expect(outcome).toBe('succeeded')
      expect(transcript.join('\n')).toContain('The reply to RunTask was lost')
      expect(runsIn(simulation)).toBe(1)
    }
  })

  test('that cannot be resolved in time is unknown, and the next run resolves it', async () => {
    const simulation = migrationWorld()
    simulation.faults.add(
      { is: 'applied-and-lost', on: 'ecs:RunTask' },
      { is: 'unavailable', on: ['ecs:ListTasks'], from: simulation.world.now() - Date.UTC(2026, 10, 20, 9) + 900 },
    )
    const { outcome, failure } = await runMigration(simulation, { timeout: '2m' })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('Whether the migration of release v2.0.0 was started is not known')
    simulation.faults.clear()
    expect((await runMigration(simulation)).outcome).toBe('unchanged')
    expect(runsIn(simulation)).toBe(1)
  })
})

describe('tasks that ECS could not place', () => {
  test.each(['remembered', 'forgotten'] as const)(
    'are tried again until there is capacity, with tokens that are %s',
    async tokenOfFailures => {
      const simulation = migrationWorld()
      Object.assign(simulation.world.ecs.assumptions, { tokenOfFailures })
      simulation.world.ecs.levers.takeCapacity()
      simulation.world.timeline.after(4 * 60_000, () => simulation.world.ecs.levers.giveCapacity())
      const both = await Promise.all([runMigration(simulation), runMigration(simulation)])
      expect(both.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
      expect(both[0].transcript.join('\n')).toContain(
        'AWS has no capacity for the task: Capacity is unavailable at this time.',
      )
      expect(runsIn(simulation)).toBe(1)
    },
  )

  test('until the deadline leave the database as it was, and the next run goes on', async () => {
    const simulation = migrationWorld()
    simulation.world.ecs.levers.takeCapacity()
    const { outcome, failure } = await runMigration(simulation, { timeout: '5m' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toMatch(
      /This run did not start the migration of release v2\.0\.0: it could not be started in 5m: AWS has no capacity/,
    )
    simulation.world.ecs.levers.giveCapacity()
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
    expect(runsIn(simulation)).toBe(1)
  })

  test('for a reason that does not pass are told at once', async () => {
    const simulation = migrationWorld()
    simulation.world.ecs.levers.takeCapacity('The stars are against it.')
    const began = simulation.world.now()
    const { outcome, failure } = await runMigration(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('The stars are against it.')
    expect(simulation.world.now() - began).toBeLessThan(30_000)
    simulation.world.ecs.levers.giveCapacity()
    wait(simulation, 30 * hour)
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
  })
})

describe('RunTask that is refused', () => {
  test('says which permission is missing, and is no riddle a day later', async () => {
    const simulation = migrationWorld()
    simulation.faults.add({ is: 'denied', on: 'ecs:RunTask' })
    const { outcome, failure } = await runMigration(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('Allow the role of this job the action ecs:RunTask')
    simulation.faults.clear()
    wait(simulation, 24 * hour)
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
  })

  test('by a role that ECS cannot assume says so', async () => {
    const simulation = migrationWorld()
    simulation.world.ecs.levers.breakRole('arn:aws:iam::123456789012:role/prod-api-task')
    const { outcome, failure } = await runMigration(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('unable to assume the role')
    expect(startsOf(simulation)).toEqual([])
  })

  test('is waited for while ECS throttles, and what it was decided on is looked at again meanwhile', async () => {
    const simulation = migrationWorld()
    simulation.faults.add({ is: 'throttled', on: 'ecs:RunTask', times: 12 })
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
    expect(runsIn(simulation)).toBe(1)
    const asked = simulation.requests.map(({ operation }) => operation)
    const between = asked.slice(asked.indexOf('RunTask'), asked.lastIndexOf('RunTask'))
    expect(between).toContain('ListTasks')
  })

  test('leaves nothing started where the record cannot be written', async () => {
    const simulation = migrationWorld({ migration: works })
    simulation.faults.add({ is: 'denied', on: 'ecs:TagResource' })
    const { outcome, failure } = await runMigration(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('ecs:TagResource')
    expect(startsOf(simulation)).toEqual([])
  })
})
