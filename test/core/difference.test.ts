import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { difference, differenceLines, sameDefinition } from '../../shared/core/difference.ts'
import { registrable } from '../../shared/core/task-definition.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'
import { taskDefinitions } from '../real-input/index.ts'

const definition: TaskDefinition = {
  family: 'api',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  taskRoleArn: 'arn:aws:iam::123456789012:role/api',
  containerDefinitions: [
    {
      name: 'api',
      image: 'doc-platform/api:v1',
      portMappings: [{ containerPort: 8080 }],
      environment: [
        { name: 'MODE', value: 'production' },
        { name: 'LEVEL', value: 'info' },
      ],
      secrets: [{ name: 'DATABASE_URL', valueFrom: 'arn:aws:ssm:us-west-2:123456789012:parameter/database' }],
      healthCheck: { command: ['CMD-SHELL', 'curl -f http://localhost:8080/health'] },
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/api', 'awslogs-region': 'us-west-2' } },
    },
    { name: 'proxy', image: 'nginx:1.27', essential: false },
  ],
}

function top(members: object): TaskDefinition {
  return { ...definition, ...members }
}

/** The definition with other members in its first container. */
function container(members: object): TaskDefinition {
  const [api, ...others] = definition.containerDefinitions
  return top({ containerDefinitions: [{ ...api, ...members }, ...others] })
}

/** What ECS answers when `definition` is described: its defaults are written out, and lists come in its own order. */
const described: TaskDefinition = {
  taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:41',
  containerDefinitions: [
    {
      name: 'api',
      image: 'doc-platform/api:v1',
      cpu: 0,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
      essential: true,
      environment: [
        { name: 'LEVEL', value: 'info' },
        { name: 'MODE', value: 'production' },
      ],
      mountPoints: [],
      volumesFrom: [],
      secrets: [{ valueFrom: 'arn:aws:ssm:us-west-2:123456789012:parameter/database', name: 'DATABASE_URL' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-region': 'us-west-2', 'awslogs-group': '/api' },
        secretOptions: [],
      },
      healthCheck: {
        command: ['CMD-SHELL', 'curl -f http://localhost:8080/health'],
        interval: 30,
        timeout: 5,
        retries: 3,
      },
      systemControls: [],
    },
    {
      name: 'proxy',
      image: 'nginx:1.27',
      cpu: 0,
      portMappings: [],
      essential: false,
      environment: [],
      mountPoints: [],
    },
  ],
  family: 'api',
  taskRoleArn: 'arn:aws:iam::123456789012:role/api',
  networkMode: 'awsvpc',
  revision: 41,
  volumes: [],
  status: 'ACTIVE',
  requiresAttributes: [{ name: 'ecs.capability.task-eni' }],
  placementConstraints: [],
  compatibilities: ['EC2', 'FARGATE'],
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  registeredAt: 1_763_629_200,
}

describe('two definitions are the same', () => {
  test('when one is what ECS answers for the other', () => {
    expect(difference(definition, described)).toEqual([])
    expect(sameDefinition(described, definition)).toBe(true)
  })

  test.each([
    ['null is as good as nothing', top({ ipcMode: null, volumes: null }), definition],
    ['tags are no part of it', top({ tags: [{ key: 'a', value: 'b' }] }), definition],
    [
      'compatibilities are a set',
      top({ requiresCompatibilities: ['EC2', 'FARGATE'] }),
      top({ requiresCompatibilities: ['FARGATE', 'EC2'] }),
    ],
    ['ECS counts vCPU and GB in units', top({ cpu: '.25 vCPU', memory: '0.5 GB' }), definition],
    ['the size may be a number in a file', top({ cpu: 256 }), definition],
    ['fault injection is off', top({ enableFaultInjection: false }), definition],
    [
      'containers have names, not an order',
      top({ containerDefinitions: definition.containerDefinitions.toReversed() }),
      definition,
    ],
    [
      'a health check starts at once',
      container({ healthCheck: { command: ['CMD', 'x'], startPeriod: 0 } }),
      container({ healthCheck: { command: ['CMD', 'x'], retries: 3 } }),
    ],
    [
      'mounts are writable',
      container({ mountPoints: [{ sourceVolume: 'a', containerPath: '/a', readOnly: false }] }),
      container({ mountPoints: [{ sourceVolume: 'a', containerPath: '/a' }] }),
    ],
    ['no labels are no labels', container({ dockerLabels: {} }), definition],
    [
      'ECS adds an empty host to a volume',
      top({ volumes: [{ name: 'a', host: {} }] }),
      top({ volumes: [{ name: 'a' }] }),
    ],
    [
      'ECS writes out the parts of Linux parameters',
      container({ linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: [] } } }),
      container({ linuxParameters: { initProcessEnabled: true } }),
    ],
    [
      'volumes of EFS have defaults',
      top({ volumes: [{ name: 'a', efsVolumeConfiguration: { fileSystemId: 'fs-1', rootDirectory: '/' } }] }),
      top({
        volumes: [{ name: 'a', efsVolumeConfiguration: { fileSystemId: 'fs-1', transitEncryption: 'DISABLED' } }],
      }),
    ],
    [
      'the order of members does not matter in what is not known either',
      top({ later: { a: 1, b: [] } }),
      top({ later: { b: null, a: 1 } }),
    ],
  ])('%s', (_, a, b) => {
    expect(difference(a, b)).toEqual([])
    expect(difference(b, a)).toEqual([])
  })

  test.each(taskDefinitions)('$name, to itself, as registered and in another order', ({ taskDefinition }) => {
    expect(sameDefinition(taskDefinition, taskDefinition)).toBe(true)
    expect(sameDefinition(registrable(taskDefinition), reordered(taskDefinition) as TaskDefinition)).toBe(true)
  })
})

