import { describe, expect, test } from '@jest/globals'
import {
  attemptOf,
  containerOf,
  identityText,
  imageOf,
  mayMigrate,
  migrationOf,
  startedByMigration,
  startedByRehearsal,
  subjectOf,
} from '../../shared/core/migration.ts'
import type { MigrationIdentity } from '../../shared/core/migration.ts'
import { migrationTask } from './migration-task.ts'

const identity: MigrationIdentity = {
  cluster: 'shop',
  family: 'shop-api',
  subject: 'v2.0.0',
  container: 'api',
  command: ['alembic', 'upgrade', 'head'],
  variables: { TENANT: 'a', MODE: 'fast' },
  taskRole: undefined,
  executionRole: undefined,
}

describe('two runs', () => {
  test('are the same migration whatever order their variables were given in', () => {
    expect(identityText({ ...identity, variables: { MODE: 'fast', TENANT: 'a' } })).toBe(identityText(identity))
  })

  test.each<[string, Partial<MigrationIdentity>]>([
    ['cluster', { cluster: 'shop-production' }],
    ['family', { family: 'billing' }],
    ['release', { subject: 'v2.0.1' }],
    ['container', { container: 'worker' }],
    ['command', { command: ['alembic', 'upgrade head'] }],
    ['absent command', { command: undefined }],
    ['variables', { variables: { TENANT: 'b', MODE: 'fast' } }],
    ['task role', { taskRole: 'migrator' }],
    ['execution role', { executionRole: 'migrator' }],
  ])('with another %s are two', (_, more) => {
    expect(identityText({ ...identity, ...more })).not.toBe(identityText(identity))
  })
})

describe('a task', () => {
  test('tells its attempt, its image and its release by its tags', () => {
    const task = migrationTask({ attempt: 3, image: 'registry/api@sha256:abc', release: 'v2.0.0' })
    expect([attemptOf(task), imageOf(task), containerOf(task), subjectOf(task)]).toEqual([
      ...[3, 'registry/api@sha256:abc', 'api', 'of release v2.0.0'],
    ])
    expect([attemptOf({ ...task, tags: [] }), imageOf({ ...task, tags: [] })]).toEqual([1, undefined])
  })

  test.each([
    { direction: 'up', startedBy: 'deploy-actions/migration/f00' },
    { direction: 'down', startedBy: 'deploy-actions/migration/down/f00' },
  ] as const)('tells by whom it was started which migration it is of, $direction', ({ direction, startedBy }) => {
    expect(startedByMigration('f00', direction)).toBe(startedBy)
    expect(migrationOf({ startedBy })).toEqual({ direction, key: 'f00' })
  })

  test.each([{}, { startedBy: 'console' }, { startedBy: startedByRehearsal('f00') }])(
    'that was started otherwise is of none: %j',
    task => expect(migrationOf(task)).toBeUndefined(),
  )

  test.each([
    { downTo: 'v1.2.2', says: 'down to v1.2.2' },
    { downTo: '4f2c7a19d0b35e6c8a4d21f09b7e3c5a6d8f0e12', says: 'down to commit 4f2c7a19d0b3' },
    { downTo: '', says: 'down to an unknown release' },
  ])('that goes down says where to: $says', ({ downTo, says }) => {
    expect(subjectOf(migrationTask({ downTo }))).toBe(says)
  })

  const group = 'family:shop-migrate'
  test.each([
    { what: 'a migration of ours', task: { startedBy: startedByMigration('f00') }, ownFamily: false, may: true },
    {
      what: 'one of ours that goes down',
      task: { startedBy: startedByMigration('f00', 'down') },
      ownFamily: false,
      may: true,
    },
    {
      what: 'somebody’s task of the service’s family',
      task: { startedBy: 'console', group },
      ownFamily: false,
      may: false,
    },
    {
      what: 'somebody’s task of the migration’s own family',
      task: { startedBy: 'console', group },
      ownFamily: true,
      may: true,
    },
    { what: 'a task that somebody started without a name', task: { group }, ownFamily: true, may: true },
    { what: 'a dry-run command', task: { startedBy: startedByRehearsal('f00'), group }, ownFamily: true, may: false },
    {
      what: 'a task of a service',
      task: { startedBy: 'ecs-svc/1', group: 'service:api' },
      ownFamily: true,
      may: false,
    },
  ])('may change the database, or not: $what', ({ task, ownFamily, may }) => {
    expect(mayMigrate(migrationTask(task), { ownFamily })).toBe(may)
  })

  test('is started by what RunTask takes', () => {
    expect(startedByMigration('f'.repeat(32))).toMatch(/^[A-Za-z0-9/_-]{1,128}$/)
    expect(startedByMigration('f'.repeat(32), 'down')).toMatch(/^[A-Za-z0-9/_-]{1,128}$/)
    expect(startedByRehearsal('f'.repeat(32))).toMatch(/^[A-Za-z0-9/_-]{1,128}$/)
  })
})
