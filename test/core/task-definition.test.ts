import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseImage } from '../../shared/core/image.ts'
import { platformText } from '../../shared/core/manifest.ts'
import { sameDefinition } from '../../shared/core/difference.ts'
import {
  containerFor,
  readDefinitionFile,
  registrable,
  wantedPlatform,
  withImages,
} from '../../shared/core/task-definition.ts'
import type { TaskDefinition } from '../../shared/core/task-definition.ts'
import { taskDefinitions } from '../real-input/index.ts'

const ecr = '123456789012.dkr.ecr.us-west-2.amazonaws.com'
const pinned = `${ecr}/doc-platform/api@sha256:${'a'.repeat(64)}`

const described: TaskDefinition = {
  taskDefinitionArn: 'arn:aws:ecs:us-west-2:123456789012:task-definition/api:41',
  containerDefinitions: [
    { image: `${ecr}/doc-platform/api:v1`, name: 'api', cpu: 0, memberOfTomorrow: { a: [null, 1] } },
    { name: 'proxy', image: 'nginx:1.27', essential: false, command: null },
  ],
  family: 'api',
  revision: 41,
  volumes: [],
  status: 'INACTIVE',
  requiresAttributes: [{ name: 'ecs.capability.execution-role-ecr-pull' }],
  compatibilities: ['EC2', 'FARGATE'],
  registeredAt: 1_763_629_200.123,
  registeredBy: 'arn:aws:iam::123456789012:role/deploy',
  deregisteredAt: 1_763_629_300,
  deleteRequestedAt: 1_763_629_400,
  settingOfTomorrow: { on: true },
}

describe('a described task definition becomes one that can be registered', () => {
  test('by leaving out what ECS alone writes, and touching nothing else', () => {
    const { containerDefinitions } = described
    const left = { containerDefinitions, family: 'api', volumes: [], settingOfTomorrow: { on: true } }
    expect(JSON.stringify(registrable(described))).toBe(JSON.stringify(left))
  })

  test.each(taskDefinitions)('$name, whose other members stay byte for byte', ({ taskDefinition }) => {
    const kept = Object.entries(registrable(taskDefinition))
    expect(JSON.stringify(kept)).toBe(
      JSON.stringify(Object.entries(taskDefinition).filter(([member]) => !readOnly.includes(member))),
    )
  })
})

// As RegisterTaskDefinition's own reference tells them apart from DescribeTaskDefinition's.
const readOnly = [
  ...['taskDefinitionArn', 'revision', 'status', 'requiresAttributes', 'compatibilities'],
  ...['registeredAt', 'registeredBy', 'deregisteredAt', 'deleteRequestedAt'],
]

describe('a definition with other images', () => {
  test('keeps every byte but those of the images', () => {
    const text = JSON.stringify(described)
    const changed = withImages(described, [{ container: 'api', image: pinned }])
    expect(JSON.stringify(changed)).toBe(text.replace(`${ecr}/doc-platform/api:v1`, pinned))
    expect(JSON.stringify(described)).toBe(text)
  })

  test('gets an image where the file left it open', () => {
    const open = { family: 'api', containerDefinitions: [{ name: 'api' }] }
    expect(withImages(open, [{ container: 'api', image: pinned }])).toEqual({
      family: 'api',
      containerDefinitions: [{ name: 'api', image: pinned }],
    })
  })

  test('is not made for a container that is not there', () => {
    expect(() => withImages(described, [{ container: 'web', image: pinned }])).toThrow(
      'api has no container "web"; its containers: api, proxy',
    )
  })

  test.each(taskDefinitions)('$name differs from itself in that image alone', ({ taskDefinition }) => {
    const definition = registrable(taskDefinition)
    for (const { name, image } of definition.containerDefinitions) {
      const changed = withImages(definition, [{ container: name, image: pinned }])
      expect(sameDefinition(changed, definition)).toBe(false)
      const back = withImages(changed, [{ container: name, image: image ?? '' }])
      expect(JSON.stringify(back)).toBe(JSON.stringify(definition))
    }
  })

  test('changes nothing else, whatever else there is', () => {
    const members = fc.dictionary(fc.string(), fc.jsonValue())
    const containers = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), members), {
      selector: ([name]) => name,
      minLength: 1,
    })
    fc.assert(
      fc.property(members, containers, (rest, named) => {
        const containerDefinitions = named.map(([name, others]) => ({ ...others, name, image: 'before' }))
        const definition = { ...rest, family: 'api', containerDefinitions }
        const [first] = containerDefinitions
        const changed = withImages(definition, [{ container: first?.name ?? '', image: 'after' }])
        const expected = containerDefinitions.map((container, index) =>
          index === 0 ? { ...container, image: 'after' } : container,
        )
        expect(JSON.stringify(changed)).toBe(JSON.stringify({ ...definition, containerDefinitions: expected }))
      }),
    )
  })
})

