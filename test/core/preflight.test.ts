import { describe, expect, test } from '@jest/globals'
import { lowerBound, obstacles, upperBound } from '../../shared/core/preflight.ts'
import type { Service } from '../../shared/core/service.ts'
import { service } from './seen-service.ts'

const check = (members: Partial<Service>, allowZero = false) => obstacles(service(members), { allowZero })

describe('a service that can be deployed to', () => {
  test.each<[string, Partial<Service>]>([
    ['as services are by default', {}],
    ['one task, replaced in place', { desired: 1, minimumHealthyPercent: 0, maximumPercent: 100 }],
    ['half at a time', { desired: 4, minimumHealthyPercent: 50, maximumPercent: 100 }],
    ['one more than all', { desired: 4, minimumHealthyPercent: 100, maximumPercent: 125 }],
    ['blue/green, which does not step', { strategy: 'BLUE_GREEN', maximumPercent: 100 }],
  ])('%s', (_, members) => {
    expect(check(members)).toEqual([])
  })

  test('without tasks, where that is allowed', () => {
    expect(check({ desired: 0 }, true)).toEqual([])
  })
})

describe('a service that cannot be deployed to', () => {
  test.each<[string, Partial<Service>, RegExp, RegExp]>([
    ['draining', { status: 'DRAINING' }, /^is DRAINING/, /^Create/],
    ['of CodeDeploy', { controller: 'CODE_DEPLOY' }, /^is deployed by CODE_DEPLOY/, /CodeDeploy/],
    ['of another controller', { controller: 'EXTERNAL' }, /^is deployed by EXTERNAL/, /task sets/],
    ['a daemon on Fargate', { scheduling: 'DAEMON' }, /on Fargate/, /REPLICA/],
    ['a daemon', { scheduling: 'DAEMON', launchType: 'EC2', desired: 0 }, /^is a DAEMON service:/, /infrastructure/],
    ['without tasks', { desired: 0 }, /desired count of 0/, /`allow-zero: true`/],
    [
      'that can neither start nor stop a task',
      { desired: 3, minimumHealthyPercent: 100, maximumPercent: 125 },
      /of 3 at least 3 must run \(minimumHealthyPercent 100\) and at most 3 may \(maximumPercent 125\)/,
      /^Lower minimumHealthyPercent or raise/,
    ],
    ['whose rounding leaves no room', { desired: 2, minimumHealthyPercent: 75, maximumPercent: 100 }, /of 2/, /^Lower/],
  ])('%s', (_, members, why, next) => {
    expect(check(members)).toEqual([
      { service: 'api', why: expect.stringMatching(why), next: expect.stringMatching(next) },
    ])
  })

  test('all that is wrong is said together', () => {
    expect(check({ status: 'INACTIVE', controller: 'EXTERNAL', desired: 0 })).toHaveLength(3)
  })
})

/** "Amazon ECS deployment types", rolling update. */
test.each([
  [4, 50, 2, 200, 8],
  [2, 75, 2, 100, 2],
  [3, 100, 3, 125, 3],
  [3, 33, 1, 150, 4],
])('of %d tasks %d percent are at least %d, and %d percent at most %d', (desired, minimum, low, maximum, high) => {
  expect([lowerBound(desired, minimum), upperBound(desired, maximum)]).toEqual([low, high])
})
