import { describe, expect, test } from '@jest/globals'
import { obeyed } from '../core/runner-commands.ts'
import * as hostile from '../core/hostile-lines.ts'
import type { BehaviourScenario } from '../simulator/scenario.ts'
import type { Simulation } from '../simulator/simulation.ts'
import { canary, indiscreet } from '../stage/canary.ts'
import {
  changesOf,
  command,
  migrationWorld,
  oneOffTasks,
  printed,
  runMigration,
  runsIn,
  startsOf,
  works,
} from '../stage/migrations.ts'
import type { Performance } from '../stage/perform.ts'

/** A run, and something that happens once its program runs. */
async function whileItRuns(
  simulation: Simulation,
  happen: () => void,
  inputs: Record<string, string> = {},
): Promise<Performance> {
  const running = runMigration(simulation, inputs)
  while (runsIn(simulation) === 0) await simulation.world.timeline.sleep(1_000)
  happen()
  return running
}

const theTask = (simulation: Simulation) => {
  const [task] = oneOffTasks(simulation)
  if (!task) throw new Error('there is no task')
  return task
}

const exits = (code: number, more: Partial<BehaviourScenario> = {}): BehaviourScenario => ({
  exits: { code, after: '10s' },
  ...more,
})
const lasting: BehaviourScenario = { ...works, exits: { code: 0, after: '2h' } }

describe('a migration that ran', () => {
  test.each([
    { code: 1, says: 'Container api exited with code 1.' },
    { code: 3, says: 'Container api exited with code 3.' },
    { code: 137, says: 'It was killed (SIGKILL).' },
    { code: 127, says: 'The shell did not find the command' },
  ])('and ended with $code has failed, and its last lines say why', async ({ code, says }) => {
    const lines = Array.from({ length: 40 }, (_, index) => `step ${index + 1}`)
    const simulation = migrationWorld({
      migration: exits(code, { logs: [...lines, 'relation "users" does not exist'] }),
    })
    const { outcome, failure, outputs, summary } = await runMigration(simulation)
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('The migration of release v2.0.0 ran and failed')
    expect(failure).toContain(says)
    expect(failure).toContain('The database may be half-changed. No service was changed.')
    expect(outputs).toMatchObject({ 'exit-code': String(code), 'restore-point': expect.stringContaining('2026-') })
    expect(summary).toContain('relation "users" does not exist')
    expect(summary).toContain('step 22')
    expect(summary).not.toContain('step 20')
    expect(runsIn(simulation)).toBe(1)
  })

  test('and ran out of memory says so', async () => {
    const simulation = migrationWorld({ migration: { exits: { code: 137, after: '5s', outOfMemory: true } } })
    const { failure, outputs } = await runMigration(simulation)
    expect(failure).toContain('The container ran out of memory')
    expect(failure).toContain('Raise `memory` in the task definition')
    expect(outputs['exit-code']).toBe('137')
  })

  test.each(['SpotInterruption', 'TerminationNotice'] as const)(
    'and was interrupted by Spot says so, with the stop code %s',
    async spotStopCode => {
      const simulation = migrationWorld({ migration: { ...lasting, termCode: 143 } })
      Object.assign(simulation.world.ecs.assumptions, { spotStopCode })
      const { outcome, failure } = await whileItRuns(
        simulation,
        () => simulation.world.ecs.levers.interruptSpot(theTask(simulation)),
        { capacity: 'spot' },
      )
      expect(outcome).toBe('failed-before-change')
      expect(failure).toContain('AWS took the Spot capacity back')
      expect(failure).not.toContain('ECS starts another')
    },
  )

  test('and ended with 0 because somebody stopped it is not called a success', async () => {
    const simulation = migrationWorld({ migration: lasting })
    const { outcome, failure, outputs } = await whileItRuns(simulation, () =>
      simulation.world.ecs.levers.retire(theTask(simulation)),
    )
    expect(outcome).toBe('unknown')
    expect(failure).toContain('was cut off, and how far it came is not known')
    expect(outputs['exit-code']).toBe('0')
  })

  test.each([
    { what: 'succeeds', code: 0, outcome: 'succeeded' },
    { what: 'fails', code: 4, outcome: 'failed-before-change' },
  ])('$what by its own exit code, whatever its sidecars end with, which is warned of', async ({ code, outcome }) => {
    const simulation = migrationWorld({
      migration: exits(code),
      service: { sidecars: { proxy: { image: 'crashes.example.com/proxy:v1', essential: false } } },
      more: { otherImages: { 'crashes.example.com/proxy:v1': exits(1, { exits: { code: 1, after: '2s' } }) } },
    })
    const result = await runMigration(simulation)
    expect(result).toMatchObject({ outcome, outputs: { 'exit-code': String(code) } })
    expect(result.transcript).toContain(
      'warning: Container proxy ended with exit code 1. It does not decide: api does.',
    )
  })

  test('is taken down by an essential sidecar, which is then named as the cause', async () => {
    const simulation = migrationWorld({
      migration: { ...lasting, termCode: 143 },
      service: { sidecars: { proxy: 'crashes.example.com/proxy:v1' } },
      more: { otherImages: { 'crashes.example.com/proxy:v1': exits(1) } },
    })
    const { outcome, failure } = await runMigration(simulation, { container: 'api' })
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('Container proxy exited with code 1 (api with 143)')
  })
})

