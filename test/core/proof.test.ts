import { describe, expect, test } from '@jest/globals'
import { claimOf, unpinnedContainers } from '../../shared/core/claim.ts'
import { prove } from '../../shared/core/proof.ts'
import type { Claim, Proof } from '../../shared/core/proof.ts'
import type { Service, TargetHealth, Task } from '../../shared/core/service.ts'
import { digest, revision, service, target, task } from './seen-service.ts'

const blue = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/blue/1'
const green = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/green/2'
const admin = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/admin/3'

const claim: Claim = {
  taskDefinition: revision(20),
  deploymentId: 'ecs-svc/20',
  digests: new Map([['api', [digest('a'), digest('b')]]]),
  checked: [],
}

const behind = (...arns: string[]): Service['targetGroups'] => [{ arns }]

interface Seen {
  service?: Partial<Service>
  tasks?: readonly Task[]
  targets?: readonly TargetHealth[]
}

function judge({ service: members, tasks = [task('1'), task('2')], targets = [] }: Seen, by = claim): Proof {
  return prove(by, { service: service(members), tasks, targets })
}

describe('a release is proved', () => {
  test.each<[string, Seen, number]>([
    ['by all its tasks, without a load balancer', {}, 0],
    ['by the digest of the index and of an image in it', { tasks: [task('1'), ran('2', digest('b'))] }, 0],
    ['by as many tasks as are wanted now', { service: { desired: 3 }, tasks: [task('1'), task('2'), task('3')] }, 0],
    [
      'by healthy targets, while others drain',
      {
        service: { targetGroups: behind(blue) },
        targets: [target(blue, '10.0.0.1'), target(blue, '10.0.0.2'), target(blue, '10.0.0.9', { state: 'draining' })],
      },
      2,
    ],
    [
      'by either target group of a blue/green service',
      {
        service: { targetGroups: behind(blue, green) },
        targets: [target(green, '10.0.0.1'), target(green, '10.0.0.2'), target(blue, '10.0.0.1', { state: 'unused' })],
      },
      2,
    ],
    [
      'by instances, several tasks to one',
      {
        service: { targetGroups: behind(blue) },
        tasks: [task('1', { ips: [] }), task('2', { ips: [] })],
        targets: [
          target(blue, 'i-1', { port: 32768 }),
          target(blue, 'i-1', { port: 32769 }),
          target(blue, 'i-2', { state: 'draining' }),
        ],
      },
      2,
    ],
    [
      'beside a task that is being stopped',
      { tasks: [task('1'), task('2'), foreign({ desiredStatus: 'STOPPED' })] },
      0,
    ],
  ])('%s', (_, seen, healthyTargets) => {
    const proof = judge(seen)
    const desired = seen.service?.desired ?? 2
    expect(proof).toEqual({
      is: 'proved',
      evidence: { running: desired, desired, digests: { api: digest('a') }, healthyTargets },
    })
  })
})