describe('two definitions are not the same', () => {
  test.each([
    [
      'a variable is empty rather than absent',
      container({ environment: [{ name: 'A', value: '' }] }),
      container({ environment: [{ name: 'A' }] }),
    ],
    [
      'a variable is defined twice in another order',
      container({
        environment: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      }),
      container({
        environment: [
          { name: 'A', value: '2' },
          { name: 'A', value: '1' },
        ],
      }),
    ],
    [
      'a variable is defined twice rather than once',
      container({
        environment: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      }),
      container({ environment: [{ name: 'A', value: '2' }] }),
    ],
    [
      'there is one more mount',
      container({ mountPoints: [{ sourceVolume: 'a' }] }),
      container({ mountPoints: [{ sourceVolume: 'a' }, { sourceVolume: 'b' }] }),
    ],
    [
      'the arguments of a command are in another order',
      container({ command: ['a', 'b'] }),
      container({ command: ['b', 'a'] }),
    ],
    ['a port is another', container({ portMappings: [{ containerPort: 8080, name: 'http' }] }), definition],
    [
      'a bridged port is fixed',
      top({
        networkMode: 'bridge',
        containerDefinitions: [{ name: 'a', portMappings: [{ containerPort: 80, hostPort: 80 }] }],
      }),
      top({
        networkMode: 'bridge',
        containerDefinitions: [{ name: 'a', portMappings: [{ containerPort: 80, hostPort: 0 }] }],
      }),
    ],
    ['a member nobody knows is an empty object', container({ featureOfTomorrow: {} }), definition],
    ['a member is what every object has', top({ constructor: 'x' }), definition],
    ['a list is nothing of the kind', container({ environment: 'A=1' }), definition],
    [
      'a mount is read-only',
      container({ mountPoints: [{ sourceVolume: 'a', containerPath: '/a', readOnly: true }] }),
      container({ mountPoints: [{ sourceVolume: 'a', containerPath: '/a' }] }),
    ],
    ['sizes are what nobody expects', top({ cpu: { a: 1 } }), top({ cpu: { a: 2 } })],
  ])('when %s', (_, a, b) => {
    expect(sameDefinition(a, b)).toBe(false)
    expect(sameDefinition(b, a)).toBe(false)
  })

  test.each(taskDefinitions)('$name, when any one value of it is another', ({ taskDefinition }) => {
    const original = registrable(taskDefinition)
    for (const [path, changed] of changedLeaves(original)) {
      expect({ path, same: sameDefinition(original, changed as TaskDefinition) }).toEqual({ path, same: false })
    }
  })

  test('whatever they hold, and both ways', () => {
    const members = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 })
    const some = fc
      .tuple(members, members)
      .map(([rest, own]) => ({ ...rest, family: 'api', containerDefinitions: [{ ...own, name: 'api' }] }))
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(sameDefinition(a, a)).toBe(true)
        expect(sameDefinition(a, b)).toBe(sameDefinition(b, a))
        expect(sameDefinition(a, reordered(a) as TaskDefinition)).toBe(true)
      }),
    )
  })
})