describe('a migration that never ran', () => {
  const secret =
    'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: ResourceNotFoundException: prod/db'

  test.each(['listed', 'empty'] as const)(
    'for want of a secret leaves the database as it was, with its containers %s',
    async unstartedContainers => {
      const simulation = migrationWorld({ migration: { cannotInitialize: secret } })
      Object.assign(simulation.world.ecs.assumptions, { unstartedContainers })
      const { outcome, failure, outputs } = await runMigration(simulation)
      expect(outcome).toBe('failed-before-change')
      expect(failure).toMatch(/never started: A secret does not exist.*The database is as it was/)
      expect(outputs).toMatchObject({
        'exit-code': '',
        'restore-point': '',
        'log-url': '',
        'task-arn': expect.stringContaining(':task/prod/'),
      })
      expect(startsOf(simulation)).toHaveLength(1)
    },
  )

  test('for want of its image says so', async () => {
    const simulation = migrationWorld()
    const running = runMigration(simulation)
    await simulation.world.timeline.sleep(3_000)
    simulation.world.ecr.deleteImage('api:v2')
    const { outcome, failure } = await running
    expect(outcome).toBe('failed-before-change')
    expect(failure).toContain('The image is not in the registry')
    expect(runsIn(simulation)).toBe(0)
  })

  test('for want of its log group says so', async () => {
    const simulation = migrationWorld()
    simulation.world.logs.groups.clear()
    const { failure } = await runMigration(simulation)
    expect(failure).toContain('The log group does not exist')
  })

  test('for want of a network interface is started again until there is one, and runs once', async () => {
    const simulation = migrationWorld()
    simulation.world.ecs.levers.takeNetwork()
    simulation.world.timeline.after(6 * 60_000, () => simulation.world.ecs.levers.giveNetwork())
    const { outcome, transcript } = await runMigration(simulation)
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toMatch(
      /The task got no network interface.* Nothing of it ran; trying again in 15s\./,
    )
    expect(startsOf(simulation).length).toBeGreaterThan(1)
    expect(runsIn(simulation)).toBe(1)
  })

  test('is told as such whenever time runs out: its task still prepares, or is not tried again', async () => {
    const cannotInitialize =
      'ResourceInitializationError: unable to retrieve secret from ssm: ThrottlingException: Rate exceeded'
    const told = new Set<string | undefined>()
    for (const timeout of ['20s', '35s', '50s', '65s', '80s', '95s', '110s']) {
      const simulation = migrationWorld({ migration: { cannotInitialize } })
      const { outcome, failure } = await runMigration(simulation, { timeout })
      told.add(
        /had not begun .* and was left to begin, being [A-Z]+|never started: .* The database is as it was/
          .exec(failure ?? '')?.[0]
          .split(/[ :]/)[0],
      )
      expect(['timed-out', 'failed-before-change']).toContain(outcome)
      expect(runsIn(simulation)).toBe(0)
    }
    expect(told).toEqual(new Set(['had', 'never']))
  })
})