describe('the container that an image is meant for', () => {
  const api = { name: 'api', image: `${ecr}/doc-platform/api:v1` }
  const worker = { name: 'worker', image: `${ecr}/doc-platform/api@sha256:${'b'.repeat(64)}` }
  const elsewhere = { name: 'app', image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/doc-platform/api:v1' }
  const agent = { name: 'agent', image: 'public.ecr.aws/datadog/agent:7', essential: false }
  const open = { name: 'open', image: '<IMAGE1_NAME>' }

  test.each([
    ['is the one that was named', [api, agent], 'agent', 'agent'],
    ['is the one that runs its repository', [agent, { ...open }, api], undefined, 'api'],
    ['is the one that runs its repository from another Region', [open, elsewhere], undefined, 'app'],
    ['is rather the one of the same Region', [elsewhere, api], undefined, 'api'],
    ['is else the only essential one', [agent, open], undefined, 'open'],
    ['is else the only one', [{ ...agent }], undefined, 'agent'],
    ['may be essential by saying nothing or null', [{ ...open, essential: null }, agent], undefined, 'open'],
  ])('%s', (_, containerDefinitions, name, chosen) => {
    const choice = containerFor({ family: 'api', containerDefinitions }, parseImage(pinned), name)
    expect(choice).toEqual({ is: 'container', name: chosen })
  })

  test.each([
    ['was named and is not there', [api, agent], 'web', 'api has no container "web"; its containers: api, agent'],
    [
      'is one of several with its repository',
      [api, worker, agent],
      undefined,
      'api has several containers that run doc-platform/api: api, worker',
    ],
    [
      'is one of several essential ones',
      [open, { ...open, name: 'other' }, agent],
      undefined,
      'api has several containers that are essential: open, other',
    ],
    [
      'is one of several that are not essential',
      [agent, { ...agent, name: 'two' }],
      undefined,
      'api has several containers that may be meant: agent, two',
    ],
    ['is in no list', [], undefined, 'api has no containers'],
  ])('is unclear when it %s', (_, containerDefinitions, name, why) => {
    const choice = containerFor({ family: 'api', containerDefinitions }, parseImage(pinned), name)
    expect(choice).toEqual({ is: 'unclear', why })
  })
})

describe('the platform that tasks run on', () => {
  test.each([
    [undefined, 'linux/amd64'],
    [null, 'linux/amd64'],
    [{}, 'linux/amd64'],
    [{ cpuArchitecture: 'ARM64' }, 'linux/arm64'],
    [{ cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' }, 'linux/amd64'],
    [{ operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' }, 'windows(10.0.20348)/amd64'],
    [{ operatingSystemFamily: 'WINDOWS_SERVER_2019_FULL', cpuArchitecture: 'X86_64' }, 'windows(10.0.17763)/amd64'],
    [{ operatingSystemFamily: 'WINDOWS_SERVER_2031_CORE' }, 'windows/amd64'],
    [{ cpuArchitecture: 'RISCV64' }, 'linux/riscv64'],
  ])('%j: %s', (runtimePlatform, platform) => {
    const wanted = wantedPlatform({ ...described, requiresCompatibilities: ['FARGATE'], runtimePlatform })
    expect(wanted && platformText(wanted)).toBe(platform)
  })

  test.each([[undefined], [null], [{}]])(
    'is that of the instances where they are not on Fargate: %j',
    runtimePlatform => {
      const onInstances = { ...described, requiresCompatibilities: ['EC2'], runtimePlatform }
      expect(wantedPlatform(onInstances)).toBeUndefined()
      expect(wantedPlatform({ ...onInstances, runtimePlatform: { cpuArchitecture: 'ARM64' } })).toEqual({
        os: 'linux',
        architecture: 'arm64',
      })
    },
  )
})

describe('a task definition file', () => {
  test('is read as it is, without what ECS alone writes', () => {
    expect(readDefinitionFile(described)).toEqual({ definition: registrable(described), tags: [] })
  })

  test.each([
    [
      'beside the definition, as the CLI prints them',
      { taskDefinition: described, tags: [{ key: 'team', value: 'docs' }] },
    ],
    ['in it, as the API takes them', { ...described, tags: [{ key: 'team', value: 'docs' }] }],
    ['in it, inside a print', { taskDefinition: { ...described, tags: [{ key: 'team', value: 'docs' }] } }],
  ])('may have its tags %s', (_, parsed) => {
    expect(readDefinitionFile(parsed)).toEqual({
      definition: registrable(described),
      tags: [{ key: 'team', value: 'docs' }],
    })
  })

  test.each(taskDefinitions)(
    '$name, printed by the CLI, is the definition that ECS described',
    ({ taskDefinition, tags }) => {
      expect(readDefinitionFile({ taskDefinition, tags })).toEqual({ definition: registrable(taskDefinition), tags })
    },
  )

  test('may have its size in numbers, as YAML reads it', () => {
    const containerDefinitions = [{ name: 'api', cpu: 128 }]
    expect(readDefinitionFile({ family: 'api', cpu: 256, memory: 512, containerDefinitions }).definition).toEqual({
      family: 'api',
      cpu: '256',
      memory: '512',
      containerDefinitions,
    })
  })

  test.each([
    [null, 'it takes an object with `family` and `containerDefinitions`'],
    [[described], 'it takes an object'],
    ['api', 'it takes an object'],
    [{}, '`family` is missing'],
    [{ family: 1, containerDefinitions: [{ name: 'api' }] }, '`family` is missing'],
    [{ family: 'api' }, '`containerDefinitions` is missing'],
    [{ family: 'api', containerDefinitions: [] }, '`containerDefinitions` is missing'],
    [{ family: 'api', containerDefinitions: [{ image: 'x' }] }, 'a container takes a `name`'],
    [{ family: 'api', containerDefinitions: [{ name: 'api', image: 5 }] }, 'a container takes a `name`'],
    [{ taskDefinition: {} }, '`family` is missing'],
  ])('%j is none', (parsed, why) => {
    expect(() => readDefinitionFile(parsed)).toThrow(`is not a task definition: ${why}`)
  })
})
