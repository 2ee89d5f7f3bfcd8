import { parseImage, sameRepository } from './image.ts'
import type { ImageReference } from './image.ts'
import { isJsonObject } from './json.ts'
import type { JsonObject } from './json.ts'
import type { Platform } from './manifest.ts'
import { readTags } from './provenance.ts'
import type { Tag } from './provenance.ts'

/**
 * A task definition as raw JSON: what is named here is what decisions need, everything else passes through. A typed
 * copy would lose the members that AWS adds after this was written.
 */
export interface TaskDefinition extends JsonObject {
  family: string
  containerDefinitions: ContainerDefinition[]
}

export interface ContainerDefinition extends JsonObject {
  name: string
  /** Absent only in files that leave it to the deployment. */
  image?: string
}

/** What DescribeTaskDefinition tells and RegisterTaskDefinition does not take. */
const READ_ONLY: ReadonlySet<string> = new Set([
  'compatibilities',
  'deleteRequestedAt',
  'deregisteredAt',
  'registeredAt',
  'registeredBy',
  'requiresAttributes',
  'revision',
  'status',
  'taskDefinitionArn',
])

/**
 * A described task definition as it can be registered again. Everything but the read-only members stays as it is and
 * where it is, null too: AWS reads a null member as one that is absent.
 */
export function registrable(described: TaskDefinition): TaskDefinition {
  const { family, containerDefinitions } = described
  return { ...without(described, READ_ONLY), family, containerDefinitions }
}

function without(object: JsonObject, members: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([member]) => !members.has(member)))
}

/** An image for a container. */
export interface ImageChange {
  container: string
  image: string
}

/**
 * A copy that is equal but for the images.
 *
 * @throws Error if there is no such container.
 */
export function withImages(definition: TaskDefinition, changes: readonly ImageChange[]): TaskDefinition {
  const images = new Map(changes.map(({ container, image }) => [container, image]))
  for (const name of images.keys()) {
    if (!definition.containerDefinitions.some(container => container.name === name)) {
      throw new Error(noSuchContainer(definition, name))
    }
  }
  const containerDefinitions = definition.containerDefinitions.map(container => {
    const image = images.get(container.name)
    return image === undefined ? container : { ...container, image }
  })
  return { ...definition, containerDefinitions }
}

export type ContainerChoice = { is: 'container'; name: string } | { is: 'unclear'; why: string }

/** The container that an image is meant for: the one that was named, or else the one that can only be meant. */
export function containerFor(definition: TaskDefinition, image: ImageReference, name?: string): ContainerChoice {
  const containers = definition.containerDefinitions
  if (name !== undefined) {
    if (containers.some(container => container.name === name)) return { is: 'container', name }
    return { is: 'unclear', why: noSuchContainer(definition, name) }
  }
  for (const { fits, what } of choices) {
    const fitting = containers.filter(container => fits(container, image))
    const [first] = fitting
    if (first === undefined) continue
    if (fitting.length === 1) return { is: 'container', name: first.name }
    const names = fitting.map(container => container.name).join(', ')
    return { is: 'unclear', why: `${definition.family} has several containers that ${what(image)}: ${names}` }
  }
  return { is: 'unclear', why: `${definition.family} has no containers` }
}

interface Choice {
  fits: (container: ContainerDefinition, image: ImageReference) => boolean
  what: (image: ImageReference) => string
}

/** Signs that a container is the one, best first. The first that any container shows decides. */
const choices: readonly Choice[] = [
  { fits: (container, image) => hasImage(container, image), what: image => `run ${image.repository}` },
  {
    // The same repository in another Region or account, to where images are replicated or moved.
    fits: (container, { repository }) => imageOf(container)?.repository === repository,
    what: image => `run ${image.repository}`,
  },
  { fits: container => (container['essential'] ?? true) === true, what: () => 'are essential' },
  { fits: () => true, what: () => 'may be meant' },
]

function hasImage(container: ContainerDefinition, image: ImageReference): boolean {
  const current = imageOf(container)
  return current !== undefined && sameRepository(current, image)
}

/** Files often hold a placeholder for the image, which is then no reference. */
function imageOf({ image }: ContainerDefinition): ImageReference | undefined {
  try {
    return image === undefined ? undefined : parseImage(image)
  } catch {
    return undefined
  }
}

export function noSuchContainer({ family, containerDefinitions }: TaskDefinition, name: string): string {
  const names = containerDefinitions.map(container => container.name).join(', ')
  return `${family} has no container ${JSON.stringify(name)}; its containers: ${names}`
}

