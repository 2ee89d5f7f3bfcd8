import { describe, expect, test } from '@jest/globals'
import { launchOf, launchText, networkText } from '../../shared/core/launch.ts'
import type { Launch, LaunchQuestion } from '../../shared/core/launch.ts'
import { migrationContainer } from '../../shared/core/migration-container.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'

const network = { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'], assignPublicIp: false }
const definition: TaskDefinition = {
  family: 'api',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  containerDefinitions: [{ name: 'api' }],
}
const question: LaunchQuestion = {
  definition,
  service: { launchType: 'FARGATE', network },
  network: undefined,
  capacity: 'on-demand',
}

const providers = (...names: string[]) => names.map(capacityProvider => ({ capacityProvider, weight: 1 }))

describe('a task that is like a service', () => {
  test.each<[string, Partial<LaunchQuestion>, Launch]>([
    [
      'takes its network and its platform version',
      { service: { launchType: 'FARGATE', network, platformVersion: '1.4.0' } },
      { launchType: 'FARGATE', network, platformVersion: '1.4.0' },
    ],
    [
      'gets on-demand capacity, though the service runs on Spot',
      { service: { network, capacityProviders: providers('FARGATE_SPOT') } },
      { launchType: 'FARGATE', network },
    ],
    [
      'gets on-demand capacity, though the service has some of both',
      { service: { network, capacityProviders: providers('FARGATE', 'FARGATE_SPOT') } },
      { launchType: 'FARGATE', network },
    ],
    [
      'gets Spot if that is asked for',
      { capacity: 'spot' },
      { capacityProviders: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }], network },
    ],
    [
      'keeps capacity providers of instances',
      { service: { network, capacityProviders: providers('gpu') } },
      { capacityProviders: providers('gpu'), network },
    ],
    [
      'keeps the launch type of instances, without a network where it has none of its own',
      { definition: { ...definition, networkMode: 'bridge' }, service: { launchType: 'EC2' } },
      { launchType: 'EC2' },
    ],
    [
      'of no service runs on Fargate where its definition says so',
      { service: undefined, network },
      { launchType: 'FARGATE', network },
    ],
    [
      'of no service is left to the cluster else',
      { service: undefined, network, definition: { ...definition, requiresCompatibilities: ['EC2'] } },
      { network },
    ],
    [
      'takes another network in place of the service’s',
      { network: { subnets: ['subnet-9'], securityGroups: [] } },
      { launchType: 'FARGATE', network: { subnets: ['subnet-9'], securityGroups: [] } },
    ],
  ])('%s', (_, more, launch) => {
    expect(launchOf({ ...question, ...more })).toEqual({ is: 'launch', launch })
  })

  test.each<[string, Partial<LaunchQuestion>, string]>([
    ['subnets', { service: undefined }, 'no subnets'],
    [
      'Fargate, of which Spot is',
      { capacity: 'spot', service: { launchType: 'EC2', network } },
      'does not run on Fargate',
    ],
  ])('lacks %s', (_, more, why) => {
    expect(launchOf({ ...question, ...more })).toMatchObject({ is: 'problem', why: expect.stringContaining(why) })
  })

  test('is told in words', () => {
    expect(launchText({ launchType: 'FARGATE', platformVersion: '1.4.0' })).toBe('Fargate, on demand, platform 1.4.0')
    expect(launchText({ capacityProviders: providers('FARGATE_SPOT') })).toBe('FARGATE_SPOT')
    expect(launchText({ launchType: 'EC2' })).toBe('EC2')
    expect(launchText({})).toBe('as the cluster has it')
    expect(networkText(network)).toBe('subnet-1, subnet-2; sg-1, no public address')
    expect(networkText({ subnets: ['subnet-1'], securityGroups: [], assignPublicIp: true })).toBe(
      'subnet-1; the default security group, public address',
    )
  })
})

describe('the container that counts', () => {
  const withContainers = (...containers: TaskDefinition['containerDefinitions']) => ({
    family: 'api',
    containerDefinitions: containers,
  })
  const sidecar = { name: 'proxy', essential: false }

  test.each([
    ['the only one', withContainers({ name: 'api' }), undefined],
    ['the only essential one', withContainers(sidecar, { name: 'api', essential: true }), undefined],
    ['the named one', withContainers({ name: 'proxy' }, { name: 'api' }), 'api'],
    [
      'the named one, though another one is started anew',
      withContainers(
        { name: 'proxy', restartPolicy: { enabled: true } },
        { name: 'api', restartPolicy: { enabled: false } },
      ),
      'api',
    ],
  ])('is %s', (_, definition, name) => {
    expect(migrationContainer(definition, name)).toEqual({ is: 'container', name: 'api' })
  })

  test.each([
    [
      'of several essential ones',
      withContainers({ name: 'proxy' }, { name: 'api' }),
      undefined,
      'several essential containers: proxy, api',
    ],
    ['that is not there', withContainers({ name: 'proxy' }), 'api', 'no container "api"; its containers: proxy'],
    ['without which the task goes on', withContainers({ name: 'api' }, sidecar), 'proxy', 'not essential'],
    [
      'that ECS starts again when it ends',
      withContainers({ name: 'api', restartPolicy: { enabled: true } }),
      undefined,
      'restart policy',
    ],
  ])('cannot be one %s', (_, definition, name, why) => {
    expect(migrationContainer(definition, name)).toMatchObject({ is: 'problem', why: expect.stringContaining(why) })
  })
})
