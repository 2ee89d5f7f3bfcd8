import { describe, expect, test } from '@jest/globals'
import { judgeMigration, mayPass, mayStartAgain, nextAfter, troubled } from '../../shared/core/migration-verdict.ts'
import { causeOf } from '../../shared/core/stop-reasons.ts'
import { migrationTask } from './migration-task.ts'

const judged = (given: Parameters<typeof migrationTask>[0]) => judgeMigration(migrationTask(given), 'api')
const unstarted = { stopCode: 'TaskFailedToStart', containers: [] }

describe('the end of a migration', () => {
  test('is success only with exit code 0 of its container, by its own end', () => {
    expect(judged({ exitCode: 0 })).toEqual({ is: 'succeeded' })
    expect(judged({ exitCode: 0, sidecars: { proxy: 1, agent: 137 } })).toEqual({ is: 'succeeded' })
  })

  test.each([
    ['an exit code of another container alone', { sidecars: { proxy: 0 } }],
    ['no exit code, and no word of why', { stopCode: '' }],
    ['no exit code of a task that ran', { startedAt: 1 }],
    [
      'no exit code of a task that failed to start after another container had run',
      { stopCode: 'TaskFailedToStart', sidecars: { init: 0 } },
    ],
    ['a machine that broke down', { stopCode: 'InfrastructureHealth' }],
    ['exit code 0 once it was told to stop', { exitCode: 0, stopCode: 'UserInitiated' }],
    ['exit code 0 once Spot took its capacity back', { exitCode: 0, stopCode: 'SpotInterruption' }],
  ])('is not known from %s', (_, given) => {
    expect(judged(given)).toMatchObject({ is: 'unknown' })
  })

  test.each([
    { what: 'an error', given: { exitCode: 3 }, says: 'Container api exited with code 3.', kind: 'program-failed' },
    {
      what: 'a lack of memory',
      given: { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
      says: 'ran out of memory',
      kind: 'out-of-memory',
    },
    { what: 'SIGKILL', given: { exitCode: 137 }, says: 'exited with code 137', kind: 'program-killed' },
    {
      what: 'somebody’s StopTask',
      given: { exitCode: 143, stopCode: 'UserInitiated', stoppedReason: 'enough' },
      says: 'Somebody stopped the task',
      kind: 'stopped-by-hand',
    },
    {
      what: 'Spot',
      given: { exitCode: 137, stopCode: 'SpotInterruption' },
      says: 'AWS took the Spot capacity back',
      kind: 'spot-interruption',
    },
    { what: 'a command that is not there', given: { exitCode: 127 }, says: 'exited with code 127', kind: 'command' },
    {
      what: 'another container, which took it down',
      given: { exitCode: 143, sidecars: { proxy: 1 } },
      says: 'Container proxy exited with code 1 (api with 143)',
      kind: 'program-failed',
    },
    {
      what: 'itself, whatever the others did then',
      given: { exitCode: 2, sidecars: { proxy: 1 } },
      says: 'Container api exited with code 2.',
      kind: 'program-failed',
    },
  ])('by $what is a failure, in its own words', ({ given, says, kind }) => {
    expect(judged(given)).toMatchObject({
      is: 'failed',
      ran: true,
      exitCode: given.exitCode,
      explanation: { kind, what: expect.stringContaining(says) },
    })
  })

  test.each([
    [
      'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref x: not found',
      'image-missing',
      false,
    ],
    [
      'ResourceInitializationError: unable to retrieve secret from asm: ResourceNotFoundException',
      'secret-missing',
      false,
    ],
    [
      'ResourceInitializationError: failed to validate logger args: the specified log group does not exist',
      'log-group-missing',
      false,
    ],
    ['CannotStartContainerError: failed to create shim task: weird', 'container-start', false],
    ['DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s', 'container-timeout', false],
    ['Somebody has an idea of their own', 'other', false],
    [
      'Capacity is unavailable at this time. Please try again later or in a different availability zone.',
      'capacity',
      true,
    ],
    ['Timeout waiting for network interface provisioning to complete.', 'network-interface', true],
    [
      'CannotPullContainerError: ref pull has been retried 1 time(s): toomanyrequests: Rate exceeded',
      'image-throttled',
      true,
    ],
    [
      'CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open',
      'image-download',
      true,
    ],
  ])('before it ran, by "%s", leaves the database as it was', (stoppedReason, kind, again) => {
    const verdict = judged({ ...unstarted, stoppedReason })
    expect(verdict).toMatchObject({ is: 'failed', ran: false, explanation: { kind } })
    expect(mayStartAgain(verdict)).toBe(again)
  })

  test('before it ran, because somebody stopped it, is not tried again', () => {
    expect(mayStartAgain(judged({ stopCode: 'UserInitiated', containers: [] }))).toBe(false)
  })

  test('after it ran is never tried again, whatever ended it', () => {
    expect(mayStartAgain(judged({ exitCode: 1, stoppedReason: 'Capacity is unavailable at this time.' }))).toBe(false)
  })
})

test('containers beside the migration’s are named where they failed, not where they were told to end', () => {
  const task = migrationTask({ exitCode: 0, sidecars: { proxy: 1, agent: 143, logger: 137, init: 0 } })
  expect(troubled(task, 'api').map(({ name }) => name)).toEqual(['proxy'])
})

test('nobody is told that ECS starts a migration again by itself', () => {
  const passing = [
    'Capacity is unavailable at this time.',
    'toomanyrequests: pull image',
    'You’ve reached the limit on the number of tasks',
  ]
  for (const text of passing) {
    const cause = causeOf(text)
    expect(mayPass(cause)).toBe(true)
    expect(cause && nextAfter(cause)).not.toMatch(/ECS (tries|starts)/)
  }
})
