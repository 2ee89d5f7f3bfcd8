import { describe, expect, test } from '@jest/globals'
import type { JsonObject } from '../operation.ts'
import { Account } from './account.ts'

const minimal: JsonObject = {
  family: 'job',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  containerDefinitions: [{ name: 'job', image: 'busybox', portMappings: [{ containerPort: 80 }] }],
}

const describeIt = (account: Account, taskDefinition: string, include: string[] = []) =>
  account.ask('DescribeTaskDefinition', { taskDefinition, include })

describe('RegisterTaskDefinition', () => {
  test('answers with what AWS adds, and with its defaults', () => {
    const account = new Account()
    const { taskDefinition } = account.ask('RegisterTaskDefinition', minimal)
    expect(taskDefinition).toMatchObject({
      taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/job:1',
      family: 'job',
      revision: 1,
      status: 'ACTIVE',
      compatibilities: ['EC2', 'FARGATE'],
      volumes: [],
      placementConstraints: [],
      registeredAt: account.began / 1000,
      containerDefinitions: [
        {
          name: 'job',
          cpu: 0,
          essential: true,
          environment: [],
          mountPoints: [],
          volumesFrom: [],
          portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
        },
      ],
    })
    expect(taskDefinition?.requiresAttributes).toContainEqual({ name: 'ecs.capability.task-eni' })
  })

  test('keeps members that are unknown today, wherever they are', () => {
    const account = new Account()
    const future = { tomorrow: { deep: [1, { x: null }] } }
    account.ask('RegisterTaskDefinition', {
      ...minimal,
      ...future,
      containerDefinitions: [{ name: 'job', image: 'busybox', ...future }],
    })
    expect(describeIt(account, 'job').taskDefinition).toMatchObject({ ...future, containerDefinitions: [future] })
  })

  test('does not let a caller change what it registered', () => {
    const account = new Account()
    const document = structuredClone(minimal)
    account.ask('RegisterTaskDefinition', document)
    document.cpu = '4096'
    expect(describeIt(account, 'job').taskDefinition?.cpu).toBe('256')
  })

  test.each<{ what: string; change: JsonObject; message: RegExp }>([
    { what: 'a family with a blank', change: { family: 'my job' }, message: /^Family should only contain/ },
    { what: 'no containers', change: { containerDefinitions: [] }, message: /^Container list cannot be empty/ },
    {
      what: 'a container without image',
      change: { containerDefinitions: [{ name: 'job' }] },
      message: /^Container.image should not be null or empty/,
    },
    {
      what: 'no essential container',
      change: { containerDefinitions: [{ name: 'job', image: 'busybox', essential: false }] },
      message: /essential/,
    },
    { what: 'Fargate without awsvpc', change: { networkMode: 'bridge' }, message: /network mode 'awsvpc'/ },
    {
      what: 'more than 64 KiB',
      change: { containerDefinitions: [{ name: 'job', image: 'busybox', command: ['x'.repeat(65_536)] }] },
      message: /64 KiB/,
    },
  ])('refuses $what', ({ change, message }) => {
    const account = new Account()
    const register = (): unknown => account.ask('RegisterTaskDefinition', { ...minimal, ...change })
    expect(register).toThrow(expect.objectContaining({ code: 'ClientException' }))
    expect(register).toThrow(message)
  })
})

describe('tags of a task definition', () => {
  const tags = [
    { key: 'release', value: 'v1' },
    { key: 'commit', value: 'abc' },
  ]

  test('are told only when asked for', () => {
    const account = new Account()
    expect(account.ask('RegisterTaskDefinition', { ...minimal, tags }).tags).toEqual(tags)
    expect(describeIt(account, 'job')).not.toHaveProperty('tags')
    expect(describeIt(account, 'job', ['TAGS']).tags).toEqual(tags)
    expect(describeIt(account, 'job').taskDefinition).not.toHaveProperty('tags')
  })

  test('can be added and replaced', () => {
    const account = new Account()
    const arn = account.ask('RegisterTaskDefinition', { ...minimal, tags }).taskDefinition?.taskDefinitionArn ?? ''
    const news = [{ key: 'release', value: 'v2' }]
    account.ask('TagResource', { resourceArn: arn, tags: news })
    expect(account.ask('ListTagsForResource', { resourceArn: arn }).tags).toEqual([tags[1], ...news])
  })

  test.each(['cluster', 'service', 'task'] as const)('are kept for a %s as well', kind => {
    const account = new Account()
    const arns = {
      cluster: account.service.clusterArn,
      service: account.service.arn,
      task: account.tasks[0]?.arn ?? '',
    }
    account.ask('TagResource', { resourceArn: arns[kind], tags })
    expect(account.ask('ListTagsForResource', { resourceArn: arns[kind] }).tags).toEqual(tags)
  })
})

describe('a revision', () => {
  test('that is deregistered is INACTIVE, can be described by number, and its number is not used again', () => {
    const account = new Account()
    for (let count = 0; count < 3; count++) account.ask('RegisterTaskDefinition', minimal)
    const { taskDefinition } = account.ask('DeregisterTaskDefinition', { taskDefinition: 'job:3' })
    expect(taskDefinition).toMatchObject({ revision: 3, status: 'INACTIVE' })
    expect(describeIt(account, 'job:3').taskDefinition?.status).toBe('INACTIVE')
    expect(describeIt(account, 'job').taskDefinition?.revision).toBe(2)
    expect(account.ask('RegisterTaskDefinition', minimal).taskDefinition?.revision).toBe(4)
  })

  test('that nobody registered cannot be described', () => {
    expect(() => describeIt(new Account(), 'job:1')).toThrow(
      expect.objectContaining({ code: 'ClientException', message: 'Unable to describe task definition.' }),
    )
  })

  test('is listed by family, status and order, a page at a time', () => {
    const account = new Account()
    for (let count = 0; count < 12; count++) account.ask('RegisterTaskDefinition', minimal)
    account.ask('DeregisterTaskDefinition', { taskDefinition: 'job:5' })
    const list = (input: JsonObject): string[] => {
      const { taskDefinitionArns = [], nextToken } = account.ask('ListTaskDefinitions', {
        familyPrefix: 'job',
        ...input,
      })
      const revisions = taskDefinitionArns.map(arn => arn.split(':').at(-1) ?? '')
      return nextToken === undefined ? revisions : [...revisions, ...list({ ...input, nextToken })]
    }
    expect(list({})).toEqual(['1', '2', '3', '4', '6', '7', '8', '9', '10', '11', '12'])
    expect(list({ sort: 'DESC', maxResults: 3 })).toEqual(list({}).reverse())
    expect(list({ status: 'INACTIVE' })).toEqual(['5'])
    expect(list({ familyPrefix: 'jo' })).toEqual([])
  })
})