describe('the log of a migration', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `line ${index + 1}`)

  test.each([
    { what: 'printed at once', logs: {}, behaviour: { logs: many } },
    {
      what: 'printed while it runs',
      logs: {},
      behaviour: { logs: many, logsEvery: '10ms', exits: { code: 0, after: '110s' } },
    },
    {
      what: 'that can be read late, with empty pages in between',
      logs: { ingestionLag: '9s', streamLag: '5s', emptyPages: 0.4 },
      behaviour: { logs: many },
    },
  ])('of 10,000 lines $what arrives whole and in order', async ({ logs, behaviour }) => {
    const simulation = migrationWorld({ migration: { ...works, logsEvery: 0, ...behaviour }, more: { logs } })
    const result = await runMigration(simulation, { 'log-lines': '20000' })
    expect(result.outcome).toBe('succeeded')
    expect(printed(result)).toEqual(many)
  })

  test('is bounded by `log-lines`: its beginning, a count, and its end', async () => {
    const simulation = migrationWorld({ migration: { ...works, logsEvery: 0, logs: many } })
    const result = await runMigration(simulation, { 'log-lines': '100' })
    expect(printed(result)).toEqual([...many.slice(0, 50), ...many.slice(-50)])
    expect(result.transcript).toContain('… 9,900 lines are left out here; `log-lines` is 100.')
    expect(result.summary).not.toContain('line 10000')
  })

  test('can be kept out of sight altogether', async () => {
    const simulation = migrationWorld({ migration: exits(1, { logs: ['a customer’s address'] }) })
    const result = await runMigration(simulation, { 'log-lines': '0' })
    expect(JSON.stringify(result)).not.toContain('customer')
  })

  test('cannot command the runner, nor show a credential', async () => {
    const lines = [
      ...indiscreet,
      ...Object.values(hostile)
        .flat()
        .filter(line => typeof line === 'string'),
    ]
    const key = [
      '-----BEGIN RSA PRIVATE KEY-----',
      ...Array.from({ length: 20 }, () => `${canary.replaceAll('-', '')}${'A'.repeat(50)}`),
      '-----END RSA PRIVATE KEY-----',
    ]
    const simulation = migrationWorld({
      migration: exits(1, { logs: [...lines, ...key], logsEvery: '100ms', exits: { code: 1, after: '60s' } }),
    })
    const result = await runMigration(simulation)
    expect(result.transcript.filter(line => obeyed(line) !== undefined)).toEqual([])
    expect(JSON.stringify(result)).not.toContain(canary)
    expect(JSON.stringify(result)).not.toContain(canary.replaceAll('-', ''))
    expect(printed(result).length).toBeGreaterThan(lines.length)
  })

  test('of another driver is said to be elsewhere, and decides nothing', async () => {
    const simulation = migrationWorld({
      service: { containerDefinition: { logConfiguration: { logDriver: 'awsfirelens', options: {} } } },
    })
    const { outcome, outputs, transcript } = await runMigration(simulation)
    expect(outcome).toBe('succeeded')
    expect(outputs['log-url']).toBe('')
    expect(transcript).toContain('Its log cannot be shown: api logs through awsfirelens, which cannot be read here.')
  })

  test('that may not be read says which permission is missing, and decides nothing', async () => {
    const simulation = migrationWorld()
    simulation.faults.add({ is: 'denied', on: 'logs:GetLogEvents' })
    const { outcome, transcript } = await runMigration(simulation)
    expect(outcome).toBe('succeeded')
    expect(transcript.join('\n')).toMatch(
      /Its log cannot be shown: .*Allow the role of this job the action logs:GetLogEvents/,
    )
  })

  test.each(['hangs', 'unavailable', 'throttled', 'applied-and-cut-off', 'applied-and-empty'] as const)(
    'that CloudWatch does not give (%s) does not hold the verdict up',
    async is => {
      const simulation = migrationWorld()
      simulation.faults.add({ is, on: 'logs:GetLogEvents', probability: 1 })
      const { outcome, transcript } = await runMigration(simulation)
      expect(outcome).toBe('succeeded')
      const { stoppedAt = 0 } = theTask(simulation)
      expect(simulation.world.now() - stoppedAt).toBeLessThan(60_000)
      expect(transcript.join('\n')).toContain('warning: The log may lack its end: ')
    },
  )

  test('that CloudWatch gives only sometimes is whole and in order all the same', async () => {
    const simulation = migrationWorld({
      migration: { ...works, logs: many.slice(0, 300), logsEvery: '1s', exits: { code: 0, after: '310s' } },
    })
    simulation.faults.add({ is: 'applied-and-lost', on: 'logs:GetLogEvents', probability: 0.3 })
    const result = await runMigration(simulation)
    expect(printed(result)).toEqual(many.slice(0, 300))
  })
})