const ARCHITECTURES = new Map([
  ['X86_64', 'amd64'],
  ['ARM64', 'arm64'],
])

/** Build of each Windows release, which an image must match ("Windows container version compatibility", Microsoft). */
const WINDOWS_BUILDS = new Map([
  ['2016', '10.0.14393'],
  ['2019', '10.0.17763'],
  ['2004', '10.0.19041'],
  ['20H2', '10.0.19042'],
  ['2022', '10.0.20348'],
  ['2025', '10.0.26100'],
])

/**
 * The platform that the tasks run on. Where the definition does not say, Fargate takes Linux on x86; on instances it is
 * theirs, which cannot be known here.
 */
export function wantedPlatform(definition: TaskDefinition): Platform | undefined {
  const { requiresCompatibilities, runtimePlatform } = definition
  const onFargate = Array.isArray(requiresCompatibilities) && requiresCompatibilities.includes('FARGATE')
  const isStated = isJsonObject(runtimePlatform) && Object.keys(runtimePlatform).length > 0
  return isStated || onFargate ? statedPlatform(definition) : undefined
}

function statedPlatform(definition: TaskDefinition): Platform {
  const { cpuArchitecture, operatingSystemFamily } = platformMembers(definition)
  const architecture = ARCHITECTURES.get(cpuArchitecture) ?? cpuArchitecture.toLowerCase()
  const [, release] = /^WINDOWS_SERVER_([0-9A-Z]+)_/.exec(operatingSystemFamily) ?? []
  if (release === undefined) return { os: operatingSystemFamily.toLowerCase(), architecture }
  const osVersion = WINDOWS_BUILDS.get(release)
  return { os: 'windows', architecture, ...(osVersion && { osVersion }) }
}

function platformMembers({ runtimePlatform }: TaskDefinition) {
  const { cpuArchitecture, operatingSystemFamily } = isJsonObject(runtimePlatform) ? runtimePlatform : {}
  return {
    cpuArchitecture: typeof cpuArchitecture === 'string' ? cpuArchitecture : 'X86_64',
    operatingSystemFamily: typeof operatingSystemFamily === 'string' ? operatingSystemFamily : 'LINUX',
  }
}

/** What a task definition file says: the definition as it can be registered, and the tags it asks for. */
export interface DefinitionFile {
  definition: TaskDefinition
  tags: Tag[]
}

/**
 * Reads a task definition file that is already parsed: a task definition, or one inside `{ "taskDefinition": … }` with
 * its tags beside it, as `aws ecs describe-task-definition` prints it.
 *
 * @throws Error whose message completes a sentence that begins with the file's name.
 */
export function readDefinitionFile(parsed: unknown): DefinitionFile {
  const printed = isJsonObject(parsed) && isJsonObject(parsed['taskDefinition'])
  const { taskDefinition, tags }: JsonObject = printed ? parsed : { taskDefinition: parsed }
  assertTaskDefinition(taskDefinition)
  const { tags: own, ...definition } = registrable(taskDefinition)
  return { definition: withSizesAsText(definition), tags: readTags(tags ?? own) }
}

/** The API takes the task's size as text only; in YAML `cpu: 256` is a number. */
function withSizesAsText(definition: TaskDefinition): TaskDefinition {
  const sizes = ['cpu', 'memory'].filter(size => typeof definition[size] === 'number')
  return { ...definition, ...Object.fromEntries(sizes.map(size => [size, String(definition[size])])) }
}

function assertTaskDefinition(value: unknown): asserts value is TaskDefinition {
  const problem = isJsonObject(value) ? problemOf(value) : 'it takes an object with `family` and `containerDefinitions`'
  if (problem !== undefined) throw new Error(`is not a task definition: ${problem}`)
}

function problemOf({ family, containerDefinitions }: JsonObject): string | undefined {
  if (typeof family !== 'string' || family === '') return '`family` is missing'
  if (!Array.isArray(containerDefinitions) || containerDefinitions.length === 0) {
    return '`containerDefinitions` is missing'
  }
  return containerDefinitions.every(isContainer) ? undefined : 'a container takes a `name`, and text as its `image`'
}

function isContainer(value: unknown): value is ContainerDefinition {
  if (!isJsonObject(value)) return false
  const { name, image } = value
  return typeof name === 'string' && name !== '' && (image === undefined || typeof image === 'string')
}