describe('a release stays open', () => {
  test.each<[string, Seen, string[]]>([
    [
      'while an old task runs, whatever ECS calls successful',
      { tasks: [task('1'), task('2'), foreign()] },
      ['1 task of another deployment still runs (api:10)'],
    ],
    [
      'while old tasks run instead of new ones',
      { tasks: [foreign(), foreign({ taskDefinition: revision(11) })] },
      ['2 tasks of another deployment still run (api:10, api:11)', '0 of 2 tasks run it'],
    ],
    [
      'while the same revision runs by another deployment',
      { tasks: [task('1'), task('2', { startedBy: 'ecs-svc/10' })] },
      ['1 task of another deployment still runs (api:20)', '1 of 2 tasks run it'],
    ],
    ['when no task is there', { tasks: [] }, ['0 of 2 tasks run it']],
    ['while a task starts', { tasks: [task('1'), task('2', { lastStatus: 'PENDING' })] }, ['1 of 2 tasks run it']],
    ['when autoscaling wants more', { service: { desired: 3 } }, ['2 of 3 tasks run it']],
    ['when autoscaling wants fewer', { service: { desired: 1 } }, ['2 of 1 tasks run it']],
    [
      'when a task runs another image',
      { tasks: [task('1'), ran('2', digest('c'))] },
      [`container api of task 2 runs ${digest('c')}, not the wanted image`],
    ],
    [
      'when ECS does not say what a task runs',
      { tasks: [task('1'), task('2', { containers: [{ name: 'api' }] })] },
      ['ECS does not say which image container api of task 2 runs'],
    ],
    [
      'when the container is not there',
      { tasks: [task('1'), task('2', { containers: [] })] },
      ['ECS does not say which image container api of task 2 runs'],
    ],
    ['when a task is sick', { tasks: [task('1'), task('2', { health: 'UNHEALTHY' })] }, ['task 2 is UNHEALTHY']],
    [
      'when a task is not a target',
      { service: { targetGroups: behind(blue) }, targets: [target(blue, '10.0.0.1')] },
      ['task address 10.0.0.2 is not registered with its load balancer'],
    ],
    [
      'when a task is healthy in a group of another service only',
      { service: { targetGroups: behind(blue) }, targets: [target(admin, '10.0.0.1'), target(admin, '10.0.0.2')] },
      [
        'task address 10.0.0.1 is not registered with its load balancer',
        'task address 10.0.0.2 is not registered with its load balancer',
      ],
    ],
    [
      'when a task is healthy in one load balancer and not in the other',
      {
        service: { targetGroups: [...behind(blue), ...behind(admin)] },
        targets: [
          ...['10.0.0.1', '10.0.0.2'].map(at => target(blue, at)),
          target(admin, '10.0.0.1'),
          target(admin, '10.0.0.2', { state: 'unhealthy', reason: 'Target.Timeout' }),
        ],
      },
      ['target 10.0.0.2:8080 is unhealthy (Target.Timeout)'],
    ],
    [
      'when its own target drains',
      {
        service: { targetGroups: behind(blue) },
        targets: [target(blue, '10.0.0.1'), target(blue, '10.0.0.2', { state: 'draining' })],
      },
      ['target 10.0.0.2:8080 is draining'],
    ],
    [
      'when an instance is a sick target',
      {
        service: { targetGroups: behind(blue) },
        tasks: [task('1', { ips: [] }), task('2', { ips: [] })],
        targets: [target(blue, 'i-1'), target(blue, 'i-2', { state: 'initial' })],
      },
      ['target i-2:8080 is initial', '1 of 2 targets are healthy'],
    ],
  ])('%s', (_, seen, because) => {
    expect(judge(seen)).toEqual({ is: 'open', because })
  })

  const health = (word: string, own: string): Task =>
    task('2', { health: word, containers: [{ name: 'api', digest: digest('a'), health: own }] })
  const well = task('1', { health: 'HEALTHY', containers: [{ name: 'api', digest: digest('a'), health: 'HEALTHY' }] })

  test.each<[string, Task, string[]]>([
    ['has not been healthy yet', health('UNKNOWN', 'UNKNOWN'), ['task 2 is not HEALTHY yet']],
    ['is sick', health('UNHEALTHY', 'UNHEALTHY'), ['task 2 is UNHEALTHY']],
    [
      'is not there',
      task('2', { containers: [] }),
      ['task 2 is not HEALTHY yet', 'ECS does not say which image container api of task 2 runs'],
    ],
  ])('while a container with a health check %s', (_, sick, because) => {
    expect(judge({ tasks: [well, sick] }, { ...claim, checked: ['api'] })).toEqual({ is: 'open', because })
  })

  test('no longer than its checked containers: another without a check keeps the task at UNKNOWN', () => {
    const proof = judge({ tasks: [well, health('UNKNOWN', 'HEALTHY')] }, { ...claim, checked: ['api'] })
    expect(proof.is).toBe('proved')
  })
})

describe('what the tasks of a revision must be', () => {
  const check = { command: ['CMD', 'true'] }
  const definition = {
    family: 'api',
    containerDefinitions: [
      { name: 'api', image: `example.com/api@${digest('a')}`, healthCheck: check },
      { name: 'proxy', image: 'nginx:1.29', healthCheck: check, essential: true },
      { name: 'agent', image: 'agent', healthCheck: check, essential: false },
      { name: 'template', image: '<IMAGE>' },
    ],
  }
  const names = { taskDefinition: revision(20), deploymentId: 'ecs-svc/20' }

  test('pinned containers are held to their digest, others to what ECS resolved', () => {
    const resolved = new Map([
      ['api', digest('f')],
      ['proxy', digest('b')],
    ])
    expect([...claimOf(definition, { ...names, resolved }).digests]).toEqual([
      ['api', [digest('a')]],
      ['proxy', [digest('b')]],
    ])
  })

  test('health is asked of essential containers only: ECS does not count the others', () => {
    expect(claimOf(definition, { ...names, resolved: new Map() }).checked).toEqual(['api', 'proxy'])
  })

  test('containers that could run another image tomorrow are named', () => {
    expect(unpinnedContainers(definition)).toEqual(['proxy', 'agent', 'template'])
  })
})

function foreign(rest: Partial<Task> = {}): Task {
  return task('9', { taskDefinition: revision(10), startedBy: 'ecs-svc/10', ...rest })
}

function ran(id: string, image: string): Task {
  return task(id, { containers: [{ name: 'api', digest: image }] })
}
