import { describe, expect, test } from '@jest/globals'
import {
  attemptOf,
  identityText,
  imageOf,
  mayMigrate,
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
    expect([attemptOf(task), imageOf(task), subjectOf(task)]).toEqual([3, 'registry/api@sha256:abc', 'release v2.0.0'])
    expect([attemptOf({ ...task, tags: [] }), imageOf({ ...task, tags: [] })]).toEqual([1, undefined])
  })

  const group = 'family:shop-migrate'
  test.each([
    { what: 'a migration of ours', task: { startedBy: startedByMigration('f00') }, ownFamily: false, may: true },
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
    expect(startedByRehearsal('f'.repeat(32))).toMatch(/^[A-Za-z0-9/_-]{1,128}$/)
  })
})
