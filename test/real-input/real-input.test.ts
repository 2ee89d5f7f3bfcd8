import * as ecs from '@aws-sdk/client-ecs'
import { describe, expect, test } from '@jest/globals'
import { NormalizedSchema } from '@smithy/core/schema'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Json, JsonObject } from '../simulator/operation.ts'
import { checkOf } from '../simulator/protocol/schema.ts'
import type { DescribedTaskDefinition } from './index.ts'
import { imageIndexes, taskDefinitions } from './index.ts'

const sources = readFileSync(new URL('sources.md', import.meta.url), 'utf8')
const example = '123456789012'

/** AWS accounts whose registries serve public images. */
const publicRegistries: Readonly<Record<string, string>> = {
  '763104351884': 'AWS Deep Learning Containers',
  '840364872350': 'App Mesh Envoy',
  '906394416424': 'AWS for Fluent Bit',
}

/** Members that no SDK knows, by file. They are there to be kept, not understood. */
const futureMembers: Readonly<Record<string, readonly string[]>> = {
  'future-members': [
    'containerDefinitions[0].portMappings[0].trafficWeight',
    'containerDefinitions[0].mountPoints[0].subPath',
    'containerDefinitions[0].healthCheck.successThreshold',
    'containerDefinitions[0].startupProbe',
    'volumes[0].fsxOpenZfsVolumeConfiguration',
    'runtimePlatform.kernelVersion',
    'checkpointConfiguration',
  ],
}

/** Members of a description that no active revision has, and those that only other uses of an attribute have. */
const neverShown = [
  'deregisteredAt',
  'deleteRequestedAt',
  'requiresAttributes.value',
  'requiresAttributes.targetType',
  'requiresAttributes.targetId',
]

/** Members that every container of a description has, also when they were not registered. */
const filledIn = [
  'name',
  'image',
  'cpu',
  'portMappings',
  'essential',
  'environment',
  'mountPoints',
  'volumesFrom',
  'systemControls',
]

describe('the task definitions', () => {
  test('are at least twenty-four, and each is another family', () => {
    expect(taskDefinitions.length).toBeGreaterThanOrEqual(24)
    expect(repeated(taskDefinitions.map(({ taskDefinition }) => taskDefinition.family))).toEqual([])
  })

  test('differ in the members they use, not only in their values', () => {
    expect(repeated(taskDefinitions.map(sample => [...memberPaths(sample.taskDefinition)].sort().join()))).toEqual([])
  })

  test('show together every member that a task definition can have', () => {
    const shown = new Set(taskDefinitions.flatMap(({ taskDefinition }) => [...memberPaths(taskDefinition)]))
    const possible = schemaPaths(NormalizedSchema.of(ecs.TaskDefinition$))
    expect(possible.filter(path => !shown.has(path)).sort()).toEqual([...neverShown].sort())
  })

  test.each(taskDefinitions)('$name is a description by the SDK’s schema, future members apart', sample => {
    const found = checkOf(NormalizedSchema.of(ecs.TaskDefinition$))(sample.taskDefinition)
    expect(found.map(({ is, path }) => [is, path]).sort()).toEqual(declared(sample.name))
  })

  test.each(taskDefinitions)('$name can be registered again without what only descriptions have', sample => {
    const { taskDefinition, tags } = sample
    const request = { ...registrable(taskDefinition), tags: tags as unknown as Json }
    const found = checkOf(NormalizedSchema.of(ecs.RegisterTaskDefinitionRequest$))(request)
    expect(found.map(({ is, path }) => [is, path]).sort()).toEqual(declared(sample.name))
  })

  test.each(taskDefinitions)('$name is active, with what ECS always fills in', ({ taskDefinition }) => {
    const { taskDefinitionArn, family, revision } = taskDefinition
    expect(taskDefinitionArn).toMatch(
      new RegExp(`^arn:aws:ecs:[a-z0-9-]+:${example}:task-definition/${family}:${revision}$`),
    )
    expect(taskDefinition).toMatchObject({
      status: 'ACTIVE',
      registeredAt: expect.any(Number) as unknown,
      registeredBy: expect.stringMatching(/^arn:aws:(iam|sts)::/) as unknown,
      requiresAttributes: expect.any(Array) as unknown,
      compatibilities: expect.any(Array) as unknown,
      placementConstraints: expect.any(Array) as unknown,
      volumes: expect.any(Array) as unknown,
    })
    for (const container of taskDefinition.containerDefinitions) {
      expect(Object.keys(container)).toEqual(expect.arrayContaining(filledIn))
    }
  })

  test.each(taskDefinitions)('$name refers only to volumes and containers that it has', ({ taskDefinition }) => {
    const { containerDefinitions } = taskDefinition
    const volumes = names(taskDefinition.volumes)
    const containers = names(containerDefinitions)
    expect(repeated(containers)).toEqual([])
    expect(volumes).toEqual(expect.arrayContaining(referred(containerDefinitions, 'mountPoints', 'sourceVolume')))
    expect(containers).toEqual(expect.arrayContaining(referred(containerDefinitions, 'dependsOn', 'containerName')))
    expect(containers).toEqual(expect.arrayContaining(referred(containerDefinitions, 'volumesFrom', 'sourceContainer')))
    expect(containerDefinitions.some(({ essential }) => essential === true)).toBe(true)
  })

  test.each(taskDefinitions)('$name routes to FireLens only beside a log router', ({ taskDefinition }) => {
    const containers = taskDefinition.containerDefinitions
    const routed = containers.some(({ logConfiguration }) => texts(logConfiguration).includes('awsfirelens'))
    expect(containers.some(({ firelensConfiguration }) => firelensConfiguration !== undefined)).toBe(routed)
  })
})