describe('the difference is told in lines', () => {
  test.each([
    [
      'the image',
      container({ image: 'doc-platform/api:v2' }),
      ['~ containerDefinitions.api.image: doc-platform/api:v1 → doc-platform/api:v2'],
    ],
    ['the size', top({ cpu: '1 vCPU', memory: '2 GB' }), ['~ cpu: 256 → 1024', '~ memory: 512 → 2048']],
    [
      'a role',
      top({ taskRoleArn: 'arn:aws:iam::123456789012:role/admin' }),
      ['~ taskRoleArn: arn:aws:iam::123456789012:role/api → arn:aws:iam::123456789012:role/admin'],
    ],
    ['a role that is no more', top({ taskRoleArn: undefined }), ['- taskRoleArn: arn:aws:iam::123456789012:role/api']],
    ['a role that is new', top({ executionRoleArn: 'arn:x' }), ['+ executionRoleArn: arn:x']],
    [
      'the platform',
      top({ runtimePlatform: { cpuArchitecture: 'ARM64' } }),
      ['+ runtimePlatform.cpuArchitecture: ARM64'],
    ],
    [
      'ports',
      container({ portMappings: [{ containerPort: 8080 }, { containerPort: 9090, protocol: 'udp' }] }),
      ['~ containerDefinitions.api.portMappings: 8080/tcp → 8080/tcp, 9090/udp'],
    ],
    [
      'the name of a port',
      container({ portMappings: [{ containerPort: 8080, name: 'http' }] }),
      ['~ containerDefinitions.api.portMappings (changed)'],
    ],
    [
      'a health check',
      container({ healthCheck: { command: ['CMD', 'true'], interval: 10 } }),
      [
        '~ containerDefinitions.api.healthCheck.command (changed)',
        '~ containerDefinitions.api.healthCheck.interval: 30 → 10',
      ],
    ],
    [
      'a health check that is no more',
      container({ healthCheck: undefined }),
      ['- containerDefinitions.api.healthCheck.command'],
    ],
    [
      'a default that is one no more',
      container({ essential: false }),
      ['~ containerDefinitions.api.essential: true → false'],
    ],
    [
      'variables, without their values',
      container({
        environment: [
          { name: 'MODE', value: 'hunter2' },
          { name: 'NEW', value: 'hunter2' },
        ],
      }),
      [
        '~ containerDefinitions.api.environment.MODE (changed)',
        '- containerDefinitions.api.environment.LEVEL',
        '+ containerDefinitions.api.environment.NEW',
      ],
    ],
    [
      'secrets, without where they lie',
      container({ secrets: [{ name: 'TOKEN', valueFrom: 'arn:hunter2' }] }),
      ['- containerDefinitions.api.secrets.DATABASE_URL', '+ containerDefinitions.api.secrets.TOKEN'],
    ],
    [
      'log options, without their values',
      container({ logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': 'hunter2' } } }),
      [
        '~ containerDefinitions.api.logConfiguration.logDriver: awslogs → splunk',
        '- containerDefinitions.api.logConfiguration.options.awslogs-group',
        '- containerDefinitions.api.logConfiguration.options.awslogs-region',
        '+ containerDefinitions.api.logConfiguration.options.splunk-token',
      ],
    ],
    [
      'what nobody knows, without what is in it',
      container({ tomorrow: { token: 'hunter2' } }),
      ['+ containerDefinitions.api.tomorrow'],
    ],
    [
      'a container that is new',
      top({
        containerDefinitions: [
          ...definition.containerDefinitions,
          { name: 'agent', image: 'agent:7', privileged: true, environment: [{ name: 'KEY', value: 'hunter2' }] },
        ],
      }),
      [
        '+ containerDefinitions.agent',
        '+ containerDefinitions.agent.image: agent:7',
        '+ containerDefinitions.agent.privileged: true',
        '+ containerDefinitions.agent.environment.KEY',
      ],
    ],
    [
      'a container that is no more',
      top({ containerDefinitions: definition.containerDefinitions.slice(0, 1) }),
      [
        '- containerDefinitions.proxy',
        '- containerDefinitions.proxy.image: nginx:1.27',
        '- containerDefinitions.proxy.essential: false',
      ],
    ],
    ['nothing', described, []],
  ])('%s', (_, after, lines) => {
    expect(differenceLines(difference(definition, after))).toEqual(lines)
  })

  test('of which none can be broken by a name or a value', () => {
    const name = 'A\n::error::owned\r\u001B[31m\u2028'
    const after = container({ image: 'a\n::set-output name=x::y', environment: [{ name, value: 'x' }] })
    const lines = differenceLines(difference(definition, after))
    expect(lines.join('|')).not.toMatch(/[\p{Cc}\u2028]/u)
    expect(lines).toContain('+ containerDefinitions.api.environment.A\\u{a}::error::owned\\u{d}\\u{1b}[31m\\u{2028}')
  })
})

describe('no value that may be a secret is shown', () => {
  test.each(taskDefinitions)('of $name, whichever way it changed', ({ taskDefinition }) => {
    const before = registrable(taskDefinition)
    const canary = planted(before, '') as TaskDefinition
    const bare = {
      family: before.family,
      containerDefinitions: before.containerDefinitions.map(({ name }) => ({ name })),
    }
    for (const [a, b] of [
      [before, canary],
      [canary, before],
      [bare, canary],
      [canary, bare],
    ] as const) {
      expect(JSON.stringify(difference(a, b))).not.toContain(CANARY)
      expect(differenceLines(difference(a, b)).join('\n')).not.toContain(CANARY)
    }
  })

  test('and the canaries are really there', () => {
    const planting = taskDefinitions.map(({ taskDefinition }) =>
      JSON.stringify(planted(registrable(taskDefinition), '')),
    )
    expect(planting.filter(text => text.includes(CANARY))).toHaveLength(taskDefinitions.length)
  })
})

const CANARY = 'canary-5up3r-s3cr3t'

/** The only places whose values may be shown. What is not listed here, known or not, may hold a secret. */
const harmless = new Set([
  ...[
    'family',
    'cpu',
    'memory',
    'memoryReservation',
    'networkMode',
    'pidMode',
    'ipcMode',
    'taskRoleArn',
    'executionRoleArn',
  ],
  ...['requiresCompatibilities[]', 'runtimePlatform.cpuArchitecture', 'runtimePlatform.operatingSystemFamily'],
  ...[
    'ephemeralStorage.sizeInGiB',
    'enableFaultInjection',
    'proxyConfiguration.type',
    'proxyConfiguration.containerName',
  ],
  ...['volumes[].name', 'volumes[].efsVolumeConfiguration.transitEncryption'],
  'volumes[].efsVolumeConfiguration.authorizationConfig.iam',
  'proxyConfiguration.properties[].name',
  ...[
    'name',
    'image',
    'cpu',
    'memory',
    'memoryReservation',
    'essential',
    'startTimeout',
    'stopTimeout',
    'privileged',
  ].map(inContainer),
  ...['readonlyRootFilesystem', 'versionConsistency', 'logConfiguration.logDriver', 'firelensConfiguration.type'].map(
    inContainer,
  ),
  ...['interval', 'timeout', 'retries', 'startPeriod'].map(member => inContainer(`healthCheck.${member}`)),
  ...['containerPort', 'hostPort', 'protocol', 'containerPortRange'].map(member =>
    inContainer(`portMappings[].${member}`),
  ),
  ...['environment[].name', 'secrets[].name', 'logConfiguration.secretOptions[].name'].map(inContainer),
])

function inContainer(member: string): string {
  return `containerDefinitions[].${member}`
}

/** A copy with a canary in place of every value that is not harmless. */
function planted(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map(item => planted(item, `${path}[]`))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, planted(member, path === '' ? key : `${path}.${key}`)]),
    )
  }
  return harmless.has(path) ? value : `${CANARY}-${String(value)}`
}

/** The same JSON with the members of every object the other way round. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reordered(member)]),
  )
}

/** Every copy of a JSON value in which exactly one leaf is another, with the path to it. */
function* changedLeaves(value: unknown, path = ''): Generator<[path: string, changed: unknown]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      for (const [where, changed] of changedLeaves(item, `${path}[${index}]`)) yield [where, value.with(index, changed)]
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      for (const [where, changed] of changedLeaves(member, `${path}.${key}`))
        yield [where, { ...value, [key]: changed }]
    }
  } else {
    yield [path, typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`]
  }
}