describe('a migration that does not end in time', () => {
  test('is left running, and it is said how to follow and how to end it', async () => {
    const simulation = migrationWorld({ migration: lasting })
    const began = simulation.world.now()
    const { outcome, failure, outputs } = await runMigration(simulation, { timeout: '5m' })
    expect(outcome).toBe('timed-out')
    expect(failure).toContain('had not ended after 5m and was left running')
    expect(failure).toContain('it follows the same task, shows its log from the start and starts no second one')
    expect(failure).toContain(`aws ecs stop-task --cluster prod --task ${theTask(simulation).id}`)
    expect(outputs).toMatchObject({
      'exit-code': '',
      'task-arn': theTask(simulation).arn,
      'restore-point': expect.stringContaining('2026-'),
    })
    expect(changesOf(simulation)).not.toContain('StopTask')
    expect(simulation.world.now() - began).toBeLessThan(5 * 60_000 + 15_000)
  })

  test.each([
    { what: 'heeds it', behaviour: { termCode: 143 }, says: 'and was stopped', next: 'succeeded' },
    {
      what: 'goes on until it is killed',
      behaviour: { ignoresTerm: true },
      says: 'which may still run until its stop timeout is over',
      next: 'succeeded',
    },
    { what: 'ends with 0', behaviour: { termCode: 0 }, says: 'and was stopped', next: 'unknown' },
  ])(
    'is stopped where that is wanted, and one that $what is known afterwards for what it is',
    async ({ behaviour, says, next }) => {
      const simulation = migrationWorld({ migration: { ...lasting, ...behaviour } })
      const began = simulation.world.now()
      const { outcome, failure } = await runMigration(simulation, { timeout: '5m', 'on-timeout': 'stop' })
      expect(outcome).toBe('timed-out')
      expect(failure).toContain(says)
      expect(failure).toContain('The database may be half-changed.')
      expect(changesOf(simulation).filter(name => name === 'StopTask')).toHaveLength(1)
      expect(simulation.world.now() - began).toBeLessThan(5 * 60_000 + 15_000)
      simulation.world.timeline.advance(120_000)
      Object.assign(simulation.world.ecr.find('api:v2')?.behaviour.commands?.[command] ?? {}, {
        exits: { code: 0, after: 5_000 },
      })
      expect((await runMigration(simulation)).outcome).toBe(next)
    },
  )

  test('and may not be stopped says so', async () => {
    const simulation = migrationWorld({ migration: lasting })
    simulation.faults.add({ is: 'denied', on: 'ecs:StopTask' })
    const { outcome, failure } = await runMigration(simulation, { timeout: '5m', 'on-timeout': 'stop' })
    expect(outcome).toBe('timed-out')
    expect(failure).toMatch(/and could not be stopped: task [0-9a-f]{32} may still be running \(ecs:StopTask/)
  })

  test('because ECS never shows it is unknown', async () => {
    const simulation = migrationWorld({ more: { aws: { taskVisibility: '10h' } } })
    const { outcome, failure, outputs } = await runMigration(simulation, { timeout: '5m' })
    expect(outcome).toBe('unknown')
    expect(failure).toContain('could not be seen')
    expect(outputs['task-arn']).toBe(theTask(simulation).arn)
  })
})

describe('a job that is cancelled', () => {
  test.each([0, 0.1, 0.3, 0.5, 0.7, 1, 3, 20, 40, 58, 65])(
    'after %d seconds ends within four, and begins no change any more',
    async seconds => {
      const simulation = migrationWorld({ migration: { ...works, exits: { code: 0, after: '30s' } } })
      const stop = new AbortController()
      let changes: string[] = []
      let at = 0
      simulation.world.timeline.after(seconds * 1_000, () => {
        changes = changesOf(simulation)
        at = simulation.world.now()
        stop.abort()
      })
      const {
        outcome,
        failure = '',
        outputs,
      } = await runMigration(simulation, { 'on-timeout': 'stop' }, { stop: stop.signal })
      expect(outcome).toBe('cancelled')
      expect(simulation.world.now() - at).toBeLessThanOrEqual(4_000)
      // What was under way is seen through.
      expect(changesOf(simulation).length).toBeLessThanOrEqual(changes.length + 1)
      expect(changesOf(simulation)).not.toContain('StopTask')
      if (outputs['task-arn']) expect(failure).toContain('was left running')
      const again = await runMigration(simulation)
      expect(['succeeded', 'unchanged']).toContain(again.outcome)
      expect(runsIn(simulation)).toBe(1)
    },
  )
})

describe('credentials that expire', () => {
  test('while it runs leave its end unknown, and the next run tells it', async () => {
    const simulation = migrationWorld({ migration: { ...works, exits: { code: 0, after: '10m' } } })
    const expiry = simulation.world.now() - Date.UTC(2026, 10, 20, 9) + 120_000
    simulation.faults.add({ is: 'expired', from: expiry })
    const { outcome, failure, outputs } = await runMigration(simulation)
    expect(outcome).toBe('unknown')
    expect(failure).toMatch(
      /How the migration of release v2\.0\.0 ended could not be seen: task [0-9a-f]{32} was started, and then:/,
    )
    expect(failure).toContain('role-duration-seconds')
    expect(outputs['task-arn']).toContain(':task/prod/')
    simulation.faults.clear()
    expect((await runMigration(simulation)).outcome).toBe('succeeded')
    expect(runsIn(simulation)).toBe(1)
  })
})