describe('the image documents', () => {
  test('are at least eight, and no two are the same', () => {
    expect(imageIndexes.length).toBeGreaterThanOrEqual(8)
    expect(repeated(imageIndexes.map(({ text }) => text))).toEqual([])
  })

  test.each(imageIndexes)('$name points to everything by digest and size', ({ text }) => {
    for (const { digest, size, mediaType } of descriptorsOf(text)) {
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
      expect(size).toBeGreaterThan(0)
      expect(mediaType).toMatch(/^application\/vnd\./)
    }
  })

  test('agree in digest and size where one points to another, which also guards their bytes', () => {
    const pointers = imageIndexes.flatMap(({ text }) => descriptorsOf(text))
    const pointedTo = imageIndexes.filter(({ text }) => pointers.some(({ digest }) => digest === digestOf(text)))
    expect(pointedTo.map(({ name }) => name)).toEqual([
      'attestation-manifest',
      'attestation-manifest-legacy',
      'buildkit-provenance',
      'docker-manifest',
      'oci-manifest',
      'sigstore-bundle',
    ])
    for (const { text } of pointedTo) {
      const sizes = pointers.filter(({ digest }) => digest === digestOf(text)).map(({ size }) => size)
      expect(new Set(sizes)).toEqual(new Set([Buffer.byteLength(text)]))
    }
  })

  test('show every kind of document that a tag can lead to', () => {
    const kinds = new Set(imageIndexes.map(({ text }) => (JSON.parse(text) as JsonObject)['mediaType']))
    expect([...kinds].sort()).toEqual([
      'application/vnd.docker.distribution.manifest.list.v2+json',
      'application/vnd.docker.distribution.manifest.v2+json',
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.oci.image.manifest.v1+json',
      undefined,
    ])
  })
})

describe('all of it', () => {
  const documents = [
    ...taskDefinitions.map(({ name, taskDefinition, tags }) => ({
      file: `task-definitions/${name}.json`,
      found: [...texts(taskDefinition), ...tags.flatMap(({ key, value }) => [key, value])],
    })),
    ...imageIndexes.map(({ name, text }) => ({
      file: `image-indexes/${name}.json`,
      found: texts(JSON.parse(text) as Json),
    })),
  ]

  test('has one row in sources.md, and sources.md has no other rows', () => {
    const rows = [...sources.matchAll(/^\| `([^`]+\.json)` +\|/gm)].map(([, file]) => file)
    expect(rows.sort()).toEqual(documents.map(({ file }) => file).sort())
  })

  test('says of every row what it shows, whence it is and what was changed', () => {
    const cells = sources
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .map(line => line.split(/ \| |^\| | \|$/).slice(1, -1))
    expect(cells.filter(row => row.length !== 4 || row.some(cell => cell.trim() === ''))).toEqual([])
  })

  test.each(documents)('$file names no account but the example’s and public registries’', ({ found }) => {
    const accounts = found.flatMap(text => text.match(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g) ?? [])
    expect(accounts.filter(account => account !== example && !(account in publicRegistries))).toEqual([])
  })

  test.each(documents)('$file has only well-formed ARNs', ({ found }) => {
    const arns = found.flatMap(text => text.match(/arn:[^\s"',}]*/g) ?? [])
    expect(arns.filter(arn => !/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:[^:].*$/.test(arn))).toEqual([])
  })

  test.each(documents)('$file holds nothing that looks like a credential', ({ found }) => {
    expect(found.filter(text => /AKIA|ASIA|BEGIN [A-Z ]*PRIVATE KEY|gh[pousr]_|xox[abp]-/.test(text))).toEqual([])
  })

  test('needs every public registry that is listed', () => {
    const used = documents.flatMap(({ found }) => found).join('\n')
    expect(Object.keys(publicRegistries).filter(account => !used.includes(`${account}.dkr.ecr.`))).toEqual([])
  })
})

function declared(name: string): string[][] {
  return (futureMembers[name] ?? []).map(path => ['unknown', path]).sort()
}

/** Without the members that RegisterTaskDefinition does not take though DescribeTaskDefinition gives them. */
function registrable(taskDefinition: DescribedTaskDefinition): JsonObject {
  const taken = memberNames(ecs.RegisterTaskDefinitionRequest$)
  const described = memberNames(ecs.TaskDefinition$).filter(name => !taken.includes(name))
  return Object.fromEntries(Object.entries(taskDefinition).filter(([name]) => !described.includes(name)))
}

function memberNames(schema: Parameters<typeof NormalizedSchema.of>[0]): string[] {
  return [...NormalizedSchema.of(schema).structIterator()].map(([name]) => name)
}

/** `containerDefinitions.portMappings.name`: every member a schema has, lists left out. */
function schemaPaths(schema: NormalizedSchema, path = ''): string[] {
  if (schema.isListSchema()) return schemaPaths(schema.getValueSchema(), path)
  if (!schema.isStructSchema()) return []
  return [...schema.structIterator()].flatMap(([name, member]) => {
    const where = path === '' ? name : `${path}.${name}`
    return [where, ...schemaPaths(member, where)]
  })
}

/** The members a value has, written as `schemaPaths` does. */
function memberPaths(value: Json | undefined, path = ''): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set()
  if (Array.isArray(value)) return new Set(value.flatMap(item => [...memberPaths(item, path)]))
  return new Set(
    Object.entries(value).flatMap(([name, member]) => {
      const where = path === '' ? name : `${path}.${name}`
      return [where, ...memberPaths(member, where)]
    }),
  )
}

function texts(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Array.isArray(value)
    ? value.flatMap(texts)
    : Object.entries(value).flatMap(([key, member]) => [key, ...texts(member)])
}

function names(list: Json | undefined): string[] {
  return (list as { name: string }[]).map(({ name }) => name)
}

/** What the containers name in one member of the items of one of their lists. */
function referred(containers: JsonObject[], list: string, member: string): string[] {
  return containers.flatMap(container =>
    ((container[list] ?? []) as Record<string, string>[]).map(item => item[member] ?? ''),
  )
}

interface Descriptor {
  mediaType: string
  digest: string
  size: number
}

/** Everything a document of an image points to. */
function descriptorsOf(text: string): Descriptor[] {
  const {
    manifests = [],
    layers = [],
    config,
    subject,
  } = JSON.parse(text) as {
    manifests?: Descriptor[]
    layers?: Descriptor[]
    config?: Descriptor
    subject?: Descriptor
  }
  return [...manifests, ...layers, config, subject].filter(descriptor => descriptor !== undefined)
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

function repeated<T>(values: T[]): T[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}
